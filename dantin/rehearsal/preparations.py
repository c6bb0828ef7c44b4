"""Chuẩn bị mô phỏng: what the weeks before the day left behind, through the actions of the desk.

Every village's plan has its steps, by papers whose number says that they are simulated. The commune of Húc Động has its
whole file besides: team, nominees, evidence, postings. Left to people, three of its villages vote three weeks later
and are at three stages of their preparation; the others are ready for the first morning.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from random import Random

from dantin.core.plan import PreparatoryStep, Procedure, VoteForm
from dantin.core.rulebooks.village_head.nominate import HeadStandard
from dantin.store.actions import households, nominate
from dantin.store.actions.preparation import StepIn, mark_steps
from dantin.store.actions.waves import WaveChange, move_to_wave
from dantin.store.models import Candidacy, Conference, Election, TeamMember

from . import published
from .names import person_name, sex
from .places import HUC_DONG
from .province import Province, Village

SECOND_WAVE, SECOND_DAY = "đợt 2", date(2022, 6, 26)
MOVED_ON = date(2022, 5, 30)
OFFICE, FRONT, FRONT_OF_VILLAGE = "can-bo-xa", "mat-tran-xa", "mat-tran-thon"
_S = PreparatoryStep
# (step, its paper, first and last day on which communes did it): the last day is the last in time.
_PAPERS = (
    (_S.ANNOUNCE, "{}/KH-UBND (mô phỏng)", date(2022, 5, 11), date(2022, 5, 16)),
    (_S.PERSONNEL, "{}/BB-CTMT (mô phỏng)", date(2022, 5, 17), date(2022, 5, 21)),
    (_S.TEAM, "{}/QĐ-UBND (mô phỏng)", date(2022, 5, 22), date(2022, 5, 26)),
    (_S.PUBLISH, "{}/QĐ-UBND (mô phỏng)", date(2022, 5, 27), date(2022, 5, 29)),
)
_TOLD_BY = datetime(2022, 6, 2, 8, 0, tzinfo=published.VIETNAM)
_LATE, _UNTOLD = 9, 3  # communes that set up a team a day late; villages that never told of their posting
_ORGANISATIONS = ("Ban công tác Mặt trận", "Chi hội Nông dân", "Chi hội Phụ nữ", "đại diện hộ", "đại diện hộ")
_EVIDENCE = {
    HeadStandard.RESIDENT: "xác nhận cư trú",
    HeadStandard.AGE: "giấy khai sinh",
    HeadStandard.HEALTH: "giấy khám sức khỏe",
    HeadStandard.CONDUCT: "nhận xét của Mặt trận",
    HeadStandard.EXEMPLARY: "nhận xét nơi cư trú",
    HeadStandard.CAPABLE: "sơ yếu lý lịch",
}


def of_huc_dong(province: Province) -> list[Village]:
    """Các thôn của xã Húc Động, by code: Nà Ếch is the first."""
    [commune] = [unit.code for unit in province.units if unit.name == HUC_DONG]
    return [village for village in province.villages if village.commune_code == commune]


def left_open(province: Province) -> frozenset[str]:
    """Ba thôn để lại cho người dùng, when the commune is left to people: no roll is certified there, no slate fixed."""
    return frozenset(village.code for village in of_huc_dong(province)[:3])


def with_a_file(province: Province) -> frozenset[str]:
    """Các thôn mà danh sách bầu cử chốt ở bàn làm việc, where that gives the ballot the script knows."""
    return frozenset(village.code for village in of_huc_dong(province) if _in_order(village))


def _in_order(village: Village) -> bool:
    origins = [candidate.origin != "introduced" for candidate in village.candidates]
    return origins == sorted(origins)


def mark_every_plan(election: Election, province: Province, *, besides: frozenset[str]) -> None:
    """Các việc của kế hoạch ở mọi thôn, but those that have a file of their own."""
    rng = Random(f"{province.seed}:preparations")
    by_commune: dict[str, list[str]] = defaultdict(list)
    for village in province.villages:
        if village.code not in besides:
            by_commune[village.commune_code].append(village.code)
    late = frozenset(rng.sample(sorted(by_commune), min(_LATE, len(by_commune) // 2)))
    everywhere = sorted(code for codes in by_commune.values() for code in codes)
    untold = frozenset(rng.sample(everywhere, min(_UNTOLD, len(everywhere))))
    given: list[StepIn] = []
    for commune, codes in sorted(by_commune.items()):
        numbers = iter(sorted(rng.sample(range(12, 180), 3)))
        team = ""
        for step, paper, first, last in _PAPERS:
            done_on = first + timedelta(days=rng.randrange((last - first).days + 1))
            if step is _S.TEAM and commune in late:
                done_on = last + timedelta(days=1)
            # what is posted is the decision on the team
            number = team if step is _S.PUBLISH else paper.format(next(numbers))
            team = number if step is _S.TEAM else team
            told = [code for code in codes if step is not _S.PUBLISH or code not in untold]
            if told:
                given.append(StepIn(step=step, villages=told, done_on=done_on, decision_number=number))
    mark_steps(election=election, steps=given, actor="so-noi-vu-22", today=_TOLD_BY.date(), at=_TOLD_BY)


def prepare_huc_dong(election: Election, province: Province, *, by_hand: bool) -> None:
    """Hồ sơ từng thôn của xã Húc Động; `by_hand` leaves the first three with work to do."""
    villages = of_huc_dong(province)
    codes = [village.code for village in villages]
    announced = StepIn(
        step=_S.ANNOUNCE, villages=codes, done_on=date(2022, 5, 14), decision_number="18/KH-UBND (mô phỏng)"
    )
    mark_steps(election=election, steps=[announced], actor=OFFICE, today=_TOLD_BY.date(), at=_TOLD_BY)
    if by_hand:
        change = WaveChange(
            villages=codes[:3],
            wave=SECOND_WAVE,
            begins_on=SECOND_DAY,
            decision_number="33/QĐ-UBND (mô phỏng)",
            decided_on=MOVED_ON,
            reason="Mưa lớn, đường vào ba thôn sạt lở (mô phỏng).",
        )
        move_to_wave(election=election, change=change, actor=OFFICE, today=MOVED_ON, at=_TOLD_BY)
    for n, village in enumerate(villages):
        rng = Random(f"{province.seed}:file {village.code}")
        if by_hand and n == 0:
            continue  # nothing but its register: from nomination to the recognised head it is the user's
        if by_hand and n < 3:
            _prepare(election, village, rng, since=date(2022, 5, 31), agreed=n == 2)
        elif village.code in with_a_file(province):
            posted = not by_hand or n < len(villages) - 1
            _prepare(election, village, rng, since=date(2022, 5, 20), fixed=True, posted=posted)
        else:
            steps = [
                StepIn(step=step, villages=[village.code], done_on=last, decision_number=paper.format(30 + n))
                for step, paper, _, last in _PAPERS[1:]
            ]
            mark_steps(election=election, steps=steps, actor=OFFICE, today=_TOLD_BY.date(), at=_TOLD_BY)


def _prepare(
    election: Election,
    village: Village,
    rng: Random,
    *,
    since: date,
    agreed: bool = True,
    fixed: bool = False,
    posted: bool = True,
) -> None:
    """One village's file from its first conference on; each paper a day after the one before."""

    def filing(actor: str) -> nominate.Filing:
        return nominate.Filing(
            election=election, village_code=village.code, actor=actor, today=_TOLD_BY.date(), at=_TOLD_BY
        )

    own = int(village.code[-2:])
    for candidate in village.candidates:
        person = candidate.person
        nominate.put_forward(
            filing=filing(FRONT_OF_VILLAGE),
            name=person.name,
            sex=person.sex,
            born_in=person.born_in,
            origin=Candidacy.Origin(candidate.origin),
            put_on=since,
        )
    introduced = [n for n, c in enumerate(village.candidates, start=1) if c.origin == "introduced"]
    present = rng.randint(7, 11)
    nominate.hold_conference(
        filing=filing(FRONT_OF_VILLAGE),
        kind=Conference.Kind.FRONT,
        held_on=since,
        minutes_number=f"{own:02d}/BB-CTMT (mô phỏng)",
        present=present,
        votes={n: (present - rng.randrange(2), 0) for n in introduced},
    )
    proved = list(HeadStandard) if agreed else [HeadStandard.RESIDENT, HeadStandard.AGE]
    for n in range(1, len(village.candidates) + 1):
        for standard in proved:
            nominate.prove_standard(
                filing=filing(FRONT_OF_VILLAGE),
                nominee=n,
                standard=standard,
                paper_number=f"{_EVIDENCE[standard]} {own}/{n} (mô phỏng)",
                paper_on=since,
            )
        if agreed and n in introduced:
            nominate.note_agreement(
                filing=filing(FRONT_OF_VILLAGE),
                nominee=n,
                paper_number=f"{own}-CV/CB (mô phỏng)",
                agreed_on=since + timedelta(days=1),
            )
    team_on = since + timedelta(days=2)
    taken = {candidate.person.name for candidate in village.candidates} | {village.previous_head.name}
    members = []
    for n, organisation in enumerate(_ORGANISATIONS):
        role = (TeamMember.Role.LEADER, TeamMember.Role.CLERK)[n] if n < 2 else TeamMember.Role.MEMBER
        name = person_name(rng, sex(rng, 40), taken)
        members.append(
            nominate.MemberIn(name=name, born_in=rng.randint(1960, 1995), role=role, organisation=organisation)
        )
    nominate.decide_team(
        filing=filing(OFFICE), decision_number="27/QĐ-UBND (mô phỏng)", decided_on=team_on, members=members
    )
    if fixed:
        nominate.fix_slate(
            filing=filing(FRONT),
            minutes_number=f"{own:02d}/BB-MTTQ (mô phỏng)",
            fixed_on=team_on,
            reason="",
            procedure=Procedure(village.procedure).value,
            vote_form=VoteForm(village.vote_form).value,
            words=lambda objection: objection.what.value,
        )
    if fixed or agreed:
        households.post_register(
            election=election,
            village_code=village.code,
            posted_on=team_on,
            # the number is what the commune reads from paper when it certifies a village without a list of households
            posted_at="Nhà văn hóa" if fixed else f"Nhà văn hóa, danh sách {village.roll} hộ (mô phỏng)",
            with_decision=posted,
            today=_TOLD_BY.date(),
            actor=OFFICE,
            at=_TOLD_BY,
        )
