"""Dựng tỉnh mô phỏng trong kho: places, persons, rolls, cells and slates, as they stand before the first ballot.

Through the actions a real province would use to load its own lists; nothing of a result is written here.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import connection, transaction

from dantin.core.plan import LAST_DAY_OF_DISTRICTS
from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.actions import calling, convene, register, territory
from dantin.store.models import (
    Absence,
    Candidacy,
    Election,
    HouseholdRepresentative,
    Installation,
    Member,
    Person,
    Place,
    Roll,
    SimulatedClock,
    Term,
)
from dantin.store.readers.periods import villages_of
from dantin.store.refusals import refuse_if

from . import preparations, published
from . import province as plain
from .cells import MASS, PILOT
from .officials import open_simulated_accounts
from .rehearse import Rehearsal

Say = Callable[[str], None]

BUILT_FOR = datetime(2022, 5, 26, 8, 0, tzinfo=published.VIETNAM)
FIRST_MORNING = datetime(2022, 6, 5, 6, 30, tzinfo=published.VIETNAM)
# The days of the earlier election were not found anywhere; these two are simulated, like its counts.
PREVIOUS_CALLED_ON, PREVIOUS_HELD_ON = date(2019, 12, 2), date(2020, 1, 5)
WAVES = {PILOT: "làm điểm", MASS: "toàn tỉnh"}
STATE_OFFICE, PARTY_OFFICE = "so-noi-vu-22", "ban-to-chuc-22"
STATE_ELECTION, PARTY_ELECTION, PREVIOUS_ELECTION = "VH-2022", "PC-2022", "VH-2020"
ORIGINS = {
    "introduced": Candidacy.Origin.INTRODUCED,
    "stood": Candidacy.Origin.STOOD,
    "floor": Candidacy.Origin.FLOOR,
}


def build(rehearsal: Rehearsal, *, say: Say, real_now: datetime, side: str, by_hand: bool = False) -> None:
    """Fill an empty database; refuses one that already holds a province. `by_hand` leaves work in one commune."""
    refuse_if(Installation.objects.filter(simulated=False).exists(), "database.not_simulated")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # A half-built province is built again from the start, so nothing here needs to survive a power cut.
            cursor.execute("PRAGMA synchronous=OFF")
    try:
        with transaction.atomic():
            _build(rehearsal, say=say, real_now=real_now, side=side, by_hand=by_hand)
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=FULL")


def _build(rehearsal: Rehearsal, *, say: Say, real_now: datetime, side: str, by_hand: bool) -> None:
    province = rehearsal.province
    Installation.objects.create(simulated=True, side=side, seed=province.seed, built_at=real_now)
    SimulatedClock.objects.create(shown_at=FIRST_MORNING, set_at=real_now)
    say("đơn vị hành chính")
    territory.load_places(places=list(_places(province)))
    for one in Side:
        keyring.create_keys(one, simulated=True, today=BUILT_FOR.date())
    say("danh sách cử tri và người ứng cử trưởng thôn")
    _build_state(province, say=say, by_hand=by_hand)
    if side != Side.PARTY.value:
        open_simulated_accounts(at=BUILT_FOR)
    say("chi bộ, đảng viên và đại hội")
    _build_party(province)


def _places(province: plain.Province) -> Iterable[territory.PlaceIn]:
    for unit in province.units:
        yield territory.PlaceIn(
            level=Place.Level(unit.level),
            kind=unit.kind,
            code=unit.code,
            name=unit.name,
            parent_code=unit.parent_code,
            valid_to=LAST_DAY_OF_DISTRICTS,
        )
    for village in province.villages:
        yield territory.PlaceIn(
            level=Place.Level.VILLAGE,
            kind=village.kind,
            code=village.code,
            name=village.name,
            parent_code=village.commune_code,
        )


def _people(side: Side, people: Iterable[plain.Person]) -> dict[str, Person]:
    unique = {p.key: p for p in people}
    rows = Person.objects.bulk_create(
        [territory.new_person(side, name=p.name, sex=p.sex, born_in=p.born_in) for p in unique.values()],
        batch_size=register.BATCH,
    )
    return dict(zip(unique, rows, strict=True))


def _build_state(province: plain.Province, *, say: Say, by_hand: bool) -> None:
    left = preparations.left_open(province) if by_hand else frozenset()
    filed = left | preparations.with_a_file(province)
    codes = [v.code for v in province.villages]
    previous = calling.call_election(
        election=calling.ElectionIn(
            side=Side.STATE,
            code=PREVIOUS_ELECTION,
            title="Bầu trưởng thôn, bản, khu phố nhiệm kỳ trước (số mô phỏng theo tỷ lệ đã công bố)",
            province_code="22",
            called_on=PREVIOUS_CALLED_ON,
            decision_number="",
            held_on=PREVIOUS_HELD_ON,
            term_begins_in=2020,
            term_ends_in=2022,
            waves=[],
            electorate="household_representatives",
        ),
        actor=STATE_OFFICE,
        at=BUILT_FOR,
    )
    _certify(previous, {v.code: v.previous_roll for v in province.villages}, set(), PREVIOUS_CALLED_ON)
    register.archive_turnout(
        election=previous,
        voted={v.code: v.previous_voted for v in province.villages},
        closed_at=datetime.combine(PREVIOUS_HELD_ON, BUILT_FOR.timetz()),
        actor=STATE_OFFICE,
    )
    election = calling.call_election(
        election=calling.ElectionIn(
            side=Side.STATE,
            code=STATE_ELECTION,
            title="Bầu trưởng thôn, bản, khu phố nhiệm kỳ 2022–2025",
            province_code="22",
            called_on=published.HEADS_CALLED_ON,
            decision_number="",
            held_on=published.HEADS_HELD_ON,
            term_begins_in=2022,
            term_ends_in=2025,
            previous=PREVIOUS_ELECTION,
            electorate="household_representatives",
            waves=[
                calling.WaveIn(
                    name="toàn tỉnh",
                    is_pilot=False,
                    begins_on=published.HEADS_HELD_ON,
                    ends_on=published.HEADS_HELD_ON,
                    villages=codes,
                )
            ],
        ),
        actor=STATE_OFFICE,
        at=BUILT_FOR,
    )
    counted = {v.code for v in province.villages if v.households}
    known = Place.objects.in_bulk([each.id for each in villages_of(election).values()])
    rows = {place.code: place for place in known.values()}
    for village in province.villages:
        if village.households:
            _load_households(village, rows[village.code])
    _certify(election, {v.code: v.roll for v in province.villages if v.code not in left}, counted, BUILT_FOR.date())
    people = _people(
        Side.STATE,
        [c.person for v in province.villages if v.code not in filed for c in v.candidates]
        + [v.previous_head for v in province.villages],
    )
    register.load_terms(
        election=election,
        terms=[
            register.TermIn(
                person=people[v.previous_head.key],
                post=Term.Post.VILLAGE_HEAD,
                unit_code=v.code,
                village_code=v.code,
                begins_in=2020,
                ends_in=2022,
                roll=v.previous_roll,
                voted=v.previous_voted,
                votes=v.previous_votes,
            )
            for v in province.villages
        ],
        actor=STATE_OFFICE,
        at=BUILT_FOR,
    )
    register.fix_slates(
        election=election,
        contests=[
            register.ContestIn(
                unit_code=v.code,
                village_code=v.code,
                wave="toàn tỉnh",
                post="village_head",
                seats=1,
                held_on=published.HEADS_HELD_ON,
                procedure=v.procedure,
                vote_form=v.vote_form,
                candidates=[
                    register.CandidateIn(key=c.key, person=people[c.person.key], origin=ORIGINS[c.origin])
                    for c in v.candidates
                ],
            )
            for v in province.villages
            if v.code not in filed
        ],
        actor=STATE_OFFICE,
        at=BUILT_FOR,
    )
    say("kế hoạch, tổ bầu cử, hồ sơ ứng cử")
    preparations.mark_every_plan(
        election, province, besides=frozenset(v.code for v in preparations.of_huc_dong(province))
    )
    preparations.prepare_huc_dong(election, province, by_hand=by_hand)


def _certify(election: Election, counts: dict[str, int], from_households: set[str], on: date) -> None:
    register.certify_rolls(
        election=election,
        electorate="household_representatives",
        rolls=[
            register.RollIn(
                village_code=code,
                count=count,
                source=Roll.Source.HOUSEHOLDS if code in from_households else Roll.Source.CERTIFIED_TOTAL,
            )
            for code, count in counts.items()
        ],
        certified_on=on,
        actor=STATE_OFFICE,
        at=BUILT_FOR,
    )


def _load_households(village: plain.Village, place: Place) -> None:
    territory.load_households(
        village=place,
        households=[
            territory.HouseholdIn(
                number=h.number,
                head_name=h.head_name,
                representative=h.representative,
                sex=h.sex,
                born_in=h.born_in,
                authority=HouseholdRepresentative.Authority(h.authority),
            )
            for h in village.households
        ],
        since=BUILT_FOR.date(),
    )


def _build_party(province: plain.Province) -> None:
    cells = province.cells
    people = _people(
        Side.PARTY,
        [m.person for c in cells for m in c.members] + [c.previous_secretary for c in cells if c.previous_secretary],
    )
    convene.load_cells(
        cells=[
            convene.CellIn(
                code=c.code,
                name=c.name,
                higher_committee=c.higher_committee,
                villages=[c.village_code],
                members=[
                    convene.MemberIn(
                        person=people[m.person.key],
                        status=Member.Status(m.status),
                        activity=Member.Activity(m.activity),
                    )
                    for m in c.members
                ],
            )
            for c in cells
        ]
    )
    days = {wave: sorted({c.held_on for c in cells if c.wave == wave}) for wave in (PILOT, MASS)}
    election = calling.call_election(
        election=calling.ElectionIn(
            side=Side.PARTY,
            code=PARTY_ELECTION,
            title="Đại hội chi bộ thôn, bản, khu phố nhiệm kỳ 2022–2025",
            province_code="22",
            called_on=published.CONGRESSES_CALLED_ON,
            decision_number="",
            held_on=published.CONGRESSES_HELD_ON,
            term_begins_in=2022,
            term_ends_in=2025,
            waves=[
                calling.WaveIn(
                    name=WAVES[wave],
                    is_pilot=wave == PILOT,
                    begins_on=on[0],
                    ends_on=on[-1],
                    villages=[c.village_code for c in cells if c.wave == wave],
                )
                for wave, on in days.items()
            ],
        ),
        actor=PARTY_OFFICE,
        at=BUILT_FOR,
    )
    register.load_terms(
        election=election,
        terms=[
            register.TermIn(
                person=people[c.previous_secretary.key],
                post=Term.Post.SECRETARY,
                unit_code=c.code,
                village_code=c.village_code,
                begins_in=2020,
                ends_in=2022,
                also_head=True,  # C-01: so it was in every village since 2020
            )
            for c in cells
            if c.previous_secretary
        ],
        actor=PARTY_OFFICE,
        at=BUILT_FOR,
    )
    members = {(c.code, m.key): people[m.person.key] for c in cells for m in c.members}
    convene.convene(
        election=election,
        congresses=[
            convene.CongressIn(
                cell_code=c.code,
                village_code=c.village_code,
                wave=WAVES[c.wave],
                held_on=c.held_on,
                absences=[(members[c.code, a.member], Absence.Ground(a.ground)) for a in c.absences],
            )
            for c in cells
        ],
        actor=PARTY_OFFICE,
        at=BUILT_FOR,
    )
    register.fix_slates(
        election=election,
        contests=[
            register.ContestIn(
                unit_code=c.code,
                village_code=c.village_code,
                wave=WAVES[c.wave],
                post=contest.post,
                seats=contest.seats,
                held_on=c.held_on,
                procedure="meeting",
                vote_form="secret_ballot",
                candidates=[
                    register.CandidateIn(key=key, person=members[c.code, key], origin=Candidacy.Origin.COMMITTEE)
                    for key in contest.slate
                ],
            )
            for c in cells
            for contest in c.contests
        ],
        actor=PARTY_OFFICE,
        at=BUILT_FOR,
    )
