"""Nhóm nhỏ không nêu số (H-05): and nothing that is shown lets a hidden count be reckoned, whatever is subtracted."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.small_cells import LEAST_SHOWN, Hidden, hide_small, hide_small_by_place

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1, max_size=8)
FEW = 4
"""Limit of the small tables, so that every table that fits can be tried."""
TABLES = st.lists(st.tuples(*[st.integers(0, 7)] * 3), min_size=2, max_size=3)


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


def test_a_small_group_of_one_place_is_not_the_province_less_the_others():
    shown, total = hide_small_by_place(
        {"A": {"nam": 60, "nữ": 20}, "B": {"nam": 50, "nữ": 3}, "C": {"nam": 40, "nữ": 30}}
    )
    assert total == {"nam": 150, "nữ": 53}
    assert shown["B"] == {"nam": Hidden.SMALL, "nữ": Hidden.SMALL}
    assert shown["A"] == {"nam": Hidden.SMALL, "nữ": Hidden.SMALL}, "the next smallest goes with it, in both groups"
    assert shown["C"] == {"nam": 40, "nữ": 30}


def test_a_small_sum_is_not_the_sum_of_its_places():
    shown, total = hide_small_by_place({"A": {"x": 9, "y": 90, "z": 40}, "B": {"x": 0, "y": 80, "z": 40}})
    assert total["x"] is Hidden.SMALL
    assert shown["A"]["x"] is Hidden.SMALL
    assert len(list(_values(_counts(shown, total), [139, 120], square=(0, 0)))) > 1


def test_where_nothing_is_small_everything_is_shown():
    counts = {"A": {"nam": 60, "nữ": 20}, "B": {"nam": 50, "nữ": 0}}
    assert hide_small_by_place(counts) == (counts, {"nam": 110, "nữ": 20})
    assert hide_small_by_place({}) == ({}, {})
    assert hide_small_by_place({"A": {"nam": 12, "nữ": 11}}) == ({"A": {"nam": 12, "nữ": 11}}, {"nam": 12, "nữ": 11})


@given(TABLES)
def test_beside_each_table_another_fits_with_another_number_in_each_small_square(rows):
    """Tried by trying them: every table of counts that agrees with what is shown and with the totals of the places."""
    shown, total = hide_small_by_place(_named(rows), least=FEW)
    told = _counts(shown, total)
    wholes, sums = [sum(row) for row in rows], [sum(column) for column in zip(*rows, strict=True)]
    for r, row in enumerate([*rows, tuple(sums)]):
        for c, count in enumerate(row):
            assert told[r][c] in (None, count)
            if 0 < count < FEW:
                assert told[r][c] is None
                assert len(list(_values(told, wholes, square=(r, c)))) > 1


@given(TABLES)
def test_what_a_line_hides_is_enough_persons_or_the_whole_line(rows):
    shown, total = hide_small_by_place(_named(rows), least=FEW)
    told = _counts(shown, total)
    lines = [[(r, c) for c in range(3)] for r in range(len(rows))] + [
        [(r, c) for r in range(len(rows))] for c in range(3)
    ]
    for line in lines:
        hidden = [rows[r][c] for r, c in line if told[r][c] is None]
        if any(0 < count < FEW for count in hidden):
            assert sum(hidden) >= FEW or len(hidden) == len(line)


@pytest.mark.parametrize("places", [13, 54])
def test_a_province_is_done_at_once(places):
    """54 communes by 8 groups, most of them small: still nothing to wait for."""
    counts = {
        str(n): {group: (n * 7 + at * 5) % 31 // (at + 1) for at, group in enumerate("abcdefgh")} for n in range(places)
    }
    shown, total = hide_small_by_place(counts)
    assert all(isinstance(total[group], int) for group in "ab")
    assert any(isinstance(one["a"], int) for one in shown.values())


def _named(rows: Sequence[tuple[int, ...]]) -> dict[str, dict[str, int]]:
    return {f"nơi {n}": dict(zip("abc", row, strict=True)) for n, row in enumerate(rows)}


def _counts(shown, total) -> list[list[int | None]]:
    return [[None if n is Hidden.SMALL else n for n in row.values()] for row in (*shown.values(), total)]


def _values(told: list[list[int | None]], wholes: list[int], *, square: tuple[int, int]) -> Iterator[int]:
    """What may stand in that square in tables that fit, as far as two different numbers are found."""
    found: set[int] = set()
    for rows in product(*(_rows(row, whole) for row, whole in zip(told, wholes, strict=False))):
        sums = tuple(sum(column) for column in zip(*rows, strict=True))
        if all(n is None or n == sums[c] for c, n in enumerate(told[-1])):
            value = [*rows, sums][square[0]][square[1]]
            if value not in found:
                found.add(value)
                yield value
                if len(found) > 1:
                    return


def _rows(row: Sequence[int | None], whole: int) -> Iterator[tuple[int, ...]]:
    """Every row of counts that agrees with what is shown of it and with its total."""
    open_ = [c for c, n in enumerate(row) if n is None]
    left = whole - sum(n for n in row if n is not None)
    if not open_:
        if left == 0:
            yield tuple(n for n in row if n is not None)
        return
    for first in product(range(left + 1), repeat=len(open_) - 1):
        if sum(first) <= left:
            values = dict(zip(open_, (*first, left - sum(first)), strict=True))
            yield tuple(values.get(c, n) for c, n in enumerate(row))  # type: ignore[misc]
