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


def mark_counted(election_id: int, villages: Iterable[str], *, at: datetime) -> None:
    """Đã kiểm phiếu: figures came in, the result is not yet declared."""
    Standing.objects.filter(
        election_id=election_id,
        village_code__in=set(villages),
        state__in=[HeadState.NOT_STARTED.value, HeadState.VOTING.value, HeadState.RERUN.value],
    ).update(state=HeadState.COUNTED.value, changed_at=at)
