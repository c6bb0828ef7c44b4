"""Nhập hai lần: what the one protocol of double entry accepts, refuses and never loses."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.values import Side
from dantin.store.actions.count import submit_reading, submit_readings
from dantin.store.models import Event, Reading, Standing
from dantin.store.refusals import Refused

from .world import VILLAGES, Device, figures, moment, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def sheet():
    state_election()
    return sheet_of(VILLAGES[0])


@pytest.fixture
def an():
    return Device("may-an", "to-truong-0684701")


@pytest.fixture
def binh():
    return Device("may-binh", "can-bo-06847")


def submit(reading, minute=0):
    return submit_reading(side=Side.STATE, reading=reading, at=moment(minute))


def test_two_persons_with_the_same_figures_agree(sheet, an, binh):
    assert submit(an.read(sheet, figures(a=60, b=38)), 1) is SheetStatus.ONE_READING
    assert submit(binh.read(sheet, figures(a=60, b=38)), 2) is SheetStatus.AGREED


def test_nobody_confirms_her_own_reading(sheet, an):
    assert submit(an.read(sheet, figures(a=60, b=38)), 1) is SheetStatus.ONE_READING
    assert submit(an.read(sheet, figures(a=60, b=38)), 2) is SheetStatus.ONE_READING


def test_a_third_reader_is_refused(sheet, an, binh):
    submit(an.read(sheet, figures(a=60, b=38)), 1)
    submit(binh.read(sheet, figures(a=59, b=39)), 2)
    with pytest.raises(Refused) as refusal:
        submit(Device("may-chi", "nguoi-thu-ba").read(sheet, figures(a=60, b=38)), 3)
    assert refusal.value.code == "count.two_readers_already"


def test_still_different_goes_to_a_recount_confirmed_by_another(sheet, an, binh):
    first, second = an.read(sheet, figures(a=60, b=38)), binh.read(sheet, figures(a=59, b=39))
    submit(first, 1)
    assert submit(second, 2) is SheetStatus.READINGS_DIFFER
    again, stubborn = an.read(sheet, figures(a=60, b=38)), binh.read(sheet, figures(a=59, b=39))
    submit(again, 3)
    assert submit(stubborn, 4) is SheetStatus.NEEDS_RECOUNT
    both = (str(again.event_id), str(stubborn.event_id))
    recount = an.read(sheet, figures(a=61, b=37), kind=ReadingKind.RECOUNT, names=both)
    assert submit(recount, 5) is SheetStatus.RECOUNTED
    named = (str(recount.event_id),)
    own = replace(an, seq=an.seq, head=an.head).read(
        sheet, figures(a=61, b=37), kind=ReadingKind.CONFIRMATION, names=named
    )
    with pytest.raises(Refused) as refusal:
        submit(own, 6)
    assert refusal.value.code == "count.nobody_confirms_own_recount"
    other = binh.read(sheet, figures(a=61, b=37), kind=ReadingKind.CONFIRMATION, names=named)
    assert submit(other, 7) is SheetStatus.AGREED


def test_the_same_reading_sent_again_answers_the_same_and_is_kept_once(sheet, an):
    reading = an.read(sheet, figures(a=60, b=38))
    assert submit(reading, 1) is submit(reading, 2) is SheetStatus.ONE_READING
    assert Reading.objects.count() == 1
    assert Event.objects.filter(type="count.reading_submitted").count() == 1


def test_one_event_id_never_carries_two_readings(sheet, an):
    reading = an.read(sheet, figures(a=60, b=38))
    submit(reading, 1)
    with pytest.raises(Refused) as refusal:
        submit(replace(reading, figures=figures(a=61, b=37)), 2)
    assert refusal.value.code == "count.event_id_reused"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seq": 3}, "count.device_out_of_order"),
        ({"prev_hash": "f" * 64}, "count.device_chain_broken"),
        ({"sheet": 999_999}, "count.no_such_sheet"),
        ({"figures": figures(a=60, b=38) | {"votes.c9": 1}}, "count.unknown_field"),
        ({"figures": {k: v for k, v in figures(a=60, b=38).items() if k != "valid"}}, "count.missing_field"),
        ({"figures": figures(a=60, b=38) | {"valid": -1}}, "count.not_a_count"),
        ({"figures": figures(a=60, b=38) | {"valid": True}}, "count.not_a_count"),
        ({"figures": figures(a=60, b=38) | {"valid": 97}}, "count.does_not_add_up"),
        ({"figures": figures(a=60, b=38, attended=101)}, "count.does_not_add_up"),
        ({"figures": figures(a=60, b=39)}, "count.does_not_add_up"),
    ],
)
def test_what_contradicts_itself_is_refused_and_leaves_no_trace(sheet, an, change, code):
    with pytest.raises(Refused) as refusal:
        submit(replace(an.read(sheet, figures(a=60, b=38)), **change), 1)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert not Reading.objects.exists()
    assert not Event.objects.filter(type="count.reading_submitted").exists()


def test_a_refused_reading_does_not_hold_back_the_rest_of_the_batch(sheet, an, binh):
    wrong = an.read(sheet, figures(a=60, b=38) | {"valid": 97})
    right = binh.read(sheet, figures(a=60, b=38))
    refused, taken = submit_readings(side=Side.STATE, readings=[wrong, right], at=moment(1))
    assert isinstance(refused, Refused)
    assert taken is SheetStatus.ONE_READING
    assert Standing.objects.get(village_code=VILLAGES[0]).state == "counted"


def test_the_database_itself_refuses_to_change_a_reading(sheet, an):
    submit(an.read(sheet, figures(a=60, b=38)), 1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Reading.objects.update(figures={})


def test_the_other_side_does_not_see_the_sheet(sheet, an):
    with pytest.raises(Refused) as refusal:
        submit_reading(side=Side.PARTY, reading=an.read(sheet, figures(a=60, b=38)), at=moment(1))
    assert refusal.value.code == "count.no_such_sheet"


def test_a_server_of_one_side_writes_nothing_of_the_other(sheet, an, settings):
    settings.SIDE = "party"
    with pytest.raises(Refused) as refusal:
        submit(an.read(sheet, figures(a=60, b=38)), 1)
    assert refusal.value.code == "side.not_here"


def stuck(sheet, an, binh):
    """Both read twice and still differ; answers what each of them read last."""
    for device, votes in ((an, 60), (binh, 59), (an, 60), (binh, 59)):
        submit(device.read(sheet, figures(a=votes, b=98 - votes)))
    return an.sent[-1], binh.sent[-1]


def test_a_look_after_the_recount_was_asked_for_is_kept_and_does_not_stand_in_its_way(sheet, an, binh):
    first, second = stuck(sheet, an, binh)
    assert submit(an.read(sheet, figures(a=59, b=39))) is SheetStatus.NEEDS_RECOUNT
    both = (str(first.event_id), str(second.event_id))
    recount = an.read(sheet, figures(a=61, b=37), kind=ReadingKind.RECOUNT, names=both)
    assert submit(recount) is SheetStatus.RECOUNTED


def test_a_recount_is_corrected_by_one_more_and_only_the_last_is_confirmed(sheet, an, binh):
    both = tuple(str(reading.event_id) for reading in stuck(sheet, an, binh))
    mistyped = an.read(sheet, figures(a=16, b=82), kind=ReadingKind.RECOUNT, names=both)
    right = an.read(sheet, figures(a=61, b=37), kind=ReadingKind.RECOUNT, names=both)
    assert [submit(mistyped), submit(right)] == [SheetStatus.RECOUNTED] * 2
    for named in ([str(mistyped.event_id)], [str(mistyped.event_id), str(right.event_id)], []):
        fork = replace(binh, sent=[])
        with pytest.raises(Refused) as refusal:
            submit(fork.read(sheet, figures(a=61, b=37), kind=ReadingKind.CONFIRMATION, names=named))
        assert refusal.value.code == "count.confirmation_without_recount"
    named = [str(right.event_id)]
    assert submit(binh.read(sheet, figures(a=61, b=37), kind=ReadingKind.CONFIRMATION, names=named)) is (
        SheetStatus.AGREED
    )
