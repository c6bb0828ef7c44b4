"""Biên bản → câu hỏi cho luật: builds the core's question from the round, the register and the agreed figures."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection

from dantin.core.plan import Post
from dantin.core.register import Deductions
from dantin.core.rulebooks.village_head.numbers import LAST_ROUND
from dantin.store.models import (
    Absence,
    Candidacy,
    Cell,
    Congress,
    Contest,
    Declaration,
    Member,
    Person,
    Place,
    Roll,
    Round,
    Sheet,
)

Figures = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CellNumbers:
    """Số đảng viên của chi bộ as the congress's questions need them."""

    official_members: int
    less: Deductions


# Plain SQL: each entry asks these, and building them with the ORM costs ten times what answering them does.
_SLATES = f"""
SELECT c.contest_id, c.key, p.name, c.standing
FROM {Candidacy._meta.db_table} AS c JOIN {Person._meta.db_table} AS p ON p.id = c.person_id
WHERE c.contest_id IN """
_ROLLS = f"""
SELECT r.election_id, p.code, r.electorate, r.count
FROM {Roll._meta.db_table} AS r JOIN {Place._meta.db_table} AS p ON p.id = r.village_id
WHERE p.code IN """
_COMMITTEES = f"""
SELECT r.number, d.version, c.election_id, c.unit_code, d.elected
FROM {Declaration._meta.db_table} AS d
JOIN {Round._meta.db_table} AS r ON r.id = d.round_id
JOIN {Contest._meta.db_table} AS c ON c.id = r.contest_id
WHERE c.post = '{Post.COMMITTEE}' AND c.unit_code IN """
_MEMBERS = f"""
SELECT count(*) FROM {Member._meta.db_table} AS m
WHERE m.cell_id = g.cell_id AND m.status = '{Member.Status.OFFICIAL}'"""
# Whoever is out of the base by his activity is not taken out of it once more by his absence.
_ABSENT = f"""
SELECT count(*) FROM {Absence._meta.db_table} AS a JOIN {Member._meta.db_table} AS m ON m.id = a.member_id
WHERE a.congress_id = g.id AND m.status = '{Member.Status.OFFICIAL}'
    AND m.activity NOT IN ('{Member.Activity.TEMPORARILY_TRANSFERRED}', '{Member.Activity.SUSPENDED}')"""
_CELLS = f"""
SELECT g.election_id, c.code, ({_MEMBERS}),
       ({_MEMBERS} AND m.activity = '{Member.Activity.TEMPORARILY_TRANSFERRED}'),
       ({_MEMBERS} AND m.activity = '{Member.Activity.SUSPENDED}'),
       ({_ABSENT} AND a.ground = '{Absence.Ground.EXEMPT}'),
       ({_ABSENT} AND a.ground = '{Absence.Ground.EXCUSED_WHOLE_CONGRESS}')
FROM {Congress._meta.db_table} AS g JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
WHERE c.code IN """


