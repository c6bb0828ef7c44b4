"""Khôi phục: a sealed backup into a database where nothing lies, kept only when every proof of it holds.

A program newer than the backup first makes the tables of its day, then brings them up to its own, then proves.
"""

import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from dantin.store.apps import StoreConfig
from dantin.store.models import Event, Installation, Stream
from dantin.store.readers.proof import faults
from dantin.store.refusals import Refused, refuse_if

from .backup import ABOUT, END, FILE, ROWS, SESSIONS, TABLE, WHOSE, copy_of
from .sealed import opened, read_head, read_key

_OUR_TABLES = f"{StoreConfig.label}_"
Records = Iterator[tuple[bytes, bytes]]
_NONE = (b"", b"")


def restore_backup(path: Path, key_file: Path) -> dict[str, Any]:
    """Open, load, prove; answers the head of the backup and what it held. Whatever fails, the database stays empty."""
    key = read_key(key_file)
    with path.open("rb") as file:
        head, opening = read_head(file)
        side = head.get("side")
        refuse_if(settings.SIDE not in (side, "both"), "backup.of_other_side", side=WHOSE.get(str(side), "?"))
        refuse_if(head.get("simulated") is not settings.SIMULATED, "backup.of_other_kind")
        refuse_if(
            head.get("database") != connection.vendor, "backup.of_other_database",
            was=head.get("database"), here=connection.vendor,
        )  # fmt: skip
        _refuse_where_something_lies()
        records = _records(opened(file, key, head, opening))
        about = json.loads(_of_kind(ABOUT, next(records, _NONE)))
        wanted = {(app, name) for app, name in about["migrations"]}
        refuse_if(wanted - set(MigrationExecutor(connection).loader.graph.nodes), "backup.newer_program")
        held = (
            _into_sqlite(records, str(side))
            if connection.vendor == "sqlite"
            else _into_postgresql(records, str(side), wanted)
        )
    return {**head, **held}


def _refuse_where_something_lies() -> None:
    """Empty: no row in any of our tables but the mark of its kind."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(_OUR_TABLES) and table != Installation._meta.db_table:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
                refuse_if(cursor.fetchone(), "backup.database_not_empty")


def _records(pieces: Iterable[bytes]) -> Records:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= 5 and len(held) >= (whole := 5 + int.from_bytes(held[1:5], "big")):
            yield bytes(held[:1]), bytes(held[5:whole])
            del held[:whole]
    refuse_if(held, "backup.damaged")


def _of_kind(wanted: bytes, record: tuple[bytes, bytes]) -> bytes:
    refuse_if(record[0] != wanted, "backup.damaged")
    return record[1]


def _into_sqlite(records: Records, side: str) -> dict[str, int]:
    """Into a file of another name; only what was proved takes the name of the database."""
    database = Path(connection.settings_dict["NAME"])
    connection.close()
    database.parent.mkdir(parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(prefix=f".{database.name}.", dir=database.parent)
    held: dict[str, int] | None = None
    try:
        with os.fdopen(descriptor, "wb") as file:
            for kind, body in records:
                if kind == END:
                    held = json.loads(body)
                else:
                    file.write(_of_kind(FILE, (kind, body)))
            file.flush()
            os.fsync(file.fileno())
        refuse_if(held is None, "backup.damaged")
        assert held is not None
        _whole_file(partial)
        connection.settings_dict["NAME"] = partial
        try:
            call_command("migrate", verbosity=0)
            _prove(held, side)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = str(database)
        for name in _beside(str(database)):
            with suppress(FileNotFoundError):
                os.unlink(name)
        os.replace(partial, database)
    finally:
        for name in (partial, *_beside(partial)):
            with suppress(FileNotFoundError):
                os.unlink(name)
    return held


def _beside(database: str) -> tuple[str, str]:
    return f"{database}-wal", f"{database}-shm"


def _whole_file(path: str) -> None:
    looked_at = sqlite3.connect(path)
    try:
        [[said]] = looked_at.execute("PRAGMA integrity_check(1)")
        refuse_if(said != "ok", "backup.not_proved", count=1, first=said)
    except sqlite3.DatabaseError as fault:
        raise Refused("backup.not_proved", count=1, first=str(fault)) from None
    finally:
        looked_at.close()


def _into_postgresql(records: Records, side: str, wanted: set[tuple[str, str]]) -> dict[str, int]:
    """The tables as they were then, by their migrations; then every row, its proof and its end in one transaction."""
    executor = MigrationExecutor(connection)
    applied = set(executor.loader.applied_migrations)
    refuse_if(applied and applied != wanted, "backup.database_prepared")
    if not applied:
        executor.migrate(_newest_of_each_app(executor, wanted))
    held: dict[str, int] | None = None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        known = set(connection.introspection.table_names(cursor))
        for table in sorted(known):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # what the migrations themselves put in
        record = next(records, _NONE)
        while record[0] == TABLE:
            what = json.loads(record[1])
            refuse_if(what["table"] not in known, "backup.damaged")
            with cursor.copy(copy_of(what["table"], what["columns"], "FROM STDIN")) as copy:
                while (record := next(records, _NONE))[0] == ROWS:
                    copy.write(record[1])
        held = json.loads(_of_kind(END, record))
        refuse_if(next(records, None), "backup.damaged")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _sequences(cursor)
        call_command("migrate", verbosity=0)
        _prove(held, side)
    return held


def _newest_of_each_app(executor: MigrationExecutor, wanted: set[tuple[str, str]]) -> list[tuple[str, str]]:
    children = executor.loader.graph.node_map
    return sorted(
        (app, name)
        for app, name in wanted
        if not any(
            (child.key[0], child.key[1]) in wanted for child in children[app, name].children if child.key[0] == app
        )
    )


def _sequences(cursor: Any) -> None:
    """Numbers go on where they stopped: of every table there is, not of the program's models alone."""
    cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND (is_identity = 'YES' OR column_default LIKE 'nextval(%%')",
        [],
    )
    quote = connection.ops.quote_name
    for table, column in cursor.fetchall():
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({quote(column)}), 1), "
            f"max({quote(column)}) IS NOT NULL) FROM {quote(table)}",
            [quote(table), column],
        )


def _prove(held: dict[str, int], side: str) -> None:
    """Nothing is missing, every stream is whole, every standing follows from the facts, and it is of its kind."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {SESSIONS}")
    found = list(faults())
    kinds = set(Installation.objects.values_list("simulated", "side"))
    if kinds != {(settings.SIMULATED, side)}:
        found.append(f"{side}: {sorted(kinds)}")
    for what, model in (("streams", Stream), ("events", Event)):
        if model.objects.count() != held[what]:
            found.append(f"{what}: {model.objects.count()} / {held[what]}")
    refuse_if(found, "backup.not_proved", count=len(found), first=found[0] if found else "")
