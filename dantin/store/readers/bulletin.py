"""Bản tin của tỉnh: every figure folded by the core from the villages' own rows, nothing read from a printed report."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from operator import attrgetter
from typing import Any

from dantin.core import contract
from dantin.core.aggregate import (
    Agreement,
    CellState,
    HeadState,
    VillageResult,
    bands,
    fold,
    progress,
    share_summary,
    total,
)
from dantin.core.plan import Post
from dantin.core.values import percent
from dantin.store.models import Standing
from dantin.store.readers.clock import moment
from dantin.store.readers.incumbency import Incumbency
from dantin.store.readers.marks import RowAtMark, filled_by, rows_at, sittings_at
from dantin.store.readers.places import territory
from dantin.store.readers.progress import ElectionRow, current_elections, turnout_before
from dantin.store.readers.remarks import warnings_accepted

SAVING = timedelta(seconds=5)
CURVE_FROM, CURVE_TO, CURVE_STEP = time(7), time(17), timedelta(minutes=30)
ELECTED = {HeadState.ELECTED.value, HeadState.ELECTED_IN_RERUN.value}
CLOSED = {CellState.DONE_TO_SIGN.value, CellState.UNIFIED.value, CellState.NOT_UNIFIED.value}


def province_bulletin(zone: Any) -> dict[str, Any]:
    """One object with the figures of both stages as they stand now; moments in `zone`."""
    elections = current_elections()
    state, party = elections["state"], elections["party"]
    return (
        head_figures(state, Standing.objects.filter(election=state.id))
        | congress_figures(party, Standing.objects.filter(election=party.id), zone=zone)
        | {"report_audit": printed_sums_that_disagree()}
    )


def bulletin_at(mark: datetime, *, zone: Any) -> dict[str, Any]:
    """Bản tin nhanh: the figures of both stages from what had come in before `mark`, and of each district.

    A side that holds no election here is left out. Asked again later, the same mark gives the same figures.
    """
    elections = current_elections()
    rows = {side: rows_at(election, mark) for side, election in elections.items()}
    heads, cells = rows.get("state", []), rows.get("party", [])
    province = territory().province
    figures: dict[str, Any] = {
        "simulated": moment().simulated,
        "province": province.name if province else "",
        "mark": mark.astimezone(zone).isoformat(timespec="minutes"),
    }
    if "state" in elections:
        states = progress((HeadState(row.state) for row in heads), HeadState)
        figures |= head_figures(elections["state"], heads) | {"head_states": dict(states.counts)}
        figures["warnings_accepted"] = sum(warnings_accepted(elections["state"].id, before=mark).values())
    if "party" in elections:
        standing = progress((CellState(row.state) for row in cells), CellState)
        figures |= congress_figures(elections["party"], cells, zone=zone, mark=mark)
        figures |= {"cell_states": dict(standing.counts)}
    return figures | {
        "completed": {level: _completed(heads, cells, level) for level in ("district", "commune")},
        "districts": _districts(heads, cells),
    }


def is_closed(mark: datetime, now: datetime) -> bool:
    """Bản tin của một mốc giờ chốt khi mốc đã qua: a few seconds later, when what was being saved then is saved."""
    return now >= mark + SAVING


def _completed(heads: list[RowAtMark], cells: list[RowAtMark], level: str) -> dict[str, int]:
    """How many places there are of a level, and in how many every village is done, of either stage (C-08)."""
    where = attrgetter(f"{level}_code")
    open_heads = {where(row) for row in heads if row.state not in ELECTED}
    open_cells = {where(row) for row in cells if row.state not in CLOSED}
    with_heads, with_cells = {where(row) for row in heads}, {where(row) for row in cells}
    return {
        "places": len(with_heads | with_cells),
        "heads": len(with_heads - open_heads),
        "congresses": len(with_cells - open_cells),
    }


def _districts(heads: list[RowAtMark], cells: list[RowAtMark]) -> list[dict[str, Any]]:
    sums = fold(heads, attrgetter("district_code"))
    elected = Counter(row.district_code for row in heads if row.state in ELECTED)
    closed = Counter(row.district_code for row in cells if row.state in CLOSED)
    congresses = Counter(row.district_code for row in cells)
    codes = sorted({*sums, *congresses})
    units = territory().units
    return [
        {
            "code": code,
            "name": units[code].name if code in units else code,
            "villages": sums[code].villages if code in sums else congresses[code],
            "roll": sums[code].roll if code in sums else None,
            "voted": sums[code].voted if code in sums else None,
            "turnout": sums[code].turnout if code in sums else None,
            "elected": elected[code],
            "congresses": congresses[code],
            "congresses_done": closed[code],
        }
        for code in codes
    ]


def head_figures(election: ElectionRow, standings: Iterable[Any]) -> dict[str, Any]:
    """Bầu trưởng thôn: sums, bands and re-runs of these rows."""
    rows = [(row.state, row.roll, row.voted, row.winner_votes) for row in standings]
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


def congress_figures(
    election: ElectionRow, standings: Iterable[Any], *, zone: Any, mark: datetime | None = None
) -> dict[str, Any]:
    """Đại hội chi bộ: congresses, shares and secretaries of these rows, as known by `mark`."""
    rows = [(row.state, row.is_pilot, row.winner_votes, row.winner_base, row.incumbency) for row in standings]
    closed = [(pilot, votes, base) for state, pilot, votes, base, _ in rows if state in CLOSED]
    shares = share_summary((votes, base) for _, votes, base in closed if votes is not None and base is not None)
    kept = [incumbency for *_, incumbency in rows if incumbency]
    signed = len(kept)
    ended = sittings_at(election.id, mark).filter(closed_at__isnull=False)
    if mark is not None:
        ended = ended.filter(closed_at__lt=mark)
    closings = list(ended.order_by("closed_at").values_list("closed_at", "wave__is_pilot"))
    mass = [at for at, is_pilot in closings if at and not is_pilot]
    last = closings[-1][0] if closings else None
    filled = filled_by(election.id, mark)
    return {
        "pilot_congresses": sum(bool(pilot) for pilot, *_ in closed),
        "mass_congresses": sum(not pilot for pilot, *_ in closed),
        "last_congress_closed_at": last.astimezone(zone).isoformat() if last else None,
        "congress_curve": list(curve(mass, on=election.held_on, zone=zone, mark=mark)),
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


def curve(closed: Iterable[datetime], *, on: date, zone: Any, mark: datetime | None = None) -> Iterator[list[Any]]:
    """[hh:mm, đã xong] every half hour of that day, from seven to seventeen o'clock, none after `mark`."""
    moments = sorted(closed)
    at = datetime.combine(on, CURVE_FROM, tzinfo=zone)
    end = datetime.combine(on, CURVE_TO, tzinfo=zone)
    if mark is not None:
        end = min(end, mark)
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
