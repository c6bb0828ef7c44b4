"""Chuẩn y: the higher committee's one screen for all its cells: what is signed, one number and day each. Party side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.aggregate import CellState
from dantin.core.values import Side
from dantin.locale.words import CELL_STATES, LOCAL, day
from dantin.store.actions.congress import EndorsementIn, endorse
from dantin.store.models import Account, Endorsement
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, cells_at_work
from dantin.store.readers.work import election_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed
from .forms import day_or_none
from .frame import frame


@allowed(Act.ENDORSE)
def endorsement(request: HttpRequest) -> HttpResponse:
    """The signed congresses of the committee: endorse those for which a number and a day were typed."""
    account = request.user
    assert isinstance(account, Account)
    election = election_at_work(Side.PARTY, account.place_code)
    if election is None:
        return render(request, "desk/chuan-y.html", {**frame(request, "Chuẩn y"), "due": [], "done": []})
    work = cells_at_work(election, account.place_code)
    wrong: dict[str, str] = {}
    endorsed = 0
    if request.method == "POST":
        # the page answers itself: sent again, the same numbers endorse nothing twice
        endorsed, wrong = _endorse(request, [one for one in work if _waits(one)])
        work = cells_at_work(election, account.place_code)
    due = [_row(request, one, wrong) for one in work if _waits(one)]
    context = {
        **frame(request, "Chuẩn y"),
        "election": election,
        "due": due,
        "done": [_done(one) for one in work if one.endorsed_on is not None],
        "unsigned": sum(one.signed_at is None for one in work),
        "wrong": len(wrong),
        "endorsed": endorsed,
        "posted": request.method == "POST" and not wrong,
    }
    return render(request, "desk/chuan-y.html", context, status=422 if wrong else 200)


def _waits(one: CellWork) -> bool:
    return one.signed_at is not None and one.endorsed_on is None


def _endorse(request: HttpRequest, waiting: list[CellWork]) -> tuple[int, dict[str, str]]:
    """How many were endorsed, and {cell: why not}; a cell without a number is left for later."""
    wrong: dict[str, str] = {}
    given: list[tuple[str, EndorsementIn]] = []
    at = clock.now()
    today = at.astimezone(LOCAL).date()
    for one in waiting:
        decision = " ".join(request.POST.get(f"so-{one.code}", "").split())
        typed = request.POST.get(f"ngay-{one.code}", "").strip()[:20]
        if not decision:
            if typed:
                wrong[one.code] = "Có ngày mà chưa có số quyết định. Ghi số, hoặc xoá ngày để lại lần sau."
            continue
        decided_on = day_or_none(typed)
        if decided_on is None:
            wrong[one.code] = "Ghi ngày quyết định, như 08/7/2022."
        elif decided_on > today:
            wrong[one.code] = "Ngày quyết định chưa tới."
        elif decided_on < one.held_on:
            wrong[one.code] = f"Ngày quyết định đứng trước ngày đại hội {day(one.held_on)}."
        else:
            given.append(
                (one.code, EndorsementIn(congress=one.congress, decision_number=decision, decided_on=decided_on))
            )
    if not given or wrong:
        return 0, wrong
    answers = endorse(decisions=[row for _, row in given], actor=request.user.login, at=at)
    wrong = {code: str(a) for (code, _), a in zip(given, answers, strict=True) if isinstance(a, Refused)}
    return sum(isinstance(answer, Endorsement) for answer in answers), wrong


def _row(request: HttpRequest, one: CellWork, wrong: dict[str, str]) -> dict[str, Any]:
    state = CELL_STATES[one.state.value]
    return {
        "code": one.code,
        "name": one.name,
        "symbol": state.symbol,
        "state": state.word,
        "urgent": one.state is CellState.NOT_UNIFIED,
        "signed_on": day(one.signed_at.astimezone(LOCAL).date()) if one.signed_at else "",
        "number": request.POST.get(f"so-{one.code}", ""),
        "day": request.POST.get(f"ngay-{one.code}", ""),
        "wrong": wrong.get(one.code, ""),
    }


def _done(one: CellWork) -> dict[str, str]:
    decided = day(one.endorsed_on) if one.endorsed_on else ""
    return {"code": one.code, "name": one.name, "number": one.endorsed_by, "decided_on": decided}
