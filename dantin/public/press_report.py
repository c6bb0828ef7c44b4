"""Con số báo chí đã đưa: kept as printed beside our own, never corrected nor made to add up (E-01, E-02)."""

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from dantin.core.aggregate import Agreement, PrintedPercent, PrintedSum, audit

from .sums import Incumbency
from .words import NBSP


class Published(NamedTuple):
    """Một con số đã công bố, as printed; `key` names the computed figure beside it."""

    key: str
    word: str
    published: str


class PrintedShare(NamedTuple):
    """Một tỷ lệ bí thư như báo đã in; None where the report says nothing."""

    kind: Incumbency
    word: str
    percent: int | None


# E-01 (S01) and E-02 (a 2022 press report).
PUBLISHED = (
    Published("roll", "Cử tri trong danh sách, 5/6/2022", "346.663"),
    Published("voted", "Đã đi bầu, 5/6/2022", "340.134"),
    Published("turnout", "Tỷ lệ đi bầu", f"98,12{NBSP}%"),
    Published("before", "Tỷ lệ đi bầu nhiệm kỳ trước", f"93,25{NBSP}%"),
    Published("elected", "Trúng cử ngay trong ngày", "1.449 / 1.452"),
    Published("bands", "Số thôn theo tỷ lệ phiếu: trên 90 %, 70 đến 90 %, trên 50 đến dưới 70 %", "1.061, 316, 72"),
    Published("congresses", "Chi bộ xong đại hội đến 17:00 ngày 3/7/2022", "1.452 / 1.452"),
    Published("unified", "Bí thư đồng thời là trưởng thôn", f"100{NBSP}%"),
)
# E-02: "27% new, 63% re-elected" of the secretaries. They add up to 90 %; the report does not say what is missing.
SECRETARIES = (
    PrintedShare(Incumbency.REELECTED, "Tái cử", 63),
    PrintedShare(Incumbency.NEW, "Mới", 27),
    PrintedShare(Incumbency.NOT_STATED, "Chưa nêu", None),
)


@cache
def finding() -> str:
    """What the core's report audit says of the printed shares, as a sentence; empty when they agree."""
    printed = [(share.word.lower(), share.percent) for share in SECRETARIES if share.percent is not None]
    parts = tuple(PrintedPercent(Fraction(value), 0) for _, value in printed)
    if audit((), [PrintedSum(parts, PrintedPercent(Fraction(100), 0))]).sums == (Agreement.AGREES,):
        return ""
    words = " và ".join(f"{word} {value}{NBSP}%" for word, value in printed)
    return f"Báo cáo ghi {words}: cộng lại mới được {sum(value for _, value in printed)}{NBSP}%"
