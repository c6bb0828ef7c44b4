"""Báo vắng: who will be away and why; the base, and from how many votes one is elected, are said while one chooses."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.register import AbsenceGround, Deducted
from dantin.core.rulebooks.party_cell.numbers import MAJORITY, QUORUM
from dantin.core.vietnamese import number
from dantin.locale.words import day, hour_minute
from dantin.store.actions.absences import AbsenceIn, note_absence
from dantin.store.models import Absence, AbsenceNote, Election
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork
from dantin.store.readers.hall import HallRow, arrivals_kept, hall_of
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell
from .attendance_page import OUT
from .cell_page import BASE_PAGE, QUORUM_PAGE
from .forms import Typed, in_words, pointed_at, words
from .frame import frame

_WILL_COME = "du"


@allowed_in_cell(Act.NOTE_ABSENCE)
def absences(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """The official members by name with what takes each out of the base, and one form."""
    wrong = ""
    if request.method == "POST":
        try:
            _note(request, work)
        except Refused as refused:
            wrong = in_words(refused, work.code, work.name)
        except Typed as typed:
            wrong = str(typed)
        else:
            return HttpResponseRedirect(f"{reverse('desk_absences', args=[work.code])}?xong=1")
    hall = [row for row in hall_of(work.congress) if row.official]
    kept = arrivals_kept(hall)
    out = {row.member: row.deduction(arrivals_kept=kept) for row in hall}
    base = sum(ground is None for ground in out.values())
    context = {
        **frame(request, "Báo vắng"),
        "work": work,
        "held_on": day(work.held_on),
        "rows": [_row(row, out[row.member]) for row in hall],
        "convened": number(len(hall)),
        "deducted": number(len(hall) - base),
        "base": number(base),
        "elected_from": number(MAJORITY.least_above(base)),
        "quorum": number(QUORUM.least_reaching(len(hall))),
        "live": _live(hall, out, kept=kept),
        "pages": {"base": BASE_PAGE, "quorum": QUORUM_PAGE},
        "grounds": [*((one.value, one.label) for one in Absence.Ground), (_WILL_COME, "sẽ dự")],
        "notes": [_told(one) for one in _notes(work)],
        "wrong": wrong,
        "done": "xong" in request.GET and not wrong,
        "who": request.POST.get("nguoi", ""),
        "ground": request.POST.get("vang", ""),
        "why": request.POST.get("ly-do", ""),
    }
    return render(request, "desk/bao-vang.html", context, status=422 if wrong else 200)


def _note(request: HttpRequest, work: CellWork) -> None:
    member, given = pointed_at(request.POST.get("nguoi", "")), request.POST.get("vang", "")
    if member is None:
        raise Typed("Chọn một đảng viên.")
    if given != _WILL_COME and given not in Absence.Ground.values:
        raise Typed("Chọn vắng vì sao, hoặc sẽ dự.")
    ground = None if given == _WILL_COME else AbsenceGround(given)
    absence = AbsenceIn(member=member, ground=ground, why=words(request, "ly-do"))
    note_absence(congress=work.congress, absence=absence, actor=request.user.get_username(), at=clock.now())


def _row(row: HallRow, out: Deducted | None) -> dict[str, Any]:
    said = Absence.Ground(row.absence).label if row.absence and not row.came else ""
    return {"id": row.member, "name": row.name, "out": OUT[out] if out is not None else "", "said": said}


def _live(hall: list[HallRow], out: dict[int, Deducted | None], *, kept: bool) -> str:
    """What the page needs to say the base while somebody chooses: by the rules, asked here of every choice."""
    grounds = {_WILL_COME: None} | {one.value: AbsenceGround(one.value) for one in Absence.Ground}
    table = {
        row.member: {name: int(row.would_be_out(ground, arrivals_kept=kept)) for name, ground in grounds.items()}
        | {"now": int(out[row.member] is not None)}
        for row in hall
    }
    needed = [MAJORITY.least_above(base) for base in range(len(hall) + 1)]
    return json.dumps({"out": table, "needed": needed}, separators=(",", ":"))


def _notes(work: CellWork) -> list[AbsenceNote]:
    rows = AbsenceNote.objects.filter(congress=work.congress).select_related("member__person")
    return list(rows.order_by("-number"))


def _told(note: AbsenceNote) -> dict[str, str]:
    return {
        "name": note.member.person.name,
        "said": note.get_ground_display() or "sẽ dự",
        "why": note.why,
        "by": f"{note.recorded_by}, {hour_minute(note.recorded_at)} ngày {day(note.recorded_at)}",
    }
