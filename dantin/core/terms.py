"""Nhiệm kỳ này so với nhiệm kỳ trước: what is known of the election that began each term, and how it changed.

What a record does not say stays unknown and is counted as unknown; nothing is put in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .aggregate import Bands, VillageResult, bands
from .values import percent


class TermResult(NamedTuple):
    """Cuộc bầu mở đầu một nhiệm kỳ ở một thôn; None is what the record does not say.

    `round` is the one in which the head was elected; `incumbency` is `new`, `reelected`, or anything else for unknown.
    """

    roll: int | None = None
    voted: int | None = None
    winner_votes: int | None = None
    round: int | None = None
    incumbency: str = ""

    @property
    def turnout(self) -> str | None:
        return None if self.roll is None or self.voted is None else percent(self.voted, self.roll)

    @property
    def share(self) -> str | None:
        """Tỷ lệ phiếu của người trúng cử trên tổng số trong danh sách."""
        return None if self.roll is None or self.winner_votes is None else percent(self.winner_votes, self.roll)


@dataclass(frozen=True, slots=True)
class TermTotals:
    """Tổng của nhiều thôn. Each figure stands beside the number of villages of which it is known."""

    units: int = 0
    with_turnout: int = 0
    roll: int = 0
    voted: int = 0
    with_round: int = 0
    first_round: int = 0
    bands: Bands = field(default_factory=Bands)
    reelected: int = 0
    new: int = 0

    def __add__(self, other: "TermTotals") -> "TermTotals":
        return TermTotals(
            self.units + other.units,
            self.with_turnout + other.with_turnout,
            self.roll + other.roll,
            self.voted + other.voted,
            self.with_round + other.with_round,
            self.first_round + other.first_round,
            self.bands + other.bands,
            self.reelected + other.reelected,
            self.new + other.new,
        )

    @property
    def turnout(self) -> str | None:
        """Of the villages whose turnout is known; None where of none."""
        return percent(self.voted, self.roll)

    @property
    def with_incumbency(self) -> int:
        return self.reelected + self.new


def term_totals(rows: Iterable[TermResult]) -> TermTotals:
    """Tổng của mọi thôn."""
    rows = list(rows)
    with_turnout = roll = voted = with_round = first = again = new = 0
    elected = []
    for row in rows:
        if row.roll is not None:
            if row.voted is not None:
                with_turnout += 1
                roll += row.roll
                voted += row.voted
            if row.winner_votes is not None:
                elected.append(VillageResult(row.roll, row.voted or 0, row.winner_votes))
        if row.round is not None:
            with_round += 1
            first += row.round == 1
        again += row.incumbency == "reelected"
        new += row.incumbency == "new"
    return TermTotals(len(rows), with_turnout, roll, voted, with_round, first, bands(elected), again, new)


def change(before: str | None, now: str | None) -> int | None:
    """Chênh lệch giữa hai tỷ lệ, phần trăm của một điểm: 93.25 → 98.12 là 487; None where either is not known.

    Taken of the percentages as they are printed, so that whoever subtracts what he reads gets the same.
    """
    if before is None or now is None:
        return None
    return _hundredths(now) - _hundredths(before)


def _hundredths(printed: str) -> int:
    whole, _, cents = printed.partition(".")
    return int(whole) * 100 + int(cents)
