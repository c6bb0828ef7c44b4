"""Báo cáo chính thức: what its tables are drawn from."""

from dantin.core.official_report import Ratio, ReportTable, bars


def test_bars_are_of_the_longest_row_and_shares_of_the_whole():
    counted = ReportTable("a", "A", ("x", "n"), (("p", 50), ("q", 200), ("r", None)), drawn=1)
    assert list(bars(counted)) == [250, 1000, None]
    shares = ReportTable("a", "A", ("x", "n"), (("p", Ratio(1, 4)), ("q", Ratio(0, 0))), drawn=1)
    assert list(bars(shares)) == [250, None]
    assert list(bars(ReportTable("a", "A", ("x",), (("p",),)))) == [None]
