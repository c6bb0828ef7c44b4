"""Lập tài khoản theo danh sách: tried, faults by cell, all or none; the slips are seen once, on a page and on paper."""

import io
import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from python_calamine import CalamineWorkbook

from dantin.imports.account_list import ACCOUNTS, ROLES
from dantin.store.models import Account, Event
from dantin.store.models.accounts import Role
from tests.store import world

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE, COMMUNE, VILLAGE = "/lam-viec/tai-khoan/lap/", "06847", world.VILLAGES[0]
HEADINGS = ["Họ và tên", "Vai", "Mã nơi làm việc", "Điện thoại", "Tên đăng nhập"]
ROWS = [
    ["Lý Thị Tổ", "Tổ trưởng", VILLAGE, "0900 000 005", ""],
    ["Vàng A Đếm", "Người kiểm phiếu", VILLAGE, "0900 000 006", ""],
    ["Chìu Thị Phiếu", "Người kiểm phiếu", VILLAGE, "0900 000 007", ""],
    ["Hà Văn Cán", "Cán bộ xã", COMMUNE, "0900 000 004", "can.bo"],
]


def sheet(*rows: list[str]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Tài khoản")
        for number, row in enumerate([HEADINGS, *rows]):
            page.write_row(number, 0, row)
    return out.getvalue()


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def province(client: Client) -> Client:
    world.places()
    signed_in(client, open_account(Role.PROVINCE))
    return client


def tried(client: Client, *rows: list[str]) -> object:
    return client.post(PAGE, {"file": SimpleUploadedFile("tk.xlsx", sheet(*rows))})


def test_every_role_has_its_words_and_says_them_as_the_account_does() -> None:
    assert {role.value: role.label for role in Role} == {value: words[0] for value, words in ROLES.items()}
    assert all("0900 000" in row[3] for row in ACCOUNTS.samples)


def test_a_list_is_tried_then_opened_whole_with_slips_that_open_the_door(province: Client) -> None:
    answer = tried(province, *ROWS)
    assert Account.objects.count() == 1
    assert "Lập 4 tài khoản" in said(answer)
    assert [row.login for row, _ in answer.context["accounts"]] == [
        f"tt.{VILLAGE}", f"kp.{VILLAGE}", f"kp.{VILLAGE}.2", "can.bo",
    ]  # fmt: skip
    kept = answer.context["kept"]
    answer = province.post(PAGE, {"danh-sach": kept})
    slips = {slip.login: slip for slip, _ in answer.context["slips"]}
    assert len(slips) == 4
    assert "MÔ PHỎNG" in said(answer)
    assert "http://testserver/lam-viec/vao/" in said(answer)
    assert all(slip.password in said(answer) for slip in slips.values())
    # paper codes where a password alone is not enough
    assert {login for login, slip in slips.items() if slip.codes} == {"can.bo"}
    first = Client().post("/lam-viec/vao/", {"login": f"tt.{VILLAGE}", "password": slips[f"tt.{VILLAGE}"].password})
    assert first.status_code == 302
    # the button pressed again opens nothing and shows nothing
    again = province.post(PAGE, {"danh-sach": kept})
    assert "đã có người dùng" in said(again)
    assert Account.objects.count() == 5
    assert not any(slip.password in said(again) for slip in slips.values())
    assert "0900" not in str([event.body for event in Event.objects.all()])


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        (["A Thử", "Tổ trưởng", COMMUNE, "0900000008", ""], "C6", "làm việc ở cấp thôn"),
        (["A Thử", "Tổ trưởng", "9999999", "0900000008", ""], "C6", "không có đơn vị mã 9999999"),
        (["A Thử", "Phòng trực tỉnh", "22", "0900000008", ""], "B6", "không lập được"),
        (["A Thử", "Ban Tổ chức Tỉnh ủy", "22", "0900000008", ""], "B6", "không thuộc bên này"),
        (["A Thử", "Vua", VILLAGE, "0900000008", ""], "B6", ""),
        (["A Thử", "Tổ trưởng", VILLAGE, "900000008", ""], "D6", "mất số 0"),
        (["A Thử", "Tổ trưởng", VILLAGE, "mượn máy", ""], "D6", "không phải số điện thoại"),
        (["A Thử", "Tổ trưởng", VILLAGE, "0900000008", "state.province"], "E6", "đã có người dùng"),
        (["Lý Thị Tổ", "Tổ trưởng", VILLAGE, "0900000008", ""], "A6", "trùng với dòng 2"),
    ],
)  # fmt: skip
def test_one_wrong_cell_stops_the_whole_list(province: Client, row: list[str], cell: str, sentence: str) -> None:
    answer = tried(province, *ROWS, row)
    assert not answer.context["kept"]
    assert cell in [fault.cell for fault in answer.context["faults"]]
    assert sentence in said(answer)
    assert Account.objects.count() == 1


