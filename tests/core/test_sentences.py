"""Từng câu của hợp đồng, đặt thành câu hỏi: the edges of each sentence, from outside, as a case would ask."""

import pytest

from dantin.core.contract import answer
from tests.samples import congress_json, head_json


def _asked(given):
    answered = answer(given)
    return answered["outcome"], answered["next"]["step"]


def _ballots(valid, invalid=0, **changed):
    return {"issued": valid + invalid, "collected": valid + invalid, "valid": valid, "invalid": invalid} | changed


def _slate(*votes, **changed):
    return [{"name": letter, "votes": count} | changed for letter, count in zip("ABCDEFGHIJKL", votes, strict=False)]


def _codes(answered, level):
    return [(found["code"], found["field"]) for found in answered["findings"] if found["level"] == level]


@pytest.mark.parametrize(
    ("sample", "called_on", "rulebook"),
    [
        (head_json, "2008-04-30", None),
        (head_json, "2008-05-01", "VH-2008"),
        (head_json, "2023-06-30", "VH-2008"),
        (head_json, "2023-07-01", "VH-2008"),
        (head_json, "2023-08-14", "VH-2008"),
        (head_json, "2023-08-15", "VH-2023"),
        (head_json, "2025-06-30", "VH-2023"),
        (head_json, "2025-07-01", "VH-2025T"),
        (head_json, "2026-01-31", "VH-2025T"),
        (head_json, "2026-02-01", None),
        (head_json, "0001-01-01", None),
        (head_json, "9999-12-31", None),
        (congress_json, "2014-06-08", None),
        (congress_json, "2014-06-09", "PC-2014"),
        (congress_json, "2024-10-09", "PC-2014"),
        (congress_json, "2024-10-10", "PC-2024"),
        (congress_json, "2025-06-30", "PC-2024"),
        (congress_json, "2025-07-01", "PC-2025"),
        (congress_json, "2026-01-31", "PC-2025"),
        (congress_json, "2026-02-01", None),
    ],
)
def test_the_day_of_the_calling_selects_the_rulebook(sample, called_on, rulebook):
    answered = answer(sample(called_on=called_on, held_on="2022-07-03"))
    assert answered.get("rulebook") == rulebook
    if rulebook is None:
        assert (answered["outcome"], answered["next"]["step"]) == ("no_rule_in_force", "ask_legal_officer")
        assert (answered["base"], answered["shares"], answered["elected"]) == (None, [], [])
    warned = {found["code"] for found in answered["findings"]}
    assert ("transition" in warned) == ("2023-07-01" <= called_on <= "2023-08-14" and sample is head_json)


@pytest.mark.parametrize(
    ("called_on", "pin", "warned"),
    [
        ("2022-05-10", "VH-2008", []),
        ("2023-07-01", "VH-2008", ["transition"]),
        ("2023-08-15", "VH-2008", ["rulebook_pinned"]),
        ("2023-07-01", "VH-2023", ["rulebook_pinned"]),
        ("2025-07-01", "VH-2023", ["rulebook_pinned"]),
        ("2026-02-01", "VH-2025T", ["rulebook_pinned"]),
        ("1999-01-01", "VH-2008", ["rulebook_pinned"]),
    ],
)
def test_a_pin_decides_whatever_the_day(called_on, pin, warned):
    answered = answer(head_json(called_on=called_on, held_on=called_on, rulebook=pin))
    assert (answered["outcome"], answered["rulebook"]) == ("elected", pin)
    assert [found["code"] for found in answered["findings"] if found["code"] != "short_notice"] == warned


