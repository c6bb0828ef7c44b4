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
# B-04 [P29]: of exactly so many official members, so many exempt from activity.
EXEMPT_THAT_LEAVE_A_CHOICE = 2


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


class Activity(StrEnum):
    """Tình trạng sinh hoạt của một đảng viên."""

    NORMAL = "normal"
    TEMPORARILY_TRANSFERRED = "temporarily_transferred"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    IN_TRANSFER = "in_transfer"
    """Đang làm thủ tục chuyển sinh hoạt đi: no text says whether the base has such a member, so the opening asks."""


class AbsenceGround(StrEnum):
    """Lý do vắng mặt, as the convening committee accepted it or not."""

    EXCUSED_WHOLE_CONGRESS = "excused_whole_congress"
    EXEMPT = "exempt"
    NOT_EXCUSED = "not_excused"


class Deducted(StrEnum):
    """Trường hợp đưa một đảng viên chính thức ra khỏi cơ số (B-50); each is a field of `Deductions`."""

    TEMPORARILY_TRANSFERRED = "temporarily_transferred"
    EXEMPT_ABSENT = "exempt_absent"
    SUSPENDED_OR_DETAINED = "suspended_or_detained"
    EXCUSED_WHOLE_CONGRESS = "excused_whole_congress"


def deduction_of(activity: str, absence: str | None, *, came: bool, arrivals_kept: bool) -> Deducted | None:
    """Đảng viên chính thức này có ra khỏi cơ số không (B-50): by one ground at most, though two may hold.

    `came` is whether he or she was in the hall at any time: who came and left again stays (F-39), and so does an exempt
    member who came (F-40). Without `arrivals_kept` who was absent is known by the list of absences alone.
    """
    if activity == Activity.TEMPORARILY_TRANSFERRED:
        return Deducted.TEMPORARILY_TRANSFERRED
    if activity == Activity.SUSPENDED:
        return Deducted.SUSPENDED_OR_DETAINED
    if came:
        return None
    if absence == AbsenceGround.EXCUSED_WHOLE_CONGRESS:
        return Deducted.EXCUSED_WHOLE_CONGRESS
    exempt = activity == Activity.EXEMPT and (absence is not None or arrivals_kept)
    return Deducted.EXEMPT_ABSENT if exempt or absence == AbsenceGround.EXEMPT else None


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
