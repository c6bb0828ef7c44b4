"""Canh cửa: hostile files are refused with advice, in bounded memory, and never with a traceback."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dantin.imports import guards
from dantin.imports.faults import Unreadable
from dantin.imports.lists import LISTS, PLACES
from dantin.imports.reading import read_rows
from dantin.imports.sheets import read_sheets
from dantin.imports.writing import write_csv, write_template, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"


def book(write=lambda book, sheet: None) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["Mã thôn", "Tổng số"])
        sheet.write_row(1, 0, ["0684701", 121])
        write(made, sheet)
    return out.getvalue()


def with_part(raw: bytes, name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same file with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", method) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def sheet_of(raw: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read(SHEET)


def refusal(raw: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_sheets(raw, name="tep.xlsx")
    return str(refused.value)


def test_an_ordinary_file_is_read():
    assert read_sheets(book(), name="t")[0].rows == [["Mã thôn", "Tổng số"], ["0684701", 121.0]]


def hidden(made, sheet):
    made.add_worksheet("Nháp").hide()


def very_hidden(made, sheet):
    made.add_worksheet("Nháp").very_hidden()


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (book(lambda b, s: s.write_formula(2, 1, "=1+1")), "công thức"),
        (book(lambda b, s: s.write_array_formula(2, 1, 2, 1, "{=SUM(B2:B2)}")), "công thức"),
        (with_part(book(), SHEET, sheet_of(book()).replace(b"<v>121</v>", b"<x:f>1+1</x:f>")), "công thức"),
        (book(hidden), "đang ẩn"),
        (book(very_hidden), "đang ẩn"),
        (with_part(book(), "xl/vbaProject.bin", b"macro"), "macro"),
        (with_part(book(), "xl/macrosheets/sheet1.xml", b"<x/>"), "macro"),
        (with_part(book(), "xl/externalLinks/externalLink1.xml", b"<x/>"), "liên kết"),
        (book(lambda b, s: s.write(1_000_000, 0, "xa")), "400000 dòng"),
        (book(lambda b, s: s.write(450_000, 0, "xa")), "400000 dòng"),
        (book(lambda b, s: s.write(1, 16_000, "xa")), "cột AZ"),
        (book(lambda b, s: s.write(1, 52, "xa")), "cột AZ"),
        (with_part(book(), SHEET, sheet_of(book()).replace(b'r="B2"', b"r = 'XFD1048576'")), "cột AZ"),
        (with_part(book(), SHEET, b'<!DOCTYPE a [<!ENTITY a "b">]>' + sheet_of(book())), "DOCTYPE"),
        (with_part(book(), SHEET, sheet_of(book()).decode().encode("utf-16")), "bảng mã lạ"),
        (with_part(book(), SHEET, sheet_of(book()), zipfile.ZIP_BZIP2), "hỏng"),
        (with_part(book(), SHEET, b"<worksheet"), "hỏng"),
        (book()[:-30], "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "mật khẩu"),
        (b"PK\x03\x04", "hỏng"),
        (b"PK\x05\x06" + bytes(18), "không phải bảng tính"),
        (b"", "trống"),
        (b"\xef\xbb\xbf\r\n\r\n", "không có dòng nào"),
        (b"a\x00b,c\n", "ký tự rỗng"),
        (b'a,"b\n', "ngoặc kép"),
        (b"a,b\n" + b"," * 60, "52 cột"),
        (b"a,b\n\xff\xfe\xfd,1\n", "UTF-8"),
        (b"\xff\xfea", "UTF-16"),
    ],
    # A workbook holds the moment it was made, so its size changes with the clock and may name no test.
    ids=lambda given: given if isinstance(given, str) else "tệp",
)
def test_what_a_list_must_not_be_is_refused_with_advice(raw, word):
    assert word in refusal(raw)


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks(monkeypatch):
    monkeypatch.setattr(guards, "MOST_UNPACKED", 3 * guards.CHUNK)
    raw = with_part(book(), "xl/media/image1.bin", bytes(8 * guards.CHUNK))
    assert len(raw) < 100_000
    assert "giải nén" in refusal(raw)
    true_size, lie = struct.pack("<L", 8 * guards.CHUNK), struct.pack("<L", 10)
    assert "giải nén" in refusal(raw.replace(true_size, lie))


def test_a_large_file_is_refused_before_anything_else(monkeypatch):
    monkeypatch.setattr(guards, "MOST_BYTES", 1024 * 1024)
    assert "1 MB" in refusal(b"x" * (1024 * 1024 + 1))


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("dantin.imports.sheets.MOST_ROWS", 5)
    assert "hơn 5 dòng" in refusal(b"a,b\n" * 6)
    assert "hơn 5 dòng" in refusal(book(lambda b, s: s.write(5, 0, "x")))


SEEDS = [write_template(PLACES, filled=True), write_xlsx(PLACES, PLACES.samples), write_csv(PLACES, PLACES.samples)]


def read_or_refuse(raw: bytes) -> None:
    """Either rows and faults, or one sentence: anything else is our bug."""
    with suppress(Unreadable):
        sheets = read_sheets(raw, name="tep")
        for kind in LISTS.values():
            with suppress(Unreadable):
                read_rows(sheets, kind)


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"M\xc3\xa3,T\xc3\xaan\n"]))
def test_random_bytes_never_break_the_reader(raw, start):
    read_or_refuse(start + raw)


@given(st.sampled_from(SEEDS), st.data())
def test_a_damaged_file_never_breaks_the_reader(seed, data):
    raw = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    read_or_refuse(bytes(raw))


@given(st.sampled_from(SEEDS[:2]), st.data())
def test_damaged_parts_inside_a_whole_archive_never_break_the_reader(seed, data):
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        name = data.draw(st.sampled_from(archive.namelist()))
        part = bytearray(archive.read(name))
    for _ in range(data.draw(st.integers(1, 8))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.sampled_from(b"<>\"'/ 09AZ=&;\x00\xff"))
    read_or_refuse(with_part(seed, name, bytes(part)))
