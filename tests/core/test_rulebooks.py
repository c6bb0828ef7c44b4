"""Các bộ quy định: mỗi ngày một bộ hoặc một khoảng trống có tên; mỗi điều có lời văn."""

import inspect
import string
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dantin.core.decide import Elected, Next, NoRuleInForce, Step
from dantin.core.law import NoRule, Outcome, Rule
from dantin.core.nominate import Candidate
from dantin.core.rulebooks import HOLES, RULEBOOKS, RULES, WORDING, by_code, decide, explain, in_force
from tests.samples import congress_question, head_question


def _codes(declaration):
    return [finding.code for finding in declaration.findings]


@pytest.mark.parametrize("kind", ["village_head", "party_cell"])
def test_every_day_has_exactly_one_rulebook_or_one_named_hole(kind):
    intervals = [*RULEBOOKS[kind], *HOLES[kind]]
    day = date(2007, 1, 1)
    while day < date(2028, 1, 1):
        assert sum(day in held.called_on for held in intervals) == 1, day
        day += timedelta(days=1)
    assert sum(date.min in held.called_on for held in intervals) == 1
    assert sum(date.max in held.called_on for held in intervals) == 1


@pytest.mark.parametrize(
    ("kind", "called_on", "code"),
    [
        ("village_head", date(2008, 5, 1), "VH-2008"),
        ("village_head", date(2023, 8, 14), "VH-2008"),
        ("village_head", date(2023, 8, 15), "VH-2023"),
        ("village_head", date(2025, 6, 30), "VH-2023"),
        ("village_head", date(2025, 7, 1), "VH-2025T"),
        ("village_head", date(2026, 1, 31), "VH-2025T"),
        ("party_cell", date(2014, 6, 9), "PC-2014"),
        ("party_cell", date(2024, 10, 9), "PC-2014"),
        ("party_cell", date(2024, 10, 10), "PC-2024"),
        ("party_cell", date(2025, 7, 1), "PC-2025"),
        ("party_cell", date(2026, 1, 31), "PC-2025"),
    ],
)
def test_the_day_of_calling_selects_the_rulebook(kind, called_on, code):
    assert in_force(kind, called_on) is by_code(code)


@pytest.mark.parametrize(
    ("kind", "called_on", "hole"),
    [
        ("village_head", date(2008, 4, 30), "before"),
        ("village_head", date(2026, 2, 1), "VH-2026"),
        ("party_cell", date(2014, 6, 8), "before"),
        ("party_cell", date(2026, 2, 1), "PC-2026"),
    ],
)
def test_a_day_without_a_rulebook_is_a_named_hole(kind, called_on, hole):
    with pytest.raises(NoRule) as none:
        in_force(kind, called_on)
    assert none.value.hole.code == hole


def test_a_hole_answers_no_rule_in_force_until_a_rulebook_is_pinned():
    question = head_question(60, called_on=date(2026, 7, 1), held_on=date(2026, 8, 25))
    none = decide(question)
    assert isinstance(none, NoRuleInForce)
    assert (none.next, none.hole.code, none.verdicts) == (Next(Step.ASK_LEGAL_OFFICER), "VH-2026", ())
    pinned = decide(question, pinned="VH-2025T")
    assert isinstance(pinned, Elected)
    assert _codes(pinned) == ["rulebook_pinned"]
    assert decide(congress_question(5, called_on=date(1999, 1, 1), seats=1)).seats_left == 1


@pytest.mark.parametrize(
    ("called_on", "pinned", "codes"),
    [
        (date(2023, 6, 30), None, []),
        (date(2023, 7, 1), None, ["transition"]),
        (date(2023, 8, 14), None, ["transition"]),
        (date(2023, 8, 15), None, []),
        (date(2023, 8, 15), "VH-2023", []),
        (date(2023, 8, 15), "VH-2008", ["rulebook_pinned"]),
        (date(2023, 7, 1), "VH-2008", ["transition"]),
        (date(2023, 7, 1), "VH-2023", ["rulebook_pinned"]),
    ],
)
def test_transition_and_pin_are_warnings(called_on, pinned, codes):
    declaration = decide(head_question(60, called_on=called_on, held_on=date(2023, 12, 1)), pinned)
    assert isinstance(declaration, Elected)
    assert _codes(declaration) == codes


def test_later_rulebooks_decide_as_those_they_overlay():
    for earlier, later, question in [
        ("VH-2023", "VH-2025T", head_question(60)),
        ("PC-2024", "PC-2025", congress_question(5)),
    ]:
        first, second = by_code(earlier).decide(question), by_code(later).decide(question)
        bare = [replace(held, rulebook=None, verdicts=()) for held in (first, second)]
        assert bare[0] == bare[1]
        judged = [[(verdict.rule, verdict.facts) for verdict in held.verdicts] for held in (first, second)]
        assert judged[0] == judged[1]


REACHABLE = [(rule, outcome) for rule in RULES.values() for outcome in Outcome]


def test_every_rule_has_wording_for_each_outcome_and_no_other_rule_has_any():
    assert {(code, outcome) for code, words in WORDING.items() for outcome in words} == {
        (rule.code, outcome) for rule, outcome in REACHABLE
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_placeholder_is_a_fact_of_the_rule(rule: Rule):
    source = inspect.getsource(rule.judge)
    for sentence in WORDING[rule.code].values():
        for _, name, _, _ in string.Formatter().parse(sentence):
            assert name is None or f"{name}=" in source, (rule.code, name)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_states_itself_and_cites_with_a_source_mark(rule: Rule):
    assert rule.statement.endswith(".")
    citations = [rule.everywhere] if rule.everywhere else list(rule.cites.values())
    assert citations
    for citation in citations:
        assert citation.ids
        assert "[" in citation.mark or "unsourced" in citation.mark


def test_every_instrument_a_rule_cites_belongs_to_its_rulebook():
    for code in ("VH-2008", "VH-2023", "VH-2025T", "PC-2014", "PC-2024", "PC-2025"):
        instruments = {instrument.code for instrument in by_code(code).instruments}
        cited = {rule.cites[code].instrument.code for rule in RULES.values() if code in rule.cites}
        assert cited <= instruments


def test_a_verdict_is_explained_in_one_sentence_with_its_citation():
    declaration = decide(head_question(159, 149, roll=1361))
    assert explain(declaration.verdicts[1]) == (
        "A: được 159 phiếu trên tổng số 1.361, chưa đạt vì cần ít nhất 681. "
        "(Nghị quyết liên tịch 09/2008/NQLT-CP-UBTWMTTQVN, Điều 8)"
    )
    received = decide(head_question(60, received_on=date(2022, 6, 6)))
    assert "Nhận ngày 06/6/2022" in explain(received.verdicts[-1])
    assert "chậm nhất 13/6/2022" in explain(received.verdicts[-1])


def test_a_name_is_never_taken_for_a_word_of_the_law():
    declaration = decide(head_question(candidates=(Candidate("meeting", "meeting", 60),)))
    assert explain(declaration.verdicts[1]).startswith("meeting: được 60 phiếu")


def test_replaying_a_question_gives_the_same_declaration():
    for question in (head_question(60), congress_question(5), head_question(40, 30)):
        assert decide(question) == decide(question)
