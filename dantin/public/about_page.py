"""Về số liệu: what is simulated, what was published, and what the press printed beside what the core computes."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from dantin.core.aggregate import CellState, HeadState, bands
from dantin.core.values import percent
from dantin.locale import listed, number, percent_words, said
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import territory
from dantin.store.readers.progress import current_elections, standings, turnout_before

from . import press_report
from .answer import answer, frame
from .sums import PlaceSums, by_place, elected_on_the_day, incumbency


def about(request: HttpRequest) -> HttpResponse:
    """`/gioi-thieu-so-lieu/`"""
    at = moment()
    # What was published is of the year 2022, which only the rehearsal plays; another province's figures are its own.
    parts = {"so": "public/_published.html"} if at.clock is not None else {}
    return answer(request, at, lambda: _build(request, at), page="public/ve-so-lieu.html", parts=parts)


def _build(request: HttpRequest, at: Moment) -> Mapping[str, Any]:
    elections = current_elections()
    heads, cells = elections.get("state"), elections.get("party")
    head_rows = standings(heads.id) if heads else []
    cell_rows = standings(cells.id) if cells else []
    sums = sum(by_place(head_rows, cell_rows, "district").values(), PlaceSums())
    before = turnout_before(heads.previous_id) if heads and heads.previous_id else None
    kept = incumbency(cell_rows)
    published = press_report.published()
    shares = bands(elected_on_the_day(head_rows))
    computed = {
        "roll": number(sums.totals.roll),
        "voted": number(sums.totals.voted),
        "turnout": sums.turnout,
        "before": percent_words(before.turnout) if before else "–",
        "elected": f"{number(sums.heads[HeadState.ELECTED])} / {number(sums.heads.total)}",
        "bands": listed(shares.counts),
        "congresses": f"{number(sums.cells_done)} / {number(sums.cells.total)}",
        "unified": number(sums.cells[CellState.UNIFIED]),
    }
    known = sums.cells_done
    secretaries = [
        {
            "word": said(line.word),
            "printed": f"{line.percent}\u00a0%" if line.percent is not None else "–",
            "n": number(kept[line.kind]),
            "share": percent_words(percent(kept[line.kind], known)),
        }
        for line in press_report.secretaries()
    ]
    return {
        **frame(request, at, territory(), tab="/gioi-thieu-so-lieu/", title=said("Về số liệu")),
        "of_2022": at.clock is not None,
        "lines": [{"word": said(p.word), "published": p.published, "computed": computed[p.key]} for p in published],
        "secretaries": secretaries,
        "whole": number(known),
        "finding": press_report.finding(),
        "files_of": heads.code if heads and head_rows else "",
    }
