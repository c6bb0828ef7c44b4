"""Hồ sơ một thôn for the public: stage 1 as announced in the hall, of stage 2 only what design §4.11 allows.

A fixed number of queries whatever the village. The Party side's figures are never read here: of its declarations only
who was elected, and only after endorsement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count

from dantin.core.afterwards import SET_ASIDE_BY, RulingKind
from dantin.core.publish import ANNOUNCED_OUTCOMES
from dantin.store.models import (
    Candidacy,
    Cell,
    Congress,
    Contest,
    Declaration,
    Endorsement,
    HouseholdRepresentative,
    Person,
    Place,
    Recognition,
    Roll,
    Round,
    Ruling,
    Sheet,
    SheetRemark,
    Standing,
    TurnoutSnapshot,
)

from .lineage import Span
from .places import Unit
from .plain import day, loaded, moment, rows
from .progress import ElectionRow, newest_of


class RollFacts(NamedTuple):
    """Tổng số của thôn và cách có được số ấy."""

    count: int
    electorate: str
    source: str
    certified_on: date


class RoundFacts(NamedTuple):
    """Một lần bầu, with its newest declaration where there is one."""

    number: int
    held_on: date
    procedure: str
    vote_form: str
    question: dict[str, Any] | None
    answer: dict[str, Any] | None
    declared_at: datetime | None
    fell: str = ""
    """`annulled` or `reelection` by a paper, `replaced` while its sheet is read again; empty where it stands."""
    checked: bool = False
    """Its sheet has a contradiction told to the level above, which confirms before it is signed (design §4.7)."""

    @property
    def is_announced(self) -> bool:
        """Only what is read out in the hall is public, and only while it stands (design §4.11)."""
        return self.answer is not None and not self.fell and self.answer["outcome"] in ANNOUNCED_OUTCOMES


class RecognitionFacts(NamedTuple):
    """Quyết định công nhận."""

    decision_number: str
    decided_on: date


class TermFacts(NamedTuple):
    """Tới bao giờ, by the papers around the election: an interim head, a term that was extended (and by which day)."""

    interim_until: date | None = None
    extended_until: date | None = None
    extended_on: date | None = None


class CongressFacts(NamedTuple):
    """Đại hội chi bộ as the public may see it. `posts` are (post, name), empty until endorsed."""

    held_on: date
    closed_at: datetime | None
    endorsed_on: date | None
    endorsement_number: str
    posts: tuple[tuple[str, str], ...]


class ElectionOfUnit(NamedTuple):
    """Một cuộc bầu mà thôn, or one it came from or became, has held; its figures stay its own.

    `archived`: known from the archive of an earlier term alone, which has no state.
    """

    election: int
    side: str
    called_on: date
    held_on: date
    village_code: str
    state: str
    roll: int
    voted: int
    winner_votes: int | None
    winner_base: int | None
    archived: bool | int
    unit: int = 0
    is_by_election: bool = False
    round_number: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hồ sơ một thôn. `standing` are those on the list, in its order, before any round has its figures."""

    head: ElectionOfUnit | None
    cell: ElectionOfUnit | None
    roll: RollFacts | None
    households: dict[str, int]
    candidates: dict[str, str]
    rounds: tuple[RoundFacts, ...]
    recognition: RecognitionFacts | None
    congress: CongressFacts | None
    standing: tuple[str, ...]
    line: tuple[ElectionOfUnit, ...]
    term: TermFacts


