"""Danh sách của thôn: F-16, F-17, F-18; the number is certified once and moves no more."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from dantin.core.register import Represented, also_represents
from dantin.core.values import Side
from dantin.store.actions import calling, territory
from dantin.store.actions.households import certify_village
from dantin.store.models import Event, Fact, HouseholdRepresentative, Place, Roll, RollComplaint, Standing
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.refusals import Refused
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE, OTHER = world.VILLAGES
HERE = f"/lam-viec/thon/{VILLAGE}/danh-sach/"
TODAY = date(2022, 5, 22)
NEW = {
    "viec": "dai-dien",
    "ho": "2",
    "ten": "Trần Thị Cử",
    "nam-sinh": "1980",
    "tu-cach": "nominated",
    "giay": "giấy 1",
}


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def at_work(role: Role, place: str) -> Client:
    client = Client()
    signed_in(client, open_account(role, place=place, login=f"{role.value}.{place}"))
    return client


def called(on=date(2022, 5, 10), held_on=date(2022, 6, 5)):
    """An election called in both villages, nothing certified or fixed yet."""
    world.places()
    wave = calling.WaveIn(name="5/6", is_pilot=False, begins_on=held_on, ends_on=held_on, villages=world.VILLAGES)
    return calling.call_election(
        election=calling.ElectionIn(
            side=Side.STATE,
            code="VH-2022",
            title="Bầu trưởng thôn 2022",
            province_code="22",
            called_on=on,
            decision_number="1/QĐ-UBND",
            electorate="household_representatives",
            held_on=held_on,
            term_begins_in=2022,
            term_ends_in=2025,
            waves=[wave],
        ),
        actor="so-noi-vu",
        at=world.MORNING,
    )


@pytest.fixture
def election(monkeypatch):
    """Called, nothing certified yet; three households in the first village."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 22, 2, tzinfo=UTC))
    election = called()
    head = HouseholdRepresentative.Authority.HEAD
    territory.load_households(
        village=Place.objects.get(code=VILLAGE),
        households=[
            territory.HouseholdIn(
                number=n, head_name=name, representative=name, sex="male", born_in=1960 + n, authority=head
            )
            for n, name in enumerate(("Lý Văn Một", "Lý Văn Hai", "Lý Văn Ba"), start=1)
        ],
        since=date(2022, 5, 1),
    )
    return election


@pytest.fixture
def leader(election):
    return at_work(Role.TEAM_LEADER, VILLAGE)


@pytest.fixture
def clerk(election):
    return at_work(Role.CLERK, "06847")


def test_f16_a_representative_is_replaced_with_authority_and_the_number_stays(leader, clerk):
    clerk.post(HERE, {"viec": "chot", "tong-so": "3"})
    assert leader.post(HERE, NEW).status_code == 302
    page = said(leader.get(HERE))
    assert "Trần Thị Cử, 1980 các thành viên cử 22/5/2022" in page
    assert Roll.objects.get().count == 3
    assert HouseholdRepresentative.objects.filter(household__number=2).count() == 2
    event = Event.objects.get(type="register.representative_replaced")
    assert "Trần Thị Cử" not in str(event.body)
    assert set(Fact.objects.filter(event=event).values_list("value", flat=True)) == {"Trần Thị Cử", "giấy 1"}


def test_f16_the_same_day_corrects_the_same_day(leader):
    leader.post(HERE, NEW)
    leader.post(HERE, NEW | {"ten": "Trần Thị Cư"})
    newest = HouseholdRepresentative.objects.filter(household__number=2).latest("since")
    assert newest.person.name == "Trần Thị Cư"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"giay": ""}, "Ghi giấy cử hoặc giấy ủy quyền"),
        ({"ten": ""}, "Ghi họ tên người đại diện mới"),
        ({"ho": "9"}, "không có hộ số 9"),
        ({"ho": "hai"}, "chưa phải một số"),
        ({"nam-sinh": "80"}, "không phải năm sinh"),
        ({"tu-cach": "king"}, "Tư cách"),
        ({"viec": "xoa"}, "không làm được ở đây"),
    ],
)
def test_what_cannot_be_is_said_and_stays_as_typed(leader, changed, sentence):
    answer = leader.post(HERE, NEW | changed)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert HouseholdRepresentative.objects.count() == 3


