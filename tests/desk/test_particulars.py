"""Lý lịch người ứng cử khai: for commune and above, printed on the official list, counted in reports, nowhere else."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.test import Client

from dantin.core.values import Side
from dantin.papers.registry import FORMS
from dantin.store.actions.particulars import Declared, declare_particulars
from dantin.store.head_report import head_report
from dantin.store.models import Event, Fact, Particulars
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.paper_subjects import named_village, subjects
from dantin.store.readers.papers import minutes_of
from dantin.store.readers.particulars import candidates_of
from tests.papers.reading import text_of_docx, text_of_pdf
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
VILLAGE = world.VILLAGES[0]
HERE = f"/lam-viec/thon/{VILLAGE}/"
LIST = f"{HERE}van-ban/danh-sach-ung-cu/"
GIVEN = {
    "dan-toc": "Sán Chỉ", "hoc-van": "upper_secondary", "ly-luan": "elementary", "dang-vien": "co",
    "ngay-vao-dang": "19/5/2010", "nghe": "trồng quế", "chuc-vu": "bí thư đoàn", "noi-o": "bản Mẫu",
}  # fmt: skip
SAID = ("Sán Chỉ", "Trung học phổ thông", "Sơ cấp", "19/5/2010", "trồng quế", "bí thư đoàn")


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def at_work(role: Role, place: str = "06847", side: Side = Side.STATE) -> Client:
    client = Client()
    signed_in(client, open_account(role, side=side, place=place, login=f"{role.value}.{place}"))
    return client


@pytest.fixture
def election(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 31, 2, tzinfo=UTC))
    return world.state_election()


@pytest.fixture
def page(election) -> str:
    return f"{HERE}ly-lich/1/"


def test_the_clerk_writes_it_corrects_it_and_an_empty_form_erases_it(page):
    clerk = at_work(Role.CLERK)
    assert page in clerk.get(f"{HERE}ung-cu/").content.decode()
    assert clerk.post(page, GIVEN).status_code == 302
    row = Particulars.objects.get()
    assert (row.ethnic_group, row.party_member, row.joined_party_on) == ("Sán Chỉ", True, date(2010, 5, 19))
    assert 'value="19/5/2010"' in clerk.get(page).content.decode()
    assert clerk.post(page, GIVEN | {"nguoi": "0"}).status_code == 404  # the list changed since the page was opened
    assert clerk.get(page.replace("/1/", "/3/")).status_code == 404
    assert clerk.post(page, GIVEN | {"dan-toc": "Dao"}).status_code == 302
    assert Particulars.objects.get().ethnic_group == "Dao"
    assert clerk.post(page, dict.fromkeys(GIVEN, "")).status_code == 302
    assert not Particulars.objects.exists()
    assert [event.type for event in Event.objects.filter(type__contains="particulars")] == [
        "nominate.particulars_declared", "nominate.particulars_declared", "nominate.particulars_erased",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"dang-vien": ""}, "chưa ghi là đảng viên"),
        ({"dang-vien": "khong"}, "chưa ghi là đảng viên"),
        ({"ngay-vao-dang": "1/1/2030"}, "chưa tới"),
        ({"ngay-vao-dang": "1/1/1920"}, "không sau năm sinh"),
        ({"ngay-vao-dang": "hôm qua"}, "Ngày vào Đảng"),
        ({"hoc-van": "tiến sĩ"}, "Trình độ học vấn: chọn lại"),
        ({"dan-toc": "A" * 41}, "nhiều nhất là 40"),
        ({"nghe": "\u202etrồng\x00"}, ""),
    ],
)
def test_what_does_not_fit_is_refused_with_what_was_typed(page, given, sentence):
    from dantin.store.models import Person

    Person.objects.update(born_in=1975)
    answer = at_work(Role.CLERK).post(page, GIVEN | given)
    assert answer.status_code in ((422,) if sentence else (302, 400, 422))
    assert sentence in words(answer)
    assert answer.status_code != 422 or "bí thư đoàn" in answer.content.decode()


def test_nobody_below_the_commune_and_nobody_of_the_party_sees_it(page):
    clerk = at_work(Role.CLERK)
    clerk.post(page, GIVEN)
    shown = words(clerk.get(LIST))
    assert not [said for said in SAID if said not in shown]
    for role in (Role.TEAM_LEADER, Role.TEAM_CLERK, Role.COUNTER, Role.FRONT_VILLAGE):
        client = at_work(role, VILLAGE)
        assert client.get(page).status_code == 404
        assert client.post(page, GIVEN).status_code == 404
        seen = client.get(LIST)
        assert seen.status_code == 200
        assert not [said for said in SAID if said in words(seen)]
        assert "ly-lich" not in client.get(f"{HERE}ung-cu/").content.decode()
    assert at_work(Role.HIGHER_COMMITTEE, side=Side.PARTY).get(page).status_code == 404
    assert at_work(Role.PROVINCE, "22").post(page, GIVEN).status_code == 404  # sees, does not write


def test_both_files_print_it_and_the_check_value_is_not_of_it(election, page):
    clerk = at_work(Role.CLERK)
    [unit] = [named_village(election, VILLAGE)]
    bare = minutes_of(FORMS["danh-sach-ung-cu"], next(subjects(election, [unit])))
    clerk.post(page, GIVEN)
    full = minutes_of(FORMS["danh-sach-ung-cu"], next(subjects(election, [unit], declared=True)))
    assert [one.digest() for one in full] == [one.digest() for one in bare]
    record = full[0].record
    for ending, read in ((".pdf", text_of_pdf), (".docx", text_of_docx)):
        said = read(clerk.post(LIST, {"viec": ending, "ho-so": record}).content)
        assert all(one in said for one in SAID)


def test_no_export_event_or_public_page_says_a_word_of_it(election, page, tmp_path, settings):
    at_work(Role.CLERK).post(page, GIVEN)
    logged = json.dumps([*Event.objects.values_list("body", flat=True), *Fact.objects.values_list("value", flat=True)])
    assert not [said for said in SAID if said in json.loads(json.dumps(logged, ensure_ascii=False))]
    for what in ("results", "nist"):
        out = tmp_path / f"{what}.json"
        call_command("export", what, str(out), cuoc_bau=election.code)
        assert not [said for said in SAID if said in out.read_text()]
    public = Client().get("/giay-to/kiem/danh-sach-ung-cu/" + "0" * 64 + f"?ho-so={election.code}/{VILLAGE}/danh-sach")
    assert not [said for said in SAID if said in words(public)]


def test_reports_count_what_was_declared_and_never_few(election):
    from tests.store.test_reports import elected_in

    elected_in(election, "301", men=40, women=4)
    elected_in(election, "302", men=30, women=12)
    people = [person for code in range(40) for person in candidates_of(election, f"30100{code:03}")]
    for n, person in enumerate(people):
        declare_particulars(
            election=election, village_code=f"30100{n:03}", person=person.id,
            declared=Declared(ethnic_group="Dao" if n < 25 else "Tày", party_member=n % 2 == 0), actor="can-bo",
            today=date(2022, 5, 31), at=datetime(2022, 5, 31, 2, tzinfo=UTC),
        )  # fmt: skip
    report = head_report(election, "22")
    groups = {row[0]: row[1] for row in report.table("dan-toc").rows}
    assert groups == {"Chưa khai": 46, "Dao": 25, "Tày": 15}
    assert {row[0]: row[1] for row in report.table("dang-vien").rows}["Đảng viên"] == 20
    commune = head_report(election, "30100")
    assert "dan-toc" not in {table.key for table in commune.tables}
