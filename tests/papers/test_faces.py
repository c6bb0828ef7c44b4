"""Một hồ sơ, ba tệp: PDF, DOCX and HTML say the same figures, those of the record."""

import re
from itertools import chain
from typing import Any

import pytest

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.core.vietnamese import number, percent_words
from dantin.papers.blank import blank_minutes
from dantin.papers.compose import compose
from dantin.papers.form import FieldKind
from dantin.papers.pdf import pdf
from dantin.papers.registry import FORMS, form_of
from dantin.papers.web import html
from dantin.papers.word import docx

from . import samples
from .reading import pages_of_pdf, text_of_docx, text_of_html, text_of_pdf

ALL = [(form, branch) for form, branches in samples.BRANCHES.items() for branch in branches]
named = pytest.mark.parametrize(("form", "branch"), ALL, ids=[f"{form} · {branch}" for form, branch in ALL])


def sample(form: str, branch: str) -> Minutes:
    return samples.minutes(form, **samples.BRANCHES[form][branch])


def required(minutes: Minutes) -> set[str]:
    """What each face must say: every required field of the form as people write it."""
    said: set[str] = set()
    for field in form_of(minutes.form).fields:
        values = [(field, minutes.fields[field.name])]
        if field.kind is FieldKind.ROWS:
            values = list(chain.from_iterable(
                [(of, row[of.name]) for of in field.of_row] for row in minutes.fields[field.name]
            ))  # fmt: skip
        said |= {_as_written(of.kind, value) for of, value in values if of.required and value is not None}
    return {" ".join(one.split()) for one in said if one}


def _stands_in(said: str, text: str) -> bool:
    """As a whole word or number: 12 does not stand in 112, in 12.000 or in 4,12."""
    return re.search(rf"(?<![\w.,]){re.escape(said)}(?![\w]|[.,]\d)", text, re.IGNORECASE) is not None


def _as_written(kind: FieldKind, value: Any) -> str:
    if kind is FieldKind.NUMBER:
        return number(value)
    if kind is FieldKind.SHARE:
        return percent_words(value)
    return value if kind is FieldKind.TEXT else ""


@named
def test_the_three_faces_say_every_figure_of_the_record(form: str, branch: str) -> None:
    minutes = sample(form, branch)
    paper, side = compose(minutes), minutes.side
    faces = {"pdf": text_of_pdf(pdf(paper, side)), "docx": text_of_docx(docx(paper, side)),
             "html": text_of_html(html(paper, side))}  # fmt: skip
    missing = {name: [said for said in required(minutes) if not _stands_in(said, text)] for name, text in faces.items()}
    assert missing == {"pdf": [], "docx": [], "html": []}


@named
def test_one_record_is_the_same_bytes_twice(form: str, branch: str) -> None:
    minutes = sample(form, branch)
    once, again = compose(minutes), compose(sample(form, branch))
    assert pdf(once, minutes.side) == pdf(again, minutes.side)
    assert docx(once, minutes.side) == docx(again, minutes.side)
    assert html(once, minutes.side) == html(again, minutes.side)


def test_every_form_has_its_samples() -> None:
    assert set(samples.BRANCHES) == set(FORMS)


@pytest.mark.parametrize("form", [code for code, form in FORMS.items() if not form.ballot])
def test_every_form_can_be_printed_empty_for_a_hall_without_power(form: str) -> None:
    minutes = blank_minutes(form_of(form))
    paper = compose(minutes)
    assert "…" in text_of_pdf(pdf(paper, minutes.side))
    assert "None" not in text_of_html(html(paper, minutes.side))
    assert "kiểm chứng" not in text_of_pdf(pdf(paper, minutes.side))  # of no record there is nothing to check


@pytest.mark.parametrize("members", range(2, 11))
def test_nobody_signs_a_page_that_says_nothing(members: int) -> None:
    """However long the board is, the last sentence stands on the page of the signatures."""
    board = [{"name": f"Thành Viên {n}", "role": "thành viên"} for n in range(members)]
    raw = pdf(compose(samples.minutes("bien-ban-kiem-phieu", board=board)), Side.STATE)
    pages = [" ".join(text.split()) for text in pages_of_pdf(raw)]
    [signed] = [page for page in pages if "NGƯỜI CHỨNG KIẾN" in page]
    assert "Việc kiểm phiếu kết thúc lúc" in signed
