"""Kịch bản điều hành: the words with the numbers of the village, and what the meeting decides written beside them."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks.village_head.meeting import DayStep, order_of_the_day, votes_for_a_form
from dantin.store.models import Candidacy, Declaration, Election, Event, Fact, Reading, Round, Standing
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.polls import poll_of
from tests.store import world

from .people import open_account, signed_in
from .test_roads import HERE, VILLAGE, Team, read, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = f"{HERE}kich-ban/"
S = DayStep


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def offered(client: Client) -> list[str]:
    return [one["what"] for one in client.get(HERE).context["todo"]]


def first_page(client: Client) -> str:
    return said(client.get("/lam-viec/")).replace("\xa0", " ")


@pytest.fixture
def hour(monkeypatch):
    """Sets the hour of 5/6/2022."""

    def at(hour: int, minute: int = 0) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 5, hour - 7, minute, tzinfo=UTC))

    at(8)
    return at


@pytest.fixture
def team(settings, hour) -> Team:
    world.state_election()
    return Team()


@pytest.mark.parametrize(
    ("law", "procedure", "form", "steps"),
    [
        ("VH-2008", "meeting", "secret_ballot", [S.ATTENDANCE, S.OPENING, S.INTRODUCE, S.FORM, S.BALLOT]),
        ("VH-2008", "meeting", "show_of_hands", [S.ATTENDANCE, S.OPENING, S.INTRODUCE, S.FORM, S.HANDS]),
        (
            "VH-2023",
            "meeting",
            "secret_ballot",
            [S.ATTENDANCE, S.OPENING, S.CLERK, S.INTRODUCE, S.FORM, S.BOARD, S.BALLOT],
        ),
        ("VH-2025T", "meeting", "show_of_hands", [S.ATTENDANCE, S.OPENING, S.CLERK, S.INTRODUCE, S.FORM, S.HANDS]),
        ("VH-2008", "separate_poll", "secret_ballot", [S.OPENING, S.BALLOT]),
        ("VH-2023", "household_ballots", "secret_ballot", [S.OPENING, S.CARRIED]),
    ],
)
def test_each_law_and_each_way_of_voting_has_its_own_order(law, procedure, form, steps):
    stages = order_of_the_day(law, Procedure(procedure), VoteForm(form))
    assert [stage.step for stage in stages] == [*steps, S.CLOSING, S.COUNT, S.ANNOUNCE, S.MINUTES]
    unordered = {stage.step for stage in stages if stage.cites is None}
    # A22-16 speaks of the old law only: of a poll under the new one no text was found
    assert unordered <= {S.CLOSING, S.OPENING, S.BALLOT}


@pytest.mark.parametrize(
    ("law", "present", "needed"), [("VH-2008", 80, None), ("VH-2023", 80, 41), ("VH-2023", 81, 41)]
)
def test_a_form_needs_more_than_half_of_those_present_since_2023(law, present, needed):
    assert votes_for_a_form(law, present) == needed


def test_the_words_carry_the_numbers_of_the_village(team):
    page = said(team.leader.get(PAGE))
    assert "Thôn Nà Ếch có 100 đại diện hộ gia đình trong danh sách." in page
    assert "tức từ 51 người trở lên" in page
    assert "1. Nguyễn Văn Thử 1." in page
    assert "trên 50% tổng số của thôn, tức từ 51 phiếu trở lên" in page
    assert "bầu lại, chậm nhất ngày 20/6/2022" in page
    assert "A22-08" in page
    assert "Ban kiểm phiếu" not in page


def test_f19_who_cannot_write_is_helped_and_the_page_says_by_which_analogy(team):
    assert "Người không biết chữ hoặc khuyết tật được giúp" in said(team.leader.get(PAGE))


def test_opening_form_and_closing_are_written_down_where_they_are_said(team, hour):
    assert "Ghi hình thức bầu" not in said(team.leader.get(PAGE))
    team.leader.post(f"{HERE}khai-mac/")
    assert "Đã khai mạc lúc 08:00" in said(team.leader.get(PAGE)).replace("\xa0", " ")
    given = {"viec": "hinh-thuc", "hinh-thuc": "show_of_hands", "du": "90", "thuan": "60"}
    assert "nhiều hơn 100 trong danh sách" in said(team.leader.post(PAGE, given | {"du": "120"}))
    assert "nhiều hơn 90 người dự" in said(team.leader.post(PAGE, given | {"thuan": "91"}))
    assert team.leader.post(PAGE, given).status_code == 302
    assert Round.objects.get(contest__village_code=VILLAGE).vote_form == "show_of_hands"
    page = said(team.leader.get(PAGE))
    assert "Cuộc họp đã chọn: giơ tay biểu quyết, 60 trên 90 người dự tán thành." in page
    assert "Ai đồng ý bầu Nguyễn Văn Thử 1, xin giơ tay" in page
    assert offered(team.leader)[:2] == ["Báo số đã bỏ phiếu", "Nhập phiếu đếm"]
    hour(11)
    for wrong, sentence in (("12:00", "chưa tới"), ("7:30", "đứng trước giờ khai mạc"), ("trưa", "chưa phải giờ")):
        assert sentence in said(team.leader.post(PAGE, {"viec": "ket-thuc", "gio": wrong}))
    assert team.leader.post(PAGE, {"viec": "ket-thuc", "gio": "10h45"}).status_code == 302
    assert "Đã kết thúc lúc 10:45" in said(team.clerk.get(PAGE)).replace("\xa0", " ")
    facts = poll_of(Standing.objects.get(village_code=VILLAGE).election, VILLAGE)
    assert (facts.closed_by, facts.present) == (f"team_leader.{VILLAGE}", 90)
    # from then on the count leads, on the page of the village and on the first page
    assert offered(team.leader)[:2] == ["Nhập phiếu đếm", "Báo số đã bỏ phiếu"]
    assert "Nhập phiếu đếm Đã kết thúc bỏ phiếu lúc 10:45 . Kiểm phiếu xong thì nhập." in first_page(team.leader)
    read(team.counter, typed(60, 38))
    assert "Đã kết thúc bỏ phiếu" not in first_page(team.leader)


BOARD = {
    "viec": "ban-kiem-phieu", "ban": "Lý Văn Một\nTrần Thị Hai\n\nHoàng  Văn Ba",
    "chung-kien": "Chu Thị Tư\nNông Văn Năm", "du-ban": "90", "thuan-ban": "80",
}  # fmt: skip


def test_whom_the_meeting_chose_to_count_stands_in_the_minutes_and_in_no_event(team):
    """A23-10."""
    Election.objects.update(rulebook="VH-2023")
    team.leader.post(f"{HERE}khai-mac/")
    assert team.leader.post(PAGE, BOARD).status_code == 302
    page = said(team.leader.get(PAGE))
    assert "Ban kiểm phiếu: Lý Văn Một, Trần Thị Hai, Hoàng Văn Ba; chứng kiến: Chu Thị Tư, Nông Văn Năm" in page
    event = Event.objects.get(type="ballot.board_chosen")
    assert (event.body["on_board"], event.body["witnesses"], event.body["in_favour"]) == (3, 2, 80)
    assert "Lý Văn Một" not in str(event.body)
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    team.leader.post(f"{HERE}ky-bien-ban/")
    paper = said(team.leader.get(f"{HERE}van-ban/bien-ban-kiem-phieu/"))
    assert "1 Lý Văn Một trưởng ban 2 Trần Thị Hai thành viên" in paper
    assert "1. Chu Thị Tư; 2. Nông Văn Năm" in paper
    Fact.objects.filter(event=event).update(value=None, salt="")  # erased
    assert "Lý Văn Một" not in said(team.leader.get(f"{HERE}van-ban/bien-ban-kiem-phieu/"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ban": "Lý Văn Một\nTrần Thị Hai"}, "có 2 người; phải từ 3 đến 5"),
        ({"ban": "\n".join(f"Người {n}" for n in range(6))}, "có 6 người; phải từ 3 đến 5"),
        ({"chung-kien": "Chu Thị Tư"}, "đủ 2 người chứng kiến, đang có 1"),
        ({"chung-kien": "Chu Thị Tư\nLý Văn Một"}, "Lý Văn Một được ghi hai lần"),
        ({"chung-kien": "Chu Thị Tư\nNguyễn Văn Thử 1"}, "Nguyễn Văn Thử 1 là người ứng cử"),
        ({"thuan-ban": "45"}, "cần ít nhất 46"),
        ({"thuan-ban": "91"}, "nhiều hơn 90 người dự"),
        ({"du-ban": "120"}, "nhiều hơn 100 trong danh sách"),
        ({"ban": "\n".join(["A" * 121, "B", "C"])}, "dài"),
    ],
)
def test_a_board_that_the_law_does_not_know_is_refused_and_what_was_typed_stays(team, given, sentence):
    Election.objects.update(rulebook="VH-2023")
    team.leader.post(f"{HERE}khai-mac/")
    answer = team.leader.post(PAGE, BOARD | given)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert "Trần Thị Hai" in said(answer) or "ban" in given
    assert not Event.objects.filter(type="ballot.board_chosen").exists()


def test_before_2023_the_election_team_counts_and_no_board_is_chosen(team):
    team.leader.post(f"{HERE}khai-mac/")
    assert "Ghi Ban kiểm phiếu" not in said(team.leader.get(PAGE))
    assert "Tổ bầu cử kiểm phiếu" in said(team.leader.post(PAGE, BOARD))


def test_after_the_first_count_nothing_is_chosen_any_more(team):
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    given = {"viec": "hinh-thuc", "hinh-thuc": "show_of_hands", "du": "90", "thuan": "60"}
    assert "đã có người nhập phiếu đếm" in said(team.leader.post(PAGE, given))
    assert Round.objects.get(contest__village_code=VILLAGE).vote_form == "secret_ballot"


def test_whom_the_meeting_names_stands_with_the_others_and_may_win(team):
    named = {"viec": "them-nguoi", "ten": "Lý Thị Thêm", "nam-sinh": "1985", "nguon": "floor"}
    assert team.leader.post(PAGE, named).status_code == 422  # nothing opened yet
    team.leader.post(f"{HERE}khai-mac/")
    assert "chưa đủ 21 tuổi" in said(team.leader.post(PAGE, named | {"nam-sinh": "2003"}))
    assert team.leader.post(PAGE, named).status_code == 302
    assert "đã có trong danh sách" in said(team.leader.post(PAGE, named))
    assert "3. Lý Thị Thêm." in said(team.leader.get(PAGE))
    assert Candidacy.objects.get(key="c3", contest__village_code=VILLAGE).origin == "floor"
    for client in (team.counter, team.clerk):
        read(client, typed(20, 18) | {"votes.c3": "60"})
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert Declaration.objects.get().elected == ["c3"]
    assert [each for each in Event.objects.all() if "Lý Thị Thêm" in str(each.body)] == []


def test_a_page_without_a_slate_says_what_it_waits_for(settings, hour):
    from .test_register_page import called

    called()
    client = Client()
    signed_in(client, open_account(Role.TEAM_LEADER, place=VILLAGE))
    assert "Chưa đủ để lập kịch bản" in said(client.get(PAGE))


def at_hand(client: Client) -> set[str]:
    return {one for one in ("kich-ban", "ung-cu") if f'href="{HERE}{one}/"' in client.get(HERE).content.decode()}


def test_the_page_of_a_village_leads_to_its_script_until_signed_and_to_its_slate_always(team):
    front = Client()
    signed_in(front, open_account(Role.FRONT_VILLAGE, place=VILLAGE))
    everybody = (team.leader, team.clerk, front, team.counter, team.chair)
    before = [at_hand(client) for client in everybody]
    assert before == [{"kich-ban", "ung-cu"}] * 3 + [{"kich-ban"}, {"ung-cu"}]
    assert "Kịch bản điều hành" not in offered(team.counter)  # it waits for nobody
    team.leader.post(f"{HERE}khai-mac/")
    assert [at_hand(client) for client in everybody] == before
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    team.leader.post(f"{HERE}ky-bien-ban/")
    assert [at_hand(client) for client in everybody] == [{"ung-cu"}] * 3 + [set(), {"ung-cu"}]


def test_who_counts_reads_the_script_and_writes_nothing(team):
    team.leader.post(f"{HERE}khai-mac/")
    assert 'name="gio"' not in team.counter.get(PAGE).content.decode()
    assert 'name="gio"' in team.leader.get(PAGE).content.decode()
    assert team.counter.post(PAGE, {"viec": "ket-thuc", "gio": "8:00"}).status_code == 422
    assert not Event.objects.filter(type="ballot.poll_closed").exists()
    assert not Reading.objects.exists()


def test_the_list_of_a_further_round_changes_with_a_reason_and_grows_at_its_meeting(team, hour):
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, typed(49, 49))
    team.leader.post(f"{HERE}ky-bien-ban/")
    page = f"{HERE}lan-bau-tiep/"
    given = {"ngay": "12/6/2022", "cach": "meeting", "hinh-thuc": "secret_ballot", "nguoi": ["c1"]}
    assert "ghi vì sao" in said(team.clerk.post(page, given))
    assert team.clerk.post(page, given | {"ly-do": "đơn xin rút số 4"}).status_code == 302
    round_ = Round.objects.get(contest__village_code=VILLAGE, number=2)
    assert round_.slate == ["c1"]
    event = Event.objects.get(type="plan.round_opened")
    assert "đơn xin rút" not in str(event.body)
    assert event.facts.get().value == "đơn xin rút số 4"
    team.leader.post(f"{HERE}khai-mac/")
    named = {"viec": "them-nguoi", "nam-sinh": "1985", "nguon": "stood"}
    team.leader.post(PAGE, named | {"ten": "Lý Thị Thêm"})
    team.leader.post(PAGE, named | {"ten": "Trần Thị Mẫu 1", "nam-sinh": "1975"})
    round_.refresh_from_db()
    # who stood before keeps her key
    assert round_.slate == ["c1", "c3", "c2"]
    read(team.counter, typed(60, 20) | {"votes.c3": "18"})
    assert Reading.objects.filter(sheet__round=round_).count() == 1
