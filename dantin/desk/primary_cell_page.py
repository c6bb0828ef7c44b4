"""Thôn có nhiều chi bộ (F-33): which of them is asked whether its secretary is the head; the law says nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.locale.words import LOCAL, day, full_name
from dantin.store.actions.primary_cells import PrimaryCellIn, name_primary_cell
from dantin.store.models import Account
from dantin.store.readers import clock
from dantin.store.readers.cell_places import cell_names, primary_cells, several_cells_under
from dantin.store.readers.periods import newest
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed
from .frame import frame


@allowed(Act.NAME_PRIMARY_CELL)
def primary_cell(request: HttpRequest) -> HttpResponse:
    """Every village in this account's care that has several cells, those without an answer first."""
    account = request.user
    assert isinstance(account, Account)
    several = several_cells_under(account.place_code)
    village, wrong = request.POST.get("thon", ""), ""
    if request.method == "POST":
        wrong = _named(request, village, several)
        if not wrong:
            return HttpResponseRedirect(request.path)
    answers, names = primary_cells(several), cell_names(several)
    villages: list[dict[str, Any]] = []
    for code, cells in several.items():
        answer, place, typing = answers.get(code), newest(code), bool(wrong) and code == village
        villages.append(
            {
                "code": code,
                "name": full_name(place.kind, place.name) if place else code,
                "cells": [(cell, names[cell]) for cell in cells],
                "primary": answer.cell.name if answer else "",
                "paper": f"{answer.decision_number}, ngày {day(answer.decided_on)}" if answer else "",
                "chosen": request.POST.get("chi-bo", "") if typing else "",
                "number": request.POST.get("so", "") if typing else "",
                "day": request.POST.get("ngay", "") if typing else "",
                "wrong": wrong if typing else "",
            }
        )
    context = {
        **frame(request, "Thôn có nhiều chi bộ"),
        "villages": sorted(villages, key=lambda one: (bool(one["primary"]), str(one["code"]))),
        "wrong": wrong if village not in several else "",
    }
    return render(request, "desk/chi-bo-chinh.html", context, status=422 if wrong else 200)


def _named(request: HttpRequest, village: str, several: dict[str, list[str]]) -> str:
    """Why nothing was written; empty where the answer was."""
    if village not in several:
        return "Chọn lại thôn: trang này chỉ ghi cho thôn có nhiều chi bộ trong nơi anh chị làm việc."
    at = clock.now()
    try:
        number = forms.text(request, "so", 60)
        cell = request.POST.get("chi-bo", "")
        if cell not in several[village]:
            return "Chọn một chi bộ của thôn."
        if not number:
            return "Ghi số văn bản xác định chi bộ chính."
        given = PrimaryCellIn(
            village_code=village,
            cell_code=cell,
            decision_number=number,
            decided_on=forms.day(request, "ngay", "Ngày văn bản"),
        )
        today = at.astimezone(LOCAL).date()
        name_primary_cell(given=given, actor=request.user.get_username(), today=today, at=at)
    except forms.Typed as typed:
        return str(typed)
    except Refused as refused:
        return str(refused)
    return ""
