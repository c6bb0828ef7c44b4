"""Tìm một thôn, một xã, có dấu hay không: `/tim/?q=na ech huc dong`."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from dantin.core.vietnamese import number
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import find, territory

from .answer import answer, frame
from .words import full_name, short_name

_LIMIT = 50
_HREF = {"village": "/thon/", "commune": "/xa/", "district": "/huyen/"}


def search(request: HttpRequest) -> HttpResponse:
    """`/tim/`"""
    at = moment()
    return answer(request, at, lambda: _build(request, at), page="public/tim.html", parts={})


def _build(request: HttpRequest, at: Moment) -> Mapping[str, Any]:
    places = territory()
    query = "".join(c if c.isprintable() else " " for c in request.GET.get("q", "")).strip()[:100]
    units = [unit for unit in find(query, places, limit=_LIMIT) if unit.level in _HREF] if query else []
    found = []
    for unit in units:
        above = []
        code = unit.code
        while code in places.above and places.parent(code).level != "province":
            code = places.above[code]
            above.append(short_name(places.units[code].name))
        found.append(
            {
                "href": f"{_HREF[unit.level]}{unit.code}/",
                "name": full_name(unit.kind, unit.name) if unit.level == "village" else unit.name,
                "where": ", ".join(above),
            }
        )
    count = f"hơn {number(_LIMIT - 1)}" if len(found) == _LIMIT else number(len(found))
    return frame(request, at, places, tab="/tim/", title="Tìm một thôn") | {
        "query": query,
        "found": found,
        "count": count,
    }
