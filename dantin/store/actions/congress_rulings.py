"""Ghi giấy tờ sau một đại hội: what may come and where it leads is the core's table (`core/after_congress.py`).

Nothing recorded before is changed: the annulled sitting, its endorsement and its papers stay beside the new one (F-51).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dantin.core import after_congress
from dantin.core.after_congress import CongressRulingKind
from dantin.core.aggregate import CellState
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.store.models import Congress, CongressRuling, Endorsement, HeadFromState, Member, Term
from dantin.store.readers.congress import Outcome, needs_an_appointment, outcomes
from dantin.store.readers.congress_rulings import as_values, rulings_of
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log_each
from .sittings import sit_again
from .standing import change_standings_of
from .transaction import action, require_side

_K = CongressRulingKind
EVENTS = {
    _K.SENT: "congress.report_sent",
    _K.RECEIVED: "congress.report_received",
    _K.RETURNED: "congress.file_returned",
    _K.COMPLAINT: "congress.complaint_taken",
    _K.ANSWERED: "congress.answered",
    _K.REFUSED: "congress.endorsement_refused",
    _K.ANNULLED: "congress.annulled",
    _K.APPOINTED: "congress.secretary_appointed",
    _K.HANDED_OVER: "congress.handed_over",
    _K.SEALED: "congress.ballots_sealed",
}
_NUMBERED = frozenset({_K.REFUSED, _K.ANNULLED, _K.APPOINTED})
_REASONED = frozenset({_K.RETURNED, _K.ANSWERED, _K.REFUSED, _K.ANNULLED})
_ABOUT = frozenset({_K.RETURNED, _K.COMPLAINT})


@dataclass(frozen=True, slots=True, kw_only=True)
class CongressRulingIn:
    """Một giấy tờ như người ta đưa. What a kind does not need stays empty."""

    congress: int
    kind: CongressRulingKind
    decided_on: date
    decision_number: str = ""
    reason: str = ""
    about: str = ""
    from_on: date | None = None
    answers: int | None = None
    member: int | None = None


@action
def record_congress_ruling(*, given: CongressRulingIn, actor: str, at: datetime) -> CongressRuling:
    """Record the paper and move its congress as the table says."""
    require_side(Side.PARTY)
    congress = Congress.objects.select_related("cell", "election").get(id=given.congress)
    rows = rulings_of([congress.id]).get(congress.id, [])
    result = outcomes([congress])[congress.id]
    endorsed = Endorsement.objects.filter(congress=congress).first()
    _refuse_unfinished(congress, given, today=timezone.localtime(at).date())
    answered, member = _judge(congress, rows, result, given, endorsed=endorsed)
    row = CongressRuling.objects.create(
        congress=congress,
        number=len(rows) + 1,
        kind=given.kind.value,
        answers=answered,
        decision_number=given.decision_number,
        decided_on=given.decided_on,
        from_on=given.from_on,
        about=given.about,
        reason=given.reason,
        member=member,
        recorded_by=actor,
        recorded_at=at,
    )
    state = _state_after(congress, row, member)
    _tell(row, state, actor=actor, at=at)
    match given.kind:
        case CongressRulingKind.APPOINTED:
            assert member is not None
            assert state is not None
            _begin_term(congress, member)
            change_standings_of(
                [(congress.election_id, congress.village_code, {"state": state.value, "incumbency": ""})], at=at
            )
        case CongressRulingKind.ANNULLED:
            assert given.from_on is not None
            _end_terms(congress, result)
            sit_again(congress, held_on=given.from_on, why=given.reason, actor=actor, at=at)
        case _:  # the congress stays as it stands
            pass
    return row


def _refuse_unfinished(congress: Congress, given: CongressRulingIn, *, today: date) -> None:
    place, kind = congress.cell.name, given.kind
    refuse_too_long(CongressRuling, decision_number=given.decision_number, reason=given.reason)
    refuse_if(not congress.current, "congress.set_aside", place=place)
    refuse_if(state_of(congress) not in after_congress.MAY_COME_IN[kind], f"congress.{kind}_not_now", place=place)
    refuse_if(kind in _NUMBERED and not given.decision_number, "after.number_missing", place=place)
    refuse_if(kind in _REASONED and not given.reason, "after.reason_missing", place=place)
    refuse_if(kind in _ABOUT and given.about not in CongressRuling.About, "congress.about_missing", place=place)
    refuse_if(given.decided_on > today, "after.day_to_come", place=place)
    before = given.decided_on < congress.held_on
    refuse_if(before, "congress.paper_before_congress", place=place, held=f"{congress.held_on:%d/%m/%Y}")


def _judge(
    congress: Congress,
    rows: list[CongressRuling],
    result: Outcome,
    given: CongressRulingIn,
    *,
    endorsed: Endorsement | None,
) -> tuple[CongressRuling | None, Member | None]:
    """The paper that it answers, and the member whom it names."""
    values, place, kind = as_values(rows), congress.cell.name, given.kind
    twice = kind in after_congress.ONCE and after_congress.newest(values, kind) is not None
    refuse_if(twice, "congress.paper_already", place=place, what=CongressRuling.Kind(kind).label)
    waiting = after_congress.open_questions(values)
    match kind:
        case CongressRulingKind.SENT | CongressRulingKind.COMPLAINT | CongressRulingKind.SEALED:
            pass
        case CongressRulingKind.RECEIVED:
            sent = after_congress.newest(values, _K.SENT)
            refuse_if(sent is not None and given.decided_on < sent.on, "congress.received_before_sent", place=place)
        case CongressRulingKind.RETURNED | CongressRulingKind.REFUSED:
            refuse_if(endorsed is not None, "congress.already_endorsed", place=place)
            refused = after_congress.newest(values, _K.REFUSED) is not None
            refuse_if(refused, "congress.endorsement_refused", place=place)
            returned = any(one.kind is _K.RETURNED for one in waiting)
            refuse_if(kind is _K.RETURNED and returned, "congress.returned_already", place=place)
        case CongressRulingKind.ANSWERED:
            asked = next((row for row in rows if row.number in {one.number for one in waiting}
                          and row.number == given.answers), None)  # fmt: skip
            refuse_if(asked is None, "congress.nothing_to_answer", place=place)
            assert asked is not None
            refuse_if(given.decided_on < asked.decided_on, "congress.answered_before", place=place)
            return asked, None
        case CongressRulingKind.ANNULLED:
            refuse_if(given.from_on is None, "congress.new_day_missing", place=place)
            refuse_if(given.from_on is not None and given.from_on < given.decided_on, "after.day_has_passed",
                      place=place)  # fmt: skip
        case CongressRulingKind.APPOINTED:
            return None, _appointed(congress, result, given)
        case CongressRulingKind.HANDED_OVER:
            refuse_if(endorsed is None, "congress.not_endorsed", place=place)
    return None, None


def _appointed(congress: Congress, result: Outcome, given: CongressRulingIn) -> Member:
    """B-32: from the committee that was elected, or from the official members of a cell without one."""
    place = congress.cell.name
    refuse_if(result.secretary is not None, "congress.secretary_elected", place=place)
    # where the congress did not fail three times the law allows it "when really necessary": somebody says why
    refuse_if(not needs_an_appointment(result) and not given.reason, "congress.appointed_why", place=place)
    among = may_be_appointed(congress, result)
    found = next((one for one in among if one.id == given.member), None)
    if found is None:
        raise Refused("congress.appointed_from_elsewhere", place=place)
    return found


def may_be_appointed(congress: Congress, result: Outcome) -> list[Member]:
    """Những người cấp trên chỉ định được (B-32)."""
    official = Member.objects.filter(cell=congress.cell_id, status=Member.Status.OFFICIAL).select_related("person")
    committee = result.holders.get(Post.COMMITTEE, [])
    if committee:
        official = official.filter(person__in=committee)
    return sorted(official, key=lambda one: one.person.sort_key)


def state_of(congress: Congress) -> CellState:
    """How far a congress is by its own record; one that is signed counts as either of the two."""
    if congress.signed_at is not None:
        return CellState.NOT_UNIFIED
    if congress.closed_at is not None:
        return CellState.DONE_TO_SIGN
    return CellState.NOT_STARTED if congress.opened_at is None else CellState.IN_CONGRESS


def _state_after(congress: Congress, row: CongressRuling, member: Member | None) -> CellState | None:
    head = HeadFromState.objects.filter(election=congress.election_id, village_code=congress.village_code).first()
    is_head = (
        head is not None
        and member is not None
        and (head.name, head.born_in) == (member.person.name, member.person.born_in)
    )
    return after_congress.leads_to(CongressRulingKind(row.kind), is_head=is_head)


def _tell(row: CongressRuling, state: CellState | None, *, actor: str, at: datetime) -> None:
    body = {
        "sitting": row.congress.number,
        "ruling": row.number,
        "decision_number": row.decision_number,
        "decided_on": row.decided_on,
        "from_on": row.from_on,
        "about": row.about,
        "answers": row.answers and row.answers.number,
        "state": state and state.value,
    }
    personal = {"reason": row.reason}
    if row.member is not None:
        personal |= {"name": row.member.person.name, "born_in": str(row.member.person.born_in or "")}
    happened = Happened(
        type=EVENTS[CongressRulingKind(row.kind)],
        place_code=row.congress.cell.code,
        actor=actor,
        body={name: value for name, value in body.items() if value not in (None, "")},
        facts={name: value for name, value in personal.items() if value},
    )
    log_each([(row.congress, happened)], side=Side.PARTY, at=at)


def _begin_term(congress: Congress, member: Member) -> None:
    Term.objects.create(
        side=Side.PARTY.value,
        person=member.person,
        post=Post.SECRETARY.value,
        unit_code=congress.cell.code,
        village_code=congress.village_code,
        begins_in=congress.election.term_begins_in,
        ends_in=congress.election.term_ends_in,
    )


def _end_terms(congress: Congress, result: Outcome) -> None:
    """Terms that began with an annulled congress never were; its endorsement stays on record."""
    people = {person for held in result.holders.values() for person in held}
    if result.appointed is not None:
        people.add(result.appointed)
    Term.objects.filter(
        side=Side.PARTY.value,
        unit_code=congress.cell.code,
        begins_in=congress.election.term_begins_in,
        person__in=people,
    ).delete()
