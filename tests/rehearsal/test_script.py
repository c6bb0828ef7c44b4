"""The script: what is told when, and that each sheet ends in the figures two persons agree on."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta

import pytest

from dantin.core import count, rulebooks
from dantin.core.count import SheetStatus
from dantin.rehearsal import published
from dantin.rehearsal.rehearse import rehearse
from dantin.rehearsal.steps import (
    Called,
    CongressClosed,
    CongressOpened,
    Endorsed,
    HeadsHandedOver,
    MinutesSigned,
    PollClosed,
    PollOpened,
    ReadingGiven,
    Recognised,
    RoundOpened,
    Snapshot,
)

MASS_DAY = published.CONGRESSES_HELD_ON


@pytest.fixture(scope="module", params=[2022, 7], ids=["seed-2022", "seed-7"])
def rehearsal(request):
    return rehearse(request.param)


@pytest.fixture(scope="module")
def sheets(rehearsal):
    """{(unit, post, round): readings in the order of time}"""
    found = defaultdict(list)
    for step in rehearsal.steps:
        if isinstance(step, ReadingGiven):
            found[step.unit_code, step.post, step.round].append(step)
    return found


def of(rehearsal, kind):
    return [s for s in rehearsal.steps if isinstance(s, kind)]


def replay(readings):
    values = [count.Reading(str(r.event_id), r.actor, r.kind, r.figures, tuple(map(str, r.names))) for r in readings]
    return values, count.status(values, signed=False), count.agreed_figures(values)


def test_steps_are_in_the_order_of_time(rehearsal):
    times = [s.at for s in rehearsal.steps]
    assert times == sorted(times)
    assert all(at.tzinfo is published.VIETNAM and at.microsecond == 0 for at in times)


def test_every_sheet_ends_in_the_figures_meant(rehearsal, sheets):
    wanted = {(o.village_code, "village_head", r.number): r.figures for o in rehearsal.heads for r in o.rounds}
    for congress in rehearsal.congresses:
        for contest in congress.contests:
            wanted |= {(congress.cell_code, contest.post, r.number): r.figures for r in contest.rounds}
    assert set(sheets) == set(wanted)
    for key, readings in sheets.items():
        _, status, figures = replay(readings)
        assert (status, figures) == (SheetStatus.AGREED, wanted[key]), key
        # Not before the last of them: whoever acts at once on agreement acts on the whole story.
        assert replay(readings[:-1])[1] is not SheetStatus.AGREED


def test_a_handful_of_sheets_differ_and_three_are_counted_again_on_paper(rehearsal, sheets):
    heads = {key: [r.kind for r in readings] for key, readings in sheets.items() if key[1] == "village_head"}
    kinds = Counter(tuple(k) for k in heads.values())
    assert kinds == {
        ("reading",) * 2: 1455 - 58 - 3,
        ("reading",) * 3: 58,
        (*("reading",) * 4, "recount", "confirmation"): 3,
    }
    assert sum(len(r) == 3 for key, r in sheets.items() if key[1] != "village_head") == 58


def test_even_a_misread_paper_adds_up(rehearsal, sheets):
    """A reading that contradicts itself would be refused on entry, and the sheet would wait for ever."""
    roll = {v.code: v.roll for v in rehearsal.province.villages}
    form = {v.code: (v.procedure, v.vote_form) for v in rehearsal.province.villages}
    seats = {
        (o.cell_code, c.post, r.number): r.seats for o in rehearsal.congresses for c in o.contests for r in c.rounds
    }
    for key, readings in sheets.items():
        if len(readings) == 2:
            continue
        heads = key[1] == "village_head"
        checks = [
            c
            for c in rulebooks.CHECKS["village_head" if heads else "party_cell"]
            # Ballots issued are bounded by those at a meeting; in a poll by the roll, which another check says.
            if not (heads and form[key[0]][0] == "separate_poll" and c.code == "VH-COUNT-201")
        ]
        known = {"roll": roll[key[0]], "seats": 1} if heads else {"seats": seats[key]}
        for reading in readings:
            assert count.broken_checks(reading.figures | known, checks) == (), (key, reading.figures)
            assert min(reading.figures.values()) >= 0


def test_nobody_reads_twice_under_two_names_and_ids_are_unique(sheets):
    ids = [r.event_id for readings in sheets.values() for r in readings]
    assert len(set(ids)) == len(ids)
    for readings in sheets.values():
        assert len({r.actor for r in readings}) == 2
        assert {(r.actor, r.device) for r in readings} == {(r.actor, r.device) for r in readings[:2]}


def test_a_poll_is_open_before_it_closes_and_read_after(rehearsal, sheets):
    opened = {(s.village_code, s.round): s.at for s in of(rehearsal, PollOpened)}
    closed = {(s.village_code, s.round): s for s in of(rehearsal, PollClosed)}
    assert set(opened) == set(closed)
    for (village, round_), step in closed.items():
        assert opened[village, round_] < step.closed_at <= step.at
        assert step.closed_at.time() <= time(19)
        assert opened[village, round_].time() >= time(7)
        assert sheets[village, "village_head", round_][0].at >= step.at


def test_some_report_late_and_some_are_silent_until_called(rehearsal, sheets):
    closed = {s.village_code: s for s in of(rehearsal, PollClosed) if s.round == 1}
    called = {s.village_code: s.at for s in of(rehearsal, Called)}
    waits = {v: sheets[v, "village_head", 1][0].at - s.closed_at for v, s in closed.items()}
    assert len(called) == 7
    late = [v for v, wait in waits.items() if v not in called and wait > timedelta(minutes=33)]
    assert 10 <= len(late) <= 15
    assert max(wait for v, wait in waits.items() if v not in called) <= timedelta(minutes=90)
    for village, at in called.items():
        assert closed[village].closed_at + timedelta(hours=1) < at < closed[village].at


def test_snapshots_never_fall_nor_exceed_who_voted_in_the_end(rehearsal):
    final = {o.village_code: [r.figures["attended"] for r in o.rounds] for o in rehearsal.heads}
    rounds = {o.village_code: [r.held_on for r in o.rounds] for o in rehearsal.heads}
    told = defaultdict(list)
    for step in of(rehearsal, Snapshot):
        told[step.village_code, rounds[step.village_code].index(step.mark_at.date())].append(step)
    for (village, n), steps in told.items():
        voted = [s.voted for s in steps]
        assert voted == sorted(voted)
        assert voted[-1] <= final[village][n]
        assert all(s.mark_at <= s.at for s in steps)
    assert {s.source for s in of(rehearsal, Snapshot)} == {"phone", "form", "machine"}
    assert len(told) > 900


def test_stage_one_finishes_in_bursts(rehearsal, sheets):
    day = published.HEADS_HELD_ON
    done = Counter(
        readings[-1].at.hour for (_, post, round_), readings in sheets.items() if (post, round_) == ("village_head", 1)
    )
    assert {readings[-1].at.date() for key, readings in sheets.items() if key[1:] == ("village_head", 1)} == {day}
    assert done[11] > 3 * done[14]
    assert done[16] > done[14]


def test_a_further_round_opens_after_the_one_before_was_agreed(rehearsal, sheets):
    opened = of(rehearsal, RoundOpened)
    assert Counter(s.post for s in opened) == {
        "village_head": 3,
        "committee": 10,
        "secretary": 2,
        "deputy_secretary": 3,
    }
    for step in opened:
        before = sheets[step.unit_code, step.post, step.number - 1]
        after = sheets[step.unit_code, step.post, step.number]
        assert before[-1].at < step.at < after[0].at
        assert {name for name in after[0].figures if name.startswith("votes.")} == {f"votes.{k}" for k in step.slate}


def test_each_contest_of_a_congress_is_agreed_before_the_next_is_read(rehearsal, sheets):
    opened = {s.cell_code: s for s in of(rehearsal, CongressOpened)}
    closed = {s.cell_code: s.at for s in of(rehearsal, CongressClosed)}
    signed = {s.cell_code: s.at for s in of(rehearsal, MinutesSigned)}
    for congress in rehearsal.congresses:
        code, moment = congress.cell_code, opened[congress.cell_code].at
        assert opened[code].present == congress.present
        for contest in congress.contests:
            for round_ in contest.rounds:
                readings = sheets[code, contest.post, round_.number]
                assert moment < readings[0].at
                assert readings[0].figures["present"] == congress.present
                moment = readings[-1].at
        assert moment < closed[code] < signed[code]


def test_the_day_of_congresses_has_two_humps_and_ends_before_five(rehearsal):
    closings = [s.at for s in of(rehearsal, CongressClosed) if s.at.date() == MASS_DAY]
    assert len(closings) == published.MASS_CONGRESSES
    by_half_hour = Counter(at.hour * 2 + at.minute // 30 for at in closings)
    assert by_half_hour[21] > 5 * by_half_hour[25]
    assert by_half_hour[30] > 5 * by_half_hour[25]
    assert min(by_half_hour[n] for n in (21, 22, 30)) > 2 * by_half_hour[24]
    openings = [s.at for s in of(rehearsal, CongressOpened) if s.at.date() == MASS_DAY]
    assert time(6, 30) <= min(openings).time() < time(6, 40)
    assert time(16, 50) <= max(closings).time() < time(17)
    assert max(s.at for s in of(rehearsal, MinutesSigned)) < published.CONGRESSES_DONE_BY


def test_the_heads_cross_the_bridge_before_the_congress_of_their_cell(rehearsal):
    recognised = {s.village_code: s.at for s in of(rehearsal, Recognised)}
    crossings = [s.at for s in of(rehearsal, HeadsHandedOver)]
    village = {c.code: c.village_code for c in rehearsal.province.cells}
    for step in of(rehearsal, CongressOpened):
        assert any(recognised[village[step.cell_code]] < crossing < step.at for crossing in crossings)


def test_endorsed_within_fifteen_working_days_of_the_report(rehearsal):
    held = {c.code: c.held_on for c in rehearsal.province.cells}
    told = of(rehearsal, Endorsed)
    assert len(told) == published.VILLAGES
    numbers = Counter((s.cell_code[:8], s.decision_number) for s in told)
    assert max(numbers.values()) == 1
    for step in told:
        report_by = rulebooks.add_working_days(held[step.cell_code], 7)
        endorse_by = rulebooks.add_working_days(step.reported_on, 15)
        assert report_by is not None
        assert endorse_by is not None
        assert held[step.cell_code] < step.reported_on <= report_by
        assert step.reported_on < step.decided_on <= endorse_by


def test_mau_3_closes_its_congress_at_26_past_ten(rehearsal):
    [village] = [v.code for v in rehearsal.province.villages if v.name == "Thôn Mẫu 3"]
    [closed] = [s.at for s in of(rehearsal, CongressClosed) if s.cell_code == f"CB-{village}"]
    [recognised] = [s.decided_on for s in of(rehearsal, Recognised) if s.village_code == village]
    assert closed == datetime(2022, 7, 3, 10, 26, tzinfo=published.VIETNAM)
    assert recognised == date(2022, 6, 15)
