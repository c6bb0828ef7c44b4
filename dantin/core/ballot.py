"""Phiếu bầu: tờ phiếu trông thế nào, gạch hay đánh dấu ra sao, khi nào hợp lệ.

The Party's ballot only (B-43 to B-45). For the village head no national text was found: the provincial guidance
decides what is valid, and until it is set this module says nothing of that ballot.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Marking(StrEnum):
    """Cách bầu trên phiếu: gạch tên người không bầu, hay đánh dấu X vào cột đồng ý, không đồng ý (B-43)."""

    CROSS_OUT = "cross_out"
    AGREE_OR_NOT = "agree_or_not"


class Mark(StrEnum):
    """Dấu ở một dòng của phiếu: để nguyên hoặc đồng ý, gạch hoặc không đồng ý, cả hai, không ô nào."""

    FOR = "for"
    AGAINST = "against"
    BOTH = "both"
    NEITHER = "neither"


class Validity(StrEnum):
    """Phiếu hợp lệ, hoặc lý do không hợp lệ (B-45)."""

    VALID = "valid"
    MORE_THAN_THE_SEATS = "more_than_the_seats"
    VOTES_FOR_NOBODY = "votes_for_nobody"
    SINGLE_NAME_NOT_MARKED_ONCE = "single_name_not_marked_once"


@dataclass(frozen=True, slots=True)
class BallotForm:
    """Mẫu phiếu: the names in order, the seats, and how it is marked."""

    names: tuple[str, ...]
    seats: int

    @property
    def marking(self) -> Marking:
        """With surplus one crosses out; without, there are two columns (B-43)."""
        return Marking.CROSS_OUT if len(self.names) > self.seats else Marking.AGREE_OR_NOT


def validity(form: BallotForm, marks: Mapping[str, Mark]) -> Validity:
    """Một tờ phiếu do Ban kiểm phiếu phát ra có hợp lệ không (B-44, B-45).

    On a list without surplus of several names, a name with both boxes or none marked leaves the ballot valid; it only
    does not count for that person. On a single name it makes the ballot invalid.
    """
    votes = sum(marks.get(name) is Mark.FOR for name in form.names)
    if votes > form.seats:
        return Validity.MORE_THAN_THE_SEATS
    if form.marking is Marking.CROSS_OUT:
        return Validity.VALID if votes else Validity.VOTES_FOR_NOBODY
    if len(form.names) == 1 and marks.get(form.names[0]) not in (Mark.FOR, Mark.AGAINST):
        return Validity.SINGLE_NAME_NOT_MARKED_ONCE
    return Validity.VALID
