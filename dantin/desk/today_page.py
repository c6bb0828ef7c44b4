"""Việc hôm nay: the first screen of each role: what waits for this account, what waits for others, what is done."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.core.aggregate import HeadState
from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import HEAD_STATES, LOCAL, full_name, hour_minute, units_word, weekday_and_day
from dantin.store.models import AccessReset, Account
from dantin.store.models.accounts import VILLAGE_ROLES, Role
from dantin.store.readers import clock
from dantin.store.readers.accounts import waiting_for
from dantin.store.readers.periods import names_on
from dantin.store.readers.polls import note_closings
from dantin.store.readers.sheets import STATUS_WORDS
from dantin.store.readers.work import VillageWork, villages_now

from .access import Act, allowed, election_of, granted
from .by_election_page import ways_to
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .oversight_page import overseen, states_of
from .party_today_page import party_today
from .village_page import state_word, todo

_FINISHED = frozenset({HeadState.ELECTED, HeadState.ELECTED_IN_RERUN, HeadState.INTERIM})
_PRESSING = (SheetStatus.NEEDS_RECOUNT, SheetStatus.READINGS_DIFFER, SheetStatus.RECOUNTED, SheetStatus.AGREED)
MOST_SHOWN = 200
_COLUMNS = ("Nơi bầu", "Mã", "Tình trạng", "Ai làm tiếp", "Việc", "Vì sao, chờ gì")


@dataclass(slots=True)
class _Line:
    """Một thôn trên trang việc hôm nay."""

    work: VillageWork
    todo: list[dict[str, str]]

    @property
    def is_due(self) -> bool:
        """Whether an office must act: while a village votes, or is ready and has not begun, the hall has the word."""
        prepared = self.work.status is not None and bool(self.work.roll)
        begun = self.work.state not in (HeadState.VOTING, HeadState.NOT_STARTED)
        return begun or not prepared or self.work.status in _PRESSING

    @property
    def pressing(self) -> tuple[int, str]:
        status = self.work.status
        waits = len(_PRESSING) + (self.work.state is HeadState.NOT_STARTED)  # who has voted waits before who prepares
        return (_PRESSING.index(status) if status in _PRESSING else waits, self.work.name)


@allowed(Act.SEE_TODAY)
def today(request: HttpRequest) -> HttpResponse:
    """What this account can do now, in the villages in its care."""
    account = request.user
    assert isinstance(account, Account)
    at = clock.now()
    if account.side == Side.PARTY.value:
        return party_today(request, account, at)
    election = election_of(account, request)
    if granted(account, Act.OVERSEE):
        return overseen(request, account, election, at)
    whole = election is not None and account.place_code == election.province.code
    work = villages_now(election, account.place_code) if election is not None and not whole else []
    day_of_work = at.astimezone(LOCAL).date()
    in_hall = account.role in VILLAGE_ROLES
    if election is not None and in_hall:  # of an office's villages that vote the hall has the word
        note_closings(election, work)
    if election is not None and account.role == Role.DISTRICT:  # each commune has a Thôn 1
        communes = names_on({one.commune_code for one in work}, election.called_on)
        work = [replace(one, name=f"{one.name}, {communes.get(one.commune_code, one.commune_code)}") for one in work]
    lines = [_Line(one, todo(account, one, day_of_work)) for one in work]
    mine = sorted((line for line in lines if line.todo and (in_hall or line.is_due)), key=lambda line: line.pressing)
    due = {line.work.code for line in mine}
    done = [one for one in work if one.state in _FINISHED and one.code not in due]
    finished = {one.code for one in done} | {line.work.code for line in mine}
    others = [one for one in work if one.code not in finished]
    if work and sheet_asked(request):
        return list_file(request, _sheet(mine, others, done), place=account.place_code)
    to_recognise = [one for one in work if not one.recognised and one.state in _FINISHED - {HeadState.INTERIM}]
    recognises = granted(account, Act.RECOGNISE) and bool(to_recognise)
    filling = election is None or whole or any(one.by_election for one in work)
    office_fills = filling and not in_hall
    asked = waiting_for(account, at) if granted(account, Act.CARE_FOR_ACCOUNTS) else []
    context = {
        **frame(request, "Việc hôm nay"),
        "unit": units_word(one.kind for one in work),
        "election": election,
        "day": weekday_and_day(at.astimezone(LOCAL).date()),
        "at": hour_minute(at),
        "mine": [_mine(line) for line in mine[:MOST_SHOWN]],
        "mine_count": len(mine) + recognises,
        "others": [_other(one) for one in others[:MOST_SHOWN]],
        "others_count": len(others),
        "done": [{"code": one.code, "name": full_name(one.kind, one.name), **_state(one)} for one in done[:MOST_SHOWN]],
        "done_count": len(done),
        "total": len(work),
        "files": list_files(request, "các nơi bầu") if work and not in_hall else None,
        "whole": states_of(election) if election is not None and whole else None,
        "duty": granted(account, Act.SEE_DUTY) and election is not None,
        "imports": granted(account, Act.IMPORT_LISTS),
        "sends": granted(account, Act.SEND_HEADS) and whole,
        "marks": granted(account, Act.SEE_MARKS) and election is not None,
        "to_recognise": len(to_recognise) if recognises else 0,
        "by_elections": ways_to(account, "desk_village", election) if office_fills else [],
        "to_confirm": [row for row in asked if row.kind == AccessReset.Kind.SLIP],
        "phones_to_confirm": [row for row in asked if row.kind == AccessReset.Kind.PHONE],
    }
    return render(request, "desk/viec-hom-nay.html", context)


def _sheet(mine: list[_Line], others: list[VillageWork], done: list[VillageWork]) -> ListSheet:
    """Every village of the page, in its order."""
    rows = [
        (_named(one.work), one.work.code, state_word(one.work), "anh chị", one.todo[0]["what"], one.todo[0]["why"])
        for one in mine
    ]
    rows += [(_named(one), one.code, state_word(one), "người khác", "", _waits(one)) for one in others]
    rows += [(_named(one), one.code, state_word(one), "đã xong", "", "") for one in done]
    return ListSheet("Các nơi bầu", _COLUMNS, rows)


def _mine(line: _Line) -> dict[str, Any]:
    first = line.todo[0]
    return {
        "name": _named(line.work),
        "href": reverse("desk_village", args=[line.work.code]),
        "what": first["what"],
        "why": first["why"],
        "go": first["href"] if first["what"] != "Khai mạc" else reverse("desk_village", args=[line.work.code]),
        **_state(line.work),
    }


def _named(one: VillageWork) -> str:
    name = full_name(one.kind, one.name)
    return f"{name}, bầu bổ sung" if one.by_election else name


def _waits(one: VillageWork) -> str:
    status = one.status
    waits = STATUS_WORDS[status] if status and one.state is HeadState.COUNTED else ""
    if one.state is HeadState.VOTING and one.mark_at is not None:
        waits = f"đã có {one.voted} trên {one.roll} lúc {hour_minute(one.mark_at)}"
    return waits


def _other(one: VillageWork) -> dict[str, Any]:
    return {
        "name": _named(one),
        "href": reverse("desk_village", args=[one.code]),
        "waits": _waits(one),
        **_state(one),
    }


def _state(one: VillageWork) -> dict[str, Any]:
    word = HEAD_STATES[one.state.value]
    return {"symbol": word.symbol, "word": state_word(one), "urgent": word.needs_a_person}
