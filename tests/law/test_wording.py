"""Lời văn: each verdict that a case of the law pages reaches has its sentence, under every rulebook of both kinds."""

from collections.abc import Iterator
from string import Formatter

import pytest

from dantin.core import rulebooks
from dantin.core.contract import answer
from dantin.core.law import Outcome
from dantin.core.rulebooks import RULEBOOKS, RULES, WORDING
from dantin.public.law_cases import READERS, dated
from dantin.public.law_cases.columns import ASKED_DIRECTLY, Cells, Json
from dantin.public.law_pages import pages

CODES = [book.code for kind in ("village_head", "party_cell") for book in RULEBOOKS[kind]]
# A refusal names what is wrong; that all else was right is not said, so these are read on no page and in no minutes.
SAID_ONLY_OF_WHAT_IS_WRONG = {"VH-REGISTER-1", "VH-BALLOT-1", "VH-NOMINATE-1", "PC-NOMINATE-3", "PC-NOMINATE-4"}
# The regime of 2022 allows every electorate there is.
NEVER_WRONG = {"VH-2008": {("VH-REGISTER-1", "not_met")}}


def verdicts_under(rulebook: str) -> Iterator[Json]:
    for page in pages():
        for row in page.cases:
            only = row.cells.get("Bộ quy định", rulebook)
            if rulebook in page.rulebooks and only == rulebook:
                given, _, _ = READERS[row.rule](Cells(row))
                direct = ASKED_DIRECTLY.get(given["kind"])
                yield from (direct(given, rulebook) if direct else answer(dated(given, rulebook)))["verdicts"]


@pytest.mark.parametrize("rulebook", CODES)
def test_every_outcome_that_a_rule_can_reach_is_reached_and_worded(rulebook):
    reached = set()
    for verdict in verdicts_under(rulebook):
        sentence = WORDING[verdict["rule"]][Outcome(verdict["outcome"])]
        known = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        assert known <= set(verdict["facts"]), verdict["rule"]
        reached.add((verdict["rule"], verdict["outcome"]))
    here = [
        code for code, rule in RULES.items() if code[:2] == rulebook[:2] and (rule.everywhere or rulebook in rule.cites)
    ]
    expected = {(code, str(outcome)) for code in here for outcome in Outcome}
    never = {(code, "met") for code in SAID_ONLY_OF_WHAT_IS_WRONG & set(here)} | NEVER_WRONG.get(rulebook, set())
    assert expected - reached == never


def test_no_word_of_the_law_is_shown_as_a_code():
    """What `explain` puts into a sentence is Vietnamese: no fact of a verdict stays an English word."""
    left = set()
    for rulebook in CODES:
        for verdict in verdicts_under(rulebook):
            sentence = WORDING[verdict["rule"]][Outcome(verdict["outcome"])]
            used = {name for _, name, _, _ in Formatter().parse(sentence)}
            words = {value for name, value in verdict["facts"].items() if name in used and isinstance(value, str)}
            left |= {word for word in words if "_" in word and rulebooks._in_words(word) == word}
    assert left == set()
