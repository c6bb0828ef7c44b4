"""Nhật ký nhập liệu của một phiếu đếm: each entry in order, and where the sheet stood after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dantin.core import count
from dantin.core.count import ReadingKind, SheetStatus
from dantin.store.models import Declaration, Election, Event, Reading, Sheet

from .sheets import as_values, readings_of


@dataclass(frozen=True, slots=True)
class Journal:
    """Một biên bản kiểm phiếu: its entries in the order in which the server took them, its signing."""

    sheet: Sheet
    entries: tuple["Entry", ...]
    status: SheetStatus
    declaration: Declaration | None
    signed_by: str

    @property
    def is_blind(self) -> bool:
        """Whether somebody may still be asked to read: no figure leaves it then, whoever looks."""
        return self.status not in (SheetStatus.AGREED, SheetStatus.SIGNED)


@dataclass(frozen=True, slots=True)
class Entry:
    """Một lần nhập, the sheet's status once it was there, and the lines that differed then."""

    row: Reading
    status: SheetStatus
    differing: tuple[str, ...]
    again: bool
    """Whether this person had read the sheet before."""
    readers: int


def journals_of(election: Election, cell: str, post: str) -> list[Journal]:
    """Every sheet of a contest, round by round; sheets of a sitting that was set aside are among them."""
    sheets = list(
        Sheet.objects.filter(
            round__contest__election=election, round__contest__unit_code=cell, round__contest__post=post
        )
        .select_related("round__contest")
        .order_by("round__number", "number")
    )
    readings = readings_of(sheet.id for sheet in sheets)
    declared = {
        (row.round_id, row.version): row
        for row in Declaration.objects.filter(round__in=[sheet.round_id for sheet in sheets])
    }
    signers = dict(_signers(election, cell, post))
    found = []
    for sheet in sheets:
        rows = readings[sheet.id]
        found.append(
            Journal(
                sheet,
                tuple(_entries(rows)),
                count.status(as_values(rows), signed=sheet.signed_at is not None),
                declared.get((sheet.round_id, sheet.number)),
                signers.get(sheet.round.number, ""),
            )
        )
    return found


def _entries(rows: list[Reading]) -> Iterator[Entry]:
    values, readers = as_values(rows), set[str]()
    for n, row in enumerate(rows, start=1):
        so_far = values[:n]
        again = row.kind == ReadingKind.READING and row.actor in readers
        if row.kind == ReadingKind.READING:
            readers.add(row.actor)
        status = count.status(so_far, signed=False)
        differing = count.differing_fields(so_far)
        yield Entry(row, status, differing, again, count.readers_of(so_far))


def _signers(election: Election, cell: str, post: str) -> Iterator[tuple[int, str]]:
    """(round, who signed its newest sheet)."""
    told = Event.objects.filter(
        type="decide.declared", stream__election=election, stream__side=election.side, stream__place_code=cell
    ).order_by("seq")
    for actor, body in told.values_list("actor", "body"):
        said: dict[str, Any] = body
        if said["post"] == post:
            yield said["round"], actor
