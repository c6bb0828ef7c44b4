"""Mẫu: values of their kinds and no others; what an older paper does not know is a blank."""

from dataclasses import replace

import pytest

from dantin.papers.compose import compose
from dantin.papers.faults import PaperFault
from dantin.papers.files import Order, made
from dantin.papers.form import Form
from dantin.papers.registry import FORMS, form_of

from . import samples
from .reading import text_of_html


@pytest.mark.parametrize(("field", "value"), [
    ("roll", "mười"), ("roll", -1), ("roll", True), ("held_on", "5/6/2022"), ("held_on", 5), ("closed_at", "16:42"),
    ("attended_percent", "90,9"), ("simulated", "có"), ("candidates", "không"),
    ("candidates", [{"name": "A", "votes": "nhiều", "percent": None, "elected": True}]),
])  # fmt: skip
def test_a_value_of_another_kind_is_refused_by_the_name_of_its_field(field, value):
    minutes = samples.first("bien-ban-kiem-phieu")
    with pytest.raises(PaperFault, match=r"votes|" + field):
        compose(replace(minutes, fields={**minutes.fields, field: value}))


def test_a_paper_of_years_ago_is_printed_again_without_the_fields_that_came_since():
    minutes = samples.first("bien-ban-kiem-phieu")
    rows = [{name: cell for name, cell in row.items() if name != "elected"} for row in minutes.fields["candidates"]]
    older = {name: value for name, value in minutes.fields.items() if name not in ("warnings", "next")}
    old = replace(minutes, fields=older | {"candidates": rows, "một ô đã bỏ": "x"})
    assert "1.121" in text_of_html(made(Order(old), ".html"))
    assert old.digest() != minutes.digest()  # its check value stays that of what it said


def test_every_form_says_what_it_is_for_by_which_law_and_who_signs():
    assert len(FORMS) == len({form.title for form in FORMS.values()})
    for form in FORMS.values():
        assert isinstance(form, Form)
        assert form.about
        assert form.basis
        assert form.signed_by
        assert {"number", "dated", "record_on", "simulated"} <= {field.name for field in form.fields}


def test_a_form_that_is_not_there_is_told_so():
    with pytest.raises(PaperFault, match="dantin papers list"):
        form_of("khong-co")
