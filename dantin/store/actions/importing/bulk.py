"""Ghi nhiều dòng: COPY on PostgreSQL, one statement on SQLite. Ids are taken first, so rows can name others."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def next_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """So many ids of the table that nobody else will get. On SQLite the writing lock is already ours."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT COALESCE(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
    return range(last + 1, last + 1 + count)


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add the rows, in the order of the columns; values as the database driver takes them."""
    table = model._meta.db_table
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        # Django's types ask for a sequence; the driver takes the rows as they come.
        cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', rows)  # type: ignore[arg-type]