def test_the_file_comes_back_with_its_faulty_cells_red_to_who_handed_it_in(province: Client) -> None:
    answer = tried(province, *ROWS, ["A Thử", "Tổ trưởng", VILLAGE, "900000008", ""])
    assert "Tải bản sao có ô sai tô đỏ" in said(answer)
    kept = answer.context["marked"]
    copy = province.post(PAGE, {"o-sai": kept})
    assert copy["Content-Disposition"] == 'attachment; filename="o-sai-tai-khoan.xlsx"'
    assert copy["Cache-Control"] == "no-store"
    rows = CalamineWorkbook.from_filelike(io.BytesIO(copy.content)).get_sheet_by_index(0).to_python()
    assert rows == [HEADINGS, *ROWS, ["A Thử", "Tổ trưởng", VILLAGE, "900000008", ""]]
    with zipfile.ZipFile(io.BytesIO(copy.content)) as book:
        notes = book.read("xl/comments1.xml").decode()
    assert 'ref="D6"' in notes
    assert "mất số 0 ở đầu" in notes
    assert Account.objects.count() == 1
    # of another's file, or one changed on the way, nothing is given
    other = Client()
    signed_in(other, open_account(Role.PROVINCE, login="khac"))
    assert other.post(PAGE, {"o-sai": kept}).status_code == 422
    assert province.post(PAGE, {"o-sai": f"{kept}x"}).status_code == 422
    assert province.post(PAGE, {"danh-sach": kept}).status_code == 422


def test_two_rows_with_one_login_are_refused(province: Client) -> None:
    answer = tried(province, *ROWS, ["A Thử", "Tổ trưởng", VILLAGE, "0900000008", "can.bo"])
    assert "can.bo đã có người dùng" in said(answer)


def test_a_commune_opens_its_villages_accounts_and_no_others(client: Client) -> None:
    world.places()
    signed_in(client, open_account(Role.CLERK, place=COMMUNE))
    assert tried(client, *ROWS[:3]).context["kept"]
    assert "không lập được tài khoản Cán bộ xã" in said(tried(client, *ROWS))


def test_a_list_tried_by_another_or_changed_on_the_way_is_not_opened(province: Client) -> None:
    kept = tried(province, *ROWS).context["kept"]
    other = Client()
    signed_in(other, open_account(Role.PROVINCE, login="khac"))
    assert other.post(PAGE, {"danh-sach": kept}).status_code == 422
    assert province.post(PAGE, {"danh-sach": f"{kept}x"}).status_code == 422
    assert Account.objects.count() == 2


def test_from_the_command_line_the_slips_are_a_page_to_print_for_its_owner_alone(tmp_path: Path) -> None:
    world.places()
    file, slips = tmp_path / "tk.xlsx", tmp_path / "phieu.html"
    file.write_bytes(sheet(*ROWS, ["Bùi Thị Phòng", "Phòng trực tỉnh", "22", "0900000001", ""]))
    out = io.StringIO()
    call_command("account", "import", str(file), stdout=out)
    assert "5 tài khoản sẽ lập. Chạy thử" in out.getvalue()
    with pytest.raises(CommandError, match="thêm --phieu"):
        call_command("account", "import", str(file), "--ghi")
    assert not Account.objects.exists()
    call_command("account", "import", str(file), "--ghi", "--phieu", str(slips), stdout=out)
    assert slips.stat().st_mode & 0o777 == 0o600
    page = slips.read_text(encoding="utf-8")
    found = re.findall(r'class="mat-khau">([a-z0-9-]+)<', page)
    assert len(set(found)) == 5
    assert page.count("MÔ PHỎNG") == 5
    assert "@page" in page
    assert "Lý Thị Tổ" in page
    assert any(Account.objects.get(login="can.bo").check_password(password) for password in found)
    assert Account.objects.count() == 5


