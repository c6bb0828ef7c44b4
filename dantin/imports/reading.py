"""Từ ô thành dòng: a file's sheets → typed rows of one list, and every cell that is wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dantin.core.vietnamese import name_sort_key

from .columns import CellFault, Reader, Value, reader
from .faults import Fault
from .headings import Headings, find_headings
from .kinds import ListKind
from .sheets import Cell, Sheet

Told = Callable[[int, int], None]
TELL_EVERY = 5_000


@dataclass(slots=True)
class Reading:
    """Một tệp đã đọc: `rows` are of `kind.row_type`; with any fault nothing may be written.

    `of_the_store` are those of the faults that were found against the store.
    """

    kind: ListKind
    rows: list[Any]
    faults: list[Fault]
    headings: dict[str, Headings]
    of_the_store: list[Fault] = field(default_factory=list)

    def fault(self, at: tuple[str, int], column: str | None, message: str) -> None:
        """Note what is wrong with one cell (or, without a column, one row) of a row that could be read."""
        sheet, row = at
        place = None if column is None else self.headings[sheet].places.get(column)
        title = "" if column is None else self.kind.column(column).title
        self.faults.append(Fault(sheet=sheet, row=row, column=place, heading=title, message=message))

    @property
    def unused(self) -> list[str]:
        """Headings of columns that were not read, once each."""
        return list(dict.fromkeys(heading for found in self.headings.values() for heading in found.unused))


def read_rows(
    sheets: Sequence[Sheet],
    kind: ListKind,
    *,
    mapping: Mapping[str, str] | None = None,
    told: Told = lambda done, of: None,
) -> Reading:
    """Every row of every sheet; blank rows are passed over. `told` hears how far it is."""
    reading = Reading(kind, [], [], {})
    of = sum(len(sheet.rows) for sheet in sheets)
    done = 0
    for sheet in sheets:
        reading.headings[sheet.name] = find_headings(sheet, kind, mapping or {})
        _read_sheet(sheet, reading, lambda here, before=done: told(before + here, of))
        done += len(sheet.rows)
    _refuse_twice(reading)
    told(of, of)
    return reading


def _read_sheet(sheet: Sheet, reading: Reading, told: Callable[[int], None]) -> None:
    headings, kind = reading.headings[sheet.name], reading.kind
    places = [headings.places.get(column.name) for column in kind.columns]
    readers: list[tuple[int, Reader]] = [
        (0, _nothing) if place is None else (place, reader(column))
        for place, column in zip(places, kind.columns, strict=True)
    ]
    width = max(place for place in places if place is not None) + 1
    make, add = kind.row_type._make, reading.rows.append
    for number, cells in enumerate(sheet.rows[headings.row :], start=headings.row + 1):
        if number % TELL_EVERY == 0:
            told(number)
        if not any(cells) and not any(cell not in ("", None) for cell in cells):
            continue
        if len(cells) < width:
            cells = [*cells, *[None] * (width - len(cells))]
        if not any(cells[place] not in ("", None) for place in headings.places.values()):
            continue
        at = (sheet.name, number)
        try:
            add(make([at, *[read(cells[place]) for place, read in readers]]))
        except CellFault:
            _note_faults(reading, at, cells, places)


def _nothing(_: Cell) -> Value:
    """A column the file does not have is empty in every row."""
    return None


def _note_faults(reading: Reading, at: tuple[str, int], cells: Sequence[Cell], places: Sequence[int | None]) -> None:
    for place, column in zip(places, reading.kind.columns, strict=True):
        if place is None:
            continue
        try:
            reader(column)(cells[place])
        except CellFault as fault:
            reading.fault(at, column.name, str(fault))


def _refuse_twice(reading: Reading) -> None:
    """Two rows that say they are the same one: names compared as people read them (Thuỷ is Thủy, Ð is Đ)."""
    names = [n for n, column in enumerate(reading.kind.columns, start=1) if column.name == "name"]
    key = [reading.kind.row_type._fields.index(name) for name in reading.kind.key]
    seen: dict[tuple[Any, ...], tuple[str, int]] = {}
    for row in reading.rows:
        identity = tuple([name_sort_key(row[n]) if n in names else row[n] for n in key])
        first = seen.setdefault(identity, row.at)
        if first is not row.at:
            where = f"dòng {first[1]}" if first[0] == row.at[0] else f"{first[0]} dòng {first[1]}"
            named = ", ".join(reading.kind.column(name).title for name in reading.kind.key)
            reading.fault(row.at, reading.kind.key[-1], f"trùng với {where} ({named}). Bỏ một dòng")
