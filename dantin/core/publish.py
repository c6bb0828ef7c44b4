"""Công bố: những gì người dân được xem của một kết quả (design §4.11).

Stage 1: what the law announces in the hall. Stage 2: that a congress was held, and after endorsement the names and the
posts; cell sizes, bases, votes and reasons stay on the Party side, so these values have no field to hold them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .decide import Declaration, Elected, Next, NobodyElected, NoQuorum, ShareOf
from .law import Verdict
from .plan import Post
from .register import Base

_ANNOUNCED = (Elected, NobodyElected, NoQuorum)
# The same, by the word that a kept answer of the case contract has.
ANNOUNCED_OUTCOMES = frozenset(kind.outcome for kind in _ANNOUNCED)


@dataclass(frozen=True, slots=True)
class PublicHeadResult:
    """Kết quả bầu trưởng thôn được công bố: what was read out in the hall (A22-11)."""

    outcome: str
    elected: tuple[str, ...]
    base: Base | None
    shares: tuple[ShareOf, ...]
    next: Next
    verdicts: tuple[Verdict, ...]
    rulebook: str | None


@dataclass(frozen=True, slots=True)
class PublicCongressResult:
    """Đại hội chi bộ được công bố: when it was held and, once endorsed, who holds which post."""

    held_at: datetime
    posts: tuple[tuple[Post, str], ...]


def all_ballots_are_alike(valid: int, votes: Iterable[int]) -> bool:
    """Mọi lá phiếu hợp lệ bầu như nhau (H-04, H-05): the votes of each person then tell how everybody voted."""
    return valid > 0 and all(got in (0, valid) for got in votes)


def public_head_result(declaration: Declaration) -> PublicHeadResult | None:
    """Phần được công bố của một tuyên bố; None for what is not announced: refused figures, no rule."""
    if not isinstance(declaration, _ANNOUNCED):
        return None
    return PublicHeadResult(
        declaration.outcome,
        declaration.elected,
        declaration.base,
        declaration.shares,
        declaration.next,
        declaration.verdicts,
        declaration.rulebook,
    )


def public_congress_result(
    held_at: datetime | None, *, endorsed: bool, posts: Mapping[Post, tuple[str, ...]]
) -> PublicCongressResult | None:
    """Phần được công bố của một đại hội; None before it was held, and no name before the higher committee endorses."""
    if held_at is None:
        return None
    named = tuple((post, name) for post, names in posts.items() for name in names) if endorsed else ()
    return PublicCongressResult(held_at, named)
