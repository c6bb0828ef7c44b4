"""Tổng hợp: cộng theo nhóm nào cũng vậy; soát báo cáo."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.aggregate import (
    Agreement,
    Bands,
    CellState,
    Claim,
    HeadState,
    PrintedPercent,
    PrintedSum,
    Progress,
    Totals,
    VillageResult,
    audit,
    bands,
    fold,
    progress,
    progress_by,
    total,
)

results = st.builds(VillageResult, st.integers(0, 400), st.integers(0, 400), st.none() | st.integers(0, 400))


@given(st.lists(st.tuples(st.sampled_from("abc"), results)))
def test_totals_add_up_in_any_grouping(rows):
    grouped = fold([result for _, result in rows], lambda result: result.roll % 3)
    assert sum(grouped.values(), Totals()) == total([result for _, result in rows])


def test_totals_of_two_villages():
    totals = total([VillageResult(100, 98, 60), VillageResult(361, 314, None)])
    assert totals == Totals(villages=2, roll=461, voted=412, elected=1)
    assert totals.turnout == "89.37"
    assert Totals().turnout is None


@pytest.mark.parametrize(
    ("votes", "counts"),
    [
        (None, (0, 0, 0)),
        (50, (0, 0, 0)),
        (51, (0, 0, 1)),
        (69, (0, 0, 1)),
        (70, (0, 1, 0)),
        (90, (0, 1, 0)),
        (91, (1, 0, 0)),
    ],
)
def test_the_boundaries_of_the_bands_are_stated(votes, counts):
    assert bands([VillageResult(100, 100, votes)]).counts == counts


@given(st.lists(results), st.lists(results))
def test_bands_add_up(left, right):
    assert bands(left) + bands(right) == bands([*left, *right])
    assert bands(left).total <= total(left).elected
    assert len(Bands.BOUNDARIES) == len(bands(left).counts)


@given(st.lists(st.tuples(st.sampled_from(["x", "y", "z"]), st.sampled_from(HeadState))))
def test_progress_adds_up_in_any_grouping(rows):
    whole = progress((state for _, state in rows), HeadState)
    summed = sum(progress_by(rows, HeadState).values(), Progress(dict.fromkeys(HeadState, 0)))
    assert summed == whole
    assert whole.total == len(rows)
    assert whole[HeadState.ELECTED] == [state for _, state in rows].count(HeadState.ELECTED)


def test_progress_counts_a_state_nobody_is_in():
    counted = progress([CellState.UNIFIED, CellState.UNIFIED], CellState)
    assert (counted[CellState.UNIFIED], counted[CellState.NOT_STARTED]) == (2, 0)
    assert counted.among(CellState.UNIFIED, CellState.NOT_UNIFIED) == 2


def _printed(text):
    return PrintedPercent(Fraction(text), len(text.partition(".")[2]))


@pytest.mark.parametrize(
    ("part", "whole", "printed", "agreement"),
    [
        (340134, 346663, "98.12", Agreement.AGREES),
        (340134, 346663, "98.1", Agreement.AGREES),
        (340134, 346663, "98", Agreement.AGREES),
        (340134, 346663, "98.11", Agreement.TRUNCATED),
        (2, 3, "66.67", Agreement.AGREES),
        (2, 3, "66.66", Agreement.TRUNCATED),
        (2, 3, "66", Agreement.TRUNCATED),
        (2, 3, "66.68", Agreement.DISAGREES),
        (1, 8, "12.5", Agreement.AGREES),
        (1, 8, "13", Agreement.AGREES),  # half up
        (1, 8, "12", Agreement.TRUNCATED),
        (1, 8, "12.50", Agreement.AGREES),
        (1, 1, "100", Agreement.AGREES),
    ],
)
def test_a_claim_is_judged_at_the_printed_precision(part, whole, printed, agreement):
    """F-55."""
    assert audit([Claim(part, whole, _printed(printed))], []).claims == (agreement,)


@pytest.mark.parametrize(
    ("parts", "printed_total", "agreement"),
    [
        ((1061, 316, 72), 1449, Agreement.AGREES),
        ((1061, 316, 72), 1452, Agreement.DISAGREES),
        ((_printed("27"), _printed("63")), _printed("100"), Agreement.DISAGREES),
        ((_printed("33.3"), _printed("33.3"), _printed("33.4")), _printed("100"), Agreement.AGREES),
        ((_printed("27"), 63), _printed("90"), Agreement.DISAGREES),
        ((27, 63), _printed("90"), Agreement.DISAGREES),
        ((), 0, Agreement.AGREES),
    ],
)
def test_a_printed_sum_is_exact_and_never_mixed(parts, printed_total, agreement):
    assert audit([], [PrintedSum(parts, printed_total)]).sums == (agreement,)
