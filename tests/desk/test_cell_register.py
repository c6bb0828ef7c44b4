"""Sổ đảng viên của chi bộ ở bàn làm việc: changes with their day and paper, until the congress opens."""

from datetime import timedelta

import pytest
from django.test import Client

from dantin.locale.words import LOCAL, day
from dantin.store.models import AbsenceNote, Cell, Congress, Event, Member, MemberChange, Wave
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.questions import cell_numbers
from tests.store import world
from tests.store.importing import load, read, told

from .test_congress_desk import COMMUNE, HERE, at_work, said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REGISTER = f"{HERE}so-dang-vien/"


@pytest.fixture
def congress() -> Congress:
    world.state_election()
    world.party_election()
    world.head_from_state()
    return Congress.objects.get()


def some_day(ago: int) -> str:
    return day(clock.now().astimezone(LOCAL).date() - timedelta(days=ago))


def change(kind: str, member: Member | str = "", **more: str) -> dict[str, str]:
    who = str(member.id) if isinstance(member, Member) else member
    given = {
        "viec": "thay-doi",
        "nguoi": who,
        "thay-doi": kind,
        "tu-ngay": some_day(5),
        "so": "7-GT",
        "ngay": some_day(6),
    }
    return given | more


def done(answer: object) -> None:
    assert answer.status_code == 302, said(answer)


def numbers(congress: Congress) -> tuple[int, int, int]:
    """Official, exempt, in the base."""
    one = cell_numbers({congress.cell.code}, {congress.election_id})[congress.election_id, congress.cell.code]
    return one.official_members, one.exempt, one.official_members - one.less.total


def test_each_change_moves_the_register_and_the_base_at_once(congress: Congress) -> None:
    """F-40, F-41: the base follows the register; nothing typed is lost, and nobody's name is in the log."""
    cell, (_, second, third, fourth, *_) = at_work(Role.CELL_COMMITTEE), Member.objects.order_by("id")
    assert numbers(congress) == (8, 0, 8)
    for wrong, sentence in (
        (change("exempted"), "Chọn một người trong sổ"),
        (change("", second), "Chọn thay đổi gì"),
        (change("exempted", second, so=""), "cần số và ngày của giấy tờ"),
        (change("exempted", second, **{"tu-ngay": some_day(-2)}), "chưa tới"),
        (change("exempted", second, **{"tu-ngay": "hôm qua"}), "Từ ngày"),
        (change("resumed", second), "không ghi được"),
        (change("in_transfer", second), "ghi lý do"),
        (change("exempted", "99999"), "không có trong sổ đảng viên"),
        (change("exempted", second, so="7" * 61), "61 chữ"),
        (change("admitted", second), "Chọn thay đổi gì"),
    ):
        refused = cell.post(REGISTER, wrong)
        assert (refused.status_code, MemberChange.objects.count()) == (422, 0), sentence
        assert sentence in said(refused)
        assert refused.context["change"]["so"] == wrong["so"]
    done(cell.post(REGISTER, change("suspended", second)))
    assert numbers(congress) == (8, 0, 7)
    done(cell.post(REGISTER, change("exempted", third)))
    done(cell.post(REGISTER, change("went", fourth, **{"chi-bo": "Chi bộ ở tỉnh khác"})))
    assert numbers(congress) == (7, 1, 6)
    earlier = change("resumed", second, **{"ly-do": "hết thời hạn", "tu-ngay": some_day(9)})
    assert "không trước ngày ấy" in said(cell.post(REGISTER, earlier))
    done(cell.post(REGISTER, earlier | {"tu-ngay": some_day(1)}))
    page = said(cell.get(REGISTER))
    assert "7 đảng viên chính thức" in page
    assert "Đến Chi bộ ở tỉnh khác" in page
    assert "Hết thời hạn" in page
    told = "".join(str(body) for body in Event.objects.values_list("body", flat=True))
    assert not [one for one in Member.objects.select_related("person") if one.person.name in told]
    assert "hết thời hạn" not in told


