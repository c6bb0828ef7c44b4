"""A term against the one before: what is unknown is never a zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.aggregate import Bands
from dantin.core.terms import TermResult, TermTotals, change, term_totals

KNOWN = TermResult(roll=100, voted=98, winner_votes=91, round=1, incumbency="reelected")
RERUN = TermResult(roll=200, voted=150, winner_votes=101, round=2, incumbency="new")
UNKNOWN = TermResult(incumbency="not_stated")


def test_each_figure_stands_beside_the_number_of_villages_that_know_it():
    assert term_totals([KNOWN, RERUN, UNKNOWN]) == TermTotals(
        units=3, with_turnout=2, roll=300, voted=248, with_round=2, first_round=1, bands=Bands(1, 0, 1), reelected=1,
        new=1,
    )  # fmt: skip


def test_what_is_not_known_has_no_percentage():
    assert (UNKNOWN.turnout, UNKNOWN.share, term_totals([UNKNOWN]).turnout) == (None, None, None)
    assert TermResult(roll=100, winner_votes=60).turnout is None
    assert TermResult(roll=100, voted=0).turnout == "0.00", "nobody came is not the same as nobody knows"
    assert (KNOWN.turnout, KNOWN.share) == ("98.00", "91.00")


@pytest.mark.parametrize(
    ("before", "now", "hundredths"),
    [
        ("93.25", "98.12", 487), ("98.12", "93.25", -487), ("90.00", "90.00", 0), ("9.05", "10.00", 95),
        (None, "98.12", None), ("9.05", None, None),
    ],
)  # fmt: skip
def test_the_change_is_of_the_percentages_as_printed(before, now, hundredths):
    assert change(before, now) == hundredths


counts = st.none() | st.integers(0, 500)
results = st.builds(
    TermResult, counts, counts, counts, st.none() | st.integers(1, 3), st.sampled_from(["", "new", "reelected"])
)


@given(st.lists(results, max_size=12), st.integers(0, 12))
def test_totals_add_in_any_grouping(rows, cut):
    assert term_totals(rows[:cut]) + term_totals(rows[cut:]) == term_totals(rows)
