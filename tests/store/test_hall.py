"""Ở hội trường: điểm danh, biểu quyết giơ thẻ, người điều hành và ban kiểm phiếu."""

from datetime import datetime

import pytest

from dantin.store.actions.attendance import MarkIn, mark_attendance
from dantin.store.actions.hand_votes import (
    HandVoteIn,
    OfficerIn,
    choose_officers,
    record_hand_vote,
    replace_on_the_board,
)
from dantin.store.models import Attendance, Congress, CongressOfficer, Event, HandVote, Member
from dantin.store.readers.hall import arrivals_kept, hall_of, officers_of, present_now
from dantin.store.refusals import Refused

from .world import CONGRESS_MORNING, moment, party_election, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
Kind, Body = Attendance.Kind, CongressOfficer.Body


def at(minutes: int) -> datetime:
    return moment(minutes, CONGRESS_MORNING)


@pytest.fixture
def congress() -> Congress:
    state_election()
    party_election(excused=1)
    return Congress.objects.get()


def members() -> list[Member]:
    return list(Member.objects.order_by("id"))


def came(congress: Congress, *who: Member, kind: Attendance.Kind = Kind.ARRIVED, minutes: int = 0) -> int:
    marks = [MarkIn(member=one.id, kind=kind, at=at(minutes)) for one in who]
    return mark_attendance(congress=congress.id, marks=marks, actor="tk", at=at(max(minutes, 120)))


def hands(congress: Congress, kind: HandVote.Kind, **changed: object) -> HandVoteIn:
    given = {"present": 7, "in_favour": 7, "against": 0, "carried": True} | changed
    return HandVoteIn(congress=congress.id, kind=kind, **given)


def test_who_is_there_is_known_at_every_moment(congress: Congress) -> None:
    first, second, third, *_ = members()
    assert not arrivals_kept(hall_of(congress.id))
    assert came(congress, first, second, third) == 3
    assert came(congress, first, second, third) == 0  # pressed twice, or by two clerks: nothing is doubled
    assert present_now(hall_of(congress.id)) == 3
    assert came(congress, second, kind=Kind.LEFT, minutes=60) == 1
    assert (present_now(hall_of(congress.id)), arrivals_kept(hall_of(congress.id))) == (2, True)
    assert came(congress, second, minutes=90) == 1
    assert came(congress, third, kind=Kind.MISTAKEN, minutes=95) == 1
    rows = {row.member: row for row in hall_of(congress.id)}
    assert [kind for kind, _ in rows[second.id].times] == ["arrived", "left", "arrived"]
    assert (rows[third.id].came, present_now(hall_of(congress.id))) == (False, 2)
    Member.objects.filter(id=first.id).update(status=Member.Status.PROBATIONARY)
    assert present_now(hall_of(congress.id)) == 1  # in the hall, without a vote (B-10)
    marks = Event.objects.filter(type="congress.attendance_marked")
    assert marks.count() == 4
    assert not any(first.person.name in str(event.body) for event in marks)


@pytest.mark.parametrize(
    ("kind", "minutes", "said"),
    [
        (Kind.ARRIVED, 121, "chưa tới"),
        (Kind.ARRIVED, -24 * 60, "Chưa tới ngày đại hội"),
        (Kind.LEFT, 1, "trước giờ đến đã ghi"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(congress: Congress, kind, minutes, said) -> None:
    one = members()[0]
    if kind == Kind.LEFT:
        came(congress, one, minutes=10)
    with pytest.raises(Refused, match=said):
        mark_attendance(
            congress=congress.id, marks=[MarkIn(member=one.id, kind=kind, at=at(minutes))], actor="tk", at=at(120)
        )


def test_a_vote_by_hands_keeps_sums_and_no_hand(congress: Congress) -> None:
    kept = record_hand_vote(hands(congress, HandVote.Kind.PROGRAMME, in_favour=5, against=1), actor="tk", at=at(5))
    assert (kept.number, kept.in_favour, kept.against, kept.carried) == (1, 5, 1, True)
    body = Event.objects.get(type="congress.voted_by_hands").body
    assert {name: body[name] for name in ("present", "in_favour", "against")} == {
        "present": 7, "in_favour": 5, "against": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"present": 8, "in_favour": 8}, "chỉ có 7 đảng viên chính thức"),
        ({"in_favour": 6, "against": 2}, "quá 7 người có mặt"),
        ({"in_favour": 0}, "Không ai tán thành"),
        ({"words": "x" * 401}, "dài"),
    ],
)
def test_hands_that_cannot_be_are_refused(congress: Congress, changed, said) -> None:
    """Seven of eight may vote: one is excused for the whole congress."""
    with pytest.raises(Refused, match=said):
        record_hand_vote(hands(congress, HandVote.Kind.RESOLUTION, **changed), actor="tk", at=at(5))
    assert not HandVote.objects.exists()


def board(congress: Congress, *who: Member, carried: bool = True) -> list[CongressOfficer]:
    officers = [OfficerIn(member=one.id, leads=number == 0) for number, one in enumerate(who)]
    vote = hands(congress, HandVote.Kind.COUNTING_BOARD, carried=carried)
    return choose_officers(vote, Body.COUNTING_BOARD, officers, actor="tk", at=at(10))


def test_f23_nobody_on_the_list_counts(congress: Congress) -> None:
    """F-23, B-40: the first member stands for secretary."""
    standing, second, third, *_ = members()
    with pytest.raises(Refused, match="không kiểm phiếu được"):
        board(congress, second, standing)
    assert not CongressOfficer.objects.exists()
    assert not HandVote.objects.exists()
    assert board(congress, second, third, carried=False) == []  # voted down: proposed again
    assert len(board(congress, second, third)) == 2
    assert [(one.member, one.leads) for one in officers_of(congress.id)] == [(second, True), (third, False)]
    with pytest.raises(Refused, match="đã bầu ban kiểm phiếu"):
        board(congress, second)


def test_f22_an_absent_member_of_the_board_is_replaced_by_another_official_one(congress: Congress) -> None:
    """F-22, B-41: a probationary member may not; who was replaced stays on record."""
    standing, second, third, fourth, fifth, *_ = members()
    board(congress, second, third)
    Member.objects.filter(id=fourth.id).update(status=Member.Status.PROBATIONARY)

    def replaced(absent: Member, instead: Member) -> CongressOfficer | None:
        vote = hands(congress, HandVote.Kind.REPLACEMENT, present=6, in_favour=6)
        return replace_on_the_board(vote, absent=absent.id, instead=instead.id, actor="tk", at=at(30))

    for instead in (fourth, standing):
        with pytest.raises(Refused, match="không kiểm phiếu được"):
            replaced(second, instead)
    with pytest.raises(Refused, match="không ở trong ban kiểm phiếu"):
        replaced(fifth, fourth)
    now = replaced(second, fifth)
    assert now is not None
    assert now.leads  # who led is replaced as its head
    assert [one.member for one in officers_of(congress.id)] == [fifth, third]
    assert CongressOfficer.objects.filter(member=second).exists()


@pytest.mark.parametrize("leads", [0, 2])
def test_b40_the_board_has_one_head(congress: Congress, leads: int) -> None:
    who = [OfficerIn(member=one.id, leads=number < leads) for number, one in enumerate(members()[1:4])]
    with pytest.raises(Refused, match="một người đứng đầu"):
        choose_officers(hands(congress, HandVote.Kind.COUNTING_BOARD), Body.COUNTING_BOARD, who, actor="tk", at=at(10))
