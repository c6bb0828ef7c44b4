"""Nhiều người cùng lấy số: one number of a register goes to one paper, and a paper gets one number."""

from datetime import date

import pytest

from dantin.core.values import Side
from dantin.store.actions.papers import NumberIn, issue, note_print, use_own_sequence
from dantin.store.models import IssuedPaper, PaperPrint

from .test_head_papers import counted, papers
from .test_races import at_once, codes, whole
from .world import VILLAGES, figures, moment, sheet_of, state_election

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
DAY = 24 * 60


@pytest.fixture
def election():
    found = state_election()
    for code in VILLAGES:
        counted(sheet_of(code), figures(a=60, b=38))
    return found


def number(election, minutes, village, typed="12"):
    return issue(
        election=election, minutes=minutes, village_code=village, place_code=village, actor=f"to-{village}",
        given=NumberIn(issuer="06847", number=typed, dated=date(2022, 6, 6)), today=date(2022, 6, 6), at=moment(DAY),
    )  # fmt: skip


def reports(election):
    return [(papers("bao-cao-ket-qua-bau-cu", election, code)[0], code) for code in VILLAGES]


def test_one_number_of_a_register_goes_to_one_paper(election):
    answers = at_once([lambda m=m, v=v: number(election, m, v) for m, v in reports(election)])
    assert codes(answers) == ["IssuedPaper", "papers.number_taken"]
    assert IssuedPaper.objects.count() == 1
    assert whole()


def test_a_paper_gets_one_number_however_many_ask(election):
    minutes, village = reports(election)[0]
    answers = at_once([lambda n=n: number(election, minutes, village, str(n)) for n in (7, 8, 9)])
    assert codes(answers) == ["IssuedPaper", "papers.already_numbered", "papers.already_numbered"]
    assert whole()


def test_the_program_counts_without_a_gap(election):
    use_own_sequence(side=Side.STATE, issuer="06847", kind="BC-TBC", used=True, actor="xa", at=moment(DAY))
    at_once([lambda m=m, v=v: number(election, m, v, "") for m, v in reports(election)])
    assert sorted(IssuedPaper.objects.values_list("number", flat=True)) == ["1", "2"]


def test_two_who_print_at_once_print_one_and_two(election):
    minutes, _ = reports(election)[0]
    at_once([
        lambda who=who: note_print(election=election, minutes=minutes, actor=who, at=moment(DAY)) for who in ("a", "b")
    ])  # fmt: skip
    assert sorted(PaperPrint.objects.values_list("number", flat=True)) == [1, 2]
