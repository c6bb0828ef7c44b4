"""Sao lưu: the whole database of one side as of one moment, sealed while everybody goes on working.

SQLite copies itself page by page; PostgreSQL hands out each table by COPY within one REPEATABLE READ snapshot, so that
no program of PostgreSQL's need be on the machine (decision 0013). A record is a letter, a length and a body.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from dantin.store.canonical import canonical
from dantin.store.models import Event, Installation, Stream
from dantin.store.refusals import refuse_if

from .sealed import BackupKey, Sealer, read_key

ABOUT, TABLE, ROWS, FILE, END = b"A", b"T", b"R", b"F", b"E"
_READ_AT_ONCE = 1 << 18
# Who was signed in at the moment of the backup must not be signed in again by a restore.
SESSIONS = "django_session"
WHOSE = {"state": "Nhà nước", "party": "Đảng", "both": "cả hai (diễn tập)"}
Record = Callable[[bytes, bytes], None]


def make_backup(path: Path, key_file: Path, *, at: datetime) -> dict[str, Any]:
    """Write the sealed file under its name only when it is whole; answers its head and what it holds."""
    key = read_key(key_file)
    side = _own_side()
    refuse_if(side not in (key.side.value, "both"), "backup.key_of_other_side", side=WHOSE[key.side.value])
    refuse_if(key.simulated != settings.SIMULATED, "backup.key_of_other_kind")
    head = {"side": side, "simulated": settings.SIMULATED, "database": connection.vendor, "made_at": at}
    if path.exists():
        raise FileExistsError(path)
    descriptor, partial = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            held = _write(file, key, head)
            file.flush()
            os.fsync(file.fileno())
        _name(partial, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(partial)
    return {**head, **held, "bytes": path.stat().st_size, "fingerprint": key.fingerprint}


def _name(partial: str, path: Path) -> None:
    """Unlike a rename, a link is never laid over a file that came in between; a stick may know no links."""
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        os.rename(partial, path)


def _own_side() -> str:
    """The side whose data lie here; `both` only in a rehearsal."""
    refuse_if(not connection.introspection.table_names(), "backup.nothing_to_keep")
    marked = Installation.objects.order_by("-id").first()
    refuse_if(marked is None, "backup.nothing_to_keep")
    assert marked is not None
    refuse_if(settings.SIDE not in ("both", marked.side), "backup.of_other_side", side=WHOSE[marked.side])
    return str(marked.side)


def _write(file: Any, key: BackupKey, head: dict[str, Any]) -> dict[str, int]:
    sealer = Sealer(file, key, head)

    def record(kind: bytes, body: bytes) -> None:
        sealer.write(kind + len(body).to_bytes(4, "big") + body)

    if connection.vendor == "sqlite":
        held = _sqlite(record)
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")  # REPEATABLE READ it is already (settings)
            held = _about(record)
            _postgresql(record, cursor)
    record(END, canonical(held))
    sealer.finish()
    return held


def _about(record: Record) -> dict[str, int]:
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    record(ABOUT, canonical({"migrations": applied}))
    return {"streams": Stream.objects.count(), "events": Event.objects.count()}


def _sqlite(record: Record) -> dict[str, int]:
    """By SQLite's own online copy, beside the database and seen by nobody else; writers go on meanwhile."""
    connection.ensure_connection()
    database = Path(connection.settings_dict["NAME"])
    descriptor, copied = tempfile.mkstemp(prefix=f".{database.name}.", dir=database.parent)
    os.close(descriptor)
    try:
        target = sqlite3.connect(copied)
        try:
            connection.connection.backup(target)
            target.execute(f"DELETE FROM {SESSIONS}")
            target.commit()
            target.execute("PRAGMA journal_mode=DELETE")
            [[streams]] = target.execute(f"SELECT count(*) FROM {Stream._meta.db_table}")
            [[events]] = target.execute(f"SELECT count(*) FROM {Event._meta.db_table}")
            applied = sorted(target.execute("SELECT app, name FROM django_migrations"))
        finally:
            target.close()
        record(ABOUT, canonical({"migrations": applied}))
        with open(copied, "rb") as file:
            while some := file.read(_READ_AT_ONCE):
                record(FILE, some)
    finally:
        for name in (copied, f"{copied}-wal", f"{copied}-shm"):
            with suppress(FileNotFoundError):
                os.unlink(name)
    return {"streams": streams, "events": events}


def _postgresql(record: Record, cursor: Any) -> None:
    for table in sorted(connection.introspection.table_names(cursor)):
        if table == SESSIONS:
            continue
        columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        record(TABLE, json.dumps({"table": table, "columns": columns}).encode())
        with cursor.copy(copy_of(table, columns, "TO STDOUT")) as copy:
            for some in copy:
                record(ROWS, bytes(some))


def copy_of(table: str, columns: list[str], direction: str) -> str:
    """The statement, every name quoted."""
    quote = connection.ops.quote_name
    return f"COPY {quote(table)} ({', '.join(map(quote, columns))}) {direction}"
