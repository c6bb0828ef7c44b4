"""Đại hội triệu tập lại, and who of its members came: the base follows those who were in the hall (B-50)."""

from datetime import date, timedelta

import pytest

from dantin.core.register import Deductions
from dantin.core.values import Side
from dantin.store.actions.congress import OpeningIn, close_congresses, open_congresses, sign_minutes
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.actions.sittings import reconvene
from dantin.store.models import Absence, Attendance, Congress, Declaration, Member, Round, Sheet, Standing
from dantin.store.readers.bulletin import bulletin_at
from dantin.store.readers.cells import cell_at_work, members_of
from dantin.store.readers.questions import cell_numbers
from dantin.store.readers.standings import differences
from dantin.store.refusals import Refused

from .world import CELL, CONGRESS_MORNING, VIETNAM, Device, congress_figures, head_from_state, moment, party_election
from .world import state_election as called

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NEXT_WEEK = date(2022, 7, 10)


def at(minutes: int):
    return moment(minutes, CONGRESS_MORNING)


@pytest.fixture
def congress() -> Congress:
    called()
    party_election(excused=1)
    head_from_state()
    return Congress.objects.get()


def opened(congress: Congress, present: int) -> None:
    [answer] = open_congresses(openings=[OpeningIn(congress=congress.id, present=present)], actor="ct", at=at(0))
    assert isinstance(answer, Congress)


def elect(votes: int, minutes: int) -> Declaration:
    sheet = Sheet.objects.order_by("round__number").filter(side="party").last()
    given = congress_figures(present=7, votes=votes)
    readers = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
    submit_readings(side=Side.PARTY, readings=[d.read(sheet, given) for d in readers], at=at(minutes))
    [row] = declare(side=Side.PARTY, sheets=[sheet.id], actor="bkp", at=at(minutes))
    assert isinstance(row, Declaration)
    return row


def test_b06_without_two_thirds_it_is_convened_again_and_the_first_sitting_stays_as_it_was(congress: Congress) -> None:
    """B-06: 8 are convened, so 6 are needed; the five who came make no congress, and nobody failed to be elected."""
    opened(congress, 5)
    again = reconvene(congress=congress.id, held_on=NEXT_WEEK, why="Chỉ có 5 người đến", actor="ct", at=at(30))
    first = Congress.objects.get(number=1)
    assert (first.current, first.present, first.opened_at, first.closed_at) == (False, 5, at(0), None)
    assert (again.current, again.number, again.held_on, again.present) == (True, 2, NEXT_WEEK, None)
    assert Standing.objects.get(election=congress.election).state == "not_started"
    assert list(differences(congress.election)) == []
    a_week = 7 * 24 * 60
    [answer] = open_congresses(openings=[OpeningIn(congress=again.id, present=7)], actor="ct", at=at(a_week))
    assert isinstance(answer, Congress)
    declared = elect(7, a_week + 10)
    assert (declared.outcome, declared.question["round"], declared.question["held_on"]) == ("elected", 1, "2022-07-10")
    close_congresses(congresses=[again.id], actor="ct", at=at(a_week + 20))
    sign_minutes(congresses=[again.id], actor="ct", at=at(a_week + 30))
    assert Standing.objects.get(election=congress.election).state == "unified"
    assert list(differences(congress.election)) == []
    # what a bulletin told before stays told: the first sitting was open then, and nothing stood in between
    for minutes, state in (
        (10, "in_congress"),
        (60, "not_started"),
        (a_week + 5, "in_congress"),
        (a_week + 31, "unified"),
    ):
        told = bulletin_at(at(minutes), zone=VIETNAM)
        assert [word for word, n in told["cell_states"].items() if n] == [state], minutes


def test_a_congress_with_its_quorum_is_not_convened_again(congress: Congress) -> None:
    opened(congress, 6)
    with pytest.raises(Refused, match="đủ hai phần ba"):
        reconvene(congress=congress.id, held_on=NEXT_WEEK, why="Muốn làm lại", actor="ct", at=at(30))
    assert Congress.objects.count() == 1
    assert Round.objects.filter(contest__side="party").count() == 1


def test_it_sits_again_on_a_later_day(congress: Congress) -> None:
    opened(congress, 2)
    with pytest.raises(Refused, match="phải sau ngày đại hội trước"):
        reconvene(congress=congress.id, held_on=congress.held_on, why="Chiều nay", actor="ct", at=at(30))


def base_of(congress: Congress) -> Deductions:
    [numbers] = cell_numbers({CELL}, {congress.election_id}).values()
    work = cell_at_work(congress.election, CELL)
    assert work is not None
    rows = members_of(work)
    assert sum(row.deducted is not None for row in rows) == numbers.less.total
    return numbers.less


def mark(congress: Congress, member: Member, kind: str, minutes: int) -> None:
    number = Attendance.objects.filter(congress=congress).count() + 1
    Attendance.objects.create(
        congress=congress, number=number, member=member, kind=kind, at=at(minutes), recorded_by="tk", recorded_at=at(0)
    )


def test_f38_f39_f40_whoever_came_is_in_the_base_and_whoever_left_stays(congress: Congress) -> None:
    """B-50: excused for the whole congress leaves; came late, left early, exempt and came: all in the base."""
    excused = Absence.objects.get().member
    others = list(Member.objects.exclude(id=excused.id).order_by("id"))
    Member.objects.filter(id=others[0].id).update(activity=Member.Activity.EXEMPT)
    assert base_of(congress) == Deductions(excused_whole_congress=1)
    for member in others[1:]:
        mark(congress, member, "arrived", 0)
    assert base_of(congress) == Deductions(excused_whole_congress=1, exempt_absent=1)
    mark(congress, others[0], "arrived", 5)
    assert base_of(congress) == Deductions(excused_whole_congress=1)
    mark(congress, excused, "arrived", 40)  # late, and excused for less than the whole of it
    mark(congress, others[2], "left", 45)
    assert base_of(congress) == Deductions()
    mark(congress, excused, "mistaken", 46)
    assert base_of(congress) == Deductions(excused_whole_congress=1)
    Member.objects.filter(id=others[3].id).update(activity=Member.Activity.SUSPENDED)
    assert base_of(congress) == Deductions(excused_whole_congress=1, suspended_or_detained=1)


def test_a_sitting_has_its_own_absences(congress: Congress) -> None:
    opened(congress, 5)
    reconvene(congress=congress.id, held_on=NEXT_WEEK, why="Thiếu người", actor="ct", at=at(0) + timedelta(hours=1))
    assert base_of(congress) == Deductions()
