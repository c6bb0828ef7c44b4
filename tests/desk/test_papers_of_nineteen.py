"""Văn bản của một đại hội mười chín đảng viên: what was done in the hall stands in its papers, figure by figure."""

import pytest

from dantin.core.record import Minutes
from dantin.papers.registry import form_of
from dantin.store.models import Congress, Election
from dantin.store.readers.paper_subjects import subjects, villages_in
from dantin.store.readers.papers import minutes_of
from tests.store import world

from .test_congress_desk import HERE
from .test_congress_of_nineteen import nineteen
from .test_congress_rounds import AGAIN, Hall

__all__ = ["nineteen"]  # fixture
pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(nineteen: Congress) -> Hall:
    return Hall()


def papers(form: str) -> list[Minutes]:
    election = Election.objects.get(side="party")
    [unit] = [unit for unit in villages_in(election) if unit.code == world.VILLAGES[0]]
    [of] = subjects(election, [unit])
    return minutes_of(form_of(form), of)


def test_the_committee_is_listed_from_high_to_low_on_the_base_of_nineteen(hall: Hall) -> None:
    """B-50: nineteen convened and nobody deducted; the shares are of nineteen, though eighteen voted."""
    hall.count("chi-uy", m0=12, m1=15, m2=18, m3=9)
    [minutes] = papers("bien-ban-kiem-phieu-chi-uy")
    said = minutes.fields
    assert [(one["votes"], one["percent"], one["elected"]) for one in said["candidates"]] == [
        (18, "94.74", True), (15, "78.95", True), (12, "63.16", True), (9, "47.37", False),
    ]  # fmt: skip
    assert (said["base"], said["needed"], said["crossing"], said["less"]) == (19, 10, True, [])
    assert said["elected"] == ", ".join(one["name"] for one in said["candidates"][:3])
    assert papers("danh-sach-trieu-tap")[0].fields["has_committee"] is True


def test_f42_a_tie_and_its_ballot_between_the_tied_each_have_their_minutes(hall: Hall) -> None:
    """B-51: the second vote is won without half, and its minutes ask for none."""
    hall.count("chi-uy", m0=18, m1=14, m2=11, m3=11)
    hall.next("chi-uy", "m2", "m3")
    hall.count("chi-uy", m2=9, m3=8)
    first, second = (minutes.fields for minutes in papers("bien-ban-kiem-phieu-chi-uy"))
    names = [one["name"] for one in first["slate"]]
    assert first["outcome"] == f"Bằng phiếu: {names[2]}, {names[3]}; còn 1 người chưa bầu được."
    assert first["elected"] == f"{names[0]}, {names[1]}"
    assert [second[name] for name in ("round", "reballot", "seats", "needed", "elected", "outcome")] == [
        2, True, 1, None, names[2], None,
    ]  # fmt: skip
    assert [one.fields["round"] for one in papers("phieu-kiem") if one.fields["post"] == "chi ủy"] == [1, 2]


def test_a_single_name_is_agreed_to_or_not_and_votes_by_hand_stand_in_the_minutes(hall: Hall) -> None:
    """B-24, B-43."""
    hall.count("chi-uy", m0=18, m1=9, m2=9, m3=9)
    hall.next("chi-uy", "m1", "m2", "m3", **AGAIN)
    hall.count("chi-uy", m1=15, m2=12, m3=9)
    hall.count("bi-thu", m0=17)
    hall.count("pho-bi-thu", m1=16)
    for form in ("bien-ban-kiem-phieu-bi-thu", "bien-ban-kiem-phieu-pho-bi-thu", "phieu-bau-bi-thu"):
        [minutes] = papers(form)
        assert minutes.fields["crossing"] is False, form
    [congress] = papers("bien-ban-dai-hoi")
    [vote] = congress.fields["votes"]
    assert (vote["in_favour"], vote["against"], vote["present"], vote["carried"]) == (15, 3, 18, True)
    assert vote["words"] == "có bầu tiếp hay không, bầu chi ủy, sau lần 1"
    hall.presidium.post(f"{HERE}be-mac/")
    [report] = papers("bao-cao-ket-qua-dai-hoi")
    assert [(one["post"], one["votes"], one["base"]) for one in report.fields["elected"]] == [
        ("bí thư chi bộ", 17, 19), ("phó bí thư chi bộ", 16, 19),
        ("chi ủy viên", 18, 19), ("chi ủy viên", 15, 19), ("chi ủy viên", 12, 19),
    ]  # fmt: skip
    assert report.fields["not_elected"] is None
