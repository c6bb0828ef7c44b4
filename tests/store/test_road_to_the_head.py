"""Từ biên bản tới quyết định công nhận: declarations, re-runs, recognition, and the states on the way."""

from datetime import date

import pytest

from dantin.core.values import Side
from dantin.store.actions.ballot import SnapshotIn, open_polls, take_snapshots
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.actions.plan import open_rounds
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import Declaration, Standing, Stream, Term, TurnoutSnapshot
from dantin.store.readers.streams import broken_links
from dantin.store.refusals import Refused

from .world import VILLAGES, Device, figures, moment, rerun_of, sheet_of, state_election

pytestmark = pytest.mark.django_db


def agree(sheet, given, minute):
    an, binh = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
    submit_readings(side=Side.STATE, readings=[an.read(sheet, given), binh.read(sheet, given)], at=moment(minute))


def declared(sheet, minute):
    [answer] = declare(side=Side.STATE, sheets=[sheet.id], actor="to-truong", at=moment(minute))
    return answer


def standing(code=VILLAGES[0]):
    return Standing.objects.get(village_code=code)


def test_the_day_of_a_village_that_elects_at_once():
    """F-57."""
    election = state_election()
    assert standing().state == "not_started"
    open_polls(election=election, villages=VILLAGES, actor="to-truong", at=moment(0))
    assert standing().state == "voting"
    phone = TurnoutSnapshot.Source.PHONE
    take_snapshots(
        election=election,
        snapshots=[SnapshotIn(village_code=VILLAGES[0], mark_at=moment(120), voted=70, source=phone, actor="can-bo")],
        at=moment(121),
    )
    assert (standing().voted, standing().roll) == (70, 100)
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 600)
    assert standing().state == "counted"
    row = declared(sheet, 610)
    assert (row.rulebook, row.outcome, row.elected) == ("VH-2008", "elected", ["c1"])
    after = standing()
    assert (after.state, after.voted, after.winner_votes, after.winner_base) == ("elected", 98, 60, 100)
    assert (after.incumbency, after.done_at) == ("reelected", moment(610))


def test_new_or_not_stated_follows_from_the_earlier_term():
    state_election()
    agree(sheet_of(VILLAGES[0]), figures(a=38, b=60), 1)
    agree(sheet_of(VILLAGES[1]), figures(a=38, b=60), 1)
    declared(sheet_of(VILLAGES[0]), 2)
    declared(sheet_of(VILLAGES[1]), 2)
    assert standing(VILLAGES[0]).incumbency == "new"
    assert standing(VILLAGES[1]).incumbency == "not_stated"


def test_exactly_half_is_run_again_and_the_second_round_elects():
    """F-03."""
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=50, b=48), 1)
    row = declared(sheet, 2)
    assert row.outcome == "nobody_elected"
    assert row.answer["next"] == {"step": "rerun", "by": "2022-06-20"}
    assert standing().state == "rerun"
    [second] = open_rounds(
        side=Side.STATE,
        rounds=[rerun_of(sheet)],
        actor="ubnd-06847",
        at=moment(3),
    )
    agree(second, figures(a=60, b=30, attended=90), 4)
    assert declared(second, 5).outcome == "elected"
    after = standing()
    # the turnout of the day is that of the first round; the re-run never changes it
    assert (after.state, after.round_number, after.voted, after.winner_votes) == ("elected_in_rerun", 2, 98, 60)


def test_no_round_is_opened_that_no_declaration_asks_for():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    with pytest.raises(Refused) as refusal:
        open_rounds(
            side=Side.STATE,
            rounds=[rerun_of(sheet, "c1")],
            actor="ubnd-06847",
            at=moment(3),
        )
    assert refusal.value.code == "plan.no_round_due"


def test_one_reading_is_not_enough_to_declare():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    reading = Device("an", "an").read(sheet, figures(a=60, b=38))
    submit_readings(side=Side.STATE, readings=[reading], at=moment(1))
    assert declared(sheet, 2).code == "decide.not_agreed"
    assert not Declaration.objects.exists()


def test_a_signed_sheet_takes_no_more_readings_and_no_second_declaration():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 1)
    declared(sheet, 2)
    [late] = submit_readings(
        side=Side.STATE, readings=[Device("chi", "an").read(sheet, figures(a=61, b=37))], at=moment(3)
    )
    assert late.code == "count.already_signed"
    assert declared(sheet, 4).code == "decide.already_declared"


def test_a_show_of_hands_has_no_ballots_to_read():
    state_election(vote_form="show_of_hands")
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, {"attended": 98, "votes.c1": 90, "votes.c2": 8}, 1)
    assert declared(sheet, 2).outcome == "elected"


def test_recognition_begins_the_term_and_the_streams_hold():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 1)
    row = declared(sheet, 2)
    decision = RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8))
    [recognised] = recognise(decisions=[decision], actor="chu-tich", at=moment(3))
    assert recognised.name == "Nguyễn Văn Thử 1"
    assert Term.objects.filter(begins_in=2022, person__name=recognised.name).count() == 1
    [again] = recognise(decisions=[decision], actor="chu-tich", at=moment(4))
    assert again.code == "record.already_recognised"
    assert [line for stream in Stream.objects.all() for line in broken_links(stream)] == []


def test_what_the_office_mistypes_is_refused_and_does_not_hold_back_the_rest():
    election = state_election()
    given = [(VILLAGES[0], 120, 70), (VILLAGES[0], 120, 71), ("9999999", 120, 1), (VILLAGES[1], 120, 101)]
    answers = take_snapshots(
        election=election,
        snapshots=[
            SnapshotIn(
                village_code=code,
                mark_at=moment(minute),
                voted=voted,
                source=TurnoutSnapshot.Source.FORM,
                actor="can-bo",
            )
            for code, minute, voted in given
        ],
        at=moment(121),
    )
    assert [a.code for a in answers[1:]] == [
        "ballot.snapshot_twice",
        "ballot.no_such_village",
        "ballot.snapshot_over_roll",
    ]
    assert all(str(a) for a in answers[1:])
    assert TurnoutSnapshot.objects.get().voted == 70
    unknown = RecognitionIn(declaration=404, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8))
    [refused] = recognise(decisions=[unknown], actor="chu-tich", at=moment(3))
    assert refused.code == "record.no_such_declaration"
