"""Từ ô thành dòng: a file's sheets → typed rows of one list, and every cell that is wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from operator import attrgetter
from typing import Any

from dantin.core.vietnamese import name_sort_key

from .columns import CellFault, Column, reader
from .faults import Fault
from .headings import Headings, find_headings
from .kinds import ListKind
from .sheets import Cell, Sheet

Told = Callable[[int, int], None]
AT_ONCE = 5_000  # rows
_FAULT = object()


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


class _Column(dict[Cell, Any]):
    """The cells of one column as they are read: the same cell typed again is not read again."""

    def __init__(self, column: Column, place: int) -> None:
        self.column, self.place = column, place
        self.read = reader(column)
        self.has_faults = False

    def __missing__(self, cell: Cell) -> Any:
        value = self[cell] = self.one(cell)
        return value

    def one(self, cell: Cell) -> Any:
        try:
            return self.read(cell)
        except CellFault:
            self.has_faults = True
            return _FAULT

    def all(self, rows: Sequence[Sequence[Cell]]) -> list[Any]:
        cells = [row[self.place] for row in rows]
        # Equal cells of unlike types (1, 1.0, True) must not answer for each other.
        read = self.one if {bool, int} & set(map(type, cells)) else self.__getitem__
        return list(map(read, cells))


def _read_sheet(sheet: Sheet, reading: Reading, told: Callable[[int], None]) -> None:
    headings, kind = reading.headings[sheet.name], reading.kind
    places = [headings.places.get(column.name) for column in kind.columns]
    columns = [_Column(column, place) for column, place in zip(kind.columns, places, strict=True) if place is not None]
    width = max(column.place for column in columns) + 1
    make = partial(tuple.__new__, kind.row_type)
    for begin in range(headings.row, len(sheet.rows), AT_ONCE):
        told(begin)
        cells = [
            row if len(row) >= width else [*row, *[None] * (width - len(row))]
            for row in sheet.rows[begin : begin + AT_ONCE]
        ]
        read = iter([column.all(cells) for column in columns])
        # A column the file does not have is empty in every row.
        values = [repeat(None) if place is None else next(read) for place in places]
        at = zip(repeat(sheet.name), range(begin + 1, begin + 1 + len(cells)), strict=False)
        rows = map(make, zip(at, *values, strict=False))
        if any(column.has_faults for column in columns) or _may_be_blank(cells, columns[0].place):
            rows = _without_faults(rows, cells, columns, reading)
        reading.rows.extend(rows)


def _may_be_blank(cells: Sequence[Sequence[Cell]], place: int) -> bool:
    column = [row[place] for row in cells]
    return "" in column or None in column


def _without_faults(
    rows: Iterable[Any], cells: Sequence[Sequence[Cell]], columns: Sequence[_Column], reading: Reading
) -> Iterator[Any]:
    """The rows that hold something and could be read; the faults of the others are noted."""
    for row, typed in zip(rows, cells, strict=True):
        if all(typed[column.place] in ("", None) for column in columns):
            continue
        if _FAULT in row:
            _note_faults(reading, row.at, typed, columns)
        else:
            yield row


def _note_faults(reading: Reading, at: tuple[str, int], cells: Sequence[Cell], columns: Sequence[_Column]) -> None:
    for column in columns:
        try:
            column.read(cells[column.place])
        except CellFault as fault:
            reading.fault(at, column.column.name, str(fault))


def _refuse_twice(reading: Reading) -> None:
    """Two rows that say they are the same one: names compared as people read them (Thuỷ is Thủy, Ð is Đ)."""
    columns: list[Iterable[Any]] = []
    for name in reading.kind.key:
        column = map(attrgetter(name), reading.rows)
        columns.append(map(name_sort_key, column) if name == "name" else column)
    identities = list(zip(*columns, strict=True))
    if len(set(identities)) == len(identities):
        return
    seen: dict[tuple[Any, ...], tuple[str, int]] = {}
    for row, identity in zip(reading.rows, identities, strict=True):
        first = seen.setdefault(identity, row.at)
        if first is not row.at:
            where = f"dòng {first[1]}" if first[0] == row.at[0] else f"{first[0]} dòng {first[1]}"
            named = ", ".join(reading.kind.column(name).title for name in reading.kind.key)
            reading.fault(row.at, reading.kind.key[-1], f"trùng với {where} ({named}). Bỏ một dòng")