@pytest.mark.parametrize(
    ("received_on", "by"),
    [
        ("2022-06-06", "2022-06-13"),  # a plain Monday
        ("2022-06-04", "2022-06-10"),  # a Saturday: the five days after it
        ("2022-06-05", "2022-06-10"),  # a Sunday
        ("2022-01-28", "2022-02-11"),  # over Tết 2022: 31/1 to 4/2
        ("2025-01-24", "2025-02-07"),  # over Tết 2025
        ("2022-04-29", "2022-05-10"),  # 30/4 and 1/5 on a weekend: 2/5 and 3/5 off instead
        ("2022-08-31", "2022-09-09"),  # 1/9 and 2/9
        ("2022-04-08", "2022-04-18"),  # Giỗ Tổ on Sunday 10/4: Monday off instead
        ("2025-04-25", "2025-05-06"),  # Saturday 26/4 worked for Friday 2/5; 30/4 and 1/5 off
        ("2024-04-26", "2024-05-07"),  # 29/4 off, Saturday 4/5 worked for it
        ("2025-12-30", "2026-01-08"),  # 1/1 and 2/1/2026 off, Saturday 10/1 not yet reached
        ("2026-01-05", "2026-01-10"),  # … and reached
        ("2027-12-24", "2027-12-31"),  # the last deadline of the table
        ("2027-12-25", "2027-12-31"),
        ("2027-12-27", None),
        ("2007-12-31", None),
        ("9999-12-31", None),
    ],
)
def test_recognition_is_due_in_five_working_days(received_on, by):
    answered = answer(head_json(received_on=received_on))
    assert answered["next"] == {"step": "recognise", "by": by}
    assert (("calendar_ends", "received_on") in _codes(answered, "warning")) == (by is None)


def test_a_rerun_has_a_last_day_under_vh_2008_only():
    lost = {"candidates": _slate(60, 50)}
    assert answer(head_json(**lost))["next"] == {"step": "rerun", "by": "2022-06-20"}
    assert answer(head_json(**lost, held_on="9999-12-31"))["next"] == {"step": "rerun", "by": None}
    assert answer(head_json(**lost, called_on="2024-09-30", held_on="2024-12-15"))["next"]["by"] is None
    second = head_json(**lost, held_on="2022-06-12", round=2, first_held_on="2022-06-05")
    assert answer(second)["next"] == {"step": "appoint_interim", "by": None}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        # electorate before slate, slate before attendance, attendance before quorum, quorum before ballots, then votes
        ({"called_on": "2024-09-30", "electorate": "all_voters", "candidates": []}, ("refused", "ask_legal_officer")),
        ({"vote_form": "show_of_hands", "procedure": "separate_poll", "attended": 500},
         ("refused", "ask_legal_officer")),
        ({"candidates": [], "attended": 500}, ("nobody_elected", "appoint_interim")),
        ({"attended": 121}, ("refused", "correct_figures")),
        ({"attended": 60, "ballots": _ballots(500)}, ("no_quorum", "reconvene")),
        ({"attended": 61, "ballots": _ballots(61), "candidates": _slate(61)}, ("elected", "recognise")),
        ({"ballots": _ballots(111)}, ("refused", "correct_figures")),
        ({"ballots": _ballots(110, collected=111)}, ("refused", "correct_figures")),
        ({"ballots": _ballots(109, 1, collected=109)}, ("refused", "correct_figures")),
        ({"candidates": _slate(111)}, ("refused", "correct_figures")),
        ({"candidates": _slate(61, 50)}, ("refused", "correct_figures")),
        # no quorum outside a meeting: fewer than half simply elect nobody
        ({"procedure": "separate_poll", "attended": 40, "ballots": _ballots(40), "candidates": _slate(40)},
         ("nobody_elected", "rerun")),
        ({"procedure": "separate_poll", "attended": 60, "ballots": _ballots(120)}, ("elected", "recognise")),
        ({"procedure": "separate_poll", "ballots": _ballots(121)}, ("refused", "correct_figures")),
        # a show of hands counts on those attending
        ({"vote_form": "show_of_hands", "candidates": _slate(61, 50)}, ("refused", "correct_figures")),
        ({"vote_form": "show_of_hands", "candidates": _slate(61, 49)}, ("elected", "recognise")),
        # a roll of nobody
        ({"roll": 0, "attended": 0, "ballots": _ballots(0), "candidates": _slate(0)}, ("no_quorum", "reconvene")),
    ],
)  # fmt: skip
def test_the_first_that_fails_decides_about_a_head(changed, said):
    assert _asked(head_json(**changed)) == said


def test_household_ballots_have_no_attendance():
    given = head_json(procedure="household_ballots", ballots=_ballots(120))
    del given["attended"]
    assert answer(given)["findings"] == []
    assert _asked(given) == ("elected", "recognise")
    assert _asked(given | {"ballots": _ballots(121)}) == ("refused", "correct_figures")


def test_the_base_of_nobody_has_no_percentages():
    given = head_json(procedure="separate_poll", roll=0, attended=0, ballots=_ballots(0), candidates=_slate(0))
    answered = answer(given)
    assert answered["base"] == {"name": "roll", "count": 0, "needed": 1}
    assert answered["shares"] == [{"name": "A", "votes": 0, "percent": None}]


