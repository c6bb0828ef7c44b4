"""Một tuần thật: a province from nothing but files a clerk would have, elected under VH-2025T, by commands alone.

Every file is a workbook such as an office keeps: headings in its own words and order, codes as text, days as days. No
row of the store is made by hand, and what the public pages say is held against sums made here. Every village, person
and figure is invented.
"""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from dantin.core.values import percent
from dantin.core.vietnamese import number, percent_words
from dantin.store.models import Declaration, Election, Reading, Standing

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DATA = Path(__file__).resolve().parent.parent.parent / "data"
ELECTION = ("--cuoc-bau", "VH-TUAN")
CALLED_ON, HELD_ON, AGAIN_ON = date(2025, 11, 10), date(2025, 12, 7), date(2025, 12, 14)

# village: (commune, name, households, attended, votes of the first and of the second)
VILLAGES = {
    "0683801": ("06838", "Thôn Giả Định 1", 121, 118, 80, 36),
    "0683802": ("06838", "Bản Giả Định 2", 98, 49, 0, 0),  # exactly half came: no meeting
    "0683803": ("06838", "Thôn Giả Định 3", 140, 130, 65, 65),  # the two tie
    "0684101": ("06841", "Thôn Giả Định 4", 77, 70, 39, 31),  # one more than half of the whole roll
    "0684102": ("06841", "Bản Giả Định 5", 60, 58, 30, 27),  # exactly half of the roll is not enough
    "0683201": ("06832", "Khu phố Giả Định 6", 212, 200, 150, 49),  # by show of hands
}
HANDS = "0683201"
ROLL = {code: roll for code, (_, _, roll, *_) in VILLAGES.items()}


def first(code: str) -> str:
    return f"Trần Văn {'AĂÂBCD'[sorted(VILLAGES).index(code)]}"


def second(code: str) -> str:
    return f"Lê Thị {'ĐEÊGHI'[sorted(VILLAGES).index(code)]}"


class Office:
    """Phòng của một xã: writes its workbooks, types its commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def book(self, name: str, headings: Sequence[str], rows: Sequence[Sequence[object]], *, title: str = "") -> str:
        """A workbook as people make it: a title above, the headings, the rows, a column of notes nobody needs."""
        file = self.folder / f"{name}.xlsx"
        book = xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Danh sách")
        sheet.write(0, 0, title or "BIỂU TỔNG HỢP")
        for place, heading in enumerate(["TT", *headings, "Ghi chú"]):
            sheet.write(2, place, heading)
        for n, row in enumerate(rows, start=1):
            sheet.write(n + 2, 0, n)
            for place, cell in enumerate(row, start=1):
                if isinstance(cell, date):
                    sheet.write_datetime(n + 2, place, cell)
                elif cell is not None:
                    sheet.write(n + 2, place, cell)
        book.close()
        return str(file)

    def dantin(self, *arguments: str) -> str:
        """A command that must succeed; what it said."""
        out, err = io.StringIO(), io.StringIO()
        call_command(*arguments, stdout=out, stderr=err)
        return out.getvalue() + err.getvalue()

    def refused(self, *arguments: str) -> str:
        """A command that must not; why."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.raises(CommandError) as error:
            call_command(*arguments, stdout=out, stderr=err)
        assert error.value.returncode == 2
        return err.getvalue() + str(error.value)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def load_the_lists(office: Office) -> None:
    office.dantin("import", "places", str(DATA / "quang-ninh-units-2025.csv"), "--ghi")
    villages = [(code, name, commune, "thôn") for code, (commune, name, *_) in VILLAGES.items()]
    file = office.book("thon", ("MÃ THÔN", "Tên thôn", "Thuộc mã", "Cấp"), villages)
    assert "6 dòng: 6 mới" in office.dantin("import", "places", file, "--ghi")


def call_the_election(office: Office) -> None:
    decision = (
        "VH-TUAN", "trưởng thôn", "Bầu trưởng thôn (giả định)", "77/QĐ-UBND", CALLED_ON, 2025, 2030, HELD_ON,
        "hội nghị", "bỏ phiếu kín",
    )  # fmt: skip
    headings = (
        "Mã cuộc bầu", "Bầu gì", "Tên cuộc bầu", "Quyết định số", "Ngày quyết định", "Từ năm", "Đến năm", "Ngày bầu",
        "Cách tổ chức", "Hình thức bầu",
    )  # fmt: skip
    too_early = office.book(
        "som", headings, [(*decision[:4], date(2026, 3, 2), *decision[5:7], date(2026, 4, 5), *decision[8:])]
    )
    assert "VH-2026" in office.refused("call", too_early, "--ghi")
    assert not Election.objects.exists()
    said = office.dantin("call", office.book("goi", headings, [decision]), "--ghi")
    assert "áp dụng bộ quy định VH-2025T" in said
    assert "đợt toàn tỉnh: 6 thôn, ngày 07/12/2025" in said


