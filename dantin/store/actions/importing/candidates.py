"""Nạp danh sách bầu cử: contests, their candidates in the order of the ballot, first round and empty sheet.

A slate is corrected until something of it has been read or opened; after that a file changes nothing of it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dantin.core.nominate import Standing as PartyStanding
from dantin.core.plan import Post, Procedure, VoteForm
from dantin.core.values import Side
from dantin.imports.reading import Reading
from dantin.store.models import Candidacy, Contest, Election, Person, Round, Sheet, Wave
from dantin.store.readers.fixed import slates_fixed, slates_voted
from dantin.store.readers.households import day_words
from dantin.store.refusals import refuse_if

from .people import KnownPeople
from .plan import Plan, Source
from .slate_units import Units

BATCH = 500
_SHARED = ("seats", "wave", "held_on", "procedure", "vote_form")


@dataclass(slots=True, kw_only=True)
class _Slate:
    """Một chức danh của tệp, with its candidates in order: (position, person, origin, standing)."""

    unit_code: str
    post: str
    village_code: str
    wave: Wave
    seats: int
    held_on: date
    procedure: str
    vote_form: str
    people: list[tuple[int, Person, str, str]] = field(default_factory=list)
    contest: Contest | None = None

    def facts(self) -> tuple[Any, ...]:
        """What of it the store keeps, to see whether it differs."""
        listed = sorted((n, id(person), origin, standing) for n, person, origin, standing in self.people)
        shared = (self.village_code, self.wave.id, self.seats, self.held_on, self.procedure, self.vote_form)
        return (*shared, listed)


def plan(reading: Reading, source: Source) -> Plan:
    """Contests the file does not name stay; a slate it names becomes the one it lists."""
    election = source.election
    refuse_if(election is None, "import.election_needed", what="Danh sách bầu cử")
    assert election is not None
    units = Units(election, source.side, {row.unit_code for row in reading.rows})
    people = KnownPeople(source.side, {row.unit_code for row in reading.rows})
    by_contest: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in reading.rows:
        by_contest[row.unit_code, row.post].append(row)
    stored = _stored(election, people)
    fixed, voted = slates_fixed(election), slates_voted(election)
    slates: list[_Slate] = []
    new = changed = same = 0
    for contest, rows in by_contest.items():
        before = len(reading.faults)
        slate = _slate(contest, rows, units, reading)
        if slate is None:
            continue
        corrected = _add_people(slate, rows, units, people, reading)
        if len(reading.faults) > before:
            continue
        old = stored.get(contest)
        same_facts = old is not None and old.facts() == slate.facts()
        by = fixed.get(slate.village_code) if slate.post == Post.VILLAGE_HEAD else None
        if by is not None and (corrected or not same_facts):
            what = f"danh sách của {rows[0].unit_code} đã chốt ở bàn làm việc ngày {day_words(by.on)}, biên bản {by.by}"
            do = "Bỏ các dòng của thôn này; có người xin rút thì dừng lại, hỏi cán bộ pháp chế (F-06)"
            reading.fault(rows[0].at, "unit_code", f"{what}: tệp không đổi được. {do}")
            continue
        if contest in voted and (corrected or not same_facts):
            what = f"đại hội của {rows[0].unit_code} ngày {day_words(voted[contest])} đã biểu quyết việc này"
            reading.fault(rows[0].at, "unit_code", f"{what}: tệp không đổi được. Bỏ các dòng của chức danh này")
            continue
        if same_facts:
            changed, same = changed + corrected, same + len(rows) - corrected
            continue
        if old is not None and units.has_begun(old.contest):
            reading.fault(rows[0].at, "unit_code", f"{rows[0].unit_code} đã bắt đầu bầu, danh sách không đổi được nữa")
            continue
        if old is None:
            new += len(rows)
        else:
            slate.contest, changed = old.contest, changed + len(rows)
        slates.append(slate)

    def write() -> None:
        people.save()
        _write(slates, election)

    return Plan(write=write, new=new, changed=changed, same=same)


def _stored(election: Election, people: KnownPeople) -> dict[tuple[str, str], _Slate]:
    """The slates there are, their persons as `people` knows them."""
    rounds = Round.objects.filter(contest__election=election, number=1).select_related("contest__wave")
    found = {}
    by_contest = {}
    for one in rounds:
        contest = one.contest
        slate = _Slate(
            unit_code=contest.unit_code,
            post=contest.post,
            village_code=contest.village_code,
            wave=contest.wave,
            seats=contest.seats,
            held_on=one.held_on,
            procedure=one.procedure,
            vote_form=one.vote_form,
            contest=contest,
        )
        found[contest.unit_code, contest.post] = by_contest[contest.id] = slate
    for row in Candidacy.objects.filter(contest__election=election).select_related("person"):
        person = people.same(row.person)
        by_contest[row.contest_id].people.append((row.position, person, row.origin, row.standing))
    return found


def _slate(contest: tuple[str, str], rows: list[Any], units: Units, reading: Reading) -> _Slate | None:
    unit, post = contest
    first = rows[0]
    for row in rows[1:]:
        for name in _SHARED:
            if getattr(row, name) != getattr(first, name):
                reading.fault(row.at, name, f"khác dòng {first.at[1]} của cùng chức danh. Ghi như nhau")
    village = units.village_of(unit)
    if village is None:
        reading.fault(first.at, "unit_code", units.why_not(unit))
        return None
    wave = units.wave_of(unit, first.wave)
    if wave is None:
        reading.fault(first.at, "wave", f"ghi một trong các đợt: {units.waves_in_words()}")
        return None
    seats = 1 if first.seats is None else first.seats
    if seats < 1 or (seats > 1 and post != Post.COMMITTEE):
        reading.fault(first.at, "seats", "chức danh này bầu một người")
    called = units.election
    procedure = first.procedure or called.procedure or Procedure.MEETING.value
    vote_form = first.vote_form or called.vote_form or VoteForm.SECRET_BALLOT.value
    return _Slate(
        unit_code=unit,
        post=post,
        village_code=village,
        wave=wave,
        seats=seats,
        held_on=first.held_on or units.day_of(unit, wave),
        procedure=procedure,
        vote_form=vote_form,
    )


def _add_people(slate: _Slate, rows: list[Any], units: Units, people: KnownPeople, reading: Reading) -> int:
    """Fill in who stands; answers how many of them the file corrects."""
    corrected = 0
    default = Candidacy.Origin.INTRODUCED if units.side is Side.STATE else Candidacy.Origin.COMMITTEE
    seen: dict[int, int] = {}
    for row in rows:
        if not row.position:
            reading.fault(row.at, "position", "thứ tự trên phiếu bắt đầu từ 1")
        known = people.find(row.unit_code, row.name, row.born_in)
        before = None if known is None else (known.name, known.sex, known.born_in)
        standing = _standing(row, known, units, reading)
        person = people.find_or_add(row.unit_code, name=row.name, sex=row.sex or "", born_in=row.born_in)
        corrected += before is not None and before != (person.name, person.sex, person.born_in)
        first = seen.setdefault(id(person), row.at[1])
        if first != row.at[1]:
            reading.fault(row.at, "name", f"cùng một người với dòng {first}. Bỏ một dòng, hoặc ghi rõ năm sinh")
        slate.people.append((row.position, person, row.origin or default.value, standing))
    return corrected


def _standing(row: Any, known: Person | None, units: Units, reading: Reading) -> str:
    """Tư cách: of the Party side it is what the cell's register says; the State side has no such column."""
    official = PartyStanding.OFFICIAL.value
    if units.side is Side.STATE:
        if row.standing is not None:
            reading.fault(row.at, "standing", "danh sách bầu trưởng thôn không ghi tư cách đảng viên. Để trống")
        return official
    status = None if known is None else units.status_of(row.unit_code, known)
    if status is None and row.standing != PartyStanding.OTHER_CELL.value:
        reading.fault(row.at, "name", "không có trong sổ đảng viên của chi bộ")
    if status is not None and row.standing not in (None, status):
        reading.fault(row.at, "standing", f"sổ đảng viên của chi bộ ghi: {units.in_words(status)}")
    return str(row.standing or status or official)


