"""Hợp đồng: câu hỏi nào là câu hỏi, câu trả lời có gì."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dantin.core.contract import NotAQuestion, answer, answer_text, parse
from dantin.core.contract.cases import read_cases, run
from dantin.core.rulebooks import CHECKS, RULES
from tests.samples import congress_json, head_json

ROOT = Path(__file__).parent.parent.parent
VECTORS = ROOT / "tests" / "vectors"


def _without(given, key):
    return {name: value for name, value in given.items() if name != key}


def _faults(given):
    raw = given if isinstance(given, bytes) else json.dumps(given).encode()
    with pytest.raises(NotAQuestion) as fault:
        answer(parse(raw))
    return str(fault.value)


def test_the_public_cases_pass():
    files = sorted(VECTORS.glob("*.json"))
    assert files
    for file in files:
        for case in read_cases(file.read_bytes()):
            assert run(case) == (), (file.name, case.id)


def test_the_whole_answer_about_a_head():
    assert answer(head_json(received_on="2022-06-06")) == {
        "kind": "village_head",
        "contract": 1,
        "outcome": "elected",
        "elected": ["A"],
        "base": {"name": "roll", "count": 120, "needed": 61},
        "shares": [{"name": "A", "votes": 61, "percent": "50.83"}, {"name": "B", "votes": 49, "percent": "40.83"}],
        "next": {"step": "recognise", "by": "2022-06-13"},
        "findings": [],
        "rulebook": "VH-2008",
        "verdicts": answer(head_json(received_on="2022-06-06"))["verdicts"],
    }
    verdict = answer(head_json())["verdicts"][1]
    assert (verdict["rule"], verdict["outcome"]) == ("VH-DECIDE-1", "met")
    assert verdict["facts"] == {"candidate": "A", "votes": 61, "base": 120, "needed": 61}
    assert verdict["cites"]["instrument"] == "nqlt-09-2008"


def test_a_hole_is_named_and_no_law_decided():
    answered = answer(congress_json(called_on="2026-02-01"))
    assert (answered["outcome"], answered["hole"], answered["seats_left"]) == ("no_rule_in_force", "PC-2026", 1)
    assert answered["base"] is None
    assert "rulebook" not in answered
    assert "verdicts" not in answered


def test_where_ids_are_given_the_lists_hold_ids():
    two = [{"name": "H", "id": "c1", "votes": 61}, {"name": "H", "id": "c2", "votes": 49}]
    answered = answer(head_json(candidates=two))
    assert answered["elected"] == ["c1"]
    assert answered["shares"][1] == {"name": "H", "votes": 49, "percent": "40.83", "id": "c2"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (head_json(attended=121), "attended"),
        (head_json(ballots={"issued": 110, "collected": 110, "valid": 109, "invalid": 0}), "ballots.valid"),
        (
            head_json(
                ballots={"issued": 50, "collected": 50, "valid": 50, "invalid": 0},
                candidates=[{"name": "A", "votes": 0}, {"name": "B.x", "votes": 51}],
            ),
            "candidates[1].votes",
        ),
        (congress_json(candidates=[{"name": "A", "votes": 8, "standing": "probationary"}]), "candidates[0].standing"),
        (congress_json(less={"exempt_absent": 1}), "present"),
        (congress_json(official_members=12, committee=["B"]), "candidates[0].name"),
    ],
)
def test_each_broken_line_names_its_field(given, field):
    answered = answer(given)
    assert answered["outcome"] == "refused"
    assert answered["findings"][0]["field"] == field


@pytest.mark.parametrize(
    ("given", "ignored"),
    [
        (head_json(first_held_on="2022-06-01"), "first_held_on"),
        (head_json(procedure="household_ballots"), "attended"),
        (head_json(vote_form="show_of_hands", attended=110), "ballots"),
    ],
)
def test_a_key_that_changes_nothing_is_a_warning(given, ignored):
    answered = answer(given)
    assert answered["outcome"] == "elected"
    assert [(found["code"], found["field"]) for found in answered["findings"]] == [("ignored_key", ignored)]


def test_the_committee_is_ignored_below_nine_members_but_must_be_well_formed():
    assert answer(congress_json(committee=["X"]))["outcome"] == "elected"
    assert "committee[0]" in _faults(congress_json(committee=[7]))


NOT_QUESTIONS = [
    ({}, "kind"),
    ({"kind": "mayor"}, "kind"),
    ([1], "đối tượng"),
    (head_json(colour="red"), "colour"),
    (_without(head_json(), "roll"), "roll"),
    (_without(head_json(), "attended"), "attended"),
    (_without(head_json(), "ballots"), "ballots"),
    (_without(head_json(), "candidates"), "candidates"),
    (head_json(ballots=None), "ballots"),
    (head_json(received_on=None), "received_on"),
    (head_json(roll=-1), "roll"),
    (head_json(roll=120.0), "roll"),
    (head_json(roll=120.5), "roll"),
    (head_json(roll="120"), "roll"),
    (head_json(roll=True), "roll"),
    (head_json(roll=float("nan")), "roll"),
    (head_json(roll=float("inf")), "roll"),
    (head_json(roll=10**100 + 1), "roll"),
    (head_json(called_on="2022-02-30"), "called_on"),
    (head_json(called_on="20220510"), "called_on"),
    (head_json(called_on="2022-W19-2"), "called_on"),
    (head_json(called_on="２０２２-05-10"), "called_on"),
    (head_json(called_on="2022-05-10\n"), "called_on"),
    (head_json(round=0), "round"),
    (head_json(round=3), "round"),
    (head_json(round=2), "first_held_on"),
    (head_json(rulebook="PC-2014"), "rulebook"),
    (head_json(rulebook="VH-2026"), "rulebook"),
    (head_json(candidates=[{"name": " ", "votes": 1}]), "candidates[0].name"),
    (head_json(candidates=[{"name": "A", "votes": 1, "standing": "official"}]), "candidates[0].standing"),
    (head_json(candidates=[{"name": "A", "votes": 1}, {"name": "A", "votes": 2}]), "candidates[0].id"),
    (head_json(candidates=[{"name": "A", "id": "x", "votes": 1}, {"name": "A", "votes": 2}]), "candidates[1].id"),
    (head_json(candidates=[{"name": "A", "id": "x", "votes": 1}, {"name": "x", "votes": 2}]), "candidates[0].id"),
    (head_json(candidates=[{"name": "\ud800", "votes": 1}]), "candidates[0].name"),
    (head_json(candidates=[{"name": "Thu\u1ef7", "votes": 1}, {"name": "Thuy\u0309", "votes": 2}]), "candidates[0].id"),
    (head_json(ballots={"issued": 1, "collected": 1, "valid": 1, "invalid": 0, "not_issued": 0}), "ballots.not_issued"),
    (congress_json(seats=2), "seats"),
    (congress_json(contest="committee", seats=0), "seats"),
    (congress_json(contest="village_head"), "contest"),
    (congress_json(official_members=9, convened=9), "committee"),
    (congress_json(reballot_of_tie=1), "reballot_of_tie"),
    (congress_json(less={"holiday": 1}), "less.holiday"),
    ({"kind": "totals", "villages": [{"roll": 1, "voted": 2, "winner_votes": None}]}, "villages[0].voted"),
    ({"kind": "totals", "villages": [{"roll": 3, "voted": 2, "winner_votes": 3}]}, "villages[0].winner_votes"),
    ({"kind": "totals", "villages": [{"roll": 3, "voted": 2}]}, "villages[0].winner_votes"),
    ({"kind": "report_audit", "claims": [{"part": 1, "whole": 0, "printed": "1%"}], "sums": []}, "claims[0].whole"),
    ({"kind": "report_audit", "claims": [{"part": 1, "whole": 1, "printed": "1,2,3%"}], "sums": []}, "claims[0]"),
    ({"kind": "report_audit", "claims": []}, "sums"),
    ({"kind": "report_audit", "claims": [], "sums": [{"parts": [1.5], "printed_total": 2}]}, "sums[0].parts[0]"),
    (b'{"kind": "totals", "villages": [], "villages": []}', "villages"),
    (b'{"kind": "totals", "villages": [{"roll": 1, "roll": 1, "voted": 1, "winner_votes": 1}]}', "villages[0].roll"),
    (b'{"kind": "totals", "villages": [{"roll": 1e2, "voted": 1, "winner_votes": 1}]}', "villages[0].roll"),
    (b'{"kind": "totals", "villages": [{"roll": ' + b"9" * 5000 + b', "voted": 1, "winner_votes": 1}]}', "roll"),
    (b"[" * 100000, "sâu"),
    (b'{"kind": "\xff"}', "UTF-8"),
    (b"", "JSON"),
]


@pytest.mark.parametrize(("given", "named"), NOT_QUESTIONS, ids=[str(n) for n in range(len(NOT_QUESTIONS))])
def test_what_is_not_a_question_is_refused_by_the_name_of_its_key(given, named):
    fault = _faults(given)
    assert named in fault
    assert "\n" not in fault


def test_every_fault_is_listed_at_once():
    with pytest.raises(NotAQuestion) as fault:
        answer(head_json(roll=-1, held_on="mai", extra=1))
    assert {found.field for found in fault.value.faults} == {"roll", "held_on", "extra"}


def test_a_line_tells_twenty_faults_and_counts_the_rest():
    village = {"roll": -1, "voted": 0, "winner_votes": None}
    assert _faults({"kind": "totals", "villages": [village] * 25}).endswith("; và 5 lỗi khác")


def test_the_documented_codes_are_those_of_the_program():
    written = (ROOT / "docs" / "finding-codes.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([^`]+)`", written, re.MULTILINE))
    core = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "dantin" / "core").rglob("*.py"))
    said = set(re.findall(r'Finding\(\s*"([a-z_]+)"', core))
    checks = {check.code for checks in CHECKS.values() for check in checks}
    assert documented == said | checks | {code for code in RULES if code in documented}
    assert all(code in written.replace("`PC-NOMINATE-1` to\n`PC-NOMINATE-4`", "") for code in RULES)


def test_a_byte_order_mark_is_forgiven():
    raw = b"\xef\xbb\xbf" + json.dumps({"kind": "totals", "villages": []}).encode()
    assert json.loads(answer_text(raw))["turnout"] is None


@pytest.mark.parametrize(
    ("printed", "agreement"),
    [
        ("98,12%", "agrees"),
        ("98.12 %", "agrees"),
        ("98,12\u00a0%", "agrees"),
        ("98,1", "agrees"),
        ("98,11%", "truncated"),
    ],
)
def test_both_decimal_marks_are_read(printed, agreement):
    claim = {"part": 340134, "whole": 346663, "printed": printed}
    assert answer({"kind": "report_audit", "claims": [claim], "sums": []})["claims"] == [agreement]


def _case(given, expect):
    raw = json.dumps({"about": "", "cases": [{"id": "x", "title": "", "given": given, "expect": expect}]}).encode()
    return run(read_cases(raw)[0])


@pytest.mark.parametrize(
    ("expect", "missed"),
    [
        ({"outcome": "elected", "base": {"needed": 61}}, []),
        ({"outcome": "refused"}, ["outcome"]),
        ({"base": {"needed": 60, "count": 120}}, ["base.needed"]),
        ({"elected": []}, ["elected"]),
        ({"elected": ["A", "B"]}, ["elected"]),
        ({"contract": True}, ["contract"]),
        ({"shares": [{"name": "A"}, {"name": "B"}]}, []),
        ({"shares": [{"name": "A"}]}, ["shares"]),
        ({"shares": [{"name": "B"}, {"name": "A"}]}, ["shares"]),
        ({"shares": [{"name": "A"}, {"name": "B", "no": 1}]}, ["shares"]),
        ({"nothing": None}, ["nothing"]),
        ({"exit": 2}, ["exit"]),
    ],
)
def test_a_case_expects_a_part_of_the_answer(expect, missed):
    assert [miss.key for miss in _case(head_json(), expect)] == missed


def test_a_given_that_is_no_question_fails_unless_that_is_expected():
    assert [miss.key for miss in _case({"kind": "mayor"}, {"outcome": "refused"})] == ["given"]
    assert _case({"kind": "mayor"}, {"exit": 2}) == ()
    assert [miss.key for miss in _case({"kind": "mayor"}, {"exit": True})] == ["given"]


def test_duplicates_inside_a_given_are_judged_with_it():
    raw = b'{"cases": [{"id": "x", "given": {"kind": "totals", "kind": "totals"}, "expect": {"exit": 2}}]}'
    assert run(read_cases(raw)[0]) == ()
    with pytest.raises(NotAQuestion, match="expect"):
        read_cases(b'{"cases": [{"id": "x", "given": {}, "expect": {}, "expect": {}}]}')


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
WHOLE = [
    head_json(round=2, first_held_on="2022-06-01", received_on="2022-06-06"),
    congress_json(official_members=12, committee=["A"], less={"exempt_absent": 0}, round=1, reballot_of_tie=False),
    {
        "kind": "bridge",
        "head": {"recognised_on": None, "party": "official", "cell": "same"},
        "cell": {"official_members": 8, "congress_on": "2022-07-03"},
    },
    {
        "kind": "report_audit",
        "claims": [{"part": 1, "whole": 2, "printed": "50%"}],
        "sums": [{"parts": [1], "printed_total": 1}],
    },
    {"kind": "totals", "villages": [{"roll": 3, "voted": 2, "winner_votes": None}]},
]


@st.composite
def mangled_questions(draw):
    """A whole question one or two of whose values, at any depth, are something else."""
    given = json.loads(json.dumps(draw(st.sampled_from(WHOLE))))
    for _ in range(draw(st.integers(1, 2))):
        place = given
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or not place[key] or draw(st.booleans()):
                break
            place = place[key]
        place[key] = draw(json_values)
        if not given:
            break
    return given


@settings(max_examples=300)
@given(mangled_questions())
def test_a_mangled_question_is_answered_or_refused_in_one_line(given):
    told = _answer_or_fault(json.dumps(given).encode())
    assert told.count("\n") == 0
    told.encode()


def _answer_or_fault(raw):
    try:
        return json.dumps(json.loads(answer_text(raw)))
    except NotAQuestion as fault:
        return str(fault)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_in_one_line(raw):
    with pytest.raises(NotAQuestion) as fault:
        answer_text(raw)
    assert "\n" not in str(fault.value)
