"""Màn hình phòng trực: one stage of the province on one screen, read from five metres; opened by the screen's own key.

The key comes once in the fragment of an address, which no server log sees, and stays in a cookie that each answer
renews: a wall is never asked to sign in on the day of the vote.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import mark_safe
from django.views.decorators.csrf import ensure_csrf_cookie

from dantin.core.aggregate import CellState, HeadState
from dantin.locale import day, day_and_month, is_english, msg, name, number, percent_words, said
from dantin.locale.words import (
    CELL_STATES,
    HEAD_STATES,
    LOCAL,
    NBSP,
    StateWord,
    duration,
    full_name,
    hour_minute,
    weekday_and_day,
)
from dantin.store.readers import calls
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.displays import opens_the_wall
from dantin.store.readers.places import Territory, territory
from dantin.store.readers.progress import ElectionRow, StandingRow, current_elections, standings

from . import map_svg, summaries
from .answer import answer, frame, wants_parts
from .languages import PREFIX, shown
from .sums import CELL_DONE, HEAD_DONE, PlaceSums, by_place

COOKIE, PATH, CONGRESSES = "dantin_tuong", "/tuong/", "/tuong/dai-hoi/"
_FOREVER = 400 * 24 * 3600  # the longest a browser keeps a cookie; every answer begins it anew
_PARTS = {"lon": "public/_wall_first.html", "hai": "public/_wall_second.html", "goi": "public/_wall_calls.html",
          "chan": "public/_wall_legend.html"}  # fmt: skip
_CALLS_SHOWN = 3
# Told nothing for longer than between two bulletins; and in a congress, for half an hour (look/tuong-dai-hoi.html).
_SILENT_POLL, _SILENT_CONGRESS = timedelta(hours=3), timedelta(minutes=30)
# In the order of the day, what left the ordinary course last.
_ORDER = ("not_started", "voting", "counted", "elected", "elected_in_rerun", "in_congress", "done_to_sign", "unified",
          "no_quorum", "rerun", "postponed", "interim", "not_unified")  # fmt: skip
_END = time(17)  # congresses of the day are to end by five o'clock (C-02)
_LEGEND = {
    "voting": msg("Đang bầu"), "elected": msg("Trúng cử"), "elected_in_rerun": msg("Trúng cử lần sau"),
    "counted": msg("Đã kiểm"), "rerun": msg("Bầu lại"), "interim": msg("Lâm thời"),
    "done_to_sign": msg("Xong, chờ ký biên bản"), "unified": msg("Bí thư là trưởng thôn"),
}  # fmt: skip


def heads(request: HttpRequest) -> HttpResponse:
    """`/tuong/`: bầu trưởng thôn."""
    return _wall(request, "state")


def congresses(request: HttpRequest) -> HttpResponse:
    """`/tuong/dai-hoi/`: đại hội chi bộ."""
    return _wall(request, "party")


def take_key(request: HttpRequest) -> HttpResponse:
    """`/tuong/khoa/`: the key out of the fragment, or typed, becomes the screen's cookie."""
    key = request.POST.get("khoa", "").strip()[:80]
    to = CONGRESSES if request.POST.get("man") == "dai-hoi" else PATH
    if not opens_the_wall(key):
        return _ask(request, to, refused=True)
    return _kept(HttpResponseRedirect(to), request, key)


def _wall(request: HttpRequest, side: str) -> HttpResponse:
    key = request.COOKIES.get(COOKIE, "")
    if not opens_the_wall(key):
        return HttpResponse(status=403) if wants_parts(request) else _ask(request, request.path)
    at = moment()
    build = partial(_build, request, at, side)
    response = answer(request, at, build, page="public/tuong.html", parts=_PARTS, minute=True)
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Cookie"
    return _kept(response, request, key)


def _kept(response: HttpResponse, request: HttpRequest, key: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        key,
        max_age=_FOREVER,
        path=f"{PREFIX}{PATH}" if is_english() else PATH,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )
    return response


