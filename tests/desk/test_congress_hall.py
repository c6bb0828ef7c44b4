"""Trong hội trường: the roll call, votes by hands, the chair's script, and a congress that too few came to."""

import re

import pytest
from django.test import Client

from dantin.store.models import Attendance, Congress, CongressOfficer, HandVote, Member, Person
from dantin.store.models.accounts import Role
from tests.store import world

from .test_congress_desk import HERE, at_work, elect_secretary, said, state

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HANDS = {"du": "7", "thuan": "7", "chong": "0", "ket-qua": "co"}


@pytest.fixture
def congress() -> Congress:
    world.state_election()
    world.party_election(excused=1)
    world.head_from_state()
    return Congress.objects.get()


def members() -> list[Member]:
    return list(Member.objects.order_by("id"))


def ids(*who: Member) -> list[str]:
    return [str(one.id) for one in who]


def test_the_roll_is_called_and_the_congress_opens_with_that_number(congress: Congress) -> None:
    """F-38, F-39: late and early are written with their hours; nobody types how many are there."""
    clerk, here = at_work(Role.CONGRESS_CLERK), f"{HERE}diem-danh/"
    assert "Có mặt 0 trên 8" in said(clerk.get(here))
    for typed, sentence in (
        ({"viec": "den"}, "Chọn ít nhất một người"),
        ({"viec": "den", "nguoi": ids(members()[0]), "gio": "bảy giờ"}, "“bảy giờ” chưa phải giờ"),
        ({"viec": "den", "nguoi": ["99999"]}, "không có trong sổ đảng viên"),
        ({"viec": "xoa", "nguoi": ids(members()[0])}, "không làm được ở đây"),
    ):
        refused = clerk.post(here, typed)
        assert refused.status_code == 422
        assert sentence in said(refused)
    shown = said(clerk.post(here, {"viec": "den", "nguoi": ids(*members()[:5])}))
    assert "Đã ghi 5 người đến" in shown
    assert "chưa đủ vì cần ít nhất 6" in shown
    assert "đủ vì cần ít nhất 6" in said(clerk.post(here, {"viec": "den", "nguoi": ids(*members()[5:7])}))
    assert "đã ghi như vậy từ trước" in said(clerk.post(here, {"viec": "den", "nguoi": ids(members()[0])}))
    cell = said(clerk.get(HERE))
    assert "Điểm danh có 7 đảng viên chính thức" in cell
    assert "Đã khai mạc" in said(clerk.post(f"{HERE}khai-mac/", {"present": "3"}))
    assert Congress.objects.get().present == 7
    assert "Có mặt 6 trên 8" in said(clerk.post(here, {"viec": "ve", "nguoi": ids(members()[0])}))
    assert "Có mặt 5 trên 8" in said(clerk.post(here, {"viec": "nham", "nguoi": ids(members()[1])}))
    page = clerk.get(HERE)
    # excused for the whole congress, and nobody else: who left stays; who never came without a reason stays too
    assert page.context["base"] | {"page": ""} == {"official": "8", "deducted": "1", "count": "7", "page": ""}


def test_an_arrival_by_the_clock_and_a_probationary_member_who_does_not_count(congress: Congress) -> None:
    new = Person.objects.create(side="party", name="Dương Thị Dự Bị", born_in=2000)
    young = Member.objects.create(cell=congress.cell, person=new, status=Member.Status.PROBATIONARY)
    presidium, here = at_work(Role.PRESIDIUM), f"{HERE}diem-danh/"
    shown = said(presidium.post(here, {"viec": "den", "gio": "0h00", "nguoi": ids(young, members()[0])}))
    assert "Đã ghi 2 người đến, lúc 00:00" in shown
    assert "Có mặt 1 trên 8" in shown
    assert Attendance.objects.count() == 2


@pytest.mark.parametrize("matter", ["chuong-trinh", "nghi-quyet"])
def test_a_vote_by_hands_is_written_as_sums(congress: Congress, matter: str) -> None:
    clerk, here = at_work(Role.CONGRESS_CLERK), f"{HERE}gio-the/{matter}/"
    for typed, sentence in (
        (HANDS | {"thuan": ""}, "Ghi số tán thành"),
        (HANDS | {"thuan": "bảy"}, "“bảy” chưa phải một số"),
        (HANDS | {"chong": "1"}, "quá 7 người có mặt"),
        (HANDS | {"du": "9"}, "chỉ có 7 đảng viên chính thức"),
        (HANDS | {"ket-qua": ""}, "Chọn đại hội thông qua hay không"),
    ):
        refused = clerk.post(here, typed | {"noi-dung": "đọc một lần"})
        assert (refused.status_code, HandVote.objects.count()) == (422, 0)
        assert sentence in said(refused)
        assert "đọc một lần" in refused.content.decode()
    assert "Đã ghi biểu quyết" in said(clerk.post(here, HANDS))
    assert "tán thành 7, không tán thành 0: thông qua" in said(clerk.get(here))
    assert clerk.get(f"{HERE}gio-the/viec-khac/").status_code == 404


