"""Ghi nhiều dòng: COPY on PostgreSQL, one statement on SQLite. Ids are taken first, so rows can name others."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, models

AT_ONCE = 5_000  # rows
_SPECIAL = re.compile(r"[\\\x00-\x1f]")


def next_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """So many ids of the table, in a row, that nobody else will get.

    On SQLite the writing lock is already ours. On PostgreSQL a lock keeps other writers of the table out until the end:
    asked for one by one, the ids of a province take longer than its rows.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
            sequence = cursor.fetchone()[0]
            cursor.execute("SELECT setval(%s, nextval(%s) + %s - 1)", [sequence, sequence, max(count, 1)])
            end = cursor.fetchone()[0]
            return range(end - max(count, 1) + 1, end - max(count, 1) + 1 + count)
        cursor.execute("SELECT COALESCE(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
    return range(last + 1, last + 1 + count)


def insert(model: type[models.Model], columns: Mapping[str, Iterable[Any]]) -> None:
    """Add the rows, given column by column, each as long as the others; values as the database driver takes them."""
    table = model._meta.db_table
    named = ", ".join(f'"{column}"' for column in columns)
    rows = zip(*columns.values(), strict=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                while some := list(islice(rows, AT_ONCE)):
                    fields = map(_as_text, zip(*some, strict=True))
                    lines = map("\t".join, zip(*fields, strict=True))
                    copy.write(("\n".join(lines) + "\n").encode())
            return
        marks = ", ".join(["%s"] * len(columns))
        # Django's types ask for a sequence; the driver takes the rows as they come.
        cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', rows)  # type: ignore[arg-type]


def _as_text(column: Sequence[Any]) -> Iterable[str]:
    """As COPY reads it. A column at a time, since nearly all values need no more than `str`."""
    types = set(map(type, column))
    if types == {str} and _SPECIAL.search(" ".join(column)) is None:
        return column
    if types <= {int, date}:
        return map(str, column)
    return [r"\N" if value is None else _SPECIAL.sub(_escaped, str(value)) for value in column]


def _escaped(found: re.Match[str]) -> str:
    return f"\\{ord(found[0]):03o}"


@contextmanager
def checked_at_the_end(*loaded: type[models.Model]) -> Iterator[None]:
    """Foreign keys and indexes of empty tables on PostgreSQL are made anew after the rows: a tenth of the work.

    Everything stays in the one transaction: a row that breaks a rule takes all of them with it. A table that holds
    rows keeps its indexes, for others read by them; so does one that is not this server's own to alter. Until the end,
    who reads what the keys point at waits: this is the first load of a province, before anybody's page.
    """
    undone: list[tuple[str, str, str]] = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what still waits to be checked would forbid the change
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model in loaded:
            undone += _take_down(model._meta.db_table)
    yield
    with connection.cursor() as cursor:
        for table, name, definition in reversed(undone):
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}' if name else definition)


def _take_down(table: str) -> list[tuple[str, str, str]]:
    """(table, constraint, definition), or (table, "", statement) of an index: what puts back what is dropped here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(relowner) = current_user FROM pg_class WHERE oid = %s::regclass", [table]
        )
        is_ours = cursor.fetchone()[0]
        cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
        if not is_ours or cursor.fetchone()[0]:
            return []
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = %s::regclass AND contype IN ('f', 'u') ORDER BY contype DESC, conname",
            [table],
        )
        constraints = [(table, name, definition) for name, definition in cursor.fetchall()]
        cursor.execute(
            "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index AS i JOIN pg_class AS c"
            " ON c.oid = i.indexrelid WHERE i.indrelid = %s::regclass AND NOT EXISTS"
            " (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid AND conrelid = i.indrelid)",
            [table],
        )
        indexes = cursor.fetchall()
        for _, name, _ in constraints:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    return [*constraints, *((table, "", definition) for _, definition in indexes)]
