"""Số của một nơi: what the tables and counters show, folded by the core from the rows of its villages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dantin.core.values import percent
from dantin.core.vietnamese import percent_words
from dantin.store.readers.progress import StandingRow, TurnoutBefore

from .words import CELL_DONE, HEAD_DONE


@dataclass(slots=True)
class PlaceSums:
    """Tổng của một nơi ở cả hai chặng."""

    villages: int = 0
    roll: int = 0
    voted: int = 0
    heads: Counter[str] = field(default_factory=Counter)
    cells: Counter[str] = field(default_factory=Counter)
    incumbency: Counter[str] = field(default_factory=Counter)

    @property
    def heads_done(self) -> int:
        return sum(self.heads[s] for s in HEAD_DONE)

    @property
    def cells_done(self) -> int:
        return sum(self.cells[s] for s in CELL_DONE)

    @property
    def turnout(self) -> str:
        return percent_words(percent(self.voted, self.roll))


def by_place(heads: Iterable[StandingRow], cells: Iterable[StandingRow], level: str) -> dict[str, PlaceSums]:
    at = {"district": 2, "commune": 1, "village": 0}[level]
    out: dict[str, PlaceSums] = {}
    for row in heads:
        s = out.setdefault(row[at], PlaceSums())
        s.villages += 1
        s.roll += row.roll
        s.voted += row.voted
        s.heads[row.state] += 1
    for row in cells:
        s = out.setdefault(row[at], PlaceSums())
        s.cells[row.state] += 1
        if row.incumbency:
            s.incumbency[row.incumbency] += 1
    return out


def sum_all(sums: Iterable[PlaceSums]) -> PlaceSums:
    out = PlaceSums()
    for s in sums:
        out.villages += s.villages
        out.roll += s.roll
        out.voted += s.voted
        out.heads += s.heads
        out.cells += s.cells
        out.incumbency += s.incumbency
    return out


def turnout_of(rows: Iterable[TurnoutBefore]) -> str | None:
    rows = list(rows)
    return percent_words(percent(sum(r.voted for r in rows), sum(r.roll for r in rows))) if rows else None
