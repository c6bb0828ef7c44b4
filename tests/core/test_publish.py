"""Công bố: người dân được xem gì."""

from dataclasses import fields
from datetime import datetime
from zoneinfo import ZoneInfo

from dantin.core.plan import Post
from dantin.core.publish import PublicCongressResult, public_congress_result, public_head_result
from dantin.core.rulebooks import decide
from tests.samples import ballots, head_question

CLOSED = datetime(2022, 7, 3, 10, 42, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
POSTS = {Post.COMMITTEE: ("H", "B"), Post.SECRETARY: ("H",)}


def test_the_head_is_published_as_read_out_in_the_hall():
    declaration = decide(head_question(60))
    public = public_head_result(declaration)
    assert public is not None
    assert (public.outcome, public.elected, public.base) == ("elected", ("A",), declaration.base)
    assert (public.shares, public.verdicts) == (declaration.shares, declaration.verdicts)


def test_figures_that_were_refused_are_not_published():
    assert public_head_result(decide(head_question(60, ballots=ballots(59, 1)))) is None


def test_of_a_congress_only_its_time_is_public_until_it_is_endorsed():
    assert public_congress_result(None, endorsed=False, posts=POSTS) is None
    assert public_congress_result(CLOSED, endorsed=False, posts=POSTS) == PublicCongressResult(CLOSED, ())
    endorsed = public_congress_result(CLOSED, endorsed=True, posts=POSTS)
    assert endorsed is not None
    assert endorsed.posts == ((Post.COMMITTEE, "H"), (Post.COMMITTEE, "B"), (Post.SECRETARY, "H"))


def test_a_public_congress_has_no_place_for_votes_or_bases():
    assert [field.name for field in fields(PublicCongressResult)] == ["held_at", "posts"]
