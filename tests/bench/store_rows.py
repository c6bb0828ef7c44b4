"""Kho: the province built, one reading saved, and 1,452 villages from their readings to their declarations."""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.db import connection

from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.rehearsal import steps as told
from dantin.rehearsal.build import FIRST_MORNING
from dantin.rehearsal.live import restore
from dantin.rehearsal.player import EXPLAINED, Player
from dantin.rehearsal.rehearse import Rehearsal, rehearse
from dantin.rehearsal.stage import set_the_stage
from dantin.store.actions.count import ReadingIn, seal, submit_reading, submit_readings
from dantin.store.actions.decide import declare
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import Declaration, Sheet

from .measure import Row, cpu

BUILT_S, DAY_S, READING_MS, SCRIPT_S = 30, 3, 10, 30
EVENING = FIRST_MORNING + timedelta(hours=10)


def build_rows(folder: Path) -> tuple[Rehearsal, Path, list[Row]]:
    """The simulated province, generated and stored; answers where its untouched copy lies."""
    began = time.process_time()
    rehearsal = rehearse()
    built = set_the_stage(rehearsal, say=lambda _: None)
    assert built is not None
    assert built.is_relative_to(folder)
    return rehearsal, built, [
        Row("the province built (generated and stored)", time.process_time() - began, "s CPU", BUILT_S)
    ]  # fmt: skip


def day_rows(rehearsal: Rehearsal, built: Path) -> Iterator[Row]:
    """Both readers' readings of every village as one batch each, then every sheet signed and declared."""
    figures = figures_of(rehearsal)
    best = float("inf")
    for _ in range(3):
        restore(built)
        sheets = dict(
            Sheet.objects.filter(side=Side.STATE.value, round__number=1).values_list("round__contest__unit_code", "id")
        )
        batches = [_batch(figures, sheets, device) for device in ("may-1", "may-2")]
        reasons = dict.fromkeys(sheets.values(), EXPLAINED)
        connection.ensure_connection()
        began = time.process_time()
        for batch in batches:
            status = submit_readings(side=Side.STATE, readings=batch, at=EVENING)
        declared = declare(side=Side.STATE, sheets=list(sheets.values()), actor="chu-toa", at=EVENING, reasons=reasons)
        best = min(best, time.process_time() - began)
        assert all(one is SheetStatus.AGREED for one in status)
        assert all(isinstance(one, Declaration) for one in declared)
    name = f"{len(sheets):,} villages from readings to declarations"
    yield Row(name, best, "s CPU", DAY_S)


def reading_row(rehearsal: Rehearsal, database: str) -> Row:
    """One person's reading, checked, chained, kept and logged; the villages have none yet."""
    figures = figures_of(rehearsal)
    sheets = Sheet.objects.filter(side=Side.STATE.value, round__number=1, readings=None)
    waiting = iter(sheets.values_list("round__contest__unit_code", "id").order_by("id")[:401])
    readings = (
        ReadingIn(
            event_id=uuid4(),
            sheet=sheet,
            figures=figures[village],
            actor=f"doc-{village}",
            device=f"may-{village}",
            seq=1,
            read_at=EVENING,
        )
        for village, sheet in list(waiting)
    )

    def save() -> None:
        assert submit_reading(side=Side.STATE, reading=next(readings), at=EVENING) is SheetStatus.ONE_READING

    save()  # opens the connection and loads what is loaded once
    return Row(f"one reading saved with all checks, {database}", cpu(save, times=80) * 1000, "ms CPU", READING_MS)


def script_rows(rehearsal: Rehearsal, built: Path) -> Iterator[Row]:
    """Both days of 2022, every step through the actions; leaves the finished province behind."""
    restore(built)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    began = time.process_time()
    player = Player(rehearsal.steps, since=FIRST_MORNING)
    steps = player.advance(rehearsal.steps[-1].at, window=timedelta(minutes=2))
    spent = time.process_time() - began
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    yield Row(f"both days played, {steps:,} steps", spent, "s CPU", SCRIPT_S)


def figures_of(rehearsal: Rehearsal) -> dict[str, dict[str, int]]:
    """What the last reading of each village's first round said: the one that was not corrected."""
    return {
        step.village_code: dict(step.figures)
        for step in rehearsal.steps
        if isinstance(step, told.ReadingGiven) and step.side == Side.STATE.value and step.round == 1
    }


def _batch(figures: dict[str, dict[str, int]], sheets: dict[str, int], device: str) -> Sequence[ReadingIn]:
    readings, head = [], NO_PREDECESSOR
    for seq, (village, sheet) in enumerate(sheets.items(), start=1):
        reading = ReadingIn(
            event_id=uuid4(),
            sheet=sheet,
            figures=figures[village],
            actor=f"nguoi-doc-{device}",
            device=device,
            seq=seq,
            prev_hash=head,
            read_at=EVENING,
        )
        head = seal(reading)
        readings.append(reading)
    return readings