def test_ballots_may_be_missing_wherever_the_answer_does_not_depend_on_them():
    given = head_json()
    del given["ballots"]
    for changed in (
        {"vote_form": "show_of_hands"},
        {"candidates": []},
        {"attended": 60},
        {"attended": 121},
        {"called_on": "1999-01-01"},
        {"called_on": "2024-01-01", "electorate": "all_voters"},
    ):
        assert answer(given | changed)["kind"] == "village_head"


def test_without_quorum_there_is_a_base_and_no_shares():
    answered = answer(head_json(attended=60))
    assert answered["base"] == {"name": "roll", "count": 120, "needed": 61}
    assert answered["shares"] == []


def test_numbers_beyond_any_float_are_compared_as_whole_numbers():
    half = 10**40
    whole = {"roll": 2 * half, "attended": 2 * half, "ballots": _ballots(2 * half)}
    assert _asked(head_json(**whole, candidates=_slate(half))) == ("nobody_elected", "rerun")
    assert _asked(head_json(**whole, candidates=_slate(half + 1))) == ("elected", "recognise")
    audit = {"claims": [{"part": half + 1, "whole": 2 * half, "printed": "50.00%"}], "sums": []}
    assert answer({"kind": "report_audit"} | audit)["claims"] == ["agrees"]


COMMITTEE = {"contest": "committee", "official_members": 19, "convened": 19, "present": 19, "ballots": _ballots(19)}


@pytest.mark.parametrize(
    ("seats", "round", "lawful"),
    [
        *((seats, 1, (1,)) for seats in range(1, 7)),
        (7, 1, (1, 2)),
        (9, 1, (1, 2)),
        (10, 1, (1, 2, 3)),
        (3, 2, (0, 1)),
        (7, 2, (0, 1, 2)),
        (7, 3, (0, 1, 2)),
    ],
)
def test_the_lawful_surplus_of_a_committee(seats, round, lawful):
    for surplus in range(-1, 6):
        votes = [0] * (seats + surplus)
        candidates = [{"name": f"n{place}", "votes": count} for place, count in enumerate(votes)]
        said = _asked(congress_json(**COMMITTEE, seats=seats, round=round, candidates=candidates))
        assert (said[1] != "change_slate") == (surplus in lawful), surplus


@pytest.mark.parametrize("contest", ["secretary", "deputy_secretary"])
def test_a_secretary_or_deputy_may_stand_alone_or_against_one(contest):
    for names, lawful in ((0, False), (1, True), (2, True), (3, False)):
        said = _asked(congress_json(contest=contest, candidates=_slate(*[0] * names)))
        assert (said[1] != "change_slate") == lawful, names


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"official_members": 2, "convened": 2}, ("refused", "ask_legal_officer")),
        ({"official_members": 3, "convened": 3, "present": 3, "ballots": _ballots(3), "candidates": _slate(2)},
         ("elected", "approve")),
        (COMMITTEE | {"official_members": 8, "convened": 8, "present": 8, "seats": 1},
         ("refused", "ask_legal_officer")),
        # deductions leave the base, not the quorum
        ({"convened": 8, "less": {"excused_whole_congress": 3}, "present": 5}, ("no_quorum", "reconvene")),
        ({"official_members": 9, "convened": 9, "committee": ["A"], "present": 6, "ballots": _ballots(6),
          "candidates": _slate(5)}, ("elected", "approve")),
        ({"official_members": 9, "convened": 9, "committee": ["A"], "present": 5}, ("no_quorum", "reconvene")),
        # slate before figures, figures before quorum
        ({"convened": 9, "candidates": _slate(4, standing="other_cell")}, ("refused", "change_slate")),
        ({"convened": 9}, ("refused", "correct_figures")),
        ({"less": {"exempt_absent": 9}, "present": 0}, ("refused", "correct_figures")),
        ({"less": {"exempt_absent": 6}, "present": 3}, ("refused", "correct_figures")),
        ({"convened": 0, "present": 0, "ballots": _ballots(0), "candidates": _slate(0)},
         ("seats_left", "congress_decides_another_round")),
        ({"ballots": _ballots(9)}, ("refused", "correct_figures")),
        ({"candidates": _slate(5, 4)}, ("refused", "correct_figures")),
        # rounds
        ({"candidates": _slate(4), "round": 2}, ("seats_left", "congress_decides_another_round")),
        ({"candidates": _slate(4), "round": 3}, ("seats_left", "appoint_by_higher_committee")),
        ({"candidates": _slate(4), "round": 4}, ("seats_left", "appoint_by_higher_committee")),
        ({"candidates": _slate(5), "round": 3}, ("elected", "approve")),
        ({"candidates": _slate(4), "round": 3, "contest": "deputy_secretary"},
         ("seats_left", "congress_decides_another_round")),
        (COMMITTEE | {"candidates": _slate(9), "round": 3, "seats": 1},
         ("seats_left", "congress_decides_another_round")),
        # a re-ballot: more votes win without half; equal again the congress decides, also for a secretary
        ({"candidates": _slate(1, 0), "reballot_of_tie": True, "round": 2}, ("elected", "approve")),
        ({"candidates": _slate(4, 4), "reballot_of_tie": True, "round": 3}, ("tie", "congress_decides_another_round")),
        ({"candidates": _slate(0, 0), "reballot_of_tie": True}, ("tie", "congress_decides_another_round")),
    ],
)  # fmt: skip
def test_the_first_that_fails_decides_about_a_congress(changed, said):
    assert _asked(congress_json(**changed)) == said


