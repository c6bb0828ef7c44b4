"""Dựng sân khấu: a database with the province in it, built once for each version of the program and kept beside it."""

import fcntl
import hashlib
import shutil
import sqlite3
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection, connections

from dantin.store.models import Installation
from dantin.store.refusals import refuse_if

from .build import build
from .rehearse import Rehearsal

Say = Callable[[str], None]
# What the disk may say while a province is built: no such folder, no right, no room, a folder where a file should be.
UNWRITABLE = (OSError, sqlite3.OperationalError, OperationalError)


class InUse(OSError):
    """Another run holds the same files."""


def hold(database: str) -> IO[str]:
    """Keep other runs off these files while the answer is open: each run starts by removing what lies there."""
    path = Path(f"{database}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    held = path.open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise InUse(database) from None
    return held


def unwritable(database: str, error: Exception) -> str:
    """Câu nói khi không ghi được."""
    if isinstance(error, InUse):
        return f"một lần chạy khác đang dùng {database}. Dừng lần chạy ấy trước (Ctrl-C), rồi chạy lại."
    return f"không ghi được vào {database}. Kiểm tra đường dẫn, quyền ghi và chỗ trống trên đĩa, rồi chạy lại."


def seed(text: str) -> int:
    """Hạt giống trên dòng lệnh."""
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ArgumentTypeError(f"{text} không phải số nguyên từ 0, dưới 16 chữ số")
    return int(text)


def use_scratch(folder: Path) -> None:
    """Work on a database and keys of this run's own, so that a served demonstration is left alone."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = str(folder / "dantin.sqlite3")
    settings.KEYS_DIR = folder / "keys"


def set_the_stage(rehearsal: Rehearsal, *, say: Say, by_hand: bool = False) -> Path | None:
    """Build the province in the database of the settings; answers where its untouched copy lies (SQLite only)."""
    if connection.vendor != "sqlite":
        call_command("migrate", verbosity=0)
        refuse_if(Installation.objects.exists(), "database.not_empty")
        _build(rehearsal, say=say, by_hand=by_hand)
        return None
    database = Path(connection.settings_dict["NAME"])
    built = database.with_suffix(".built.sqlite3")
    mark = database.with_suffix(".built.txt")
    database.parent.mkdir(parents=True, exist_ok=True)
    if database.exists():
        _refuse_real(database)
    wanted = fingerprint(rehearsal, by_hand=by_hand)
    if not (built.exists() and mark.exists() and mark.read_text() == wanted and Path(settings.KEYS_DIR).exists()):
        for old in (built, mark):
            old.unlink(missing_ok=True)
        _remove(database)
        shutil.rmtree(settings.KEYS_DIR, ignore_errors=True)
        call_command("migrate", verbosity=0)
        _build(rehearsal, say=say, by_hand=by_hand)
        _copy(database, built)
        mark.write_text(wanted)
    else:
        say("dùng lại tỉnh đã dựng")
    connection.close()
    _remove(database)
    _copy(built, database)
    return built


def fingerprint(rehearsal: Rehearsal, *, by_hand: bool = False) -> str:
    """Which program and which seed built a province, and whether it leaves a commune to people."""
    seen = hashlib.sha256(f"{rehearsal.province.seed}{' by hand' if by_hand else ''}".encode())
    for package in ("dantin", "data"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".csv"} and "public" not in path.parts:
                seen.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()


def _build(rehearsal: Rehearsal, *, say: Say, by_hand: bool) -> None:
    build(rehearsal, say=say, real_now=datetime.now(UTC), side=settings.SIDE, by_hand=by_hand)


def _refuse_real(database: Path) -> None:
    """A database that is not a demonstration's is never built over, whatever it holds."""
    source = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        tables = {name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        simulated = (
            [bool(row) for (row,) in source.execute("SELECT simulated FROM store_installation")]
            if "store_installation" in tables
            else []
        )
        practice = any(simulated) and bool(
            source.execute("SELECT 1 FROM store_installation WHERE seed IS NULL").fetchone()
        )
    except sqlite3.DatabaseError:
        simulated, tables, practice = [], {"?"}, False
    finally:
        source.close()
    refuse_if(practice, "database.not_empty")  # somebody's own lists, loaded to practise with
    half_built = "store_installation" in tables and not simulated and _is_empty(database)
    refuse_if(tables and not half_built and not (simulated and all(simulated)), "database.not_simulated")


def _is_empty(database: Path) -> bool:
    """A run that was cut while it was building leaves tables without a single place in them."""
    source = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        return not source.execute("SELECT 1 FROM store_place UNION ALL SELECT 1 FROM store_election").fetchone()
    finally:
        source.close()


def _copy(source: Path, target: Path) -> None:
    """A whole copy, whatever lies in the write-ahead log; it appears under its name only when it is complete."""
    connection.close()
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    reading, writing = sqlite3.connect(source), sqlite3.connect(partial)
    try:
        reading.backup(writing)
    finally:
        reading.close()
        writing.close()
    partial.rename(target)


def _remove(database: Path) -> None:
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
