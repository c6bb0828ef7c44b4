"""Tỷ lệ, phần trăm."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.values import Share, percent

HALF, TWO_THIRDS = Share(1, 2), Share(2, 3)


@pytest.mark.parametrize(("base", "needed"), [(0, 1), (1, 1), (119, 60), (120, 61), (121, 61), (361, 181)])
def test_more_than_half_of_a_base(base, needed):
    assert HALF.least_above(base) == needed


@pytest.mark.parametrize(("base", "needed"), [(0, 0), (3, 2), (8, 6), (9, 6), (10, 7)])
def test_at_least_two_thirds_of_a_base(base, needed):
    assert TWO_THIRDS.least_reaching(base) == needed


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 10**15))
def test_a_share_is_exact(numerator, denominator, base):
    share, exact = Share(numerator, denominator), Fraction(numerator * base, denominator)
    assert share.least_above(base) > exact >= share.least_above(base) - 1
    assert share.least_reaching(base) >= exact > share.least_reaching(base) - 1


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (340134, 346663, "98.12"),
        (159, 361, "44.04"),
        (1, 800, "0.13"),  # 0.125 is rounded half up
        (3, 3, "100.00"),
        (0, 7, "0.00"),
        (0, 0, None),
        (10**15 - 1, 10**15, "100.00"),
    ],
)
def test_a_percentage_has_two_decimals_rounded_half_up(part, whole, printed):
    assert percent(part, whole) == printed
