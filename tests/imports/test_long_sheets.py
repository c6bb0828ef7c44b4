"""Trang tính dài: taken apart and read cell by different cell, it holds what the reader of the whole says it holds."""

import io
from contextlib import suppress
from datetime import date, datetime, time

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dantin.imports import guards, long_sheets
from dantin.imports.faults import Unreadable
from dantin.imports.long_sheets import LongSheets
from dantin.imports.sheets import read_sheets

from .test_guards import SHEET, book, refusal, sheet_of, with_part

CELLS = (
    st.none()
    | st.sampled_from(["", "Đỗ", "Thuỷ", " hai  ô ", "a&b<c>'\"", "dòng\nhai", "_x000D_", "0684701", "1", "#N/A"])
    | st.integers(-3, 3)
    | st.floats(-1e16, 1e16, allow_nan=False)
    | st.booleans()
    | st.dates(min_value=date(1900, 3, 1), max_value=date(2100, 1, 1))
    | st.just(time(11, 5))
    | st.just(datetime(2022, 5, 26, 7, 30))  # noqa: DTZ001 - a cell knows no time zone
)
SHEETS = st.dictionaries(
    st.tuples(st.integers(0, 40), st.integers(0, 30)), CELLS, min_size=1, max_size=60
)  # {(row, column): cell}


@pytest.fixture(autouse=True, scope="module")
def _every_sheet_is_long():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_sheets, "LONG", 0)
        patch.setattr(long_sheets, "AT_ONCE", 300)
        yield


def workbook(sheets, *, texts_inside: bool, bold: bool) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": texts_inside, "default_date_format": "dd/mm/yyyy"}) as made:
        plain = made.add_format({"bold": bold}) if bold else None
        hours = made.add_format({"num_format": "hh:mm"})
        for number, cells in enumerate(sheets, start=1):
            sheet = made.add_worksheet(f"Trang {number}")
            for (row, column), cell in sorted(cells.items()):
                if cell is None:
                    sheet.write_blank(row, column, None, plain or hours)
                elif isinstance(cell, time):
                    sheet.write_datetime(row, column, cell, hours)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, cell)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell, plain)
                else:
                    sheet.write(row, column, cell, plain)
    return out.getvalue()


def taken_apart(raw: bytes) -> dict[str, tuple[list[list[object]], list[object]]]:
    long = LongSheets()
    guards.check_spreadsheet(raw, taker=long.begun)
    with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as read:
        return long.read(raw, read.sheet_names)


def filled(rows):
    """{(row, column): cell} of what is not empty; equal cells of unlike types are told apart."""
    return {
        (n, m): (type(cell), cell)
        for n, row in enumerate(rows)
        for m, cell in enumerate(row)
        if cell not in ("", None) or isinstance(cell, bool)
    }


def whole(raw: bytes, name: str):
    with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as read:
        return read.get_sheet_by_name(name).to_python(skip_empty_area=False)


@given(st.lists(SHEETS, min_size=1, max_size=3), st.booleans(), st.booleans())
def test_every_cell_is_what_the_reader_of_the_whole_says(sheets, texts_inside, bold):
    raw = workbook(sheets, texts_inside=texts_inside, bold=bold)
    found = taken_apart(raw)
    assert list(found) == [f"Trang {n}" for n in range(1, len(sheets) + 1)]
    for name, (rows, different) in found.items():
        assert {cell for row in rows for cell in row} <= {*different, ""}
        assert filled(rows) == filled(whole(raw, name))
        assert len({len(row) for row in rows}) <= 1


BOOK = book(lambda b, s: s.write_row(4, 0, ["0684702", 98]))
PLAIN = sheet_of(BOOK)
NOT_PLAIN = {
    "an address in other quotes": PLAIN.replace(b'r="B2"', b"r='B2'"),
    "a row without its number": PLAIN.replace(b'<row r="2"', b"<row"),
    "a cell without its address": PLAIN.replace(b'<c r="B2"', b"<c"),
    "rows out of order": PLAIN.replace(b'r="2"', b'r="7"').replace(b'r="A2"', b'r="A7"').replace(b'"B2"', b'"B7"'),
    "a remark": PLAIN.replace(b"</row>", b"</row><!-- -->", 1),
    "text in parts": PLAIN.replace(b"<v>121</v>", b'<is><r><t>12</t></r><r><t>1</t></r></is>'),
    "an address twice": PLAIN.replace(b'<c r="B2"', b'<c r="B2" r="C2"'),
    "lines between the cells": PLAIN.replace(b"<c ", b"\n<c "),
    "no rows": PLAIN.replace(b"<sheetData>", b"<sheetData >"),
}  # fmt: skip


@pytest.mark.parametrize("sheet", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_reader_of_the_whole(sheet):
    raw = with_part(BOOK, SHEET, sheet)
    assert taken_apart(raw) == {}
    with suppress(Unreadable):
        assert filled(read_sheets(raw, name="t")[0].rows) == filled(whole(raw, "Danh sách"))
    assert list(taken_apart(with_part(BOOK, SHEET, PLAIN))) == ["Danh sách"]


@pytest.mark.parametrize(
    ("sheet", "word"),
    [
        (PLAIN.replace(b"<v>98</v>", b"<f>97+1</f>"), "công thức"),
        (PLAIN.replace(b'r="B5"', b'r="BA5"'), "cột AZ"),
        (PLAIN.replace(b'r="B5"', b'r="B5" r="XFD5"'), "cột AZ"),
        (PLAIN.replace(b'<row r="5"', b'<row r="5" r="999999"'), "400000 dòng"),
        (PLAIN.replace(b"</sheetData>", b'<c r="XFD1"/></sheetData>'), "cột AZ"),
        (PLAIN.replace(b"</sheetData>", b'</sheetData><sheetData><c r="XFD1"/></sheetData>'), "cột AZ"),
        (PLAIN.partition(b"</sheetData>")[0] + b'<row r="6"><c r="XFD6">', "cột AZ"),
        (PLAIN.replace(b"<sheetData>", b'<sheetData><!DOCTYPE a [<!ENTITY a "b">]>'), "DOCTYPE"),
        (PLAIN.partition(b"<v>98")[0], "hỏng"),
    ],
)
def test_the_guards_look_at_all_that_is_not_plain(sheet, word):
    assert word in refusal(with_part(BOOK, SHEET, sheet))


def test_cells_outside_the_folder_of_sheets_are_refused():
    raw = with_part(book(), "xl/dat/trang.bin", b"<worksheet><sheetData/></worksheet>")
    assert "chỗ lạ" in refusal(raw)


def outcome(raw: bytes):
    try:
        return [(sheet.name, filled(sheet.rows)) for sheet in read_sheets(raw, name="t")]
    except Unreadable as refused:
        return str(refused)


@given(st.data())
def test_a_damaged_sheet_comes_to_the_same_end_either_way(data):
    part = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(part) - 1))
        part[at : at + data.draw(st.integers(0, 2))] = data.draw(st.sampled_from([b"<", b">", b'"', b"/", b"9", b" "]))
    raw = with_part(BOOK, SHEET, bytes(part))
    taken = outcome(raw)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_sheets, "LONG", guards.MOST_UNPACKED)
        assert taken == outcome(raw)


def test_a_text_that_is_not_there_is_refused_in_words():
    raw = with_part(BOOK, SHEET, PLAIN.replace(b"<v>0</v>", b"<v>77</v>"))
    assert taken_apart(raw) == {}
    assert "hỏng" in refusal(raw)