class Asker:
    """Everything the questions of a batch of rounds need, read in a fixed number of queries."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        rounds = [sheet.round for sheet in sheets]
        contests = {r.contest_id: r.contest for r in rounds}
        self._slates: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
        for contest, key, name, standing in _rows(_SLATES, contests):
            self._slates[contest][key] = (name, standing)
        heads = {c.unit_code for c in contests.values() if c.post == Post.VILLAGE_HEAD}
        self._rolls: dict[tuple[int, str], tuple[str, int]] = {
            (election, code): (electorate, count) for election, code, electorate, count in _rows(_ROLLS, heads)
        }
        cells = [c for c in contests.values() if c.post != Post.VILLAGE_HEAD]
        again = [r.contest_id for r in rounds if r.number > 1]
        self._first_held = dict(_first_days(again)) if again else {}
        self._read_cells(cells)

    def _read_cells(self, contests: list[Contest]) -> None:
        codes = {c.unit_code for c in contests}
        self._cells = cell_numbers(codes, {c.election_id for c in contests}) if codes else {}
        asked = {c.unit_code for c in contests if c.post != Post.COMMITTEE}
        newest: dict[tuple[int, str], dict[int, list[str]]] = defaultdict(dict)
        for number, _, election, unit, elected in sorted(_rows(_COMMITTEES, asked)):
            newest[election, unit][number] = json.loads(elected)  # a corrected round counts as it was corrected
        self._committees = {place: list(chain(*rounds.values())) for place, rounds in newest.items()}

    def roll(self, contest: Contest) -> int:
        """Tổng số đại diện hộ (cử tri) của thôn."""
        return self._rolls[contest.election_id, contest.unit_code][1]

    def question(self, round_: Round, figures: Figures) -> dict[str, Any]:
        """The question that these figures put to the rulebook the election pinned, in the words of the case contract.

        It is kept with the declaration, so that anybody can put it to `dantin decide` again.
        """
        contest, election = round_.contest, round_.contest.election
        slate = self._slates[contest.id]
        given: dict[str, Any] = {
            "called_on": election.called_on.isoformat(),
            "held_on": round_.held_on.isoformat(),
            "rulebook": election.rulebook,
            "round": round_.counted,
        }
        candidates = [{"id": key, "name": slate[key][0], "votes": figures[f"votes.{key}"]} for key in round_.slate]
        if "issued" in figures:
            given["ballots"] = {name: figures[name] for name in ("issued", "collected", "valid", "invalid")}
        if contest.post == Post.VILLAGE_HEAD:
            electorate, count = self._rolls[election.id, contest.unit_code]
            given |= {
                "kind": "village_head",
                # a re-run that was annulled and is voted on once more, as a re-run, stays the second vote of the law
                "round": min(round_.counted, LAST_ROUND),
                "procedure": round_.procedure,
                "vote_form": round_.vote_form,
                "electorate": electorate,
                "roll": count,
                "candidates": candidates,
            }
            if "attended" in figures:
                given["attended"] = figures["attended"]
            if round_.counted > 1:
                given["first_held_on"] = self._first_held[contest.id, round_.first_number].isoformat()
            return given
        numbers = self._cells[election.id, contest.unit_code]
        given |= {
            "kind": "party_cell",
            "contest": contest.post,
            "official_members": numbers.official_members,
            "convened": numbers.official_members,
            "less": asdict(numbers.less),
            "present": figures["present"],
            "seats": round_.seats,
            "candidates": [c | {"standing": slate[c["id"]][1]} for c in candidates],
            "reballot_of_tie": round_.reballot_of_tie,
        }
        if "not_issued" in figures:
            given["ballots"]["not_issued"] = figures["not_issued"]
        if contest.post != Post.COMMITTEE:
            given["committee"] = self._committees.get((election.id, contest.unit_code), [])
        return given


def _first_days(contests: Collection[int]) -> Iterable[tuple[tuple[int, int], date]]:
    found = Round.objects.filter(contest__in=contests).values_list("contest_id", "number", "held_on")
    return (((contest, number), held_on) for contest, number, held_on in found)


def cell_numbers(codes: set[str], elections: set[int]) -> dict[tuple[int, str], CellNumbers]:
    """Official members convened and the four deductions (B-50), from the members and absences one by one.

    All official members of a cell are convened; the deductions come off for the base alone.
    """
    return {
        (election, code): CellNumbers(
            official_members=official,
            less=Deductions(
                temporarily_transferred=transferred,
                exempt_absent=exempt,
                suspended_or_detained=suspended,
                excused_whole_congress=excused,
            ),
        )
        for election, code, official, transferred, suspended, exempt, excused in _rows(_CELLS, codes)
        if election in elections
    }


def _rows(sql: str, wanted: Collection[int] | Collection[str]) -> list[tuple[Any, ...]]:
    """The rows of a statement that ends in IN."""
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{sql}({', '.join(['%s'] * len(wanted))})", [*wanted])
        return list(cursor.fetchall())
