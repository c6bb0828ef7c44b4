"""Luật bầu cử ở đại hội chi bộ: các bộ quy định theo thời gian."""

from datetime import date

from dantin.core.law import Hole, Interval
from dantin.core.nominate import CHARTER

from .count import CHECKS, WARNINGS
from .decide import KIND, RULES, CongressRulebook
from .numbers import (
    DECISION_190,
    DECISION_244,
    GUIDANCE_01,
    GUIDANCE_03,
    GUIDANCE_04,
    GUIDANCE_06,
    PC_2014,
    PC_2024,
    PC_2025,
    REGULATION_24,
    REGULATION_294,
)
from .wording import WORDING

__all__ = ["CHECKS", "HOLES", "KIND", "RULES", "WARNINGS", "WORDING", "CongressRulebook", "rulebooks"]

HOLES = (
    Hole("before", Interval(None, date(2014, 6, 8)), "Trước 09/6/2014: chưa nạp quy định nào."),
    Hole("PC-2026", Interval(date(2026, 2, 1), None), "Từ 02/2026: chưa đọc được Quy định 20-QĐ/TW (mới thấy tên)."),
)

_INTERVALS = {
    PC_2014: Interval(date(2014, 6, 9), date(2024, 10, 9)),
    PC_2024: Interval(date(2024, 10, 10), date(2025, 6, 30)),
    PC_2025: Interval(date(2025, 7, 1), date(2026, 1, 31)),
}
_INSTRUMENTS = {
    PC_2014: (CHARTER, DECISION_244, REGULATION_24, GUIDANCE_01, GUIDANCE_03),
    PC_2024: (CHARTER, DECISION_190, GUIDANCE_04, REGULATION_24),
    PC_2025: (CHARTER, DECISION_190, REGULATION_294, GUIDANCE_06),
}


def rulebooks() -> tuple[CongressRulebook, ...]:
    """Các bộ quy định, theo thứ tự thời gian."""
    return tuple(CongressRulebook(code, interval, _INSTRUMENTS[code]) for code, interval in _INTERVALS.items())
