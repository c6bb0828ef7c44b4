"""Đường đi của một thôn qua bàn làm việc, from the opened poll to the recognised head, by those whose turn it is."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from dantin.core.values import Side
from dantin.store.actions.ballot import open_polls
from dantin.store.actions.count import submit_reading
from dantin.store.actions.decide import declare
from dantin.store.models import Account, Declaration, Election, Event, Reading, Recognition, Standing, TurnoutSnapshot
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE, OTHER = world.VILLAGES
COMMUNE = "06847"
HERE = f"/lam-viec/thon/{VILLAGE}/"


class Team:
    """Những người làm việc trong bài thử, each in a browser of their own."""

    def __init__(self) -> None:
        self.leader = self._at(Role.TEAM_LEADER, VILLAGE)
        self.counter = self._at(Role.COUNTER, VILLAGE)
        self.clerk = self._at(Role.CLERK, COMMUNE)
        self.chair = self._at(Role.CHAIR, COMMUNE)

    def _at(self, role: Role, place: str) -> Client:
        client = Client()
        slip = open_account(role, place=place, login=f"{role.value}.{place}")
        account = signed_in(client, slip)
        Account.objects.filter(pk=account.pk).update(name=f"Người {role.value}")
        return client


@pytest.fixture
def team(settings: object) -> Team:
    world.state_election()
    return Team()


def typed(a: int, b: int, *, attended: int = 98, invalid: int = 0) -> dict[str, str]:
    figures = world.figures(a=a, b=b, attended=attended, invalid=invalid)
    return {name: str(value) for name, value in figures.items()} | {"lan-doc": str(uuid4())}


def said(answer: object) -> str:
    """The page's own words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def read(client: Client, figures: dict[str, str], *, page: str = "phieu-dem") -> object:
    return client.post(f"{HERE}{page}/", figures, follow=True)


def state() -> str:
    return Standing.objects.get(village_code=VILLAGE).state


