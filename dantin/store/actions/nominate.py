"""Giới thiệu người ứng cử trưởng thôn, from the team to the fixed list. Names go into facts, never into events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from dantin.core import rulebooks
from dantin.core.plan import Post, PreparatoryStep, Procedure, VoteForm
from dantin.core.register import Electorate, may_be_one_person
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.core.rulebooks.village_head.nominate import HeadNominee, HeadStandard, Objection, SlateObjection
from dantin.core.values import Side
from dantin.store.models import (
    Candidacy,
    Conference,
    ConferenceVote,
    Election,
    Nominee,
    NomineeAgreement,
    NomineeWithdrawal,
    Person,
    SlateFixed,
    StandardEvidence,
    Standing,
    TeamDecision,
    TeamMember,
    Term,
)
from dantin.store.readers.households import day_words
from dantin.store.readers.nominees import NomineeFile, nominees_of, objections_of, slate_is_closed, team_of
from dantin.store.refusals import Refused, refuse_if

from .ballot import round_in_the_hall
from .importing.people import KnownPeople
from .lengths import refuse_too_long
from .log import Happened, log
from .preparation import step_followed
from .register import CandidateIn, ContestIn, fix_slates
from .transaction import action, require_side

Once = TypeVar("Once", NomineeAgreement, NomineeWithdrawal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Nơi và người ghi: whose village, who writes, when."""

    election: Election
    village_code: str
    actor: str
    today: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberIn:
    """Thành viên Tổ bầu cử."""

    name: str
    born_in: int | None
    role: TeamMember.Role
    organisation: str = ""


@action
def decide_team(
    *, filing: Filing, decision_number: str, decided_on: date, members: Sequence[MemberIn], chair_paper: str = ""
) -> TeamDecision:
    """Thành lập Tổ bầu cử; who stands is not in it (F-21), and a sitting head leads it only by designation (F-27)."""
    _here(filing)
    refuse_if(not decision_number.strip(), "nominate.paper_missing")
    refuse_too_long(TeamDecision, decision_number=decision_number, chair_paper=chair_paper)
    _not_yet(filing, decided_on)
    leaders = [m for m in members if m.role == TeamMember.Role.LEADER]
    clerks = [m for m in members if m.role == TeamMember.Role.CLERK]
    refuse_if((len(leaders), len(clerks)) != (1, 1), "plan.team_without_leader")
    files = nominees_of(filing.election, filing.village_code)
    standing = [each.nominee.person for each in files if not each.withdrawal]
    listed = Candidacy.objects.filter(contest__election=filing.election, contest__village_code=filing.village_code)
    standing += [each.person for each in listed.select_related("person")]
    for n, member in enumerate(members):
        refuse_too_long(TeamMember, organisation=member.organisation)
        twice = any(may_be_one_person(member.name, member.born_in, o.name, o.born_in) for o in members[:n])
        refuse_if(twice, "plan.team_person_twice", name=member.name)
        stands = any(may_be_one_person(member.name, member.born_in, p.name, p.born_in) for p in standing)
        refuse_if(stands, "plan.team_member_stands", name=member.name)
    leader = leaders[0]
    heads = Term.objects.filter(
        side=Side.STATE.value,
        post=Term.Post.VILLAGE_HEAD,
        unit_code=filing.village_code,
        ends_in=filing.election.term_begins_in,
    ).select_related("person")
    also_head = any(may_be_one_person(leader.name, leader.born_in, t.person.name, t.person.born_in) for t in heads)
    refuse_if(also_head and not chair_paper.strip(), "plan.chair_not_designated", name=leader.name)
    before, _ = team_of(filing.election, filing.village_code)
    row = TeamDecision.objects.create(
        election=filing.election,
        village_code=filing.village_code,
        version=1 if before is None else before.version + 1,
        decision_number=decision_number,
        decided_on=decided_on,
        chair_paper=chair_paper,
        recorded_at=filing.at,
    )
    known = KnownPeople(Side.STATE, {filing.village_code})
    people = [_person(known, filing, m.name, "", m.born_in) for m in members]
    TeamMember.objects.bulk_create(
        [
            TeamMember(decision=row, person=person, role=m.role.value, organisation=m.organisation)
            for person, m in zip(people, members, strict=True)
        ]
    )
    paper = {"decision_number": decision_number, "decided_on": decided_on}
    body = {"version": row.version, "members": len(members), **paper}
    _log(filing, "plan.team_decided", body)
    _step_done(filing, PreparatoryStep.TEAM, done_on=decided_on, decision_number=decision_number)
    return row


