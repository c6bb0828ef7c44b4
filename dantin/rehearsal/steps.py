"""Các bước của kịch bản: what happens, when; each is turned into one action of a real day.

`at` is the moment at which the system is told. Times are of Việt Nam, and no step carries a total.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Một bước."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOpened(Step):
    """Khai mạc bỏ phiếu (hoặc cuộc họp) ở một thôn."""

    village_code: str
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Step):
    """Số đã bỏ phiếu tại một mốc giờ (C-08, C-09); `at` is when the report came in."""

    village_code: str
    mark_at: datetime
    voted: int
    source: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollClosed(Step):
    """Kết thúc bỏ phiếu lúc `closed_at`; a silent village tells it only when called."""

    village_code: str
    round: int
    closed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Step):
    """Cán bộ xã gọi một thôn chưa báo."""

    village_code: str
    actor: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened(Step):
    """Mở lần bầu tiếp theo: a re-run in the village, a further round or the re-ballot of a tie in a congress."""

    side: str
    unit_code: str
    post: str
    number: int
    held_on: date
    procedure: str
    vote_form: str
    seats: int
    slate: tuple[str, ...]
    reballot_of_tie: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingGiven(Step):
    """Một người đọc biên bản kiểm phiếu. A recount names the two readings, a confirmation names the recount."""

    side: str
    unit_code: str
    village_code: str
    post: str
    round: int
    event_id: UUID
    actor: str
    device: str
    figures: Mapping[str, int]
    kind: str = "reading"
    names: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised(Step):
    """Chủ tịch UBND xã công nhận; `received_on` is the day on which the commune got the minutes (A22-15)."""

    village_code: str
    decision_number: str
    decided_on: date
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadsHandedOver(Step):
    """Bên Nhà nước chuyển tệp trưởng thôn đã được công nhận sang bên Đảng: every head recognised so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CongressOpened(Step):
    """Khai mạc đại hội; `present` counts official members."""

    cell_code: str
    present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CongressClosed(Step):
    """Bế mạc đại hội."""

    cell_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSigned(Step):
    """Đoàn chủ tịch và thư ký ký biên bản: from here on the congress counts as done (F-57)."""

    cell_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsed(Step):
    """Đảng ủy cấp trên chuẩn y, within 15 working days of the report (B-53)."""

    cell_code: str
    decision_number: str
    reported_on: date
    decided_on: date
