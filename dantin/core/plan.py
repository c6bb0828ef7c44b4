"""Kế hoạch: bầu gì, theo cách nào, bằng hình thức nào; việc gì phải xong trước ngày nào."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .law import Citation

LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)  # A25-01 [S34]


class Procedure(StrEnum):
    """Cách tổ chức: họp thôn (A22-08), bỏ phiếu riêng cả ngày (A22-16), phát phiếu từng hộ (A22-17, A23-11)."""

    MEETING = "meeting"
    SEPARATE_POLL = "separate_poll"
    HOUSEHOLD_BALLOTS = "household_ballots"


class VoteForm(StrEnum):
    """Hình thức bầu: phiếu kín, hay biểu quyết giơ tay (A22-10)."""

    SECRET_BALLOT = "secret_ballot"
    SHOW_OF_HANDS = "show_of_hands"


class Post(StrEnum):
    """Chức danh hoặc cơ quan được bầu."""

    VILLAGE_HEAD = "village_head"
    COMMITTEE = "committee"
    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"


class PreparatoryStep(StrEnum):
    """Việc phải xong trước ngày bầu: công bố, dự kiến nhân sự, lập Tổ bầu cử, niêm yết."""

    ANNOUNCE = "announce"
    PERSONNEL = "personnel"
    TEAM = "team"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Deadline:
    """Hạn của một việc, đếm ngược từ ngày bầu; `by` is null where no text gives a number of days (GAP)."""

    step: PreparatoryStep
    days_before: int | None
    by: date | None
    cites: Citation


class StepState(StrEnum):
    """Tình trạng của một việc so với hạn: chưa tới hạn, quá hạn, đã xong, xong muộn, không có hạn."""

    DUE = "due"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    NO_DAY = "no_day"


def has_districts(called_on: date) -> bool:
    """Gọi bầu cử ngày này thì còn cấp huyện (A25-01): afterwards the commune reports straight to the province."""
    return called_on <= LAST_DAY_OF_DISTRICTS


def counted_back(step: PreparatoryStep, days_before: int | None, held_on: date, cites: Citation) -> Deadline:
    """Ngày cuối cùng còn kịp: "chậm nhất 20 ngày trước" is met on the twentieth day before, not after it."""
    by = None if days_before is None else held_on - timedelta(days=days_before)
    return Deadline(step, days_before, by, cites)


def step_state(by: date | None, done_on: date | None, today: date) -> StepState:
    """Where a step stands today; the last day itself is still in time."""
    if done_on is not None:
        return StepState.DONE_LATE if by is not None and done_on > by else StepState.DONE
    if by is None:
        return StepState.NO_DAY
    return StepState.LATE if today > by else StepState.DUE
