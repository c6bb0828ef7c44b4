"""Tiến độ: the rows every counter, sum, curve and tile of a place is made of, one query an election."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dantin.core.aggregate import Totals, total
from dantin.store.models import ByElection, Election, Place, RulebookAllowance, Ruling, Standing, TurnoutSnapshot

from .places import Unit
from .plain import day, rows


class ElectionRow(NamedTuple):
    """Cuộc bầu cử đang diễn ra của một bên."""

    id: int
    side: str
    code: str
    title: str
    rulebook: str
    held_on: date
    previous_id: int | None
    allowed_by: str | None
    allowed_on: date | None
    called_on: date
    decision_number: str = ""
    term_begins_in: int = 0
    term_ends_in: int = 0
    vacant_in: str = ""
    """Of a by-election (bầu bổ sung) its village; empty of an election of the whole place."""
    vacant_since: date | None = None
    before_id: int | None = None


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


_ELECTIONS = f"""
SELECT e.id, e.side, e.code, e.title, e.rulebook, e.held_on, e.previous_id, a.decision_number, a.decided_on,
       e.called_on, e.decision_number, e.term_begins_in, e.term_ends_in,
       v.village_code, v.from_on, v.election_id
FROM {Election._meta.db_table} e LEFT JOIN {RulebookAllowance._meta.db_table} a ON a.id = e.allowance_id
LEFT JOIN {ByElection._meta.db_table} b ON b.election_id = e.id
LEFT JOIN {Ruling._meta.db_table} v ON v.id = b.vacancy_id"""
_IN_ORDER = "ORDER BY e.held_on, e.id"
# Between two calls the communes may have been made anew (1/7/2025): figures of the older call are of other units then,
# and are found on the pages of those. A code alone would put them under the new ones. A by-election is its village's
# alone: neither its day nor its figures are those of the province.
_CURRENT = f"""{_ELECTIONS} CROSS JOIN (
    SELECT max(g.called_on) AS day FROM {Election._meta.db_table} g
    WHERE g.id NOT IN (SELECT election_id FROM {ByElection._meta.db_table})) newest
WHERE b.id IS NULL AND NOT EXISTS (SELECT 1 FROM {Election._meta.db_table} n WHERE n.previous_id = e.id)
AND (e.called_on = newest.day OR NOT EXISTS (
    SELECT 1 FROM {Place._meta.db_table} p WHERE p.level IN ('province', 'district', 'commune')
    AND (p.valid_from > e.called_on AND p.valid_from <= newest.day
         OR p.valid_to >= e.called_on AND p.valid_to < newest.day)))
{_IN_ORDER}"""


def current_elections() -> dict[str, ElectionRow]:
    """The newest election of each side, of the communes there were at the newest call of all."""
    return {row.side: row for row in _elections(_CURRENT)}


def elections() -> list[ElectionRow]:
    """Every election of every time, the newest last."""
    return _elections(f"{_ELECTIONS} {_IN_ORDER}")


def newest_of(unit: Unit, held: Iterable[ElectionRow]) -> dict[str, ElectionRow]:
    """Of each side the newest that was called while the unit was there; a by-election is of its own village alone."""
    return {row.side: row for row in held if unit.is_there(row.called_on) and row.vacant_in in ("", unit.code)}


def _elections(sql: str) -> list[ElectionRow]:
    return [
        ElectionRow(
            id_, side, code, title, rulebook, day(held_on), previous, number, day(decided_on), day(called_on),
            paper, begins, ends, village or "", day(since), before,
        )
        for (
            id_, side, code, title, rulebook, held_on, previous, number, decided_on, called_on, paper, begins, ends,
            village, since, before,
        ) in rows(sql, [])
    ]  # fmt: skip


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
    return list(map(StandingRow._make, rows(sql, [election, *asked.values()])))


_before: dict[tuple[int, int], Totals] = {}


_ARCHIVE = f"SELECT max(id) FROM {TurnoutSnapshot._meta.db_table} WHERE election_id = %s AND source = %s"


def turnout_before(election: int) -> Totals | None:
    """What the archive says of a finished election, summed by the core; append-only, so it is summed once a process."""
    [(newest,)] = rows(_ARCHIVE, [election, TurnoutSnapshot.Source.ARCHIVE.value])
    if newest is None:
        return None
    key = (election, newest)
    if key not in _before:
        _before.clear()
        archived = TurnoutSnapshot.objects.filter(election=election, source=TurnoutSnapshot.Source.ARCHIVE)
        _before[key] = total(_Archived(*row) for row in archived.values_list("roll", "voted"))
    return _before[key]
