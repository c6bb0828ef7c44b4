"""Cả bộ văn bản của một nơi: every paper of a commune or a province as one ZIP by folder, with an index.

What is made lies beside the ZIP under the check value of its minutes until all of it is there, so that a batch cut
short goes on where it stopped, and a paper whose record changed meanwhile is made anew.
"""

import csv
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from dantin.core.vietnamese import fold
from dantin.imports.writing import as_text
from dantin.papers.faults import PaperFault
from dantin.papers.files import Order, made_all
from dantin.papers.form import Form
from dantin.papers.registry import forms_of
from dantin.store.models import Election
from dantin.store.readers.paper_subjects import Subject, side_of, subjects, villages_in
from dantin.store.readers.papers import minutes_of, own_templates

INDEX, FAULTS, PROGRESS = "muc-luc.csv", "khong-lap-duoc.txt", "tien-do.json"
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_TOLD_EACH = 25
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Một văn bản của bộ: where it goes in the ZIP, and the file it is made as until then."""

    path: str
    kept: str
    title: str
    order: Order


@dataclass(frozen=True, slots=True)
class Batch:
    """Kết quả: how many papers are in the ZIP, of how many villages, and which could not be made."""

    papers: int
    villages: int
    faults: tuple[str, ...]


class BatchRunning(Exception):
    """Another process makes the same batch."""


def make_batch(
    election: Election, place_code: str, out: Path, *, ending: str = ".pdf", told: Told | None = None
) -> Batch:
    """Make every paper of the place and write the ZIP whole; `told` hears (villages done, villages)."""
    folder = out.with_name(f"{out.name}.dang-lap")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "khoa").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BatchRunning(str(out)) from None
        villages = villages_in(election, place_code)
        with (folder / "danh-sach.jsonl").open("w", encoding="utf-8") as listed:
            faults = tuple(_made(election, place_code, folder, ending, listed, told, len(villages)))
        papers = _packed(folder, out, ending, faults)
    shutil.rmtree(folder, ignore_errors=True)
    return Batch(papers, len(villages), faults)


def _made(
    election: Election, place_code: str, folder: Path, ending: str, listed: object,
    told: Told | None, villages: int,
) -> Iterator[str]:  # fmt: skip
    """Makes what is not there yet; lists each paper as it passes; answers what could not be made."""
    waiting: list[_Wanted] = []
    done = 0

    def orders() -> Iterator[Order]:
        nonlocal done
        for of, wanted in _wanted(election, place_code, ending):
            if wanted is None:
                done += 1
                if told is not None and (done % _TOLD_EACH == 0 or done == villages):
                    told(done, villages)
                continue
            minutes = wanted.order.minutes
            row = {
                "path": wanted.path, "kept": wanted.kept, "title": wanted.title, "village": of.unit,
                "record": minutes.record, "number": minutes.fields["number"], "digest": minutes.digest(),
            }  # fmt: skip
            print(json.dumps(row, ensure_ascii=False), file=listed)  # type: ignore[call-overload]
            if not (folder / wanted.kept).exists():
                waiting.append(wanted)
                yield wanted.order

    for raw in made_all(orders(), ending):
        wanted = waiting.pop(0)
        if isinstance(raw, PaperFault):
            yield f"{wanted.path}: {raw}"
            continue
        half = folder / f"{wanted.kept}.moi"
        half.write_bytes(raw)
        half.replace(folder / wanted.kept)


def _wanted(election: Election, place_code: str, ending: str) -> Iterator[tuple[Subject, _Wanted | None]]:
    """Each paper of each village; after the last of a village, the village alone."""
    forms, own = forms_of(side_of(election)), own_templates(side_of(election))
    told: set[tuple[str, str]] = set()
    for of in subjects(election, villages_in(election, place_code), declared=True):
        for form in forms:
            for minutes in minutes_of(form, of):
                if (form.code, minutes.record) in told:
                    continue
                told.add((form.code, minutes.record))
                yield of, _one(of, form, Order(minutes, settings.ADDRESS, template=own.get(form.code)), ending)
        yield of, None


def _one(of: Subject, form: Form, order: Order, ending: str) -> _Wanted:
    own, rest = order.minutes.record.split("/")[1], order.minutes.record.split("/")[2:]
    folder = _name(of.commune.name) if own == of.commune.code else f"{_name(of.commune.name)}/{own}-{_name(of.unit)}"
    name = "-".join([form.code, *rest])
    words = hashlib.sha256((order.template or "").encode() + order.address.encode()).hexdigest()[:8]
    return _Wanted(f"{folder}/{name}{ending}", f"{order.minutes.digest()}-{words}{ending}", form.title, order)


def _name(text: str) -> str:
    return "-".join(fold(text).replace("/", "-").split())


def _packed(folder: Path, out: Path, ending: str, faults: tuple[str, ...]) -> int:
    """The ZIP, under its name only when it is whole; the same records are the same bytes."""
    half, papers = out.with_name(f".{out.name}.moi"), 0
    index = folder / INDEX
    with (
        zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        (folder / "danh-sach.jsonl").open(encoding="utf-8") as listed,
        index.open("w", encoding="utf-8-sig", newline="") as told,
    ):
        writer = csv.writer(told)
        writer.writerow(["Tệp", "Văn bản", "Nơi", "Hồ sơ", "Số", "Mã kiểm chứng"])
        for line in listed:
            row = json.loads(line)
            kept = folder / row["kept"]
            if not kept.exists():  # it could not be made, and is told so
                continue
            _add(archive, row["path"], kept)
            names = ("path", "title", "village", "record", "number", "digest")
            writer.writerow([as_text(row[name]) for name in names])
            papers += 1
        told.flush()
        _add(archive, INDEX, index)
        if faults:
            archive.writestr(zipfile.ZipInfo(FAULTS, _NO_DAY), "\n".join(faults) + "\n")
    half.replace(out)
    return papers


def _add(archive: zipfile.ZipFile, path: str, file: Path) -> None:
    entry = zipfile.ZipInfo(path, _NO_DAY)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
    with archive.open(entry, "w") as into, file.open("rb") as source:
        shutil.copyfileobj(source, into)


@dataclass(frozen=True, slots=True)
class DeskBatch:
    """Bộ văn bản lập từ trang: its ZIP and how far it is, of one election and one place."""

    election: Election
    place_code: str

    @property
    def zip(self) -> Path:
        name = f"van-ban-{self.election.code}-{self.place_code}.zip"
        return Path(settings.SPOOL_DIR) / "van-ban" / name

    @property
    def progress(self) -> tuple[int, int] | None:
        """(villages done, villages) while a process makes it; None where none does."""
        folder = self.zip.with_name(f"{self.zip.name}.dang-lap")
        try:
            with (folder / "khoa").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            return None
        except BlockingIOError:
            try:
                done, of = json.loads(self._told.read_text())
            except (OSError, ValueError):
                return 0, 0
            return int(done), int(of)
        return None

    @property
    def _told(self) -> Path:
        return self.zip.with_name(f"{self.zip.name}.{PROGRESS}")

    def tell(self, done: int, of: int) -> None:
        half = self._told.with_suffix(".moi")
        half.write_text(json.dumps([done, of]))
        half.replace(self._told)

    def start(self) -> None:
        """A process of its own, that outlives the page; it ends at once where another makes the same."""
        self.zip.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.tell(0, 0)
        with (self.zip.parent / "loi.txt").open("ab") as said:
            subprocess.Popen(
                [sys.executable, "-m", "dantin", "papers", "batch", "--cuoc-bau", self.election.code, "--noi",
                 self.place_code, "--out", str(self.zip)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True,
                env={**os.environ, **settings.PROCESS_ENVIRONMENT},
            )  # fmt: skip
