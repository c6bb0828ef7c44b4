"""Bảng và chốt: the tables as the models say, and the guards on both databases after the last migration."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from dantin.core.values import Side
from dantin.store.actions.congress import EndorsementIn, endorse
from dantin.store.actions.count import submit_reading
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import (
    Congress,
    Declaration,
    Endorsement,
    Event,
    Installation,
    Reading,
    Recognition,
    TurnoutSnapshot,
)

from .test_congress import finish, head, opened, vote
from .test_road_to_the_head import agree, declared
from .test_verify import snapshot
from .world import VILLAGES, Device, figures, moment, party_election, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

GUARDED = (Reading, Event, Declaration, TurnoutSnapshot, Recognition, Endorsement)


def test_the_models_and_the_migrations_say_the_same():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def a_row_of_each():
    election = state_election()
    snapshot(election, 5, 50)
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38), 10)
    row = declared(sheet, 11)
    decision = RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8))
    recognise(decisions=[decision], actor="chu-tich", at=moment(12))
    party_election()
    head()
    congress = Congress.objects.get()
    opened(congress)
    vote(8)
    finish(congress)
    decision = EndorsementIn(congress=congress.id, decision_number="9-QĐ/ĐU", decided_on=date(2022, 7, 12))
    [first] = endorse(decisions=[decision], actor="dang-uy", at=moment(9000))
    [again] = endorse(decisions=[decision], actor="dang-uy", at=moment(9001))
    assert (type(first), again.code) == (Endorsement, "congress.already_endorsed")
    late = Device("may-chi", "chi").read(sheet_of(VILLAGES[1]), figures(a=60, b=38))
    submit_reading(side=Side.STATE, reading=late, at=moment(20))


@pytest.mark.usefixtures("a_row_of_each")
def test_what_is_remembered_is_never_changed_and_in_a_real_database_never_deleted():
    for model in GUARDED:
        row = model.objects.order_by("pk").last()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{model._meta.concrete_fields[-1].name: None})
    Installation.objects.create(simulated=False, side="state", built_at=moment(0))
    with connection.cursor() as cursor:
        for model in GUARDED:
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.django_db(transaction=True)
def test_readings_of_an_older_database_are_numbered_in_the_order_they_came():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    an, binh = Device("b-an", "an"), Device("a-binh", "binh")
    first, second = figures(a=60, b=38), figures(a=59, b=39)
    sent = [an.read(sheet, first), binh.read(sheet, second), an.read(sheet, second)]
    for minute, reading in enumerate(sent):
        submit_reading(side=Side.STATE, reading=reading, at=moment(minute))
    try:
        call_command("migrate", "store", "0002", verbosity=0)
        call_command("migrate", "store", verbosity=0)
    finally:
        call_command("migrate", verbosity=0)
    numbered = dict(Reading.objects.values_list("event_id", "position"))
    assert numbered == {reading.event_id: n for n, reading in enumerate(sent, start=1)}
    with pytest.raises(IntegrityError, match="append-only"):
        Reading.objects.update(actor="kẻ khác")