@ensure_csrf_cookie
def _ask(request: HttpRequest, to: str, *, refused: bool = False) -> HttpResponse:
    context = {
        "title": said("Màn hình phòng trực"),
        "tabs": [],
        "reload_url": to,
        "refused": refused,
        "congress": to.endswith(CONGRESSES),
    }
    response = shown(request, "public/tuong-khoa.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def _build(request: HttpRequest, at: Moment, side: str) -> Mapping[str, Any]:
    places = territory()
    election = current_elections().get(side)
    rows = standings(election.id) if election else []
    stage = 1 if side == "state" else 2
    local = at.now.astimezone(LOCAL)
    what = said("Bầu trưởng thôn") if stage == 1 else said("Đại hội chi bộ")
    province = places.province.name if places.province else ""
    where = name(province if is_english() else province[:1].lower() + province[1:])
    context = {
        **frame(request, at, places, tab="", title=said("Màn hình phòng trực: {what}", what=what.lower())),
        "stage": stage,
        "heading": said(_HEADINGS[stage], place=where) if province else what,
        "today": weekday_and_day(local),
    }
    if election is None or not rows:
        return context | {"first": None}
    words = HEAD_STATES if stage == 1 else CELL_STATES
    done = HEAD_DONE if stage == 1 else CELL_DONE
    heads_, cells = (rows, []) if stage == 1 else ([], rows)
    sums = sum(by_place(heads_, cells, "district").values(), PlaceSums())
    states = {row.village_code: row.state for row in rows}
    label = said("Bản đồ {n} thôn theo trạng thái, mỗi ô một thôn", n=len(rows))
    svg, live = map_svg.province_map(places, states, words, done, label=label)
    found = _head_calls(election, rows, at.now) if stage == 1 else _cell_calls(election, at.now)
    counts = sums.heads if stage == 1 else sums.cells
    return context | {
        "first": {
            "word": said("Thôn đã có người trúng cử") if stage == 1 else said("Chi bộ đã xong đại hội"),
            "n": number(sums.heads_done if stage == 1 else sums.cells_done),
            "whole": number(len(rows)),
        },
        "second": _turnout(sums) if stage == 1 else _until_five(rows, election, local),
        "calls": _calls(found, places, words, stage),
        "legend": _legend(summaries.counters(counts, words), words),
        "map": {"svg": mark_safe(svg)},
        "map_states": {"tinh": live},
    }


def _legend(counters: list[dict[str, Any]], words: Mapping[str, StateWord]) -> list[dict[str, Any]]:
    named = dict(zip(words, counters, strict=True))
    for state, short in _LEGEND.items():
        if state in named:
            named[state]["word"] = said(short)
    return [named[state] for state in _ORDER if state in named]


def _turnout(sums: PlaceSums) -> dict[str, str]:
    share = percent_words(sums.totals.turnout).split(NBSP)[0]
    voted = said("Đi bầu {n} / {whole}", n=sums.totals.voted, whole=sums.totals.roll)
    return {"word": voted, "big": share, "unit": "%" if share != "–" else ""}


def _until_five(rows: list[StandingRow], election: ElectionRow, local: datetime) -> dict[str, str]:
    """What is left until five o'clock; before and after the day the day itself is the news."""
    end = datetime.combine(election.held_on, _END, LOCAL)
    of_the_day = [row for row in rows if not row.is_pilot]
    if of_the_day and all(row.state in CELL_DONE for row in of_the_day):
        last = max(datetime.fromisoformat(row.done_at[:19] + "+00:00") for row in of_the_day if row.done_at)
        return {
            "word": said("Đại hội cuối bế mạc, ngày {day}", day=day(last.astimezone(LOCAL))),
            "big": hour_minute(last),
            "unit": "",
        }
    if local.date() < election.held_on:
        days = (election.held_on - local.date()).days
        until = said("Còn tới ngày {day}", day=day(election.held_on))
        return {"word": until, "big": number(days), "unit": said("ngày")}
    if local < end:
        minutes = -(-int((end - local).total_seconds()) // 60)
        hours, rest = divmod(minutes, 60)
        # the screen itself counts the seconds between two answers; without it the minutes stand
        return {"word": said("Còn tới 17:00"), "big": f"{hours}:{rest:02d}", "unit": "", "until": end.isoformat()}
    return {"word": said("Đã quá 17:00"), "big": duration(int((local - end).total_seconds()) // 60), "unit": ""}


_Call = tuple[str, str, str]
_HEADINGS = {1: msg("Bầu trưởng thôn, {place}"), 2: msg("Đại hội chi bộ, {place}")}
_CALLS = {
    1: (msg("Cần gọi ngay: {n} thôn"), msg("Không có thôn nào cần gọi"), msg("và {n} thôn nữa")),
    2: (msg("Cần gọi ngay: {n} chi bộ"), msg("Không có chi bộ nào cần gọi"), msg("và {n} chi bộ nữa")),
}


def _head_calls(election: ElectionRow, rows: list[StandingRow], now: datetime) -> list[_Call]:
    """(village, state, what to say): no quorum first, then re-runs without a day, with a day, then the silent."""
    states = {row.village_code: row.state for row in rows}
    short = calls.changed_at(election.id, (HeadState.NO_QUORUM.value,))
    fixed = calls.unfinished_rounds(election.id)
    again = sorted(v for v, state in states.items() if state == HeadState.RERUN)
    found = [
        (v, HeadState.NO_QUORUM.value, said("chưa đủ số dự, đã {time}", time=_ago(now - at)))
        for v, at in _oldest(short)
    ]
    found += [(v, HeadState.RERUN.value, said("bầu lại, chưa định ngày")) for v in again if v not in fixed]
    found += [
        (v, HeadState.RERUN.value, said("bầu lại ngày {day}", day=day_and_month(fixed[v]))) for v in again if v in fixed
    ]
    heard = calls.polls_last_heard(election.id)
    return found + _silent(heard, HeadState.VOTING.value, now, _SILENT_POLL)


def _cell_calls(election: ElectionRow, now: datetime) -> list[_Call]:
    return _silent(calls.congresses_last_heard(election.id), CellState.IN_CONGRESS.value, now, _SILENT_CONGRESS)


def _silent(heard: Mapping[str, datetime], state: str, now: datetime, longest: timedelta) -> list[_Call]:
    silent = [(v, at) for v, at in _oldest(heard) if now - at > longest]
    return [(v, state, said("báo lần cuối {time}", time=hour_minute(at))) for v, at in silent]


def _oldest(since: Mapping[str, datetime]) -> list[tuple[str, datetime]]:
    return sorted(since.items(), key=lambda one: (one[1], one[0]))


def _ago(since: timedelta) -> str:
    return duration(int(since.total_seconds()) // 60)


def _calls(found: list[_Call], places: Territory, words: Mapping[str, StateWord], stage: int) -> dict[str, Any]:
    first = [
        {
            "symbol": words[state].symbol,
            "name": f"{full_name(places.units[v].kind, places.units[v].name)}, {name(places.parent(v).name)}",
            "said": why,
        }
        for v, state, why in found[:_CALLS_SHOWN]
        if v in places.units
    ]
    some, nobody, others = _CALLS[stage]
    more = len(found) - len(first)
    return {
        "title": said(some, n=len(found)) if found else said(nobody),
        "any": bool(found),
        "more": said(others, n=more) if more > 0 else "",
        "shown": first,
    }
