"""Phiếu bầu: tờ phiếu trông thế nào, gạch hay đánh dấu ra sao, khi nào hợp lệ.

The Party's ballot (B-43 to B-45). For the village head no national text was found: the provincial guidance decides what
is valid. Where ballots of that election are keyed one by one, the same reasons are offered by analogy (D06) and the
counting board decides each paper that is not one plain choice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
    NOT_ISSUED = "not_issued"
    ANOTHER_NAME = "another_name"
    ANOTHER_MARK = "another_mark"
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


@dataclass(frozen=True, slots=True)
class MarkedBallot:
    """Một tờ phiếu đã bầu: the mark at each printed name, and what else is wrong with the sheet of paper."""

    marks: Mapping[str, Mark]
    issued_by_the_board: bool = True
    has_another_name: bool = False
    has_another_mark: bool = False

    def votes(self, form: BallotForm) -> tuple[str, ...]:
        """Those it votes for, in the order of the form; they count only when the paper is valid."""
        return tuple(name for name in form.names if self.marks.get(name) is Mark.FOR)


def validity(form: BallotForm, ballot: MarkedBallot) -> Validity:
    """Tờ phiếu có hợp lệ không (B-44, B-45).

    On a list without surplus of several names, a name with both boxes or none marked leaves the ballot valid; it only
    does not count for that person. On a single name it makes the ballot invalid.
    """
    if not ballot.issued_by_the_board:
        return Validity.NOT_ISSUED
    if ballot.has_another_name:
        return Validity.ANOTHER_NAME
    if ballot.has_another_mark:
        return Validity.ANOTHER_MARK
    votes = len(ballot.votes(form))
    if votes > form.seats:
        return Validity.MORE_THAN_THE_SEATS
    if form.marking is Marking.CROSS_OUT:
        return Validity.VALID if votes else Validity.VOTES_FOR_NOBODY
    if len(form.names) == 1 and ballot.marks.get(form.names[0]) not in (Mark.FOR, Mark.AGAINST):
        return Validity.SINGLE_NAME_NOT_MARKED_ONCE
    return Validity.VALID


def outcomes(form: BallotForm) -> tuple[Validity, ...]:
    """Lá phiếu bầu 0, 1, 2 … người thì thế nào: what a screen looks up, so that it knows no law itself (F-10, F-11)."""
    names = form.names
    return tuple(
        validity(form, MarkedBallot({name: Mark.FOR if n < votes else Mark.AGAINST for n, name in enumerate(names)}))
        for votes in range(len(names) + 1)
    )


@dataclass(frozen=True, slots=True)
class KeyedBallot:
    """Một lá phiếu đã nhập: the names it votes for, what is wrong with it, or that the board took it as valid."""

    votes: tuple[str, ...] = ()
    fault: Validity | None = None
    accepted: bool = False


@dataclass(slots=True)
class BallotSums:
    """Tổng của các lá phiếu đã nhập; nothing is left of a single paper or of their order (H-04)."""

    collected: int = 0
    valid: int = 0
    votes: Counter[str] = field(default_factory=Counter)
    invalid: Counter[Validity] = field(default_factory=Counter)


def figures_of(sums: BallotSums, form: BallotForm, *, others_apart: bool) -> dict[str, int]:
    """Các dòng của phiếu đếm. At a congress papers of another's stand apart from those collected (B-45, F-07)."""
    others = sums.invalid[Validity.NOT_ISSUED] if others_apart else 0
    collected = sums.collected - others
    figures = {"collected": collected, "valid": sums.valid, "invalid": collected - sums.valid}
    if others_apart:
        figures["not_issued"] = others
    return figures | {f"votes.{name}": sums.votes[name] for name in form.names}


def sums_of(form: BallotForm, ballots: Iterable[KeyedBallot]) -> BallotSums:
    """Cộng từng lá phiếu; a fault that a person named goes before what the number of names says."""
    by_votes, sums = outcomes(form), BallotSums()
    for ballot in ballots:
        found = ballot.fault or (Validity.VALID if ballot.accepted else by_votes[len(ballot.votes)])
        sums.collected += 1
        if found is Validity.VALID:
            sums.valid += 1
            sums.votes.update(ballot.votes)
        else:
            sums.invalid[found] += 1
    return sums