@action
def put_forward(
    *, filing: Filing, name: str, sex: str, born_in: int | None, origin: Candidacy.Origin, put_on: date
) -> Nominee:
    """Giới thiệu, tự ứng cử, đề cử tại hội nghị."""
    _open(filing)
    refuse_if(not name.strip(), "nominate.name_missing")
    _not_yet(filing, put_on)
    files = nominees_of(filing.election, filing.village_code)
    stands = [each.nominee.person for each in files if each.withdrawal is None]
    twice = any(may_be_one_person(name, born_in, p.name, p.born_in) for p in stands)
    refuse_if(twice, "nominate.nominated_already", name=name)
    _, team = team_of(filing.election, filing.village_code)
    counts = any(may_be_one_person(name, born_in, m.person.name, m.person.born_in) for m in team)
    refuse_if(counts, "nominate.team_member_stands", name=name)
    row = Nominee.objects.create(
        election=filing.election,
        village_code=filing.village_code,
        number=len(files) + 1,
        person=_person(KnownPeople(Side.STATE, {filing.village_code}), filing, name, sex, born_in),
        origin=origin.value,
        put_on=put_on,
        put_by=filing.actor,
        recorded_at=filing.at,
    )
    body = {"nominee": row.number, "origin": origin.value, "put_on": put_on}
    _log(filing, "nominate.put_forward", body, facts={"name": name, "born_in": born_in})
    return row


@action
def hold_conference(
    *,
    filing: Filing,
    kind: Conference.Kind,
    held_on: date,
    minutes_number: str,
    present: int,
    votes: Mapping[int, tuple[int, int]],
) -> Conference:
    """Ghi một hội nghị: votes are {number of the nominee: (tán thành, không tán thành)}."""
    _open(filing)
    refuse_if(not minutes_number.strip(), "nominate.paper_missing")
    refuse_too_long(Conference, minutes_number=minutes_number)
    _not_yet(filing, held_on)
    refuse_if(not votes, "nominate.nobody_voted_on")
    people = {number: _nominee(filing, number) for number in votes}
    for number, (agree, disagree) in votes.items():
        facts = {"name": people[number].nominee.person.name, "votes": agree + disagree, "present": present}
        refuse_if(agree + disagree > present, "nominate.votes_over_present", **facts)
    told = Conference.objects.filter(election=filing.election, village_code=filing.village_code, kind=kind.value)
    for before in told.filter(minutes_number=minutes_number, held_on=held_on, present=present):
        same = {vote.nominee.number: (vote.agree, vote.disagree) for vote in before.votes.select_related("nominee")}
        refuse_if(same == dict(votes), "nominate.conference_told", number=minutes_number)
    row = Conference.objects.create(
        election=filing.election,
        village_code=filing.village_code,
        number=Conference.objects.filter(election=filing.election, village_code=filing.village_code).count() + 1,
        kind=kind.value,
        held_on=held_on,
        minutes_number=minutes_number,
        present=present,
        recorded_at=filing.at,
    )
    ConferenceVote.objects.bulk_create(
        [
            ConferenceVote(conference=row, nominee=people[number].nominee, agree=agree, disagree=disagree)
            for number, (agree, disagree) in votes.items()
        ]
    )
    body = {"kind": kind.value, "held_on": held_on, "minutes_number": minutes_number, "present": present}
    _log(filing, "nominate.conference_held", {**body, "votes": {str(n): list(pair) for n, pair in votes.items()}})
    _personnel_done(filing)
    return row


@action
def prove_standard(
    *, filing: Filing, nominee: int, standard: HeadStandard, paper_number: str, paper_on: date
) -> StandardEvidence:
    """Ghi giấy tờ của một tiêu chuẩn: number and day."""
    _open(filing)
    file = _nominee(filing, nominee)
    refuse_if(not paper_number.strip(), "nominate.paper_missing")
    refuse_too_long(StandardEvidence, paper_number=paper_number)
    _not_yet(filing, paper_on)
    before = file.evidence.get(standard.value)
    row = StandardEvidence.objects.create(
        nominee=file.nominee,
        standard=standard.value,
        version=1 if before is None else before.version + 1,
        paper_number=paper_number,
        paper_on=paper_on,
        recorded_at=filing.at,
    )
    body = {"nominee": nominee, "standard": standard.value, "version": row.version, "paper_on": paper_on}
    _log(filing, "nominate.standard_proved", body, facts={"paper_number": paper_number})
    return row


@action
def note_agreement(*, filing: Filing, nominee: int, paper_number: str, agreed_on: date) -> NomineeAgreement:
    """Ghi chi ủy đã thống nhất: number and day, never the paper."""
    row = _once(filing, NomineeAgreement, nominee, paper_number, "agreed_on", agreed_on, "nominate.cell_agreed")
    _personnel_done(filing)
    return row


