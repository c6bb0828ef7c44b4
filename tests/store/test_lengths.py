"""Chữ dài quá ô: the same sentence on both databases, and nothing half-written."""

from datetime import date

import pytest

from dantin.core.values import Side
from dantin.store.actions import congress, record
from dantin.store.actions.allowances import AllowanceIn, allow_rulebook
from dantin.store.actions.ballot import note_calls
from dantin.store.actions.count import submit_readings
from dantin.store.actions.displays import make_display_key
from dantin.store.models import Congress, DisplayKey, Endorsement, Event, Reading, Recognition, RulebookAllowance
from dantin.store.refusals import Refused

from .test_congress import finish, head, opened, vote
from .test_road_to_the_head import agree, declared
from .world import MORNING, VILLAGES, Device, figures, moment, party_election, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

FITS, TOO_LONG = "N" * 80, "N" * 81
ALLOWANCE = {
    "side": Side.STATE,
    "rulebook": "VH-2025T",
    "called_from": date(2026, 3, 1),
    "called_to": date(2026, 12, 31),
    "decision_number": "12/UBND-PC",
    "decided_on": date(2026, 2, 20),
    "signed_by": "Nguyễn Thị Mẫu",
}


def read(device, actor):
    given = Device(device, actor).read(sheet_of(VILLAGES[0]), figures(a=60, b=38))
    [answer] = submit_readings(side=Side.STATE, readings=[given], at=moment(1))
    return answer


@pytest.mark.parametrize(
    ("device", "actor", "what"),
    [("may-an", TOO_LONG, "Tên người làm"), (TOO_LONG, "an", "Tên máy")],
)
def test_a_reading_of_too_long_a_name_is_refused_in_words(device, actor, what):
    state_election()
    before = Event.objects.count()
    answer = read(device, actor)
    assert isinstance(answer, Refused)
    assert str(answer) == f"{what} bắt đầu bằng “{'N' * 24}” dài 81 chữ cái, nhiều nhất là 80. Viết ngắn lại."
    assert (Reading.objects.count(), Event.objects.count()) == (0, before)


def test_the_longest_names_that_fit_are_kept():
    state_election()
    assert not isinstance(read(FITS, FITS), Refused)
    assert Reading.objects.get().actor == FITS


def test_a_name_with_what_nobody_can_read_is_refused():
    state_election()
    assert str(read("may\x00an", "an")) == "Tên máy có ký tự không đọc được. Gõ lại, đừng dán."


def test_every_event_asks_for_a_name_that_fits():
    election = state_election()
    before = Event.objects.count()
    with pytest.raises(Refused, match="nhiều nhất là"):
        note_calls(election=election, notes={VILLAGES[0]: "gọi rồi"}, actor=TOO_LONG, at=MORNING)
    assert Event.objects.count() == before


@pytest.mark.parametrize("changed", [{"decision_number": "9" * 61}, {"signed_by": "N" * 121}])
def test_an_allowance_with_too_long_a_word_is_refused(changed):
    with pytest.raises(Refused, match="nhiều nhất là"):
        allow_rulebook(allowance=AllowanceIn(**{**ALLOWANCE, **changed}), actor="phap-che", at=MORNING)
    assert not RulebookAllowance.objects.exists()


def test_a_display_with_too_long_a_name_is_refused():
    with pytest.raises(Refused, match="nhiều nhất là"):
        make_display_key(label="m" * 61, at=MORNING)
    assert not DisplayKey.objects.exists()


def test_the_number_of_a_decision_must_fit():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 10)
    given = record.RecognitionIn(
        declaration=declared(sheet, 11).id, decision_number="9" * 61, decided_on=date(2022, 6, 8)
    )
    [answer] = record.recognise(decisions=[given], actor="chu-tich", at=moment(12))
    assert (answer.code, Recognition.objects.count()) == ("text.too_long", 0)


def test_the_number_of_an_endorsement_must_fit():
    state_election()
    party_election()
    head()
    held = Congress.objects.get()
    opened(held)
    vote(8)
    finish(held)
    given = congress.EndorsementIn(congress=held.id, decision_number="9" * 61, decided_on=date(2022, 7, 12))
    [answer] = congress.endorse(decisions=[given], actor="dang-uy", at=moment(9000))
    assert (answer.code, Endorsement.objects.count()) == ("text.too_long", 0)
