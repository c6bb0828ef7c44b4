"""Nhóm nhỏ không nêu số, and nothing that is shown lets a hidden group be reckoned."""

from hypothesis import given
from hypothesis import strategies as st

from dantin.core.official_report import LEAST_SHOWN, Hidden, Ratio, ReportTable, bars, hide_small

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1, max_size=8)


@given(COUNTS)
def test_no_small_group_is_shown_and_none_can_be_reckoned_from_the_total(counts):
    shown = hide_small(counts)
    hidden = [name for name in counts if shown[name] is Hidden.SMALL]
    assert all(shown[name] == counts[name] for name in counts if name not in hidden)
    assert not [name for name, count in counts.items() if 0 < count < LEAST_SHOWN and name not in hidden]
    if hidden and len(hidden) < len(counts):
        assert len(hidden) >= 2
        # what is left of the total is shared by at least two groups and by ten persons
        assert sum(counts[name] for name in hidden) >= LEAST_SHOWN


@given(COUNTS)
def test_large_groups_alone_are_all_shown(counts):
    large = {name: count + LEAST_SHOWN for name, count in counts.items()}
    assert hide_small(large) == large


def test_one_small_group_takes_the_next_smallest_with_it():
    assert hide_small({"nam": 1440, "nữ": 9, "chưa ghi": 0}) == {
        "nam": Hidden.SMALL, "nữ": Hidden.SMALL, "chưa ghi": 0,
    }  # fmt: skip
    assert hide_small({"nam": 5, "nữ": 0}) == {"nam": Hidden.SMALL, "nữ": Hidden.SMALL}


def test_bars_are_of_the_longest_row_and_shares_of_the_whole():
    counted = ReportTable("a", "A", ("x", "n"), (("p", 50), ("q", 200), ("r", None)), drawn=1)
    assert list(bars(counted)) == [250, 1000, None]
    shares = ReportTable("a", "A", ("x", "n"), (("p", Ratio(1, 4)), ("q", Ratio(0, 0))), drawn=1)
    assert list(bars(shares)) == [250, None]
    assert list(bars(ReportTable("a", "A", ("x",), (("p",),)))) == [None]
