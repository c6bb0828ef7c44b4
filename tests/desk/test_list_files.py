"""Tải danh sách: the list on a page as XLSX and CSV, the same rows for the same people, nothing in it a formula."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from python_calamine import CalamineWorkbook

from dantin.core.values import Side
from dantin.desk import accounts_page, duty_page, record_page
from dantin.imports.list_sheet import ListSheet, sheet_csv, sheet_xlsx
from dantin.store.actions import territory
from dantin.store.actions.displays import make_display_key
from dantin.store.models import (
    Account,
    Congress,
    Household,
    HouseholdRepresentative,
    ImportJob,
    Member,
    Nominee,
    Person,
    Place,
    Standing,
)
from dantin.store.models.accounts import Role
from tests.store import world
from tests.store.test_congress_rulings import held, opened
from tests.store.test_head_papers import counted

from .people import open_account, signed_in
from .test_after_congress import ENDORSED, Hall, hall
from .test_cell_register import change
from .test_remarks import LOST, lost_three
from .test_roads import HERE, Team, read, team

__all__ = ["hall", "team"]  # fixtures

pytestmark = pytest.mark.django_db

VILLAGE, OTHER = world.VILLAGES
DESK = "/lam-viec/"
HOSTILE = ("=1+1", "+84 912 000 111", "-2+3", "@SUM(A1)", "\t=1+1")
Count = Callable[[dict[str, Any]], int]


@dataclass(frozen=True)
class Listed:
    """Một danh sách trên một trang: who opens it, what it is filed under, how many rows its page tells of."""

    name: str
    role: Role
    place: str
    address: str
    count: Count
    table: str = ""
    side: Side = Side.STATE

    def asked(self, ending: str) -> str:
        return f"{DESK}{self.address}?tai={ending}" + (f"&bang={self.table}" if self.table else "")


def whole(found: dict[str, Any]) -> int:
    return sum(len(found[key]) for key in ("mine", "others", "done"))


def steps(found: dict[str, Any]) -> int:
    return sum(step["total"] for step in found["steps"])


def number_of(*keys: str) -> Count:
    return lambda found: sum(len(found[key]) for key in keys)


STATE = (
    Listed("today", Role.CLERK, "06847", "", whole),
    Listed("today-district", Role.DISTRICT, "198", "", whole),
    Listed("duty", Role.PROVINCE, "22", "truc/", number_of("calls")),
    Listed("plan", Role.CLERK, "06847", "ke-hoach/", steps),
    Listed("plan-communes", Role.PROVINCE, "22", "ke-hoach/", number_of("communes")),
    Listed("households", Role.CLERK, "06847", f"thon/{VILLAGE}/danh-sach/", number_of("households")),
    Listed("nominees", Role.CLERK, "06847", f"thon/{VILLAGE}/ung-cu/", number_of("people")),
    Listed("accounts", Role.PROVINCE, "22", "tai-khoan/", number_of("found")),
    Listed("recognise", Role.CHAIR, "06847", "cong-nhan/", number_of("due", "done")),
    Listed("record", Role.AUDITOR, "22", "nhat-ky/", number_of("events")),
    Listed("events", Role.AUDITOR, "22", f"thon/{VILLAGE}/dong-su-kien/", number_of("events")),
    Listed("papers", Role.CLERK, "06847", f"thon/{VILLAGE}/van-ban/",
           lambda found: sum(len(group["papers"]) for group in found["groups"])),
    Listed("marks", Role.CLERK, "06847", "moc-gio/", number_of("rows")),
    Listed("displays", Role.PROVINCE, "22", "man-hinh/", number_of("rows")),
    Listed("oversight", Role.AUDITOR, "22", "",
           lambda found: sum(len(one["places"]) for one in found["looks"]), "nen-xem"),
    Listed("oversight-villages", Role.AUDITOR, "06847", "", number_of("villages"), "noi"),
)  # fmt: skip
PARTY = (
    Listed("party-today", Role.HIGHER_COMMITTEE, "06847", "", whole, side=Side.PARTY),
    Listed("board-calls", Role.COMMISSION, "22", "bang-dai-hoi/", number_of("calls"), "can-goi", Side.PARTY),
    Listed("congress-plan", Role.HIGHER_COMMITTEE, "06847", "ke-hoach-dai-hoi/", number_of("open", "ready"),
           side=Side.PARTY),
    Listed("congress-plan-communes", Role.COMMISSION, "22", "ke-hoach-dai-hoi/", number_of("communes"),
           side=Side.PARTY),
    Listed("members", Role.HIGHER_COMMITTEE, "06847", f"chi-bo/{world.CELL}/so-dang-vien/", number_of("people"),
           side=Side.PARTY),
    Listed("heads", Role.COMMISSION, "22", "ung-cu-bi-thu/", number_of("still", "lost"), side=Side.PARTY),
)  # fmt: skip
LISTS = STATE + PARTY


def at_work(role: Role, place: str, side: Side = Side.STATE) -> Client:
    client = Client()
    signed_in(client, open_account(role, side=side, place=place, login=f"{side.value}.{role.value}.{place}"))
    return client


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both sides in the middle of their work: a village counted, one that is silent, a congress not opened."""
    election = world.state_election()
    Nominee.objects.create(election=election, village_code=VILLAGE, number=1, put_on=date(2022, 5, 12), put_by="thu",
                           person=world.person(Side.STATE, "Triệu Thị Ứng"), origin="introduced",
                           recorded_at=world.MORNING)  # fmt: skip
    head = HouseholdRepresentative.Authority.HEAD
    rows = [
        territory.HouseholdIn(number=n, head_name=name, representative=name, sex="", born_in=1970 + n, authority=head)
        for n, name in enumerate(("Lý Thị Một", "Vàng A Hai", "Chìu Văn Ba"), 1)
    ]
    territory.load_households(village=Place.objects.get(code=VILLAGE), households=rows, since=date(2022, 5, 1))
    counted(world.sheet_of(VILLAGE), world.figures(a=60, b=38), 10)
    Standing.objects.filter(village_code=OTHER).update(state="voting", changed_at=world.MORNING)
    make_display_key(label="Phòng trực tỉnh", actor="thu", at=world.MORNING)
    world.party_election()
    for role, place in ((Role.TEAM_LEADER, VILLAGE), (Role.COUNTER, OTHER), (Role.CLERK, "06847")):
        open_account(role, place=place, login=f"cham.{role.value}")


