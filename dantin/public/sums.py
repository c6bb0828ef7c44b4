"""Số của một nơi: counters and sums of a commune, a district or the province, folded by the core from village rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter

from dantin.core.aggregate import CellState, HeadState, Progress, Totals, fold, progress, progress_by
from dantin.locale import percent_words
from dantin.store.readers.progress import StandingRow

HEAD_DONE = (HeadState.ELECTED, HeadState.ELECTED_IN_RERUN)
CELL_DONE = (CellState.UNIFIED, CellState.DONE_TO_SIGN, CellState.NOT_UNIFIED)


class Incumbency(StrEnum):
    """Bí thư tái cử, mới, hay hồ sơ nhiệm kỳ trước chưa nêu; `NONE` while nobody is elected."""

    REELECTED = "reelected"
    NEW = "new"
    NOT_STATED = "not_stated"
    NONE = ""


@dataclass(frozen=True, slots=True)
class PlaceSums:
    """Số của một nơi ở cả hai chặng."""

    totals: Totals = field(default_factory=Totals)
    heads: Progress[HeadState] = field(default_factory=lambda: progress((), HeadState))
    cells: Progress[CellState] = field(default_factory=lambda: progress((), CellState))

    def __add__(self, other: "PlaceSums") -> "PlaceSums":
        return PlaceSums(self.totals + other.totals, self.heads + other.heads, self.cells + other.cells)

    @property
    def villages(self) -> int:
        """Số thôn: those of the head's election, else those of the congresses (a server of the Party side alone)."""
        return self.heads.total or self.cells.total

    @property
    def heads_done(self) -> int:
        return self.heads.among(*HEAD_DONE)

    @property
    def cells_done(self) -> int:
        return self.cells.among(*CELL_DONE)

    @property
    def turnout(self) -> str:
        return percent_words(self.totals.turnout) if self.totals.voted else "–"


def by_place(heads: Sequence[StandingRow], cells: Sequence[StandingRow], level: str) -> dict[str, PlaceSums]:
    """The sums of each place of a level: "district", "commune" or "village"."""
    place = attrgetter(f"{level}_code")
    totals = fold(heads, place)
    at = StandingRow._fields.index(f"{level}_code")
    head_states = progress_by([(row[at], row.state) for row in heads], HeadState)
    cell_states = progress_by([(row[at], row.state) for row in cells], CellState)
    nothing = PlaceSums()
    return {
        code: PlaceSums(
            totals.get(code, nothing.totals),
            head_states.get(code, nothing.heads),
            cell_states.get(code, nothing.cells),
        )
        for code in [*head_states, *(code for code in cell_states if code not in head_states)]
    }


def incumbency(cells: Iterable[StandingRow]) -> Progress[Incumbency]:
    """Bí thư tái cử, mới, chưa nêu."""
    return progress((row.incumbency for row in cells), Incumbency)


def elected_on_the_day(heads: Iterable[StandingRow]) -> list[StandingRow]:
    """Trúng cử ngay trong ngày: the bands the press printed leave the re-runs out (E-01)."""
    return [row for row in heads if row.state == HeadState.ELECTED]


def chosen_stage(asked: str, sums: PlaceSums) -> int:
    """The stage the visitor asked for, else the congresses once the first has opened."""
    if asked == "1" or not sums.cells.total:
        return 1
    return 2 if asked == "2" or sums.cells.total != sums.cells[CellState.NOT_STARTED] else 1
