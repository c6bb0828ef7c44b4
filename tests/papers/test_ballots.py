"""Phiếu bầu: every paper of a round is the same to the byte and says nothing of who holds it (H-04)."""

import io

import pypdfium2
import pytest
import zxingcpp

from dantin.papers.compose import BALLOT_LAYOUTS, compose
from dantin.papers.faults import PaperFault
from dantin.papers.files import Order, made
from dantin.papers.registry import FORMS

from . import samples
from .reading import text_of_pdf

BALLOTS = [form.code for form in FORMS.values() if form.ballot]
MILLIMETRE = 72 / 25.4
SIZES = {"a6": (105, 148), "a5": (148, 210), "a4": (210, 297)}


@pytest.mark.parametrize("layout", BALLOT_LAYOUTS)
@pytest.mark.parametrize("form", BALLOTS)
def test_all_ballots_of_a_round_are_the_same_to_the_byte(form: str, layout: str) -> None:
    papers = {made(Order(samples.first(form), layout=layout), ".pdf") for _ in range(3)}
    assert len(papers) == 1
    [page] = pypdfium2.PdfDocument(papers.pop())
    assert tuple(round(side / MILLIMETRE) for side in page.get_size()) == SIZES[layout]


@pytest.mark.parametrize("form", BALLOTS)
def test_a_ballot_has_a_code_for_the_machine_and_no_check_value(form: str) -> None:
    minutes = samples.first(form)
    raw = made(Order(minutes, "https://bau.example.vn"), ".pdf")
    text = text_of_pdf(raw)
    assert minutes.digest()[:8] not in text
    assert "kiểm chứng" not in text
    picture = pypdfium2.PdfDocument(raw)[0].render(scale=4).to_pil()
    read = zxingcpp.read_barcodes(picture)
    assert [(str(code.text), code.format) for code in read] == [
        (minutes.fields["code"], zxingcpp.BarcodeFormat.Code128)
    ]


@pytest.mark.parametrize("form", BALLOTS)
def test_four_ballots_stand_on_one_sheet(form: str) -> None:
    name = samples.first(form).fields["candidates"][0]["name"]
    assert text_of_pdf(made(Order(samples.first(form), layout="a4"), ".pdf")).count(name) == 4


def test_a_layout_that_is_not_there_is_refused_in_a_sentence() -> None:
    with pytest.raises(PaperFault, match="Không có khổ phiếu"):
        compose(samples.minutes(BALLOTS[0]), layout="a7")


def test_a_ballot_is_editable_too() -> None:
    assert io.BytesIO(made(Order(samples.minutes(BALLOTS[0])), ".docx")).read(2) == b"PK"
