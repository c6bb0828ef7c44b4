"""Báo cáo trên bàn làm việc: whose care it is, what leads to what, which files come."""

from datetime import UTC, datetime

import pytest

from dantin.core.values import Side
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.store import world
from tests.store.test_head_papers import counted

from .test_papers_page import at_work, words

pytestmark = pytest.mark.django_db
PAGE = "/lam-viec/bao-cao/"
BEGINS = {"pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}


@pytest.fixture
def election(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 5, 12, tzinfo=UTC))
    found = world.state_election()
    counted(world.sheet_of(world.VILLAGES[0]), world.figures(a=60, b=38), 10)
    return found


def test_each_sentence_leads_to_its_table_and_each_file_comes(election):
    clerk = at_work(Role.CLERK, "06847")
    page = clerk.get(PAGE).content.decode()
    for to in ("di-bau", "tien-do", "dai-phieu"):
        assert f'href="#{to}"' in page
        assert f'id="{to}"' in page
    for ending, begins in BEGINS.items():
        answer = clerk.get(f"{PAGE}?tep={ending}")
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"] == f'attachment; filename="bao-cao-VH-2022-06847.{ending}"'
    assert clerk.get(f"{PAGE}?tep=exe").status_code == 404


def test_a_commune_reports_of_itself_and_the_province_of_any(election):
    clerk, province = at_work(Role.CLERK, "06847"), at_work(Role.PROVINCE, "22")
    assert clerk.get(f"{PAGE}?noi=22").status_code == 404
    assert "Xã Húc Động" in words(province.get(f"{PAGE}?noi=06847"))
    assert "So với nơi khác" in words(province.get(f"{PAGE}?noi=198&so-voi=06847"))
    assert province.get(f"{PAGE}?noi=khong-co").status_code == 404
    assert at_work(Role.COUNTER, world.VILLAGES[0]).get(PAGE).status_code == 404


@pytest.mark.parametrize(("ngay", "gio", "said"), [
    ("31/2/2022", "", "Ngày"), ("", "11:00", "Gõ ngày"), ("5/6/2022", "mười giờ", "Giờ chưa đọc được"),
    ("6/6/2022", "11:00", "còn chưa tới"),
])  # fmt: skip
def test_a_mark_that_cannot_be_is_told_and_stays_typed(election, ngay, gio, said):
    answer = at_work(Role.CLERK, "06847").get(PAGE, {"ngay": ngay, "gio": gio})
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{gio}"' in answer.content.decode()


@pytest.mark.parametrize("gio", ["07:15", "7:15", "7h15", "7 giờ 15"])
def test_a_mark_is_typed_as_people_write_it(election, gio):
    answer = at_work(Role.CLERK, "06847").get(PAGE, {"ngay": "5/6/2022", "gio": gio})
    assert "trước 07:15 ngày 5/6/2022" in words(answer)


def test_the_party_side_has_its_own_page_and_no_way_to_the_other(election):
    world.party_election()
    committee = at_work(Role.HIGHER_COMMITTEE, "06847", Side.PARTY)
    assert "Báo cáo đại hội chi bộ" in words(committee.get("/lam-viec/bao-cao-dai-hoi/"))
    assert committee.get("/lam-viec/bao-cao-dai-hoi/?tep=docx").content.startswith(b"PK")
    assert committee.get(PAGE).status_code == 404
    assert at_work(Role.CLERK, "06847").get("/lam-viec/bao-cao-dai-hoi/").status_code == 404


def test_the_larger_places_are_offered_first_and_a_commune_with_its_district(election):
    offered = [name for _, name in at_work(Role.PROVINCE, "22").get(PAGE).context["places"]]
    assert offered[:2] == ["Tỉnh Quảng Ninh", "Huyện Bình Liêu"]
    assert "Xã Húc Động, Huyện Bình Liêu" in offered[2:]
    assert not [name for name in offered if "Nà Ếch" in name]
