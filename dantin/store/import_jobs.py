"""Nạp tệp qua trang: each file is read by a process of its own, so that a large one holds up no other page.

The file, how far the reading is, and the copy with the faulty cells marked lie in the spool (`DANTIN_SPOOL`, 0700); the
record of the job lies in the database. Files are removed when written, and after a day in any case.
"""

import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from dantin.core.values import Side
from dantin.imports.faults import Fault, Unreadable
from dantin.imports.headings import HeadingsUnclear
from dantin.imports.legacy_text import Legacy
from dantin.imports.lists import LISTS
from dantin.imports.reading import read_rows
from dantin.imports.sheets import Sheet, read_sheets
from dantin.imports.writing import write_marked
from dantin.store.actions.importing import Source, import_list, side_of
from dantin.store.models import Account, Election, ImportJob
from dantin.store.refusals import Refused, refuse_if

KEPT = timedelta(days=1)
MOST_TOLD = 500
FILE, PROGRESS, MARKED = "tep", "tien-do.json", "o-sai.xlsx"
State = ImportJob.State
RUNNING = (State.WAITING, State.TRYING, State.WRITING)
_started: list[subprocess.Popen[bytes]] = []


def hand_in(
    *,
    account: Account,
    list_name: str,
    file_name: str,
    raw: bytes,
    election: Election | None,
    day: date | None,
    legacy: Legacy | None,
    at: datetime,
) -> ImportJob:
    """Nhận tệp: keep it and start a dry run of it."""
    refuse_if(LISTS[list_name].of_election and election is None, "import.election_needed", what=LISTS[list_name].title)
    _sweep(at)
    job = ImportJob.objects.create(
        side=account.side,
        account=account,
        election=election,
        list_name=list_name,
        file_name=file_name,
        digest=hashlib.sha256(raw).hexdigest(),
        day=day,
        legacy="" if legacy is None else legacy.value,
        handed_in_at=at,
    )
    folder = _folder(job)
    folder.mkdir(mode=0o700, parents=True)
    (folder / FILE).write_bytes(raw)
    _start(job)
    return job


def read_again(job: ImportJob, *, mapping: Mapping[str, str]) -> None:
    """Đọc lại, với các cột đã được chỉ rõ: {heading as compared: column}."""
    changed = ImportJob.objects.filter(pk=job.pk, state__in=(State.UNCLEAR, State.STOPPED)).update(
        state=State.WAITING, mapping={**job.mapping, **mapping}
    )
    refuse_if(not changed, "import.job_moved_on")
    _start(job)


def write_down(job: ImportJob) -> None:
    """Ghi tệp đã chạy thử: only one who asks first is heard."""
    changed = ImportJob.objects.filter(pk=job.pk, state=State.READY).update(state=State.WRITING)
    refuse_if(not changed, "import.job_moved_on")
    _start(job)


def run(job_id: int) -> None:
    """What the process of its own does: read, check, and write if that is what the job waits for."""
    job = ImportJob.objects.select_related("account", "election").get(pk=job_id)
    gc.freeze()
    gc.disable()  # as in `dantin import`: rows hold no circles, and the process ends after this
    try:
        _run(job)
    except Exception:
        ImportJob.objects.filter(pk=job.pk).update(state=State.STOPPED, report={}, changed_at=timezone.now())
        raise


def _run(job: ImportJob) -> None:
    write = job.state == State.WRITING
    if not write:
        _settle(job, State.TRYING, {})
    folder = _folder(job)
    try:
        raw = (folder / FILE).read_bytes()
    except FileNotFoundError:
        _settle(job, State.REFUSED, {"sentence": "Tệp đã để quá một ngày nên đã xoá. Nạp lại tệp."})
        return
    kind = LISTS[job.list_name]
    sheets: list[Sheet] = []
    try:
        sheets = read_sheets(raw, name=job.file_name, legacy=Legacy(job.legacy) if job.legacy else None)
        reading = read_rows(sheets, kind, mapping=job.mapping, told=lambda done, of: _tell(folder, done, of))
        source = Source(
            digest=job.digest,
            side=side_of(reading, otherwise=Side(job.side)),
            actor=job.account.login,
            at=timezone.now(),
            election=job.election,
            day=job.day,
        )
        refuse_if(source.side.value != job.side, "import.list_of_other_side")
        done = import_list(reading=reading, source=source, write=write)
    except HeadingsUnclear as unclear:
        _settle(job, State.UNCLEAR, {"sentence": unclear.question, "headings": unclear.choices(kind)})
        return
    except (Unreadable, Refused) as refused:
        _settle(job, State.REFUSED, {"sentence": f"{str(refused).rstrip('.')}."})
        return
    report: dict[str, Any] = {
        "rows": done.rows,
        "new": done.new,
        "changed": done.changed,
        "same": done.same,
        "notes": list(done.notes),
        "unused": reading.unused,
    }
    if reading.faults:
        faults = sorted(reading.faults, key=lambda fault: (fault.sheet, fault.row, fault.column or 0))
        (folder / MARKED).write_bytes(write_marked(sheets, faults))
        _settle(job, State.FAULTY, {**report, "faults": _told(faults), "fault_count": len(faults)})
    elif done.written:
        _settle(job, State.WRITTEN, report)
        shutil.rmtree(folder, ignore_errors=True)
    else:
        _settle(job, State.READY, report)


def progress(job: ImportJob) -> tuple[int, int]:
    """(rows read, rows of the file); (0, 0) before anything is known."""
    try:
        told = json.loads((_folder(job) / PROGRESS).read_text())
        return int(told[0]), int(told[1])
    except (OSError, ValueError):
        return 0, 0


def marked_copy(job: ImportJob) -> bytes | None:
    """Bản sao có ô sai tô đỏ, while it is kept."""
    try:
        return (_folder(job) / MARKED).read_bytes()
    except OSError:
        return None


def _told(faults: Sequence[Fault]) -> list[list[str]]:
    """[sheet, cell, heading, sentence] of the first faults."""
    return [[fault.sheet, fault.cell, fault.heading, fault.message] for fault in faults[:MOST_TOLD]]


def _settle(job: ImportJob, state: ImportJob.State, report: dict[str, Any]) -> None:
    job.state, job.report = state, report
    job.save(update_fields=["state", "report", "changed_at"])


def _tell(folder: Path, done: int, of: int) -> None:
    half = folder / f"{PROGRESS}.moi"
    half.write_text(json.dumps([done, of]))
    half.replace(folder / PROGRESS)


def _folder(job: ImportJob) -> Path:
    return Path(settings.SPOOL_DIR) / str(job.pk)


def _start(job: ImportJob) -> None:
    """The process outlives the page that asked for it; the job's row says how it ended."""
    _started[:] = [process for process in _started if process.poll() is None]  # who has ended is let go
    with (_folder(job) / "loi.txt").open("ab") as told:
        _started.append(
            subprocess.Popen(
                [sys.executable, "-m", "dantin", "import-job", str(job.pk)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=told,
                start_new_session=True,
                env={**os.environ, **settings.PROCESS_ENVIRONMENT},
            )
        )


def _sweep(at: datetime) -> None:
    """Files older than a day go; a job that still says it is running then was cut off."""
    old = ImportJob.objects.filter(handed_in_at__lt=at - KEPT)
    old.filter(state__in=RUNNING).update(state=State.STOPPED)
    for number in old.exclude(state=State.WRITTEN).values_list("pk", flat=True)[:100]:
        shutil.rmtree(Path(settings.SPOOL_DIR) / str(number), ignore_errors=True)
