"""Gọi bầu bổ sung (F-26): an election of one village, for the rest of the term, after its head left office."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dantin.core import afterwards
from dantin.core.values import Side
from dantin.locale.words import full_name, head_title
from dantin.store.models import ByElection, Election, Place, Ruling
from dantin.store.readers.by_elections import last_year_of_term
from dantin.store.readers.periods import place_on
from dantin.store.readers.rulings import facts_of
from dantin.store.refusals import refuse_if

from .calling import ElectionIn, WaveIn, call_election, check_call, open_choices
from .lengths import refuse_too_long
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class ByElectionIn:
    """Quyết định bầu người mới: the law of `called_on` rules it, whatever ruled the election before."""

    village_code: str
    decision_number: str
    called_on: date
    held_on: date
    electorate: str
    procedure: str
    vote_form: str


@action
def call_by_election(*, before: Election, call: ByElectionIn, actor: str, at: datetime) -> Election:
    """Call the election that fills the vacancy which `before` left in this village; its term ends with that one's."""
    given, vacancy = check_by_election(before=before, call=call, at=at)
    election = call_election(election=given, actor=actor, at=at)
    ByElection.objects.create(election=election, vacancy=vacancy)
    return election


def check_by_election(*, before: Election, call: ByElectionIn, at: datetime) -> tuple[ElectionIn, Ruling]:
    """What would be called, for which vacancy; refuses what cannot be called, before anything is written."""
    require_side(Side.STATE)
    facts, place = facts_of(before, {call.village_code}).get(call.village_code), call.village_code
    left = None if facts is None else afterwards.vacancy(facts.values)
    refuse_if(facts is None or left is None, "after.not_vacant_to_fill", place=place)
    assert facts is not None
    assert left is not None
    vacancy = facts.named(left.number)
    assert vacancy is not None
    refuse_if(ByElection.objects.filter(vacancy=vacancy).exists(), "after.by_election_called", place=place)
    refuse_if(not call.decision_number, "after.number_missing", place=place)
    refuse_too_long(Election, decision_number=call.decision_number)
    refuse_if(call.called_on > timezone.localtime(at).date(), "after.day_to_come", place=place)
    refuse_if(call.called_on < left.decided_on, "after.called_before_leaving", left=f"{left.decided_on:%d/%m/%Y}")
    last = last_year_of_term(before, facts.rulings)
    refuse_if(call.held_on.year > last, "after.term_is_over", place=place, last=last)
    given = _as_election(before, call)
    missing = open_choices(given, check_call(given).rulebook)
    refuse_if(missing, "after.choices_missing", place=place)
    return given, vacancy


def _as_election(before: Election, call: ByElectionIn) -> ElectionIn:
    village = place_on(call.village_code, call.called_on, level=Place.Level.VILLAGE)
    title = "Bầu bổ sung"
    if village is not None:
        named = full_name(village.kind, village.name)  # it begins with its kind, here inside a sentence
        title = f"Bầu bổ sung {head_title(village.kind).lower()}, {named[:1].lower()}{named[1:]}"
    held = f"{call.held_on:%d/%m/%Y}"
    earlier = Ruling.objects.filter(village_code=call.village_code).exclude(by_election=None).count()
    return ElectionIn(
        side=Side.STATE,
        code=f"BS-{call.village_code}-{earlier + 1}",
        title=title[: Election._meta.get_field("title").max_length],
        province_code=before.province.code,
        called_on=call.called_on,
        decision_number=call.decision_number,
        held_on=call.held_on,
        term_begins_in=before.term_begins_in,
        term_ends_in=before.term_ends_in,
        waves=[
            WaveIn(
                name=held,
                is_pilot=False,
                begins_on=call.held_on,
                ends_on=call.held_on,
                villages=(call.village_code,),
            )
        ],
        electorate=call.electorate,
        procedure=call.procedure,
        vote_form=call.vote_form,
    )
