"""Ghi văn bản của người có thẩm quyền: what it may be and where it leads is the core's table (`core/afterwards.py`).

Nothing that was recorded before is changed: an annulled result, the old sheet and the old decision stay beside the new.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dantin.core import afterwards, rulebooks
from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.law import NoRule, Outcome
from dantin.core.rulebooks.village_head.decide import HeadRulebook
from dantin.core.rulebooks.village_head.record import interim_ends_in_time, lasts_beyond_the_term
from dantin.core.values import Side
from dantin.store.models import ByElection, Election, Round, Ruling, Sheet, Term
from dantin.store.readers.rulings import VillageFacts, facts_of
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .standing import change_standings
from .territory import new_person
from .transaction import action, require_side

EVENTS = {
    RulingKind.POSTPONED: "plan.poll_postponed",
    RulingKind.DAY_SET: "plan.day_set",
    RulingKind.INTERIM: "record.interim_appointed",
    RulingKind.REELECTION: "record.reelection_ordered",
    RulingKind.RETURNED: "record.file_returned",
    RulingKind.SUPERSEDED: "count.sheet_superseded",
    RulingKind.COMPLAINT: "record.complaint_taken",
    RulingKind.ANSWERED: "record.answered",
    RulingKind.ANNULLED: "decide.result_annulled",
    RulingKind.LEFT: "record.head_left",
    RulingKind.EXTENDED: "record.term_extended",
}
# What a paper must say, beside its day. A complaint or the answer of a team has no number of its own.
_UNNUMBERED = frozenset({RulingKind.RETURNED, RulingKind.COMPLAINT, RulingKind.ANSWERED, RulingKind.SUPERSEDED})
_REASONED = frozenset(
    {
        RulingKind.POSTPONED,
        RulingKind.REELECTION,
        RulingKind.RETURNED,
        RulingKind.SUPERSEDED,
        RulingKind.COMPLAINT,
        RulingKind.ANSWERED,
        RulingKind.ANNULLED,
    }
)
_HELD_BACK_BY_COMPLAINT = frozenset({RulingKind.INTERIM, RulingKind.REELECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingIn:
    """Một văn bản như người ta đưa. What a kind does not need stays empty."""

    village_code: str
    kind: RulingKind
    decided_on: date
    decision_number: str = ""
    reason: str = ""
    from_on: date | None = None
    until_on: date | None = None
    answers: int | None = None
    name: str = ""
    born_in: int | None = None
    ground: str = ""
    counts_as_first: bool | None = None


@action
def record_rulings(
    *, election: Election, rulings: Sequence[RulingIn], actor: str, at: datetime
) -> list[Ruling | Refused]:
    """Record each paper and move its village as the table says; one answer for each, in the order given."""
    require_side(Side.STATE)
    facts = facts_of(election, {given.village_code for given in rulings})
    answers: list[Ruling | Refused] = []
    for given in rulings:
        try:
            answers.append(_record(election, facts.get(given.village_code), given, actor=actor, at=at))
        except Refused as refusal:
            answers.append(refusal)
    return answers


def _record(election: Election, facts: VillageFacts | None, given: RulingIn, *, actor: str, at: datetime) -> Ruling:
    if facts is None:
        raise Refused("ballot.no_such_village", place=given.village_code)
    answered = _judge(election, facts, given, today=timezone.localtime(at).date())
    person = None
    if given.kind is RulingKind.INTERIM:
        person = new_person(Side.STATE, name=given.name, sex="", born_in=given.born_in)
        person.save()
    row = Ruling(
        election=election,
        village_code=given.village_code,
        number=len(facts.rulings) + 1,
        kind=given.kind.value,
        round=facts.round,
        answers=answered,
        decision_number=given.decision_number,
        decided_on=given.decided_on,
        reason=given.reason,
        from_on=given.from_on,
        until_on=given.until_on,
        person=person,
        ground=given.ground,
        counts_as_first=given.counts_as_first,
        recorded_by=actor,
        recorded_at=at,
    )
    row.save()
    _move(facts, row, at=at)
    facts.rulings.append(row)
    personal = {"reason": given.reason, "ground": given.ground, "name": given.name, "born_in": given.born_in}
    body = {
        "ruling": row.number,
        "decision_number": row.decision_number,
        "decided_on": row.decided_on,
        "round": facts.round and facts.round.number,
        "answers": answered and answered.number,
        "from_on": row.from_on,
        "until_on": row.until_on,
        "counts_as_first": row.counts_as_first,
    }
    log(
        [
            Happened(
                type=EVENTS[given.kind],
                place_code=row.village_code,
                actor=actor,
                body={name: value for name, value in body.items() if value not in (None, "")},
                facts={name: value for name, value in personal.items() if value},
            )
        ],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
    return row


def _judge(election: Election, facts: VillageFacts, given: RulingIn, *, today: date) -> Ruling | None:
    """Refuse what may not be recorded now; answers the ruling that this one answers."""
    place, kind = given.village_code, given.kind
    _refuse_unfinished(given, place, today)
    state = HeadState(facts.standing.state)
    refuse_if(state not in afterwards.MAY_COME_IN[kind], f"after.{kind.value}_not_now", place=place)
    waiting = [facts.named(ruling.number) for ruling in afterwards.unanswered(facts.values)]
    complaint = next((row for row in waiting if row and row.kind == RulingKind.COMPLAINT), None)
    refuse_if(complaint and kind in _HELD_BACK_BY_COMPLAINT, "after.complaint_open", place=place)
    match kind:
        case RulingKind.POSTPONED:
            undeclared = facts.round is None or facts.declaration is None
            refuse_if(not undeclared, "after.no_round_to_postpone", place=place)
            _refuse_past_day(given, place)
        case RulingKind.DAY_SET:
            refuse_if(given.from_on is None, "after.day_missing", place=place)
            _refuse_past_day(given, place)
        case RulingKind.INTERIM:
            return _judge_interim(election, facts, given, place)
        case RulingKind.REELECTION:
            refuse_if(facts.recognition, "after.already_recognised", place=place)
            refuse_if(given.counts_as_first is None, "after.which_vote", place=place)
            return next((row for row in waiting if row), None)
        case RulingKind.RETURNED:
            refuse_if(facts.recognition, "after.already_recognised", place=place)
            refuse_if(waiting, "after.returned_already", place=place)
        case RulingKind.SUPERSEDED:
            refuse_if(facts.result is None, "after.nothing_signed", place=place)
            refuse_if(facts.recognition, "after.recognised_so_annul", place=place)
            appointed = afterwards.interim(facts.values)
            refuse_if(appointed, "after.interim_appointed", place=place)
        case RulingKind.COMPLAINT | RulingKind.ANSWERED:
            if kind is RulingKind.COMPLAINT:
                return None
            answered = facts.named(given.answers)
            refuse_if(answered is None or answered not in waiting, "after.nothing_to_answer", place=place)
            return answered
        case RulingKind.ANNULLED:
            refuse_if(facts.result is None, "after.nothing_signed", place=place)
            refuse_if(given.counts_as_first is None, "after.which_vote", place=place)
            return complaint
        case RulingKind.LEFT:
            if afterwards.interim(facts.values) is None:
                refuse_if(facts.recognition is None, "after.nobody_in_office", place=place)
                refuse_if(afterwards.vacancy(facts.values), "after.left_already", place=place)
            refuse_if(given.from_on is None or given.ground not in Ruling.Ground, "after.day_missing", place=place)
        case RulingKind.EXTENDED:
            begun = facts.recognition is not None
            fills = ByElection.objects.filter(election=election).exists()
            refuse_if(fills and not begun, "after.nobody_in_office", place=place)
            refuse_if(
                state not in _BEFORE_THE_POLL and facts.recognition is None, "after.nobody_in_office", place=place
            )
            refuse_if(afterwards.vacancy(facts.values), "after.left_already", place=place)
            refuse_if(given.until_on is None, "after.day_missing", place=place)
            assert given.until_on is not None
            rulebook = _rulebook_of(given.decided_on)
            refuse_if(not rulebook.numbers.term_may_be_extended, "after.no_extension", place=place)
            refuse_if(given.until_on < given.decided_on, "after.ends_too_soon", place=place)
            lasts = lasts_beyond_the_term(rulebook.code, given.until_on, election.term_ends_in)
            refuse_if(
                lasts.outcome is not Outcome.MET, "after.extends_nothing", place=place, last=str(election.term_ends_in)
            )
    return None


_IN_OFFICE = frozenset({HeadState.ELECTED, HeadState.ELECTED_IN_RERUN})
_BEFORE_THE_POLL = frozenset({HeadState.NOT_STARTED, HeadState.POSTPONED})


def _refuse_unfinished(given: RulingIn, place: str, today: date) -> None:
    refuse_too_long(Ruling, decision_number=given.decision_number, reason=given.reason)
    refuse_if(given.kind not in _UNNUMBERED and not given.decision_number, "after.number_missing", place=place)
    refuse_if(given.kind in _REASONED and not given.reason, "after.reason_missing", place=place)
    refuse_if(given.decided_on > today, "after.day_to_come", place=place)
    backwards = given.from_on and given.until_on and given.until_on < given.from_on
    refuse_if(backwards, "after.ends_too_soon", place=place)


def _refuse_past_day(given: RulingIn, place: str) -> None:
    refuse_if(given.from_on is not None and given.from_on < given.decided_on, "after.day_has_passed", place=place)


def _judge_interim(election: Election, facts: VillageFacts, given: RulingIn, place: str) -> Ruling | None:
    """A22-14, A23-15: after the second failure; F-05: nobody stands; A22-20: the post is vacant."""
    refuse_if(not given.name or given.from_on is None or given.until_on is None, "after.interim_unnamed", place=place)
    assert given.from_on is not None
    assert given.until_on is not None
    serves, before = afterwards.interim(facts.values), afterwards.interim_before(facts.values)
    still = serves is not None and (serves.until_on is None or given.from_on <= serves.until_on)
    refuse_if(still, "after.interim_already", place=place)
    # GAP: whether another may follow is not said; whoever appoints says by what (law/truong-thon/lam-thoi.md)
    refuse_if(before is not None and not given.reason, "after.second_interim", place=place)
    state = HeadState(facts.standing.state)
    left, answered = afterwards.vacancy(facts.values), None
    rulebook = rulebooks.by_code(election.rulebook)
    assert isinstance(rulebook, HeadRulebook)
    if state in _IN_OFFICE:
        refuse_if(left is None, "after.not_vacant", place=place)
        assert left is not None
        begins = left.from_on or left.decided_on
        refuse_if(given.from_on < begins, "after.interim_before_vacancy", place=place, since=f"{begins:%d/%m/%Y}")
        rulebook = _rulebook_of(given.decided_on)
        answered = facts.named(left.number)
    elif state in _BEFORE_THE_POLL:
        stands = facts.round is not None and bool(facts.round.slate)
        extended = _in_transition(given.decided_on)
        refuse_if(stands and not extended, "after.somebody_stands", place=place)
    months = rulebook.numbers.interim_months
    in_time = interim_ends_in_time(rulebook.code, given.decided_on, given.until_on, months)
    last = afterwards.interim_ends_by(given.decided_on, months)
    refuse_if(
        in_time.outcome is not Outcome.MET,
        "after.interim_too_long",
        place=place,
        months=months,
        last=f"{last:%d/%m/%Y}",
    )
    return answered


def _rulebook_of(day: date) -> HeadRulebook:
    """The law of the day of the paper; a day of no known law stops and asks."""
    try:
        found = rulebooks.in_force("village_head", day)
    except NoRule as none:
        raise Refused("after.no_rule_in_force", day=f"{day:%d/%m/%Y}", why=none.hole.why) from None
    assert isinstance(found, HeadRulebook)
    return found


def _in_transition(day: date) -> bool:
    """A25-03: until the Government rules, the term is extended or an interim head appointed."""
    try:
        return _rulebook_of(day).numbers.term_may_be_extended
    except Refused:
        return False


_NO_RESULT = {"winner_votes": None, "winner_base": None, "incumbency": "", "done_at": None}


def _move(facts: VillageFacts, row: Ruling, *, at: datetime) -> None:
    kind, round_ = RulingKind(row.kind), facts.round
    state = afterwards.leads_to(
        kind, round_number=round_.number if round_ else 0, fills_vacancy=row.answers is not None
    )
    change: dict[str, object] = {}
    if state is not None:
        change["state"] = facts.standing.state = state.value
    match kind:
        case RulingKind.POSTPONED | RulingKind.DAY_SET if round_ is not None and row.from_on is not None:
            Round.objects.filter(id=round_.id).update(held_on=row.from_on)
        case RulingKind.SUPERSEDED:
            assert facts.sheet is not None
            assert round_ is not None
            facts.sheet = Sheet.objects.create(round=round_, side=Side.STATE.value, number=facts.sheet.number + 1)
            change |= _NO_RESULT
        case RulingKind.ANNULLED | RulingKind.REELECTION:
            change |= _NO_RESULT
            _end_term(facts)
    if change:
        change_standings(facts.standing.election_id, {row.village_code: change}, at=at)


def _end_term(facts: VillageFacts) -> None:
    """A term that began with an annulled result never was; its recognition stays on record."""
    if facts.recognition is None or facts.contest is None:
        return
    Term.objects.filter(
        side=Side.STATE.value,
        post=Term.Post.VILLAGE_HEAD,
        unit_code=facts.contest.unit_code,
        begins_in=facts.contest.election.term_begins_in,
        person__candidacy__contest=facts.contest,
    ).delete()
