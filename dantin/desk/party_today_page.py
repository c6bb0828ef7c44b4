"""Việc hôm nay, bên Đảng: what waits for this account in the congresses in its care."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.core.aggregate import CellState
from dantin.core.values import Side
from dantin.imports.list_sheet import Entry, ListSheet
from dantin.locale.words import CELL_STATES, LOCAL, hour_minute, weekday_and_day
from dantin.store.models import Account, Election
from dantin.store.models.accounts import CELL_ROLES
from dantin.store.readers.accounts import waiting_for
from dantin.store.readers.cell_places import several_cells_under
from dantin.store.readers.cells import CellWork, cells_at_work, cells_named, contests_of
from dantin.store.readers.congress_slate import list_at_hand
from dantin.store.readers.work import election_at_work

from .access import Act, granted
from .cell_page import is_over, todo
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .oversight_page import states_of

MOST_SHOWN, LONGEST_ASKED = 60, 80


def party_today(request: HttpRequest, account: Account, at: datetime) -> HttpResponse:
    """A cell's own officers see its congress, a higher committee its cells, the province sums."""
    election = election_at_work(Side.PARTY, account.place_code)
    whole = election is not None and account.place_code == election.province.code
    work = cells_at_work(election, account.place_code) if election is not None and not whole else []
    mine, others, done = _sorted(account, election, work, at) if election is not None else ([], [], [])
    if work and sheet_asked(request):
        return list_file(request, _sheet(mine, others, done), place=account.place_code)
    asked = " ".join(request.GET.get("tim", "").split())[:LONGEST_ASKED]
    named = cells_named(election, account.place_code, asked, most=MOST_SHOWN) if election is not None and whole else []
    context = {
        **frame(request, "Việc hôm nay"),
        "election": election,
        "day": weekday_and_day(at.astimezone(LOCAL).date()),
        "at": hour_minute(at),
        "mine": mine[:MOST_SHOWN],
        "mine_count": len(mine),
        "others": others[:MOST_SHOWN],
        "others_count": len(others),
        "done": done[:MOST_SHOWN],
        "done_count": len(done),
        "total": len(work),
        "files": list_files(request, "các đại hội") if work and account.role not in CELL_ROLES else None,
        "whole": states_of(election) if election is not None and whole else None,
        "looked_for": asked,
        "named": [_line(one) for one in named],
        "imports": granted(account, Act.IMPORT_LISTS),
        "takes": granted(account, Act.TAKE_HEADS),
        "heads": granted(account, Act.SEE_HEADS),
        "several": granted(account, Act.NAME_PRIMARY_CELL) and bool(several_cells_under(account.place_code)),
        "asked": waiting_for(account, at) if granted(account, Act.CARE_FOR_ACCOUNTS) else [],
    }
    return render(request, "desk/viec-ben-dang.html", context)


def _sorted(
    account: Account, election: Election, work: list[CellWork], at: datetime
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """What this account can do, what waits for others, what is over."""
    today = at.astimezone(LOCAL).date()
    mine, others, done = [], [], []
    for one in work:
        # what is elected now matters to those in the hall alone
        in_hall = account.role in CELL_ROLES and one.state is CellState.IN_CONGRESS
        contests = contests_of(election, one) if in_hall else []
        can = (
            []
            if is_over(one)
            else todo(account, one, contests, today, to_list=list_at_hand(election, one, contests) if in_hall else None)
        )
        line = _line(one)
        if can:
            mine.append({**line, "what": can[0]["what"], "why": can[0]["why"]})
        else:
            (done if is_over(one) else others).append(line)
    return mine, others, done


def _line(one: CellWork) -> dict[str, Any]:
    return {"name": one.name, "code": one.code, "href": reverse("desk_cell", args=[one.code]), **_state(one)}


def _sheet(mine: list[dict[str, Any]], others: list[dict[str, Any]], done: list[dict[str, Any]]) -> ListSheet:
    """Every cell of the page, in its order."""
    rows: list[tuple[Entry, ...]] = []
    for whose, lines in (("anh chị", mine), ("người khác", others), ("đã xong", done)):
        rows += [(one["name"], one["code"], one["word"], whose, one.get("what"), one.get("why")) for one in lines]
    return ListSheet("Các đại hội", ("Chi bộ", "Mã", "Tình trạng", "Ai làm tiếp", "Việc", "Vì sao"), rows)


def _state(one: CellWork) -> dict[str, Any]:
    word = CELL_STATES[one.state.value]
    said = f"{word.word}, đã chuẩn y" if one.endorsed_on is not None else word.word
    return {"symbol": word.symbol, "word": said, "urgent": word.needs_a_person}
