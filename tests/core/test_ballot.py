"""Phiếu bầu ở đại hội chi bộ."""

import pytest

from dantin.core.ballot import BallotForm, Mark, MarkedBallot, Marking, Validity, validity

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