def dossier(unit: Unit, *, elections: Sequence[ElectionRow], story: Sequence[tuple[Unit, Span]]) -> Dossier:
    """Everything the page of one village shows; `story` is the village and what it came from and became."""
    village = unit.code
    newest = newest_of(unit, elections)
    heads, cells = newest.get("state"), newest.get("party")
    line = _line(story, elections)
    held = {one.election: one for one in line if one.unit == unit.id and not one.archived}
    roll = _roll(heads.id, village) if heads else None
    rounds = rounds_of(heads.id, village) if heads else ()
    return Dossier(
        head=held.get(heads.id) if heads else None,
        cell=held.get(cells.id) if cells else None,
        roll=roll,
        households=_households(unit.id) if roll and roll.source == Roll.Source.HOUSEHOLDS else {},
        candidates=_names(rounds),
        rounds=rounds,
        recognition=_recognition(heads.id, village) if heads else None,
        congress=_congress(cells.id, village) if cells else None,
        standing=_standing(heads.id, village) if heads and not any(r.question for r in rounds) else (),
        line=line,
        term=_term(heads.id, village) if heads else TermFacts(),
    )


# By election and village, for that is how both tables are indexed; the elections are few and known.
_LINE = """
SELECT s.election_id, s.village_code, s.round_number, s.state, s.roll, s.voted, s.winner_votes, s.winner_base, 0
FROM {standings} s WHERE s.election_id IN ({elections}) AND s.village_code IN ({codes})"""
# The archive of earlier turnouts is the State's.
_ARCHIVED = """
UNION ALL
SELECT t.election_id, t.village_code, 0, '', t.roll, t.voted, NULL, NULL, 1
FROM {snapshots} t WHERE t.election_id IN ({elections}) AND t.village_code IN ({codes}) AND t.source = %s"""


def _line(story: Sequence[tuple[Unit, Span]], elections: Sequence[ElectionRow]) -> tuple[ElectionOfUnit, ...]:
    """The elections of each unit while it belonged to the story, the newest first; one statement for all of them."""
    by_id = {each.id: each for each in elections}
    codes = sorted({unit.code for unit, _ in story})
    if not by_id:
        return ()
    archived = any(each.side == "state" for each in by_id.values())
    sql = (_LINE + _ARCHIVED if archived else _LINE).format(
        standings=Standing._meta.db_table,
        snapshots=TurnoutSnapshot._meta.db_table,
        elections=", ".join(["%s"] * len(by_id)),
        codes=", ".join(["%s"] * len(codes)),
    )
    asked: list[Any] = [*by_id, *codes]
    if archived:
        asked += [*asked, TurnoutSnapshot.Source.ARCHIVE.value]
    found = []
    for id_, code, round_number, *figures in rows(sql, asked):
        of = by_id[id_]
        for unit, span in story:
            if unit.code == code and unit.is_there(of.called_on) and span.holds(of.called_on):
                which = unit.id, bool(of.vacant_in), round_number
                found.append(ElectionOfUnit(id_, of.side, of.called_on, of.held_on, code, *figures, *which))
                break
    return tuple(sorted(found, key=lambda one: (one.held_on, one.election, one.village_code), reverse=True))


_ROLL = f"""
SELECT r.count, r.electorate, r.source, r.certified_on
FROM {Roll._meta.db_table} r JOIN {Place._meta.db_table} p ON p.id = r.village_id
WHERE r.election_id = %s AND p.code = %s"""


def _roll(election: int, village: str) -> RollFacts | None:
    for count, electorate, source, certified_on in rows(_ROLL, [election, village]):
        return RollFacts(count, electorate, source, day(certified_on))
    return None


def _households(village: int) -> dict[str, int]:
    """How many representatives there are by each authority; no household is named on a public page."""
    found = HouseholdRepresentative.objects.filter(household__village=village)
    return dict(found.values_list("authority").annotate(Count("household", distinct=True)).order_by("authority"))


