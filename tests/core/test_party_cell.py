"""Đại hội chi bộ: ai trúng cử, hoặc làm gì tiếp."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.count import Ballots
from dantin.core.decide import Elected, Missing, Next, NoQuorum, Refused, SeatsLeft, Step, Tie
from dantin.core.nominate import Candidate, Standing
from dantin.core.plan import Post
from dantin.core.register import Base, Deductions
from dantin.core.rulebooks import decide
from tests.samples import ballots, candidates, congress_question

COMMITTEE = {"contest": Post.COMMITTEE, "convened": 19, "seats": 3}
AGAIN = Next(Step.CONGRESS_DECIDES_ANOTHER_ROUND)


def _codes(declaration):
    return [finding.code for finding in declaration.findings]


@pytest.mark.parametrize(
    ("convened", "votes", "wins"), [(8, 3, False), (8, 4, False), (8, 5, True), (7, 3, False), (7, 4, True)]
)
def test_the_secretary_needs_more_than_half_of_the_convened(convened, votes, wins):
    declaration = decide(congress_question(votes, convened=convened))
    assert isinstance(declaration, Elected) == wins
    assert isinstance(declaration, SeatsLeft) != wins


@pytest.mark.parametrize(
    "less",
    [
        Deductions(temporarily_transferred=1),
        Deductions(exempt_absent=1),
        Deductions(suspended_or_detained=1),
        Deductions(excused_whole_congress=1),
    ],
)
def test_four_groups_leave_the_base(less):
    declaration = decide(congress_question(4, less=less, present=7, ballots=ballots(7)))
    assert isinstance(declaration, Elected)
    assert declaration.base == Base("adjusted_convened", 7, 4)


def test_who_is_absent_without_reason_stays_in_the_base():
    declaration = decide(congress_question(4, present=7, ballots=ballots(7)))
    assert isinstance(declaration, SeatsLeft)
    assert declaration.base == Base("adjusted_convened", 8, 5)


@pytest.mark.parametrize(
    ("convened", "present", "quorate"), [(9, 5, False), (9, 6, True), (8, 5, False), (8, 6, True), (10, 6, False)]
)
def test_two_thirds_of_the_convened_must_be_present(convened, present, quorate):
    declaration = decide(congress_question(1, convened=convened, present=present, ballots=ballots(present)))
    assert isinstance(declaration, NoQuorum) != quorate


def test_deductions_do_not_lower_the_quorum():
    excused = Deductions(excused_whole_congress=4)
    declaration = decide(congress_question(5, convened=9, less=excused, present=5, ballots=None))
    assert isinstance(declaration, NoQuorum)
    assert declaration.base == Base("adjusted_convened", 5, 3)
    assert declaration.seats_left == 1


@pytest.mark.parametrize(
    ("official", "contest", "step"),
    [
        (2, Post.SECRETARY, Step.ASK_LEGAL_OFFICER),
        (3, Post.SECRETARY, Step.APPROVE),
        (8, Post.COMMITTEE, Step.ASK_LEGAL_OFFICER),
        (9, Post.COMMITTEE, Step.CHANGE_SLATE),  # one name for one seat: no surplus
    ],
)
def test_the_size_of_the_cell_says_what_it_elects(official, contest, step):
    declaration = decide(congress_question(official, convened=official, contest=contest))
    assert declaration.next == Next(step)


@pytest.mark.parametrize(
    ("seats", "names", "round", "lawful"),
    [
        (3, 3, 1, False),
        (3, 4, 1, True),
        (3, 5, 1, False),
        (5, 6, 1, True),
        (5, 7, 1, False),
        (6, 7, 1, True),
        (6, 8, 1, False),
        (7, 9, 1, True),
        (7, 10, 1, False),
        (10, 13, 1, True),
        (3, 3, 2, True),
        (3, 5, 2, False),
        (3, 2, 2, False),
        (1, 2, 1, True),
        (1, 3, 1, False),
    ],
)
def test_the_surplus_of_a_committee_slate_is_bounded(seats, names, round, lawful):
    slate = tuple(Candidate(str(n), str(n), 1) for n in range(names))
    declaration = decide(congress_question(**(COMMITTEE | {"seats": seats}), candidates=slate, round=round))
    assert isinstance(declaration, Refused) != lawful
    if not lawful:
        assert declaration.next == Next(Step.CHANGE_SLATE)
        assert _codes(declaration) == ["PC-NOMINATE-3"]
        assert declaration.seats_left == seats


@pytest.mark.parametrize(("names", "lawful"), [(0, False), (1, True), (2, True), (3, False)])
def test_a_secretary_may_stand_alone(names, lawful):
    assert isinstance(decide(congress_question(*[1] * names)), Refused) != lawful


@pytest.mark.parametrize(
    ("standing", "code"), [(Standing.PROBATIONARY, "PC-NOMINATE-1"), (Standing.OTHER_CELL, "PC-NOMINATE-2")]
)
def test_only_official_members_of_the_cell_stand(standing, code):
    declaration = decide(congress_question(candidates=(Candidate("A", "A", 8, standing),)))
    assert isinstance(declaration, Refused)
    assert (declaration.next, _codes(declaration)) == (Next(Step.CHANGE_SLATE), [code])


@pytest.mark.parametrize(
    ("convened", "candidate", "committee", "lawful"),
    [
        (12, Candidate("H", "H", 12), ("A", "B"), False),
        (12, Candidate("H", "H", 12), ("A", "H"), True),
        (8, Candidate("H", "H", 8), ("A", "B"), True),
        (12, Candidate("c1", "H", 12, id="c1"), ("c1",), True),
        (12, Candidate("c1", "H", 12, id="c1"), ("H",), True),
        (12, Candidate("c1", "Thu\u1ef7", 12, id="c1"), ("Thuy\u0309",), True),  # NFC and NFD
    ],
)
def test_from_nine_members_the_secretary_comes_from_the_committee(convened, candidate, committee, lawful):
    declaration = decide(congress_question(convened=convened, candidates=(candidate,), committee=committee))
    assert isinstance(declaration, Elected if lawful else Refused)


def test_of_two_with_one_name_the_id_says_who_sits_in_the_committee():
    two = (Candidate("c1", "H", 9, id="c1"), Candidate("c2", "H", 3, id="c2"))
    by_name = decide(congress_question(convened=12, candidates=two, committee=("H", "B")))
    assert _codes(by_name) == ["PC-NOMINATE-4", "PC-NOMINATE-4"]
    assert decide(congress_question(convened=12, candidates=two, committee=("c1", "c2"))).elected == ("c1",)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"convened": 8, "official_members": 7}, ["PC-COUNT-103"]),
        ({"less": Deductions(exempt_absent=1)}, ["PC-COUNT-101"]),
        ({"less": Deductions(exempt_absent=9), "present": 0}, ["PC-COUNT-102", "PC-COUNT-101"]),
        ({"present": 7}, ["PC-COUNT-201"]),
        ({"ballots": Ballots(7, 8, 8, 0)}, ["PC-COUNT-203"]),
        ({"ballots": Ballots(8, 8, 7, 0)}, ["PC-COUNT-202"]),
        ({"ballots": ballots(4, 4)}, ["PC-COUNT-301", "PC-COUNT-302"]),
    ],
)
def test_figures_that_contradict_each_other_are_refused(changed, codes):
    declaration = decide(congress_question(5, **changed))
    assert isinstance(declaration, Refused)
    assert (declaration.next, _codes(declaration)) == (Next(Step.CORRECT_FIGURES), codes)


def test_ballots_are_asked_for_only_when_the_answer_depends_on_them():
    with pytest.raises(Missing, match="ballots"):
        decide(congress_question(5, ballots=None))


def test_the_highest_are_elected_in_order_of_votes_and_equals_in_order_of_the_slate():
    declaration = decide(congress_question(12, 15, 15, 9, **COMMITTEE))
    assert isinstance(declaration, Elected)
    assert declaration.elected == ("B", "C", "A")


@pytest.mark.parametrize(
    ("votes", "elected", "tied"),
    [
        ((18, 15, 12, 12), ("A", "B"), ("C", "D")),
        ((12, 12, 12, 12), (), ("A", "B", "C", "D")),
        ((12, 18, 12, 12), ("B",), ("A", "C", "D")),
        ((15, 15, 15, 12), ("A", "B", "C"), ()),
    ],
)
def test_equal_votes_at_the_last_seat_are_a_tie(votes, elected, tied):
    declaration = decide(congress_question(*votes, **COMMITTEE))
    assert (declaration.elected, declaration.tied) == (elected, tied)
    assert declaration.seats_left == 3 - len(elected)
    assert declaration.next == Next(Step.REBALLOT_TIED if tied else Step.APPROVE)


def test_equal_votes_below_half_are_no_tie():
    declaration = decide(congress_question(18, 15, 9, 9, **COMMITTEE))
    assert isinstance(declaration, SeatsLeft)
    assert (declaration.elected, declaration.seats_left, declaration.next) == (("A", "B"), 1, AGAIN)


@pytest.mark.parametrize(
    ("votes", "seats", "elected", "tied", "next_"),
    [
        ((9, 8), 1, ("A",), (), Next(Step.APPROVE)),
        ((3, 2), 1, ("A",), (), Next(Step.APPROVE)),
        ((8, 8), 1, (), ("A", "B"), AGAIN),
        ((9, 4, 4), 2, ("A",), ("B", "C"), AGAIN),
        ((4, 9, 5), 2, ("B", "C"), (), Next(Step.APPROVE)),
        ((1, 1, 1, 1), 1, (), ("A", "B", "C", "D"), AGAIN),
    ],
)
def test_in_the_reballot_of_a_tie_more_votes_win(votes, seats, elected, tied, next_):
    question = congress_question(*votes, **(COMMITTEE | {"seats": seats}), round=2, reballot_of_tie=True)
    declaration = decide(question)
    assert (declaration.elected, declaration.tied, declaration.next) == (elected, tied, next_)
    assert declaration.base == Base("adjusted_convened", 19, None)


def test_a_reballot_needs_more_names_than_seats():
    declaration = decide(congress_question(5, reballot_of_tie=True))
    assert isinstance(declaration, Refused)
    assert declaration.next == Next(Step.CHANGE_SLATE)


@pytest.mark.parametrize(
    ("contest", "round", "step"),
    [
        (Post.SECRETARY, 1, Step.CONGRESS_DECIDES_ANOTHER_ROUND),
        (Post.SECRETARY, 2, Step.CONGRESS_DECIDES_ANOTHER_ROUND),
        (Post.SECRETARY, 3, Step.APPOINT_BY_HIGHER_COMMITTEE),
        (Post.SECRETARY, 4, Step.APPOINT_BY_HIGHER_COMMITTEE),
        (Post.DEPUTY_SECRETARY, 3, Step.CONGRESS_DECIDES_ANOTHER_ROUND),
    ],
)
def test_only_a_secretary_is_appointed_after_the_third_failure(contest, round, step):
    assert decide(congress_question(4, contest=contest, round=round)).next == Next(step)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"held_on": date(2022, 5, 24)}, ["dates_out_of_order"]),
        ({"ballots": Ballots(8, 8, 8, 0, not_issued=1)}, ["ballots_not_issued"]),
    ],
)
def test_warnings_never_change_the_outcome(changed, codes):
    declaration = decide(congress_question(8, **changed))
    assert isinstance(declaration, Elected)
    assert _codes(declaration) == codes


def test_a_committee_over_seven_is_a_warning():
    question = congress_question(*[15] * 8, 9, 9, **(COMMITTEE | {"seats": 8}))
    assert _codes(decide(question)) == ["committee_over_seven"]


def _naive(question):
    """A second opinion on a lawful slate with sound figures, from the contract's prose and nothing else."""
    base = question.convened - question.less.total
    if 3 * question.present < 2 * question.convened:
        return "no_quorum", set(), set()
    votes = {candidate.key: candidate.votes for candidate in question.candidates}
    if not question.reballot_of_tie:
        votes = {key: count for key, count in votes.items() if count + count > base}
    better = {key: sum(other > count for other in votes.values()) for key, count in votes.items()}
    equal = {key: sum(other == count for other in votes.values()) for key, count in votes.items()}
    sure = {key for key in votes if better[key] + equal[key] <= question.seats}
    tied = {key for key in votes if better[key] < question.seats < better[key] + equal[key]}
    if tied:
        return "tie", sure, tied
    return ("elected" if len(sure) == question.seats else "seats_left"), sure, set()