@action
def withdraw(*, filing: Filing, nominee: int, paper_number: str, withdrawn_on: date) -> NomineeWithdrawal:
    """Rút trước khi chốt; afterwards no text was found (F-06), and the desk stops."""
    _here(filing)
    closed = slate_is_closed(filing.election, filing.village_code)
    name = _nominee(filing, nominee).nominee.person.name
    refuse_if(closed, "nominate.withdrew_after_slate", name=name)
    row = _once(filing, NomineeWithdrawal, nominee, paper_number, "withdrawn_on", withdrawn_on, "nominate.withdrew")
    _personnel_done(filing)
    return row


@action
def fix_slate(
    *,
    filing: Filing,
    minutes_number: str,
    fixed_on: date,
    reason: str,
    procedure: str,
    vote_form: str,
    words: Callable[[SlateObjection], str],
) -> SlateFixed:
    """Chốt danh sách bầu cử: contest, candidates, first round and empty sheet come of it; `words` says an objection."""
    _open(filing)
    election = filing.election
    refuse_if(not minutes_number.strip(), "nominate.paper_missing")
    refuse_too_long(SlateFixed, minutes_number=minutes_number, reason=reason)
    _not_yet(filing, fixed_on)
    stands = [each for each in nominees_of(election, filing.village_code) if each.withdrawal is None]
    objections = objections_of(election, filing.village_code)
    blocking = [each for each in objections if each.blocks]
    refuse_if(blocking, "nominate.objections", what=" ".join(words(each) for each in blocking))
    refuse_if(objections and not reason.strip(), "nominate.reason_missing")
    refuse_if(any(each.nominee.put_by == filing.actor for each in stands), "nominate.own_proposal")
    procedure, vote_form = election.procedure or procedure, election.vote_form or vote_form
    refuse_if(procedure not in list(Procedure) or vote_form not in list(VoteForm), "nominate.choice_open")
    rulebook = rulebooks.by_code(election.rulebook)
    if isinstance(rulebook, HeadRulebook) and election.electorate:
        chosen = (Electorate(election.electorate), Procedure(procedure), VoteForm(vote_form))
        unlawful = rulebook.unlawful_choices(*chosen)
        refuse_if(unlawful, "nominate.choice_open")
    standing = Standing.objects.select_related("wave").get(election=election, village_code=filing.village_code)
    assert standing.wave is not None, "a village of a State election is in a wave"
    ordered = sorted(stands, key=lambda each: (each.nominee.origin != Candidacy.Origin.INTRODUCED, each.nominee.number))
    contest = ContestIn(
        unit_code=filing.village_code,
        village_code=filing.village_code,
        wave=standing.wave.name,
        post=Post.VILLAGE_HEAD.value,
        seats=1,
        held_on=standing.wave.begins_on,
        procedure=procedure,
        vote_form=vote_form,
        candidates=[
            CandidateIn(key=f"c{n}", person=each.nominee.person, origin=Candidacy.Origin(each.nominee.origin))
            for n, each in enumerate(ordered, start=1)
        ],
    )
    fix_slates(election=election, contests=[contest], actor=filing.actor, at=filing.at)
    row = SlateFixed.objects.create(
        election=election,
        village_code=filing.village_code,
        fixed_on=fixed_on,
        minutes_number=minutes_number,
        reason=reason,
        recorded_at=filing.at,
    )
    body = {"fixed_on": fixed_on, "minutes_number": minutes_number, "objections": [o.what.value for o in objections]}
    _log(filing, "nominate.slate_fixed", body, facts={"reason": reason} if reason else None)
    return row


@action
def name_at_meeting(*, filing: Filing, name: str, sex: str, born_in: int | None, origin: Candidacy.Origin) -> Candidacy:
    """Tự ứng cử, đề cử tại cuộc họp (A22-09, A23-08): the meeting fixes its list before it votes, in any round.

    Nobody is taken off here: who withdraws on the day stops the desk (F-06).
    """
    _here(filing)
    refuse_if(not name.strip(), "nominate.name_missing")
    round_ = round_in_the_hall(filing.election, filing.village_code)
    refuse_if(round_.procedure != Procedure.MEETING, "nominate.not_at_a_meeting", place=filing.village_code)
    listed = list(Candidacy.objects.filter(contest=round_.contest).select_related("person").order_by("position"))
    known = [each for each in listed if may_be_one_person(name, born_in, each.person.name, each.person.born_in)]
    refuse_if(any(each.key in round_.slate for each in known), "nominate.nominated_already", name=name)
    _, team = team_of(filing.election, filing.village_code)
    counts = any(may_be_one_person(name, born_in, m.person.name, m.person.born_in) for m in team)
    refuse_if(counts, "nominate.team_member_stands", name=name)
    rulebook = rulebooks.by_code(filing.election.rulebook)
    assert isinstance(rulebook, HeadRulebook)
    objections = rulebook.slate_objections([HeadNominee(name, born_in, introduced=False)], [], round_.held_on)
    refuse_if(any(each.what is Objection.TOO_YOUNG for each in objections), "nominate.too_young", name=name)
    row = known[0] if known else None
    if row is None:
        used = {each.key for each in listed}
        row = Candidacy.objects.create(
            contest=round_.contest,
            key=next(key for key in (f"c{n}" for n in range(1, len(used) + 2)) if key not in used),
            person=_person(KnownPeople(Side.STATE, {filing.village_code}), filing, name, sex, born_in),
            position=max((each.position for each in listed), default=0) + 1,
            origin=origin.value,
        )
    round_.slate = [*round_.slate, row.key]
    round_.save(update_fields=["slate"])
    body = {"round": round_.number, "key": row.key, "origin": origin.value, "slate": round_.slate}
    _log(filing, "nominate.named_at_meeting", body, facts={"name": name, "born_in": born_in})
    return row


