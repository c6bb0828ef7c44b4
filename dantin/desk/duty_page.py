"""Bảng trực: what needs a call now, who is responsible and their telephone, what was said; filters and notes."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.core.vietnamese import number
from dantin.imports.list_sheet import Entry, ListSheet
from dantin.imports.poll_lists import WARNINGS
from dantin.imports.writing import write_xlsx
from dantin.locale.words import LOCAL, day, duration, full_name, hour_minute, units_word
from dantin.store.actions.ballot import note_calls
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.duty import Call, Why, calls_needed, look_up
from dantin.store.readers.poll_exports import warnings
from dantin.store.readers.remarks import warnings_accepted

from .access import Act, allowed, election_of, granted
from .by_election_page import ways_to
from .day_pages import MARKS
from .event_words import SHORT_WARNINGS
from .frame import frame
from .import_page import XLSX
from .list_files import list_file, list_files, sheet_asked
from .unchanged import tag_of, unchanged, wants_part

ACCEPTED = "canh-bao"
SHOWN = 40
LONGEST_NOTE = 200
# What is most often heard; a note of one's own goes beside it.
_CALL_COLUMNS = (
    "Nơi bầu",
    "Mã",
    "Xã",
    "Lý do",
    "Từ ngày",
    "Từ giờ",
    "Đã chờ, phút",
    "Gọi ai",
    "Lời ghi",
    "Ghi ngày",
    "Ghi giờ",
)
_AT_ONCE = 500  # looked up together
HEARD = ("Sẽ báo ngay", "Không nghe máy", "Đang kiểm phiếu", "Đã nhắc tổ bầu cử")


@allowed(Act.SEE_DUTY)
def duty(request: HttpRequest) -> HttpResponse:
    """The most pressing first; only the rows shown are looked up, so the page does not grow with the province."""
    account = request.user
    assert isinstance(account, Account)
    election = election_of(account, request)
    page = {**frame(request, "Bảng trực"), "election": election, "displays": granted(account, Act.KEEP_DISPLAYS)}
    if election is None:
        return render(request, "desk/truc.html", page | {"calls": []})
    if sheet_asked(request, ACCEPTED):
        return list_file(request, _sheet_of_warnings(election, account), place=account.place_code)
    part = wants_part(request)
    tag = tag_of(request, account, clock.moment()) if part else ""
    if part and (same := unchanged(request, tag)) is not None:
        return same
    at = clock.now()
    notes, wrong = granted(account, Act.NOTE_CALL), ""
    if request.method == "POST":
        if not notes:
            raise Http404
        wrong = _note(request, election, account, at)
        if not wrong:
            return HttpResponseRedirect(request.get_full_path())
    every = calls_needed(election, at=at, due_mark=due_mark_of(election, at))
    if account.place_code != election.province.code:
        every = [call for call in every if account.place_code in (call.commune, call.district)]
    counts = Counter(call.why for call in every)
    chosen = next((why for why in Why if why.name.lower() == request.GET.get("vi", "")), None)
    listed = [call for call in every if chosen is None or call.why is chosen]
    if sheet_asked(request):
        found = ListSheet("Nơi cần gọi", _CALL_COLUMNS, _call_rows(election, listed, at))
        return list_file(request, found, place=account.place_code)
    shown = listed[:SHOWN]
    look_up(election, shown)
    context = {
        **page,
        "unit": units_word(call.kind for call in shown if call.kind),
        "asked_for": request.GET.get("bau", "") if election.code == request.GET.get("bau") else "",
        "by_elections": ways_to(account, "desk_duty", election),
        "at": hour_minute(at),
        "total": number(len(every)),
        "filters": [
            {"key": why.name.lower(), "word": why.value, "count": number(counts[why]), "current": why is chosen}
            for why in Why
            if counts[why] or why is chosen
        ],
        "chosen": chosen,
        "calls": [_row(call, at) for call in shown],
        "files": list_files(request, "các nơi cần gọi") if listed else None,
        "wrong": wrong,
        "typed": {"village": request.POST.get("thon", ""), "note": request.POST.get("ghi-chu", "")} if wrong else {},
        "more": len(listed) - len(shown),
        "warnings": _warnings(election),
        "accepted": ACCEPTED,
        "notes": notes,
        "heard": HEARD,
    }
    template = "desk/_truc.html" if part else "desk/truc.html"
    response = render(request, template, context, status=422 if wrong else 200)
    if part:
        response["ETag"] = tag
    return response


@allowed(Act.SEE_DUTY)
def accepted_warnings(request: HttpRequest) -> HttpResponse:
    """Cảnh báo đã chấp nhận ở địa bàn, với lý do, as XLSX."""
    account = request.user
    assert isinstance(account, Account)
    election = election_of(account, request)
    if election is None:
        raise Http404
    raw = write_xlsx(WARNINGS, warnings(election, within=account.place_code))
    response = HttpResponse(raw, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="canh-bao-{election.code}.xlsx"'
    return response


def _sheet_of_warnings(election: Election, account: Account) -> ListSheet:
    rows = (
        [column.written(value) for column, value in zip(WARNINGS.columns, row, strict=True)]
        for row in warnings(election, within=account.place_code)
    )
    return ListSheet(WARNINGS.title, [column.title for column in WARNINGS.columns], rows)


def _note(request: HttpRequest, election: Election, account: Account, at: datetime) -> str:
    """Why nothing was written; a village out of this account's care is not there."""
    village, heard = request.POST.get("thon", ""), request.POST.get("nghe", "")
    note = " ".join(f"{heard}. {request.POST.get('ghi-chu', '')}".split()).strip(" .")
    own = Q(commune_code=account.place_code) | Q(district_code=account.place_code)
    mine = election.standings.filter(village_code=village)
    if not (mine if account.place_code == election.province.code else mine.filter(own)).exists():
        raise Http404
    if heard and heard not in HEARD:
        return "Chọn lại nghe được gì."
    if not note:
        return "Chọn nghe được gì, hoặc ghi vài chữ."
    if len(note) > LONGEST_NOTE:
        return f"Lời ghi dài {len(note)} chữ cái, nhiều nhất là {LONGEST_NOTE}. Viết ngắn lại."
    note_calls(election=election, notes={village: note}, actor=account.login, at=at)
    return ""


