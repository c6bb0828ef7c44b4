"""Văn bản của người có thẩm quyền quanh một cuộc bầu: hoãn, lâm thời, bầu lại, thay thế, khiếu nại, huỷ, khuyết.

One table says which paper may come in which state of a village and where it leads; whoever records one asks it first.
What the law leaves open (whether an ordered re-election counts as the first vote or as the second) the paper itself
must say.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .aggregate import HeadState


class RulingKind(StrEnum):
    """Loại văn bản quanh một cuộc bầu trưởng thôn."""

    POSTPONED = "postponed"
    DAY_SET = "day_set"
    INTERIM = "interim"
    REELECTION = "reelection"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    COMPLAINT = "complaint"
    ANSWERED = "answered"
    ANNULLED = "annulled"
    LEFT = "left"
    EXTENDED = "extended"


_S = HeadState
_ELECTED = frozenset({_S.ELECTED, _S.ELECTED_IN_RERUN})
_DECLARED = _ELECTED | {_S.RERUN, _S.NO_QUORUM, _S.INTERIM}

# Where each may come. A state that is not named refuses it.
MAY_COME_IN: Mapping[RulingKind, frozenset[HeadState]] = {
    # F-15: a poll that is due or already open; what was counted is no longer put off
    RulingKind.POSTPONED: frozenset({_S.NOT_STARTED, _S.RERUN, _S.VOTING, _S.POSTPONED}),
    RulingKind.DAY_SET: frozenset({_S.POSTPONED}),
    # A22-14, A23-15: after the second failure; F-05: nobody stands; A22-20, F-53: the post is vacant
    RulingKind.INTERIM: _ELECTED | {_S.INTERIM, _S.NOT_STARTED, _S.POSTPONED},
    # A23-14, F-25: instead of recognition; and the election that ends an interim
    RulingKind.REELECTION: _ELECTED | {_S.INTERIM},
    RulingKind.RETURNED: _ELECTED,
    RulingKind.SUPERSEDED: _DECLARED | {_S.COUNTED},
    RulingKind.COMPLAINT: frozenset(_S) - {_S.NOT_STARTED},
    RulingKind.ANSWERED: frozenset(_S) - {_S.NOT_STARTED},
    RulingKind.ANNULLED: _DECLARED,
    # A22-22, A23-16, F-26; an interim head too may leave
    RulingKind.LEFT: _ELECTED | {_S.INTERIM},
    # A25-03, A25-04
    RulingKind.EXTENDED: _ELECTED | {_S.NOT_STARTED, _S.POSTPONED},
}
# A declaration after which one of these came for its round no longer stands.
SET_ASIDE_BY = frozenset({RulingKind.ANNULLED, RulingKind.REELECTION})
FREEZES = frozenset({RulingKind.COMPLAINT, RulingKind.RETURNED})


def leads_to(kind: RulingKind, *, round_number: int, fills_vacancy: bool = False) -> HeadState | None:
    """Tình trạng sau văn bản này; None where the village stays as it stands.

    `round_number` is 0 before there is a slate. An interim head after somebody left changes no result of the election.
    """
    match kind:
        case RulingKind.POSTPONED:
            return HeadState.POSTPONED
        case RulingKind.DAY_SET:
            return HeadState.RERUN if round_number > 1 else HeadState.NOT_STARTED
        case RulingKind.INTERIM:
            return None if fills_vacancy else HeadState.INTERIM
        case RulingKind.REELECTION | RulingKind.ANNULLED:
            return HeadState.RERUN if round_number else HeadState.NOT_STARTED
        case RulingKind.SUPERSEDED:
            return HeadState.COUNTED
        case (
            RulingKind.RETURNED
            | RulingKind.COMPLAINT
            | RulingKind.ANSWERED
            | RulingKind.LEFT
            | RulingKind.EXTENDED
        ):  # fmt: skip
            return None


@dataclass(frozen=True, slots=True)
class Ruling:
    """Một văn bản đã ghi: `answers` is the number of the one it answers; `decided_on` is the day of the paper."""

    number: int
    kind: RulingKind
    decided_on: date
    answers: int | None = None
    from_on: date | None = None
    until_on: date | None = None


def unanswered(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Khiếu nại và hồ sơ trả lại chưa được trả lời: they hold back the next step."""
    rulings = list(rulings)
    answered = {ruling.answers for ruling in rulings}
    return tuple(ruling for ruling in rulings if ruling.kind in FREEZES and ruling.number not in answered)


def vacancy(rulings: Iterable[Ruling]) -> Ruling | None:
    """Văn bản ghi trưởng thôn thôi làm, chết: the post is vacant since its `from_on`, until another is elected anew.

    An interim head who leaves (`interims_left`) makes no vacancy of his own: the post was vacant, or never filled.
    """
    rulings = list(rulings)
    of_interims, found = interims_left(rulings), None
    for ruling in rulings:
        if ruling.kind is RulingKind.LEFT and ruling.number not in of_interims:
            found = ruling
        elif ruling.kind in SET_ASIDE_BY:
            found = None
    return found


def interims_left(rulings: Iterable[Ruling]) -> frozenset[int]:
    """The numbers of the papers by which an interim head, and not an elected one, left."""
    serves, found = False, set()
    for ruling in rulings:
        if ruling.kind is RulingKind.LEFT and serves:
            found.add(ruling.number)
        if ruling.kind is RulingKind.INTERIM:
            serves = True
        elif ruling.kind in SET_ASIDE_BY or ruling.kind is RulingKind.LEFT:
            serves = False
    return frozenset(found)


def interim_before(rulings: Iterable[Ruling]) -> Ruling | None:
    """The newest appointment since the last result, running, over or left: no text says whether another may follow."""
    found = None
    for ruling in rulings:
        if ruling.kind is RulingKind.INTERIM:
            found = ruling
        elif ruling.kind in SET_ASIDE_BY:
            found = None
    return found


def interim(rulings: Sequence[Ruling]) -> Ruling | None:
    """Quyết định chỉ định lâm thời đang có, unless an election was ordered since."""
    found = None
    for ruling in rulings:
        if ruling.kind is RulingKind.INTERIM:
            found = ruling
        elif ruling.kind in SET_ASIDE_BY or ruling.kind is RulingKind.LEFT:
            found = None
    return found


def months_later(day: date, months: int) -> date:
    """Ngày ấy sau bấy nhiêu tháng; the last day of a shorter month stands for a day it has not."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def interim_ends_by(decided_on: date, months: int) -> date:
    """Ngày cuối được giao lâm thời: at most so many months from the decision (A22-14, A22-20, A23-15)."""
    return months_later(decided_on, months)


def by_election_due(left_recognised_on: date, within_days: int | None) -> date | None:
    """Hạn quyết định bầu người mới sau khi công nhận cho thôi làm (A23-16, F-26); None where no day is known."""
    return None if within_days is None else left_recognised_on + timedelta(days=within_days)
