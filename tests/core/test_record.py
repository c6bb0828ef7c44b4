"""Ngày làm việc."""

from datetime import date

import pytest

from dantin.core.record import Calendar, add_working_days
from dantin.core.rulebooks import CALENDAR

MONDAY_OFF = Calendar(frozenset({date(2022, 6, 6)}), frozenset({date(2022, 6, 11)}), 2022, 2022)


@pytest.mark.parametrize(
    ("day", "n", "by"),
    [
        (date(2022, 6, 5), 1, date(2022, 6, 7)),  # a Sunday, then a Monday off
        (date(2022, 6, 9), 2, date(2022, 6, 11)),  # a Saturday that is worked
        (date(2022, 6, 9), 3, date(2022, 6, 13)),
        (date(2022, 6, 4), 0, date(2022, 6, 4)),
        (date(2022, 12, 30), 1, None),  # beyond the table
        (date(2021, 12, 31), 1, None),
        (date.max, 5, None),
    ],
)
def test_working_days_follow_the_calendar(day, n, by):
    assert add_working_days(day, n, MONDAY_OFF) == by


def test_the_committed_calendar_knows_the_long_weekend_of_2022():
    assert add_working_days(date(2022, 6, 6), 5, CALENDAR) == date(2022, 6, 13)
    # 1 and 2 September 2022 were holidays.
    assert add_working_days(date(2022, 8, 31), 1, CALENDAR) == date(2022, 9, 5)


def test_the_end_of_time_is_no_error():
    assert add_working_days(date.max, 5, Calendar(frozenset(), frozenset(), 1, 9999)) is None
