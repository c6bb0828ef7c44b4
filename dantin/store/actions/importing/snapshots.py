"""Nạp số đã bỏ phiếu theo mốc giờ. A mark told again with another figure is one more snapshot; nothing is replaced."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from dantin.core.vietnamese import number
from dantin.imports.reading import Reading
from dantin.store.actions.ballot import SnapshotIn, take_snapshots
from dantin.store.models import Standing, TurnoutSnapshot
from dantin.store.refusals import Refused, refuse_if

from .plan import Plan, Source


def plan(reading: Reading, source: Source) -> Plan:
    """The marks that are not known yet, or were told otherwise."""
    election = source.election
    refuse_if(election is None, "import.election_needed", what="Số đã bỏ phiếu")
    assert election is not None
    rolls = dict(Standing.objects.filter(election=election).values_list("village_code", "roll"))
    known: dict[tuple[str, datetime], int] = {}
    for told in TurnoutSnapshot.objects.filter(election=election).order_by("received_at", "id"):
        known[told.village_code, told.mark_at] = told.voted
    given: list[SnapshotIn] = []
    changed = 0
    for row in reading.rows:
        before = len(reading.faults)
        mark_at = _mark(row, source, reading)
        if row.village_code not in rolls:
            reading.fault(row.at, "village_code", f"cuộc bầu này không có thôn mã {row.village_code}")
        elif row.voted > rolls[row.village_code]:
            roll = number(rolls[row.village_code])
            reading.fault(row.at, "voted", f"ghi {number(row.voted)}, nhiều hơn {roll} người trong danh sách")
        if mark_at is None or len(reading.faults) > before:
            continue
        earlier = known.get((row.village_code, mark_at))
        if earlier == row.voted:
            continue
        changed += earlier is not None
        given.append(
            SnapshotIn(
                village_code=row.village_code,
                mark_at=mark_at,
                voted=row.voted,
                source=TurnoutSnapshot.Source(row.source or TurnoutSnapshot.Source.FORM),
                actor=source.actor,
            )
        )

    def write() -> None:
        for answer in take_snapshots(election=election, snapshots=given, at=source.at):
            if isinstance(answer, Refused):
                raise answer

    same = len(reading.rows) - len(given)
    return Plan(write=write, new=len(given) - changed, changed=changed, same=same)


def _mark(row: Any, source: Source, reading: Reading) -> datetime | None:
    day = row.marked_on or source.day
    if day is None:
        reading.fault(row.at, "marked_on", "ô trống: điền ngày, hoặc thêm --ngay khi nạp")
        return None
    mark = datetime.combine(day, time.fromisoformat(row.hour), tzinfo=timezone.get_default_timezone())
    if mark > source.at:
        reading.fault(row.at, "hour", f"{row.hour} ngày {day:%d/%m/%Y} chưa tới")
        return None
    return mark
