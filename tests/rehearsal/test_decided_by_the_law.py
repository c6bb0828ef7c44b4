"""Every round of every village and cell, decided by the core: the law of 2022 gives what was published."""

from collections import Counter
from datetime import date

import pytest

from dantin.core import rulebooks
from dantin.core.aggregate import VillageResult, bands, total
from dantin.core.count import Ballots
from dantin.core.decide import CongressQuestion, HeadQuestion
from dantin.core.law import Level
from dantin.core.nominate import BridgeOutcome, BridgeQuestion, Candidate, OwnCell, PartyMembership, may_stand
from dantin.core.plan import Post, Procedure, VoteForm
from dantin.core.register import Deductions, Electorate
from dantin.rehearsal import published
from dantin.rehearsal.rehearse import rehearse
from dantin.rehearsal.steps import Recognised


def paper(figures):
    return (
        Ballots(*(figures[name] for name in ("issued", "collected", "valid", "invalid")))
        if "issued" in figures
        else None
    )


def slate(round_, names):
    return tuple(
        Candidate(key=key, id=key, name=names[key], votes=round_.figures[f"votes.{key}"]) for key in round_.slate
    )


def head_question(village, outcome, round_):
    return HeadQuestion(
        called_on=published.HEADS_CALLED_ON,
        held_on=round_.held_on,
        procedure=Procedure(round_.procedure),
        vote_form=VoteForm(round_.vote_form),
        electorate=Electorate.HOUSEHOLD_REPRESENTATIVES,
        roll=village.roll,
        attended=round_.figures["attended"],
        ballots=paper(round_.figures),
        candidates=slate(round_, {c.key: c.person.name for c in village.candidates}),
        round=round_.number,
        first_held_on=outcome.rounds[0].held_on if round_.number > 1 else None,
    )


def deductions(cell):
    """Counted here from the members one by one, apart from the generator's own reckoning."""
    activity = Counter(m.activity for m in cell.members if m.status == "official")
    ground = Counter(a.ground for a in cell.absences)
    return Deductions(
        temporarily_transferred=activity["temporarily_transferred"],
        exempt_absent=ground["exempt"],
        suspended_or_detained=activity["suspended"],
        excused_whole_congress=ground["excused_whole_congress"],
    )


def congress_question(cell, contest, round_, committee):
    official = cell.official_members
    return CongressQuestion(
        called_on=published.CONGRESSES_CALLED_ON,
        held_on=cell.held_on,
        contest=Post(contest.post),
        official_members=official,
        convened=official,
        less=deductions(cell),
        present=round_.figures["present"],
        seats=round_.seats,
        committee=tuple(committee),
        candidates=slate(round_, {m.key: m.person.name for m in cell.members}),
        ballots=paper(round_.figures),
        round=round_.number,
        reballot_of_tie=round_.reballot_of_tie,
    )


def faults(declaration):
    return [f for f in declaration.findings if f.level is Level.ERROR]


@pytest.fixture(scope="module", params=[2022, 7], ids=["seed-2022", "seed-7"])
def rehearsal(request):
    return rehearse(request.param)


@pytest.fixture(scope="module")
def heads(rehearsal):
    """[(village, [declaration of each round])]"""
    return [
        (village, outcome, [rulebooks.decide(head_question(village, outcome, r)) for r in outcome.rounds])
        for village, outcome in zip(rehearsal.province.villages, rehearsal.heads, strict=True)
    ]


def test_every_village_elects_whom_the_script_means(heads):
    for _, outcome, declared in heads:
        for round_, declaration in zip(outcome.rounds, declared, strict=True):
            assert declaration.findings == ()
            assert declaration.rulebook == "VH-2008"
            wanted = ("nobody_elected", ()) if round_.elected is None else ("elected", (round_.elected,))
            assert (declaration.outcome, declaration.elected) == wanted


def test_the_day_adds_up_to_what_was_published(heads):
    rows = []
    for village, outcome, declared in heads:
        first, figures = declared[0], outcome.rounds[0].figures
        votes = figures[f"votes.{first.elected[0]}"] if first.elected else None
        rows.append(VillageResult(roll=village.roll, voted=figures["attended"], winner_votes=votes))
    sums = total(rows)
    assert (sums.villages, sums.roll, sums.voted, sums.elected) == (1452, 346_663, 340_134, 1449)
    assert sums.turnout == "98.12"
    assert bands(rows).counts == (1061, 316, 72)
    for row in rows:
        if row.winner_votes is not None:
            assert 10 * row.winner_votes not in (9 * row.roll, 7 * row.roll), "a share that no band would own"


