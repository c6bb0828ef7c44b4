"""Sổ đảng viên của một chi bộ: which change may come to whom, and what it leaves.

What a change does to the base follows from the state it leaves (`register.deduction_of`); nothing is deducted here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .register import Activity


class MemberStatus(StrEnum):
    """Tư cách trong sổ của chi bộ này; who is here for a time nominates and does not vote (B-10, B-11)."""

    OFFICIAL = "official"
    PROBATIONARY = "probationary"
    TEMPORARY = "temporary"
    LEFT = "left"
    """Không còn trong sổ; the row stays, papers name it."""


class MemberChangeKind(StrEnum):
    """Thay đổi trong sổ đảng viên."""

    ADMITTED = "admitted"
    CONFIRMED = "confirmed"
    CAME = "came"
    CAME_FOR_A_TIME = "came_for_a_time"
    WENT = "went"
    WENT_BACK = "went_back"
    GONE_FOR_A_TIME = "gone_for_a_time"
    IN_TRANSFER = "in_transfer"
    EXEMPTED = "exempted"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENDED = "ended"
    MISTAKEN = "mistaken"


K = MemberChangeKind
NEWCOMERS = frozenset({K.ADMITTED, K.CAME, K.CAME_FOR_A_TIME})
# Each of these is decided or certified on a paper; of the others it is said why.
WITH_A_PAPER = NEWCOMERS | {K.CONFIRMED, K.WENT, K.GONE_FOR_A_TIME, K.EXEMPTED, K.SUSPENDED}
BETWEEN_CELLS = frozenset({K.CAME, K.CAME_FOR_A_TIME, K.WENT, K.WENT_BACK, K.GONE_FOR_A_TIME, K.IN_TRANSFER})
_OF_THE_CELL = frozenset({MemberStatus.OFFICIAL, MemberStatus.PROBATIONARY})
_LEAVES: Mapping[MemberChangeKind, Activity] = {
    K.GONE_FOR_A_TIME: Activity.TEMPORARILY_TRANSFERRED,
    K.IN_TRANSFER: Activity.IN_TRANSFER,
    K.EXEMPTED: Activity.EXEMPT,
    K.SUSPENDED: Activity.SUSPENDED,
    K.RESUMED: Activity.NORMAL,
}


@dataclass(frozen=True, slots=True)
class MemberState:
    """Tư cách và tình trạng sinh hoạt của một đảng viên ở chi bộ này."""

    status: MemberStatus
    activity: Activity = Activity.NORMAL


def after_change(
    state: MemberState | None, kind: MemberChangeKind, *, arrives_as: MemberStatus = MemberStatus.OFFICIAL
) -> MemberState | None:
    """Sổ sau thay đổi này, or None where it may not come to this member; `state` is None for who is not here yet.

    `arrives_as` is what somebody is who comes officially from another cell: official, or still probationary (B-12).
    """
    status = MemberStatus.LEFT if state is None else state.status
    here = status in _OF_THE_CELL
    match kind:
        case K.ADMITTED:
            return None if status is not MemberStatus.LEFT else MemberState(MemberStatus.PROBATIONARY)
        case K.CAME:
            return None if here or arrives_as not in _OF_THE_CELL else MemberState(arrives_as)
        case K.CAME_FOR_A_TIME:
            return None if status is not MemberStatus.LEFT else MemberState(MemberStatus.TEMPORARY)
        case K.CONFIRMED:
            probationary = state is not None and status is MemberStatus.PROBATIONARY
            return MemberState(MemberStatus.OFFICIAL, state.activity) if probationary and state else None
        case K.WENT:
            return MemberState(MemberStatus.LEFT) if here else None
        case K.WENT_BACK:
            return MemberState(MemberStatus.LEFT) if status is MemberStatus.TEMPORARY else None
        case K.GONE_FOR_A_TIME | K.IN_TRANSFER | K.EXEMPTED | K.SUSPENDED:
            return MemberState(status, _LEAVES[kind]) if here else None
        case K.RESUMED:
            away = state is not None and here and state.activity is not Activity.NORMAL
            return MemberState(status, Activity.NORMAL) if away else None
        case K.ENDED | K.MISTAKEN:
            return None if status is MemberStatus.LEFT else MemberState(MemberStatus.LEFT)


def may_come(state: MemberState) -> list[MemberChangeKind]:
    """Những thay đổi có thể ghi cho người này, in the order of the list."""
    return [kind for kind in MemberChangeKind if kind not in NEWCOMERS and after_change(state, kind) is not None] + (
        [K.CAME] if state.status is MemberStatus.TEMPORARY else []
    )