def test_a_list_with_a_fault_opens_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    world.places()
    file, slips, marked = tmp_path / "tk.xlsx", tmp_path / "phieu.html", tmp_path / "sai.xlsx"
    file.write_bytes(sheet(*ROWS, ["A Thử", "Tổ trưởng", COMMUNE, "0900000008", ""]))
    err, given = io.StringIO(), ("--phieu", str(slips), "--loi", str(marked))
    with pytest.raises(CommandError, match=r"1 chỗ sai, chưa lập gì\. Các ô sai tô đỏ trong"):
        call_command("account", "import", str(file), "--ghi", *given, stderr=err)
    assert zipfile.is_zipfile(marked)
    assert "cột C" in err.getvalue()
    assert not slips.exists()
    assert not Account.objects.exists()
    with pytest.raises(CommandError, match="không có tệp này"):
        call_command("account", "import", str(tmp_path / "khong-co.xlsx"))


def test_who_has_nobody_above_is_reset_at_the_server(tmp_path: Path) -> None:
    slip = open_account(Role.PROVINCE, login="pt.22")
    with pytest.raises(CommandError, match="--vi-sao"):
        call_command("account", "reset", "pt.22")
    out = io.StringIO()
    call_command("account", "reset", "pt.22", "--vi-sao", "Trưởng phòng nhờ, có giấy", stdout=out)
    new = re.search(r"chỉ hiện lần này: (\S+)", out.getvalue()).group(1)
    account = Account.objects.get(login="pt.22")
    assert account.check_password(new)
    assert not account.check_password(slip.password)
    with pytest.raises(CommandError, match="không có tài khoản"):
        call_command("account", "reset", "khong.co", "--vi-sao", "x")


def test_one_slip_of_the_command_line_goes_into_a_file_and_not_on_the_screen(tmp_path: Path) -> None:
    world.places()
    made = ("--vai", "province", "--ten", "Bùi Thị Phòng", "--noi", "22", "--site", "https://tinh.example/")
    passwords = []
    for what, rest in (("open", made), ("reset", ("--vi-sao", "Trưởng phòng nhờ, có giấy"))):
        slip, out = tmp_path / f"{what}.html", io.StringIO()
        call_command("account", what, "pt.22", *rest, "--phieu", str(slip), stdout=out)
        assert slip.stat().st_mode & 0o777 == 0o600
        [password] = re.findall(r'class="mat-khau">([a-z0-9-]+)<', slip.read_text(encoding="utf-8"))
        assert password not in out.getvalue()
        assert Account.objects.get().check_password(password)
        passwords.append(password)
    assert "https://tinh.example/lam-viec/" in (tmp_path / "open.html").read_text(encoding="utf-8")
    assert passwords[0] != passwords[1]
    # a file that is there already, a folder that is not, a login that is taken: nothing is opened, nothing is left
    for login, slip, sentence in (
        ("pt.23", tmp_path / "open.html", "tệp đã có"),
        ("pt.23", tmp_path / "không có" / "phieu.html", "thư mục chưa có"),
        ("pt.22", tmp_path / "phieu.html", "đã có người dùng"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("account", "open", login, *made, "--phieu", str(slip))
    assert Account.objects.count() == 1
    assert not (tmp_path / "phieu.html").exists()


def test_the_template_is_read_again_without_a_fault_in_its_headings(province: Client, tmp_path: Path) -> None:
    raw = province.get("/lam-viec/tai-khoan/mau.xlsx?mau=1").content
    answer = province.post(PAGE, {"file": SimpleUploadedFile("mau.xlsx", raw)})
    # its samples name a commune that is not in this small province
    assert {fault.heading for fault in answer.context["faults"]} == {"Mã nơi làm việc"}
    assert answer.context["unused"] == []