def cells(answer: HttpResponse) -> list[list[Any]]:
    """The rows of a file, its headings first."""
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    [name] = (book := CalamineWorkbook.from_filelike(io.BytesIO(answer.content))).sheet_names
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def as_csv(value: Any) -> str:
    if isinstance(value, date | datetime):
        return f"{value:%d/%m/%Y}"
    return str(int(value)) if isinstance(value, float) else str(value)


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_both_files_hold_the_rows_of_the_page(both: None, one: Listed) -> None:
    client = at_work(one.role, one.place, one.side)
    page = client.get(f"{DESK}{one.address}")
    xlsx, text = cells(client.get(one.asked("xlsx"))), cells(client.get(one.asked("csv")))
    assert [[as_csv(value) for value in row] for row in xlsx] == text
    headings, *rows = text
    assert len(rows) == one.count(page.context) > 0
    assert len(set(headings)) == len(headings)
    shown = words(page)
    first = 1 if one.name in ("households",) else 0
    assert [row[first] for row in rows if row[first] not in shown] == []


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
def test_the_page_leads_to_its_files_and_a_file_is_kept_nowhere(both: None, one: Listed) -> None:
    client = at_work(one.role, one.place, one.side)
    page = client.get(f"{DESK}{one.address}").content.decode()
    for ending in ("xlsx", "csv"):
        query = one.asked(ending).partition("?")[2].split("&")
        assert f'href="?{"&amp;".join(sorted(query))}"' in page or f'href="?{"&amp;".join(query)}"' in page
        answer = client.get(one.asked(ending))
        assert answer["Cache-Control"] == "no-store"
        assert re.fullmatch(rf'attachment; filename="[a-z0-9-]+\.{ending}"', answer["Content-Disposition"])
    assert client.get(one.asked("exe")).status_code == 404


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.name)
@pytest.mark.parametrize("role", [Role.COUNTER, Role.FRONT, Role.CLERK, Role.PRESIDIUM, Role.COUNTING_BOARD])
def test_who_may_not_see_the_page_gets_no_file_of_it(both: None, one: Listed, role: Role) -> None:
    """A page of this account's own under the same address answers with that, never with another's list."""
    side = Side.PARTY if role in (Role.PRESIDIUM, Role.COUNTING_BOARD) else Side.STATE
    place = {Role.FRONT: "06847", Role.CLERK: "06847"}.get(role, VILLAGE)
    client = at_work(role, place, side)
    page, answer = client.get(f"{DESK}{one.address}"), client.get(one.asked("csv"))
    assert answer.status_code == page.status_code
    if page.status_code != 200:
        assert answer.content == page.content


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    sheet = ListSheet("Thử: [a]/b", ("Tên", text), [(text, 5), ("Nguyễn Thị Ớt – ổ", None)])
    [headings, first, second] = list(csv.reader(io.StringIO(sheet_csv(sheet).decode("utf-8-sig"), newline="")))
    assert (headings, first) == (["Tên", f"'{text}"], [f"'{text}", "5"])
    assert second == ["Nguyễn Thị Ớt – ổ", ""]
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet_xlsx(sheet)))
    assert book.get_sheet_by_index(0).to_python()[1] == [f"'{text}", 5.0]


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_what_was_typed_of_a_household_stays_text(both: None, text: str) -> None:
    Household.objects.filter(number=1).update(head_name=text)
    Person.objects.filter(name="Lý Thị Một").update(name=text)
    client = at_work(Role.CLERK, "06847")
    for ending in ("xlsx", "csv"):
        answer = client.get(f"{DESK}thon/{VILLAGE}/danh-sach/?tai={ending}")
        assert cells(answer)[1][1:3] == [f"'{text}"] * 2


