"""Ghi tệp: an export holds texts and numbers only, whatever a text begins with."""

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from dantin.imports.columns import reader
from dantin.imports.lists import HOUSEHOLDS
from dantin.imports.writing import write_csv, write_xlsx


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@x", "\tq", "http://a.b", "0123"])
def test_a_text_that_looks_like_a_formula_or_a_link_goes_out_as_text(text):
    row = list(HOUSEHOLDS.samples[0])
    row[2] = text
    raw = write_xlsx(HOUSEHOLDS, [row])
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    read = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert read[1][2].strip() == text.strip()
    assert read[1][1] == row[1]  # a number is a number


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@x", "\tq"])
def test_in_csv_a_text_that_begins_as_a_formula_does_is_marked(text):
    row = list(HOUSEHOLDS.samples[0])
    row[2] = text
    _, out = csv.reader(io.StringIO(write_csv(HOUSEHOLDS, [row]).decode("utf-8-sig"), newline=""))
    assert out[2] == f"'{text}"
    assert out[1] == str(row[1])  # a number is as it was


def test_a_text_that_begins_with_a_minus_comes_in_again_without_its_mark():
    read = reader(HOUSEHOLDS.columns[2])
    assert read("'- Lý Thị Một") == read("- Lý Thị Một") == "- Lý Thị Một"
    assert read("'Lý") == "'Lý"
