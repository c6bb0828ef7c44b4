"""Văn bản trên bàn làm việc: read, given the number of the office's register, taken as a file, printed again."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from dantin.core.values import Side
from dantin.store.actions.papers import use_own_sequence
from dantin.store.models import Event, IssuedPaper, PaperPrint
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.papers.reading import text_of_docx, text_of_html, text_of_pdf
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE, OTHER = world.VILLAGES
PAPERS = f"/lam-viec/thon/{VILLAGE}/van-ban/"
CALLING = f"{PAPERS}quyet-dinh-ngay-bau-cu/"
RECORD = "VH-2022/06847"
NUMBER = {"viec": "lay-so", "ho-so": RECORD, "so": "12", "ngay": "16/5/2022"}
MORNING = datetime(2022, 5, 31, 2, tzinfo=UTC)


def at_work(role: Role, place: str, side: Side = Side.STATE) -> Client:
    client = Client()
    signed_in(client, open_account(role, side=side, place=place, login=f"{role.value}.{place}"))
    return client


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def election(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    return world.state_election()


def test_the_page_lists_what_can_be_made_now_and_what_cannot_yet(election):
    clerk = at_work(Role.CLERK, "06847")
    assert PAPERS in clerk.get(f"/lam-viec/thon/{VILLAGE}/").content.decode()
    page = words(clerk.get(PAPERS))
    now, _, later = page.partition("Chưa có hồ sơ để lập")
    assert "Giấy mời (Mẫu số 01)" in now
    assert "Quyết định công nhận trưởng thôn" in later


def test_a_paper_gets_its_number_once_and_keeps_what_it_said(election):
    """Số và ngày lấy ở sổ của cơ quan; a number twice within issuer, kind and year is refused."""
    clerk = at_work(Role.CLERK, "06847")
    assert "…/QĐ-UBND" in words(clerk.get(CALLING))
    assert clerk.post(CALLING, NUMBER).status_code == 302
    page = words(clerk.get(CALLING))
    assert "12/QĐ-UBND" in page
    assert "Lấy số này" not in page
    row = IssuedPaper.objects.get()
    assert (row.number, row.kind, row.year, row.dated, row.issuer) == (
        "12",
        "QĐ-UBND",
        2022,
        date(2022, 5, 16),
        "06847",
    )
    assert Event.objects.get(type="papers.issued").body["digest"] == row.digest
    assert clerk.post(CALLING, NUMBER | {"so": "13"}).status_code == 422  # it has its number already
    assert IssuedPaper.objects.count() == 1


@pytest.mark.parametrize(("typed", "said"), [
    ({"so": "mười hai"}, "đọc chưa được"),
    ({"so": "12/QĐ-UBND"}, "nhiều nhất là 8"),
    ({"so": "0"}, "đọc chưa được"),
    ({"so": ""}, "chưa có số: gõ số trong sổ"),
    ({"ngay": "31/2/2022"}, "Ngày văn bản"),
    ({"ngay": "1/6/2022"}, "còn chưa tới"),
])  # fmt: skip
def test_a_number_that_cannot_be_is_refused_and_what_was_typed_stays(election, typed, said):
    clerk = at_work(Role.CLERK, "06847")
    answer = clerk.post(CALLING, NUMBER | typed)
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{(NUMBER | typed)["ngay"]}"' in answer.content.decode()
    assert not IssuedPaper.objects.exists()


def test_a_number_of_the_same_register_and_year_is_not_given_twice(election):
    clerk = at_work(Role.CLERK, "06847")
    clerk.post(CALLING, NUMBER)
    row = IssuedPaper.objects.get()
    twin = IssuedPaper(
        side=row.side, election=election, form="quyet-dinh-hoan", record="khác", village_code=OTHER, issuer=row.issuer,
        kind=row.kind, year=row.year, number=row.number, dated=row.dated, minutes={}, digest="0" * 64, issued_by="ai",
        issued_at=MORNING,
    )  # fmt: skip
    with pytest.raises(Exception, match=r"paper_number_once_a_year|UNIQUE constraint"):
        twin.save()


def test_an_office_without_a_register_lets_the_program_count(election):
    use_own_sequence(side=Side.STATE, issuer="06847", kind="QĐ-UBND", used=True, actor="van-thu", at=MORNING)
    clerk = at_work(Role.CLERK, "06847")
    assert clerk.post(CALLING, NUMBER | {"so": ""}).status_code == 302
    assert IssuedPaper.objects.get().number == "1"


def test_an_office_lets_the_program_count_and_takes_it_back_on_the_page(election):
    clerk = at_work(Role.CLERK, "06847")
    assert "Để trống thì phần mềm lấy số tiếp theo" not in words(clerk.get(CALLING))
    assert clerk.post(CALLING, {"viec": "tu-dem", "ho-so": RECORD}).status_code == 302
    page = words(clerk.get(CALLING))
    assert "Để trống thì phần mềm lấy số tiếp theo" in page
    assert "Chỉ lấy số ở sổ của cơ quan" in page
    assert clerk.post(CALLING, {"viec": "theo-so", "ho-so": RECORD}).status_code == 302
    assert clerk.post(CALLING, NUMBER | {"so": ""}).status_code == 422
    assert not IssuedPaper.objects.exists()


def test_how_an_office_numbers_is_not_for_those_below_it(election):
    leader = at_work(Role.TEAM_LEADER, VILLAGE)
    assert "Để phần mềm đếm" not in words(leader.get(CALLING))
    assert leader.post(CALLING, {"viec": "tu-dem", "ho-so": RECORD}).status_code == 404


def test_who_may_read_a_paper_may_not_give_it_a_number(election):
    counter = at_work(Role.COUNTER, VILLAGE)
    assert "Lấy số này" not in words(counter.get(CALLING))
    assert counter.post(CALLING, NUMBER).status_code == 404
    assert at_work(Role.TEAM_LEADER, OTHER).get(CALLING).status_code == 404


def test_the_three_files_come_and_a_second_print_says_so(election, monkeypatch):
    clerk = at_work(Role.CLERK, "06847")
    for ending, read in ((".docx", text_of_docx), (".html", text_of_html), (".pdf", text_of_pdf)):
        answer = clerk.post(CALLING, {"viec": ending, "ho-so": RECORD})
        assert answer["Content-Disposition"] == f'attachment; filename="quyet-dinh-ngay-bau-cu-06847{ending}"'
        assert "Thôn Nà Ếch" in read(answer.content)
        assert "IN LẠI" not in read(answer.content)
    asked = {"viec": ".pdf", "ho-so": RECORD}
    again = clerk.post(CALLING, asked)  # the network broke: within ten minutes it is the same print
    assert "IN LẠI" not in text_of_pdf(again.content)
    monkeypatch.setattr(clock, "now", lambda: MORNING + timedelta(minutes=11))
    assert "BẢN IN LẠI, LẦN 2" in text_of_pdf(clerk.post(CALLING, asked).content)
    assert list(PaperPrint.objects.values_list("number", "printed_by")) == [(1, "clerk.06847"), (2, "clerk.06847")]


def test_what_is_not_there_is_not_there(election):
    clerk = at_work(Role.CLERK, "06847")
    for path in ("khong-co/", "bien-ban-dai-hoi/", "quyet-dinh-cong-nhan/", "giay-moi/?ho-so=khac"):
        assert clerk.get(PAPERS + path).status_code == 404, path
    assert clerk.post(CALLING, {"viec": ".exe", "ho-so": RECORD}).status_code == 404


def test_the_cell_and_the_committee_above_have_the_papers_of_the_congress_and_nobody_else(election):
    world.party_election()
    page = f"/lam-viec/chi-bo/{world.CELL}/van-ban/"
    notice = f"{page}thong-bao-trieu-tap/"
    committee = at_work(Role.CELL_COMMITTEE, VILLAGE, Side.PARTY)
    assert "Danh sách đảng viên được triệu tập" in words(committee.get(page))
    given = {"viec": "lay-so", "ho-so": f"PC-2022/{VILLAGE}/trieu-tap", "so": "2", "ngay": "30/5/2022"}
    assert committee.post(notice, given).status_code == 302
    assert "Số 2-TB/CB" in words(committee.get(notice))
    assert at_work(Role.HIGHER_COMMITTEE, "06847", Side.PARTY).get(page).status_code == 200
    assert at_work(Role.COMMISSION, "22", Side.PARTY).get(page).status_code == 404
    assert at_work(Role.CLERK, "06847").get(page).status_code == 404
