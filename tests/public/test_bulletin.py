"""Bản tin trên trang công khai: the list of marks, one mark, two compared, and what is not closed yet."""

import json
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from dantin.store.models import Standing

from .small_province import local, round_of_a_head

pytestmark = pytest.mark.django_db
NOON = "/ban-tin/2022-07-03/11:00/"


def text(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def test_the_marks_that_are_closed_are_links(client, small):  # it is 16:42 on 3/7
    html = text(client, "/ban-tin/")
    assert "Bản tin mới nhất: 16:00 ngày 3/7/2022" in html
    assert '<a href="/ban-tin/2022-07-03/16:00/">16:00</a>' in html
    assert "<span>17:00<small>chưa chốt</small></span>" in html


def test_the_bulletin_says_what_had_come_in(client, small):
    html = text(client, NOON)
    assert "Bản tin lúc 11 giờ 00 ngày 03 tháng 7 năm 2022" in html
    assert "Cử tri đi bầu: 1.568 / 1.600, đạt 98,00\u00a0%" in html
    assert '<a href="/huyen/198/">Bình Liêu</a>' in html
    assert "/ban-tin/so-sanh/?tu=2022-07-03T09%3A00&amp;den=2022-07-03T11%3A00" in html


def test_what_changed_after_the_mark_is_not_in_it(client, small):
    late = Standing.objects.filter(side="state", village_code=small.villages[0])
    late.update(state="not_started", voted=0, winner_votes=None, done_at=None, changed_at=local(6, 5, 6))
    before = text(client, "/ban-tin/2022-06-05/19:00/so-lieu.json")
    assert json.loads(before)["elected_on_the_day"] == 15
    round_of_a_head(small, small.villages[0], roll=100, votes=(50, 40))  # declared at 20:00: exactly half
    late.update(state="rerun", voted=90, changed_at=local(6, 5, 20))
    assert text(client, "/ban-tin/2022-06-05/19:00/so-lieu.json") == before
    assert "Phải bầu lại 1" in text(client, "/ban-tin/2022-06-05/20:01/")


@pytest.mark.parametrize(
    "url", ["/ban-tin/2022-07-03/17:00/", "/ban-tin/so-sanh/?tu=2022-07-03T16:00&den=2022-07-03T17:00"]
)
def test_a_mark_still_to_come_has_no_bulletin(client, small, url):
    assert "Bản tin này chưa chốt" in text(client, url, 404)
    assert client.get("/ban-tin/2022-07-03/17:00/so-lieu.json").status_code == 404


@pytest.mark.parametrize(
    "url", ["/ban-tin/hom-qua/11:00/", "/ban-tin/2022-07-03/25:00/", "/ban-tin/so-sanh/", "/ban-tin/?ngay=x&gio=y"]
)
def test_an_address_that_is_no_mark_is_told(client, small, url):
    assert "Cần ngày như 3/7/2022 và giờ như 11:00." in text(client, url, 404)


def test_any_other_hour_as_people_write_it(client, small):
    assert client.get("/ban-tin/?ngay=3/7/2022&gio=9:30")["Location"] == "/ban-tin/2022-07-03/09:30/"


def test_two_bulletins_compared(client, small):
    html = text(client, "/ban-tin/so-sanh/?tu=2022-07-03T11:00&den=2022-07-03T09:00")
    assert "Từ 09:00 ngày 3/7/2022 đến 11:00 ngày 3/7/2022" in html
    assert "Thêm 16 chi bộ xong đại hội." in html


def test_json_and_the_sheet(client, small):
    told = json.loads(text(client, NOON + "so-lieu.json"))
    assert (told["simulated"], told["mark"], told["voted"]) == (True, "2022-07-03T11:00+07:00", 1568)
    book = client.get(NOON + "bang-tinh.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_name("Theo huyện").to_python()
    assert [row[0] for row in rows[1:]] == ["Huyện Bình Liêu", "Huyện Cô Tô"]
    assert 'filename="ban-tin-2022-07-03-11h00.xlsx"' in book["Content-Disposition"]


def test_the_same_number_of_queries_however_many_villages(client, small, django_assert_max_num_queries):
    text(client, NOON.replace("11:00", "09:00"))  # the territory is read once by whoever comes first
    with django_assert_max_num_queries(17):
        text(client, NOON)


def test_a_database_without_an_election_has_no_bulletin(client, db):
    assert "Chưa có bản tin nào" in text(client, "/ban-tin/")
