"""Triệu tập lại đại hội: a sitting without quorum, or annulled, is followed by another; its own record stays."""

from datetime import date, datetime

from django.db.models import Max

from dantin.core.aggregate import CellState
from dantin.core.law import Outcome
from dantin.core.rulebooks.party_cell.decide import enough_are_present
from dantin.core.values import Side
from dantin.store.models import Congress, Declaration, Round, Sheet
from dantin.store.readers.congress import official_members
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log_each
from .standing import change_standings_of
from .transaction import action, require_side

# What a sitting leaves behind on the row of its village is not the next one's.
_UNDONE = {
    "state": CellState.NOT_STARTED.value,
    "winner_votes": None,
    "winner_base": None,
    "incumbency": "",
    "done_at": None,
}


@action
def reconvene(*, congress: int, held_on: date, why: str, actor: str, at: datetime) -> Congress:
    """Triệu tập lại vì không đủ hai phần ba (B-06): on another day, by a new count of those who come."""
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=congress)
    official = official_members([row.cell_id]).get(row.cell_id, 0)
    counted_short = row.present is not None and (
        enough_are_present(row.election.rulebook, row.present, official).outcome is Outcome.NOT_MET
    )
    short = (
        counted_short
        or Declaration.objects.filter(
            round__contest__election=row.election,
            round__contest__unit_code=row.cell.code,
            answer__next__step="reconvene",
        ).exists()
    )
    open_ = row.current and row.opened_at is not None and row.closed_at is None
    refuse_if(not open_ or not short, "congress.quorum_was_met", place=row.cell.name)
    return sit_again(row, held_on=held_on, why=why, actor=actor, at=at)


def sit_again(row: Congress, *, held_on: date, why: str, actor: str, at: datetime) -> Congress:
    """The next sitting of this congress, with a first round of every post; call inside an action."""
    refuse_if(held_on <= row.held_on, "congress.sits_again_later", place=row.cell.name)
    refuse_too_long(Congress, convened_why=why)
    Congress.objects.filter(id=row.id).update(current=False)
    again = Congress.objects.create(
        election_id=row.election_id,
        wave_id=row.wave_id,
        cell_id=row.cell_id,
        village_code=row.village_code,
        number=row.number + 1,
        convened_at=at,
        convened_why=why,
        held_on=held_on,
    )
    rounds = []
    held = Round.objects.filter(contest__election=row.election_id, contest__unit_code=row.cell.code)
    last = dict(held.values_list("contest").annotate(Max("number")))
    for before in held.select_related("contest").order_by("contest_id", "number"):
        if before.number == before.first_number:
            first = before  # the slate with which the sitting began
        if before.number == last[before.contest_id]:
            rounds.append(
                Round(
                    contest=before.contest,
                    number=before.number + 1,
                    first_number=before.number + 1,
                    held_on=held_on,
                    procedure=before.procedure,
                    vote_form=before.vote_form,
                    seats=before.contest.seats,
                    slate=first.slate,
                )
            )
    Round.objects.bulk_create(rounds)
    Sheet.objects.bulk_create([Sheet(round=r, side=Side.PARTY.value) for r in rounds])
    body = {"sitting": again.number, "held_on": held_on}
    happened = Happened(
        type="congress.convened_again", place_code=row.cell.code, actor=actor, body=body, facts={"why": why}
    )
    log_each([(row, happened)], side=Side.PARTY, at=at)
    change_standings_of([(row.election_id, row.village_code, _UNDONE)], at=at)
    return again
