"""Con số báo chí đã đưa: kept as printed beside our own, never corrected nor made to add up (E-01, E-02).

The figures lie in `data/bao-chi-quang-ninh-2022.json` alone; here is only which of them stands where.
"""

import json
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dantin.core.aggregate import Agreement, PrintedPercent, PrintedSum, audit
from dantin.core.vietnamese import number

from .sums import Incumbency
from .words import NBSP

_BANDS, _CONGRESSES, _BEFORE, _SECRETARIES = (
    "số thôn theo tỷ lệ phiếu của người trúng cử",
    "đại hội làm điểm và đại hội ngày 3/7",
    "tỷ lệ đi bầu nhiệm kỳ trước và mức tăng",
    "bí thư bầu mới và tái cử",
)


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


@cache
def _printed() -> dict[str, Any]:
    text = (files("data") / "bao-chi-quang-ninh-2022.json").read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(text)
    sums = dict(zip(whole["sums_about"], whole["report"]["sums"], strict=True))
    return {"claims": whole["report"]["claims"], **sums}


def _percent(printed: str) -> str:
    return printed.replace("%", f"{NBSP}%")


@cache
def published() -> tuple[Published, ...]:
    """The printed figures in the order of the page."""
    turnout, unified = _printed()["claims"]
    bands, congresses = _printed()[_BANDS], _printed()[_CONGRESSES]
    villages = number(unified["whole"])
    return (
        Published("roll", "Cử tri trong danh sách, 5/6/2022", number(turnout["whole"])),
        Published("voted", "Đã đi bầu, 5/6/2022", number(turnout["part"])),
        Published("turnout", "Tỷ lệ đi bầu", _percent(turnout["printed"])),
        Published("before", "Tỷ lệ đi bầu nhiệm kỳ trước", _percent(_printed()[_BEFORE]["parts"][0])),
        Published("elected", "Trúng cử ngay trong ngày", f"{number(bands['printed_total'])} / {villages}"),
        Published(
            "bands",
            f"Số thôn theo tỷ lệ phiếu: trên 90{NBSP}%, 70 đến 90{NBSP}%, trên 50 đến dưới 70{NBSP}%",
            ", ".join(number(n) for n in bands["parts"]),
        ),
        Published(
            "congresses",
            "Chi bộ xong đại hội đến 17:00 ngày 3/7/2022",
            f"{number(congresses['printed_total'])} / {villages}",
        ),
        Published("unified", "Bí thư đồng thời là trưởng thôn", _percent(unified["printed"])),
    )


@cache
def secretaries() -> tuple[PrintedShare, ...]:
    """New and re-elected as printed, and what the report does not name."""
    new, reelected = (int(part.removesuffix("%")) for part in _printed()[_SECRETARIES]["parts"])
    return (
        PrintedShare(Incumbency.REELECTED, "Tái cử", reelected),
        PrintedShare(Incumbency.NEW, "Mới", new),
        PrintedShare(Incumbency.NOT_STATED, "Chưa nêu", None),
    )


@cache
def finding() -> str:
    """What the core's report audit says of the printed shares, as a sentence; empty when they agree."""
    printed = [(share.word.lower(), share.percent) for share in secretaries() if share.percent is not None]
    parts = tuple(PrintedPercent(Fraction(value), 0) for _, value in printed)
    if audit((), [PrintedSum(parts, PrintedPercent(Fraction(100), 0))]).sums == (Agreement.AGREES,):
        return ""
    words = " và ".join(f"{word} {value}{NBSP}%" for word, value in printed)
    return f"Báo cáo ghi {words}: cộng lại mới được {sum(value for _, value in printed)}{NBSP}%"
