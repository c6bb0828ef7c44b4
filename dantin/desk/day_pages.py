"""Ngày bầu: turnout of one village, and the commune's grid of villages by time marks, filled from the telephone."""

from datetime import datetime, time
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.aggregate import HeadState
from dantin.imports.list_sheet import Entry, ListSheet
from dantin.locale.words import HEAD_STATES, LOCAL, full_name, hour_minute, units_word
from dantin.store.actions.ballot import SnapshotIn, take_snapshots
from dantin.store.models import Account, Election, TurnoutSnapshot
from dantin.store.readers import clock
from dantin.store.readers.work import VillageWork, rolls_of, snapshots_of, villages_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed, allowed_in_village, election_of, granted
from .by_election_page import ways_to
from .forms import counted, in_words
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

MARKS = tuple(time(hour) for hour in (9, 11, 14, 16))
Source = TurnoutSnapshot.Source


@allowed_in_village(Act.TELL_TURNOUT)
def turnout(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """Báo số đã bỏ phiếu tính đến lúc này."""
    at, typed, wrong = clock.now(), "", ""
    if request.method == "POST":
        typed = request.POST.get("voted", "").strip()[:20]
        voted = _whole(typed)
        if voted is None:
            wrong = f"Ô này ghi “{typed}”, cần một số đếm từ 0 trở lên." if typed else "Ghi số người đã bỏ phiếu."
        else:
            source = Source.PHONE if granted(request.user, Act.FILL_MARKS) else Source.MACHINE
            given = SnapshotIn(village_code=work.code, mark_at=at, voted=voted, source=source, actor=request.user.login)
            [answer] = take_snapshots(election=election, snapshots=[given], at=at)
            if not isinstance(answer, Refused):
                return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
            wrong = in_words(answer, work.code, full_name(work.kind, work.name))
    context = {
        **frame(request, "Báo số đã bỏ phiếu"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "roll": rolls_of(election, [work.code]).get(work.code, 0),
        "at": hour_minute(at),
        "typed": typed,
        "wrong": wrong,
    }
    return render(request, "desk/bao-so.html", context, status=422 if wrong else 200)


@allowed(Act.SEE_MARKS)
def marks(request: HttpRequest) -> HttpResponse:
    """Bảng mốc giờ của xã: late cells lead; only what was typed anew is sent on, each cell judged on its own."""
    account = request.user
    assert isinstance(account, Account)
    election = election_of(account, request)
    if election is None:
        return render(request, "desk/moc-gio.html", {**frame(request, "Mốc giờ"), "rows": []})
    at = clock.now()
    work = villages_at_work(election, account.place_code)
    fills = granted(account, Act.FILL_MARKS)
    refused: dict[str, tuple[str, str]] = {}
    asked = {"bau": request.GET["bau"]} if "bau" in request.GET else {}
    if request.method == "POST":
        if not fills:
            raise Http404
        refused, taken = _fill(request, election, work, at)
        if not refused:
            return HttpResponseRedirect(f"{request.path}?{urlencode({**asked, 'xong': taken})}")
    rows = _rows(election, work, at, refused, fills=fills)
    if sheet_asked(request):
        return list_file(request, _sheet(rows), place=account.place_code)
    context = {
        **frame(request, "Mốc giờ"),
        "unit": units_word(one.kind for one in work),
        "election": election,
        "by_elections": ways_to(account, "desk_marks", election),
        "marks": [f"{mark:%H:%M}" for mark in MARKS],
        "rows": rows,
        "files": list_files(request, "số đã bỏ phiếu theo mốc giờ") if rows else None,
        "fills": fills,
        "opens": any(cell["open"] for row in rows for cell in row["cells"]),
        "refused": len(refused),
        "taken": counted(request.GET.get("xong", "")) or 0,
        "here": f"{request.path}?{urlencode(asked)}" if asked else request.path,
        "at": hour_minute(at),
    }
    return render(request, "desk/moc-gio.html", context, status=422 if refused else 200)


def _fill(
    request: HttpRequest, election: Election, work: list[VillageWork], at: datetime
) -> tuple[dict[str, tuple[str, str]], int]:
    """{field: (what was typed, why not)} of the cells that were not taken, and how many were."""
    refused: dict[str, tuple[str, str]] = {}
    given: list[tuple[str, SnapshotIn]] = []
    known = snapshots_of(election, [one.code for one in work])
    names = {one.code: full_name(one.kind, one.name) for one in work}
    for one in work:
        for mark in MARKS:
            field = f"{one.code}-{mark:%H%M}"
            typed = request.POST.get(field, "").strip()[:20]
            mark_at = _mark_at(election, one, mark)
            before = known.get((one.code, mark_at))
            if not typed or (before is not None and typed == str(before.voted)):
                continue
            voted = _whole(typed)
            if voted is None:
                refused[field] = (typed, f"“{typed}” không phải số đếm.")
            elif mark_at > at:
                refused[field] = (typed, f"Chưa tới {mark:%H:%M}.")
            else:
                row = SnapshotIn(
                    village_code=one.code, mark_at=mark_at, voted=voted, source=Source.PHONE, actor=request.user.login
                )
                given.append((field, row))
    answers = take_snapshots(election=election, snapshots=[row for _, row in given], at=at) if given else []
    for (field, row), answer in zip(given, answers, strict=True):
        if isinstance(answer, Refused):
            refused[field] = (str(row.voted), in_words(answer, row.village_code, names[row.village_code]))
    return refused, sum(not isinstance(answer, Refused) for answer in answers)


def _rows(
    election: Election,
    work: list[VillageWork],
    at: datetime,
    refused: dict[str, tuple[str, str]],
    *,
    fills: bool,
) -> list[dict[str, Any]]:
    known = snapshots_of(election, [one.code for one in work])
    rolls = rolls_of(election, [one.code for one in work])
    rows = []
    for one in work:
        cells, late, most = [], 0, 0
        voting = one.state is HeadState.VOTING
        for mark in MARKS:
            mark_at, field = _mark_at(election, one, mark), f"{one.code}-{mark:%H%M}"
            told = known.get((one.code, mark_at))
            due = voting and told is None and mark_at <= at
            late += due
            typed, why = refused.get(field, (str(told.voted) if told else "", ""))
            cells.append(
                {
                    "field": field,
                    "mark": f"{mark:%H:%M}",
                    "value": typed,
                    "why": why,
                    "due": due,
                    "open": fills and mark_at <= at and (voting or told is not None),
                    "source": told.get_source_display() if told else "",
                    "actor": told.actor if told else "",
                    "fell": told is not None and told.voted < most,
                }
            )
            most = max(most, told.voted if told else 0)
        rows.append(
            {
                "code": one.code,
                "name": full_name(one.kind, one.name),
                "roll": rolls.get(one.code, 0),
                "state": HEAD_STATES[one.state.value],
                "cells": cells,
                "late": late,
            }
        )
    return sorted(rows, key=lambda row: -int(row["late"]))


def _sheet(rows: list[dict[str, Any]]) -> ListSheet:
    """The grid, each number with where it came from."""
    found: list[tuple[Entry, ...]] = []
    for row in rows:
        told = ((counted(cell["value"]) if cell["value"] else None, cell["source"]) for cell in row["cells"])
        found.append((row["name"], row["code"], row["state"].word, row["roll"], *chain.from_iterable(told)))
    hours = chain.from_iterable((f"{mark:%H:%M}", f"{mark:%H:%M}, nguồn") for mark in MARKS)
    return ListSheet("Mốc giờ", ("Nơi bầu", "Mã", "Tình trạng", "Danh sách", *hours), found)


def _mark_at(election: Election, work: VillageWork, mark: time) -> datetime:
    return datetime.combine(work.held_on or election.held_on, mark, LOCAL)


def _whole(text: str) -> int | None:
    found = counted(text)
    return found if found is not None and found < 10**7 else None
