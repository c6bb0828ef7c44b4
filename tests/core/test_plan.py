"""Hạn đếm ngược từ ngày bầu: each with its rule, and the last day still in time."""

from datetime import date

import pytest

from dantin.core import rulebooks
from dantin.core.plan import StepState, step_state
from dantin.core.rulebooks.village_head import HeadRulebook

HELD_ON = date(2022, 6, 5)


def days(code: str) -> list[tuple[str, date | None, str]]:
    rulebook = rulebooks.by_code(code)
    assert isinstance(rulebook, HeadRulebook)
    return [(each.step.value, each.by, each.cites.ids[0]) for each in rulebook.deadlines(HELD_ON)]


def test_the_days_of_2022_are_counted_back_from_the_election():
    assert days("VH-2008") == [
        ("announce", date(2022, 5, 16), "A22-01"),
        ("personnel", date(2022, 5, 21), "A22-02"),
        ("team", date(2022, 5, 26), "A22-04"),
        ("publish", date(2022, 5, 29), "A22-06"),
    ]


@pytest.mark.parametrize("code", ["VH-2023", "VH-2025T"])
def test_where_no_text_gives_a_number_of_days_there_is_no_day(code):
    assert days(code) == [
        ("announce", date(2022, 5, 16), "A23-04"),
        ("personnel", None, "A23-07"),
        ("team", date(2022, 5, 26), "A23-05"),
        ("publish", date(2022, 5, 29), "A23-06"),
    ]


BY = date(2022, 5, 16)


@pytest.mark.parametrize(
    ("by", "done_on", "today", "state"),
    [
        (BY, None, date(2022, 5, 15), StepState.DUE),
        (BY, None, BY, StepState.DUE),
        (BY, None, date(2022, 5, 17), StepState.LATE),
        (BY, BY, date(2022, 5, 30), StepState.DONE),
        (BY, date(2022, 5, 17), date(2022, 5, 30), StepState.DONE_LATE),
        (None, None, date(2022, 5, 30), StepState.NO_DAY),
        (None, date(2022, 5, 30), date(2022, 5, 30), StepState.DONE),
    ],
)
def test_the_last_day_itself_is_in_time(by, done_on, today, state):
    assert step_state(by, done_on, today) is state
