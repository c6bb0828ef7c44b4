"""Nạp danh sách qua trang: dry run, columns pointed out, faults named, written once, in a process of its own."""

import io
import time

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from dantin.core.values import Side
from dantin.store.models import Account, Event, ImportJob, Place
from dantin.store.models.accounts import Role

from .people import open_account, side_of, signed_in

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

PAGE = "/lam-viec/nap-danh-sach/"
HEADINGS = ["Cấp", "Loại đơn vị", "Mã", "Tên", "Mã đơn vị cấp trên"]
ROWS = [
    ["Tỉnh", "tỉnh", "22", "Tỉnh thử"],
    ["Xã", "xã", "07001", "Xã Suối Trong", "22"],
    ["Thôn", "thôn", "0700101", "Thôn Khe Mo", "07001"],
]


@pytest.fixture
def officer(client: Client) -> Account:
    return signed_in(client, open_account())


def sheet(*rows: list[str], headings: list[str] = HEADINGS) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Đơn vị")
        for number, row in enumerate([headings, *rows]):
            page.write_row(number, 0, row)
    return out.getvalue()


def hand_in(client: Client, raw: bytes, *, name: str = "don-vi.xlsx", **more: str) -> str:
    answer = client.post(PAGE, {"list_name": "places", "file": SimpleUploadedFile(name, raw), **more})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def settled(client: Client, address: str, *, within: float = 30) -> str:
    """The page once its process has ended."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        answer = client.get(address, headers={"X-Manh": "1"})
        if "data-dang-chay" not in (said := answer.content.decode()):
            return said
        time.sleep(0.1)
    raise AssertionError("the process did not end")


def test_a_file_is_tried_then_written_then_changes_nothing_more(client: Client, officer: Account) -> None:
    address = hand_in(client, sheet(*ROWS))
    said = settled(client, address)
    assert "Chạy thử xong: 3 dòng" in said
    assert Place.objects.filter(level="village").count() == 0
    client.post(address, {"viec": "ghi"})
    said = settled(client, address)
    assert "Đã ghi" in said
    assert Place.objects.get(level="village").name == "Thôn Khe Mo"
    [event] = Event.objects.filter(type="register.places_imported")
    assert event.actor == officer.login
    assert "cả 3 dòng đều đã có trong kho" in settled(client, hand_in(client, sheet(*ROWS)))


def test_one_wrong_cell_stops_the_whole_file_and_the_marked_copy_shows_it(client: Client, officer: Account) -> None:
    address = hand_in(client, sheet(*ROWS, ["Thôn", "thôn", "0700102", "", "07001"]))
    said = settled(client, address)
    assert "1 chỗ sai, chưa ghi gì" in said
    assert "D5" in said
    assert Place.objects.filter(level="village").count() == 0
    copy = client.get(f"{address}o-sai.xlsx")
    assert CalamineWorkbook.from_filelike(io.BytesIO(copy.content)).get_sheet_by_index(0).to_python()[0] == HEADINGS


def test_a_heading_in_doubt_is_asked_about_and_the_answer_is_used(client: Client, officer: Account) -> None:
    doubtful = [*HEADINGS[:3], "Ghi tên gọi vào đây", HEADINGS[4]]
    address = hand_in(client, sheet(*ROWS, headings=doubtful))
    said = settled(client, address)
    assert "Chưa rõ cột nào là cột nào" in said
    assert "Ghi tên gọi vào đây" in said
    client.post(address, {"viec": "chi-cot", "tieu-de": ["ghi ten goi vao day"], "cot": ["name"]})
    assert "Chạy thử xong: 3 dòng" in settled(client, address)


def test_what_is_no_list_is_refused_with_a_sentence(client: Client, officer: Account) -> None:
    said = settled(client, hand_in(client, b"PK\x03\x04 not a spreadsheet", name="hong.xlsx"))
    assert "Không nhận được tệp này" in said
    assert "bị hỏng" in said


def test_the_button_pressed_twice_writes_once(client: Client, officer: Account) -> None:
    address = hand_in(client, sheet(*ROWS))
    settled(client, address)
    client.post(address, {"viec": "ghi"})
    answer = client.post(address, {"viec": "ghi"})
    assert "vừa được đọc hoặc ghi ở một cửa sổ khác" in answer.content.decode()
    settled(client, address)
    assert Event.objects.filter(type="register.places_imported").count() == 1


def test_a_list_of_an_election_asks_which_one_and_nothing_is_kept(client: Client, officer: Account) -> None:
    answer = client.post(PAGE, {"list_name": "rolls", "file": SimpleUploadedFile("r.xlsx", sheet(*ROWS))})
    assert answer.status_code == 422
    assert "chọn cuộc bầu cử" in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_only_who_handed_a_file_in_sees_it(client: Client, officer: Account) -> None:
    address = hand_in(client, sheet(*ROWS))
    settled(client, address)
    other = Client()
    signed_in(other, open_account(login="khac"))
    assert other.get(address).status_code == 404
    assert other.post(address, {"viec": "ghi"}).status_code == 404


def test_a_side_is_offered_its_own_lists_only(client: Client) -> None:
    signed_in(client, open_account(Role.COMMISSION, side=Side.PARTY))
    said = client.get(PAGE).content.decode()
    assert 'value="members"' in said
    assert 'value="households"' not in said
    assert client.get(f"{PAGE}mau/households.xlsx").status_code == 404
    assert client.get(f"{PAGE}mau/members.xlsx").status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.PROVINCE, Role.COMMISSION)])
def test_to_every_other_role_the_page_is_not_there(client: Client, role: Role) -> None:
    signed_in(client, open_account(role, side=side_of(role)))
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}1/").status_code == 404
