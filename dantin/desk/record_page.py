"""Nhật ký: what was done in a place outside any one village: accounts, lists, calls, steps; for who oversees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dantin.store.models import Account
from dantin.store.readers import places
from dantin.store.readers.accounts import names_of
from dantin.store.readers.oversight import events_of_place
from dantin.store.readers.streams import broken_among

from .access import Act, allowed
from .event_words import people_of, rows_of
from .forms import pointed_at
from .frame import frame

MOST = 60
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
    before = pointed_at(request.GET.get("truoc", ""))
    events = events_of_place(account, before=before, kinds=FILTERS[asked][1], most=MOST + 1)
    shown = events[:MOST]
    names = {unit.code: unit.name for unit in places.chronicle().units.values()}
    rows = rows_of(shown, names_of(people_of(shown)))
    for row, event in zip(rows, shown, strict=True):
        row["place"] = names.get(event.stream.place_code, event.stream.place_code)
    here = reverse("desk_record")
    context = {
        **frame(request, "Nhật ký"),
        "filters": [
            {"word": word, "href": f"{here}?loai={key}" if key else here, "current": key == asked}
            for key, (word, _) in FILTERS.items()
        ],
        "events": rows,
        "broken": list(broken_among({event.stream_id for event in shown})),
        "chains": len({event.stream_id for event in shown}),
        "older": f"{here}?loai={asked}&truoc={shown[-1].id}" if len(events) > MOST else "",
    }
    return render(request, "desk/nhat-ky.html", context)
