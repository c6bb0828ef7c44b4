"""Báo cáo chính thức: câu, bảng, biểu của một nơi ở một mốc giờ, whatever file it is drawn as.

A table's cells are exact: a share is its part and its whole, and each file writes it as that file does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .small_cells import Hidden
from .values import Side, percent


@dataclass(frozen=True, slots=True)
class Ratio:
    """Tỷ lệ: the part and the whole it is of, in the same unit."""

    part: int
    whole: int

    @property
    def printed(self) -> str | None:
        return percent(self.part, self.whole)


Cell = str | int | Ratio | Hidden | None


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Một bảng của báo cáo; `drawn` is the column that is also drawn as bars, `total` the row beneath the others."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    drawn: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Một câu của báo cáo, and the table its numbers come from."""

    text: str
    table: str


@dataclass(frozen=True, slots=True)
class OfficialReport:
    """Báo cáo của một bên về một nơi: until when it counts, what it says, its tables, what to know of it."""

    side: Side
    title: str
    place: str
    until: str
    sentences: tuple[Sentence, ...]
    tables: tuple[ReportTable, ...]
    notes: tuple[str, ...] = ()
    simulated: bool = False

    def table(self, key: str) -> ReportTable:
        return next(table for table in self.tables if table.key == key)


def bars(table: ReportTable) -> Sequence[int | None]:
    """Chiều dài thanh của từng dòng, phần nghìn: of the longest row, or of the whole where shares are drawn."""
    if table.drawn is None:
        return [None] * len(table.rows)
    drawn = [row[table.drawn] for row in table.rows]
    if any(isinstance(cell, Ratio) for cell in drawn):  # a share is drawn against the whole, not against the longest
        return [1000 * c.part // c.whole if isinstance(c, Ratio) and c.whole else None for c in drawn]
    longest = max((cell for cell in drawn if isinstance(cell, int)), default=0)
    return [1000 * cell // longest if isinstance(cell, int) and longest else None for cell in drawn]