def test_csv_begins_with_the_mark_by_which_excel_reads_vietnamese(both: None) -> None:
    raw = at_work(Role.CLERK, "06847").get(f"{DESK}thon/{VILLAGE}/danh-sach/?tai=csv").content
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "Chìu Văn Ba" in raw.decode("utf-8-sig")


def test_a_number_is_a_number_and_a_day_a_day(both: None) -> None:
    answer = at_work(Role.CLERK, "06847").get(f"{DESK}thon/{VILLAGE}/danh-sach/?tai=xlsx")
    [number, *_, born_in, _, since] = cells(answer)[1]
    assert (number, born_in, since) == (1.0, 1971.0, date(2022, 5, 1))


def test_a_file_is_under_the_filter_of_its_page(both: None) -> None:
    client = at_work(Role.PROVINCE, "22")
    page = client.get(f"{DESK}truc/")
    for one in page.context["filters"]:
        query = f"vi={one['key']}"
        assert f"?{query}&amp;tai=csv" in client.get(f"{DESK}truc/?{query}").content.decode()
        rows = cells(client.get(f"{DESK}truc/?{query}&tai=csv"))[1:]
        assert {row[3] for row in rows} == {one["word"]}
    assert len(cells(client.get(f"{DESK}tai-khoan/?tim=cham.clerk&tai=csv"))) == 2


