"""Chia một tổng thành các phần nguyên: parts that add up exactly, each within its own bounds.

Whole numbers only, so that every machine divides alike.
"""

from collections.abc import Sequence


def apportion(total: int, weights: Sequence[int], *, least: Sequence[int], most: Sequence[int]) -> list[int]:
    """Chia `total` theo `weights`: largest remainders first, then one by one wherever a bound leaves room."""
    if not sum(least) <= total <= sum(most):
        raise ValueError(f"{total} does not fit between {sum(least)} and {sum(most)}")
    whole = sum(weights)
    parts = [min(max(total * w // whole, low), high) for w, low, high in zip(weights, least, most, strict=True)]
    order = sorted(range(len(weights)), key=lambda n: (-(total * weights[n] % whole), n))
    left = total - sum(parts)
    step, bounds = (1, most) if left > 0 else (-1, least)
    while left:
        for n in order:
            if left and parts[n] != bounds[n]:
                parts[n] += step
                left -= step
    return parts
