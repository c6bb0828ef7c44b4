"""Nạp quyết định bầu bổ sung: each fills a vacancy on record in the election named; one called already stays."""

from typing import Any

from dantin.imports.reading import Reading
from dantin.store.actions.by_election import ByElectionIn, call_by_election, check_by_election
from dantin.store.models import ByElection
from dantin.store.readers.rulings import facts_of
from dantin.store.refusals import Refused, refuse_if

from .plan import Plan, Source

_COLUMN_OF = {
    "after.day_to_come": "called_on",
    "after.called_before_leaving": "called_on",
    "after.choices_missing": "electorate",
    "after.term_is_over": "held_on",
    "plan.no_rule_in_force": "called_on",
    "plan.no_such_village": "village_code",
    "plan.held_before_called": "held_on",
    "plan.unlawful_choice": "electorate",
}


def plan(reading: Reading, source: Source) -> Plan:
    """The by-elections not yet called; a decision already written as the row says stays, another is a fault."""
    before = source.election
    refuse_if(before is None, "import.election_needed", what="Quyết định bầu bổ sung")
    assert before is not None
    villages = {row.village_code for row in reading.rows}
    called = {
        one.vacancy.village_code: one
        for one in ByElection.objects.filter(vacancy__election=before, vacancy__village_code__in=villages)
        .select_related("election", "vacancy")
        .order_by("id")
    }
    known = facts_of(before, villages)
    given: list[ByElectionIn] = []
    same = 0
    for row in reading.rows:
        if row.village_code not in known:
            reading.fault(row.at, "village_code", f"cuộc bầu này không có thôn mã {row.village_code}")
            continue
        kept = called.get(row.village_code)
        if kept is not None and _is(kept, row):
            same += 1
            continue
        call = ByElectionIn(
            village_code=row.village_code,
            decision_number=row.decision_number,
            called_on=row.called_on,
            held_on=row.held_on,
            electorate=row.electorate or "",
            procedure=row.procedure,
            vote_form=row.vote_form,
        )
        try:
            check_by_election(before=before, call=call, at=source.at)
        except Refused as refused:
            reading.fault(row.at, _COLUMN_OF.get(refused.code, "village_code"), str(refused))
        else:
            given.append(call)

    def write() -> None:
        for call in given:
            call_by_election(before=before, call=call, actor=source.actor, at=source.at)

    return Plan(write=write, new=len(given), same=same)


def _is(kept: ByElection, row: Any) -> bool:
    """Whether the by-election called is the one the row speaks of."""
    one = kept.election
    facts = (one.decision_number, one.called_on, one.held_on, one.electorate, one.procedure, one.vote_form)
    meant = (row.decision_number, row.called_on, row.held_on, row.electorate or one.electorate)
    return facts == (*meant, row.procedure, row.vote_form)
