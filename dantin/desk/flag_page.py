"""Xác nhận số liệu: a contradiction of the paper was told (F-07); a second authority looks before it is signed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import count
from dantin.core.count import SheetStatus
from dantin.core.vietnamese import number
from dantin.locale.words import day, full_name, hour_minute
from dantin.store.actions.count import form_fields
from dantin.store.actions.remarks import confirm_flagged
from dantin.store.models import Account, Election, SheetRemark
from dantin.store.readers import clock
from dantin.store.readers.accounts import names_of
from dantin.store.readers.remarks import remarks_of, sentence
from dantin.store.readers.work import VillageWork, ballots_of
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village
from .count_words import labels_of
from .forms import in_words, words
from .frame import frame
from .village_page import village_now


@allowed_in_village(Act.CONFIRM_FLAG)
def confirm(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """What was told and by whom, the figures two persons agreed on since, and the word of the level above."""
    account, said = request.user, ""
    assert isinstance(account, Account)
    if not work.flags or work.status is not SheetStatus.AGREED:
        return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    ballot = ballots_of(election, work.code)[-1]
    reason = words(request, "da-kiem-tra")
    if request.method == "POST":
        try:
            confirm_flagged(account=account, sheet=ballot.sheet.id, reason=reason, at=clock.now())
        except Refused as refused:
            said = in_words(refused, work.code, full_name(work.kind, work.name))
        else:
            return village_now(request, election, work.code, done="Đã xác nhận. Tổ bầu cử ký được kết luận.")
    rows = [row for row in remarks_of([ballot.sheet.id])[ballot.sheet.id] if row.kind == SheetRemark.Kind.FLAGGED]
    called = names_of({row.actor for row in rows})
    figures = count.agreed_figures(work.readings) or {}
    labels = labels_of(figures, ballot)
    context = {
        **frame(request, "Xác nhận số liệu"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "held_on": day(ballot.round.held_on),
        "flags": [
            {
                "sentence": sentence(row.code, row.expected, row.got),
                "reason": row.reason,
                "by": called.get(row.actor, row.actor),
                "when": f"{hour_minute(row.recorded_at)} {day(row.recorded_at)}",
            }
            for row in rows
        ],
        "figures": [(labels[name][0], number(figures[name])) for name in form_fields(ballot.sheet) if name in figures],
        "reason": reason,
        "said": said,
    }
    return render(request, "desk/xac-nhan-so.html", context, status=422 if said else 200)
