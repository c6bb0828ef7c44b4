"""Đại hội: from the recognised head to the endorsed secretary, with the gates between."""

from datetime import date

import pytest

from dantin.core.values import Side
from dantin.store.actions.congress import (
    EndorsementIn,
    OpeningIn,
    close_congresses,
    endorse,
    open_congresses,
    sign_minutes,
)
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.actions.plan import RoundIn, open_rounds
from dantin.store.models import Congress, Standing, Term
from dantin.store.readers.standings import differences

from .world import (
    CELL,
    CONGRESS_MORNING,
    Device,
    congress_figures,
    moment,
    party_election,
    sheet_of,
    state_election,
)
from .world import head_from_state as head

pytestmark = pytest.mark.django_db


def at(minutes):
    return moment(minutes, CONGRESS_MORNING)


@pytest.fixture
def congress():
    state_election()
    party_election()
    return Congress.objects.get()


def opened(congress, present=8):
    [answer] = open_congresses(openings=[OpeningIn(congress=congress.id, present=present)], actor="ct", at=at(0))
    return answer


def vote(votes, *, present=8, number=1, minute=10):
    sheet = sheet_of(CELL, post="secretary", number=number)
    given = congress_figures(present=present, votes=votes)
    readers = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
    submit_readings(side=Side.PARTY, readings=[d.read(sheet, given) for d in readers], at=at(minute))
    [row] = declare(side=Side.PARTY, sheets=[sheet.id], actor="truong-ban-kiem-phieu", at=at(minute + 1))
    return row


def finish(congress):
    [closed] = close_congresses(congresses=[congress.id], actor="ct", at=at(60))
    [signed] = sign_minutes(congresses=[congress.id], actor="ct", at=at(70))
    return closed, signed


def standing():
    return Standing.objects.get(election__side="party")


def test_the_whole_road_to_the_endorsed_secretary(congress):
    head()
    opened(congress)
    assert standing().state == "in_congress"
    row = vote(8)
    assert (row.rulebook, row.outcome) == ("PC-2014", "elected")
    assert row.answer["base"] == {"name": "adjusted_convened", "count": 8, "needed": 5}
    close_congresses(congresses=[congress.id], actor="ct", at=at(60))
    assert standing().state == "done_to_sign"
    sign_minutes(congresses=[congress.id], actor="ct", at=at(70))
    after = standing()
    assert (after.state, after.incumbency, after.done_at) == ("unified", "not_stated", at(60))
    decision = EndorsementIn(congress=congress.id, decision_number="9-QĐ/ĐU", decided_on=date(2022, 7, 12))
    endorse(decisions=[decision], actor="dang-uy", at=at(9000))
    assert Term.objects.filter(post="secretary", unit_code=CELL, begins_in=2022).count() == 1


def test_a_congress_does_not_open_before_the_head_is_recognised(congress):
    """F-56."""
    assert opened(congress).code == "congress.head_not_recognised"
    head(decided_on=date(2022, 7, 4))
    assert opened(congress).code == "congress.head_not_recognised"
    assert standing().state == "not_started"


def test_a_secretary_who_is_not_the_head_is_said_so(congress):
    head(name="Người Khác")
    opened(congress)
    vote(8)
    finish(congress)
    assert standing().state == "not_unified"


def test_it_does_not_close_while_a_post_is_open(congress):
    head()
    opened(congress)
    row = vote(4)
    assert (row.outcome, row.answer["next"]["step"]) == ("seats_left", "congress_decides_another_round")
    closed, signed = finish(congress)
    assert (closed.code, closed.facts["what"]) == ("congress.contests_unfinished", "bí thư")
    assert signed.code == "congress.not_closed"
    open_rounds(
        side=Side.PARTY,
        rounds=[
            RoundIn(
                contest=row.round.contest_id,
                held_on=date(2022, 7, 3),
                procedure="meeting",
                vote_form="secret_ballot",
                seats=1,
                slate=["m1"],
            )
        ],
        actor="ct",
        at=at(20),
    )
    assert vote(7, number=2, minute=30).outcome == "elected"
    assert [type(x).__name__ for x in finish(congress)] == ["Congress", "Congress"]


def test_the_excused_leave_the_base_and_the_others_stay():
    state_election()
    party_election(official=8, excused=1)
    head()
    opened(Congress.objects.get(), present=7)
    assert vote(4, present=7).answer["base"] == {"name": "adjusted_convened", "count": 7, "needed": 4}


def test_it_is_not_endorsed_before_its_minutes_are_signed(congress):
    head()
    opened(congress)
    decision = EndorsementIn(congress=congress.id, decision_number="9-QĐ/ĐU", decided_on=date(2022, 7, 12))
    [refused] = endorse(decisions=[decision], actor="dang-uy", at=at(100))
    assert refused.code == "congress.not_signed"


def test_b32_a_congress_that_failed_three_times_closes_and_the_committee_above_appoints(congress):
    head()
    opened(congress)
    for number in (1, 2, 3):
        row = vote(4, number=number, minute=10 * number)
        if number < 3:
            given = RoundIn(
                contest=row.round.contest_id,
                held_on=congress.held_on,
                procedure="meeting",
                vote_form="secret_ballot",
                seats=1,
                slate=["m1"],
            )
            open_rounds(side=Side.PARTY, rounds=[given], actor="ct", at=at(10 * number + 5))
    assert row.answer["next"]["step"] == "appoint_by_higher_committee"
    closed, signed = finish(congress)
    assert (closed.closed_at, signed.signed_at) == (at(60), at(70))
    assert (standing().state, standing().winner_votes) == ("not_unified", None)
    assert list(differences(congress.election)) == []
