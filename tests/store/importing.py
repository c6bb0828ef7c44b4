"""Nạp trong các bài thử: rows typed as a clerk types them, through the reader and the action."""

from collections.abc import Sequence
from datetime import date, datetime

from dantin.core.values import Side
from dantin.imports.lists import LISTS
from dantin.imports.reading import Reading, read_rows
from dantin.imports.sheets import Sheet
from dantin.store.actions.importing import Imported, Source, import_list, side_of
from dantin.store.models import Election

from .world import moment


def read(name: str, headings: Sequence[str], *rows: Sequence[object]) -> Reading:
    return read_rows([Sheet("Trang 1", [list(headings), *[list(row) for row in rows]])], LISTS[name])


def load(
    reading: Reading,
    *,
    write: bool = True,
    election: Election | None = None,
    day: date | None = None,
    at: datetime | None = None,
    digest: str = "0" * 64,
) -> Imported:
    source = Source(
        digest=digest,
        side=side_of(reading, otherwise=Side.STATE),
        actor="can-bo-xa",
        at=at or moment(0),
        election=election,
        day=day,
    )
    return import_list(reading=reading, source=source, write=write)


def counts(done: Imported) -> tuple[int, int, int]:
    return done.new, done.changed, done.same


def told(reading: Reading) -> list[str]:
    return [str(fault).removeprefix("Trang 1, ") for fault in reading.faults]
