"""Câu lệnh viết thẳng cho các trang đông người xem: there the ORM's compiling costs more than the reading.

Each database hands out its own: SQLite gives days, moments and JSON as text, PostgreSQL JSON alone.
"""

import json
from collections.abc import Callable, Sequence, Sized
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


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


def kept(value: datetime) -> Any:
    """A moment as a parameter, so that it compares with what the database keeps."""
    return connection.ops.adapt_datetimefield_value(value)


def loaded(value: Any) -> Any:
    """A JSON value."""
    return json.loads(value) if isinstance(value, str) else value


_CONVERTED: dict[str, Callable[[Any], Any]] = {
    "DateField": day,
    "DateTimeField": moment,
    "JSONField": loaded,
    "BooleanField": lambda value: None if value is None else bool(value),
    "UUIDField": lambda value: UUID(value) if isinstance(value, str) else value,
}


@cache
def _shape(model: type[models.Model]) -> tuple[list[str], list[tuple[int, Callable[[Any], Any]]]]:
    """The fields of a model, and which of its columns must be converted, by whom."""
    fields = model._meta.concrete_fields
    converted = [(i, _CONVERTED[kind]) for i, f in enumerate(fields) if (kind := f.get_internal_type()) in _CONVERTED]
    return [f.attname for f in fields], converted


@cache
def columns(model: type[models.Model], alias: str) -> str:
    """Every column of a table, in the order of the model's fields."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def of(model: type[M], where: str, parameters: Sequence[object]) -> list[M]:
    """The rows of one table that `where` names; it and the order may call the table `t`."""
    statement = f"SELECT {columns(model, 't')} FROM {model._meta.db_table} AS t WHERE {where}"
    return [row for (row,) in instances(statement, parameters, model)]


def instances(sql: str, parameters: Sequence[object], *kinds: type[models.Model]) -> list[tuple[Any, ...]]:
    """The rows of a statement that selects the `columns` of these models one by one; None where a join failed."""
    shapes = [_shape(kind) for kind in kinds]
    found = []
    for row in rows(sql, parameters):
        made: list[models.Model | None] = []
        at = 0
        for kind, (names, converted) in zip(kinds, shapes, strict=True):
            values = list(row[at : at + len(names)])
            at += len(names)
            for i, convert in converted:
                values[i] = convert(values[i])
            made.append(kind.from_db(connection.alias, names, values) if values[0] is not None else None)
        found.append(tuple(made))
    return found
