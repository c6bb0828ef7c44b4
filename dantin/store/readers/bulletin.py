"""Bản tin của tỉnh: every figure folded by the core from the villages' own rows, nothing read from a printed report."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from dantin.core import contract
from dantin.core.aggregate import Agreement, CellState, HeadState, VillageResult, bands, progress, share_summary, total
from dantin.core.plan import Post
from dantin.core.values import percent
from dantin.store.models import Congress, Declaration, Standing
from dantin.store.readers.incumbency import Incumbency
from dantin.store.readers.progress import ElectionRow, current_elections, turnout_before

CURVE_FROM, CURVE_TO, CURVE_STEP = time(7), time(17), timedelta(minutes=30)
CLOSED = {CellState.DONE_TO_SIGN.value, CellState.UNIFIED.value, CellState.NOT_UNIFIED.value}


def province_bulletin(zone: Any) -> dict[str, Any]:
    """One object with the figures of both stages as they stand now; moments in `zone`."""
    elections = current_elections()
    return (
        _heads(elections["state"])
        | _congresses(elections["party"], zone)
        | {"report_audit": printed_sums_that_disagree()}
    )


def _heads(election: ElectionRow) -> dict[str, Any]:
    rows = list(Standing.objects.filter(election=election.id).values_list("state", "roll", "voted", "winner_votes"))
    everywhere = total(VillageResult(roll, voted, votes) for _, roll, voted, votes in rows)
    on_the_day = [VillageResult(roll, voted, votes) for state, roll, voted, votes in rows if state == HeadState.ELECTED]
    states = progress((HeadState(state) for state, *_ in rows), HeadState)
    before = turnout_before(election.previous_id) if election.previous_id else None
    return {
        "villages": everywhere.villages,
        "roll": everywhere.roll,
        "voted": everywhere.voted,
        "turnout": everywhere.turnout,
        "turnout_previous_term": before.turnout if before else None,
        "elected_on_the_day": states[HeadState.ELECTED],
        "bands": list(bands(on_the_day).counts),
        "reruns_elected": states[HeadState.ELECTED_IN_RERUN],
    }


def _congresses(election: ElectionRow, zone: Any) -> dict[str, Any]:
    rows = list(
        Standing.objects.filter(election=election.id).values_list(
            "state", "is_pilot", "winner_votes", "winner_base", "incumbency"
        )
    )
    closed = [(pilot, votes, base) for state, pilot, votes, base, _ in rows if state in CLOSED]
    shares = share_summary((votes, base) for _, votes, base in closed if votes is not None and base is not None)
    kept = [incumbency for *_, incumbency in rows if incumbency]
    signed = len(kept)
    mass = list(
        Congress.objects.filter(election=election.id, wave__is_pilot=False, closed_at__isnull=False)
        .order_by("closed_at")
        .values_list("closed_at", flat=True)
    )
    last = Congress.objects.filter(election=election.id, closed_at__isnull=False).order_by("-closed_at").first()
    filled = _filled(election)
    return {
        "pilot_congresses": sum(bool(pilot) for pilot, *_ in closed),
        "mass_congresses": sum(not pilot for pilot, *_ in closed),
        "last_congress_closed_at": last.closed_at.astimezone(zone).isoformat() if last and last.closed_at else None,
        "congress_curve": list(curve(mass, on=election.held_on, zone=zone)),
        "committees_elected": filled.count(Post.COMMITTEE.value),
        "deputies_elected": filled.count(Post.DEPUTY_SECRETARY.value),
        "secretary_share": {"mean": shares.mean, "lowest": shares.lowest},
        "unified": sum(state == CellState.UNIFIED for state, *_ in rows),
        "secretaries": {
            "new_percent": percent(kept.count(Incumbency.NEW.value), signed),
            "reelected_percent": percent(kept.count(Incumbency.REELECTED.value), signed),
            "not_stated_percent": percent(kept.count(Incumbency.NOT_STATED.value), signed),
        },
    }


def _filled(election: ElectionRow) -> list[str]:
    """The post of each contest all of whose seats are filled: its last declaration asks for approval."""
    declared = Declaration.objects.filter(round__contest__election=election.id).order_by("round__number", "version")
    last = {
        contest: (post, step)
        for contest, post, step in declared.values_list(
            "round__contest_id", "round__contest__post", "answer__next__step"
        )
    }
    return [post for post, step in last.values() if step == "approve"]


def curve(closed: Iterable[datetime], *, on: date, zone: Any) -> Iterator[list[Any]]:
    """[hh:mm, đã xong] every half hour of that day, from seven to seventeen o'clock."""
    moments = sorted(closed)
    at = datetime.combine(on, CURVE_FROM, tzinfo=zone)
    end = datetime.combine(on, CURVE_TO, tzinfo=zone)
    done = 0
    while at <= end:
        while done < len(moments) and moments[done] <= at:
            done += 1
        yield [f"{at:%H:%M}", done]
        at += CURVE_STEP


def printed_sums_that_disagree() -> list[dict[str, Any]]:
    """The sums of the press report that do not add up, as printed, each with what it is about."""
    printed = json.loads((files("data") / "bao-chi-quang-ninh-2022.json").read_text(encoding="utf-8"))
    report = printed["report"]
    judged = contract.answer(report)["sums"]
    return [
        {"about": about, **line}
        for about, line, agreement in zip(printed["sums_about"], report["sums"], judged, strict=True)
        if agreement != Agreement.AGREES
    ]