def test_f23_f22_the_board_has_nobody_of_the_list_and_one_of_it_is_replaced(congress: Congress) -> None:
    """F-22, F-23: who stands is not even offered; sent all the same, it is refused in words."""
    presidium, here = at_work(Role.PRESIDIUM), f"{HERE}gio-the/ban-kiem-phieu/"
    standing, second, third, fourth, *_ = members()
    names = [choice["name"] for choice in presidium.get(here).context["people"]]
    assert standing.person.name not in names
    given = HANDS | {"nguoi": ids(standing, second), "truong": str(second.id)}
    assert "không kiểm phiếu được" in said(presidium.post(here, given))
    refused = presidium.post(here, HANDS | {"nguoi": ids(second, third)})
    assert "Chọn người đứng đầu" in said(refused)
    given = HANDS | {"nguoi": ids(second, third), "truong": str(second.id)}
    assert "chưa thông qua ban kiểm phiếu" in said(presidium.post(here, given | {"ket-qua": "khong"}))
    assert "Đã ghi ban kiểm phiếu: 2 người" in said(presidium.post(here, given))
    again = f"{HERE}gio-the/thay-kiem-phieu/"
    assert "Thay một người" in said(presidium.get(here))
    assert "Chọn người vắng và người thay" in said(presidium.post(again, HANDS))
    replaced = presidium.post(again, HANDS | {"vang": str(second.id), "nguoi": str(fourth.id)})
    assert "Đã ghi người thay" in said(replaced)
    now = CongressOfficer.objects.filter(replaced_by=None)
    assert sorted(one.member_id for one in now) == sorted([third.id, fourth.id])


def test_b06_too_few_came_and_the_congress_is_convened_again(congress: Congress) -> None:
    presidium, clerk, here = at_work(Role.PRESIDIUM), at_work(Role.CONGRESS_CLERK), f"{HERE}trieu-tap-lai/"
    assert presidium.get(here).status_code == 404
    presidium.post(f"{HERE}khai-mac/", {"present": "5"})
    assert "Triệu tập lại ngày khác" in said(presidium.get(HERE))
    assert "Triệu tập lại ngày khác" not in said(clerk.get(HERE))
    for typed, sentence in (
        ({"ngay": "10/7/2022"}, "Ghi vì sao"),
        ({"ngay": "hôm sau", "ly-do": "5 người"}, "Ngày đại hội lại"),
        ({"ngay": "3/7/2022", "ly-do": "5 người"}, "phải sau ngày đại hội trước"),
    ):
        refused = presidium.post(here, typed)
        assert (refused.status_code, Congress.objects.count()) == (422, 1)
        assert sentence in said(refused)
    done = presidium.post(here, {"ngay": "10/7/2022", "ly-do": "5 người đến"})
    assert "đại hội ngày 10/7/2022" in said(done)
    assert (state(), Congress.objects.count()) == ("not_started", 2)


def test_with_its_quorum_it_is_not_convened_again(congress: Congress) -> None:
    presidium = at_work(Role.PRESIDIUM)
    presidium.post(f"{HERE}khai-mac/", {"present": "7"})
    refused = presidium.post(f"{HERE}trieu-tap-lai/", {"ngay": "10/7/2022", "ly-do": "muốn làm lại"})
    assert (refused.status_code, Congress.objects.count()) == (422, 1)
    assert "đang đủ hai phần ba" in said(refused)


def steps_of(client: Client) -> dict[str, str]:
    return {step["spoken"].key: step["told"] for step in client.get(f"{HERE}dieu-hanh/").context["steps"]}


