"""Bản mẫu của một tỉnh: checked before it is accepted; every fault by its line, every field that is missing."""

import io
import zipfile

import pytest

from dantin.papers.check import MOST_BYTES, faults_of, read_template
from dantin.papers.compose import compose, template_of
from dantin.papers.faults import TemplateRefused
from dantin.papers.files import Order, made
from dantin.papers.registry import FORMS, form_of

from . import samples
from .reading import text_of_pdf

MINUTES = form_of("bien-ban-kiem-phieu")
OWN = template_of(MINUTES.code, MINUTES.side)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_software_s_own_templates_pass_their_own_check(form):
    assert faults_of(form, template_of(form.code, form.side)) == []


def test_a_province_changes_the_words_and_keeps_the_figures():
    changed = OWN.replace("@tên: BIÊN BẢN KIỂM PHIẾU", "@tên: BIÊN BẢN KIỂM PHIẾU CỦA TỈNH MẪU")
    assert faults_of(MINUTES, changed) == []
    minutes = samples.first(MINUTES.code)
    text = text_of_pdf(made(Order(minutes, template=changed), ".pdf"))
    assert "CỦA TỈNH MẪU" in text
    assert "1.121" in text
    # what is checked is what the paper says of the record, whatever words stand around it
    assert compose(minutes, template=changed).stamp == compose(minutes).stamp


@pytest.mark.parametrize(("line", "said"), [
    ("@dòng: {{ khong_co }}", "Dòng 1: không có ô “khong_co”"),
    ("{% for one in candidates %}\n@dòng: {{ one.tuoi }}\n{% endfor %}", "Dòng 2: không có ô “one.tuoi”"),
    ("@dòng: {{ roll.bit_length }}", "Dòng 1: không có ô “roll.bit_length”"),
    ("@dòng: {{ roll|dài }}", "Dòng 1: không có cách viết “|dài”"),
    ("@dòng: {{ range(10) }}", "Dòng 1: bản mẫu chỉ ghi ô"),
    ("{% for i in 'abc' %}{% endfor %}", "Dòng 1: chỉ lặp được trên một danh sách"),
    ('{% include "/etc/passwd" %}', "Dòng 1: không có phần dùng chung “/etc/passwd”"),
    ('{% include "party/_kiem-phieu" %}', "không có phần dùng chung “party/_kiem-phieu”"),
    ("@dòng: {{ roll ", "viết chưa đúng cách"),
    ("{% if roll %}", "viết chưa đúng cách"),
    ("@khong: chữ", "không có loại dòng “@khong:”"),
    ("@bảng: 50x 50l\n@cột: A | B", "bảng bắt đầu bằng bề rộng"),
    ("@bảng: 50l 50l\n@cột: A | B\n@hàng: a | b | c", "dòng của bảng có 3 ô, bảng có 2 cột"),
    ("@bảng: 50l 50l\n@hàng: a | b", "bảng thiếu dòng “@cột:”"),
])  # fmt: skip
def test_each_fault_is_told_with_its_line(line, said):
    assert any(said in str(fault) for fault in faults_of(MINUTES, f"{line}\n{OWN}"))


def test_every_field_that_must_be_there_is_named_when_it_is_left_out():
    missing = {str(fault) for fault in faults_of(MINUTES, "@tên: BIÊN BẢN\n@dòng: {{ roll }}\n")}
    assert "thiếu ô valid (Số phiếu hợp lệ): mẫu này phải có" in missing
    assert "thiếu ô candidates.votes (Số phiếu): mẫu này phải có" in missing
    assert not any("ô roll" in fault for fault in missing)
    assert "thiếu dòng “@tên:” nói tên văn bản" in {str(fault) for fault in faults_of(MINUTES, "@dòng: {{ roll }}")}


def word_with_a_macro() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return raw.getvalue()


@pytest.mark.parametrize(("raw", "said"), [
    (word_with_a_macro(), "tệp Word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "tệp Word"),
    (b"x" * (MOST_BYTES + 1), "nhiều nhất"),
    ("Biên bản".encode("utf-16"), "UTF-8"),
], ids=["có macro", "Word cũ", "quá dài", "UTF-16"])  # fmt: skip
def test_what_is_no_text_is_refused_in_a_sentence(raw, said):
    with pytest.raises(TemplateRefused, match=said):
        read_template(raw)


def test_a_text_of_windows_is_read():
    assert read_template("\ufeff@tên: A\r\n@dòng: b\r\n".encode()) == "@tên: A\n@dòng: b\n"
