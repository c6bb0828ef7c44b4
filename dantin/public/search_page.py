"""Tìm một thôn, một xã, có dấu hay không: `/tim/?q=na ech huc dong`."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from dantin.locale import name, number, said
from dantin.locale.words import LOCAL, full_name, short_name
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import chronicle, find

from .answer import answer, frame
from .lineage_words import address, became

_LIMIT = 50
_LEVELS = ("village", "commune", "district")


def search(request: HttpRequest) -> HttpResponse:
    """`/tim/`"""
    at = moment()
    return answer(request, at, lambda: _build(request, at), page="public/tim.html", parts={})


def _build(request: HttpRequest, at: Moment) -> Mapping[str, Any]:
    known = chronicle()
    places = known.now()
    lineage = known.lineage.until(at.now.astimezone(LOCAL).date())
    query = "".join(c if c.isprintable() else " " for c in request.GET.get("q", "")).strip()[:100]
    units = [unit for unit in find(query, known, limit=_LIMIT) if unit.level in _LEVELS] if query else []
    found = []
    for unit in units:
        above = [short_name(each.name) for each in known.where(unit) if each.level != "province"]
        found.append(
            {
                "href": address(unit, places),
                "name": full_name(unit.kind, unit.name) if unit.level == "village" else name(unit.name),
                "where": ", ".join(above),
                "became": became(unit, known, lineage),
            }
        )
    count = said("hơn {n}", n=_LIMIT - 1) if len(found) == _LIMIT else number(len(found))
    return frame(request, at, places, tab="/tim/", title=said("Tìm một thôn")) | {
        "query": query,
        "found": found,
        "count": count,
    }
