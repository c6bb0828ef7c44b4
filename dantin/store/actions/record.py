"""Nhận báo cáo, công nhận trưởng thôn (A22-15): by the commune's chairman; only from it is the head in office."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dantin.core.values import Side
from dantin.store.models import Account, Candidacy, Declaration, Election, Event, Recognition, ReportReceipt, Term
from dantin.store.readers.accounts import is_same_person
from dantin.store.readers.rulings import facts_of, no_longer_standing, withheld_by
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log, log_each
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionIn:
    """Quyết định công nhận: number and day, for one declaration."""

    declaration: int
    decision_number: str
    decided_on: date


@action
def receive_report(
    *, election: Election, village_code: str, report_number: str, received_on: date, actor: str, at: datetime
) -> ReportReceipt:
    """Note on which day the commune received the report of the election team; the newest note counts."""
    require_side(Side.STATE)
    facts = facts_of(election, {village_code}).get(village_code)
    result = None if facts is None else facts.result
    if facts is None or facts.round is None or result is None or result.outcome != "elected":
        raise Refused("record.nothing_to_receive", place=village_code)
    refuse_if(received_on > timezone.localtime(at).date(), "record.received_to_come", place=village_code)
    held_on = facts.round.held_on
    refuse_if(received_on < held_on, "record.received_before_poll", place=village_code, held_on=f"{held_on:%d/%m/%Y}")
    refuse_too_long(ReportReceipt, report_number=report_number)
    newest = ReportReceipt.objects.filter(declaration=result).order_by("-id").first()
    if newest is not None and (newest.report_number, newest.received_on) == (report_number, received_on):
        return newest
    row = ReportReceipt.objects.create(
        declaration=result,
        village_code=village_code,
        report_number=report_number,
        received_on=received_on,
        recorded_by=actor,
        recorded_at=at,
    )
    body = {"received_on": received_on, "round": facts.round.number, "report_number": report_number}
    log(
        [
            Happened(
                type="record.report_received",
                place_code=village_code,
                actor=actor,
                body={name: value for name, value in body.items() if value != ""},
            )
        ],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
    return row


@action
def recognise(*, decisions: Sequence[RecognitionIn], actor: str, at: datetime) -> list[Recognition | Refused]:
    """Recognise each elected head; the new term of office begins with it."""
    require_side(Side.STATE)
    declared = {
        row.id: row
        for row in Declaration.objects.filter(
            id__in=[d.declaration for d in decisions], side=Side.STATE.value
        ).select_related("round__contest__election")
    }
    done = set(Recognition.objects.filter(declaration__in=declared).values_list("declaration_id", flat=True))
    people = {
        (c.contest_id, c.key): c.person
        for c in Candidacy.objects.filter(contest__in=[d.round.contest_id for d in declared.values()]).select_related(
            "person"
        )
    }
    fallen = no_longer_standing(declared.values())
    elections = {row.round.contest.election_id for row in declared.values()}
    villages = {row.round.contest.village_code for row in declared.values()}
    withheld = {(of, village) for of in elections for village in withheld_by(of, villages)}
    own = _declared_by(actor, declared.values())
    answers: list[Recognition | Refused] = []
    terms: list[Term] = []
    for given in decisions:
        row = declared.get(given.declaration)
        if row is None:
            answers.append(Refused("record.no_such_declaration", declaration=given.declaration))
            continue
        contest = row.round.contest
        try:
            refuse_if(row.outcome != "elected", "record.nobody_elected", place=contest.unit_code)
            refuse_if(row.id in done, "record.already_recognised", place=contest.unit_code)
            refuse_if(row.id in fallen, "record.no_longer_stands", place=contest.unit_code)
            held_back = (contest.election_id, contest.village_code) in withheld
            refuse_if(held_back, "after.complaint_open", place=contest.unit_code)
            refuse_if(row.id in own, "record.declared_by_recogniser", place=contest.unit_code)
            refuse_too_long(Recognition, decision_number=given.decision_number)
        except Refused as refusal:
            answers.append(refusal)
            continue
        person = people[contest.id, row.elected[0]]
        if person.born_in is None:  # the Party side knows the head by name and year
            answers.append(Refused("record.birth_year_missing", place=contest.unit_code))
            continue
        done.add(row.id)
        answers.append(
            Recognition(
                declaration=row,
                village_code=contest.village_code,
                name=person.name,
                born_in=person.born_in,
                decision_number=given.decision_number,
                decided_on=given.decided_on,
            )
        )
        terms.append(
            Term(
                side=Side.STATE.value,
                person=person,
                post=Term.Post.VILLAGE_HEAD,
                unit_code=contest.unit_code,
                village_code=contest.village_code,
                begins_in=contest.election.term_begins_in,
                ends_in=contest.election.term_ends_in,
            )
        )
    rows = [a for a in answers if isinstance(a, Recognition)]
    Recognition.objects.bulk_create(rows)
    # who left and is elected again at the by-election holds the one term on
    held = set(
        Term.objects.filter(person__in=[t.person for t in terms], post=Term.Post.VILLAGE_HEAD).values_list(
            "person_id", "unit_code", "begins_in"
        )
    )
    Term.objects.bulk_create([t for t in terms if (t.person.id, t.unit_code, t.begins_in) not in held])
    log_each(
        (
            (
                r.declaration.round.contest,
                Happened(
                    type="record.recognised",
                    place_code=r.village_code,
                    actor=actor,
                    body={"decision_number": r.decision_number, "decided_on": r.decided_on},
                    facts={"head": {"name": r.name, "born_in": r.born_in}},
                ),
            )
            for r in rows
        ),
        side=Side.STATE,
        at=at,
    )
    return answers


def _declared_by(actor: str, rows: Collection[Declaration]) -> set[int]:
    """Those whose conclusion was signed by the person whose account this is; without an account, none."""
    account = Account.objects.filter(login=actor).first()
    if account is None:
        return set()
    signed = Event.objects.filter(
        stream__election__in={row.round.contest.election_id for row in rows},
        stream__place_code__in={row.round.contest.unit_code for row in rows},
        type="decide.declared",
    ).order_by("id")
    signers = {
        (of, place, round_): login
        for of, place, round_, login in signed.values_list(
            "stream__election", "stream__place_code", "body__round", "actor"
        )
    }
    persons = {one.login for one in Account.objects.filter(login__in=signers.values()) if is_same_person(one, account)}
    signed_by = {
        row.id: signers.get((row.round.contest.election_id, row.round.contest.unit_code, row.round.number))
        for row in rows
    }
    return {id_ for id_, login in signed_by.items() if login in persons}
