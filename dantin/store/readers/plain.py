"""Câu lệnh viết thẳng cho các trang đông người xem: there the ORM's compiling costs more than the reading.

Each database hands out its own: SQLite gives days, moments and JSON as text, PostgreSQL JSON alone.
"""

import json
from collections.abc import Sequence, Sized
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection


def rows(sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
    """All rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def marks(values: Sized) -> str:
    """As many places for parameters."""
    return ", ".join(["%s"] * len(values))


def day(value: date | str | None) -> Any:
    """A day, whatever the database made of it."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def moment(value: datetime | str | None) -> Any:
    """A moment with its zone; both databases keep UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def loaded(value: Any) -> Any:
    """A JSON value."""
    return json.loads(value) if isinstance(value, str) else value
