"""Triệu tập lại đại hội không đủ hai phần ba (B-06): another day; what this sitting left on record stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.locale.words import day
from dantin.store.actions.sittings import reconvene
from dantin.store.models import Election
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, cell_at_work
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed_in_cell
from .cell_page import QUORUM_PAGE, cell_now
from .frame import frame


@allowed_in_cell(Act.RECONVENE)
def convene_again(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """A day and what happened; refused while the quorum is met."""
    wrong = ""
    if request.method == "POST":
        try:
            held_on = forms.day(request, "ngay", "Ngày đại hội lại")
            why = forms.text(request, "ly-do", 400)
            if not why:
                raise forms.Typed("Ghi vì sao triệu tập lại, như số người có mặt.")
            actor = request.user.get_username()
            again = reconvene(congress=work.congress, held_on=held_on, why=why, actor=actor, at=clock.now())
        except Refused as refused:
            wrong = forms.in_words(refused, work.code, work.name)
        except forms.Typed as typed:
            wrong = str(typed)
        else:
            done = f"Đã triệu tập lại, đại hội ngày {day(again.held_on)}. Lần này vẫn còn trong hồ sơ."
            return cell_now(request, election, cell_at_work(election, work.code) or work, done=done)
    context = {
        **frame(request, "Triệu tập lại"),
        "work": work,
        "held_on": day(work.held_on),
        "typed_day": request.POST.get("ngay", "")[:40],
        "why": request.POST.get("ly-do", ""),
        "page": QUORUM_PAGE,
        "wrong": wrong,
    }
    return render(request, "desk/trieu-tap-lai.html", context, status=422 if wrong else 200)
