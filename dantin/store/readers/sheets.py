"""Biên bản và lần đọc → core values: what the count actions judge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dantin.core import count
from dantin.core.values import Side
from dantin.store.models import Reading, Sheet


def sheets_by_id(ids: Iterable[int], *, side: Side) -> dict[int, Sheet]:
    """Sheets of one side with their round, contest and election, in one query."""
    wanted = Sheet.objects.filter(id__in=set(ids), side=side.value)
    return {sheet.id: sheet for sheet in wanted.select_related("round__contest__election")}


def readings_of(sheets: Iterable[int]) -> Mapping[int, list[Reading]]:
    """Readings of these sheets in the order in which the server took them."""
    found: dict[int, list[Reading]] = defaultdict(list)
    for reading in Reading.objects.filter(sheet_id__in=set(sheets)).order_by("sheet_id", "position"):
        found[reading.sheet_id].append(reading)
    return found


def as_values(readings: Sequence[Reading]) -> list[count.Reading]:
    """Rows → the core's readings."""
    return [
        count.Reading(
            event_id=str(r.event_id),
            actor=r.actor,
            kind=count.ReadingKind(r.kind),
            figures=r.figures,
            names=tuple(r.names),
        )
        for r in readings
    ]
