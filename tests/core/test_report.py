"""Soát báo cáo: what is found in a text, what is held together, and what is honestly left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.aggregate import Agreement
from dantin.core.report import (
    Kind,
    Known,
    TooMuch,
    against_record,
    audit_table,
    audit_text,
    read_table,
    report_json,
    report_text,
)

AGREES, TRUNCATED, DISAGREES = Agreement.AGREES, Agreement.TRUNCATED, Agreement.DISAGREES
PRESS = "27% bí thư chi bộ được bầu mới, 63% bí thư chi bộ tái cử"


def checks(text):
    return [(check.kind, check.agreement, check.arithmetic) for check in audit_text(text).checks]


def written(text):
    return [figure.text for figure in audit_text(text).figures]


def test_the_press_report_of_3_7_2022_does_not_add_up_and_is_not_rewritten():
    """F-54."""
    report = audit_text(PRESS)
    assert report.text == PRESS
    assert checks(PRESS) == [(Kind.SHARES_OF_ONE, DISAGREES, "27 % + 63 % = 90 %, còn thiếu 10 %")]
    assert report.unpaired == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("27 % bí thư, 63% nữ", ["27 %", "63%"]),
        ("1.449/1.452 thôn, đạt 98,12 %", ["1.449", "1.452", "98,12 %"]),
        ("340.134 cử tri trong 346.663", ["340.134", "346.663"]),
        ("331,372 of 354,369", ["331,372", "354,369"]),
        ("1.061; 316; 72", ["1.061", "316", "72"]),
        ("chín mươi phần trăm, 90 phần trăm", ["90 phần trăm"]),
        # days, hours, years, documents, thresholds and rounded amounts are no figures to be held against others
        ("ngày 5/6/2022, sáng 3/7, ngày 05 tháng 6 năm 2022, tháng 6/2022, năm 2022", []),
        ("17:00, 16 giờ 42, 11h30, nhiệm kỳ 2022 - 2025", []),
        ("Kế hoạch 439-KH/TU, Nghị định số 59/2023/NĐ-CP, Điều 8, khoản 2, lần 2, thôn số 5", []),
        ("Trên 90%, từ 70 đến dưới 90%, trên 50 %, 50% trở lên", []),
        ("hơn 1,2 triệu dân, 350 nghìn hộ", []),
        ("tổng số 155 thôn", ["155"]),
        ("họp ngày 3/7 hoặc 4/7", []),
        ("4/7 thôn, 5/6 đảng viên", ["4", "7", "5", "6"]),
        ("4/13", ["4", "13"]),
    ],
)
def test_which_figures_are_found(text, figures):
    assert written(text) == figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # part, whole, percent
        ("340.134 cử tri trong 346.663, đạt 98,12 %.", [(Kind.SHARE, AGREES, "340.134 / 346.663 ≈ 98,12 %")]),
        ("Có 1.449/1.452 thôn, đạt 99,79%.", [(Kind.SHARE, AGREES, "1.449 / 1.452 ≈ 99,79 %")]),
        ("Có 1.449/1.452 thôn, đạt 99,80%.", [(Kind.SHARE, DISAGREES, "1.449 / 1.452 ≈ 99,79 %")]),
        ("1.232/1.452 thôn (84,84%)", [(Kind.SHARE, TRUNCATED, "1.232 / 1.452 ≈ 84,85 %")]),
        ("93,51% (331.372/354.369)", [(Kind.SHARE, AGREES, "331.372 / 354.369 ≈ 93,51 %")]),
        ("Trong tổng số 346.663 cử tri, 340.134 người đi bầu, đạt 98,12%",
         [(Kind.SHARE, AGREES, "340.134 / 346.663 ≈ 98,12 %")]),
        (
            "Có 155 thôn, trong đó 127 (81,9%) tái cử, 28 (18,2%) mới",
            [(Kind.SHARE, AGREES, "127 / 155 ≈ 81,94 %"), (Kind.SHARE, DISAGREES, "28 / 155 ≈ 18,06 %")],
        ),
        ("1/2 thôn, đạt 50%", [(Kind.SHARE, AGREES, "1 / 2 = 50,00 %")]),
        # part and whole alone
        ("4/13 huyện đã xong, 27% bí thư mới", [(Kind.PART, AGREES, "4 ≤ 13")]),
        ("4/13 huyện đã xong", [(Kind.PART, AGREES, "4 ≤ 13")]),
        ("1.453/1.452 thôn", [(Kind.PART, DISAGREES, "1.453 > 1.452")]),
        ("1.453/1.452 thôn, đạt 100%", [(Kind.PART, DISAGREES, "1.453 > 1.452")]),
        ("0/0 thôn, đạt 0%", [(Kind.PART, AGREES, "0 ≤ 0")]),
        # sums
        ("31 + 1.421 = 1.452", [(Kind.ADDITION, AGREES, "31 + 1.421 = 1.452")]),
        ("31 + 1.421 = 1.453", [(Kind.ADDITION, DISAGREES, "31 + 1.421 = 1.452")]),
        ("1.449 thôn: 1.061; 316; 72", [(Kind.ADDITION, AGREES, "1.061 + 316 + 72 = 1.449")]),
        ("1.452 thôn, gồm 1.061; 316; 72", [(Kind.ADDITION, DISAGREES, "1.061 + 316 + 72 = 1.449")]),
        # change
        ("đạt 98,12%, tăng 4,87% so với nhiệm kỳ trước (93,25%)", [(Kind.CHANGE, AGREES, "93,25 + 4,87 = 98,12 %")]),
        ("đạt 90%, giảm 6% so với nhiệm kỳ trước (93,25%)", [(Kind.CHANGE, DISAGREES, "93,25 − 6 = 87,25 %")]),
        # shares of one subject
        ("27% bí thư chi bộ mới, 73% bí thư chi bộ tái cử", [(Kind.SHARES_OF_ONE, AGREES, "27 % + 73 % = 100 %")]),
        ("100% bí thư chi bộ là trưởng thôn. 27% bí thư chi bộ mới, 63% bí thư chi bộ tái cử",
         [(Kind.SHARES_OF_ONE, DISAGREES, "27 % + 63 % = 90 %, còn thiếu 10 %")]),
        ("100% bí thư chi bộ là trưởng thôn, 27% bí thư chi bộ mới, 63% bí thư chi bộ tái cử",
         [(Kind.SHARES_OF_ONE, DISAGREES, "27 % + 63 % = 90 %, còn thiếu 10 %")]),
        ("40% bí thư chi bộ nữ, 60% còn lại là nam", [(Kind.SHARES_OF_ONE, AGREES, "40 % + 60 % = 100 %")]),
    ],
)  # fmt: skip
def test_what_is_held_together(text, found):
    assert checks(text) == found


def test_a_sentence_ends_before_any_capital_letter_of_the_alphabet():
    for capital in "AĂÂĐÊƠƯỮÝ":
        text = f"Có 155 thôn, trong đó 12 mới. {capital} có 127 (81,9%) tái cử."
        assert audit_text(text).checks == (), capital
    assert len(audit_text("Ở TP. cẩm phả 4/13 huyện").checks) == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nữ chiếm 8,3%.", ["8,3%"]),
        ("98% cử tri nam, 97% cử tri nữ đi bầu", ["98%", "97%"]),
        ("đạt 98,12%, tăng 4,87% so với nhiệm kỳ trước", ["98,12%"]),
        ("Có 155 thôn. Nữ đạt 8,3%.", ["8,3%"]),
    ],
)
def test_what_cannot_be_paired_is_said(text, left):
    report = audit_text(text)
    assert report.checks == ()
    assert [one.figure.text for one in report.unpaired] == left


TABLE = (
    "Huyện\tCử tri\tĐi bầu\tTỷ lệ\nBình Liêu\t1.000\t980\t98,00%\nCô Tô\t2.000\t1.900\t95%\n"
    "Ba Chẽ\t100\t99\t{}\nTổng\t3.100\t{}\t{}%"
)


def test_a_table_is_read_and_its_lines_and_columns_are_held_together():
    report = audit_table(read_table(TABLE.format("98%", "2.980", "96,13")))
    assert [check.arithmetic for check in report.disagreements] == ["99 / 100 = 99,00 %", "980 + 1.900 + 99 = 2.979"]
    assert len(report.checks) == 6
    assert report.unpaired == ()


def test_a_right_table_is_right_whatever_divides_its_cells():
    for separator in "\t;,":
        text = TABLE.format("99%", "2.979", "96").replace("98,00", "98").replace("\t", separator)
        assert audit_table(read_table(text)).disagreements == ()


def test_percentages_that_no_two_columns_explain_are_left_alone():
    report = audit_table([["A", "10%", "5"], ["B", "20%", "7"], ["C", "30%", "9"]])
    assert (report.checks, len(report.unpaired)) == ((), 3)


@pytest.mark.parametrize("text", [PRESS, "Một câu, có phẩy, thế thôi.\nHai câu, có phẩy, thế thôi.", "a; b\nc; d", ""])
def test_prose_is_no_table(text):
    assert read_table(text) is None


RECORD = [
    Known("tỷ lệ đi bầu", (340134, 346663), (("di bau",),)),
    Known("đã đi bầu", 340134, (("di bau",),)),
    Known("trong danh sách", 346663, (("cu tri",),), is_whole=True),
    Known("bí thư tái cử", (63, 100), (("bi thu", "tai cu"),)),
]


def of_record(text):
    checks = against_record(audit_text(text), RECORD).checks
    return [(check.figures[0].text, check.agreement) for check in checks if check.kind is Kind.RECORD]


def test_what_a_text_names_is_held_against_the_record():
    assert of_record("340.134/346.663 cử tri đi bầu") == [("340.134", AGREES), ("346.663", AGREES)]
    assert of_record("340.135/346.662 cử tri đi bầu") == [("340.135", DISAGREES), ("346.662", DISAGREES)]
    assert of_record("98,12% cử tri đi bầu") == [("98,12%", AGREES)]
    assert of_record("98,1% cử tri đi bầu") == [("98,1%", AGREES)]
    assert of_record("98,2% cử tri đi bầu") == [("98,2%", DISAGREES)]
    assert of_record(PRESS) == [("63%", AGREES)]
    assert of_record("Có 12 xã họp") == []


def test_the_result_is_told_in_lines_and_as_json():
    report = audit_text("Có 4/13 huyện.\n" + PRESS)
    told = report_text(report).splitlines()
    assert told[1].startswith("✗ dòng 2, không khớp: bài viết ghi 27%, 63%; tính lại 27 % + 63 % = 90 %")
    assert told[-1] == "1 chỗ không khớp, 0 số không ghép được."
    as_json = report_json(report)
    assert as_json["disagreements"] == 1
    for check in as_json["checks"]:
        for figure in check["figures"]:
            assert report.text[figure["start"] : figure["end"]] == figure["text"]


def test_too_many_figures_are_refused_rather_than_waited_for():
    with pytest.raises(TooMuch):
        audit_text("1 " * 5000)
    with pytest.raises(TooMuch):
        audit_table([["1"] * 50] * 2)


PIECES = st.sampled_from(
    ["27%", "98,12 %", "1.452", "/", " trong ", " ", ", ", "; ", ": ", "(", ")", "\n", ". ", "+", "=", "5/6", "đạt ",
     "tăng ", "so với ", "tổng số ", "trong đó ", "cử tri ", "bí thư chi bộ ", "0", "số ", "ngày ", "Đ", "\u00a0"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_answered_and_every_figure_stands_where_it_is_said_to(text):
    report = audit_text(text)
    for figure in report.figures:
        assert report.text[figure.start : figure.end] == figure.text
    known = set(report.figures)
    assert all(set(check.figures) <= known for check in report.checks)
    report_text(against_record(report, RECORD))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_written_as_we_write_it_agrees(part, whole):
    from dantin.core.values import percent
    from dantin.core.vietnamese import number, percent_words

    part %= whole + 1
    text = f"Có {number(part)}/{number(whole)} thôn, đạt {percent_words(percent(part, whole))}"
    assert [check.agreement for check in audit_text(text).checks] == [AGREES]