_ROUNDS = f"""
SELECT c.village_code, r.number, r.held_on, r.procedure, r.vote_form, d.question, d.answer, d.declared_at,
       (SELECT max(u.kind) FROM {Ruling._meta.db_table} u WHERE u.round_id = r.id
        AND (u.kind = '{RulingKind.ANNULLED}' OR u.kind = '{RulingKind.REELECTION}' AND d.outcome = 'elected')),
       (SELECT max(t.number) FROM {Sheet._meta.db_table} t WHERE t.round_id = r.id) > d.version,
       EXISTS (SELECT 1 FROM {Sheet._meta.db_table} t JOIN {SheetRemark._meta.db_table} m ON m.sheet_id = t.id
               WHERE t.round_id = r.id AND t.signed_at IS NULL AND m.kind = 'flagged')
FROM {Round._meta.db_table} r JOIN {Contest._meta.db_table} c ON c.id = r.contest_id
LEFT JOIN {Declaration._meta.db_table} d ON d.round_id = r.id
WHERE c.election_id = %s AND c.side = 'state'{{within}} ORDER BY c.village_code, r.number, d.version"""
_OF_ONE = " AND c.village_code = %s"


def rounds_of(election: int, village: str) -> tuple[RoundFacts, ...]:
    """Each round with its newest declaration; a round not yet declared has none."""
    return _newest_of_each(rows(_ROUNDS.format(within=_OF_ONE), [election, village])).get(village, ())


def rounds_of_all(election: int) -> dict[str, tuple[RoundFacts, ...]]:
    """{village: its rounds} of a whole election, in one statement."""
    return _newest_of_each(rows(_ROUNDS.format(within=""), [election]))


def _newest_of_each(told: list[tuple[Any, ...]]) -> dict[str, tuple[RoundFacts, ...]]:
    found: dict[str, dict[int, RoundFacts]] = {}
    for village, number, held_on, procedure, vote_form, question, answer, declared_at, ruled, replaced, checked in told:
        found.setdefault(village, {})[number] = RoundFacts(
            number,
            day(held_on),
            procedure,
            vote_form,
            loaded(question),
            loaded(answer),
            moment(declared_at),
            ruled or ("replaced" if replaced else ""),
            bool(checked),
        )
    return {village: tuple(rounds.values()) for village, rounds in found.items()}


def _names(rounds: tuple[RoundFacts, ...]) -> dict[str, str]:
    """Candidates by key, as each round's question named them."""
    return {
        str(candidate.get("id", candidate["name"])): candidate["name"]
        for each in rounds
        for candidate in (each.question or {}).get("candidates", ())
    }


_STANDING = f"""
SELECT c.village_code, y.key, p.name
FROM {Candidacy._meta.db_table} y JOIN {Contest._meta.db_table} c ON c.id = y.contest_id
JOIN {Person._meta.db_table} p ON p.id = y.person_id
WHERE c.election_id = %s{{within}} AND c.side = 'state' ORDER BY y.position"""


def _standing(election: int, village: str) -> tuple[str, ...]:
    """Người ứng cử như danh sách đã niêm yết; whoever the meeting adds that day comes with the figures."""
    return tuple(name for _, _, name in rows(_STANDING.format(within=_OF_ONE), [election, village]))


def standing_of_all(election: int) -> dict[str, dict[str, str]]:
    """{village: {key: name}} of those on each list, in its order."""
    found: dict[str, dict[str, str]] = {}
    for village, key, name in rows(_STANDING.format(within=""), [election]):
        found.setdefault(village, {})[key] = name
    return found


_RECOGNITION = f"""
SELECT g.village_code, g.decision_number, g.decided_on
FROM {Recognition._meta.db_table} g JOIN {Declaration._meta.db_table} d ON d.id = g.declaration_id
JOIN {Round._meta.db_table} r ON r.id = d.round_id JOIN {Contest._meta.db_table} c ON c.id = r.contest_id
WHERE c.election_id = %s{{within}}
AND NOT EXISTS (SELECT 1 FROM {Ruling._meta.db_table} u WHERE u.round_id = r.id AND u.kind = '{RulingKind.ANNULLED}')
ORDER BY g.id DESC"""


def _recognition(election: int, village: str) -> RecognitionFacts | None:
    told = rows(_RECOGNITION.format(within=" AND g.village_code = %s"), [election, village])
    return _first_of_each(told).get(village)


