"""Số vẽ thành hình: a number as class names, digit by digit, for bars and points whose length only the page knows.

The policy of the pages (`headers.py`) takes no style in a page: `progress.css` makes `--n` of a `ve` and `--k` of a
`ve2` from their digits. What is not a number draws nothing.
"""

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django import template

register = template.Library()

_PLACES = "abcdef"  # thousands, hundreds, tens, ones, tenths, hundredths
_MOST = 999_999  # hundredths; nothing drawn is longer than a few thousand


@register.filter
def drawn(value: object, mark: str = "ve") -> str:
    """`ve` and the digits that are not zero: 98.12 gives "ve ve-c9 ve-d8 ve-e1 ve-f2"; `ve2` is the second number."""
    return _classes(str(value), mark)


@lru_cache(maxsize=20_000)
def _classes(value: str, mark: str) -> str:
    try:
        hundredths = int(Decimal(value) * 100)
    except (InvalidOperation, ValueError, OverflowError):
        return mark
    digits = zip(_PLACES, f"{max(0, min(hundredths, _MOST)):06d}", strict=True)
    return " ".join([mark, *(f"{mark}-{place}{digit}" for place, digit in digits if digit != "0")])