def test_the_script_leads_from_the_roll_call_to_the_closing(congress: Congress) -> None:
    """The words carry the cell's own numbers; each step says what is on record, and whose page it is done on."""
    presidium, clerk, board = (at_work(role) for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))
    page = presidium.get(f"{HERE}dieu-hanh/")
    text = said(page)
    assert "có 8 đảng viên chính thức được triệu tập" in text
    assert "từ 6 đồng chí trở lên" in text
    assert "đánh dấu X vào một ô: đồng ý hoặc không đồng ý" in text
    assert page.context["now"]["spoken"].key == "roll"
    assert not any(steps_of(presidium).values())
    clerk.post(f"{HERE}diem-danh/", {"viec": "den", "nguoi": ids(*members()[:7])})
    presidium.post(f"{HERE}khai-mac/")
    people = HANDS | {"nguoi": ids(members()[1]), "truong": str(members()[1].id)}
    for matter in ("doan-chu-tich", "thu-ky", "ban-kiem-phieu"):
        presidium.post(f"{HERE}gio-the/{matter}/", people)
    presidium.post(f"{HERE}gio-the/chuong-trinh/", HANDS)
    told = steps_of(presidium)
    assert told["roll"] == "Có mặt 7 đảng viên chính thức."
    assert told["board"] == "Đã biểu quyết: 7 trên 7 tán thành."
    assert "Lê Thị Thử 1" in said(presidium.get(f"{HERE}dieu-hanh/"))
    assert told["count-secretary"] == ""
    elect_secretary(board, clerk, votes=6)
    text = said(presidium.get(f"{HERE}dieu-hanh/"))
    assert re.search(r"Nguyễn Văn Thử 1: 6 phiếu trên 7\.", text)
    assert "Trúng cử bí thư: Nguyễn Văn Thử 1." in text
    assert steps_of(presidium)["announce-secretary"] == "Đã ký biên bản kiểm phiếu."


def test_b06_who_comes_after_an_opening_with_too_few_makes_the_two_thirds(congress: Congress) -> None:
    """The opening warns while too few were called; late arrivals count, mistaken ones no longer."""
    clerk, presidium, here = at_work(Role.CONGRESS_CLERK), at_work(Role.PRESIDIUM), f"{HERE}diem-danh/"
    clerk.post(here, {"viec": "den", "nguoi": ids(*members()[:5])})
    warned = "chưa đủ hai phần ba, cần ít nhất 6: chờ thêm người đến"
    assert warned in said(presidium.get(HERE))
    presidium.post(f"{HERE}khai-mac/")
    assert "Triệu tập lại ngày khác" in said(presidium.get(HERE))
    clerk.post(here, {"viec": "den", "nguoi": ids(*members()[5:7])})
    clerk.post(here, {"viec": "ve", "nguoi": ids(*members()[:3])})
    page = said(presidium.get(HERE))
    assert "Có mặt 7 trên 8 đảng viên chính thức được triệu tập, đủ" in page
    assert "Triệu tập lại ngày khác" not in page
    assert presidium.post(f"{HERE}trieu-tap-lai/", {"ngay": "10/7/2099", "ly-do": "thiếu"}).status_code == 422
    clerk.post(here, {"viec": "nham", "nguoi": ids(*members()[5:7])})
    assert Congress.objects.get().present == 5
    assert "Triệu tập lại ngày khác" in said(presidium.get(HERE))


def test_who_is_led_step_by_step_goes_on_from_the_next_one(congress: Congress) -> None:
    """After a vote the steps are shown again; one person alone leads the body without being asked who does."""
    clerk, here = at_work(Role.CONGRESS_CLERK), f"{HERE}gio-the/doan-chu-tich/"
    clerk.post(f"{HERE}khai-mac/", {"present": "7"})
    assert "Chọn ít nhất một người" in said(clerk.post(here, HANDS))
    after = said(clerk.post(here, HANDS | {"nguoi": ids(members()[1])}))
    assert "Đã ghi đoàn chủ tịch: 1 người" in after
    assert "Bước đang chờ: 4. Bầu thư ký" in after
    assert CongressOfficer.objects.get().leads


def test_f41_who_is_in_the_hall_and_does_not_count_is_said_to_and_why(congress: Congress) -> None:
    Member.objects.filter(id=members()[0].id).update(activity="suspended")
    clerk, here = at_work(Role.CONGRESS_CLERK), f"{HERE}diem-danh/"
    shown = said(clerk.post(here, {"viec": "den", "nguoi": ids(*members()[:2])}))
    assert "Có mặt 1 trên 8" in shown
    assert "không tính, vì đình chỉ sinh hoạt" in shown
