"""Tiến độ: the rows every counter, sum, curve and tile of a place is made of, one query an election."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Max

from dantin.core.aggregate import Totals, total
from dantin.store.models import Election, Standing, TurnoutSnapshot


class ElectionRow(NamedTuple):
    """Cuộc bầu cử đang diễn ra của một bên."""

    id: int
    side: str
    code: str
    title: str
    rulebook: str
    held_on: date
    previous_id: int | None
    allowed_by: str | None = None
    allowed_on: date | None = None


class StandingRow(NamedTuple):
    """Tình trạng một thôn. `done_at` is text in UTC, "2022-06-05 03:12:07…": parsing 1,452 moments is dearer than
    reading them, and text of one length sorts as the moments do."""

    village_code: str
    commune_code: str
    district_code: str
    is_pilot: bool | int
    state: str
    roll: int
    voted: int
    winner_votes: int | None
    incumbency: str
    done_at: str | None


class _Archived(NamedTuple):
    """Đi bầu nhiệm kỳ trước của một thôn, from the archive, which does not say how many votes the winner had."""

    roll: int
    voted: int
    winner_votes: int | None = None


def current_elections() -> dict[str, ElectionRow]:
    """The newest election of each side: the one no other calls its previous."""
    rows = Election.objects.filter(next=None).order_by("held_on", "id")
    fields = ("id", "side", "code", "title", "rulebook", "held_on", "previous_id")
    allowed = ("allowance__decision_number", "allowance__decided_on")
    return {row[1]: ElectionRow(*row) for row in rows.values_list(*fields, *allowed)}


# Plain SQL: the ORM's converters cost more than the reading when a page needs every village of a province.
_ROWS = f"""
SELECT village_code, commune_code, district_code, is_pilot, state, roll, voted, winner_votes, incumbency,
       CAST(done_at AS text)
FROM {Standing._meta.db_table} WHERE election_id = %s"""


def standings(
    election: int, *, district: str | None = None, commune: str | None = None, village: str | None = None
) -> list[StandingRow]:
    """The rows of one election, in no order: all, or those of one district, commune or village, found by index."""
    within = {"district_code": district, "commune_code": commune, "village_code": village}
    asked = {column: code for column, code in within.items() if code is not None}
    sql = _ROWS + "".join(f" AND {column} = %s" for column in asked)
    with connection.cursor() as cursor:
        cursor.execute(sql, [election, *asked.values()])
        return list(map(StandingRow._make, cursor.fetchall()))


_before: dict[tuple[int, int], Totals] = {}


def turnout_before(election: int) -> Totals | None:
    """What the archive says of a finished election, summed by the core; append-only, so it is summed once a process."""
    archived = TurnoutSnapshot.objects.filter(election=election, source=TurnoutSnapshot.Source.ARCHIVE)
    newest = archived.aggregate(newest=Max("id"))["newest"]
    if newest is None:
        return None
    key = (election, newest)
    if key not in _before:
        _before.clear()
        _before[key] = total(_Archived(*row) for row in archived.values_list("roll", "voted"))
    return _before[key]
