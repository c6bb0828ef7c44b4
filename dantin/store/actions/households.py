"""Danh sách ở thôn: người đại diện thay đổi, niêm yết, khiếu nại, chốt số. The number of households never moves."""

from datetime import date, datetime

from dantin.core.aggregate import HeadState
from dantin.core.plan import PreparatoryStep
from dantin.core.register import Electorate, also_represents
from dantin.core.values import Side
from dantin.store.models import (
    Election,
    Household,
    HouseholdRepresentative,
    Place,
    RegisterPosting,
    Roll,
    RollComplaint,
    RollComplaintAnswer,
    Standing,
)
from dantin.store.readers.households import (
    day_words,
    households_of,
    open_complaints,
    represented,
    roll_of,
    village_then,
)
from dantin.store.readers.nominees import team_of
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .preparation import step_followed
from .register import RollIn, certify_rolls
from .territory import new_person
from .transaction import action, require_side

_BEFORE_THE_BALLOT = {
    HeadState.NOT_STARTED.value,
    HeadState.VOTING.value,
    HeadState.RERUN.value,
    HeadState.NO_QUORUM.value,
    HeadState.POSTPONED.value,
}


@action
def replace_representative(
    *,
    election: Election,
    village_code: str,
    household: int,
    name: str,
    sex: str,
    born_in: int | None,
    authority: HouseholdRepresentative.Authority,
    paper: str,
    on: date,
    another_person_because: str = "",
    actor: str,
    at: datetime,
) -> HouseholdRepresentative:
    """Thay người đại diện một hộ (F-16): who before stays in the register; the same day corrects the same day.

    The paper and the name are facts of the event; of the body only the household and the kind of authority.
    """
    village = _village(election, village_code)
    standing = Standing.objects.get(election=election, village_code=village_code)
    refuse_if(standing.state not in _BEFORE_THE_BALLOT, "register.ballot_received")
    row = Household.objects.filter(village=village, number=household).first()
    if row is None:
        raise Refused("register.no_such_household", household=household)
    refuse_if(not name.strip(), "register.name_missing")
    needs_paper = authority != HouseholdRepresentative.Authority.HEAD
    refuse_if(needs_paper and not paper.strip(), "register.authority_missing")
    others = also_represents(household, name, born_in, represented(households_of(village)))
    refuse_if(
        others and not another_person_because.strip(),
        "register.represents_another",
        name=name,
        households=", ".join(str(each) for each in others),
    )
    person = new_person(Side.STATE, name=name, sex=sex, born_in=born_in)
    person.save()
    found, _ = HouseholdRepresentative.objects.update_or_create(
        household=row, since=on, defaults={"person": person, "authority": authority.value}
    )
    facts = {"name": name, "paper": paper}
    if others:
        facts["another_person_because"] = another_person_because
    body = {"household": household, "authority": authority.value, "since": on, "same_name_as": list(others)}
    _log(election, village_code, "register.representative_replaced", body, actor=actor, at=at, facts=facts)
    return found


@action
def post_register(
    *,
    election: Election,
    village_code: str,
    posted_on: date,
    posted_at: str,
    with_decision: bool = False,
    today: date,
    actor: str,
    at: datetime,
) -> RegisterPosting:
    """Niêm yết danh sách: the day and the place; `with_decision` when the decision on the team hangs beside it
    (A22-06, A23-06), which is then a step of the plan."""
    _village(election, village_code)
    refuse_if(not posted_at.strip(), "register.posting_place_missing")
    refuse_too_long(RegisterPosting, posted_at=posted_at)
    refuse_if(posted_on > today, "register.not_yet", day=day_words(posted_on))
    team, _ = team_of(election, village_code)
    refuse_if(with_decision and team is None, "register.no_decision_to_post")
    if with_decision and team is not None and posted_on < team.decided_on:
        raise Refused("register.posted_before_decision", day=day_words(posted_on), decided=day_words(team.decided_on))
    given = {"election": election, "village_code": village_code, "posted_on": posted_on, "posted_at": posted_at}
    refuse_if(RegisterPosting.objects.filter(**given).exists(), "register.posted_already")
    row = RegisterPosting.objects.create(**given, recorded_at=at)
    body: dict[str, object] = {"posted_on": posted_on, "posted_at": posted_at}
    if with_decision and team is not None:
        body["decision_number"] = team.decision_number
    _log(election, village_code, "register.posted", body, actor=actor, at=at)
    if with_decision and team is not None:
        step_followed(
            election=election,
            village_code=village_code,
            step=PreparatoryStep.PUBLISH,
            done_on=posted_on,
            decision_number=team.decision_number,
            actor=actor,
            at=at,
        )
    return row


