"""Trưởng thôn có được ứng cử bí thư không: the recognised heads, found in the registers of the Party, cell by cell.

The bridge names a head by name and year of birth. One official or probationary member of the cell with both is that
head; without one, a single member elsewhere with both is taken for him or her until somebody says otherwise, and no
such member means none. Two who may be the same person, or a member whose year of birth is not known, stop and ask.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dantin.core.aggregate import CellState
from dantin.core.nominate import (
    BridgeAnswer,
    BridgeQuestion,
    HeadProspect,
    OwnCell,
    PartyMembership,
    days_left,
    may_stand,
    prospect_of,
)
from dantin.core.plan import Post
from dantin.core.register import COMMITTEE_FROM_MEMBERS
from dantin.core.values import Side
from dantin.core.vietnamese import name_sort_key
from dantin.store.models import (
    Candidacy,
    Cell,
    Congress,
    Contest,
    Declaration,
    HeadFromState,
    HeadMember,
    Member,
    Person,
    Round,
)

from . import plain
from .cells import CellWork
from .congress import ENDED, not_voted_again
from .congress_rulings import appointed_in
from .questions import committee_votes

_STATUSES = (Member.Status.OFFICIAL.value, Member.Status.PROBATIONARY.value)
# Whoever is here for a time has an official cell, which may be none of this province: B-12 is in the way all the same.
_FOR_A_TIME = (Member.Status.TEMPORARY.value, Member.Status.TEMPORARY.value)
_FOUND = f"""
SELECT m.id, p.id, p.name, p.born_in, p.sort_key, m.status, c.code, c.name FROM {Member._meta.db_table} AS m
JOIN {Person._meta.db_table} AS p ON p.id = m.person_id JOIN {Cell._meta.db_table} AS c ON c.id = m.cell_id
WHERE m.status IN (%s, %s) AND p.side = '{Side.PARTY}' AND p.sort_key IN """
_OFFICIAL = f"""
SELECT c.code, count(*), sum(CASE WHEN m.activity = '{Member.Activity.EXEMPT}' THEN 1 ELSE 0 END)
FROM {Member._meta.db_table} AS m JOIN {Cell._meta.db_table} AS c ON c.id = m.cell_id
WHERE m.status = '{Member.Status.OFFICIAL}' AND c.code IN """

_OF_CONGRESSES = f"""
(t.election_id, t.village_code) IN (SELECT g.election_id, g.village_code FROM {Congress._meta.db_table} AS g
WHERE g.id IN """


@dataclass(frozen=True, slots=True)
class MaybeHead:
    """Một đảng viên có thể là trưởng thôn được công nhận."""

    member: int
    person: int
    name: str
    born_in: int | None
    status: Member.Status
    cell: str
    cell_name: str


@dataclass(frozen=True, slots=True)
class HeadWork:
    """Trưởng thôn của nơi ấy trên đường tới bí thư."""

    work: CellWork
    head: HeadFromState | None
    """None while the State has sent no name."""
    found: Sequence[MaybeHead]
    """Who may be this head; two or more, or one without a year of birth, ask."""
    said: HeadMember | None
    """What was recorded of it, if anything."""
    member: MaybeHead | None
    answer: BridgeAnswer | None
    """None while the head is not known, or not who of the members it is."""
    prospect: HeadProspect
    days_left: int
    in_committee: bool | None = None
    """Whether the head sits in the committee; None while none is elected."""
    secretary: tuple[int, str, int | None] | None = None
    """Person, name and year of birth of the secretary, elected or appointed."""

    @property
    def asks(self) -> bool:
        """Whether somebody has to say who of the members the head is."""
        return self.head is not None and self.answer is None


def head_at_work(work: CellWork, today: date) -> HeadWork:
    """The head of one cell's village."""
    return heads_at_work([work], today)[0]


def heads_at_work(works: Sequence[CellWork], today: date) -> list[HeadWork]:
    """Each of them, in the order given, in a fixed number of statements."""
    if not works:
        return []
    named = plain.of(HeadFromState, f"{_OF_CONGRESSES}({plain.marks(works)}))", [one.congress for one in works])
    heads = {row.village_code: row for row in named}
    said = _said(heads.values())
    own, elsewhere = _members(works, heads)
    codes = [one.code for one in works]
    counted = plain.rows(f"{_OFFICIAL}({plain.marks(works)}) GROUP BY c.code", codes)
    official = {code: count for code, count, _ in counted}
    declined = _declined(
        works[0], {code for code, count, exempt in counted if count == COMMITTEE_FROM_MEMBERS and exempt}
    )
    results = _results(works)
    found = []
    for work in works:
        head = heads.get(work.village_code)
        maybe = [] if head is None else own[work.code] or elsewhere[head.village_code]
        recorded = said.get(work.village_code)
        member, known = _who(head, maybe, recorded, work)
        answer = None
        if head is not None and known:
            answer = may_stand(
                BridgeQuestion(
                    recognised_on=head.decided_on,
                    party=PartyMembership.NONE if member is None else PartyMembership(member.status.value),
                    cell=OwnCell.SAME if member is None or member.cell == work.code else OwnCell.OTHER,
                    official_members=official.get(work.code, 0),
                    congress_on=work.held_on,
                    committee_declined=work.code in declined,
                )
            )
        result = results.get(work.congress)
        in_committee, elected = (None, None) if result is None else result.of(head, member)
        prospect = prospect_of(answer, in_committee=in_committee, elected=elected)
        left = days_left(work.held_on, today)
        secretary = None if result is None else result.secretary
        found.append(HeadWork(work, head, maybe, recorded, member, answer, prospect, left, in_committee, secretary))
    return found


def _declined(one: CellWork, codes: set[str]) -> set[str]:
    """Cells whose congress, of the same election as this one, voted to elect no committee (B-04)."""
    declined = {at for at, carried in committee_votes(codes).items() if not carried} if codes else set()
    if not declined:
        return set()
    election = Congress.objects.values_list("election_id", flat=True).get(id=one.congress)
    return {code for of, code in declined if of == election}


def _said(heads: Iterable[HeadFromState]) -> dict[str, HeadMember]:
    """{village: the newest answer about the head it has now}."""
    decisions = {head.village_code: head.decision_number for head in heads}
    asked = plain.rows(f"SELECT id FROM {HeadMember._meta.db_table} LIMIT 1", []) if decisions else []
    if not asked:  # nobody was ever asked, as a rule
        return {}
    rows = HeadMember.objects.filter(village_code__in=decisions).order_by("number").select_related("member__person")
    return {row.village_code: row for row in rows if row.decision_number == decisions[row.village_code]}


def _members(
    works: Sequence[CellWork], heads: dict[str, HeadFromState]
) -> tuple[dict[str, list[MaybeHead]], dict[str, list[MaybeHead]]]:
    """Those who may be the head: {cell: of its own members}, and {village: elsewhere} where the cell has none."""
    own: dict[str, list[MaybeHead]] = defaultdict(list)
    elsewhere: dict[str, list[MaybeHead]] = defaultdict(list)
    keys = {one.code: name_sort_key(heads[one.village_code].name) for one in works if one.village_code in heads}
    if not keys:
        return own, elsewhere
    born = {one.code: heads[one.village_code].born_in for one in works if one.village_code in heads}
    names = sorted(set(keys.values()))
    here = f"({plain.marks(names)}) AND c.code IN ({plain.marks(keys)})"
    for row in _found(here, [*names, *keys]):
        cell = row[6]
        if keys[cell] == row[4] and row[3] in (None, born[cell]):
            own[cell].append(_maybe(row))
    missing = {one.code: one for one in works if one.code in keys and not own[one.code]}
    names = sorted({keys[code] for code in missing})
    if names:
        alike: dict[str, list[MaybeHead]] = defaultdict(list)
        for row in _found(f"({plain.marks(names)})", names):
            alike[row[4]].append(_maybe(row))
        for code, work in missing.items():
            some = (one for one in alike[keys[code]] if one.born_in in (None, born[code]))
            elsewhere[work.village_code] = sorted(some, key=lambda one: (one.born_in is None, one.cell))
    guests = {code: work for code, work in missing.items() if not elsewhere[work.village_code]}
    here = f"({plain.marks(names)}) AND c.code IN ({plain.marks(guests)})"
    for row in _found(here, [*names, *guests], _FOR_A_TIME) if guests else []:
        cell = row[6]
        if keys[cell] == row[4] and row[3] in (None, born[cell]):
            elsewhere[guests[cell].village_code].append(_guest(row))
    return own, elsewhere


def _guest(row: tuple[Any, ...]) -> MaybeHead:
    """A member of the Party whose official cell this register does not name: the head may not stand here (B-12)."""
    member, person, name, born_in, _, _, _, cell_name = row
    where = f"chưa rõ ở đâu, ở {cell_name} là sinh hoạt tạm thời"
    return MaybeHead(member, person, name, born_in, Member.Status.OFFICIAL, "", where)


def _found(where: str, values: Sequence[str], statuses: Sequence[str] = _STATUSES) -> list[tuple[Any, ...]]:
    return plain.rows(f"{_FOUND}{where}", [*statuses, *values])


def _maybe(row: tuple[Any, ...]) -> MaybeHead:
    member, person, name, born_in, _, status, cell, cell_name = row
    return MaybeHead(member, person, name, born_in, Member.Status(status), cell, cell_name)


def _who(
    head: HeadFromState | None, maybe: Sequence[MaybeHead], said: HeadMember | None, work: CellWork
) -> tuple[MaybeHead | None, bool]:
    """The member that the head is, and whether that is known."""
    if head is None:
        return None, False
    if said is not None:
        if said.member is None:
            return None, True
        # of a member who moved since, the same person where he or she is now
        now = [one for one in maybe if one.person == said.member.person_id]
        if now:
            return next((one for one in now if one.cell == work.code), now[0]), True
    if not maybe:
        return None, True
    persons = {one.person for one in maybe}
    if len(persons) == 1 and maybe[0].born_in == head.born_in:
        return maybe[0], True
    return None, False


@dataclass(slots=True)
class _Result:
    """What a congress has decided of its committee and its secretary; None while it is still to be decided."""

    committee: set[int] | None = None
    secretary_done: bool = False
    secretary: tuple[int, str, int | None] | None = None

    def of(self, head: HeadFromState | None, member: MaybeHead | None) -> tuple[bool | None, bool | None]:
        """Whether the head sits in the committee, and is the secretary; None while it is not decided."""
        if head is None:
            return None, None
        in_committee = None if self.committee is None else member is not None and member.person in self.committee
        if not self.secretary_done:
            return in_committee, None
        if self.secretary is None:
            return in_committee, False
        person, name, born_in = self.secretary
        return in_committee, (name, born_in) == (head.name, head.born_in) if member is None else person == member.person


_DECLARED = f"""
SELECT g.id, k.id, k.post, r.number, d.elected, d.answer FROM {Congress._meta.db_table} AS g
JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
JOIN {Contest._meta.db_table} AS k ON k.election_id = g.election_id AND k.unit_code = c.code
JOIN {Round._meta.db_table} AS r ON r.contest_id = k.id
JOIN {Declaration._meta.db_table} AS d ON d.round_id = r.id
    AND d.version = (SELECT max(version) FROM {Declaration._meta.db_table} WHERE round_id = r.id)
WHERE k.post IN ('{Post.COMMITTEE}', '{Post.SECRETARY}')
    AND r.number >= (SELECT max(first_number) FROM {Round._meta.db_table} WHERE contest_id = k.id)
    AND g.id IN """
_ELECTED = f"""
SELECT y.contest_id, y.key, p.id, p.name, p.born_in FROM {Candidacy._meta.db_table} AS y
JOIN {Person._meta.db_table} AS p ON p.id = y.person_id WHERE y.contest_id IN """


def _results(works: Sequence[CellWork]) -> dict[int, _Result]:
    """{congress: what it has decided}, of those that have begun."""
    begun = [one.congress for one in works if one.state is not CellState.NOT_STARTED]
    declared = plain.rows(f"{_DECLARED}({plain.marks(begun)}) ORDER BY r.number", begun) if begun else []
    if not declared:
        return {}
    contests = sorted({row[1] for row in declared})
    candidates = plain.rows(f"{_ELECTED}({plain.marks(contests)})", contests)
    people = {(contest, key): (person, name, born_in) for contest, key, person, name, born_in in candidates}
    again = not_voted_again(begun)
    chosen: dict[tuple[int, str], list[tuple[int, str, int | None]]] = defaultdict(list)
    over: dict[tuple[int, str], bool] = {}
    for congress, contest, post, number, elected, answer in declared:
        chosen[congress, post] += [people[contest, key] for key in plain.loaded(elected)]
        over[congress, post] = (
            plain.loaded(answer)["next"]["step"] in ENDED
            or (congress, post, number) in again  # the newest round decides
        )
    found: dict[int, _Result] = defaultdict(_Result)
    for (congress, post), done in over.items():
        holders = chosen[congress, post]
        if post == Post.SECRETARY:
            found[congress].secretary_done = done
            found[congress].secretary = holders[-1] if holders else None
        elif done:
            found[congress].committee = {person for person, _, _ in holders}
    for congress, person in appointed_in(one.congress for one in works if one.signed_at is not None).items():
        found[congress].secretary_done, found[congress].secretary = True, person
    return found
