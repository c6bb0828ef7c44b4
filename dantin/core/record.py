"""Biên bản và thời hạn: what a paper says, ngày làm việc, hạn công nhận."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .values import Side

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Minutes:
    """Biên bản, văn bản: everything one paper says, for its PDF, its DOCX and its HTML alike (design §4.8).

    `form`: mã mẫu. `record`: of what it is a paper, such as "QN-2022/27691/1". `fields`: by name, as JSON keeps them;
    days as "2022-06-05", whole numbers as numbers, shares as the text the contract gives ("98.12"), None is a blank.
    `beside`: what is printed in place of some of them for who may see it, and no part of the check value: anybody may
    ask about that one, and could so guess.
    """

    form: str
    record: str
    side: Side
    fields: Mapping[str, Any]
    beside: Mapping[str, Any] = field(default_factory=dict)

    def canonical(self) -> bytes:
        """One sequence of bytes on every machine: JSON with sorted keys, no spaces, UTF-8."""
        said = {"fields": self.fields, "form": self.form, "record": self.record, "side": self.side.value}
        return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def digest(self) -> str:
        """Mã kiểm chứng: SHA-256 of the canonical form; of what the paper says, never of the file it is in."""
        return hashlib.sha256(self.canonical()).hexdigest()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Lịch ngày nghỉ: weekdays off, weekend days worked by a swap, and the years for which both are known."""

    days_off: frozenset[date]
    working_saturdays: frozenset[date]
    first_year: int
    last_year: int

    def is_working_day(self, day: date) -> bool:
        return day in self.working_saturdays if day.weekday() >= _SATURDAY else day not in self.days_off


def add_working_days(day: date, n: int, calendar: Calendar) -> date | None:
    """Ngày làm việc thứ n sau ngày này; the day itself is not counted. None beyond the calendar."""
    while True:
        if not calendar.first_year <= day.year <= calendar.last_year:
            return None
        if n <= 0:
            return day
        if day == date.max:
            return None
        day += timedelta(days=1)
        n -= calendar.is_working_day(day)


def working_days_before(day: date, n: int, calendar: Calendar) -> date | None:
    """Ngày làm việc thứ n trước ngày này; the day itself is not counted. None beyond the calendar."""
    while True:
        if not calendar.first_year <= day.year <= calendar.last_year:
            return None
        if n <= 0:
            return day
        if day == date.min:
            return None
        day -= timedelta(days=1)
        n -= calendar.is_working_day(day)


def recognition_deadline(received_on: date, *, working_days: int, calendar: Calendar) -> date | None:
    """Hạn công nhận, tính từ ngày Ủy ban nhân dân xã nhận biên bản (A22-15, A23-14)."""
    return add_working_days(received_on, working_days, calendar)
