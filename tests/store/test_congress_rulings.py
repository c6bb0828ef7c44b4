"""Giấy tờ sau đại hội: reported, returned and answered, annulled and held anew, appointed, handed over."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dantin.core.after_congress import CongressRulingKind, ballots_kept_until
from dantin.core.plan import Post
from dantin.core.rulebooks import complaint_due, congress_report_due, endorsement_due
from dantin.core.values import Side
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
from dantin.store.models import (
    Congress,
    CongressRuling,
    Contest,
    Declaration,
    Endorsement,
    Event,
    Member,
    Sheet,
    Standing,
    Term,
)
from dantin.store.readers.bulletin import bulletin_at
from dantin.store.readers.standings import differences
from dantin.store.readers.village import _congress as on_the_page
from dantin.store.refusals import Refused

from .world import (
    CELL,
    CONGRESS_MORNING,
    VIETNAM,
    VILLAGES,
    Device,
    congress_figures,
    head_from_state,
    moment,
    party_election,
)
from .world import state_election as called

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DAY = 24 * 60
_K = CongressRulingKind


def at(minutes: int):
    return moment(minutes, CONGRESS_MORNING)


@pytest.fixture
def congress() -> Congress:
    called()
    party_election(excused=1)
    head_from_state()
    return Congress.objects.get()


def elect(votes: int, minutes: int, *, present: int = 7) -> Declaration:
    sheet = Sheet.objects.order_by("round__number").filter(side="party").last()
    given = congress_figures(present=present, votes=votes)
    readers = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
    submit_readings(side=Side.PARTY, readings=[d.read(sheet, given) for d in readers], at=at(minutes))
    [row] = declare(side=Side.PARTY, sheets=[sheet.id], actor="bkp", at=at(minutes))
    assert isinstance(row, Declaration)
    return row


def opened(congress: Congress, minutes: int = 0) -> None:
    [answer] = open_congresses(openings=[OpeningIn(congress=congress.id, present=7)], actor="ct", at=at(minutes))
    assert isinstance(answer, Congress)


def signed(congress: Congress, minutes: int) -> None:
    close_congresses(congresses=[congress.id], actor="ct", at=at(minutes))
    [answer] = sign_minutes(congresses=[congress.id], actor="ct", at=at(minutes + 1))
    assert isinstance(answer, Congress)


def held(congress: Congress, minutes: int = 0) -> None:
    opened(congress, minutes)
    elect(7, minutes + 10)
    signed(congress, minutes + 20)


def paper(congress: Congress, kind: CongressRulingKind, day: int, minutes: int, **more: object) -> CongressRuling:
    given = CongressRulingIn(congress=congress.id, kind=kind, decided_on=date(2022, 7, day), **more)
    return record_congress_ruling(given=given, actor="du", at=at(minutes))


def endorsed(congress: Congress, minutes: int) -> Endorsement | Refused:
    given = EndorsementIn(congress=congress.id, decision_number="9-QĐ/ĐU", decided_on=date(2022, 7, 6))
    [answer] = endorse(decisions=[given], actor="du", at=at(minutes))
    return answer


def state(congress: Congress) -> str:
    assert list(differences(congress.election)) == []
    return Standing.objects.get(election=congress.election).state


def test_b53_b55_b56_the_days_that_follow_a_congress_are_working_days() -> None:
    """A congress of Sunday 3 July: reported by Tuesday 12 July; a report of 4 July is answered by 25 July."""
    assert congress_report_due(date(2022, 7, 3)) == date(2022, 7, 12)
    assert endorsement_due(date(2022, 7, 4)) == date(2022, 7, 25)
    assert complaint_due(date(2022, 7, 3)) == date(2022, 7, 22)
    assert complaint_due(date(2031, 7, 3)) is None
    assert ballots_kept_until(date(2022, 8, 31)) == date(2023, 2, 28)


def test_a_returned_file_waits_for_its_answer_and_is_endorsed_then(congress: Congress) -> None:
    held(congress)
    paper(congress, _K.SENT, 4, 2 * DAY)
    paper(congress, _K.RECEIVED, 5, 2 * DAY)
    returned = paper(congress, _K.RETURNED, 5, 3 * DAY, about="minutes", reason="Thiếu chữ ký thư ký ở trang 2")
    with pytest.raises(Refused, match="còn một hồ sơ trả lại chưa trả lời"):
        paper(congress, _K.RETURNED, 5, 3 * DAY, about="minutes", reason="Còn nữa")
    assert "chưa chuẩn y được" in str(endorsed(congress, 3 * DAY))
    answer = paper(congress, _K.ANSWERED, 6, 3 * DAY, answers=returned.number, reason="Đã ký bổ sung")
    assert answer.answers == returned
    assert isinstance(endorsed(congress, 4 * DAY), Endorsement)
    with pytest.raises(Refused, match="đã được chuẩn y"):
        paper(congress, _K.RETURNED, 7, 5 * DAY, about="minutes", reason="Muộn rồi")
    paper(congress, _K.SEALED, 3, 5 * DAY)
    paper(congress, _K.HANDED_OVER, 8, 5 * DAY)
    with pytest.raises(Refused, match="đã ghi việc này rồi: bàn giao"):
        paper(congress, _K.HANDED_OVER, 8, 6 * DAY)
    assert state(congress) == "unified"


def test_f50_f51_complained_of_annulled_though_endorsed_and_held_anew(congress: Congress) -> None:
    """B-55: the old result stays as it was told; its terms no longer count, and no page shows its names."""
    held(congress)
    assert isinstance(endorsed(congress, 3 * DAY), Endorsement)
    term = {"side": "party", "post": "secretary", "unit_code": CELL, "begins_in": 2022}
    assert Term.objects.filter(**term).count() == 1
    complaint = paper(congress, _K.COMPLAINT, 6, 3 * DAY, about="ballots", decision_number="12/ĐT")
    told_before = bulletin_at(at(3 * DAY), zone=VIETNAM)
    paper(congress, _K.ANSWERED, 7, 5 * DAY, answers=complaint.number, reason="Có vi phạm khi kiểm phiếu")
    with pytest.raises(Refused, match="phải định ngày đại hội lại"):
        paper(congress, _K.ANNULLED, 8, 6 * DAY, decision_number="2-QĐ/ĐU", reason="Kiểm phiếu sai")
    given = {"decision_number": "2-QĐ/ĐU", "reason": "Kiểm phiếu sai", "from_on": date(2022, 7, 17)}
    paper(congress, _K.ANNULLED, 8, 6 * DAY, **given)
    again = Congress.objects.get(current=True)
    assert (again.number, again.held_on, again.signed_at) == (2, date(2022, 7, 17), None)
    assert state(congress) == "not_started"
    assert not Term.objects.filter(**term).exists()
    assert Endorsement.objects.get().congress_id == congress.id
    assert Declaration.objects.filter(side="party").count() == 1
    told = on_the_page(congress.election_id, VILLAGES[0])
    assert told is not None
    assert (told.held_on, told.endorsed_on, told.posts) == (date(2022, 7, 17), None, ())
    with pytest.raises(Refused, match="đã huỷ hoặc đã triệu tập lại"):
        paper(congress, _K.SEALED, 9, 7 * DAY)
    assert "đã huỷ hoặc đã triệu tập lại" in str(endorsed(congress, 7 * DAY))
    held(again, 14 * DAY)
    assert state(congress) == "unified"
    assert isinstance(endorsed(again, 16 * DAY), Endorsement)
    assert Term.objects.filter(**term).count() == 1
    # what a bulletin told stays told; between the two congresses nothing stood
    assert bulletin_at(at(3 * DAY), zone=VIETNAM) == told_before
    for minutes, word in ((5 * DAY, "unified"), (7 * DAY, "not_started"), (15 * DAY, "unified")):
        told = bulletin_at(at(minutes), zone=VIETNAM)
        assert [name for name, n in told["cell_states"].items() if n] == [word], minutes


def test_f50_a_refused_endorsement_stays_refused(congress: Congress) -> None:
    held(congress)
    with pytest.raises(Refused, match="ghi số quyết định"):
        paper(congress, _K.REFUSED, 5, 3 * DAY, reason="Chưa đúng quy chế")
    paper(congress, _K.REFUSED, 5, 3 * DAY, reason="Chưa đúng quy chế", decision_number="3-QĐ/ĐU")
    assert "đã quyết định không chuẩn y" in str(endorsed(congress, 4 * DAY))
    assert not Endorsement.objects.exists()


def fail_three_times(congress: Congress) -> None:
    """B-32: three rounds, nobody above half of the base of 7."""
    contest = Contest.objects.get(side="party")
    opened(congress)
    for number in (1, 2, 3):
        row = elect(3, 10 * number)
        if number < 3:
            again = RoundIn(
                contest=contest.id, held_on=congress.held_on, procedure="meeting", vote_form="secret_ballot",
                seats=1, slate=["m1"],
            )  # fmt: skip
            open_rounds(side=Side.PARTY, rounds=[again], actor="ct", at=at(10 * number + 5))
    assert row.answer["next"]["step"] == "appoint_by_higher_committee"
    signed(congress, 60)


def test_f37_after_the_third_failure_the_committee_above_appoints_and_the_term_is_written(congress: Congress) -> None:
    """B-32: from the official members of a cell without a committee; the secretary is the head, by appointment."""
    fail_three_times(congress)
    assert state(congress) == "not_unified"
    head = Member.objects.get(person__name="Nguyễn Văn Thử 1")
    given = {"decision_number": "5-QĐ/ĐU", "member": head.id}
    with pytest.raises(Refused, match="Chọn lại"):
        paper(congress, _K.APPOINTED, 5, 3 * DAY, **given | {"member": 0})
    appointed = paper(congress, _K.APPOINTED, 5, 3 * DAY, **given)
    assert state(congress) == "unified"
    assert Term.objects.get(side="party", post=Post.SECRETARY).person == head.person
    with pytest.raises(Refused, match="đã ghi việc này rồi: chỉ định bí thư"):
        paper(congress, _K.APPOINTED, 5, 3 * DAY, **given)
    told = {minutes: bulletin_at(at(minutes), zone=VIETNAM)["cell_states"] for minutes in (2 * DAY, 4 * DAY)}
    assert [[name for name, n in each.items() if n] for each in told.values()] == [["not_unified"], ["unified"]]
    event = Event.objects.get(type="congress.secretary_appointed")
    assert "Nguyễn" not in str(event.body)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CongressRuling.objects.filter(id=appointed.id).update(decision_number="khác")
    # annulled, the appointment no longer counts either
    paper(congress, _K.ANNULLED, 8, 6 * DAY, decision_number="2-QĐ/ĐU", reason="Sai", from_on=date(2022, 7, 17))
    assert state(congress) == "not_started"
    assert not Term.objects.filter(side="party").exists()


def test_b32_who_was_elected_is_not_appointed_over_and_otherwise_a_reason_is_typed(congress: Congress) -> None:
    held(congress)
    member = Member.objects.first()
    with pytest.raises(Refused, match="đã bầu được bí thư"):
        paper(congress, _K.APPOINTED, 5, 3 * DAY, decision_number="5-QĐ/ĐU", member=member.id)
