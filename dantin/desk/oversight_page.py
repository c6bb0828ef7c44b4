"""Việc hôm nay của người giám sát: nothing to do, but what to look at first, and the way to each village."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.locale.words import CELL_STATES, HEAD_STATES, LOCAL, full_name, hour_minute, weekday_and_day
from dantin.store.models import Account, Election, Standing
from dantin.store.readers.oversight import Looks, to_look_at, villages_named

from .duty_page import due_mark_of
from .frame import frame

MOST_LOOKED_AT = 24
MOST_NAMED = 60
LONGEST_ASKED = 80


def overseen(request: HttpRequest, account: Account, election: Election | None, at: datetime) -> HttpResponse:
    """Of who oversees: nothing to do, but what to look at first, and where each place stands."""
    looks = []
    if election is not None:
        looks = to_look_at(election, account.place_code, at=at, due_mark=due_mark_of(election, at), most=MOST_LOOKED_AT)
    context = {
        **frame(request, "Việc hôm nay"),
        "election": election,
        "day": weekday_and_day(at.astimezone(LOCAL).date()),
        "at": hour_minute(at),
        "looks": [_look(one) for one in looks],
        "whole": states_of(election, account.place_code) if election is not None else [],
        **_villages(request, account, election),
    }
    return render(request, "desk/viec-giam-sat.html", context)


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
    asked = " ".join(request.GET.get("tim", "").split())[:LONGEST_ASKED]
    if election is None:
        return {}
    whole = account.place_code == election.province.code
    found = villages_named(election, account.place_code, asked, most=MOST_NAMED + 1) if asked or not whole else []
    return {
        "asked": asked,
        "asks": whole or bool(asked) or len(found) > MOST_NAMED,
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
