"""Tình trạng từng thôn, kept beside the facts by the action that changed them; `readers.standings` derives it again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from dantin.core.aggregate import HeadState
from dantin.store.models import Standing

COLUMNS = (
    "state",
    "roll",
    "voted",
    "winner_votes",
    "winner_base",
    "round_number",
    "incumbency",
    "done_at",
    "changed_at",
)


def change_standings(election_id: int, changes: Mapping[str, Mapping[str, Any]], *, at: datetime) -> None:
    """Write the changed columns of each village, `{village code: {column: value}}`, in one statement."""
    rows = list(Standing.objects.filter(election_id=election_id, village_code__in=changes.keys()))
    for row in rows:
        for column, value in changes[row.village_code].items():
            setattr(row, column, value)
        row.changed_at = at
    if len(rows) == 1:
        rows[0].save(update_fields=COLUMNS)
    elif rows:
        Standing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=COLUMNS)


def mark_counted(election_id: int, villages: Iterable[str], *, at: datetime) -> None:
    """Đã kiểm phiếu: figures came in, the result is not yet declared."""
    Standing.objects.filter(
        election_id=election_id,
        village_code__in=set(villages),
        state__in=[HeadState.NOT_STARTED.value, HeadState.VOTING.value, HeadState.RERUN.value],
    ).update(state=HeadState.COUNTED.value, changed_at=at)