def _warnings(election: Election) -> dict[str, Any] | None:
    """Cảnh báo đã chấp nhận trong các kết luận đã ký, of the whole election."""
    found = warnings_accepted(election.id)
    if not found:
        return None
    each = ", ".join(
        f"{SHORT_WARNINGS[code]} {number(n)}" for code, n in sorted(found.items(), key=lambda one: -one[1])
    )
    return {"total": number(sum(found.values())), "each": each}


def _call_rows(election: Election, calls: list[Call], at: datetime) -> Iterator[tuple[Entry, ...]]:
    for start in range(0, len(calls), _AT_ONCE):
        part = calls[start : start + _AT_ONCE]
        look_up(election, part)
        for call in part:
            since = call.since.astimezone(LOCAL)
            yield (
                full_name(call.kind, call.name) if call.name else call.village,
                call.village,
                call.commune_name,
                call.why.value,
                since.date(),
                "" if call.why is Why.UNOPENED else hour_minute(since),
                max(0, int((at - call.since).total_seconds() // 60)),
                phones_in_words(call.phones),
                call.note,
                call.noted_at and call.noted_at.astimezone(LOCAL).date(),
                hour_minute(call.noted_at) if call.noted_at else "",
            )


def phones_in_words(phones: tuple[tuple[str, str, str], ...]) -> str:
    """Whom to telephone, as one cell of a file."""
    return "; ".join(f"{role}: {name}, {phone or 'chưa có số điện thoại'}" for role, name, phone in phones)


def due_mark_of(election: Election, at: datetime) -> datetime | None:
    """The newest mark of the day that has passed."""
    today = at.astimezone(LOCAL).date()
    marks = [datetime.combine(today, mark, LOCAL) for mark in MARKS]
    return max((mark for mark in marks if mark <= at), default=None)


def _row(call: Call, at: datetime) -> dict[str, Any]:
    minutes = max(0, int((at - call.since).total_seconds() // 60))
    return {
        "village": call.village,
        "name": full_name(call.kind, call.name) if call.name else call.village,
        "commune": call.commune_name,
        "why": call.why.value,
        "since": day(call.since.astimezone(LOCAL).date()) if call.why is Why.UNOPENED else hour_minute(call.since),
        "waited": duration(minutes) if minutes < 24 * 60 else "hơn một ngày",
        "phones": call.phones,
        "note": call.note,
        "noted_at": hour_minute(call.noted_at) if call.noted_at else "",
    }
