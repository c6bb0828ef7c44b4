"""Chuẩn y: the higher committee's one screen for all its cells, what needs a look first. Party side."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.core.after_congress import CongressRulingKind
from dantin.core.aggregate import CellState
from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.guards import MOST_ROWS
from dantin.imports.list_sheet import Entry, ListSheet
from dantin.locale.words import CELL_STATES, LOCAL, day
from dantin.store.actions.congress import EndorsementIn, endorse
from dantin.store.models import Account, Election, Endorsement
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork
from dantin.store.readers.endorsing import (
    CongressFile,
    cells_to_endorse,
    endorsement_counts,
    files_of,
    newest_endorsed,
    waiting_among,
)
from dantin.store.readers.work import election_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed
from .after_congress_page import address, holds_back
from .endorse_words import exceptions_of, in_order
from .forms import day_or_none
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

PAGE, NEWEST = 20, 20
_AT_ONCE = 200


@dataclass(slots=True)
class Sent:
    """What came back from the form: how many were endorsed, and why which cell was not."""

    endorsed: int = 0
    wrong: dict[str, str] = field(default_factory=dict)
    common: str = ""
    """What is wrong with the decision for several cells."""


@allowed(Act.ENDORSE)
def endorsement(request: HttpRequest) -> HttpResponse:
    """The signed congresses of the committee: endorse those for which a number and a day were typed, or ticked."""
    account = request.user
    assert isinstance(account, Account)
    election = election_at_work(Side.PARTY, account.place_code)
    if election is None:
        return render(request, "desk/chuan-y.html", {**frame(request, "Chuẩn y"), "due": [], "done": []})
    if sheet_asked(request):
        columns = ("Chi bộ", "Mã", "Tình trạng", "Ngày ký biên bản", "Phải xem", "Số quyết định", "Ngày quyết định")
        sheet = ListSheet("Chuẩn y", columns, _sheet_rows(election, account.place_code))
        return list_file(request, sheet, place=account.place_code)
    today, sent = clock.now().astimezone(LOCAL).date(), Sent()
    if request.method == "POST":
        # the page answers itself: sent again, the same numbers endorse nothing twice
        codes = sorted({name[3:] for name in request.POST if name.startswith("so-")} - {"chung"})[:PAGE]
        sent = _endorse(request, waiting_among(election, account.place_code, codes), today)
    held, signed, endorsed = endorsement_counts(election, account.place_code)
    waits = signed - endorsed
    pages = max(1, -(-waits // PAGE))
    at = min(max(_page_asked(request), 1), pages)
    works = cells_to_endorse(election, account.place_code, skip=(at - 1) * PAGE, most=PAGE)
    faulty = bool(sent.wrong or sent.common)
    context = {
        **frame(request, "Chuẩn y"),
        "election": election,
        "waits": number(waits),
        "due": [_row(request, file, sent, today) for file in files_of(election, works)],
        "done": [
            {"code": code, "name": name, "number": paper, "decided_on": day(on)}
            for code, name, paper, on in newest_endorsed(election, account.place_code, most=NEWEST)
        ],
        "endorsed_in_all": number(endorsed),
        "unsigned": held - signed,
        "files": list_files(request, "đại hội chờ chuẩn y và đã chuẩn y") if signed else None,
        "wrong": len(sent.wrong),
        "common_wrong": sent.common,
        "common": {"number": request.POST.get("so-chung", ""), "day": request.POST.get("ngay-chung", "")}
        if faulty
        else {},
        "endorsed": sent.endorsed,
        "posted": request.method == "POST" and not faulty,
        "page": {"at": at, "of": pages, "before": at - 1, "after": at + 1 if at < pages else 0},
    }
    return render(request, "desk/chuan-y.html", context, status=422 if faulty else 200)


def _sheet_rows(election: Election, place: str) -> Iterator[tuple[Entry, ...]]:
    """Who waits, as on the pages, then every cell that is endorsed, newest first."""
    today, skip = clock.now().astimezone(LOCAL).date(), 0
    while works := cells_to_endorse(election, place, skip=skip, most=_AT_ONCE):
        for file in files_of(election, works):
            signed = file.work.signed_at.astimezone(LOCAL).date() if file.work.signed_at else None
            look = " ".join(exceptions_of(file, today))
            yield (file.work.name, file.work.code, "chờ chuẩn y", signed, look, None, None)
        skip += _AT_ONCE
    for code, name, paper, on in newest_endorsed(election, place, most=MOST_ROWS):
        yield (name, code, "đã chuẩn y", None, None, paper, on)


def _page_asked(request: HttpRequest) -> int:
    given = request.GET.get("trang", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _endorse(request: HttpRequest, waiting: list[CellWork], today: date) -> Sent:
    """A cell with a number of its own has that decision; a ticked one the decision for several; the rest waits."""
    sent, given = Sent(), list[tuple[CellWork, EndorsementIn]]()
    ticked = set(request.POST.getlist("chon"))
    common, common_day = _typed(request, "chung")
    if ticked and not common:
        sent.common = "Đã đánh dấu chi bộ mà chưa ghi số quyết định chung. Ghi số và ngày, hoặc bỏ đánh dấu."
    elif common and not ticked:
        sent.common = "Đánh dấu những chi bộ mà quyết định này chuẩn y."
    for one in waiting:
        decision, typed = _typed(request, one.code)
        if not decision and typed:
            sent.wrong[one.code] = "Có ngày mà chưa có số quyết định. Ghi số, hoặc xoá ngày để lại lần sau."
            continue
        if not decision and one.code in ticked:
            decision, typed = common, common_day
        if not decision:
            continue
        decided_on = day_or_none(typed)
        if decided_on is None:
            sent.wrong[one.code] = "Ghi ngày quyết định, như 08/7/2022."
        elif decided_on > today:
            sent.wrong[one.code] = "Ngày quyết định chưa tới."
        elif decided_on < one.held_on:
            sent.wrong[one.code] = f"Ngày quyết định đứng trước ngày đại hội {day(one.held_on)}."
        else:
            row = EndorsementIn(congress=one.congress, decision_number=decision, decided_on=decided_on)
            given.append((one, row))
    if not given or sent.wrong or sent.common:
        return sent
    answers = endorse(decisions=[row for _, row in given], actor=request.user.get_username(), at=clock.now())
    for (one, _), answer in zip(given, answers, strict=True):
        if isinstance(answer, Refused):
            sent.wrong[one.code] = str(answer)
    sent.endorsed = sum(isinstance(answer, Endorsement) for answer in answers)
    return sent


def _typed(request: HttpRequest, code: str) -> tuple[str, str]:
    number_ = " ".join(request.POST.get(f"so-{code}", "").split())
    return number_, request.POST.get(f"ngay-{code}", "").strip()[:20]


def _row(request: HttpRequest, file: CongressFile, sent: Sent, today: date) -> dict[str, Any]:
    one, faulty = file.work, bool(sent.wrong or sent.common)
    state = CELL_STATES[one.state.value]
    number_, typed = (request.POST.get(f"{name}-{one.code}", "") if faulty else "" for name in ("so", "ngay"))
    return {
        "code": one.code,
        "name": one.name,
        "symbol": state.symbol,
        "state": state.word,
        "urgent": one.state is CellState.NOT_UNIFIED,
        "signed_on": day(one.signed_at.astimezone(LOCAL).date()) if one.signed_at else "",
        "look": exceptions_of(file, today),
        "in_order": in_order(file),
        "held_back": holds_back(one),
        "returns": address(CongressRulingKind.RETURNED, one),
        "number": number_,
        "day": typed,
        "ticked": faulty and one.code in request.POST.getlist("chon"),
        "wrong": sent.wrong.get(one.code, ""),
        "href": reverse("desk_cell", args=[one.code]),
    }