def test_three_villages_vote_again_for_three_different_reasons_and_elect(heads):
    again = [(v, o, d) for v, o, d in heads if len(d) > 1]
    assert {o.rounds[1].held_on for _, o, _ in again} == {date(2022, 6, 12), date(2022, 6, 18), date(2022, 6, 19)}
    reasons = set()
    for village, outcome, (first, second) in again:
        assert first.next.by is not None
        assert outcome.rounds[1].held_on <= first.next.by
        assert second.outcome == "elected"
        figures = outcome.rounds[0].figures
        lead = max(figures[f"votes.{key}"] for key in outcome.rounds[0].slate)
        enough_if_all_were_valid = 2 * (lead + figures["invalid"]) > village.roll
        reasons.add("half" if 2 * lead == village.roll else "invalid" if figures["invalid"] > 20 else "rival")
        assert enough_if_all_were_valid == (figures["invalid"] > 20 or 2 * lead == village.roll)
    assert reasons == {"half", "rival", "invalid"}


def test_each_head_is_recognised_within_the_days_the_law_gives(rehearsal, heads):
    told = {s.village_code: s for s in rehearsal.steps if isinstance(s, Recognised)}
    numbers = Counter((s.village_code[:5], s.decision_number) for s in told.values())
    assert max(numbers.values()) == 1
    for village, outcome, _ in heads:
        step = told[village.code]
        held_on = outcome.rounds[-1].held_on
        assert held_on <= step.received_on <= step.decided_on == step.at.date()
        limit = rulebooks.add_working_days(step.received_on, 5)
        assert limit is not None
        assert step.decided_on <= limit
        assert step.decided_on <= (date(2022, 6, 10) if len(outcome.rounds) == 1 else date(2022, 6, 24))


def test_every_congress_goes_the_way_the_script_means(rehearsal):
    outcomes = Counter()
    for cell, result in zip(rehearsal.province.cells, rehearsal.congresses, strict=True):
        committee: list[str] = []
        for contest in result.contests:
            for round_ in contest.rounds:
                declaration = rulebooks.decide(congress_question(cell, contest, round_, committee))
                assert faults(declaration) == [], (cell.code, contest.post, round_)
                assert declaration.rulebook == "PC-2014"
                got = (declaration.outcome, set(declaration.elected), declaration.tied)
                assert got == (round_.outcome, set(round_.elected), round_.tied)
                assert declaration.base.count == result.base
                outcomes[contest.post, round_.number, declaration.outcome] += 1
                if contest.post == "committee":
                    committee += declaration.elected
            assert declaration.outcome == "elected", "each contest ends with every seat filled"
    assert outcomes["committee", 1, "tie"] == 4
    assert outcomes["committee", 1, "seats_left"] == 6
    assert outcomes["secretary", 2, "elected"] == 2
    assert outcomes["deputy_secretary", 2, "elected"] == 3


def test_every_head_may_stand_for_secretary(rehearsal):
    told = {s.village_code: s.decided_on for s in rehearsal.steps if isinstance(s, Recognised)}
    for cell in rehearsal.province.cells:
        answer = may_stand(
            BridgeQuestion(
                recognised_on=told[cell.village_code],
                party=PartyMembership.OFFICIAL,
                cell=OwnCell.SAME,
                official_members=cell.official_members,
                congress_on=cell.held_on,
            )
        )
        assert answer.outcome is not BridgeOutcome.BLOCKED, cell.code


def test_secretaries_shares_are_high_with_a_spread(rehearsal):
    shares = []
    for result in rehearsal.congresses:
        last = next(c for c in result.contests if c.post == "secretary").rounds[-1]
        [votes] = (last.figures[f"votes.{key}"] for key in last.slate)
        shares.append(10_000 * votes // result.base)
    assert min(shares) == 5714
    assert 9_000 < sum(shares) // len(shares) < 9_600
    assert sum(share == 10_000 for share in shares) > 300