@st.composite
def sound_congresses(draw):
    convened = draw(st.integers(9, 14))
    less = Deductions(*draw(st.tuples(*[st.integers(0, 1)] * 4)))
    present = draw(st.integers(0, convened - less.total))
    seats = draw(st.integers(1, 4))
    reballot = draw(st.booleans())
    votes = draw(st.lists(st.integers(0, present), min_size=seats + 1, max_size=seats + 1))
    votes = votes if sum(votes) <= present * seats else [count // 2 for count in votes]
    return congress_question(
        convened=convened,
        contest=Post.COMMITTEE,
        less=less,
        present=present,
        seats=seats,
        ballots=ballots(present),
        candidates=candidates(*votes),
        reballot_of_tie=reballot,
    )


@given(sound_congresses())
def test_a_second_opinion_agrees(question):
    declaration = decide(question)
    assert (declaration.outcome, {*declaration.elected}, {*declaration.tied}) == _naive(question)
    assert declaration.seats_left == question.seats - len(declaration.elected)
    assert isinstance(declaration, Tie) == bool(declaration.tied)


@given(sound_congresses(), st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(question, random):
    turned = list(question.candidates)
    random.shuffle(turned)
    declaration, other = decide(question), decide(replace(question, candidates=tuple(turned)))
    assert {*other.elected} == {*declaration.elected}
    assert (other.outcome, {*other.tied}, other.next) == (declaration.outcome, {*declaration.tied}, declaration.next)
