"""Tiến độ dưới dạng JSON, and the names of the map's tiles. The time of the answer is in its header X-Tinh-Den."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse

from dantin.core.aggregate import bands
from dantin.store.readers.clock import moment
from dantin.store.readers.places import Territory, territory
from dantin.store.readers.progress import current_elections, standings, turnout_before

from .answer import fresh, matches, tag, version
from .map_svg import map_names
from .sums import PlaceSums, by_place, elected_on_the_day, incumbency


def progress(request: HttpRequest) -> HttpResponse:
    """`/tien-do.json`: the province by district; `?huyen=` one district by commune; `?xa=` one commune by village."""
    at = moment()
    etag = tag(at, shows="")
    if matches(request, etag):
        return fresh(HttpResponseNotModified(), at, etag)
    return fresh(JsonResponse(_progress(request), json_dumps_params={"ensure_ascii": False}), at, etag)


def _progress(request: HttpRequest) -> dict[str, Any]:
    places = territory()
    district, commune = request.GET.get("huyen"), request.GET.get("xa")
    within = {"commune": commune} if commune else {"district": district} if district else {}
    for level, code in within.items():
        if code not in places.units or places.units[code].level != level:
            raise Http404(code)
    level = "village" if commune else "commune" if district else "district"
    elections = current_elections()
    heads, cells = elections.get("state"), elections.get("party")
    head_rows = standings(heads.id, **within) if heads else []
    cell_rows = standings(cells.id, **within) if cells else []
    groups = by_place(head_rows, cell_rows, level)
    answer: dict[str, Any] = {
        "elections": [
            {"side": each.side, "code": each.code, "rulebook": each.rulebook, "held_on": each.held_on.isoformat()}
            for each in elections.values()
        ],
        "total": _sums(sum(groups.values(), PlaceSums())) | {"bands": bands(elected_on_the_day(head_rows)).counts},
        "grouped_by": level,
        "groups": {code: {"name": _name(places, code)} | _sums(groups[code]) for code in sorted(groups)},
    }
    if not within:  # of secretaries only the sums of the province are public (design §4.11)
        kept = incumbency(cell_rows).counts
        answer["total"]["secretaries"] = {kind.name.lower(): n for kind, n in kept.items() if kind}
    if not within and heads and heads.previous_id:
        before = turnout_before(heads.previous_id)
        answer["turnout_previous_term"] = before.turnout if before else None
    return answer


def _name(places: Territory, code: str) -> str:
    """A village that is no more since the older of the two calls keeps its code."""
    return places.units[code].name if code in places.units else code


def _sums(sums: PlaceSums) -> dict[str, Any]:
    return {
        "villages": sums.villages,
        "roll": sums.totals.roll,
        "voted": sums.totals.voted,
        "turnout": sums.totals.turnout,
        "elected": sums.totals.elected,
        "heads": dict(sums.heads.counts),
        "congresses_done": sums.cells_done,
        "congresses": dict(sums.cells.counts),
    }


def tile_names(request: HttpRequest) -> HttpResponse:
    """`/ban-do.json`: district → communes → [code, name] of each tile, in the order of the map."""
    places = territory()
    stamp = f"{version()}{places.stamp}{places.province and places.province.id}"
    etag = f'"{sha256(stamp.encode()).hexdigest()[:16]}"'
    if matches(request, etag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = JsonResponse(map_names(places), safe=False, json_dumps_params={"ensure_ascii": False})
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response