@pytest.fixture
def other(congress: Congress) -> Congress:
    """A second cell of the commune, whose member is the recognised head of the first one's village."""
    cell = Cell.objects.create(code="CB0684702", name="Chi bộ thôn Pắc Cương", higher_committee="Đảng ủy xã Húc Động")
    head = Member.objects.order_by("id")[0]
    Member.objects.filter(id=head.id).update(cell=cell)
    wave = Wave.objects.get(election=congress.election)
    return Congress.objects.create(
        election=congress.election, wave=wave, cell=cell, village_code=congress.village_code, held_on=congress.held_on
    )


def test_f30_the_head_of_another_cell_transfers_in_before_the_congress(congress: Congress, other: Congress) -> None:
    """F-30: sent by one cell and taken in by the other it is the same person, who may then stand."""
    above, there = at_work(Role.HIGHER_COMMITTEE, COMMUNE), REGISTER.replace(world.CELL, other.cell.code)
    head = Member.objects.get(cell=other.cell)
    prospect = f"{HERE}ung-cu-bi-thu/"
    assert "Chi bộ thôn Pắc Cương" in said(above.get(prospect))
    assert "Chờ nhận" not in said(above.get(REGISTER))
    done(above.post(there, change("in_transfer", head, **{"ly-do": "chờ giấy giới thiệu"})))
    done(above.post(there, change("went", head, **{"chi-bo": world.CELL})))
    page = above.get(REGISTER)
    assert "Chờ nhận vào sổ" in said(page)
    assert head.person.name in said(page)
    [waiting] = page.context["waiting"]
    take = change("came", "", viec="nhan", cho=str(waiting["id"]), la="official")
    early = above.post(REGISTER, take | {"tu-ngay": some_day(9)})
    assert "ngày đến không trước ngày ấy" in said(early)
    assert early.context["waiting"][0]["form"]["so"] == "7-GT"
    done(above.post(REGISTER, take))
    assert "đã được nhận vào sổ" in said(above.post(REGISTER, take))
    came = Member.objects.get(cell=congress.cell, person=head.person)
    assert (came.status, numbers(congress)) == ("official", (8, 0, 8))
    assert Member.objects.get(id=head.id).status == "left"
    assert "Chờ nhận" not in said(above.get(REGISTER))
    assert "Chi bộ thôn Pắc Cương" not in said(above.get(prospect))


def test_who_comes_is_written_with_the_paper_and_two_of_one_name_are_asked_about(congress: Congress) -> None:
    """B-10, B-11: who is here for a time is in the register and not in the base."""
    cell = at_work(Role.CELL_COMMITTEE)
    new = change("came_for_a_time", viec="them", ten="Hoàng Văn Đến", **{"nam-sinh": "1990", "chi-bo": "X"})
    assert "Ghi họ và tên" in said(cell.post(REGISTER, new | {"ten": " "}))
    assert "Năm sinh" in said(cell.post(REGISTER, new | {"nam-sinh": "90"}))
    assert "Chọn thay đổi gì" in said(cell.post(REGISTER, new | {"thay-doi": "went"}))
    done(cell.post(REGISTER, new))
    here = Member.objects.get(person__name="Hoàng Văn Đến")
    assert (here.status, numbers(congress)) == ("temporary", (8, 0, 8))
    assert "1 sinh hoạt tạm thời ở đây" in said(cell.get(REGISTER))
    again = said(cell.post(REGISTER, new))
    assert "Sổ đã có Hoàng Văn Đến" in again
    assert "Trùng tên: vì sao" in again
    done(cell.post(REGISTER, new | {"trung-ten": "khác quê"}))
    second = Member.objects.filter(person__name="Hoàng Văn Đến").exclude(id=here.id).get()
    done(cell.post(REGISTER, change("mistaken", second, **{"ly-do": "ghi hai lần"})))
    assert "không ghi được" in said(cell.post(REGISTER, change("exempted", here)))
    done(cell.post(REGISTER, change("came", here, **{"tu-ngay": some_day(2)})))
    assert numbers(congress) == (9, 0, 9)
    done(cell.post(REGISTER, change("admitted", viec="them", ten="Phùn Thị Mới", **{"nam-sinh": "2001"})))
    young = Member.objects.get(person__name="Phùn Thị Mới")
    assert (young.status, numbers(congress)) == ("probationary", (9, 0, 9))
    done(cell.post(REGISTER, change("confirmed", young, **{"tu-ngay": some_day(1)})))
    assert numbers(congress) == (10, 0, 10)