@action
def receive_complaint(
    *,
    election: Election,
    village_code: str,
    received_on: date,
    who: str,
    what: str,
    today: date,
    actor: str,
    at: datetime,
) -> RollComplaint:
    """Nhận khiếu nại về danh sách, before the number is certified (F-18)."""
    _village(election, village_code)
    refuse_if(not who.strip() or not what.strip(), "register.complaint_empty")
    refuse_if(received_on > today, "register.not_yet", day=day_words(received_on))
    roll = roll_of(election, village_code)
    if roll is not None:
        raise Refused("register.complaint_after_roll", day=day_words(roll.certified_on))
    number = RollComplaint.objects.filter(election=election, village_code=village_code).count() + 1
    row = RollComplaint.objects.create(
        election=election, village_code=village_code, number=number, received_on=received_on, recorded_at=at
    )
    body = {"number": number, "received_on": received_on}
    facts = {"who": who, "what": what}
    _log(election, village_code, "register.complaint_received", body, actor=actor, at=at, facts=facts)
    return row


@action
def answer_complaint(
    *,
    election: Election,
    village_code: str,
    number: int,
    answered_on: date,
    decision_number: str,
    upheld: bool,
    answer: str,
    today: date,
    actor: str,
    at: datetime,
) -> RollComplaintAnswer:
    """Trả lời khiếu nại; a list that was wrong is corrected as a list, the answer only says so."""
    _village(election, village_code)
    row = RollComplaint.objects.filter(election=election, village_code=village_code, number=number).first()
    if row is None:
        raise Refused("register.no_such_complaint", number=number)
    answered = RollComplaintAnswer.objects.filter(complaint=row).exists()
    refuse_if(answered, "register.complaint_answered", number=number)
    refuse_if(not decision_number.strip() or not answer.strip(), "register.answer_empty")
    refuse_too_long(RollComplaintAnswer, decision_number=decision_number)
    refuse_if(answered_on > today, "register.not_yet", day=day_words(answered_on))
    refuse_if(answered_on < row.received_on, "register.answer_before_complaint", day=day_words(answered_on))
    given = RollComplaintAnswer.objects.create(
        complaint=row, answered_on=answered_on, decision_number=decision_number, upheld=upheld, recorded_at=at
    )
    body = {"number": number, "answered_on": answered_on, "decision_number": decision_number, "upheld": upheld}
    facts = {"answer": answer}
    _log(election, village_code, "register.complaint_answered", body, actor=actor, at=at, facts=facts)
    return given


@action
def certify_village(
    *, election: Election, village_code: str, count: int | None, on: date, actor: str, at: datetime
) -> Roll:
    """Chốt danh sách một thôn: where its households are known the number is theirs, and no other is taken."""
    village = _village(election, village_code)
    roll = roll_of(election, village_code)
    if roll is not None:
        raise Refused("register.already_certified", count=roll.count, day=day_words(roll.certified_on))
    waiting = open_complaints(election, village_code)
    refuse_if(waiting, "register.complaints_open", numbers=", ".join(str(each) for each in waiting))
    refuse_if(not election.electorate, "register.electorate_open")
    if not count:
        raise Refused("register.count_missing")
    households = Household.objects.filter(village=village).count()
    of_households = election.electorate == Electorate.HOUSEHOLD_REPRESENTATIVES and households > 0
    differs = of_households and count != households
    refuse_if(differs, "register.count_differs", count=count, households=households)
    source = Roll.Source.HOUSEHOLDS if of_households else Roll.Source.CERTIFIED_TOTAL
    certify_rolls(
        election=election,
        electorate=election.electorate,
        rolls=[RollIn(village_code=village_code, count=count, source=source)],
        certified_on=on,
        actor=actor,
        at=at,
    )
    body: dict[str, object] = {"count": count, "source": source.value, "certified_on": on}
    _log(election, village_code, "register.roll_certified", body, actor=actor, at=at)
    return Roll.objects.get(election=election, village=village)


def _village(election: Election, village_code: str) -> Place:
    require_side(Side.STATE)
    village = village_then(election, village_code)
    known = village and Standing.objects.filter(election=election, village_code=village_code).exists()
    refuse_if(not known, "ballot.no_such_village", place=village_code)
    assert village is not None
    return village


def _log(
    election: Election,
    village_code: str,
    type_: str,
    body: dict[str, object],
    *,
    actor: str,
    at: datetime,
    facts: dict[str, str] | None = None,
) -> None:
    log(
        [Happened(type=type_, place_code=village_code, actor=actor, body=body, facts=facts or {})],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
