"""The table of days off against the Labour Codes, known announcements and deadlines worked out by hand."""

import subprocess
import sys
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from dantin.core.rulebooks.days_off import DAYS_OFF, FIRST_YEAR, LAST_YEAR, SOURCES, WORKING_SATURDAYS

TOOL = Path(__file__).parents[2] / "tools" / "days_off.py"


def days(*months: tuple[int, range | tuple[int, ...]], year: int) -> set[date]:
    return {date(year, month, day) for month, month_days in months for day in month_days}


def off_in(year: int, *months: int) -> set[date]:
    return {day for day in DAYS_OFF if day.year == year and day.month in months}


def works(day: date) -> bool:
    return day in WORKING_SATURDAYS or (day.weekday() < 5 and day not in DAYS_OFF)


def working_day_after(day: date, number: int) -> date:
    """A second opinion: walk day by day; the day itself is not counted."""
    following = (day + timedelta(step) for step in count(1))
    worked = (each for each in following if works(each))
    return next(each for position, each in enumerate(worked, start=1) if position == number)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_each_year_has_its_paid_days(year):
    """Nine under the code of 1994, ten under that of 2012 (Tết has five days), eleven since 2021 (02/9 has two)."""
    paid = [day for day in off_in(year, *range(1, 13)) if "hoán đổi" not in SOURCES[day]]
    assert len(paid) == (9 if year <= 2013 else 10 if year <= 2020 else 11)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
@pytest.mark.parametrize(("day", "month"), [(1, 1), (30, 4), (1, 5), (2, 9)])
def test_nobody_works_on_a_fixed_holiday(year, month, day):
    assert not works(date(year, month, day))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    # the tenth of the third lunar month, as printed in the calendars of those years
    [
        (2012, 3, 31),
        (2016, 4, 16),
        (2019, 4, 14),
        (2021, 4, 21),
        (2022, 4, 10),
        (2023, 4, 29),
        (2024, 4, 18),
        (2025, 4, 7),
    ],
)
def test_the_day_of_the_hung_kings_is_off_and_made_up_for_on_a_weekend(year, month, day):
    ancestors = date(year, month, day)
    assert not works(ancestors)
    if ancestors.weekday() >= 5:
        assert any("Giỗ Tổ" in SOURCES.get(ancestors + timedelta(later), "") for later in range(1, 4))


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2013, days((2, range(11, 16)), year=2013)),
        (2014, days((1, range(28, 32)), (2, (3, 4, 5)), year=2014)),
        (2015, days((2, (16, 17, 18, 19, 20, 23)), year=2015)),
        (2017, days((1, (26, 27, 30, 31)), (2, (1,)), year=2017)),
        (2020, days((1, (23, 24, 27, 28, 29)), year=2020)),
        (2022, days((1, (31,)), (2, range(1, 5)), year=2022)),
    ],
)
def test_tet_as_it_was_announced(year, expected):
    new_years_day = {date(year, 1, day) for day in (1, 2, 3)}
    assert off_in(year, 1, 2) - new_years_day == expected


def test_a_weekend_at_the_end_of_april_is_made_up_for():
    """30/4/2022 was a Saturday and 01/5 a Sunday: both are taken on Monday and Tuesday."""
    assert off_in(2022, 4, 5) == {date(2022, 4, 11), date(2022, 5, 2), date(2022, 5, 3)}


def test_the_second_day_of_national_day_begins_in_2021():
    assert off_in(2020, 9) == {date(2020, 9, 2)}
    assert off_in(2021, 9) == {date(2021, 9, 2), date(2021, 9, 3)}
    assert off_in(2022, 9) == {date(2022, 9, 1), date(2022, 9, 2)}


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2011, 2, 1), date(2011, 1, 30)),
        (date(2012, 12, 31), date(2013, 1, 5)),
        (date(2018, 12, 31), date(2019, 1, 5)),
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2026, 1, 2), date(2026, 1, 10)),
    ],
)
def test_a_swapped_day_is_off_and_its_weekend_day_worked(off, worked):
    assert not works(off)
    assert works(worked)


def test_every_day_swapped_is_worked_once():
    swapped = [day for day in DAYS_OFF if "hoán đổi" in SOURCES[day]]
    assert len(swapped) == len(WORKING_SATURDAYS)
    for day in swapped:
        worked = [each for each in WORKING_SATURDAYS if f"cho {day:%d/%m/%Y}" in SOURCES[each]]
        assert len(worked) == 1, f"{day} is worked on {worked}"


def test_the_day_of_culture_is_not_in_the_contract():
    assert works(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("received", "by"),
    [
        # Wednesday 31/8; 01 and 02/9 are off, then a weekend: Mon 5, Tue 6, Wed 7, Thu 8, Fri 9
        (date(2022, 8, 31), date(2022, 9, 9)),
        # Sunday's election received on Monday 06/6: Tue 7, Wed 8, Thu 9, Fri 10, Mon 13
        (date(2022, 6, 6), date(2022, 6, 13)),
        # Friday 28/01; Tết takes the whole week after: Mon 7 to Fri 11/02
        (date(2022, 1, 28), date(2022, 2, 11)),
        # Friday 29/4; Mon 2 and Tue 3 in lieu: Wed 4, Thu 5, Fri 6, Mon 9, Tue 10
        (date(2022, 4, 29), date(2022, 5, 10)),
        # Wednesday 24/4/2024; Mon 29 swapped for Sat 4/5, Tue 30 and Wed 01/5 off: Thu 25, Fri 26, Thu 2, Fri 3, Sat 4
        (date(2024, 4, 24), date(2024, 5, 4)),
    ],
)
def test_a_deadline_of_five_working_days(received, by):
    assert working_day_after(received, 5) == by


def test_the_committed_table_is_what_the_tool_writes():
    pytest.importorskip("holidays")
    run = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
