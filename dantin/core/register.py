"""Danh sách và cơ số: ai thuộc về đây, và ai được tính vào mẫu số.

The base is the off-by-one of this field: a head is measured against the whole roll, a secretary against the official
members convened less a short list. Neither is measured against those present or against valid ballots.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .vietnamese import name_sort_key

# Điều lệ Đảng 2011, khoản 2 Điều 21 (B-01), Điều 24 (B-03): the charter stands above every rulebook of the Party cell.
LEAST_OFFICIAL_MEMBERS = 3
COMMITTEE_FROM_MEMBERS = 9


class Electorate(StrEnum):
    """Thành phần cử tri: toàn thể cử tri, hay cử tri đại diện hộ gia đình (A22-05)."""

    ALL_VOTERS = "all_voters"
    HOUSEHOLD_REPRESENTATIVES = "household_representatives"


@dataclass(frozen=True, slots=True)
class Represented:
    """Một hộ và người đang đại diện hộ ấy: the household by its number in the village."""

    household: int
    name: str
    born_in: int | None


def also_represents(household: int, name: str, born_in: int | None, others: Iterable[Represented]) -> tuple[int, ...]:
    """Các hộ khác mà người này đã đại diện (F-17): no text allows it and none forbids it, so whoever asks must stop."""
    return tuple(
        each.household
        for each in others
        if each.household != household and may_be_one_person(name, born_in, each.name, each.born_in)
    )


def may_be_one_person(name: str, born_in: int | None, other: str, other_born_in: int | None) -> bool:
    """Có thể là một người: one name as people read it; a year of birth that one row lacks does not make two people."""
    return name_sort_key(name) == name_sort_key(other) and (
        born_in is None or other_born_in is None or born_in == other_born_in
    )


@dataclass(frozen=True, slots=True)
class Deductions:
    """Các trường hợp trừ khỏi cơ số (B-50): four groups and no other.

    Who is absent without reason, or leaves early, is not among them; an exempt member who attends is not either.
    """

    temporarily_transferred: int = 0
    exempt_absent: int = 0
    suspended_or_detained: int = 0
    excused_whole_congress: int = 0

    @property
    def total(self) -> int:
        return (
            self.temporarily_transferred + self.exempt_absent + self.suspended_or_detained + self.excused_whole_congress
        )


@dataclass(frozen=True, slots=True)
class Base:
    """Cơ số: the named number that votes are measured against; `needed` is null in a re-ballot of a tie."""

    name: str
    count: int
    needed: int | None


@dataclass(frozen=True, slots=True)
class CellRegister:
    """Danh sách đảng viên của chi bộ: official members, those convened, and those who leave the base."""

    official_members: int
    convened: int
    less: Deductions = Deductions()

    @property
    def adjusted_convened(self) -> int:
        """Số đảng viên chính thức được triệu tập, trừ các trường hợp của B-50."""
        return self.convened - self.less.total
