"""Trình tự đại hội: posts follow each other, the board is chosen once, what no text orders says so."""

import pytest

from dantin.core.plan import Post
from dantin.core.rulebooks.party_cell.meeting import CongressStep as Step
from dantin.core.rulebooks.party_cell.meeting import order_of_the_congress

CODES = ["PC-2014", "PC-2024", "PC-2025"]


@pytest.mark.parametrize("code", CODES)
def test_b30_committee_then_secretary_then_deputy_each_whole_before_the_next(code: str) -> None:
    """B-30, F-44: never two elections at once."""
    posts = [Post.COMMITTEE, Post.SECRETARY, Post.DEPUTY_SECRETARY]
    stages = order_of_the_congress(code, posts)
    of = [stage.post for stage in stages if stage.post is not None]
    assert of == [post for post in posts for _ in range(4)]
    assert [stage.step for stage in stages].count(Step.BOARD) == 1
    first_ballot = next(n for n, stage in enumerate(stages) if stage.step is Step.BALLOT)
    assert stages[first_ballot - 1].step is Step.BOARD


@pytest.mark.parametrize("code", CODES)
def test_what_no_text_orders_has_no_provision(code: str) -> None:
    """B-07: the programme of a published guidance is that of one unit."""
    bare = {stage.step for stage in order_of_the_congress(code, [Post.SECRETARY]) if stage.cites is None}
    assert bare == {Step.OPENING, Step.PROGRAMME, Step.REPORT, Step.RESOLUTION}


def test_before_anything_is_to_be_elected_the_other_steps_are_there() -> None:
    steps = [stage.step for stage in order_of_the_congress("PC-2014", [])]
    assert steps[0] is Step.ROLL
    assert steps[-1] is Step.CLOSING
    assert Step.BALLOT not in steps
