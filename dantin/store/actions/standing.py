"""Tình trạng từng thôn, kept beside the facts by the action that changed them; `readers.standings` derives it again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from dantin.core.aggregate import HeadState
from dantin.store.models import Standing

_FIELDS = {field.name: field for field in Standing._meta.concrete_fields}


def change_standings(election_id: int, changes: Mapping[str, Mapping[str, Any]], *, at: datetime) -> None:
    """Write the changed columns of each village, `{village code: {column: value}}`; the other columns stay."""
    by_columns: dict[tuple[str, ...], list[str]] = {}
    for code in sorted(changes):  # two batches lock the same villages in one order, so neither waits in a circle
        by_columns.setdefault((*changes[code], "changed_at"), []).append(code)
    for columns, codes in by_columns.items():
        fields = [_FIELDS[column] for column in columns]
        sets = ", ".join(f"{field.column} = %s" for field in fields)
        rows = []
        for code in codes:
            change = {**changes[code], "changed_at": at}
            rows.append([*(f.get_db_prep_save(change[f.name], connection) for f in fields), election_id, code])
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {Standing._meta.db_table} SET {sets} WHERE election_id = %s AND village_code = %s", rows
            )


def change_standings_of(changes: Iterable[tuple[int, str, Mapping[str, Any]]], *, at: datetime) -> None:
    """The same for villages of several elections, each `(election, village code, {column: value})`."""
    of: dict[int, dict[str, Mapping[str, Any]]] = {}
    for election_id, village, change in changes:
        of.setdefault(election_id, {})[village] = change
    for election_id, some in of.items():
        change_standings(election_id, some, at=at)


def mark_counted(villages: Iterable[tuple[int, str]], *, at: datetime) -> None:
    """Đã kiểm phiếu: figures came in for these villages, each with its election; the result is not yet declared."""
    of: dict[int, set[str]] = {}
    for election_id, village in villages:
        of.setdefault(election_id, set()).add(village)
    states = (HeadState.NOT_STARTED, HeadState.VOTING, HeadState.RERUN, HeadState.POSTPONED)
    waiting = [state.value for state in states]
    for election_id, codes in of.items():
        Standing.objects.filter(election_id=election_id, village_code__in=codes, state__in=waiting).update(
            state=HeadState.COUNTED.value, changed_at=at
        )
