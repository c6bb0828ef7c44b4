"""Văn bản của đại hội từ hồ sơ: the figures of the conclusion on the base of the Party, nothing before its time."""

from datetime import date

import pytest

from dantin.core.after_congress import CongressRulingKind
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
from dantin.store.actions.congress_rulings import CongressRulingIn, record_congress_ruling
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.actions.plan import RoundIn, open_rounds
from dantin.store.actions.sittings import reconvene
from dantin.store.models import Absence, Congress, Contest, Election, Member, Sheet
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


def test_f51_a_sitting_without_quorum_keeps_its_minutes_and_the_next_has_its_own(congress):
    """B-06: six of eight are needed; five came."""
    open_congresses(openings=[OpeningIn(congress=congress.id, present=5)], actor="ct", at=at(0))
    [before] = papers("bien-ban-dai-hoi")
    assert before.fields["again_on"] is None
    again = reconvene(congress=congress.id, held_on=date(2022, 7, 10), why="Chỉ có 5 người đến", actor="ct", at=at(30))
    [first] = papers("bien-ban-dai-hoi")
    said = first.fields
    assert [said[name] for name in ("present", "quorum", "again_on", "results")] == [5, 6, "2022-07-10", []]
    assert papers("thong-bao-trieu-tap")[0].fields["sitting"] == 2
    opened(again)
    newest = papers("bien-ban-dai-hoi")[-1].fields
    assert (newest["sitting"], newest["present"], newest["again_on"]) == (2, 7, None)


def held(congress, *, minutes=0, votes=7):
    """Opened, the newest sheet counted, closed, signed."""
    open_congresses(openings=[OpeningIn(congress=congress.id, present=7)], actor="ct", at=at(minutes))
    sheet = Sheet.objects.filter(side="party").order_by("round__number").last()
    given = congress_figures(present=7, votes=votes)
    for who in ("an", "binh"):
        submit_readings(
            side=Side.PARTY, readings=[Device(f"{who}-{sheet.id}", who).read(sheet, given)], at=at(minutes + 10)
        )
    declare(side=Side.PARTY, sheets=[sheet.id], actor="bkp", at=at(minutes + 11))
    close_congresses(congresses=[congress.id], actor="ct", at=at(minutes + 60))
    sign_minutes(congresses=[congress.id], actor="ct", at=at(minutes + 61))


def ruled(congress, kind, day, **more):
    given = CongressRulingIn(congress=congress.id, kind=kind, decided_on=date(2022, 7, day), **more)
    record_congress_ruling(given=given, actor="du", at=at(60 * 24 * (day - 3)))


def test_f50_what_an_annulled_sitting_elected_is_in_no_report_of_the_next(congress):
    """B-55: each sitting has its own minutes; report and handover tell of the one that counts."""
    held(congress, votes=7)
    anew = {"decision_number": "2-QĐ/ĐU", "reason": "Kiểm phiếu sai", "from_on": date(2022, 7, 17)}
    ruled(congress, CongressRulingKind.ANNULLED, 8, **anew)
    assert papers("bao-cao-ket-qua-dai-hoi") == []
    held(Congress.objects.get(current=True), minutes=60 * 24 * 14, votes=5)
    counted = papers("bien-ban-kiem-phieu-bi-thu")
    assert [(one.fields["congress_on"], one.fields["sitting"], one.fields["round"]) for one in counted] == [
        ("2022-07-03", 1, 1), ("2022-07-17", 2, 1),
    ]  # fmt: skip
    both = papers("bien-ban-dai-hoi")
    assert [[one["votes"] for one in minutes.fields["results"]] for minutes in both] == [[7], [5]]
    [report] = papers("bao-cao-ket-qua-dai-hoi")
    assert [one["votes"] for one in report.fields["elected"]] == [5]


def test_who_left_the_cell_since_was_convened_all_the_same(congress):
    held(congress)
    Member.objects.filter(person__name="Lê Thị Thử 2").update(status=Member.Status.LEFT)
    [minutes], [report] = papers("bien-ban-dai-hoi"), papers("bao-cao-ket-qua-dai-hoi")
    assert (minutes.fields["convened"], report.fields["convened"]) == (8, 8)


def test_b53_a_congress_that_elected_nobody_reports_so_and_hands_over_to_whom_was_appointed(congress):
    """B-32: three rounds without half of seven, then the committee above appoints."""
    open_congresses(openings=[OpeningIn(congress=congress.id, present=7)], actor="ct", at=at(0))
    contest = Contest.objects.get(side="party")
    for number in (1, 2, 3):
        sheet = Sheet.objects.filter(side="party").order_by("round__number").last()
        readers = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
        given = congress_figures(present=7, votes=3)
        submit_readings(side=Side.PARTY, readings=[one.read(sheet, given) for one in readers], at=at(10 * number))
        declare(side=Side.PARTY, sheets=[sheet.id], actor="bkp", at=at(10 * number))
        if number < 3:
            again = RoundIn(
                contest=contest.id, held_on=congress.held_on, procedure="meeting", vote_form="secret_ballot",
                seats=1, slate=["m1"],
            )  # fmt: skip
            open_rounds(side=Side.PARTY, rounds=[again], actor="ct", at=at(10 * number + 5))
    close_congresses(congresses=[congress.id], actor="ct", at=at(60))
    sign_minutes(congresses=[congress.id], actor="ct", at=at(61))
    [report] = papers("bao-cao-ket-qua-dai-hoi")
    assert (report.fields["elected"], report.fields["not_elected"]) == ([], "bí thư chi bộ (còn 1 người)")
    assert report.fields["has_committee"] is False
    counted = papers("bien-ban-kiem-phieu-bi-thu")
    assert [(one.fields["round"], one.fields["elected"], one.fields["outcome"]) for one in counted] == [
        (n, None, "Còn 1 người chưa bầu được.") for n in (1, 2, 3)
    ]
    assert "cấp trên chỉ định" in counted[-1].fields["next"]
    assert papers("bien-ban-ban-giao") == []
    head = Member.objects.get(person__name="Nguyễn Văn Thử 1")
    ruled(congress, CongressRulingKind.APPOINTED, 6, decision_number="5-QĐ/ĐU", member=head.id)
    [handover] = papers("bien-ban-ban-giao")
    assert handover.fields["elected"] == [
        {"post": "bí thư chi bộ, được chỉ định", "name": "Nguyễn Văn Thử 1"},
    ]  # fmt: skip


def test_the_booklet_says_the_words_of_the_chair_with_the_numbers_of_this_cell(congress):
    [minutes] = papers("so-tay-dai-hoi")
    said = [line["words"] for line in minutes.fields["lines"] if line["kind"] == "say"]
    assert "Đại hội họp được khi có mặt từ 6 đồng chí trở lên. Hiện có mặt …." in said
    assert {line["kind"] for line in minutes.fields["lines"]} == {"step", "who", "say", "mind", "law"}
