"""Sang bên Đảng: the signed file made at the desk crosses; the page tells what it held and when a newer one is due."""

import json
from datetime import date

import pytest
from django.test import Client

from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.actions.bridge import import_recognised_heads
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import Election, Event, HeadFromState
from dantin.store.models.accounts import Role
from tests.store import world
from tests.store.test_road_to_the_head import agree, declared

from .people import open_account, signed_in
from .test_roads import said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/lam-viec/sang-ben-dang/"


@pytest.fixture
def province(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    world.state_election()
    client = Client()
    signed_in(client, open_account(Role.PROVINCE, login="truc"))
    return client


def recognised(number: int) -> None:
    sheet = world.sheet_of(world.VILLAGES[number])
    agree(sheet, world.figures(a=60, b=38), number * 10)
    row = declared(sheet, number * 10 + 5)
    given = RecognitionIn(declaration=row.id, decision_number=f"{57 + number}/QĐ", decided_on=date(2022, 6, 8))
    recognise(decisions=[given], actor="chu-tich", at=world.moment(number * 10 + 6))


def test_the_file_made_in_the_browser_crosses_and_the_page_remembers_it(province):
    keyring.create_keys(Side.STATE, today=date(2022, 5, 1), simulated=True)
    assert "Chưa có ai được công nhận" in said(province.get(PAGE))
    assert PAGE in province.get("/lam-viec/").content.decode()
    recognised(0)
    page = said(province.get(PAGE))
    assert "Đã công nhận 1 trên 2 nơi; 1 nơi chưa có người" in page
    code = Election.objects.get().code
    file = province.post(PAGE, {"bau": code})
    assert file["Content-Disposition"] == f'attachment; filename="truong-thon-{code}.json"'
    assert [one["village_code"] for one in json.loads(file.content)["body"]["heads"]] == [world.VILLAGES[0]]
    [event] = Event.objects.filter(type="bridge.heads_exported")
    assert (event.actor, event.body["heads"]) == ("truc", 1)
    page = said(province.get(PAGE))
    assert "1 người" in page
    assert "lập tệp mới" not in page
    recognised(1)
    assert "lập tệp mới rồi chuyển" in said(province.get(PAGE))
    both = province.post(PAGE, {"bau": code}).content
    taken = import_recognised_heads(election=world.party_election(), file=both, actor="ban", at=world.moment(99))
    assert (taken, HeadFromState.objects.count()) == (2, 2)


def test_without_a_key_nothing_is_made_and_the_page_says_why(province):
    recognised(0)
    answer = province.post(PAGE, {"bau": Election.objects.get().code})
    assert answer.status_code == 422
    assert "Chưa lập được tệp" in said(answer)
    assert not Event.objects.filter(type="bridge.heads_exported").exists()
    assert province.post(PAGE, {"bau": "khac"}).status_code == 404
