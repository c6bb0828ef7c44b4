"""Luật bầu trưởng thôn: các bộ quy định theo thời gian."""

from datetime import date

from dantin.core.law import Hole, Interval
from dantin.core.record import Calendar

from .clusters import cluster_objection
from .count import CHECKS, WARNINGS, checks_of_form, warnings, warnings_of_form
from .decide import KIND, RULES, HeadRulebook
from .numbers import (
    CIRCULAR_04,
    DECREE_59,
    LAW_10,
    LAW_72,
    LETTER_4168,
    LETTER_11776,
    NUMBERS,
    ORDINANCE_34,
    RESOLUTION_09,
    VH_2008,
    VH_2023,
    VH_2025T,
)
from .wording import WORDING

__all__ = [
    "CHECKS",
    "HOLES",
    "KIND",
    "RULES",
    "TRANSITION",
    "WARNINGS",
    "WORDING",
    "HeadRulebook",
    "checks_of_form",
    "cluster_objection",
    "rulebooks",
    "warnings",
    "warnings_of_form",
]

# The Ordinance ended on 1/7/2023 and the Decree began on 15/8/2023: practice went on in between (unsourced: high).
TRANSITION = Interval(date(2023, 7, 1), date(2023, 8, 14))

HOLES = (
    Hole("before", Interval(None, date(2008, 4, 30)), "Trước 01/5/2008: chưa nạp quy định nào."),
    Hole("VH-2026", Interval(date(2026, 2, 1), None), "Từ 02/2026: chưa thấy nghị định mới về thôn, tổ dân phố."),
)

_INTERVALS = {
    VH_2008: Interval(date(2008, 5, 1), date(2023, 8, 14)),
    VH_2023: Interval(date(2023, 8, 15), date(2025, 6, 30)),
    VH_2025T: Interval(date(2025, 7, 1), date(2026, 1, 31)),
}
_INSTRUMENTS = {
    VH_2008: (ORDINANCE_34, RESOLUTION_09, CIRCULAR_04),
    VH_2023: (LAW_10, DECREE_59, CIRCULAR_04),
    VH_2025T: (LAW_10, DECREE_59, CIRCULAR_04, LAW_72, LETTER_4168, LETTER_11776),
}


def rulebooks(calendar: Calendar) -> tuple[HeadRulebook, ...]:
    """Các bộ quy định, theo thứ tự thời gian."""
    return tuple(
        HeadRulebook(code, interval, _INSTRUMENTS[code], NUMBERS[code], calendar)
        for code, interval in _INTERVALS.items()
    )