def recognitions_of_all(election: int) -> dict[str, RecognitionFacts]:
    """{village: the decision that recognised its head} of a whole election; one that was annulled is left out."""
    return _first_of_each(rows(_RECOGNITION.format(within=""), [election]))


def _first_of_each(told: list[tuple[Any, ...]]) -> dict[str, RecognitionFacts]:
    return {village: RecognitionFacts(number, day(decided_on)) for village, number, decided_on in told}


_TERM = f"""
SELECT kind, until_on, decided_on FROM {Ruling._meta.db_table}
WHERE election_id = %s AND village_code = %s ORDER BY number"""
_ENDS_INTERIM = {*SET_ASIDE_BY, RulingKind.LEFT}


def _term(election: int, village: str) -> TermFacts:
    found = TermFacts()
    for kind, until_on, decided_on in rows(_TERM, [election, village]):
        if kind == RulingKind.INTERIM:
            found = found._replace(interim_until=day(until_on))
        elif kind in _ENDS_INTERIM:
            found = found._replace(interim_until=None)
        elif kind == RulingKind.EXTENDED:
            found = found._replace(extended_until=day(until_on), extended_on=day(decided_on))
    return found


def head_before(election: int, village: str) -> tuple[str, RecognitionFacts] | None:
    """Who was elected and recognised at that election, for the page of the by-election that came after."""
    recognised = _recognition(election, village)
    rounds = [each for each in rounds_of(election, village) if each.answer and each.answer["outcome"] == "elected"]
    if recognised is None or not rounds or rounds[-1].answer is None:
        return None
    key = rounds[-1].answer["elected"][0]
    return _names(tuple(rounds)).get(key, key), recognised


_CONGRESS = f"""
SELECT g.held_on, g.closed_at, e.decided_on, e.decision_number, c.code
FROM {Congress._meta.db_table} g JOIN {Cell._meta.db_table} c ON c.id = g.cell_id
LEFT JOIN {Endorsement._meta.db_table} e ON e.congress_id = g.id
WHERE g.election_id = %s AND g.village_code = %s AND g.current ORDER BY g.id"""


def _congress(election: int, village: str) -> CongressFacts | None:
    for held_on, closed_at, endorsed_on, number, unit in rows(_CONGRESS, [election, village]):
        posts = _posts(election, unit) if endorsed_on else ()
        return CongressFacts(day(held_on), moment(closed_at), day(endorsed_on), number or "", posts)
    return None


_ORDER = {"secretary": 0, "deputy_secretary": 1, "committee": 2}
_ELECTED = f"""
SELECT c.post, r.number, d.elected
FROM {Declaration._meta.db_table} d JOIN {Round._meta.db_table} r ON r.id = d.round_id
JOIN {Contest._meta.db_table} c ON c.id = r.contest_id
WHERE c.election_id = %s AND c.unit_code = %s AND d.side = 'party'
    AND r.number >= (SELECT max(first_number) FROM {Round._meta.db_table} WHERE contest_id = c.id) ORDER BY d.version"""
_CANDIDATES = f"""
SELECT c.post, y.key, p.name
FROM {Candidacy._meta.db_table} y JOIN {Contest._meta.db_table} c ON c.id = y.contest_id
JOIN {Person._meta.db_table} p ON p.id = y.person_id
WHERE c.election_id = %s AND c.unit_code = %s AND c.side = 'party'"""


def _posts(election: int, unit: str) -> tuple[tuple[str, str], ...]:
    """Who was elected to what in an endorsed congress; no votes, no bases."""
    newest = {(post, number): loaded(keys) for post, number, keys in rows(_ELECTED, [election, unit])}
    names = {(post, key): name for post, key, name in rows(_CANDIDATES, [election, unit])}
    found = [(post, names[post, key]) for (post, _), keys in sorted(newest.items()) for key in keys]
    return tuple(sorted(found, key=lambda pair: _ORDER.get(pair[0], 9)))
