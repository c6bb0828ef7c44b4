"""Bầu trưởng thôn: ai trúng cử, hoặc làm gì tiếp."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.count import Ballots
from dantin.core.decide import Elected, Missing, Next, NobodyElected, NoQuorum, Refused, Step
from dantin.core.nominate import Candidate
from dantin.core.plan import Procedure, VoteForm
from dantin.core.register import Base, Electorate
from dantin.core.rulebooks import by_code, decide
from tests.samples import ballots, head_question

POLL = {"procedure": Procedure.SEPARATE_POLL}
HANDS = {"vote_form": VoteForm.SHOW_OF_HANDS, "ballots": None}


def _codes(declaration):
    return [finding.code for finding in declaration.findings]


@pytest.mark.parametrize(
    ("roll", "votes", "wins"),
    [
        (120, 59, False),
        (120, 60, False),
        (120, 61, True),
        (121, 60, False),
        (121, 61, True),
        (1, 1, True),
        (1, 0, False),
    ],
)
def test_the_head_needs_more_than_half_of_the_roll(roll, votes, wins):
    declaration = decide(head_question(votes, roll=roll))
    assert isinstance(declaration, Elected) == wins
    assert declaration.base == Base("roll", roll, roll // 2 + 1)


def test_neither_those_present_nor_the_valid_ballots_are_the_base():
    declaration = decide(head_question(159, 149, roll=361, attended=314, ballots=ballots(308, 6)))
    assert isinstance(declaration, NobodyElected)
    assert [share.percent for share in declaration.shares] == ["44.04", "41.27"]
    assert declaration.next == Next(Step.RERUN, date(2022, 6, 20))


@pytest.mark.parametrize(("attended", "quorate"), [(49, False), (50, False), (51, True)])
def test_a_meeting_needs_more_than_half_attending(attended, quorate):
    declaration = decide(head_question(0, attended=attended, ballots=ballots(attended)))
    assert isinstance(declaration, NoQuorum) != quorate
    assert (declaration.shares == ()) != quorate


def test_a_poll_has_no_quorum_but_elects_nobody():
    declaration = decide(head_question(50, attended=50, ballots=ballots(50), **POLL))
    assert isinstance(declaration, NobodyElected)


def test_no_roll_elects_nobody_and_has_no_percentage():
    declaration = decide(head_question(0, roll=0, **POLL))
    assert isinstance(declaration, NobodyElected)
    assert declaration.shares[0].percent is None
    assert isinstance(decide(head_question(0, roll=0)), NoQuorum)


def test_hands_are_counted_against_those_attending():
    assert isinstance(decide(head_question(34, roll=34, **HANDS)), Elected)
    declaration = decide(head_question(30, 5, roll=34, **HANDS))
    assert isinstance(declaration, Refused)
    assert [(found.code, found.expected, found.got) for found in declaration.findings] == [("VH-COUNT-302", 34, 35)]


@pytest.mark.parametrize("procedure", [Procedure.SEPARATE_POLL, Procedure.HOUSEHOLD_BALLOTS])
def test_hands_are_shown_in_a_meeting_only(procedure):
    declaration = decide(head_question(90, procedure=procedure, **HANDS))
    assert isinstance(declaration, Refused)
    assert declaration.next == Next(Step.ASK_LEGAL_OFFICER)
    assert _codes(declaration) == ["VH-BALLOT-1"]


def test_all_voters_may_vote_until_2023_only():
    everyone = head_question(90, electorate=Electorate.ALL_VOTERS)
    assert isinstance(decide(everyone), Elected)
    for code in ("VH-2023", "VH-2025T"):
        refused = by_code(code).decide(everyone)
        assert isinstance(refused, Refused)
        assert refused.next == Next(Step.ASK_LEGAL_OFFICER)


def test_nobody_standing_means_an_interim_head_without_any_figures():
    declaration = decide(head_question(ballots=None, attended=0))
    assert isinstance(declaration, NobodyElected)
    assert declaration.next == Next(Step.APPOINT_INTERIM)
    assert declaration.base == Base("roll", 100, 51)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"attended": 101}, ["VH-COUNT-101"]),
        ({"attended": 98, "ballots": ballots(99)}, ["VH-COUNT-201"]),
        ({"ballots": ballots(101), **POLL}, ["VH-COUNT-204"]),
        ({"attended": 98, "ballots": Ballots(98, 99, 99, 0)}, ["VH-COUNT-203"]),
        ({"attended": 98, "ballots": Ballots(98, 98, 95, 2)}, ["VH-COUNT-202"]),
        ({"attended": 98, "ballots": Ballots(99, 100, 90, 9)}, ["VH-COUNT-201", "VH-COUNT-203", "VH-COUNT-202"]),
        ({"ballots": ballots(59, 1)}, ["VH-COUNT-301", "VH-COUNT-302"]),
        # a false line of the ballots is told before the votes are looked at
        ({"ballots": Ballots(100, 100, 59, 1)}, ["VH-COUNT-202"]),
        # and who attended is told before the quorum
        ({"attended": 200, "ballots": None}, ["VH-COUNT-101"]),
    ],
)
def test_figures_that_contradict_each_other_are_refused(changed, codes):
    """F-07."""
    declaration = decide(head_question(60, **changed))
    assert isinstance(declaration, Refused)
    assert declaration.next == Next(Step.CORRECT_FIGURES)
    assert (declaration.base, declaration.shares, _codes(declaration)) == (None, (), codes)


def test_fewer_collected_than_issued_is_lawful():
    """F-08."""
    assert isinstance(decide(head_question(60, ballots=Ballots(100, 90, 85, 5))), Elected)


def test_ballots_are_asked_for_only_when_the_answer_depends_on_them():
    assert isinstance(decide(head_question(60, attended=50, ballots=None)), NoQuorum)
    with pytest.raises(Missing, match="ballots"):
        decide(head_question(60, ballots=None))


def test_a_second_failure_means_an_interim_head():
    second = head_question(50, round=2, held_on=date(2022, 6, 12), first_held_on=date(2022, 6, 5))
    assert decide(second).next == Next(Step.APPOINT_INTERIM)
    assert decide(replace(second, candidates=(Candidate("A", "A", 51),))).next.step is Step.RECOGNISE


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"called_on": date(2022, 5, 16)}, []),
        ({"called_on": date(2022, 5, 17)}, ["short_notice"]),
        ({"called_on": date(2022, 6, 6)}, ["dates_out_of_order"]),
        ({"received_on": date(2022, 6, 4)}, ["dates_out_of_order"]),
        ({"round": 2, "held_on": date(2022, 6, 20), "first_held_on": date(2022, 6, 5)}, []),
        ({"round": 2, "held_on": date(2022, 6, 21), "first_held_on": date(2022, 6, 5)}, ["late_rerun"]),
        ({"round": 2, "held_on": date(2022, 6, 4), "first_held_on": date(2022, 6, 5)}, ["dates_out_of_order"]),
        # the notice of a re-run was that of the first election
        (
            {
                "called_on": date(2022, 5, 20),
                "round": 2,
                "held_on": date(2022, 6, 12),
                "first_held_on": date(2022, 6, 5),
            },
            ["short_notice"],
        ),
        ({"received_on": date(2030, 1, 1)}, ["calendar_ends"]),
    ],
)
def test_dates_warn_and_never_change_the_outcome(changed, codes):
    declaration = decide(head_question(60, **changed))
    assert isinstance(declaration, Elected)
    assert _codes(declaration) == codes


def test_the_rerun_has_a_day_in_2022_and_none_since_2023():
    failed = head_question(50)
    assert decide(failed).next == Next(Step.RERUN, date(2022, 6, 20))
    assert by_code("VH-2023").decide(failed).next == Next(Step.RERUN)
    at_the_end = replace(failed, held_on=date.max)
    assert by_code("VH-2008").decide(at_the_end).next == Next(Step.RERUN)
    assert _codes(by_code("VH-2008").decide(at_the_end)) == ["calendar_ends"]


def test_recognition_is_due_five_working_days_after_receipt():
    declaration = decide(head_question(60, received_on=date(2022, 6, 6)))
    assert declaration.next == Next(Step.RECOGNISE, date(2022, 6, 13))
    assert declaration.verdicts[-1].rule == "VH-RECORD-1"


def _naive_outcome(question):
    """A second opinion, written from the contract's prose and from nothing else."""
    roll, box = question.roll, question.ballots
    meeting = question.procedure is Procedure.MEETING
    if question.vote_form is VoteForm.SHOW_OF_HANDS and not meeting:
        return "refused"
    if not question.candidates:
        return "nobody_elected"
    if question.procedure is not Procedure.HOUSEHOLD_BALLOTS and question.attended > roll:
        return "refused"
    if meeting and question.attended / 1 <= roll / 2:
        return "no_quorum"
    valid = question.attended
    if question.vote_form is VoteForm.SECRET_BALLOT:
        most = question.attended if meeting else roll
        if box.issued > most or box.collected > box.issued or box.valid + box.invalid != box.collected:
            return "refused"
        valid = box.valid
    votes = [candidate.votes for candidate in question.candidates]
    if max(votes) > valid or sum(votes) > valid:
        return "refused"
    return "elected" if any(count > roll - count for count in votes) else "nobody_elected"


