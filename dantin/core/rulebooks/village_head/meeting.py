"""Trình tự ngày bầu trưởng thôn: which steps the hall goes through, in order, each with its provision.

What no text orders has no citation: it is said to be the usual course, not law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dantin.core.law import Citation
from dantin.core.plan import Procedure, VoteForm
from dantin.core.values import Share

from .numbers import DECREE_59, LAW_10, RESOLUTION_09, VH_2008

CHOSEN_BY = Share(1, 2)  # A23-08 [S24]: of those present
BOARD_LEAST, BOARD_MOST, WITNESSES = 3, 5, 2  # A23-10 [S24, S30]
BOARD_CHOSEN_BY = Share(1, 2)  # A23-10 [S24, S30]: of those present, by hands


class DayStep(StrEnum):
    """Một bước của ngày bầu: số dự, khai mạc, thư ký, giới thiệu, hình thức, Ban kiểm phiếu, bầu, kiểm, công bố."""

    ATTENDANCE = "attendance"
    OPENING = "opening"
    CLERK = "clerk"
    INTRODUCE = "introduce"
    FORM = "form"
    BOARD = "board"
    BALLOT = "ballot"
    HANDS = "hands"
    CARRIED = "carried"
    CLOSING = "closing"
    COUNT = "count"
    ANNOUNCE = "announce"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class DayStage:
    """Một bước và điều khoản của nó; `cites` is null where no text orders the step."""

    step: DayStep
    cites: Citation | None


def order_of_the_day(rulebook: str, procedure: Procedure, vote_form: VoteForm) -> tuple[DayStage, ...]:
    """Các bước theo thứ tự. A poll of a whole day follows the province's guidance (A22-16), which was not found."""
    steps = _SINCE_2023 if rulebook != VH_2008 else _OF_2008
    secret = vote_form is VoteForm.SECRET_BALLOT
    match procedure:
        case Procedure.MEETING:
            voting = (DayStep.BOARD, DayStep.BALLOT) if secret else (DayStep.HANDS,)
            before = (DayStep.ATTENDANCE, DayStep.OPENING, DayStep.CLERK, DayStep.INTRODUCE, DayStep.FORM)
            asked: tuple[DayStep, ...] = (*before, *voting)
        case Procedure.SEPARATE_POLL:
            asked = (DayStep.OPENING, DayStep.BALLOT)
        case Procedure.HOUSEHOLD_BALLOTS:
            asked = (DayStep.OPENING, DayStep.CARRIED)
    asked = (*asked, DayStep.CLOSING, DayStep.COUNT, DayStep.ANNOUNCE, DayStep.MINUTES)
    if procedure is Procedure.SEPARATE_POLL:
        guided = _OF_A_POLL if rulebook == VH_2008 else None
        steps = {**steps, **dict.fromkeys(_BY_PROVINCE, guided)}
    return tuple(DayStage(step, steps[step]) for step in asked if step in steps)


def votes_for_a_form(rulebook: str, present: int) -> int | None:
    """Hình thức bầu phải được trên 50% số người dự tán thành (A23-08).

    Before 2023 the meeting decides too, but no number was found (A22-10): None, and nothing is judged.
    """
    return None if rulebook == VH_2008 else CHOSEN_BY.least_above(present)


def votes_for_a_board(rulebook: str, present: int) -> int | None:
    """Ban kiểm phiếu phải được trên 50% số người dự đồng ý (A23-10); None before 2023: the Tổ bầu cử counts."""
    return None if rulebook == VH_2008 else BOARD_CHOSEN_BY.least_above(present)


_BY_PROVINCE = frozenset({DayStep.OPENING, DayStep.BALLOT, DayStep.CLOSING})
_OF_A_POLL = RESOLUTION_09.at("", "A22-16", mark="[S11]")
_OF_2008: Mapping[DayStep, Citation | None] = {
    DayStep.ATTENDANCE: RESOLUTION_09.at("Điều 8", "A22-08", mark="[S10, S11]"),
    DayStep.OPENING: RESOLUTION_09.at("Điều 8", "A22-08", mark="[S10, S11]"),
    DayStep.INTRODUCE: RESOLUTION_09.at("Điều 8", "A22-09", mark="unsourced: high"),
    DayStep.FORM: RESOLUTION_09.at("Điều 8", "A22-10", mark="[S10]"),
    DayStep.BALLOT: RESOLUTION_09.at("Điều 8", "A22-10", mark="[S10]"),
    DayStep.HANDS: RESOLUTION_09.at("Điều 8", "A22-10", mark="[S10]"),
    DayStep.CARRIED: RESOLUTION_09.at("", "A22-17", mark="[S07]"),
    DayStep.CLOSING: None,
    DayStep.COUNT: RESOLUTION_09.at("Điều 8", "A22-11", mark="[S10]"),
    DayStep.ANNOUNCE: RESOLUTION_09.at("Điều 8", "A22-12", "A22-13", mark="[S07, S10]"),
    DayStep.MINUTES: RESOLUTION_09.at("", "A22-11", "A22-15", mark="[S10]; unsourced: medium"),
}
_SINCE_2023: Mapping[DayStep, Citation | None] = {
    DayStep.ATTENDANCE: LAW_10.at("", "A23-09", mark="[S39, S40]; điều khoản: unsourced: medium"),
    DayStep.OPENING: DECREE_59.at("khoản 1 Điều 3", "A23-03", mark="[S25]"),
    DayStep.CLERK: DECREE_59.at("khoản 5 Điều 3; Điều 7", "A23-08", mark="[S24]"),
    DayStep.INTRODUCE: DECREE_59.at("khoản 5 Điều 3; Điều 7", "A23-08", mark="[S24]"),
    DayStep.FORM: DECREE_59.at("khoản 5 Điều 3; Điều 7", "A23-08", mark="[S24]"),
    DayStep.BOARD: DECREE_59.at("Điều 7", "A23-10", mark="[S24, S30]"),
    DayStep.BALLOT: DECREE_59.at("Điều 7", "A23-10", mark="[S24, S30]"),
    DayStep.HANDS: DECREE_59.at("Điều 7", "A23-10", mark="[S24, S30]"),
    DayStep.CARRIED: DECREE_59.at("Điều 4", "A23-11", mark="[S39, S32]"),
    DayStep.CLOSING: None,
    DayStep.COUNT: DECREE_59.at("Điều 7", "A23-10", mark="[S24, S30]"),
    DayStep.ANNOUNCE: DECREE_59.at("", "A23-12", mark="unsourced: high"),
    DayStep.MINUTES: DECREE_59.at("Điều 8", "A23-14", mark="[S26, S24]"),
}
