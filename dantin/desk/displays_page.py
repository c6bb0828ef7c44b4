"""Màn hình phòng trực: the province makes a key for each of its walls, sees which have one, and takes one back."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.values import Side
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day, hour_minute
from dantin.store.actions.displays import make_display_key, withdraw_display_key
from dantin.store.models import Account, DisplayKey
from dantin.store.qr import as_image
from dantin.store.readers import clock
from dantin.store.readers.accounts import names_of
from dantin.store.readers.displays import display_keys, who_kept
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

# Each wall is drawn from the published progress of its own side.
_WALLS = ((Side.STATE, "Bầu trưởng thôn", "/tuong/"), (Side.PARTY, "Đại hội chi bộ", "/tuong/dai-hoi/"))


@allowed(Act.KEEP_DISPLAYS)
def displays(request: HttpRequest) -> HttpResponse:
    """The screens by name; a new key is the answer itself, told this once."""
    account = request.user
    assert isinstance(account, Account)
    said, label = "", ""
    if request.method == "POST":
        try:
            if request.POST.get("viec") == "thu":
                return _withdrawn(request, account)
            label = forms.words(request, "ten-man-hinh")
            key = make_display_key(label=label, side=Side(account.side), actor=account.login, at=clock.now())
            return _told(request, label, key)
        except Refused as refused:
            said = str(refused)
    keys = display_keys()
    if sheet_asked(request):
        return list_file(request, _sheet(keys), place=account.place_code)
    context = {
        **frame(request, "Màn hình"),
        "rows": _rows(keys),
        "files": list_files(request, "các màn hình") if keys else None,
        "label": label,
        "said": said,
    }
    return render(request, "desk/man-hinh.html", context, status=422 if said else 200)


def _withdrawn(request: HttpRequest, account: Account) -> HttpResponse:
    number = forms.pointed_at(request.POST.get("man", ""))
    row = None if number is None else DisplayKey.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    withdraw_display_key(label=row.label, number=row.pk, side=Side(account.side), actor=account.login, at=clock.now())
    return HttpResponseRedirect(reverse("desk_displays"))


def _told(request: HttpRequest, label: str, key: str) -> HttpResponse:
    """The one time the key is seen: in the fragment of an address, which no server log sees, and as a picture of it."""
    walls = [
        {"what": what, "address": address, "image": as_image(address)}
        for side, what, path in _WALLS
        if settings.SIDE in (side.value, "both")
        for address in [f"{request.build_absolute_uri(path)}#{key}"]
    ]
    context = {**frame(request, "Màn hình"), "label": label, "key": key, "walls": walls}
    return render(request, "desk/khoa-man-hinh.html", context)


def _in_order(keys: list[DisplayKey]) -> list[DisplayKey]:
    return sorted(keys, key=lambda row: (row.withdrawn_at is not None, -row.pk))


def _sheet(keys: list[DisplayKey]) -> ListSheet:
    """Names and days; of a key itself nothing is kept that could be told."""
    rows = [
        (
            one["label"],
            row.made_at.astimezone(LOCAL).date(),
            one["made_by"],
            row.withdrawn_at and row.withdrawn_at.astimezone(LOCAL).date(),
            one["withdrawn_by"],
        )
        for one, row in zip(_rows(keys), _in_order(keys), strict=True)
    ]
    return ListSheet("Các màn hình", ("Màn hình", "Lập ngày", "Người lập", "Thu ngày", "Người thu"), rows)


def _rows(keys: list[DisplayKey]) -> list[dict[str, Any]]:
    """Screens in use first, the newest of them leading."""
    by = who_kept()
    names = names_of(set(by.values()))

    def told(row: DisplayKey, what: str) -> str:
        actor = by.get((row.pk, what), "")
        return names.get(actor, actor)

    return [
        {
            "pk": row.pk,
            "label": row.label,
            "made": f"{hour_minute(row.made_at)} {day(row.made_at)}",
            "made_by": told(row, "displays.key_made"),
            "withdrawn": row.withdrawn_at and f"{hour_minute(row.withdrawn_at)} {day(row.withdrawn_at)}",
            "withdrawn_by": told(row, "displays.key_withdrawn"),
        }
        for row in _in_order(keys)
    ]
