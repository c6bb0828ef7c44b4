"""Nhật ký không giữ tên ai: whatever the village and its figures, events hold keys, figures and commitments only."""

import json
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.actions.bridge import export_recognised_heads, import_recognised_heads
from dantin.store.actions.congress import EndorsementIn, endorse
from dantin.store.actions.facts import erase_fact
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import Congress, Event, Fact, Person, Standing, Stream
from dantin.store.readers.streams import broken_links

from .test_congress import finish, opened, vote
from .test_road_to_the_head import agree, declared
from .world import VILLAGES, figures, moment, party_election, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

# letters that no code, word of an event or digest has, so that a name can be told wherever it stands
names = st.text("ĂÂĐÊÔƠƯ", min_size=4, max_size=12)


@settings(max_examples=12)
@given(head=names, other=names, votes=st.integers(51, 98), present=st.integers(6, 8))
def play(head, other, votes, present):
    with transaction.atomic():
        election = state_election()
        Person.objects.filter(name__startswith="Nguyễn Văn Thử").update(name=head)
        Person.objects.exclude(name=head).update(name=other)
        sheet = sheet_of(VILLAGES[0])
        agree(sheet, figures(a=votes, b=98 - votes), 10)
        row = declared(sheet, 11)
        decision = RecognitionIn(declaration=row.id, decision_number="57/QĐ-UBND", decided_on=date(2022, 6, 8))
        recognise(decisions=[decision], actor="chu-tich", at=moment(12))
        party = party_election()
        Person.objects.filter(side="party", name__startswith="Nguyễn Văn Thử").update(name=head)
        Person.objects.exclude(name=head).update(name=other)
        file = export_recognised_heads(election=election, actor="so-noi-vu", at=moment(13))
        import_recognised_heads(election=party, file=file, actor="ban-to-chuc", at=moment(14))
        congress = Congress.objects.get()
        opened(congress, present=present)
        vote(present, present=present)
        finish(congress)
        endorsement = EndorsementIn(congress=congress.id, decision_number="9-QĐ/ĐU", decided_on=date(2022, 7, 12))
        endorse(decisions=[endorsement], actor="dang-uy", at=moment(9000))
        assert Standing.objects.get(election=party).state == "unified"
        told = [json.dumps([e.type, e.actor, e.body], ensure_ascii=False) for e in Event.objects.all()]
        assert len(told) > 15
        assert [line for line in told if head in line or other in line] == []
        assert [fact.value["name"] for fact in Fact.objects.all()] == [head]
        for fact in Fact.objects.all():
            erase_fact(fact=fact, at=moment(9001))
        assert [line for stream in Stream.objects.all() for line in broken_links(stream)] == []
        transaction.set_rollback(True)


def test_no_event_of_a_whole_road_names_anybody(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    for side in Side:
        keyring.create_keys(side, simulated=True, today=date(2022, 5, 1))
    play()
