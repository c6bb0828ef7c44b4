"""Đọc danh sách: headings as people write them, cells as people fill them, text as old fonts left it."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dantin.imports.faults import Unreadable, letters
from dantin.imports.headings import read_mapping
from dantin.imports.legacy_text import _TCVN3_FROM, _TCVN3_TO, Legacy, convert, recognise
from dantin.imports.lists import CELLS, HOUSEHOLDS, LISTS, MEMBERS, ROLLS
from dantin.imports.reading import read_rows
from dantin.imports.sheets import Sheet, read_sheets
from dantin.imports.writing import write_csv, write_marked, write_template, write_xlsx


def read(text: str, kind=ROLLS, *, cot=(), legacy=None, encoding="utf-8"):
    sheets = read_sheets(text.encode(encoding), name="tep.csv", legacy=legacy)
    return read_rows(sheets, kind, mapping=read_mapping(cot, kind))


def values(reading):
    assert [str(fault) for fault in reading.faults] == []
    return [row[1:] for row in reading.rows]


def refusal(*args, **options) -> str:
    with pytest.raises(Unreadable) as refused:
        read(*args, **options)
    return str(refused.value)


CERTIFIED = (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Mã thôn,Tổng số\n0684701,121\n",
        "mã THÔN;tổng số hộ\n0684701;121\n",
        "Tong so\tMa thon\n121\t0684701\n",
        "DANH SÁCH SỐ HỘ,\nngày 26/5,\n\nSTT,Mã thôn (bản),Số đại diện hộ\n1,0684701,121\n,,\n",
        "village_code,count\n0684701,121\n",
    ],
)
def test_the_headings_people_use_are_understood(text):
    assert values(read(text)) == [("0684701", 121, *CERTIFIED)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    assert values(read("Mã thôn,Tổng số\n0684701,121\n", encoding=encoding)) == [("0684701", 121, *CERTIFIED)]


def test_a_heading_in_doubt_is_asked_about_and_the_answer_is_taken():
    text = "Mã thôn,Tổng số hộ dân\n0684701,121\n"
    assert '--cot "Tổng số hộ dân=count"' in refusal(text)
    assert values(read(text, cot=["Tổng số hộ dân=count"])) == [("0684701", 121, *CERTIFIED)]
    assert values(read(text, cot=["tong so ho dan=Tổng số"])) == [("0684701", 121, *CERTIFIED)]
    assert "thiếu cột Tổng số" in refusal(text, cot=["Tổng số hộ dân=bo"])


def test_a_mapping_to_nothing_names_what_there_is():
    assert "village_code, count" in refusal("Mã thôn,Tổng số\n1,2\n", cot=["Tổng số=hộ"])


def test_two_columns_of_one_meaning_are_refused():
    assert "cột B và cột C đều là Tổng số" in refusal("Mã thôn,Tổng số,Số hộ\n0684701,1,2\n")


def test_a_missing_column_and_a_missing_heading_row_are_named():
    assert "thiếu cột Đảng ủy cấp trên" in refusal("Mã chi bộ,Tên chi bộ,Mã các thôn\nCB1,Một,1\n", CELLS)
    assert "không thấy dòng tiêu đề" in refusal("a,b\n1,2\n")


@pytest.mark.parametrize(
    ("cell", "count"), [("121", 121), (" 121 ", 121), ("1.452", 1452), ("0", 0), ("1.000.000", None), ("1,5", None),
     ("-1", None), ("+1", None), ("=1+1", None), ("1e3", None), ("", None), ("mười", None), ("١٢", None)],
)  # fmt: skip
def test_a_count_is_a_whole_number_written_the_vietnamese_way(cell, count):
    reading = read(f'Mã thôn;Tổng số\n0684701;"{cell}"\n')
    if count is None:
        assert reading.rows == []
        assert str(reading.faults[0]).startswith("tep.csv, dòng 2, cột B (Tổng số): ")
    else:
        assert values(reading) == [("0684701", count, *CERTIFIED)]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("26/5/2022", date(2022, 5, 26)),
        ("26-05-2022", date(2022, 5, 26)),
        ("2022-05-26", date(2022, 5, 26)),
        ("31/02/2022", None),
        ("5/26/2022", None),
        ("26/5/22", None),
    ],
)
def test_a_day_comes_first_in_a_date(cell, day):
    reading = read(f"Mã thôn,Tổng số,Ngày xác nhận\n0684701,1,{cell}\n")
    assert [row.certified_on for row in reading.rows] == ([] if day is None else [day])


def test_every_faulty_cell_of_a_row_is_named():
    reading = read("Mã chi bộ,Họ tên,Năm sinh,Đảng viên\nCB 1,,75,mới\n", MEMBERS)
    assert [(f.row, letters(f.column), f.heading) for f in reading.faults] == [
        (2, "A", "Mã chi bộ"),
        (2, "B", "Họ và tên"),
        (2, "C", "Năm sinh"),
        (2, "D", "Chính thức hay dự bị"),
    ]


@pytest.mark.parametrize("hidden", ["\x07", "\u200b", "\u202e", "\ufeff", "\x9f"])
def test_characters_no_screen_shows_are_refused(hidden):
    reading = read(f"Mã chi bộ,Họ tên,Đảng viên\nCB1,Trần{hidden} Văn,dự bị\n", MEMBERS)
    assert [f.column for f in reading.faults] == [1]


def test_the_same_person_typed_two_ways_is_one_person():
    text = "Mã chi bộ,Họ tên,Năm sinh,Đảng viên\nCB1,Đỗ Thị Thuỷ,1975,dự bị\nCB1,Ðỗ  Thị Thủy,1975,dự bị\n"
    assert "trùng với dòng 2" in str(read(text, MEMBERS).faults[0])
    other = text.replace("Thủy", "Thúy")
    assert values(read(other, MEMBERS))[1][1] == "Ðỗ Thị Thúy"


OLD_TEXT = {
    Legacy.TCVN3: "M· th«n,Chñ hé,Sè hé\nT1,NguyÔn V¨n H¶i,1\nT1,Lª §×nh Long,2\n",
    Legacy.VNI: "Maõ thoân,Chuû hoä,Soá hoä\nT1,Nguyeãn Vaên Haûi,1\nT1,Leâ Ñình Long,2\n",
}


@pytest.mark.parametrize("legacy", list(Legacy))
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_old_encodings_are_recognised_refused_with_advice_and_converted_when_asked(legacy, encoding):
    text = OLD_TEXT[legacy]
    assert f"--bang-ma {legacy.value}" in refusal(text, HOUSEHOLDS, encoding=encoding)
    reading = read(text, HOUSEHOLDS, legacy=legacy, encoding=encoding)
    assert [row.head_name for row in reading.rows] == ["Nguyễn Văn Hải", "Lê Đình Long"]


def test_a_list_that_is_partly_unicode_is_not_converted():
    text = OLD_TEXT[Legacy.TCVN3] + "T1,Đỗ Văn Ước,3\n"
    assert "ô B4" in refusal(text, HOUSEHOLDS, legacy=Legacy.TCVN3)


GOOD = ["Thuý", "Hoà", "Quý", "Nguyễn", "Ếch", "Chíu", "Sì", "Múi", "Oanh", "Huê", "Khuê", "Quế", "Xoã", "Loè", "Quà"]
TO_TCVN3 = str.maketrans(_TCVN3_TO, _TCVN3_FROM)


@given(st.lists(st.sampled_from(GOOD), min_size=1, max_size=4).map(" ".join))
def test_good_unicode_is_never_taken_for_an_old_encoding(name):
    assert recognise(name) is None
    assert recognise(name.upper()) is None


@given(st.lists(st.sampled_from(["Nguyễn", "Văn", "Hải", "Trần", "Thị", "Lê", "Đình", "Hà"]), min_size=3, max_size=5))
def test_tcvn3_comes_back_as_it_was(words):
    name = " ".join(words)
    typed = name.translate(TO_TCVN3)
    assert convert(typed, Legacy.TCVN3) == name
    assert recognise(typed + " NguyÔn V¨n") is Legacy.TCVN3


@pytest.mark.parametrize("kind", LISTS.values(), ids=lambda kind: kind.name)
def test_templates_and_samples_are_read_by_the_reader_they_are_for(kind):
    files = [write_template(kind, filled=True), write_xlsx(kind, kind.samples), write_csv(kind, kind.samples)]
    for raw in files:
        assert values(read_rows(read_sheets(raw, name="t"), kind)) == list(kind.samples)
    assert read_rows(read_sheets(write_template(kind, filled=False), name="t"), kind).rows == []


def test_the_marked_copy_holds_every_cell_again():
    sheets = [Sheet("Danh sách", [["Mã thôn", "Tổng số"], ["0684701", "mười"], ["0684702", 12.0]])]
    reading = read_rows(sheets, ROLLS)
    raw = write_marked(sheets, reading.faults)
    with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
        assert book.get_sheet_by_name("Danh sách").to_python() == sheets[0].rows
