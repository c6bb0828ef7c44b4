"""Ký biên bản và kết luận: the law's answer to what two persons read; nobody types a result."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import contract, count
from dantin.core.count import SheetStatus
from dantin.core.rulebooks import explain_kept
from dantin.core.values import Side
from dantin.core.vietnamese import percent_words
from dantin.locale.words import day, full_name, head_title
from dantin.store.actions.decide import declare
from dantin.store.models import Election
from dantin.store.readers import clock
from dantin.store.readers.questions import Asker
from dantin.store.readers.work import VillageWork, ballots_of, names_on_slate
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village
from .decide_pages import outcome_words
from .forms import in_words
from .frame import frame
from .village_page import village_now


@allowed_in_village(Act.DECLARE)
def sign(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The agreed figures and what the law makes of them; signing keeps both and answers with the village's page."""
    if work.status is not SheetStatus.AGREED:
        return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    if request.method != "POST":
        return conclusion(request, election, work)
    sheet = ballots_of(election, work.code)[-1].sheet
    [answer] = declare(side=Side.STATE, sheets=[sheet.id], actor=request.user.login, at=clock.now())
    if isinstance(answer, Refused):
        return conclusion(request, election, work, said=in_words(answer, work.code, full_name(work.kind, work.name)))
    return village_now(request, election, work.code, done="Đã ký biên bản và kết luận.")


def conclusion(
    request: HttpRequest, election: Election, work: VillageWork, *, said: str = "", done: str = "", read: str = ""
) -> HttpResponse:
    """What the agreed figures lead to, and the button that signs it; `read` is the entry just taken in."""
    ballot = ballots_of(election, work.code)[-1]
    figures = count.agreed_figures(work.readings)
    assert figures is not None, "agreed"
    foreseen = contract.answer(Asker([ballot.sheet]).question(ballot.round, figures))
    people = names_on_slate(ballot.round.contest)
    context = {
        **frame(request, "Ký biên bản"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "held_on": day(ballot.round.held_on),
        "answer": foreseen,
        "sentences": [explain_kept(verdict) for verdict in foreseen.get("verdicts", [])],
        "shares": _shares(foreseen, people),
        "outcome": outcome_words(foreseen, head_title(work.kind).lower(), people),
        "said": said,
        "done": done,
        "read": read,
    }
    return render(request, "desk/ky-bien-ban.html", context, status=422 if said else 200)


def _shares(answer: dict[str, Any], people: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": people.get(share.get("id", ""), share["name"]),
            "votes": share["votes"],
            "percent": percent_words(share["percent"]),
        }
        for share in answer.get("shares", [])
    ]