@pytest.mark.parametrize(
    ("votes", "seats", "elected", "tied"),
    [
        ((12, 12, 12, 12), 3, [], ["A", "B", "C", "D"]),
        ((18, 12, 12, 12), 3, ["A"], ["B", "C", "D"]),
        ((12, 12, 18, 12), 3, ["C"], ["A", "B", "D"]),
        ((10, 18, 18, 10), 3, ["B", "C"], ["A", "D"]),
        ((11, 17, 17, 10), 3, ["B", "C", "A"], []),
        ((9, 18, 18, 9), 3, ["B", "C"], []),
        ((10, 9, 18, 9), 3, ["C", "A"], []),
    ],
)
def test_the_highest_first_and_a_tie_at_the_last_seat(votes, seats, elected, tied):
    answered = answer(congress_json(**COMMITTEE, seats=seats, candidates=_slate(*votes)))
    assert (answered["elected"], answered["tied"]) == (elected, tied)
    assert answered["seats_left"] == seats - len(elected)


@pytest.mark.parametrize(
    ("votes", "elected", "tied"),
    [
        ((5, 5, 5), [], ["A", "B", "C"]),
        ((5, 6, 5), ["B"], ["A", "C"]),
        ((5, 6, 4), ["B", "A"], []),
        ((0, 6, 0), ["B"], ["A", "C"]),
    ],
)
def test_a_reballot_for_two_seats(votes, elected, tied):
    answered = answer(congress_json(**COMMITTEE, seats=2, candidates=_slate(*votes), reballot_of_tie=True, round=2))
    assert (answered["elected"], answered["tied"]) == (elected, tied)
    assert answered["base"] == {"name": "adjusted_convened", "count": 19, "needed": None}


@pytest.mark.parametrize(
    "changed",
    [{"called_on": "1999-01-01"}, {"seats": 5}, {"present": 20}, {"present": 5}, {"ballots": _ballots(20)}],
    ids=["no rule", "slate", "figures", "quorum", "ballots"],
)
def test_seats_left_is_told_in_every_outcome(changed):
    answered = answer(congress_json(**(COMMITTEE | {"seats": 3, "candidates": _slate(9, 9, 9, 9)} | changed)))
    assert answered["outcome"] in ("no_rule_in_force", "refused", "no_quorum")
    assert answered["seats_left"] == changed.get("seats", 3)
    assert (answered["elected"], answered["tied"], answered["shares"]) == ([], [], [])


def test_each_broken_line_of_a_step_is_a_finding():
    given = congress_json(convened=9, present=9, less={"exempt_absent": 10})
    assert sorted(field for _, field in _codes(answer(given), "error")) == [
        "convened",
        "less.temporarily_transferred",
        "present",
    ]
    given = head_json(candidates=[{"name": "*", "votes": 200}, {"name": "votes.A", "votes": 5}])
    assert _codes(answer(given), "error") == [
        ("VH-COUNT-301", "candidates[0].votes"),
        ("VH-COUNT-302", "candidates"),
    ]
    given = congress_json(contest="committee", official_members=2, candidates=_slate(1, 1))
    assert _codes(answer(given), "error") == [("PC-REGISTER-1", "official_members"), ("PC-PLAN-1", "contest")]


