"""Ý kiến thứ hai: the core and the naive re-implementation give the same answer to every question.

The loop is seeded and of the same length everywhere, so that a difference seen once is seen again; `make soak` asks
a million.
"""

import json
import os
from collections import Counter
from random import Random

from dantin.core.contract import answer, parse
from dantin.core.contract.cases import read_cases

from .naive import second_opinion
from .random_questions import random_question
from .test_contract import VECTORS

SOAKING = os.environ.get("DANTIN_HYPOTHESIS") == "soak"
QUESTIONS = 1_000_000 if SOAKING else 20_000
NAMED_WARNINGS = {"transition", "rulebook_pinned", "calendar_ends"}


def _core(given):
    """The answer of the core, reduced to what the contract fixes."""
    answered = answer(parse(json.dumps(given).encode()))
    findings = answered.pop("findings")
    for ours in ("kind", "contract", "verdicts", "hole"):
        answered.pop(ours, None)
    if given["kind"] in ("village_head", "party_cell"):
        answered["errors"] = sorted(found["field"] for found in findings if found["level"] == "error")
        answered["warnings"] = {found["code"] for found in findings} & NAMED_WARNINGS
        answered.setdefault("rulebook", None)
    return answered


def _naive(given):
    said = second_opinion(given)
    if "errors" in said:
        said["errors"] = sorted(said["errors"])
    return said


def test_the_two_agree_on_random_questions():
    draw, seen = Random(20220605), Counter()
    for number in range(QUESTIONS):
        given = random_question(draw)
        core = _core(given)
        assert core == _naive(given), f"question {number}: {json.dumps(given, ensure_ascii=False)}"
        seen[given["kind"], core.get("outcome"), core.get("next", {}).get("step")] += 1
    # The loop is worth what it meets: every answer there is, each many times.
    assert set(seen) == EVERY_ANSWER
    assert min(seen.values()) >= QUESTIONS // 2000, seen


def test_the_second_opinion_knows_the_public_cases():
    for file in sorted(VECTORS.glob("*.json")):
        for case in read_cases(file.read_bytes()):
            said = _naive(case.given)
            for key, want in case.expect.items():
                assert said[key] == want, (case.id, key)


EVERY_ANSWER = {
    ("village_head", "elected", "recognise"),
    ("village_head", "nobody_elected", "rerun"),
    ("village_head", "nobody_elected", "appoint_interim"),
    ("village_head", "no_quorum", "reconvene"),
    ("village_head", "refused", "correct_figures"),
    ("village_head", "refused", "ask_legal_officer"),
    ("village_head", "no_rule_in_force", "ask_legal_officer"),
    ("party_cell", "elected", "approve"),
    ("party_cell", "seats_left", "congress_decides_another_round"),
    ("party_cell", "seats_left", "appoint_by_higher_committee"),
    ("party_cell", "tie", "reballot_tied"),
    ("party_cell", "tie", "congress_decides_another_round"),
    ("party_cell", "no_quorum", "reconvene"),
    ("party_cell", "refused", "correct_figures"),
    ("party_cell", "refused", "ask_legal_officer"),
    ("party_cell", "refused", "change_slate"),
    ("party_cell", "no_rule_in_force", "ask_legal_officer"),
    ("bridge", "may_stand", None),
    ("bridge", "may_stand_after_committee_seat", None),
    ("bridge", "blocked", None),
    ("report_audit", None, None),
    ("totals", None, None),
}