def test_the_opening_asks_for_a_transfer_half_done_and_ends_the_changes(congress: Congress) -> None:
    """No text says whether the base has who is leaving: the congress does not open before the register says it."""
    cell, presidium = at_work(Role.CELL_COMMITTEE), at_work(Role.PRESIDIUM)
    member = Member.objects.order_by("-id")[0]
    done(cell.post(REGISTER, change("in_transfer", member, **{"ly-do": "chờ giấy giới thiệu"})))
    assert "Quy định chưa rõ" in said(cell.get(REGISTER))
    refused = presidium.post(f"{HERE}khai-mac/", {"present": "8"})
    assert "đang làm thủ tục chuyển đi" in said(refused)
    done(cell.post(REGISTER, change("resumed", member, **{"ly-do": "ở lại", "tu-ngay": some_day(1)})))
    assert "Đã khai mạc" in said(presidium.post(f"{HERE}khai-mac/", {"present": "8"}))
    late = cell.post(REGISTER, change("suspended", member))
    assert (late.status_code, numbers(congress)) == (422, (8, 0, 8))
    assert "đã khai mạc: sổ đảng viên không đổi nữa" in said(late)
    assert "Ghi thay đổi của một người" not in said(cell.get(REGISTER))


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.COUNTING_BOARD, world.VILLAGES[0], 200),
        (Role.COMMISSION, "22", 404),
        (Role.AUDITOR, "22", 404),
        (Role.CELL_COMMITTEE, world.VILLAGES[1], 404),
    ],
)
def test_names_are_read_by_the_cell_and_the_committee_above_alone(
    congress: Congress, role: Role, place: str, status: int
) -> None:
    client: Client = at_work(role, place)
    assert client.get(REGISTER).status_code == status
    answer = client.post(REGISTER, change("exempted", Member.objects.order_by("id")[0]))
    assert answer.status_code == (422 if status == 200 else status)
    assert not MemberChange.objects.exists()


def test_b12_a_head_who_is_here_for_a_time_may_not_stand_before_the_transfer(congress: Congress) -> None:
    """B-12: residence, or activity for a time, does not suffice; the same page takes him or her in officially."""
    head = Member.objects.order_by("id")[0]
    Member.objects.filter(id=head.id).update(status="temporary")
    above, prospect = at_work(Role.HIGHER_COMMITTEE, COMMUNE), f"{HERE}ung-cu-bi-thu/"
    assert "ở Chi bộ thôn Nà Ếch là sinh hoạt tạm thời" in said(above.get(prospect))
    done(above.post(REGISTER, change("came", head)))
    assert "sinh hoạt tạm thời" not in said(above.get(prospect))


def test_what_the_desk_recorded_no_file_changes(congress: Congress) -> None:
    """Decision 0015: a list that says otherwise is told line by line, one that says the same goes in."""
    cell, member = at_work(Role.CELL_COMMITTEE), Member.objects.order_by("id")[1]
    done(cell.post(REGISTER, change("exempted", member)))
    headings = ("Mã chi bộ", "Họ tên", "Năm sinh", "Đảng viên", "Sinh hoạt đảng")
    who = (congress.cell.code, member.person.name, member.person.born_in, "chính thức")
    same = read("members", headings, (*who, "miễn sinh hoạt"))
    load(same)
    assert told(same) == []
    other = read("members", headings, (*who, "bình thường"))
    load(other)
    assert "tệp không đổi được" in told(other)[0]
    assert numbers(congress) == (8, 1, 8)


def test_f40_who_is_exempt_no_longer_was_not_absent_as_an_exempt_member(congress: Congress) -> None:
    """B-50(b): the base has him or her again, and the note of the absence is withdrawn beside the one before."""
    cell, member = at_work(Role.CELL_COMMITTEE), Member.objects.order_by("id")[1]
    done(cell.post(REGISTER, change("exempted", member)))
    cell.post(f"{HERE}bao-vang/", {"nguoi": str(member.id), "vang": "exempt", "ly-do": ""})
    assert numbers(congress) == (8, 1, 7)
    done(cell.post(REGISTER, change("resumed", member, **{"ly-do": "xin sinh hoạt lại", "tu-ngay": some_day(1)})))
    assert numbers(congress) == (8, 0, 8)
    assert [one.ground for one in AbsenceNote.objects.order_by("number")] == ["exempt", ""]
