"""Danh sách không đúng luật từ tệp: said before anybody counts, and made anew in the hall."""

from uuid import uuid4

import pytest

from dantin.store.models import Candidacy, Congress, Contest, Event, Member, Reading, Round
from dantin.store.models.accounts import Role

from .test_congress_desk import HERE, at_work, said
from .test_congress_of_nineteen import nineteen
from .test_congress_rounds import AGAIN, Hall
from .test_congress_slate import hands

__all__ = ["nineteen"]  # fixture
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_f36_a_head_listed_for_secretary_who_missed_the_committee_stops_the_list_and_not_the_congress(
    nineteen: Congress,
) -> None:
    hall = Hall()
    hall.count("chi-uy", m1=18, m2=15, m3=12, m0=9)  # the head, whom a file lists for secretary, is not elected
    page = said(hall.presidium.get(HERE))
    assert "không phải chi ủy viên" in page
    assert "Danh sách bầu bí thư" in page
    assert "Nhập phiếu bầu bí thư" not in said(hall.clerk.get(HERE))
    sheet = f"{HERE}bi-thu/phieu-dem/"
    assert "Danh sách bầu của" in said(hall.board.get(sheet))
    figures = {"present": 18, "issued": 18, "collected": 18, "valid": 18, "invalid": 0, "votes.m0": 17}
    typed = {name: str(value) for name, value in figures.items()} | {"lan-doc": str(uuid4())}
    refused = hall.board.post(sheet, typed)
    assert refused.status_code == 422
    assert "Số liệu chưa ghi vào máy" in said(refused)
    assert 'value="17"' in refused.content.decode()  # what was typed stays
    assert not Reading.objects.filter(sheet__round__contest__post="secretary").exists()

    row = Candidacy.objects.get(contest__post="committee", key="m1")
    member = Member.objects.get(person=row.person_id)
    lists = f"{HERE}bi-thu/danh-sach/"
    hall.presidium.post(lists, {"viec": "de-cu", "nguoi": str(member.pk), "ai-de-cu": "tu"})
    voted = hall.presidium.post(lists, {"viec": "danh-sach"} | hands(18, 18))
    assert "Đại hội đã thông qua danh sách" in said(voted), said(voted)
    [key] = Round.objects.get(contest__post="secretary").slate
    assert hall.count("bi-thu", **{key: 17})["outcome"] == "elected"


def test_b22_a_list_with_too_many_names_is_voted_anew_before_it_is_counted(nineteen: Congress) -> None:
    contest = Contest.objects.get(post="committee")
    person = Member.objects.order_by("id")[5].person
    Candidacy.objects.create(contest=contest, key="m9", person=person, position=9, origin="committee")
    Round.objects.filter(contest=contest).update(slate=["m0", "m1", "m2", "m3", "m9"])
    hall = Hall()
    assert "Danh sách 5 người để bầu 3" in said(hall.presidium.get(HERE))


def test_b52_a_further_round_with_fewer_names_than_seats_is_refused_and_may_be_declined(nineteen: Congress) -> None:
    hall = Hall()
    assert hall.count("chi-uy", m0=18, m1=9, m2=9, m3=9)["seats_left"] == 2
    asked = hall.next("chi-uy", "m1", **{"noi-dung": "Hai đồng chí xin rút."} | AGAIN)
    assert "Danh sách 1 người để bầu 2" in asked
    assert Round.objects.filter(contest__post="committee").count() == 1
    declined = AGAIN | {"thuan": "2", "chong": "16", "ket-qua": "khong"}
    assert "không bầu chi ủy thêm lần nữa" in hall.next("chi-uy", **declined)


def test_b03_the_list_of_a_committee_that_a_cell_of_eight_does_not_elect_goes_at_the_opening(
    nineteen: Congress,
) -> None:
    Member.objects.filter(id__in=Member.objects.order_by("-id").values("id")[:11]).update(status="probationary")
    presidium = at_work(Role.PRESIDIUM)
    assert "Có mặt 8 trên 8" in said(presidium.post(f"{HERE}khai-mac/", {"present": "8"}))
    assert not Contest.objects.filter(post="committee").exists()
    assert Event.objects.get(type="congress.opened").body["dropped"] == "committee"
    assert "Nhập phiếu bầu bí thư" in said(at_work(Role.COUNTING_BOARD).get(HERE))
