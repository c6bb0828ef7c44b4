"""Báo vắng trên bàn làm việc: who is out of the base and who is not, with the reason on record (B-50, F-38 to F-41)."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from dantin.store.models import Absence, AbsenceNote, Congress, Event, Fact, Member
from dantin.store.models.accounts import Role
from dantin.store.readers.questions import cell_numbers
from tests.store import world

from .test_congress_desk import COMMUNE, HERE, at_work, said, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = f"{HERE}bao-vang/"
EXCUSED = ("excused_whole_congress", "Đi viện, giấy của bệnh viện huyện")


@pytest.fixture
def committee() -> Client:
    world.state_election()
    world.party_election(official=9)
    world.head_from_state()
    return at_work(Role.CELL_COMMITTEE)


def base() -> tuple[int, int]:
    """(official members, those in the base)."""
    congress = Congress.objects.get()
    found = cell_numbers({congress.cell.code}, {congress.election_id})[congress.election_id, congress.cell.code]
    return found.official_members, found.official_members - found.less.total


def last() -> Member:
    return Member.objects.order_by("-id")[0]


def absent(client: Client, ground: str, why: str = "") -> object:
    return client.post(PAGE, {"nguoi": str(last().pk), "vang": ground, "ly-do": why})


def test_f38_who_is_excused_for_the_whole_congress_leaves_the_base_with_the_reason_on_record(committee: Client) -> None:
    refused = absent(committee, EXCUSED[0])
    assert refused.status_code == 422
    assert "Ghi lý do vắng" in said(refused)
    assert base() == (9, 9)
    absent(committee, *EXCUSED)
    page = said(committee.get(PAGE))
    assert "trừ 1: cơ số là 8 , trúng cử từ 5 phiếu" in page
    assert "bệnh viện huyện" in page
    assert base() == (9, 8)
    absent(committee, "du")
    assert base() == (9, 9)
    assert [one.ground for one in AbsenceNote.objects.order_by("number")] == [EXCUSED[0], ""]
    event = Event.objects.filter(type="congress.absence_noted").first()
    assert "bệnh viện" not in str(event.body)
    assert Fact.objects.filter(event=event, name="why").exists()


def test_f39_who_is_absent_without_a_reason_stays_in_the_base(committee: Client) -> None:
    absent(committee, "not_excused")
    assert base() == (9, 9)
    assert "vắng không có lý do" in said(committee.get(PAGE))


def test_f39_who_is_excused_and_comes_all_the_same_for_an_hour_is_in_the_base(committee: Client) -> None:
    absent(committee, *EXCUSED)
    presidium = at_work(Role.PRESIDIUM)
    for viec in ("den", "ve"):
        presidium.post(f"{HERE}diem-danh/", {"viec": viec, "nguoi": str(last().pk), "luc": ""})
    assert base() == (9, 9)


def test_f40_an_exempt_member_is_out_when_away_and_in_when_there(committee: Client) -> None:
    assert "không được miễn sinh hoạt trong sổ" in said(absent(committee, "exempt"))
    Member.objects.filter(pk=last().pk).update(activity="exempt")
    assert base() == (9, 9)  # nobody said that he or she stays away
    absent(committee, "exempt")
    assert base() == (9, 8)
    at_work(Role.PRESIDIUM).post(f"{HERE}diem-danh/", {"viec": "den", "nguoi": str(last().pk), "luc": ""})
    assert base() == (9, 9)


def test_f41_a_suspended_member_is_out_whatever_is_said_of_coming(committee: Client) -> None:
    Member.objects.filter(pk=last().pk).update(activity="suspended")
    absent(committee, "du")
    assert base() == (9, 8)
    assert "đình chỉ sinh hoạt" in said(committee.get(PAGE))


def test_the_base_stays_from_the_first_paper_that_is_read() -> None:
    world.state_election()
    world.party_election()
    world.head_from_state()
    committee = at_work(Role.CELL_COMMITTEE)
    at_work(Role.PRESIDIUM).post(f"{HERE}khai-mac/", {"present": "7"})
    assert absent(committee, "excused_whole_congress", "Báo ốm sáng nay").status_code == 302
    taken = at_work(Role.COUNTING_BOARD).post(f"{HERE}bi-thu/phieu-dem/", typed())
    assert "Đã ghi lần đọc của anh chị" in said(taken)
    assert "đã nhập phiếu đếm" in said(absent(committee, "du"))
    assert Absence.objects.count() == 1


def test_a_probationary_member_or_a_stranger_is_not_noted(committee: Client) -> None:
    Member.objects.filter(pk=last().pk).update(status="probationary")
    assert "không phải đảng viên chính thức" in said(absent(committee, "not_excused"))
    for given in ({"nguoi": "999999", "vang": "not_excused"}, {"nguoi": "", "vang": "x"}, {"nguoi": "1", "vang": ""}):
        assert committee.post(PAGE, given).status_code == 422
    assert not AbsenceNote.objects.exists()


def test_only_the_cell_committee_and_the_one_above_accept_a_reason(committee: Client) -> None:
    assert at_work(Role.HIGHER_COMMITTEE, COMMUNE).get(PAGE).status_code == 200
    for role in (Role.PRESIDIUM, Role.COUNTING_BOARD, Role.CONGRESS_CLERK):
        assert at_work(role).get(PAGE).status_code == 404


def test_notes_are_only_ever_added(committee: Client) -> None:
    absent(committee, "not_excused")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AbsenceNote.objects.get().save()