def _once(
    filing: Filing, model: type[Once], nominee: int, paper_number: str, day_field: str, day: date, event: str
) -> Once:
    """A paper that a nominee has once."""
    _open(filing)
    file = _nominee(filing, nominee)
    refuse_if(not paper_number.strip(), "nominate.paper_missing")
    refuse_too_long(model, paper_number=paper_number)
    _not_yet(filing, day)
    there = file.agreement is not None and model is NomineeAgreement
    refuse_if(there, "nominate.agreed_already", name=file.nominee.person.name)
    given = {"nominee": file.nominee, "paper_number": paper_number, day_field: day, "recorded_at": filing.at}
    row = model._default_manager.create(**given)
    _log(filing, event, {"nominee": nominee, day_field: day}, facts={"paper_number": paper_number})
    return row


def _personnel_done(filing: Filing) -> None:
    """A22-02, A23-07: whoever the Front introduces went through its conference, and the chi ủy agreed.

    The number is that of the conference's minutes: the paper of the chi ủy stays a fact of its own event.
    """
    files = nominees_of(filing.election, filing.village_code)
    introduced = [
        each for each in files if each.withdrawal is None and each.nominee.origin == Candidacy.Origin.INTRODUCED
    ]
    days, minutes = [], ""
    for each in introduced:
        front = [vote.conference for vote in each.votes if vote.conference.kind == Conference.Kind.FRONT]
        if not front or each.agreement is None:
            return
        days += [front[-1].held_on, each.agreement.agreed_on]
        minutes = front[-1].minutes_number
    if days:
        _step_done(filing, PreparatoryStep.PERSONNEL, done_on=max(days), decision_number=minutes)


def _step_done(filing: Filing, step: PreparatoryStep, *, done_on: date, decision_number: str) -> None:
    step_followed(
        election=filing.election,
        village_code=filing.village_code,
        step=step,
        done_on=done_on,
        decision_number=decision_number,
        actor=filing.actor,
        at=filing.at,
    )


def _nominee(filing: Filing, number: int) -> NomineeFile:
    found = [each for each in nominees_of(filing.election, filing.village_code) if each.nominee.number == number]
    refuse_if(not found, "nominate.no_such_nominee")
    refuse_if(found[0].withdrawal, "nominate.withdrawn_already", name=found[0].nominee.person.name)
    return found[0]


def _person(known: KnownPeople, filing: Filing, name: str, sex: str, born_in: int | None) -> Person:
    """One person in the village is one row, so that a head who stands again is known as re-elected."""
    person = known.find_or_add(filing.village_code, name=name, sex=sex, born_in=born_in)
    if person.pk is None:
        person.save()
    return person


def _here(filing: Filing) -> None:
    require_side(Side.STATE)
    known = Standing.objects.filter(election=filing.election, village_code=filing.village_code).exists()
    refuse_if(not known, "ballot.no_such_village", place=filing.village_code)


def _open(filing: Filing) -> None:
    _here(filing)
    refuse_if(slate_is_closed(filing.election, filing.village_code), "nominate.slate_is_closed")


def _not_yet(filing: Filing, day: date) -> None:
    if day > filing.today:
        raise Refused("nominate.not_yet", day=day_words(day))


def _log(filing: Filing, type_: str, body: Mapping[str, Any], *, facts: Mapping[str, Any] | None = None) -> None:
    log(
        [Happened(type=type_, place_code=filing.village_code, actor=filing.actor, body=body, facts=facts or {})],
        side=Side.STATE,
        election_id=filing.election.id,
        election_code=filing.election.code,
        at=filing.at,
    )
