"""Con số báo chí đã đưa: kept as printed beside our own, never corrected nor made to add up (E-01, E-02).

The figures lie in `data/bao-chi-quang-ninh-2022.json` alone; here is only which of them stands where.
"""

import json
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dantin.core.aggregate import Agreement, PrintedPercent, PrintedSum, audit
from dantin.locale import is_english, listed, msg, number, said
from dantin.locale.words import NBSP

from .sums import Incumbency

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
    return (printed.replace(",", ".") if is_english() else printed).replace("%", f"{NBSP}%")


def published() -> tuple[Published, ...]:
    """The printed figures in the order of the page."""
    turnout, unified = _printed()["claims"]
    bands, congresses = _printed()[_BANDS], _printed()[_CONGRESSES]
    villages = number(unified["whole"])
    return (
        Published("roll", msg("Cử tri trong danh sách, 5/6/2022"), number(turnout["whole"])),
        Published("voted", msg("Đã đi bầu, 5/6/2022"), number(turnout["part"])),
        Published("turnout", msg("Tỷ lệ đi bầu"), _percent(turnout["printed"])),
        Published("before", msg("Tỷ lệ đi bầu nhiệm kỳ trước"), _percent(_printed()[_BEFORE]["parts"][0])),
        Published("elected", msg("Trúng cử ngay trong ngày"), f"{number(bands['printed_total'])} / {villages}"),
        Published(
            "bands",
            msg("Số thôn theo tỷ lệ phiếu: trên 90\u00a0%, 70 đến 90\u00a0%, trên 50 đến dưới 70\u00a0%"),
            listed(bands["parts"]),
        ),
        Published(
            "congresses",
            msg("Chi bộ xong đại hội đến 17:00 ngày 3/7/2022"),
            f"{number(congresses['printed_total'])} / {villages}",
        ),
        Published("unified", msg("Bí thư đồng thời là trưởng thôn"), _percent(unified["printed"])),
    )


@cache
def secretaries() -> tuple[PrintedShare, ...]:
    """New and re-elected as printed, and what the report does not name."""
    new, reelected = (int(part.removesuffix("%")) for part in _printed()[_SECRETARIES]["parts"])
    return (
        PrintedShare(Incumbency.REELECTED, msg("Tái cử"), reelected),
        PrintedShare(Incumbency.NEW, msg("Mới"), new),
        PrintedShare(Incumbency.NOT_STATED, msg("Chưa nêu"), None),
    )


def finding() -> str:
    """What the core's report audit says of the printed shares, as a sentence; empty when they agree."""
    printed = {share.kind: share.percent for share in secretaries() if share.percent is not None}
    if _adds_up(tuple(printed.values())):
        return ""
    return said(
        "Báo cáo ghi tái cử {again}\u00a0% và mới {new}\u00a0%: cộng lại mới được {both}\u00a0%",
        again=printed[Incumbency.REELECTED],
        new=printed[Incumbency.NEW],
        both=sum(printed.values()),
    )


@cache
def _adds_up(percents: tuple[int, ...]) -> bool:
    parts = tuple(PrintedPercent(Fraction(value), 0) for value in percents)
    return audit((), [PrintedSum(parts, PrintedPercent(Fraction(100), 0))]).sums == (Agreement.AGREES,)
