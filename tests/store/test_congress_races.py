"""Nhiều người cùng lúc ở một đại hội: who comes second is told, and what froze an endorsement came before it."""

from datetime import date

import pytest

from dantin.core.after_congress import CongressRulingKind
from dantin.core.cell_register import MemberChangeKind
from dantin.store.actions.cell_register import ChangeIn, change_member
from dantin.store.actions.congress import OpeningIn, open_congresses
from dantin.store.actions.congress_plan import note_notice
from dantin.store.actions.congress_rounds import vote_on_another_round
from dantin.store.actions.hand_votes import HandVoteIn
from dantin.store.actions.plan import RoundIn
from dantin.store.models import (
    Congress,
    CongressNotice,
    Endorsement,
    Event,
    HandVote,
    Member,
    MemberChange,
    Round,
    Term,
)
from dantin.store.readers.standings import differences

from .test_congress_rulings import DAY, at, congress, elect, endorsed, held, opened, paper
from .test_races import at_once, codes, whole
from .world import CELL

__all__ = ["congress"]  # the fixture
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
_K = CongressRulingKind


def sound(congress: Congress) -> bool:
    return whole() and not [*differences(congress.election)]


def test_a_congress_is_endorsed_once(congress: Congress) -> None:
    held(congress)
    answers = at_once([lambda: endorsed(congress, 2 * DAY)] * 4)
    assert codes(answers) == ["Endorsement", *["congress.already_endorsed"] * 3]
    assert (Endorsement.objects.count(), Term.objects.filter(post="secretary", unit_code=CELL).count()) == (1, 1)
    assert sound(congress)


def test_a_complaint_that_came_first_holds_the_endorsement_back(congress: Congress) -> None:
    held(congress)
    complaint = {"about": "ballots"}
    answers = at_once([
        lambda: endorsed(congress, 5 * DAY),
        lambda: paper(congress, _K.COMPLAINT, 5, 5 * DAY, **complaint),
    ])  # fmt: skip
    order = list(Event.objects.filter(stream__place_code=CELL).order_by("seq").values_list("type", flat=True))[-2:]
    if Endorsement.objects.exists():
        assert codes(answers) == ["CongressRuling", "Endorsement"]
        assert order[0] == "congress.endorsed"
    else:
        assert codes(answers) == ["CongressRuling", "congress.question_open"]
    assert sound(congress)


def test_a_congress_is_annulled_once_and_held_anew_once(congress: Congress) -> None:
    held(congress)
    again = {"decision_number": "12-QĐ/ĐU", "reason": "phiếu không do ban phát", "from_on": date(2022, 7, 24)}
    answers = at_once([lambda: paper(congress, _K.ANNULLED, 8, 6 * DAY, **again)] * 3)
    assert codes(answers) == ["CongressRuling", *["congress.set_aside"] * 2]
    assert list(Congress.objects.order_by("number").values_list("number", "current")) == [(1, False), (2, True)]
    assert sound(congress)


def test_the_next_round_is_voted_on_once(congress: Congress) -> None:
    opened(congress)
    elect(3, 10)
    first = Round.objects.select_related("contest").get(contest__unit_code=CELL)
    vote = HandVoteIn(
        congress=congress.id, kind=HandVote.Kind.AGAIN, post="secretary", round=1, present=7, in_favour=6, against=1,
        carried=True,
    )  # fmt: skip
    again = RoundIn(
        contest=first.contest_id, slate=first.slate, seats=1, held_on=first.held_on, procedure=first.procedure,
        vote_form=first.vote_form,
    )  # fmt: skip
    answers = at_once([lambda: vote_on_another_round(vote, again, actor="ct", at=at(20))] * 3)
    assert codes(answers) == ["HandVote", *["plan.no_round_due"] * 2]
    assert (Round.objects.filter(contest=first.contest_id).count(), HandVote.objects.count()) == (2, 1)
    assert sound(congress)


def test_the_register_closes_with_the_opening(congress: Congress) -> None:
    """A change is either there before the opening, or told that the congress is open."""
    member = Member.objects.order_by("-id").first()
    assert member is not None
    given = ChangeIn(
        kind=MemberChangeKind.SUSPENDED, on=date(2022, 7, 1), paper_number="1-QĐ", paper_on=date(2022, 7, 1)
    )
    answers = at_once([
        lambda: open_congresses(openings=[OpeningIn(congress=congress.id, present=7)], actor="ct", at=at(0))[0],
        lambda: change_member(
            congress=congress.id, member=member.id, given=given, today=date(2022, 7, 3), actor="cu", at=at(0)
        ),
    ])  # fmt: skip
    order = list(Event.objects.filter(stream__place_code=CELL).order_by("seq").values_list("type", flat=True))
    if MemberChange.objects.exists():
        assert codes(answers) == ["Congress", "MemberChange"]
        assert order.index("register.member_changed") < order.index("congress.opened")
    else:
        assert codes(answers) == ["Congress", "cell_register.congress_is_open"]
    assert sound(congress)


def test_four_who_write_into_the_plan_are_all_kept(congress: Congress) -> None:
    def noted(n: int) -> int:
        return note_notice(
            election=congress.election, cells=[CELL], paper_number=f"{n}-TB/ĐU", sent_on=date(2022, 6, n),
            actor=f"du.{n}", today=date(2022, 7, 1), at=at(0),
        )  # fmt: skip

    assert at_once([lambda n=n: noted(n) for n in range(1, 5)]) == [1] * 4
    kept = CongressNotice.objects.order_by("number").values_list("number", "paper_number")
    assert [number for number, _ in kept] == [1, 2, 3, 4]
    assert {paper for _, paper in kept} == {f"{n}-TB/ĐU" for n in range(1, 5)}
    assert sound(congress)
