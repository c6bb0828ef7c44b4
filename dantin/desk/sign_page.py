"""Ký biên bản và kết luận: the law's answer to what two persons read; nobody types a result."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import contract, count
from dantin.core.count import SheetStatus
from dantin.core.law import Finding
from dantin.core.rulebooks import explain_kept
from dantin.core.values import Side
from dantin.core.vietnamese import percent_words
from dantin.locale.words import day, full_name, head_title
from dantin.store.actions.decide import declare
from dantin.store.models import Election, Sheet
from dantin.store.readers import clock
from dantin.store.readers.accounts import names_of
from dantin.store.readers.questions import Asker
from dantin.store.readers.remarks import (
    as_values,
    findings_of,
    of_the_answer,
    remarks_of,
    sentence,
    told_on_the_day,
)
from dantin.store.readers.work import VillageWork, ballots_at, names_on_slate
from dantin.store.refusals import Refused

from .access import Act, allowed_in_village
from .decide_pages import outcome_words
from .forms import in_words, words
from .frame import frame
from .village_page import village_now

REASON = "ly-do-"


@allowed_in_village(Act.DECLARE)
def sign(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The agreed figures and what the law makes of them; signing keeps both and answers with the village's page."""
    if work.status is not SheetStatus.AGREED:
        return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    if request.method != "POST":
        return conclusion(request, election, work)
    sheet = ballots_at(election, work)[-1].sheet
    [answer] = declare(
        side=Side.STATE,
        sheets=[sheet.id],
        actor=request.user.login,
        at=clock.now(),
        reasons={sheet.id: typed_reasons(request)},
    )
    if isinstance(answer, Refused):
        return conclusion(request, election, work, said=in_words(answer, work.code, full_name(work.kind, work.name)))
    return village_now(request, election, work.code, done="Đã ký biên bản và kết luận.")


def conclusion(
    request: HttpRequest, election: Election, work: VillageWork, *, said: str = "", done: str = "", read: str = ""
) -> HttpResponse:
    """What the agreed figures lead to, and the button that signs it; `read` is the entry just taken in."""
    ballot = ballots_at(election, work)[-1]
    figures = count.agreed_figures(work.readings)
    assert figures is not None, "agreed"
    asker = Asker([ballot.sheet])
    foreseen = contract.answer(asker.question(ballot.round, figures))
    told = told_on_the_day([ballot.round]).get(ballot.round.id)
    roll = asker.roll(ballot.round.contest)
    found = (*findings_of(ballot.sheet, figures, roll=roll, told=told), *of_the_answer(foreseen))
    typed = typed_reasons(request)
    people, head = names_on_slate(ballot.round.contest), head_title(work.kind).lower()
    context = {
        **frame(request, "Ký biên bản"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "held_on": day(ballot.round.held_on),
        "answer": foreseen,
        "sentences": [explain_kept(verdict).replace("trưởng thôn", head) for verdict in foreseen.get("verdicts", [])],
        "shares": _shares(foreseen, people),
        "outcome": outcome_words(foreseen, head, people),
        "asked": [
            {
                "code": one.code,
                "sentence": sentence(one.code, one.expected, one.got),
                "typed": typed.get(one.code, ""),
                "bare": bool(said) and not typed.get(one.code),
            }
            for one in count.unaccepted(found, work.remarks)
        ],
        "explained": accepted_words(ballot.sheet, found),
        "flags": [sentence(flag.code, flag.expected, flag.got) for flag in work.flags],
        "said": said,
        "done": done,
        "read": read,
    }
    return render(request, "desk/ky-bien-ban.html", context, status=422 if said else 200)


def typed_reasons(request: HttpRequest) -> dict[str, str]:
    """{code: reason} as typed beside each warning."""
    names = [name for name in request.POST if name.startswith(REASON)]
    return {name.removeprefix(REASON): words(request, name) for name in names}


def accepted_words(sheet: Sheet, found: Sequence[Finding]) -> list[dict[str, str]]:
    """The reasons given for these warnings: what was warned of, why it was accepted, by whom."""
    rows = remarks_of([sheet.id])[sheet.id]
    pairs = zip(rows, as_values(rows), strict=True)
    accepted = [row for row, remark in pairs if any(remark.answers(one) for one in found)]
    called = names_of({row.actor for row in accepted}) if accepted else {}
    return [
        {
            "sentence": sentence(row.code, row.expected, row.got),
            "reason": row.reason,
            "by": called.get(row.actor, row.actor),
        }
        for row in accepted
    ]


def _shares(answer: dict[str, Any], people: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": people.get(share.get("id", ""), share["name"]),
            "votes": share["votes"],
            "percent": percent_words(share["percent"]),
        }
        for share in answer.get("shares", [])
    ]