def _write(slates: list[_Slate], election: Election) -> None:
    keys = _Keys(election, {slate.unit_code for slate in slates})
    contests, rounds, candidacies = [], [], []
    for slate in slates:
        contest = slate.contest or Contest(election=election, side=election.side)
        contest.unit_code, contest.post, contest.village_code = slate.unit_code, slate.post, slate.village_code
        contest.wave, contest.seats = slate.wave, slate.seats
        contests.append((contest, slate))
    old = [contest for contest, slate in contests if slate.contest is not None]
    Contest.objects.bulk_create([contest for contest, slate in contests if slate.contest is None], batch_size=BATCH)
    Contest.objects.bulk_update(old, ["village_code", "wave", "seats"], batch_size=BATCH)
    Candidacy.objects.filter(contest__in=old).delete()
    first_rounds = {one.contest_id: one for one in Round.objects.filter(contest__in=old, number=1)}
    for contest, slate in contests:
        ordered = sorted(slate.people, key=lambda one: one[0])
        named = [keys.of(slate.unit_code, person.id) for _, person, _, _ in ordered]
        candidacies += [
            Candidacy(contest=contest, key=key, person=person, position=n, origin=origin, standing=standing)
            for key, (n, person, origin, standing) in zip(named, ordered, strict=True)
        ]
        one = first_rounds.get(contest.id) or Round(contest=contest, number=1)
        one.held_on, one.procedure, one.vote_form = slate.held_on, slate.procedure, slate.vote_form
        one.seats, one.slate = slate.seats, named
        rounds.append(one)
    new_rounds = [one for one in rounds if one.id is None]
    changed = [one for one in rounds if one.id is not None]
    Round.objects.bulk_create(new_rounds, batch_size=BATCH)
    Round.objects.bulk_update(changed, ["held_on", "procedure", "vote_form", "seats", "slate"], batch_size=BATCH)
    Sheet.objects.bulk_create([Sheet(round=one, side=election.side) for one in new_rounds], batch_size=BATCH)
    Candidacy.objects.bulk_create(candidacies, batch_size=BATCH)


class _Keys:
    """Mã người ứng cử: one person has one key in every contest of a unit, and keeps it."""

    def __init__(self, election: Election, units: set[str]) -> None:
        self._known: dict[str, dict[int, str]] = defaultdict(dict)
        listed = Candidacy.objects.filter(contest__election=election, contest__unit_code__in=units)
        for unit, person, key in listed.values_list("contest__unit_code", "person_id", "key"):
            self._known[unit][person] = key

    def of(self, unit: str, person: int) -> str:
        """The person's key, made when there is none."""
        known = self._known[unit]
        if person not in known:
            used, n = set(known.values()), 1
            while f"c{n}" in used:
                n += 1
            known[person] = f"c{n}"
        return known[person]
