"""Văn bản của đại hội từ hồ sơ: the figures of the conclusion on the base of the Party, nothing before its time."""

from datetime import date

import pytest

from dantin.core.values import Side
from dantin.papers.registry import forms_of
from dantin.store.actions.congress import (
    EndorsementIn,
    OpeningIn,
    close_congresses,
    endorse,
    open_congresses,
    sign_minutes,
)
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.models import Absence, Congress, Election
from dantin.store.readers.congress_papers import READERS
from dantin.store.readers.paper_subjects import subjects, villages_in
from dantin.store.readers.papers import minutes_of

from .world import (
    CELL,
    CONGRESS_MORNING,
    VILLAGES,
    Device,
    congress_figures,
    head_from_state,
    moment,
    party_election,
    sheet_of,
    state_election,
)

pytestmark = pytest.mark.django_db
FORMS = {form.code: form for form in forms_of(Side.PARTY)}


def at(minutes):
    return moment(minutes, CONGRESS_MORNING)


@pytest.fixture
def congress():
    """Eight official members, one excused for the whole congress: the base is seven (B-50)."""
    state_election()
    party_election(excused=1)
    head_from_state()
    return Congress.objects.get()


def papers(form):
    election = Election.objects.get(side="party")
    [unit] = [unit for unit in villages_in(election) if unit.code == VILLAGES[0]]
    [of] = subjects(election, [unit])
    return minutes_of(FORMS[form], of)


def opened(congress):
    open_congresses(openings=[OpeningIn(congress=congress.id, present=7)], actor="ct", at=at(0))


def read_once(sheet, who):
    given = congress_figures(present=7, votes=4)
    submit_readings(side=Side.PARTY, readings=[Device(f"{who}-{sheet.id}", who).read(sheet, given)], at=at(10))


def counted():
    sheet = sheet_of(CELL, post="secretary")
    for who in ("an", "binh"):
        read_once(sheet, who)
    declare(side=Side.PARTY, sheets=[sheet.id], actor="truong-ban-kiem-phieu", at=at(11))


def test_every_form_of_the_party_has_its_reader():
    assert set(READERS) == set(FORMS)


def test_before_the_opening_there_are_the_papers_that_convene_and_no_result(congress):
    made = {form for form in FORMS if papers(form)}
    assert made == {
        "thong-bao-trieu-tap", "danh-sach-trieu-tap", "phieu-bau-bi-thu", "phieu-kiem", "so-tay-dai-hoi",
    }  # fmt: skip


def test_the_list_says_who_leaves_the_base_and_by_which_case(congress):
    """B-50."""
    [minutes] = papers("danh-sach-trieu-tap")
    said = minutes.fields
    assert [said[name] for name in ("convened", "base", "needed", "quorum")] == [8, 7, 4, 6]
    assert said["less"] == [{"words": "vắng suốt đại hội có lý do được chấp nhận", "count": 1}]
    away = Absence.objects.get().member.person.name
    assert [one["name"] for one in said["members"] if one["deducted"]] == [away]


def test_the_counting_minutes_measure_against_the_adjusted_base(congress):
    """B-50: four of seven elect, though eight were convened."""
    opened(congress)
    counted()
    [minutes] = papers("bien-ban-kiem-phieu-bi-thu")
    said = minutes.fields
    names = ("convened", "present", "absent", "base", "needed", "issued", "collected", "not_collected", "valid")
    assert [said[name] for name in names] == [8, 7, 1, 7, 4, 7, 7, 0, 7]
    assert said["candidates"] == [{"name": "Nguyễn Văn Thử 1", "votes": 4, "percent": "57.14", "elected": True}]
    assert (said["elected"], said["outcome"], said["post"]) == ("Nguyễn Văn Thử 1", None, "bí thư chi bộ")


def test_the_journal_is_blind_while_somebody_may_be_asked_to_read(congress):
    opened(congress)
    sheet = sheet_of(CELL, post="secretary")
    read_once(sheet, "an")
    assert papers("nhat-ky-nhap") == []
    read_once(sheet, "binh")
    [minutes] = papers("nhat-ky-nhap")
    assert [one["actor"] for one in minutes.fields["entries"]] == ["an", "binh"]


def test_the_ballot_of_one_name_asks_to_agree_or_not_and_names_nobody_who_votes(congress):
    """B-43, H-04."""
    [minutes] = papers("phieu-bau-bi-thu")
    said = minutes.fields
    assert (said["crossing"], said["seats"], said["code"]) == (False, 1, f"PBBT-{CELL}-1")
    assert said["candidates"] == [{"name": "Nguyễn Văn Thử 1"}]


def test_the_minutes_report_and_endorsement_follow_the_congress_to_its_end(congress):
    """B-53."""
    opened(congress)
    counted()
    assert papers("bao-cao-ket-qua-dai-hoi") == papers("quyet-dinh-chuan-y") == []
    close_congresses(congresses=[congress.id], actor="ct", at=at(60))
    sign_minutes(congresses=[congress.id], actor="ct", at=at(70))
    [minutes] = papers("bien-ban-dai-hoi")
    assert (minutes.fields["opened_at"], minutes.fields["closed_at"]) == ("2022-07-03T07:00", "2022-07-03T08:00")
    assert [(one["votes"], one["base"], one["elected"]) for one in minutes.fields["results"]] == [(4, 7, True)]
    assert [one["reason"] for one in minutes.fields["absent"]] == ["vắng suốt đại hội có lý do được chấp nhận"]
    [report] = papers("bao-cao-ket-qua-dai-hoi")
    assert [(one["post"], one["name"], one["votes"]) for one in report.fields["elected"]] == [
        ("bí thư chi bộ", "Nguyễn Văn Thử 1", 4),
    ]  # fmt: skip
    decision = EndorsementIn(congress=congress.id, decision_number="31-QĐ/ĐU", decided_on=date(2022, 7, 12))
    endorse(decisions=[decision], actor="du", at=at(60 * 24 * 10))
    [paper] = papers("quyet-dinh-chuan-y")
    assert (paper.fields["number"], paper.fields["dated"]) == ("31-QĐ/ĐU", "2022-07-12")
    assert "votes" not in paper.fields["elected"][0]
