"""Biên bản và lần đọc → core values: what the count actions judge."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from dantin.core import count
from dantin.core.values import Side
from dantin.store.models import Election, Reading, Sheet


def sheets_by_id(ids: Iterable[int], *, side: Side) -> dict[int, Sheet]:
    """Sheets of one side with their round, contest and election; an election of 1,452 sheets is read once."""
    wanted = Sheet.objects.filter(id__in=set(ids), side=side.value).select_related("round__contest")
    sheets = {sheet.id: sheet for sheet in wanted}
    contests = [sheet.round.contest for sheet in sheets.values()]
    elections = Election.objects.in_bulk({contest.election_id for contest in contests})
    for contest in contests:
        contest.election = elections[contest.election_id]
    return sheets


def readings_of(sheets: Iterable[int]) -> Mapping[int, list[Reading]]:
    """Readings of these sheets in the order in which the server took them."""
    found: dict[int, list[Reading]] = defaultdict(list)
    for reading in Reading.objects.filter(sheet_id__in=set(sheets)).order_by("sheet_id", "position"):
        found[reading.sheet_id].append(reading)
    return found


_NEWEST = f"""
SELECT device, seq, hash FROM {Reading._meta.db_table} AS r
WHERE seq = (SELECT max(seq) FROM {Reading._meta.db_table} WHERE device = r.device) AND device IN """


def newest_of_devices(devices: Collection[str]) -> dict[str, tuple[int, str]]:
    """{device: number and hash of its newest reading}, however many it gave before."""
    if not devices:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"{_NEWEST}({', '.join(['%s'] * len(devices))})", [*devices])
        return {device: (seq, hash_) for device, seq, hash_ in cursor.fetchall()}


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