def test_a_file_is_whole_where_a_page_shows_the_first_rows(both: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client, auditor = at_work(Role.PROVINCE, "22"), at_work(Role.AUDITOR, "22")
    every = {one.address: len(cells((auditor if one.role is Role.AUDITOR else client).get(one.asked("csv"))))
             for one in STATE if one.name in ("duty", "accounts", "record")}  # fmt: skip
    monkeypatch.setattr(duty_page, "SHOWN", 0)
    monkeypatch.setattr(duty_page, "_AT_ONCE", 1)
    monkeypatch.setattr(accounts_page, "MOST_SHOWN", 1)
    monkeypatch.setattr(record_page, "MOST", 1)
    monkeypatch.setattr(record_page, "_AT_ONCE", 2)
    for address, rows in every.items():
        who = auditor if address == "nhat-ky/" else client
        assert len(cells(who.get(f"{DESK}{address}?tai=csv"))) == rows


def test_while_a_sheet_is_read_blind_no_figure_of_it_is_in_a_file(both: None) -> None:
    Standing.objects.filter(village_code=VILLAGE, election__side="state").update(state="counted")
    auditor = at_work(Role.AUDITOR, "22")
    page = auditor.get(f"{DESK}thon/{VILLAGE}/dong-su-kien/")
    rows = cells(auditor.get(f"{DESK}thon/{VILLAGE}/dong-su-kien/?tai=csv"))[1:]
    shown = [". ".join(f"{line.label}: {line.value}" for line in one["told"].lines) for one in page.context["events"]]
    assert [row[2] for row in rows] == shown


def test_the_file_of_a_board_has_whom_to_call_and_what_was_heard(both: None) -> None:
    open_account(Role.TEAM_LEADER, place=OTHER, login="cham.to-truong")
    Account.objects.filter(login="cham.to-truong").update(name="Bàn Thị Tổ", phone="0900 000 009")
    province = at_work(Role.PROVINCE, "22")
    assert province.post(f"{DESK}truc/", {"thon": OTHER, "nghe": "Không nghe máy"}).status_code == 302
    [row] = [row for row in cells(province.get(f"{DESK}truc/?tai=csv")) if row[1] == OTHER]
    assert "Tổ trưởng tổ bầu cử: Bàn Thị Tổ, 0900 000 009; Cán bộ xã" in row[7]
    assert row[8] == "Không nghe máy"


def test_who_waits_and_who_is_endorsed_stand_in_one_file(hall: Hall) -> None:
    page = f"{DESK}chuan-y/"
    assert "?tai=csv" in hall.above.get(page).content.decode()
    [waits] = cells(hall.above.get(f"{page}?tai=csv"))[1:]
    assert waits[1:4] == [world.CELL, "chờ chuẩn y", "03/07/2022"]
    hall.above.post(page, ENDORSED)
    for ending in ("csv", "xlsx"):
        [done] = cells(hall.above.get(f"{page}?tai={ending}"))[1:]
        assert [as_csv(one) for one in done[1:]] == [world.CELL, "đã chuẩn y", "", "", "9-QĐ/ĐU", "12/07/2022"]


def test_where_the_secretary_is_another_is_a_file_of_its_own_under_its_reason() -> None:
    world.state_election()
    world.party_election(excused=1)
    world.head_from_state("Trần Văn Khác")
    held(Congress.objects.get())
    commission = at_work(Role.COMMISSION, "22", Side.PARTY)
    page = commission.get(f"{DESK}bang-dai-hoi/")
    [line], [reason] = page.context["apart"], page.context["reasons"]
    address = f"{DESK}bang-dai-hoi/?tai=csv&bang=dong-thoi&ly-do="
    [row] = cells(commission.get(address + reason["key"]))[1:]
    assert row == [line["name"], row[1], line["cell"], line["commune"], line["why"]]
    assert "bang=dong-thoi&amp;tai=csv" in page.content.decode()


def test_the_changes_of_a_register_are_a_file_beside_its_people() -> None:
    world.state_election()
    world.party_election()
    cell = at_work(Role.CELL_COMMITTEE, VILLAGE, Side.PARTY)
    page = f"{DESK}chi-bo/{world.CELL}/so-dang-vien/"
    member = Member.objects.order_by("id")[1]
    assert cell.post(page, change("exempted", member)).status_code == 302
    [row] = cells(cell.get(f"{page}?tai=csv&bang=thay-doi"))[1:]
    assert row[0] == member.person.name
    assert f"{row[3]}" in words(cell.get(page)).replace("Số 7-GT", "số 7-GT")
    assert len(cells(cell.get(f"{page}?tai=csv"))) == 9


def test_the_reason_given_for_a_warning_is_in_both_files(team: Team) -> None:
    reason = "- " + LOST
    team.leader.post(f"{HERE}khai-mac/")
    for client in (team.counter, team.clerk):
        read(client, lost_three() | {"ly-do-VH-COUNT-212": reason})
    team.leader.post(f"{HERE}ky-bien-ban/")
    clerk = team.clerk
    assert "bang=canh-bao&amp;tai=csv" in clerk.get(f"{DESK}truc/").content.decode()
    for ending in ("csv", "xlsx"):
        rows = cells(clerk.get(f"{DESK}truc/?bang=canh-bao&tai={ending}"))
        assert {row[rows[0].index("Lý do")] for row in rows[1:]} == {f"'{reason}"}
    assert clerk.get(f"{DESK}truc/canh-bao.xlsx").status_code == 200


def test_who_is_in_the_hall_is_a_file_too() -> None:
    world.state_election()
    world.party_election(excused=1)
    world.head_from_state()
    opened(Congress.objects.get())
    presidium = at_work(Role.PRESIDIUM, VILLAGE, Side.PARTY)
    page = f"{DESK}chi-bo/{world.CELL}/diem-danh/"
    found = presidium.get(page)
    assert 'href="?tai=csv"' in found.content.decode()
    rows = cells(presidium.get(f"{page}?tai=csv"))[1:]
    assert [row[0] for row in rows] == [one["name"] for key in ("away", "here") for one in found.context[key]]
    assert len(rows) == 8


def test_the_files_handed_in_are_those_of_ones_own(both: None) -> None:
    province = at_work(Role.PROVINCE, "22")
    page = f"{DESK}nap-danh-sach/"
    assert "tai=csv" not in province.get(page).content.decode()
    other = Account.objects.get(login="cham.clerk")
    for account, name in ((Account.objects.get(login="state.province.22"), "=đơn vị.xlsx"), (other, "khác.xlsx")):
        ImportJob.objects.create(side="state", account=account, list_name="places", file_name=name, digest="0" * 64,
                                 handed_in_at=world.MORNING)  # fmt: skip
    assert 'href="?tai=csv"' in province.get(page).content.decode()
    [row] = cells(province.get(f"{page}?tai=csv"))[1:]
    assert row[1:] == ["'=đơn vị.xlsx", "05/06/2022", "07:00", "Đang chờ đọc"]
