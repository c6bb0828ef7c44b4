"""Nhật ký: what was done in a place outside any one village: accounts, lists, calls, steps; for who oversees."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.imports.list_sheet import Entry, ListSheet
from dantin.store.models import Account, Event
from dantin.store.readers import places
from dantin.store.readers.accounts import names_of
from dantin.store.readers.oversight import events_of_place
from dantin.store.readers.streams import broken_among

from .access import Act, allowed
from .event_words import EVENT_COLUMNS, event_cells, people_of, rows_of
from .forms import pointed_at
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

MOST = 60
_AT_ONCE = 500
# What is asked for, how it is called, and how the types begin that belong to it.
FILTERS = {
    "": ("Tất cả", ()),
    "tai-khoan": ("Tài khoản", ("accounts.", "displays.")),
    "danh-sach": (
        "Danh sách, kế hoạch",
        ("register.", "plan.", "nominate.", "ballot.", "count.", "record.", "bridge."),
    ),
}


@allowed(Act.OVERSEE)
def record(request: HttpRequest) -> HttpResponse:
    """Newest first, so many a page; the chains that those events belong to are recomputed."""
    account = request.user
    assert isinstance(account, Account)
    asked = request.GET.get("loai", "")
    asked = asked if asked in FILTERS else ""
    if sheet_asked(request):
        sheet = ListSheet("Nhật ký", ("Nơi", *EVENT_COLUMNS), _sheet_rows(account, FILTERS[asked][1]))
        return list_file(request, sheet, place=account.place_code)
    before = pointed_at(request.GET.get("truoc", ""))
    events = events_of_place(account, before=before, kinds=FILTERS[asked][1], most=MOST + 1)
    shown = events[:MOST]
    rows = _rows(shown, _place_names())
    here = reverse("desk_record")
    context = {
        **frame(request, "Nhật ký"),
        "filters": [
            {"word": word, "href": f"{here}?loai={key}" if key else here, "current": key == asked}
            for key, (word, _) in FILTERS.items()
        ],
        "events": rows,
        "files": list_files(request, "nhật ký") if rows else None,
        "broken": list(broken_among({event.stream_id for event in shown})),
        "chains": len({event.stream_id for event in shown}),
        "older": f"{here}?loai={asked}&truoc={shown[-1].id}" if len(events) > MOST else "",
    }
    return render(request, "desk/nhat-ky.html", context)


def _place_names() -> dict[str, str]:
    return {unit.code: unit.name for unit in places.chronicle().units.values()}


def _rows(shown: Sequence[Event], names: dict[str, str]) -> list[dict[str, Any]]:
    rows = rows_of(shown, names_of(people_of(shown)))
    for row, event in zip(rows, shown, strict=True):
        row["place"] = names.get(event.stream.place_code, event.stream.place_code)
    return rows


def _sheet_rows(account: Account, kinds: Sequence[str]) -> Iterator[tuple[Entry, ...]]:
    """Every event under this filter, newest first, so many at a time."""
    names, before = _place_names(), None
    while part := events_of_place(account, before=before, kinds=kinds, most=_AT_ONCE):
        for row, event in zip(_rows(part, names), part, strict=True):
            yield (row["place"], *event_cells(row, event))
        before = part[-1].id
