"""Việc hôm nay của người giám sát: nothing to do, but what to look at first, and the way to each village."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.guards import MOST_ROWS
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import CELL_STATES, HEAD_STATES, LOCAL, full_name, hour_minute, weekday_and_day
from dantin.store.models import Account, Election, Standing
from dantin.store.readers.oversight import Looks, to_look_at, villages_named

from .duty_page import due_mark_of
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

LOOKS, VILLAGES = "nen-xem", "noi"
MOST_LOOKED_AT = 24
MOST_NAMED = 60
LONGEST_ASKED = 80


def overseen(request: HttpRequest, account: Account, election: Election | None, at: datetime) -> HttpResponse:
    """Of who oversees: nothing to do, but what to look at first, and where each place stands."""
    if election is not None and sheet_asked(request, LOOKS):
        return list_file(request, _sheet_of_looks(account, election, at), place=account.place_code)
    if election is not None and sheet_asked(request, VILLAGES):
        return list_file(request, _sheet_of_villages(request, account, election), place=account.place_code)
    looks = []
    if election is not None:
        looks = to_look_at(election, account.place_code, at=at, due_mark=due_mark_of(election, at), most=MOST_LOOKED_AT)
    context = {
        **frame(request, "Việc hôm nay"),
        "election": election,
        "day": weekday_and_day(at.astimezone(LOCAL).date()),
        "at": hour_minute(at),
        "looks_files": list_files(request, "nơi nên xem trước", LOOKS) if looks else None,
        "looks": [_look(one) for one in looks],
        "whole": states_of(election, account.place_code) if election is not None else [],
        **_villages(request, account, election),
    }
    return render(request, "desk/viec-giam-sat.html", context)


def _sheet_of_looks(account: Account, election: Election, at: datetime) -> ListSheet:
    due_mark = due_mark_of(election, at)
    looks = to_look_at(election, account.place_code, at=at, due_mark=due_mark, most=MOST_ROWS)
    rows = [
        (one.why.value, full_name(each.kind, each.name) if each.name else each.village, each.village, each.election)
        for one in looks
        for each in one.shown
    ]
    return ListSheet("Nơi nên xem trước", ("Vì sao", "Nơi bầu", "Mã", "Mã cuộc bầu"), rows)


def _asked(request: HttpRequest) -> str:
    return " ".join(request.GET.get("tim", "").split())[:LONGEST_ASKED]


def _sheet_of_villages(request: HttpRequest, account: Account, election: Election) -> ListSheet:
    """Those that are asked for; of a whole province those of the name that is looked for, as on the page."""
    asked = _asked(request)
    shows = asked or account.place_code != election.province.code
    found = villages_named(election, account.place_code, asked, most=MOST_ROWS) if shows else []
    rows = [(full_name(one.kind, one.name), one.code, one.parent and one.parent.name) for one in found]
    return ListSheet("Các nơi bầu", ("Nơi bầu", "Mã", "Xã"), rows)


def _look(one: Looks) -> dict[str, Any]:
    return {
        "why": one.why.value,
        "count": number(one.count),
        "more": number(one.count - len(one.shown)) if one.count > len(one.shown) else "",
        "places": [
            {
                "name": full_name(each.kind, each.name) if each.name else each.village,
                "href": f"{reverse('desk_events', args=[each.village])}?bau={each.election}",
            }
            for each in one.shown
        ],
    }


def _villages(request: HttpRequest, account: Account, election: Election | None) -> dict[str, Any]:
    """All of a commune; of a province those that are asked for by name or code."""
    asked = _asked(request)
    if election is None:
        return {}
    whole = account.place_code == election.province.code
    found = villages_named(election, account.place_code, asked, most=MOST_NAMED + 1) if asked or not whole else []
    return {
        "asked": asked,
        "asks": whole or bool(asked) or len(found) > MOST_NAMED,
        "villages_files": list_files(request, "các nơi bầu", VILLAGES) if found else None,
        "too_many": MOST_NAMED if len(found) > MOST_NAMED else 0,
        "villages": [
            {
                "name": full_name(one.kind, one.name),
                "commune": one.parent.name if one.parent else "",
                "href": reverse("desk_village", args=[one.code]),
            }
            for one in found[:MOST_NAMED]
        ],
    }


def states_of(election: Election, place_code: str = "") -> list[dict[str, Any]]:
    """The province, or one place of it, in one line a state: its villages are on the duty board, not here."""
    there = Standing.objects.filter(election=election)
    if place_code not in ("", election.province.code):
        there = there.filter(Q(village_code=place_code) | Q(commune_code=place_code) | Q(district_code=place_code))
    counts = dict(there.values_list("state").annotate(n=Count("id")).values_list("state", "n"))
    return [
        {"symbol": word.symbol, "word": word.word, "urgent": word.needs_a_person, "count": number(counts[state])}
        for state, word in (HEAD_STATES if election.side == Side.STATE else CELL_STATES).items()
        if counts.get(state)
    ]
