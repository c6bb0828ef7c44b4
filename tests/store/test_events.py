"""Nhật ký: chained, closed to change, and a personal fact can be forgotten without breaking the chain."""

import json

import pytest
from django.db import connection

from dantin.core.values import Side
from dantin.store.actions.facts import erase_fact
from dantin.store.actions.log import Happened, log
from dantin.store.models import Event, Fact, Stream
from dantin.store.readers.streams import broken_links

from .world import moment, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def happen(election, facts=None, n=1):
    log(
        [Happened(type="record.recognised", place_code="0684701", actor="a", body={"n": n}, facts=facts or {})],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=moment(n),
    )
    return Stream.objects.get(place_code="0684701")


def test_each_event_names_the_one_before_it():
    election = state_election()
    happen(election, n=1)
    stream = happen(election, n=2)
    first, second = stream.events.order_by("seq")
    assert second.prev_hash == first.hash
    assert list(broken_links(stream)) == []


def test_the_name_of_a_person_is_not_in_the_event():
    election = state_election()
    happen(election, facts={"head": {"name": "Nguyễn Văn Thử", "born_in": 1975}})
    event = Event.objects.get(type="record.recognised")
    assert "Thử" not in json.dumps(event.body, ensure_ascii=False)
    assert event.facts.get().value["name"] == "Nguyễn Văn Thử"


def test_an_erased_fact_leaves_the_chain_valid_and_says_nothing():
    election = state_election()
    stream = happen(election, facts={"head": {"name": "Nguyễn Văn Thử", "born_in": 1975}})
    erase_fact(fact=Fact.objects.get(), at=moment(5))
    fact = Fact.objects.get()
    assert (fact.value, fact.salt) == (None, "")
    assert list(broken_links(stream)) == []


def test_a_forged_event_or_fact_is_found():
    election = state_election()
    stream = happen(election, facts={"head": {"name": "Nguyễn Văn Thử", "born_in": 1975}})
    Fact.objects.update(value={"name": "Người khác", "born_in": 1975})
    assert any("cam kết" in line for line in broken_links(stream))
    on = "" if connection.vendor == "sqlite" else " ON store_event"
    with connection.cursor() as cursor:  # somebody with the database's own rights takes the guard away
        cursor.execute(f"DROP TRIGGER store_event_append_only{on}")
    Event.objects.filter(stream=stream).update(actor="kẻ khác")
    assert any("mã băm" in line for line in broken_links(stream))
