"""Giấy tờ sau một đại hội chi bộ: báo cáo, trả hồ sơ, khiếu nại, không chuẩn y, huỷ, bàn giao, niêm phong, chỉ định.

One table says which paper may come in which state of a congress and where it leads; whoever records one asks it first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .afterwards import months_later
from .aggregate import CellState

BALLOTS_KEPT_MONTHS = 6  # B-56 [P18]


class CongressRulingKind(StrEnum):
    """Loại giấy tờ sau một đại hội chi bộ."""

    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"
    COMPLAINT = "complaint"
    ANSWERED = "answered"
    REFUSED = "refused"
    ANNULLED = "annulled"
    APPOINTED = "appointed"
    HANDED_OVER = "handed_over"
    SEALED = "sealed"


_K = CongressRulingKind
_SIGNED = frozenset({CellState.UNIFIED, CellState.NOT_UNIFIED})
_CLOSED = _SIGNED | {CellState.DONE_TO_SIGN}

# Where each may come. A state that is not named refuses it.
MAY_COME_IN: Mapping[CongressRulingKind, frozenset[CellState]] = {
    _K.SENT: _SIGNED,
    _K.RECEIVED: _SIGNED,
    _K.RETURNED: _SIGNED,
    # B-55: counted from the closing, so it may come before the minutes are signed
    _K.COMPLAINT: _CLOSED,
    _K.ANSWERED: _CLOSED,
    _K.REFUSED: _SIGNED,
    _K.ANNULLED: _CLOSED,
    # B-32: the congress ended without a secretary
    _K.APPOINTED: _SIGNED,
    _K.HANDED_OVER: _SIGNED,
    _K.SEALED: _CLOSED,
}
FREEZES = frozenset({_K.COMPLAINT, _K.RETURNED})
# Once for a congress.
ONCE = frozenset({_K.SENT, _K.RECEIVED, _K.REFUSED, _K.APPOINTED, _K.HANDED_OVER, _K.SEALED})


@dataclass(frozen=True, slots=True)
class CongressRuling:
    """Một giấy tờ đã ghi: `answers` is the number of the one it answers; `on` is the day of the paper."""

    number: int
    kind: CongressRulingKind
    on: date
    answers: int | None = None


def open_questions(rulings: Iterable[CongressRuling]) -> tuple[CongressRuling, ...]:
    """Khiếu nại, hồ sơ trả lại chưa được trả lời: the endorsement waits for them (B-53, B-55, F-50)."""
    rulings = list(rulings)
    answered = {ruling.answers for ruling in rulings}
    return tuple(ruling for ruling in rulings if ruling.kind in FREEZES and ruling.number not in answered)


def newest(rulings: Iterable[CongressRuling], kind: CongressRulingKind) -> CongressRuling | None:
    """The newest paper of this kind."""
    return next((ruling for ruling in reversed(list(rulings)) if ruling.kind is kind), None)


def leads_to(kind: CongressRulingKind, *, is_head: bool) -> CellState | None:
    """Tình trạng sau giấy tờ này; None where the congress stays as it stands.

    An annulled congress is held again (F-51). An appointed secretary who is the head makes the two one, though not by
    election.
    """
    match kind:
        case CongressRulingKind.ANNULLED:
            return CellState.NOT_STARTED
        case CongressRulingKind.APPOINTED:
            return CellState.UNIFIED if is_head else CellState.NOT_UNIFIED
        case (
            CongressRulingKind.SENT
            | CongressRulingKind.RECEIVED
            | CongressRulingKind.RETURNED
            | CongressRulingKind.COMPLAINT
            | CongressRulingKind.ANSWERED
            | CongressRulingKind.REFUSED
            | CongressRulingKind.HANDED_OVER
            | CongressRulingKind.SEALED
        ):
            return None


def ballots_kept_until(sealed_on: date) -> date:
    """Phiếu bầu niêm phong giữ đến ngày này: six months (B-56, F-49).

    The text names no first day: counted from the sealing, the latest it can be, they are never given up too early.
    """
    return months_later(sealed_on, BALLOTS_KEPT_MONTHS)