def test_papers_nobody_issued_are_counted_apart():
    answered = answer(congress_json(ballots=_ballots(8, not_issued=3)))
    assert answered["outcome"] == "elected"
    assert _codes(answered, "warning") == [("ballots_not_issued", "ballots.not_issued")]


def test_the_committee_is_known_by_name_or_by_id():
    nine = {"official_members": 9, "convened": 9, "present": 9, "ballots": _ballots(9)}
    for candidate, committee, lawful in (
        ({"name": "Thuỷ", "votes": 9}, ["Thuy\u0309"], True),
        ({"name": "A", "id": "c1", "votes": 9}, ["c1"], True),
        ({"name": "A", "id": "c1", "votes": 9}, ["A"], True),
        ({"name": "A", "votes": 9}, [], False),
        ({"name": "A", "votes": 9}, ["a"], False),
    ):
        said = _asked(congress_json(**nine, candidates=[candidate], committee=committee))
        assert said == (("elected", "approve") if lawful else ("refused", "change_slate"))


@pytest.mark.parametrize(
    ("part", "whole", "printed", "said"),
    [
        (1, 8, "12,5%", "agrees"),
        (1, 8, "13%", "agrees"),
        (1, 8, "12%", "truncated"),
        (1, 8, "12.49", "disagrees"),
        (1, 8, "12,500", "agrees"),
        (1, 200, "1%", "agrees"),
        (1, 200, "0", "truncated"),
        (1452, 1452, "100%", "agrees"),
        (340134, 346663, "98,115%", "disagrees"),
        (340134, 346663, "98,117%", "agrees"),
        (340134, 346663, "98,11%", "truncated"),
        (340134, 346663, "98%", "agrees"),
        (1451, 1452, "100%", "agrees"),
        (1451, 1452, "99,9%", "agrees"),
        (1451, 1452, "99%", "truncated"),
        (0, 7, "0%", "agrees"),
        (3, 2, "150", "agrees"),
    ],
)
def test_a_printed_percentage_is_judged_at_its_own_precision(part, whole, printed, said):
    claim = {"part": part, "whole": whole, "printed": printed}
    assert answer({"kind": "report_audit", "claims": [claim], "sums": []})["claims"] == [said]


@pytest.mark.parametrize(
    ("parts", "total", "said"),
    [
        ([], 0, "agrees"),
        ([1, 2], 3, "agrees"),
        ([1, 2], "3%", "disagrees"),
        (["1", "2"], 3, "disagrees"),
        ([1, "2%"], "3%", "disagrees"),
        (["33,3%", "33.3", "33,4 %"], "100", "agrees"),
        (["33,3%"] * 3, "100%", "disagrees"),
        (["0,1%"] * 10, "1%", "agrees"),
    ],
)
def test_sums_are_exact_and_a_mixture_disagrees(parts, total, said):
    line = {"parts": parts, "printed_total": total}
    assert answer({"kind": "report_audit", "claims": [], "sums": [line]})["sums"] == [said]


@pytest.mark.parametrize(
    ("head", "members", "reasons"),
    [
        ({"party": "none", "cell": "other"}, 2, ["no_own_cell", "not_party_member"]),
        ({"party": "probationary", "cell": "other", "recognised_on": None}, 9,
         ["not_recognised", "other_cell", "probationary"]),
        ({"recognised_on": "2022-07-03"}, 3, []),
        ({"recognised_on": "2022-07-04"}, 3, ["not_recognised"]),
    ],
)  # fmt: skip
def test_the_reasons_of_the_bridge_are_sorted(head, members, reasons):
    given = {"recognised_on": "2022-06-08", "party": "official", "cell": "same"} | head
    cell = {"official_members": members, "congress_on": "2022-07-03"}
    answered = answer({"kind": "bridge", "head": given, "cell": cell})
    assert answered["reasons"] == reasons
    assert answered["outcome"] == ("blocked" if reasons else "may_stand")


def test_the_totals_of_nobody_have_no_turnout():
    empty = {"roll": 0, "voted": 0, "winner_votes": None}
    for villages in ([], [empty]):
        answered = answer({"kind": "totals", "villages": villages})
        assert (answered["turnout"], answered["elected"]) == (None, 0)
    won_with_nothing = answer({"kind": "totals", "villages": [empty | {"winner_votes": 0}]})
    assert won_with_nothing["elected"] == 1
