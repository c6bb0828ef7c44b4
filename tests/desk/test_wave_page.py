"""Chuyển đợt: by decision, before the day; the plan is counted from the new day and everybody sees the waves."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from dantin.store.models import Contest, Event, Round, Standing, Wave
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.standings import differences
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE, OTHER = world.VILLAGES
PAGE = f"/lam-viec/thon/{VILLAGE}/chuyen-dot/"
NEW = {
    "dot": "moi",
    "ten": "đợt 2",
    "tu-ngay": "26/6/2022",
    "so": "33/QĐ-UBND",
    "ngay": "30/5/2022",
    "ly-do": "Đường sạt lở.",
}


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def at_work(role: Role, place: str) -> Client:
    client = Client()
    signed_in(client, open_account(role, place=place, login=f"{role.value}.{place}"))
    return client


@pytest.fixture
def election(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 31, 2, tzinfo=UTC))
    return world.state_election()


def test_a_village_moves_to_a_new_wave_and_back_and_its_plan_follows(election):
    chair, clerk = at_work(Role.CHAIR, "06847"), at_work(Role.CLERK, "06847")
    assert "Chuyển sang đợt khác" in said(chair.get(f"/lam-viec/thon/{VILLAGE}/"))
    assert chair.post(PAGE, NEW).status_code == 302
    assert Round.objects.get(contest__village_code=VILLAGE).held_on == date(2022, 6, 26)
    assert Contest.objects.get(village_code=VILLAGE).wave.name == "đợt 2"
    plan = said(clerk.get("/lam-viec/ke-hoach/"))
    assert "bầu ngày 26/6/2022" in plan
    assert "Đợt 2: 1 nơi bầu 26/6/2022" in plan
    assert "Đợt 2: 1 nơi bầu 26/6/2022" in said(at_work(Role.PROVINCE, "22").get("/lam-viec/ke-hoach/"))
    assert list(differences(election)) == []
    [event] = Event.objects.filter(type="plan.wave_changed")
    assert event.body["decision_number"] == "33/QĐ-UBND"
    assert "sạt lở" not in str(event.body)
    first = Wave.objects.get(name="5/6/2022")
    assert chair.post(PAGE, NEW | {"dot": str(first.id), "ten": "", "tu-ngay": ""}).status_code == 302
    assert Standing.objects.get(village_code=VILLAGE).wave == first


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"so": ""}, "Số quyết định còn trống"),
        ({"ten": ""}, "Đợt mới phải có tên và ngày"),
        ({"dot": "999"}, "Chọn một đợt"),
        ({"tu-ngay": "30/5/2022"}, "đã qua, hoặc đứng trước ngày quyết định"),
        ({"ngay": "1/6/2022"}, "chưa tới"),
        ({"ten": "5/6/2022"}, "đã có, bầu ngày 5/6/2022"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_moves(election, changed, sentence):
    answer = at_work(Role.CLERK, "06847").post(PAGE, NEW | changed)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert Wave.objects.count() == 1


def test_on_its_day_nobody_moves_any_more(election, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 5, 1, tzinfo=UTC))
    clerk = at_work(Role.CLERK, "06847")
    assert "Chuyển sang đợt khác" not in said(clerk.get(f"/lam-viec/thon/{VILLAGE}/"))
    assert "đã tới ngày bầu" in said(clerk.post(PAGE, NEW))
    clerk.post(f"/lam-viec/thon/{OTHER}/khai-mac/")
    assert clerk.get(PAGE.replace(VILLAGE, OTHER)).status_code == 404