def load_rolls_and_slates(office: Office) -> None:
    rolls = [(code, roll, date(2025, 11, 28)) for code, roll in ROLL.items()]
    file = office.book("ho", ("Mã thôn", "Tổng số hộ", "Ngày xác nhận"), rolls)
    office.dantin("import", "rolls", file, *ELECTION, "--ghi")
    slates = []
    for code in VILLAGES:
        form = "giơ tay" if code == HANDS else None
        slates.append((1, first(code), 1975, "Nam", code, "Trưởng thôn", form))
        slates.append((2, second(code), 1980, "Nữ", code, "Trưởng thôn", form))
    headings = ("Thứ tự", "Họ tên", "Sinh năm", "Giới", "Mã thôn", "Chức danh", "Hình thức bầu")
    file = office.book("ung-cu", headings, slates)
    doubt = office.refused("import", "candidates", file, *ELECTION, "--ghi")
    assert "đều là Thứ tự. Bỏ một cột, hoặc thêm --cot" in doubt  # the office numbers its lines, and so does the ballot
    said = office.dantin("import", "candidates", file, *ELECTION, "--cot", "TT=bo", "--ghi")
    assert "12 dòng: 12 mới" in said
    before = [("Trưởng thôn", "0683801", first("0683801"), 1975, 2022, 2025)]
    before += [("Trưởng thôn", "0684101", second("0684101"), 1980, 2022, 2025)]
    headings = ("Chức vụ", "Mã thôn", "Họ và tên", "Năm sinh", "Từ năm", "Đến năm")
    office.dantin("import", "terms", office.book("nhiem-ky", headings, before), "--ghi")


SHEET = ("Mã thôn", "Số dự họp", "Phát ra", "Thu vào", "Hợp lệ", "Không hợp lệ", "Phiếu người số 1", "Phiếu người số 2")


def sheet(code: str, attended: int, a: int, b: int) -> tuple[object, ...]:
    if code == HANDS:
        return (code, attended, None, None, None, None, a, b)
    if 2 * attended <= ROLL[code]:  # too few came: no paper was given out
        return (code, attended, 0, 0, 0, 0, 0, 0)
    return (code, attended, attended, attended, a + b, attended - a - b, a, b)


def count_the_first_round(office: Office) -> None:
    rows = [sheet(code, attended, a, b) for code, (_, _, _, attended, a, b) in VILLAGES.items()]
    lan = office.book("lan", SHEET, rows)
    misread = list(rows)
    misread[0] = sheet("0683801", 118, 36, 80)  # binh takes one line for the other
    binh = office.book("binh", SHEET, misread)
    office.dantin("import", "readings", lan, *ELECTION, "--nguoi", "lan", "--ghi")
    said = office.dantin("import", "readings", binh, *ELECTION, "--nguoi", "binh", "--ghi")
    assert "0683801: hai người đọc khác nhau ở số phiếu của người số 1, số phiếu của người số 2" in said
    shown = office.dantin("declare", *ELECTION)
    assert "5 biên bản hai người khớp nhau" in shown
    assert not Declaration.objects.exists()
    # each looks at the paper again: lan stays with what she read, binh corrects himself
    again = office.book("lan-doc-lai", (*SHEET, "Loại lần đọc"), [(*rows[0], "đọc lại")])
    office.dantin("import", "readings", again, *ELECTION, "--nguoi", "lan", "--ghi")
    corrected = office.book("binh-sua", SHEET, rows)
    said = office.dantin("import", "readings", corrected, *ELECTION, "--nguoi", "binh", "--ghi")
    assert "6 dòng: 0 mới, 1 đổi, 5 giữ nguyên." in said
    assert Reading.objects.count() == 2 * len(VILLAGES) + 2  # nothing read was written over
    said = office.dantin("declare", *ELECTION, "--nguoi", "chu-toa", "--ghi")
    assert "Đã ký 6 biên bản." in said


