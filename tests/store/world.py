"""A very small province for the tests: one commune, two villages, one cell; every person in it is invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

from dantin.core.values import Side
from dantin.store.actions import calling, convene, register, territory
from dantin.store.actions.count import ReadingIn, seal
from dantin.store.actions.plan import RoundIn
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import Candidacy, Election, HeadFromState, Member, Person, Place, Roll, Sheet, Term

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2022, 6, 5, 7, 0, tzinfo=VIETNAM)
CONGRESS_MORNING = datetime(2022, 7, 3, 7, 0, tzinfo=VIETNAM)
VILLAGES = ("0684701", "0684702")
CELL = "CB0684701"


def moment(minutes: int, since: datetime = MORNING) -> datetime:
    return since + timedelta(minutes=minutes)


def places() -> None:
    level = Place.Level
    territory.load_places(
        places=[
            territory.PlaceIn(level=level.PROVINCE, kind="tinh", code="22", name="Tỉnh Quảng Ninh"),
            territory.PlaceIn(level=level.DISTRICT, kind="huyen", code="198", name="Huyện Bình Liêu", parent_code="22"),
            territory.PlaceIn(level=level.COMMUNE, kind="xa", code="06847", name="Xã Húc Động", parent_code="198"),
            territory.PlaceIn(
                level=level.VILLAGE, kind="thon", code=VILLAGES[0], name="Thôn Nà Ếch", parent_code="06847"
            ),
            territory.PlaceIn(level=level.VILLAGE, kind="ban", code=VILLAGES[1], name="Bản 2", parent_code="06847"),
        ]
    )


def person(side: Side, name: str, born_in: int = 1975) -> Person:
    row = territory.new_person(side, name=name, sex="male", born_in=born_in)
    row.save()
    return row


def state_election(*, roll: int = 100, vote_form: str = "secret_ballot", procedure: str = "meeting") -> Election:
    """Both villages called to vote, two candidates each: the first head holds the earlier term in the first village."""
    places()
    election = calling.call_election(
        election=calling.ElectionIn(
            side=Side.STATE,
            code="VH-2022",
            title="Bầu trưởng thôn 2022",
            province_code="22",
            called_on=date(2022, 5, 10),
            decision_number="1/QĐ-UBND",
            electorate="household_representatives",
            held_on=date(2022, 6, 5),
            term_begins_in=2022,
            term_ends_in=2025,
            waves=[
                calling.WaveIn(
                    name="5/6/2022",
                    is_pilot=False,
                    begins_on=date(2022, 6, 5),
                    ends_on=date(2022, 6, 5),
                    villages=VILLAGES,
                )
            ],
        ),
        actor="so-noi-vu",
        at=MORNING,
    )
    register.certify_rolls(
        election=election,
        electorate="household_representatives",
        rolls=[register.RollIn(village_code=code, count=roll, source=Roll.Source.CERTIFIED_TOTAL) for code in VILLAGES],
        certified_on=date(2022, 5, 26),
        actor="so-noi-vu",
        at=MORNING,
    )
    contests = []
    for code in VILLAGES:
        first, second = person(Side.STATE, f"Nguyễn Văn Thử {code[-1]}"), person(Side.STATE, f"Trần Thị Mẫu {code[-1]}")
        if code == VILLAGES[0]:
            Term.objects.create(
                side="state",
                person=first,
                post="village_head",
                unit_code=code,
                village_code=code,
                begins_in=2020,
                ends_in=2022,
            )
        contests.append(
            register.ContestIn(
                unit_code=code,
                village_code=code,
                wave="5/6/2022",
                post="village_head",
                seats=1,
                held_on=date(2022, 6, 5),
                procedure=procedure,
                vote_form=vote_form,
                candidates=[
                    register.CandidateIn(key="c1", person=first, origin=Candidacy.Origin.INTRODUCED),
                    register.CandidateIn(key="c2", person=second, origin=Candidacy.Origin.INTRODUCED),
                ],
            )
        )
    register.fix_slates(election=election, contests=contests, actor="mttq-06847", at=MORNING)
    return election


def party_election(*, official: int = 8, excused: int = 0, posts: Sequence[str] = ("secretary",)) -> Election:
    """One cell of `official` members, secretary (or each of `posts`) contested by the head; after `state_election`."""
    election = calling.call_election(
        election=calling.ElectionIn(
            side=Side.PARTY,
            code="PC-2022",
            title="Đại hội chi bộ 2022",
            province_code="22",
            called_on=date(2022, 5, 25),
            decision_number="1-KH/TU",
            held_on=date(2022, 7, 3),
            term_begins_in=2022,
            term_ends_in=2025,
            waves=[
                calling.WaveIn(
                    name="3/7/2022",
                    is_pilot=False,
                    begins_on=date(2022, 7, 3),
                    ends_on=date(2022, 7, 3),
                    villages=VILLAGES[:1],
                )
            ],
        ),
        actor="ban-to-chuc",
        at=MORNING,
    )
    people = [person(Side.PARTY, "Nguyễn Văn Thử 1")]
    people += [person(Side.PARTY, f"Lê Thị Thử {n}") for n in range(1, official)]
    convene.load_cells(
        cells=[
            convene.CellIn(
                code=CELL,
                name="Chi bộ thôn Nà Ếch",
                higher_committee="Đảng ủy xã Húc Động",
                villages=VILLAGES[:1],
                members=[convene.MemberIn(person=p, status=Member.Status.OFFICIAL) for p in people],
            )
        ]
    )
    convene.convene(
        election=election,
        congresses=[
            convene.CongressIn(
                cell_code=CELL,
                village_code=VILLAGES[0],
                wave="3/7/2022",
                held_on=date(2022, 7, 3),
                absences=[(p, "excused_whole_congress") for p in people[official - excused :]],
            )
        ],
        actor="dang-uy-06847",
        at=MORNING,
    )
    register.fix_slates(
        election=election,
        contests=[
            register.ContestIn(
                unit_code=CELL,
                village_code=VILLAGES[0],
                wave="3/7/2022",
                post=post,
                seats=1,
                held_on=date(2022, 7, 3),
                procedure="meeting",
                vote_form="secret_ballot",
                candidates=[
                    register.CandidateIn(key="m1", person=people[0], origin=Candidacy.Origin.COMMITTEE),
                ],
            )
            for post in posts
        ],
        actor="dang-uy-06847",
        at=MORNING,
    )
    return election


def head_from_state(name: str = "Nguyễn Văn Thử 1", decided_on: date = date(2022, 6, 8)) -> None:
    """The bridge file has named the recognised head of the village of the cell."""
    HeadFromState.objects.create(
        election=Election.objects.get(side="party"),
        village_code=VILLAGES[0],
        name=name,
        born_in=1975,
        decision_number="57/QĐ-UBND",
        decided_on=decided_on,
        file_digest="0" * 64,
    )


def sheet_of(unit_code: str, *, number: int = 1, post: str = "village_head") -> Sheet:
    return Sheet.objects.get(round__contest__unit_code=unit_code, round__number=number, round__contest__post=post)


def figures(*, a: int, b: int, attended: int = 98, invalid: int = 0) -> dict[str, int]:
    return {
        "attended": attended,
        "issued": attended,
        "collected": attended,
        "valid": attended - invalid,
        "invalid": invalid,
        "votes.c1": a,
        "votes.c2": b,
    }


def congress_figures(*, present: int, votes: int) -> dict[str, int]:
    return {
        "present": present,
        "issued": present,
        "collected": present,
        "valid": present,
        "invalid": 0,
        "votes.m1": votes,
    }


@dataclass
class Device:
    """A phone or the clerk's machine: numbers and chains its own readings."""

    id: str
    actor: str
    seq: int = 0
    head: str = NO_PREDECESSOR
    sent: list[ReadingIn] = field(default_factory=list)

    def read(self, sheet: Sheet, figures: Mapping[str, int], *, at: datetime = MORNING, **more: object) -> ReadingIn:
        self.seq += 1
        reading = ReadingIn(
            event_id=uuid4(),
            sheet=sheet.id,
            figures=figures,
            actor=self.actor,
            device=self.id,
            seq=self.seq,
            prev_hash=self.head,
            read_at=at,
            **more,
        )
        self.head = seal(reading)
        self.sent.append(reading)
        return reading


def rerun_of(sheet: Sheet, *slate: str) -> RoundIn:
    """The second round of a village's head, a week after the first, both candidates unless others are named."""
    return RoundIn(
        contest=sheet.round.contest_id,
        held_on=date(2022, 6, 12),
        procedure="meeting",
        vote_form="secret_ballot",
        seats=1,
        slate=list(slate) or ["c1", "c2"],
    )
