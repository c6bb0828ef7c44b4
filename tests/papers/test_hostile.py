"""Đầu vào xấu: long names, twins, crowds, letters of other scripts, marks of the typesetter: laid out or refused."""

import io
import zipfile

import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from dantin.papers.blocks import Look
from dantin.papers.compose import compose
from dantin.papers.faults import PaperFault
from dantin.papers.files import ENDINGS, Order, made
from dantin.papers.markup import blocks_of, clean
from dantin.papers.registry import FORMS

from . import samples
from .reading import text_of_docx, text_of_html, text_of_pdf

READ = {".pdf": text_of_pdf, ".docx": text_of_docx, ".html": text_of_html}
LONG = "Nguyễn Thị Hoàng Phương Uyên Thanh Khuyên Nghiêng Ngả Đường Xa"
MARKS = ["#let x = 1", "{{ roll }}", "{% for a in b %}", "<script>alert(1)</script>", "**đậm**", "__nghiêng__", "[x]",
         "a | b", "@ký: TÔI | |", "- mục", "$ tiền $", "\\ gạch", '" ngoặc "', "& và", "`lệnh`", "= mục", "// ẩn",
         "*", "~", "@tên: KHÁC"]  # fmt: skip


def people(*names: str) -> dict[str, object]:
    return {
        "candidates": [
            {"name": name, "votes": 11 + at, "percent": "1.00", "elected": False} for at, name in enumerate(names)
        ],
        "elected": None, "outcome": "Chưa ai trúng cử.",
    }  # fmt: skip


def pages(raw: bytes) -> int:
    return len(pypdfium2.PdfDocument(raw))


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_mark_of_the_template_or_of_the_typesetter_is_only_text(mark: str, ending: str) -> None:
    raw = made(Order(samples.minutes("bien-ban-kiem-phieu", **people(f"Người {mark} Một", "Người Hai"))), ending)
    text = READ[ending](raw)
    assert " ".join(f"Người {mark} Một".split()) in text
    assert b"<script>" not in raw


@pytest.mark.parametrize("ending", ENDINGS)
def test_four_candidates_of_one_name_stand_on_four_lines(ending: str) -> None:
    raw = made(Order(samples.minutes("bien-ban-kiem-phieu", **people(*["Người Trùng Tên"] * 4))), ending)
    assert READ[ending](raw).count("Người Trùng Tên") == 4


def test_names_of_sixty_letters_and_a_very_long_village_stay_on_the_page() -> None:
    minutes = samples.minutes(
        "bien-ban-kiem-phieu", **people(LONG, LONG), unit=f"Tổ dân phố {LONG} {LONG}", commune=f"Xã {LONG}",
        head_of_unit=f"Tổ trưởng tổ dân phố {LONG}", district=None,
    )  # fmt: skip
    document = pypdfium2.PdfDocument(made(Order(minutes), ".pdf"))
    assert text_of_pdf(made(Order(minutes), ".pdf")).count(LONG) >= 2
    for page in document:
        words = page.get_textpage()
        width = page.get_width()
        boxes = (words.get_charbox(at) for at in range(words.count_chars()))
        assert all(left >= 0 and right <= width for left, _, right, _ in boxes)


def test_a_counting_board_of_forty_goes_on_to_the_next_page_with_its_header() -> None:
    crowd = [{"name": f"Thành Viên Thứ {n}", "role": "thành viên", "organisation": None} for n in range(40)]
    raw = made(Order(samples.minutes("bien-ban-kiem-phieu", board=crowd)), ".pdf")
    text = text_of_pdf(raw)
    assert pages(raw) >= 2
    assert all(f"Thành Viên Thứ {n}" in text for n in range(40))
    assert text.count("Chức trách") == 2


@pytest.mark.parametrize("letter", ["张", "😀", "م", "☑"])
def test_a_letter_in_no_font_is_named_and_refused_for_print_and_kept_for_the_screen(letter: str) -> None:
    order = Order(samples.minutes("quyet-dinh-cong-nhan", person=f"Người {letter}"))
    with pytest.raises(PaperFault, match=f"Không in được chữ “{letter}”"):
        made(order, ".pdf")
    assert letter in text_of_html(made(order, ".html"))


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_whatever_was_typed_is_one_line_of_text(typed: str) -> None:
    kept = clean(typed)
    assert "\n" not in kept
    assert not any(0xE000 <= ord(letter) <= 0xF8FF or 0x202A <= ord(letter) <= 0x202E for letter in kept)
    [line] = blocks_of("@dòng: {{ ô }}", {"ô": f"a{typed}"})
    assert [span.look for span in line.text] == [Look.PLAIN]
    assert line.text[0].text.strip() == clean(f"a{typed}").strip()


def test_signs_that_turn_the_writing_around_are_left_out() -> None:
    raw = made(Order(samples.minutes("quyet-dinh-cong-nhan", person="Nguyễn \u202eVăn\u202c A\u0007")), ".pdf")
    assert "Nguyễn Văn A" in text_of_pdf(raw)


@pytest.mark.parametrize("form", FORMS)
def test_every_docx_is_whole_has_no_macro_and_is_opened_again(form: str) -> None:
    raw = made(Order(samples.first(form)), ".docx")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(io.BytesIO(raw)).core_properties.title


@pytest.mark.parametrize("form", FORMS)
def test_every_pdf_says_what_archives_and_screen_readers_ask(form: str) -> None:
    """PDF/A-2a and PDF/UA-1 by what typst was asked for, seen from outside: tags, language, marks of both norms."""
    raw = made(Order(samples.first(form)), ".pdf")
    document = pypdfium2.PdfDocument(raw)
    for mark in (b"pdfaid:part", b"pdfuaid:part", b"/StructTreeRoot", b"/MarkInfo", b"/OutputIntents", b"/Lang"):
        assert mark in raw, mark
    assert document.get_metadata_value("Title") == compose(samples.first(form)).title
    assert "typst" in document.get_metadata_value("Keywords")
    assert b"/FontFile" in raw