def run_again(office: Office) -> None:
    rounds = [("0683802", AGAIN_ON, "phát phiếu tới hộ"), ("0683803", AGAIN_ON, None), ("0684102", AGAIN_ON, None)]
    headings = ("Mã thôn", "Ngày bầu lại", "Cách tổ chức")
    office.dantin("import", "rounds", office.book("bau-lai", headings, rounds), *ELECTION, "--ghi")
    rows = [
        ("0683802", None, 98, 90, 89, 1, 60, 29),  # a ballot to each household: nobody attends
        sheet("0683803", 134, 71, 60),
        sheet("0684102", 56, 28, 27),  # again nobody above half: the law appoints, nobody elects
    ]
    file = office.book("lan-hai", SHEET, rows)
    for reader in ("lan", "binh"):
        office.dantin("import", "readings", file, *ELECTION, "--nguoi", reader, "--ghi")
    said = office.dantin("declare", *ELECTION, "--nguoi", "chu-toa", "--ghi")
    assert "Đã ký 2 biên bản." in said  # eight ballots that nobody sent back are signed for with a reason only
    why = ("--ly-do", "0683802=tám hộ đi vắng, không gửi lại phiếu")
    assert "Đã ký 1 biên bản." in office.dantin("declare", *ELECTION, "--nguoi", "chu-toa", *why, "--ghi")
    assert "0684102, lần 2: chưa bầu được: chưa ai đạt 31 phiếu. " in said
    assert "Chủ tịch UBND xã chỉ định trưởng thôn lâm thời" in said


ELECTED = ("0683801", "0684101", HANDS)
ELECTED_LATER = ("0683802", "0683803")


def recognise(office: Office) -> None:
    rows = [(code, f"{n}/QĐ-UBND", date(2025, 12, 17)) for n, code in enumerate((*ELECTED, *ELECTED_LATER), start=101)]
    headings = ("Mã thôn", "Số quyết định", "Ngày ký")
    none = office.book("sai", headings, [*rows, ("0684102", "200/QĐ-UBND", date(2025, 12, 17))])
    assert "0684102 chưa có người trúng cử" in office.refused("import", "recognitions", none, *ELECTION, "--ghi")
    file = office.book("cong-nhan", headings, rows)
    assert "5 dòng: 5 mới" in office.dantin("import", "recognitions", file, *ELECTION, "--ghi")


def test_a_province_is_elected_from_files_and_its_pages_add_up(office: Office):
    load_the_lists(office)
    call_the_election(office)
    load_rolls_and_slates(office)
    count_the_first_round(office)
    run_again(office)
    recognise(office)

    assert dict(Standing.objects.values_list("village_code", "state")) == {
        **dict.fromkeys(ELECTED, "elected"),
        **dict.fromkeys(ELECTED_LATER, "elected_in_rerun"),
        "0684102": "interim",
    }
    assert set(Declaration.objects.values_list("rulebook", flat=True)) == {"VH-2025T"}
    assert "tất cả khớp" in office.dantin("verify_standings")
    assert "tất cả nối liền" in office.dantin("verify_streams")

    read = Client()
    progress = read.get("/tien-do.json").json()
    roll, voted = sum(ROLL.values()), sum(attended for _, _, _, attended, _, _ in VILLAGES.values())
    total = progress["total"]
    assert (total["roll"], total["voted"]) == (roll, voted)
    assert progress["elections"][0]["rulebook"] == "VH-2025T"
    front = read.get("/").content.decode()
    assert percent_words(percent(voted, roll)) in front
    assert f"{number(voted)} trong {number(roll)}" in front
    for code in (*ELECTED, *ELECTED_LATER):
        page = read.get(f"/thon/{code}/").content.decode()
        winner = 60 if code == "0683802" else 71 if code == "0683803" else VILLAGES[code][4]
        assert first(code) in page
        assert f">{winner}<" in page, code
        assert f">{ROLL[code]}<" in page, code
        assert "/QĐ-UBND" in page, code
    commune = read.get("/xa/06838/").content.decode()
    assert all(VILLAGES[code][1] in commune for code in VILLAGES if VILLAGES[code][0] == "06838")
    assert dict(Standing.objects.exclude(incumbency="").values_list("village_code", "incumbency")) == {
        "0683801": "reelected",
        "0684101": "new",
        HANDS: "not_stated",
        "0683802": "not_stated",
        "0683803": "not_stated",
    }
