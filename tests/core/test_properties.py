"""Tính chất của mọi câu hỏi: what must hold whatever is asked, of questions of every kind, sound and unsound."""

import json
from copy import deepcopy
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dantin.core.contract import answer

from .random_questions import random_question

ELECTIONS = ("village_head", "party_cell")


def first_where(seed, fits):
    """The first question of this seed that fits: drawn until one does, so that no example is thrown away."""
    draw = Random(seed)
    while not fits(asked := random_question(draw)):
        pass
    return asked


seeds = st.integers(0, 2**32)
questions = seeds.map(lambda seed: random_question(Random(seed)))
elections = seeds.map(lambda seed: first_where(seed, lambda asked: asked["kind"] in ELECTIONS))
won = seeds.map(lambda seed: first_where(seed, lambda asked: asked["kind"] in ELECTIONS and answer(asked)["elected"]))
all_totals = seeds.map(lambda seed: first_where(seed, lambda asked: asked["kind"] == "totals"))


def keys(asked):
    return [candidate.get("id", candidate["name"]) for candidate in asked["candidates"]]


@given(questions)
def test_a_question_asked_again_is_answered_the_same_and_left_as_it_was(asked):
    before = deepcopy(asked)
    first = answer(asked)
    assert asked == before
    assert answer(json.loads(json.dumps(asked))) == first


@given(elections, st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_does_not_matter(asked, random):
    turned = deepcopy(asked)
    random.shuffle(turned["candidates"])
    one, other = answer(asked), answer(turned)
    for key in ("outcome", "base", "next", "seats_left"):
        assert one.get(key) == other.get(key), key
    for key in ("elected", "tied"):
        assert set(one.get(key, ())) == set(other.get(key, ())), key
    codes = [sorted((found["code"], found["level"]) for found in each["findings"]) for each in (one, other)]
    assert codes[0] == codes[1]


@given(won, st.randoms(use_true_random=False))
def test_one_more_vote_never_unelects(asked, random):
    lucky = random.choice(answer(asked)["elected"])
    more = deepcopy(asked)
    more["candidates"][keys(asked).index(lucky)]["votes"] += 1
    judged = answer(more)
    # One vote more than the ballots allow is no vote: the paper is refused, and nobody is un-elected by a number.
    assert lucky in judged["elected"] or judged["outcome"] == "refused"


@given(elections)
def test_nobody_is_elected_who_did_not_stand_and_nobody_twice(asked):
    answered = answer(asked)
    assert set(answered["elected"]) <= set(keys(asked))
    assert len(set(answered["elected"])) == len(answered["elected"]) <= asked.get("seats", 1)
    assert not set(answered["elected"]) & set(answered.get("tied", ()))


@given(all_totals, st.integers(0, 6))
def test_totals_add_in_any_grouping(asked, cut):
    whole = answer(asked)
    parts = [answer(asked | {"villages": part}) for part in (asked["villages"][:cut], asked["villages"][cut:])]
    for key in ("villages", "roll", "voted", "elected"):
        assert whole[key] == sum(part[key] for part in parts), key