def test_f16_after_the_count_nobody_is_replaced(leader):
    Standing.objects.filter(village_code=VILLAGE).update(state="counted")
    assert "trước khi hộ nhận phiếu" in said(leader.post(HERE, NEW))
    assert HouseholdRepresentative.objects.count() == 3


def test_f17_one_person_for_two_households_stops_and_asks(leader):
    twice = NEW | {"ten": "Lý Văn Một", "nam-sinh": "1961"}
    answer = leader.post(HERE, twice)
    assert "Lý Văn Một đang đại diện hộ số 1" in said(answer)
    assert "cán bộ pháp chế" in said(answer)
    assert HouseholdRepresentative.objects.count() == 3
    assert leader.post(HERE, twice | {"trung-ten": "hai số căn cước khác nhau"}).status_code == 302
    assert Event.objects.get(type="register.representative_replaced").body["same_name_as"] == [1]


@pytest.mark.parametrize(
    ("name", "born_in", "found"),
    [
        ("Lý Văn Một", 1961, (1,)),
        ("Lý Văn Một", None, (1,)),
        ("Lý Văn Một", 1962, ()),
        ("Lý Văn Mốt", 1961, ()),
    ],
)
def test_f17_a_missing_year_does_not_make_two_people(name, born_in, found):
    others = [Represented(1, "Lý Văn Một", 1961), Represented(2, "Lý Văn Hai", 1962)]
    assert also_represents(2, name, born_in, others) == found


def test_f18_a_complaint_is_answered_before_the_number_is_certified(leader, clerk):
    leader.post(HERE, {"viec": "khieu-nai", "ngay": "20/5/2022", "nguoi": "Lý Thị Hỏi", "noi-dung": "thiếu một hộ"})
    assert "thiếu một hộ" in said(clerk.get(HERE))
    assert "khiếu nại số 1 chưa trả lời" in said(clerk.post(HERE, {"viec": "chot", "tong-so": "3"}))
    answer = {"viec": "tra-loi", "so-khieu-nai": "1", "so": "8/UBND", "ngay": "21/5/2022", "noi-dung": "hộ ở xã khác"}
    assert leader.post(HERE, answer).status_code == 422
    assert clerk.post(HERE, answer | {"ngay": "19/5/2022"}).status_code == 422
    assert clerk.post(HERE, answer).status_code == 302
    assert "hộ ở xã khác" in said(leader.get(HERE))
    assert clerk.post(HERE, {"viec": "chot", "tong-so": "3"}).status_code == 302
    assert "Danh sách đã chốt: 3" in said(leader.get(HERE))
    refused = leader.post(HERE, {"viec": "khieu-nai", "ngay": "22/5/2022", "nguoi": "Lý", "noi-dung": "thiếu"})
    assert refused.status_code == 422
    assert RollComplaint.objects.count() == 1
    assert [e for e in Event.objects.all() if "thiếu" in str(e.body) or "Hỏi" in str(e.body)] == []


def test_the_number_is_that_of_the_households_and_is_certified_once(leader, clerk, election):
    assert "danh sách hộ có 3 hộ" in said(clerk.post(HERE, {"viec": "chot", "tong-so": "4"}))
    assert leader.post(HERE, {"viec": "chot", "tong-so": "3"}).status_code == 422
    clerk.post(HERE, {"viec": "chot", "tong-so": "3"})
    assert Standing.objects.get(village_code=VILLAGE).roll == 3
    assert Standing.objects.get(village_code=OTHER).roll == 0
    with pytest.raises(Refused, match="đã chốt 3"):
        certify_village(election=election, village_code=VILLAGE, count=3, on=TODAY, actor="clerk", at=world.MORNING)


def test_posting_is_a_fact_with_day_and_place(leader):
    given = {"viec": "niem-yet", "noi": "Nhà văn hóa thôn", "ngay": "20/5/2022"}
    leader.post(HERE, given)
    assert "Nhà văn hóa thôn từ 20/5/2022" in said(leader.get(HERE))
    assert "đã ghi" in said(leader.post(HERE, given))
    assert "chưa tới" in said(leader.post(HERE, given | {"ngay": "30/5/2022"}))


def test_the_work_of_today_leads_to_it(clerk):
    assert "Chốt danh sách" in said(clerk.get("/lam-viec/"))


def test_nobody_else_finds_it(election):
    assert at_work(Role.COUNTER, VILLAGE).get(HERE).status_code == 404
    assert at_work(Role.TEAM_LEADER, OTHER).get(HERE).status_code == 404
