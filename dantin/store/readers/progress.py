"""Tiến độ: the rows every counter, sum, curve and tile of a place is made of, one query an election."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import IntegerField, Max, TextField
from django.db.models.functions import Cast

from dantin.core.values import Side
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


class StandingRow(NamedTuple):
    """Tình trạng một thôn. `done_at` is text in UTC, "2022-06-05 03:12:07…": parsing 1,452 moments is dearer than
    reading them, and text of one length sorts as the moments do."""

    village_code: str
    commune_code: str
    district_code: str
    is_pilot: int
    state: str
    roll: int
    voted: int
    winner_votes: int | None
    round_number: int
    incumbency: str
    done_at: str | None


class TurnoutBefore(NamedTuple):
    """Đi bầu nhiệm kỳ trước của một thôn, from the archive, which does not say how many votes the winner had."""

    roll: int
    voted: int
    winner_votes: int | None = None


def current_elections() -> dict[str, ElectionRow]:
    """The newest election of each side: the one no other calls its previous."""
    rows = Election.objects.filter(next=None).order_by("held_on", "id")
    fields = ("id", "side", "code", "title", "rulebook", "held_on", "previous_id")
    return {row[1]: ElectionRow(*row) for row in rows.values_list(*fields)}


def standings(
    election: int, *, district: str | None = None, commune: str | None = None, village: str | None = None
) -> list[StandingRow]:
    """The rows of one election: all of them, or those of one district, commune or village, found by index."""
    rows = Standing.objects.filter(election=election)
    if district is not None:
        rows = rows.filter(district_code=district)
    if commune is not None:
        rows = rows.filter(commune_code=commune)
    if village is not None:
        rows = rows.filter(village_code=village)
    # Cast keeps the database's own integers and text, so that no row passes through Python converters.
    return [
        StandingRow._make(row)
        for row in rows.values_list(
            "village_code",
            "commune_code",
            "district_code",
            Cast("is_pilot", IntegerField()),
            "state",
            "roll",
            "voted",
            "winner_votes",
            "round_number",
            "incumbency",
            Cast("done_at", TextField()),
        )
    ]


_before: dict[tuple[int, int], Sequence[TurnoutBefore]] = {}


def turnout_before(election: int) -> Sequence[TurnoutBefore]:
    """What the archive says of a finished election; it is append-only, so it is read once in a process."""
    archived = TurnoutSnapshot.objects.filter(election=election, source=TurnoutSnapshot.Source.ARCHIVE)
    newest = archived.aggregate(newest=Max("id"))["newest"]
    if newest is None:
        return ()
    key = (election, newest)
    if key not in _before:
        _before.clear()
        _before[key] = [TurnoutBefore(*row) for row in archived.values_list("roll", "voted")]
    return _before[key]


def side_of(row: ElectionRow) -> Side:
    return Side(row.side)