def test_elected_at_once_and_recognised(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    assert state() == "voting"
    assert "cần người thứ hai" in said(read(team.counter, typed(60, 38))) or state() == "counted"
    assert "Ký biên bản và kết luận" in said(read(team.clerk, typed(60, 38)))
    page = said(team.leader.get(f"{HERE}ky-bien-ban/"))
    assert "trúng cử trưởng thôn" in page
    assert "Nghị quyết liên tịch 09/2008" in page
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "elected"
    assert "1 người trúng cử chờ quyết định công nhận" in said(team.chair.get("/lam-viec/"))
    assert team.chair.get(HERE).context["todo"][0]["href"] == "/lam-viec/cong-nhan/"
    assert "Đã trúng cử, chờ quyết định." not in said(team.clerk.get(HERE))
    team.chair.post("/lam-viec/cong-nhan/", {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"})
    assert Recognition.objects.get().decision_number == "12/QĐ-UBND"
    assert "Không có ai chờ công nhận" in said(team.chair.get("/lam-viec/cong-nhan/"))
    assert "Đã trúng cử, chờ quyết định." not in said(team.chair.get(HERE))


def test_f57_counted_and_agreed_is_not_done_before_it_is_signed(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    assert state() == "counted"
    assert "0 đã xong" in said(team.clerk.get("/lam-viec/"))
    assert not Declaration.objects.exists()
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "elected"
    assert "0 đã xong" in said(team.clerk.get("/lam-viec/"))  # its report is still to be noted
    assert team.clerk.post(f"{HERE}nhan-bao-cao/", {"ngay": "05/6/2022"}).status_code == 302
    assert "1 đã xong" in said(team.clerk.get("/lam-viec/"))


def test_readers_differ_then_agree_and_neither_sees_the_others_figures(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    read(team.clerk, typed(59, 39))
    page = team.clerk.get(f"{HERE}phieu-khac/").content.decode()
    assert "Hai người ghi khác nhau ở 2 ô" in page
    assert 'value="60"' not in page
    assert 'value="59"' not in page
    key_a, key_b = (name for name in world.figures(a=1, b=2) if name.startswith("votes."))
    again = read(team.clerk, {key_a: "60", key_b: "38", "lan-doc": str(uuid4())}, page="phieu-khac")
    assert "Ký biên bản và kết luận" in said(again)
    assert Reading.objects.count() == 3


def test_readers_still_differ_and_the_paper_is_counted_again(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    read(team.clerk, typed(59, 39))
    key_a, key_b = (name for name in world.figures(a=1, b=2) if name.startswith("votes."))
    read(team.clerk, {key_a: "59", key_b: "39", "lan-doc": str(uuid4())}, page="phieu-khac")
    read(team.counter, {key_a: "60", key_b: "38", "lan-doc": str(uuid4())}, page="phieu-khac")
    assert "Nhập số đếm lại" in said(team.leader.get(HERE))
    read(team.leader, typed(58, 40), page="dem-lai")
    assert "Người thứ hai đọc số đếm lại" in said(team.clerk.get(HERE))
    assert "Ký biên bản và kết luận" in said(read(team.clerk, typed(58, 40), page="dem-lai"))


def test_nobody_above_half_then_a_second_round(team: Team) -> None:
    """F-01, F-02."""
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, typed(49, 49))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert state() == "rerun"
    form = team.chair.get(f"{HERE}lan-bau-tiep/")
    assert "Chậm nhất ngày 20/6/2022" in said(form)
    people = [key.removeprefix("votes.") for key in world.figures(a=1, b=2) if key.startswith("votes.")]
    given = {"ngay": "01/01/2030", "cach": "meeting", "hinh-thuc": "secret_ballot", "nguoi": people}
    team.chair.post(f"{HERE}lan-bau-tiep/", given)
    assert "Lần 2, ngày 1/1/2030" in said(team.chair.get(HERE))
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    assert "Bầu lại sau lần đầu" in said(team.leader.post(f"{HERE}ky-bien-ban/"))
    team.leader.post(f"{HERE}ky-bien-ban/", {"ly-do-late_rerun": "Bão làm hỏng nhà văn hóa, xã định lại ngày."})
    assert state() == "elected_in_rerun"


def test_a_meeting_without_quorum_stops_at_those_present(team: Team) -> None:
    """F-14."""
    team.leader.post(f"{HERE}khai-mac/")
    enough = team.counter.post(f"{HERE}phieu-dem/", {"attended": "51", "viec": "khong-du-so-hop"})
    assert enough.status_code == 422
    assert "51 người dự là đủ (cần 51 trên 100)" in said(enough)
    assert 'value="51"' in enough.content.decode()
    assert not Reading.objects.exists()
    for client in (team.counter, team.clerk):
        read(client, {"attended": "40", "viec": "khong-du-so-hop", "lan-doc": str(uuid4())})
    assert "không đủ số dự" in said(team.leader.get(f"{HERE}ky-bien-ban/"))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert Declaration.objects.get().outcome == "no_quorum"


def test_what_does_not_add_up_is_refused_and_what_was_typed_stays(team: Team) -> None:
    """F-09."""
    team.leader.post(f"{HERE}khai-mac/")
    answer = team.counter.post(f"{HERE}phieu-dem/", typed(60, 38) | {"valid": "97"})
    assert answer.status_code == 422
    assert "Dòng II.3" in said(answer)
    assert 'value="97"' in answer.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "còn trống. Không có thì ghi số 0"),
        ("một", "cần một số đếm"),
        ("-3", "cần một số đếm"),
        ("1e3", "cần một số"),
    ],
)
def test_an_entry_that_is_no_count_is_told_by_its_name(team: Team, value: str, sentence: str) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    answer = team.counter.post(f"{HERE}phieu-dem/", typed(60, 38) | {"valid": value})
    assert answer.status_code == 422
    assert escape(sentence) in answer.content.decode()


def test_the_same_form_sent_twice_is_one_reading(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    once = typed(60, 38)
    read(team.counter, once)
    read(team.counter, once)
    assert Reading.objects.count() == 1


def test_one_person_with_two_accounts_is_one_reader(team: Team) -> None:
    Account.objects.update(name="Lương Văn Một Người", phone="0900000001")
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    assert "Lần thứ hai phải là một người khác" in said(read(team.clerk, typed(60, 38)))
    assert Reading.objects.count() == 1


def test_the_grid_takes_what_is_right_and_keeps_what_is_wrong_to_be_mended(team: Team) -> None:
    closed = said(team.clerk.get("/lam-viec/moc-gio/"))
    assert "Ghi các ô vừa nhập" not in closed, "nothing is open before the poll"
    assert "Lúc này không ô nào ghi được" in closed
    team.clerk.post(f"{HERE}khai-mac/")
    page = said(team.clerk.get("/lam-viec/moc-gio/"))
    assert "Thôn Nà Ếch" in page
    assert "Ghi các ô vừa nhập" in page
    answer = team.clerk.post("/lam-viec/moc-gio/", {f"{VILLAGE}-0900": "41", f"{VILLAGE}-1100": "999"})
    assert answer.status_code == 422
    assert "1 ô chưa ghi được" in said(answer)
    assert 'value="999"' in answer.content.decode()
    assert TurnoutSnapshot.objects.get().voted == 41
    assert TurnoutSnapshot.objects.get().actor == f"clerk.{COMMUNE}"
    given = {f"{VILLAGE}-0900": "41", f"{VILLAGE}-1100": "9.9"}
    assert "“9.9” không phải số đếm" in said(team.clerk.post("/lam-viec/moc-gio/", given))
    page = said(team.clerk.post("/lam-viec/moc-gio/", {**given, f"{VILLAGE}-1100": "40"}, follow=True))
    assert "Đã ghi 1 ô." in page
    assert "ít hơn mốc trước, hỏi lại" in page


def test_a_page_left_open_while_the_village_moved_on_says_so(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert "thôn đã sang bước khác" in said(read(team.clerk, typed(60, 38)))


def test_nobody_sees_a_village_out_of_his_care(team: Team) -> None:
    elsewhere = Client()
    signed_in(elsewhere, open_account(Role.TEAM_LEADER, place=OTHER, login="xa"))
    for page in ("", "khai-mac/", "phieu-dem/", "ky-bien-ban/"):
        assert elsewhere.get(f"{HERE}{page}").status_code == 404
        assert elsewhere.post(f"{HERE}{page}").status_code == 404
    assert state() == "not_started"


def test_the_duty_board_names_who_must_be_called_and_keeps_what_was_said(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at(day: int, hour: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, day, hour - 7, tzinfo=UTC))

    at(5, 8)
    team.leader.post(f"{HERE}khai-mac/")
    Account.objects.filter(role=Role.TEAM_LEADER).update(phone="0900000011")
    province = Client()
    signed_in(province, open_account(Role.PROVINCE, login="phong-truc"))
    assert "Chưa báo mốc giờ" not in said(province.get("/lam-viec/truc/"))  # no mark has passed
    for day, hour in ((5, 10), (6, 8)):  # and the morning after a day it did not end
        at(day, hour)
        page = said(province.get("/lam-viec/truc/"))
        assert "Chưa báo mốc giờ" in page
        assert "Thôn Nà Ếch" in page
    assert "0900000011" in page
    for client, figures in ((team.counter, typed(60, 38)), (team.clerk, typed(59, 39))):
        read(client, figures)
    page = said(province.get("/lam-viec/truc/?vi=differ"))
    assert "2 thôn cần gọi" in page  # the other never opened
    assert "Tới ngày bầu mà chưa khai mạc" in page
    assert "Hai người đọc khác nhau" in page
    province.post("/lam-viec/truc/", {"thon": VILLAGE, "nghe": "Không nghe máy", "ghi-chu": "gọi lại 10 giờ"})
    assert "Không nghe máy. gọi lại 10 giờ" in said(province.get("/lam-viec/truc/"))
    event = Event.objects.get(type="ballot.village_called")
    assert "Không nghe máy" not in str(event.body)


def test_a_village_that_did_not_open_on_its_day_is_called(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    province = Client()
    signed_in(province, open_account(Role.PROVINCE, login="phong-truc"))

    def board(day: int, hour: int) -> str:
        monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, day, hour - 7, tzinfo=UTC))
        return said(province.get("/lam-viec/truc/?vi=unopened"))

    assert "Mọi nơi đều đúng nhịp" in board(5, 8)  # no mark of the day has passed
    page = board(5, 9)
    assert "Tới ngày bầu mà chưa khai mạc từ 5/6/2022" in page
    assert "Thôn Nà Ếch" in page
    team.leader.post(f"{HERE}khai-mac/")
    assert "Thôn Nà Ếch" not in board(5, 9)
    assert "Bản 2" in board(30, 8)  # a day that has gone by is asked about from its morning on


def test_the_first_page_of_the_province_does_not_list_villages(team: Team) -> None:
    province = Client()
    signed_in(province, open_account(Role.PROVINCE, login="phong-truc"))
    page = said(province.get("/lam-viec/"))
    assert "Cả tỉnh" in page
    assert "Nà Ếch" not in page


def test_one_village_takes_at_most_ten_requests_from_the_two_entries_to_the_recognised_head(team: Team) -> None:
    """Two entries, signing, declaration, recognition; each page opened, each form sent, redirects counted too."""
    team.leader.post(f"{HERE}khai-mac/")
    asked = []

    def request(answer: object) -> str:
        asked.extend([answer, *getattr(answer, "redirect_chain", [])])
        assert answer.status_code == 200
        return said(answer)

    for client in (team.counter, team.clerk):
        request(client.get(f"{HERE}phieu-dem/"))
        page = request(client.post(f"{HERE}phieu-dem/", typed(60, 38), follow=True))
        assert "Đã ghi lần đọc của anh chị" in page
    assert "trúng cử trưởng thôn" in page  # the clerk may sign, so the second entry answers with the conclusion
    assert "Đã ký biên bản" in request(team.clerk.post(f"{HERE}ky-bien-ban/", follow=True))
    request(team.chair.get("/lam-viec/cong-nhan/"))
    decision = {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"}
    assert "Đã công nhận 1 người" in request(team.chair.post("/lam-viec/cong-nhan/", decision, follow=True))
    assert Recognition.objects.count() == 1
    assert len(asked) <= 7, "ten is the limit; the desk needs seven"


def test_a_page_that_answers_a_form_may_be_sent_again(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    once, again = typed(60, 38), typed(60, 38)
    for form in (once, once):
        assert read(team.counter, form).status_code == 200
    for form in (again, again):
        assert read(team.clerk, form).status_code == 200
    for _ in range(2):
        assert team.leader.post(f"{HERE}ky-bien-ban/", follow=True).status_code == 200
    decision = {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"}
    for _ in range(2):
        assert team.chair.post("/lam-viec/cong-nhan/", decision, follow=True).status_code == 200
    assert (Reading.objects.count(), Declaration.objects.count(), Recognition.objects.count()) == (2, 1, 1)


def test_the_first_page_asks_as_often_for_two_villages_as_for_one(team: Team) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            team.clerk.get("/lam-viec/")
        return len(queries)

    asked()
    of_two = asked()
    Standing.objects.filter(village_code=OTHER).update(commune_code="99999")
    assert asked() == of_two


def test_the_chairs_screen_asks_as_often_for_two_villages_as_for_one(team: Team) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = team.chair.get("/lam-viec/cong-nhan/")
        assert len(page.context["due"]) == len(elected)
        return len(queries)

    counts, elected = [], []
    open_polls(election=Election.objects.get(), villages=[VILLAGE, OTHER], actor="doi-truong", at=world.MORNING)
    for village in (VILLAGE, OTHER):
        sheet = world.sheet_of(village)
        for device in (world.Device(f"may-1-{village}", "an"), world.Device(f"may-2-{village}", "binh")):
            submit_reading(side=Side.STATE, reading=device.read(sheet, world.figures(a=60, b=38)), at=world.moment(5))
        [declared] = declare(side=Side.STATE, sheets=[sheet.id], actor="an", at=world.moment(9))
        elected.append(declared)
        counts.append(asked())
    assert counts[0] == counts[1]


def test_whoever_has_read_again_waits_for_the_other(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    for client, votes in ((team.counter, 60), (team.clerk, 59)):
        read(client, typed(votes, 38))
    assert team.counter.get(HERE).context["todo"][0]["what"] == "Ghi lại các ô khác nhau"
    team.counter.post(f"{HERE}phieu-khac/", {"votes.c1": "60", "lan-doc": str(uuid4())})
    assert "Ghi lại các ô khác nhau" not in [one["what"] for one in team.counter.get(HERE).context["todo"]]
    assert team.clerk.get(HERE).context["todo"][0]["what"] == "Ghi lại các ô khác nhau"


def test_a_number_typed_for_whom_another_page_recognised_is_not_dropped_in_silence(team: Team) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    team.leader.post(f"{HERE}ky-bien-ban/")
    decision = {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"}
    team.chair.post("/lam-viec/cong-nhan/", decision)
    assert team.chair.post("/lam-viec/cong-nhan/", decision).status_code == 200
    answer = team.chair.post("/lam-viec/cong-nhan/", decision | {f"so-{VILLAGE}": "13/QĐ-UBND"})
    assert answer.status_code == 422
    assert "Thôn Nà Ếch: đã được công nhận theo quyết định 12/QĐ-UBND, ngày 8/6/2022" in said(answer)