small = st.integers(0, 12)
questions = st.builds(
    lambda votes, roll, attended, box, procedure, form: head_question(
        *votes, roll=roll, attended=attended, ballots=Ballots(*box), procedure=procedure, vote_form=form
    ),
    st.lists(st.integers(0, 7), max_size=3),
    small,
    small,
    st.one_of(st.tuples(small, small, small, st.integers(0, 2)), small.map(lambda n: (n, n, n, 0))),
    st.sampled_from(Procedure),
    st.sampled_from(VoteForm),
)


@given(questions)
def test_a_second_opinion_agrees(question):
    assert decide(question).outcome == _naive_outcome(question)


@given(questions)
def test_the_order_of_the_candidates_does_not_matter(question):
    turned = decide(replace(question, candidates=question.candidates[::-1]))
    declaration = decide(question)
    assert (turned.outcome, turned.elected, turned.next) == (declaration.outcome, declaration.elected, declaration.next)


@given(questions)
def test_at_most_one_is_elected_and_one_more_vote_never_unelects(question):
    declaration = decide(question)
    assert len(declaration.elected) <= 1
    if isinstance(declaration, Elected):
        more = tuple(
            replace(candidate, votes=candidate.votes + (candidate.key in declaration.elected))
            for candidate in question.candidates
        )
        assert decide(replace(question, candidates=more)).outcome in ("elected", "refused")
