"""Phiếu bầu ở đại hội chi bộ."""

import pytest

from dantin.core.ballot import (
    BallotForm,
    KeyedBallot,
    Mark,
    MarkedBallot,
    Marking,
    Validity,
    outcomes,
    sums_of,
    validity,
)

FOR, AGAINST, BOTH, NEITHER = Mark.FOR, Mark.AGAINST, Mark.BOTH, Mark.NEITHER


def test_a_list_with_surplus_is_crossed_out_and_one_without_has_two_columns():
    assert BallotForm(("A", "B", "C", "D"), 3).marking is Marking.CROSS_OUT
    assert BallotForm(("A",), 1).marking is Marking.AGREE_OR_NOT


@pytest.mark.parametrize(
    ("names", "seats", "marks", "expected"),
    [
        ("ABCD", 3, [FOR, FOR, FOR, AGAINST], Validity.VALID),
        ("ABCD", 3, [FOR, AGAINST, AGAINST, AGAINST], Validity.VALID),
        ("ABCD", 3, [FOR, FOR, FOR, FOR], Validity.MORE_THAN_THE_SEATS),
        ("ABCD", 3, [AGAINST] * 4, Validity.VOTES_FOR_NOBODY),
        ("A", 1, [FOR], Validity.VALID),
        ("A", 1, [AGAINST], Validity.VALID),
        ("A", 1, [BOTH], Validity.SINGLE_NAME_NOT_MARKED_ONCE),
        ("A", 1, [NEITHER], Validity.SINGLE_NAME_NOT_MARKED_ONCE),
        ("ABC", 3, [FOR, BOTH, NEITHER], Validity.VALID),
        ("ABC", 3, [AGAINST, AGAINST, AGAINST], Validity.VALID),
    ],
)
def test_when_a_paper_is_valid(names, seats, marks, expected):
    """F-10, F-11, F-13."""
    form = BallotForm(tuple(names), seats)
    assert validity(form, MarkedBallot(dict(zip(names, marks, strict=True)))) is expected


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"issued_by_the_board": False}, Validity.NOT_ISSUED),
        ({"has_another_name": True}, Validity.ANOTHER_NAME),
        ({"has_another_mark": True}, Validity.ANOTHER_MARK),
    ],
)
def test_a_paper_that_is_not_as_it_was_issued_is_invalid_whatever_its_marks(wrong, expected):
    """F-12."""
    form = BallotForm(("A", "B"), 1)
    assert validity(form, MarkedBallot({"A": FOR, "B": AGAINST}, **wrong)) is expected


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (1, [Validity.VALID, Validity.VALID]),  # two boxes: against and for
        (2, [Validity.VOTES_FOR_NOBODY, Validity.VALID, Validity.MORE_THAN_THE_SEATS]),
        (3, [Validity.VOTES_FOR_NOBODY, Validity.VALID, Validity.MORE_THAN_THE_SEATS, Validity.MORE_THAN_THE_SEATS]),
    ],
)
def test_f10_f11_how_many_names_a_paper_votes_for_says_whether_it_is_one_plain_choice(names, found):
    assert list(outcomes(BallotForm(tuple("abc"[:names]), 1))) == found


def test_f12_f13_a_fault_that_the_board_names_goes_before_the_number_of_names():
    form = BallotForm(("a",), 1)
    sums = sums_of(
        form,
        [
            KeyedBallot(("a",)),
            KeyedBallot(),  # against: valid, and nobody's vote
            KeyedBallot(("a",), fault=Validity.ANOTHER_MARK),
            KeyedBallot(fault=Validity.SINGLE_NAME_NOT_MARKED_ONCE),
        ],
    )
    assert (sums.collected, sums.valid, dict(sums.votes)) == (4, 2, {"a": 1})
    assert sums.invalid == {Validity.ANOTHER_MARK: 1, Validity.SINGLE_NAME_NOT_MARKED_ONCE: 1}


def test_the_board_may_take_a_paper_that_the_table_would_not():
    sums = sums_of(BallotForm(("a", "b"), 1), [KeyedBallot(("a", "b")), KeyedBallot(("a",), accepted=True)])
    assert (sums.valid, sums.invalid) == (1, {Validity.MORE_THAN_THE_SEATS: 1})
