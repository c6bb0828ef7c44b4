"""Trang huyện, trang xã, và hai bảng của cả tỉnh. A page of a place reads the rows of that place only."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe

from dantin.locale import name, number, said
from dantin.locale.words import CELL_STATES, HEAD_STATES, LOCAL, full_name, short_name
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import Territory, territory
from dantin.store.readers.progress import ElectionRow, StandingRow, current_elections, elections, newest_of, standings

from . import map_svg, summaries, tilemap
from .answer import answer, frame
from .lineage_words import Shown, told
from .sums import CELL_DONE, PlaceSums, by_place, chosen_stage

_PARTS = {
    "tin": "public/_headline.html",
    "chang": "public/_stages.html",
    "chu-giai": "public/_legend.html",
}
_PARTS_OF_TABLE = {**_PARTS, "bang": "public/_table.html"}
_PARTS_OF_COMMUNE = {**_PARTS, "thon": "public/_villages.html"}


def district(request: HttpRequest, code: str, on: str = "") -> HttpResponse:
    """`/huyen/<code>/`, and `/huyen/<code>/<day>/` for the unit of that day."""
    at, here = moment(), Shown.at(code, ("district", "province"), on)
    if here.unit.level == "province" and code not in here.places.communes:
        raise Http404(code)
    build = lambda: _district(request, at, here)  # noqa: E731 - one expression, used once
    return answer(request, at, build, page="public/noi.html", parts=_PARTS_OF_TABLE)


def commune(request: HttpRequest, code: str, on: str = "") -> HttpResponse:
    """`/xa/<code>/`, and `/xa/<code>/<day>/` for the unit of that day."""
    at, here = moment(), Shown.at(code, ("commune",), on)
    build = lambda: _commune(request, at, here)  # noqa: E731 - one expression, used once
    return answer(request, at, build, page="public/noi.html", parts=_PARTS_OF_COMMUNE)


def districts_and_communes(request: HttpRequest) -> HttpResponse:
    """`/huyen-va-xa/`"""
    at, places = moment(), territory()
    return answer(
        request,
        at,
        lambda: _both_tables(request, at, places),
        page="public/huyen-va-xa.html",
        parts={"huyen": "public/_table_districts.html", "xa": "public/_tables_communes.html"},
    )


def _rows(elections: Mapping[str, ElectionRow], **within: str) -> tuple[list[StandingRow], list[StandingRow]]:
    heads, cells = elections.get("state"), elections.get("party")
    return (
        standings(heads.id, **within) if heads else [],
        standings(cells.id, **within) if cells else [],
    )


def _place(
    request: HttpRequest, at: Moment, here: Shown, *, level: str
) -> tuple[dict[str, Any], list[StandingRow], list[StandingRow], dict[str, PlaceSums], PlaceSums, int]:
    """What the page of a district and of a commune have in common."""
    places, unit = here.places, here.unit
    within = {"district": unit.code} if unit.level == "district" else {"commune": unit.code}
    held = newest_of(unit, elections())
    head_rows, cell_rows = _rows(held, **(within if unit.level != "province" else {}))
    groups = by_place(head_rows, cell_rows, level)
    total = sum(groups.values(), PlaceSums())
    stage = chosen_stage(request.GET.get("chang", ""), total)
    rows, words = (head_rows, HEAD_STATES) if stage == 1 else (cell_rows, CELL_STATES)
    today = at.now.astimezone(LOCAL).date()
    crumbs = [{"href": "/", "name": short_name(places.province.name) if places.province else said("Tỉnh")}]
    context: dict[str, Any] = {
        **frame(request, at, places, tab="/huyen-va-xa/", title=name(unit.name)),
        "place_name": name(unit.name),
        "lineage": told(unit, here.known, today),
        "crumbs": crumbs,
        "headline": summaries.headline(total, heads=held.get("state"), cells=held.get("party"), today=today),
        "stages": summaries.stages(
            total,
            heads=held.get("state"),
            cells=held.get("party"),
            pilots=sum(row.is_pilot and row.state in CELL_DONE for row in cell_rows),
            secretaries=None,  # of secretaries only the sums of the province are public (design §4.11)
            turnout_before=None,
            now=at.now,
            report="",
        ),
        "stage": stage,
        "map": {
            "legend": summaries.counters(total.heads if stage == 1 else total.cells, words),
            "choices": [
                {"href": "?chang=1#ban-do", "label": said("Trưởng thôn"), "current": stage == 1},
                {"href": "?chang=2#ban-do", "label": said("Đại hội chi bộ"), "current": stage == 2},
            ],
            "stage": stage,
            "names_url": "/ban-do.json",
            "explained": said(
                "{n} ô của {place}. Diện tích theo số thôn, không theo đất.", n=len(rows), place=name(unit.name)
            ),
        },
    }
    return context, head_rows, cell_rows, groups, total, stage


def _district(request: HttpRequest, at: Moment, here: Shown) -> Mapping[str, Any]:
    places, unit = here.places, here.unit
    context, heads, cells, groups, total, stage = _place(request, at, here, level="commune")
    communes = places.communes[unit.code]
    context["table"] = summaries.table(
        groups, communes, total, stage=stage, total_name=short_name(unit.name), level="commune"
    )
    for row, each in zip(context["table"]["rows"], communes, strict=True):
        row["href"] = here.href(each)
    if not here.known.now().has(unit):
        return context  # the names behind the tiles are those of today
    return context | _tiles(places, unit.code, heads if stage == 1 else cells, stage, context)


def _commune(request: HttpRequest, at: Moment, here: Shown) -> Mapping[str, Any]:
    places, unit = here.places, here.unit
    context, heads, cells, *_ = _place(request, at, here, level="village")
    above = places.parent(unit.code)
    if above.level == "district":
        context["crumbs"].append({"href": here.href(above), "name": short_name(above.name)})
    state_of_head = {row.village_code: row for row in heads}
    state_of_cell = {row.village_code: row for row in cells}
    context["villages"] = [
        {
            "href": here.href(village),
            "name": full_name(village.kind, village.name),
            "roll": number(row.roll) if (row := state_of_head.get(village.code)) else "–",
            "voted": number(row.voted) if row and row.voted else "–",
            "head": _shown(HEAD_STATES, row.state if row else "not_started"),
            "cell": _shown(CELL_STATES, c.state if (c := state_of_cell.get(village.code)) else "not_started"),
        }
        for village in places.villages[unit.code]
    ]
    return context


def _shown(words: Mapping[str, Any], state: str) -> dict[str, Any]:
    return {"symbol": words[state].symbol, "word": words[state].word, "urgent": words[state].needs_a_person}


def _tiles(
    places: Territory, code: str, rows: list[StandingRow], stage: int, context: dict[str, Any]
) -> dict[str, Any]:
    words = HEAD_STATES if stage == 1 else CELL_STATES
    states = {row.village_code: row.state for row in rows}
    label = said("Bản đồ thôn của {place}; bảng có cùng số liệu", place=name(places.units[code].name))
    svg, live = map_svg.district_map(places, code, states, words, label=label)
    columns = tilemap.layout_of(places).district(code)
    wide = columns.box[2] - columns.box[0] if columns else 1
    # mark_safe: our own drawing; names are escaped where it is drawn
    drawn = context["map"] | {"svg": mark_safe(svg), "width": min(wide, 24) * 2}
    return {"map": drawn, "map_states": {"huyen": live, "chang": stage}}


def _both_tables(request: HttpRequest, at: Moment, places: Territory) -> Mapping[str, Any]:
    heads, cells = _rows(current_elections())
    by_district = by_place(heads, cells, "district")
    by_commune = by_place(heads, cells, "commune")
    total = sum(by_district.values(), PlaceSums())
    stage = chosen_stage(request.GET.get("chang", ""), total)
    order = [places.units[d.code] for d in tilemap.layout_of(places).districts]
    return {
        **frame(request, at, places, tab="/huyen-va-xa/", title=said("Huyện và xã")),
        "table": summaries.table(
            by_district, order, total, stage=stage, total_name=said("Toàn tỉnh"), level="district"
        ),
        "communes": [
            summaries.table(
                by_commune,
                places.communes[unit.code],
                by_district.get(unit.code, PlaceSums()),
                stage=stage,
                total_name=short_name(unit.name),
                level="commune",
            )
            | {"name": name(unit.name), "anchor": f"huyen-{unit.code}"}
            for unit in order
        ],
        "choices": [
            {"href": "?chang=1", "label": said("Trưởng thôn"), "current": stage == 1},
            {"href": "?chang=2", "label": said("Đại hội chi bộ"), "current": stage == 2},
        ],
    }
