"""Biên bản → câu hỏi cho luật: builds the core's question from the round, the register and the agreed figures."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db import connection

from dantin.core.plan import Post
from dantin.core.register import COMMITTEE_FROM_MEMBERS, Activity, Deductions, deduction_of
from dantin.core.rulebooks.village_head.numbers import LAST_ROUND
from dantin.store.models import (
    Absence,
    Attendance,
    Candidacy,
    Cell,
    Congress,
    Contest,
    Declaration,
    HandVote,
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
    exempt: int = 0
    """Miễn sinh hoạt, among the official members."""


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
WHERE c.post = '{Post.COMMITTEE}'
    AND r.number >= (SELECT max(first_number) FROM {Round._meta.db_table} WHERE contest_id = c.id)
    AND c.unit_code IN """
# In the hall at some time: an arrival that was not called a mistake since.
CAME = f"""
EXISTS (SELECT 1 FROM {Attendance._meta.db_table} AS t
    WHERE t.congress_id = g.id AND t.member_id = m.id AND t.kind = '{Attendance.Kind.ARRIVED}' AND t.number > COALESCE(
        (SELECT max(w.number) FROM {Attendance._meta.db_table} AS w WHERE w.congress_id = g.id
         AND w.member_id = m.id AND w.kind = '{Attendance.Kind.MISTAKEN}'), 0))"""
ARRIVALS_KEPT = f"EXISTS (SELECT 1 FROM {Attendance._meta.db_table} AS t WHERE t.congress_id = g.id)"
_CELLS = f"""
SELECT g.election_id, c.code, m.activity, a.ground, {CAME}, {ARRIVALS_KEPT}
FROM {Congress._meta.db_table} AS g JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
LEFT JOIN {Member._meta.db_table} AS m ON m.cell_id = g.cell_id AND m.status = '{Member.Status.OFFICIAL}'
LEFT JOIN {Absence._meta.db_table} AS a ON a.congress_id = g.id AND a.member_id = m.id
WHERE g.current AND c.code IN """


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
        choosing = {at[1] for at, one in self._cells.items() if one.official_members == COMMITTEE_FROM_MEMBERS}
        voted = committee_votes(choosing)
        self._declined = {at for at, carried in voted.items() if not carried}
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
        if (election.id, contest.unit_code) in self._declined:
            given |= {"exempt": numbers.exempt, "committee_declined": True}
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
    members: dict[tuple[int, str], int] = {}
    less: dict[tuple[int, str], Counter[str]] = {}
    exempt: Counter[tuple[int, str]] = Counter()
    for election, code, activity, absence, came, kept in _rows(_CELLS, codes):
        if election not in elections:
            continue
        at = (election, code)
        members.setdefault(at, 0)
        less.setdefault(at, Counter())
        if activity is None:
            continue  # a cell without an official member
        members[at] += 1
        exempt[at] += activity == Activity.EXEMPT
        ground = deduction_of(activity, absence, came=bool(came), arrivals_kept=bool(kept))
        if ground is not None:
            less[at][ground.value] += 1
    return {at: CellNumbers(count, Deductions(**less[at]), exempt[at]) for at, count in members.items()}


_COMMITTEE_VOTES = f"""
SELECT g.election_id, c.code, v.carried FROM {HandVote._meta.db_table} AS v
JOIN {Congress._meta.db_table} AS g ON g.id = v.congress_id JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
WHERE v.kind = '{HandVote.Kind.COMMITTEE}' AND g.current AND v.number = (
    SELECT max(number) FROM {HandVote._meta.db_table} AS w WHERE w.congress_id = g.id AND w.kind = v.kind)
    AND c.code IN """


def committee_votes(cells: Collection[str]) -> dict[tuple[int, str], bool]:
    """Đại hội đã biểu quyết có bầu chi ủy hay không (B-04, F-35): the newest vote of the sitting that counts."""
    return {(election, code): bool(carried) for election, code, carried in _rows(_COMMITTEE_VOTES, cells)}


def _rows(sql: str, wanted: Collection[int] | Collection[str]) -> list[tuple[Any, ...]]:
    """The rows of a statement that ends in IN."""
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{sql}({', '.join(['%s'] * len(wanted))})", [*wanted])
        return list(cursor.fetchall())
