"""Biên bản và thời hạn: ngày làm việc, hạn công nhận."""

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


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
