"""Chuyển sang bên Đảng: the signed file of recognised heads, made in the browser, carried by hand, taken in there."""

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.guards import Unreadable, refuse_large
from dantin.locale.words import LOCAL, day, hour_minute
from dantin.store.actions.bridge import export_recognised_heads, import_recognised_heads
from dantin.store.actions.bridge_answers import export_answers, import_answers
from dantin.store.canonical import digest
from dantin.store.models import Account, Election, HeadChange, HeadFromState
from dantin.store.readers import clock
from dantin.store.readers.bridge import (
    FileMade,
    changes_of_heads,
    files_made,
    heads_recognised,
    list_of_heads,
    newest_answers,
    newest_file_at,
)
from dantin.store.readers.by_elections import by_elections_in
from dantin.store.readers.cell_places import cells_leading
from dantin.store.readers.periods import names_on
from dantin.store.readers.work import election_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed
from .frame import frame

MOST_BY_ELECTIONS = 20


@allowed(Act.SEND_HEADS)
def heads(request: HttpRequest) -> HttpResponse:
    """How many heads are recognised of how many, the files made so far; pressed, the newest file is the answer."""
    account = request.user
    assert isinstance(account, Account)
    at_work = election_at_work(Side.STATE, account.place_code)
    filled = by_elections_in(account.place_code)[-MOST_BY_ELECTIONS:]
    elections = [] if at_work is None else [at_work, *reversed(filled)]
    said, answered = "", None
    if request.method == "POST" and request.POST.get("viec") == "nhan" and at_work is not None:
        try:
            answered = import_answers(election=at_work, file=_file_given(request), actor=account.login, at=clock.now())
        except (Refused, Unreadable) as refused:
            said = _sentence(refused)
    elif request.method == "POST":
        asked = next((one for one in elections if one.code == request.POST.get("bau")), None)
        if asked is None:
            raise Http404
        try:
            file = export_recognised_heads(election=asked, actor=account.login, at=clock.now())
        except Refused as refused:
            said = str(refused)
        else:
            response = HttpResponse(file, content_type="application/json")
            response["Content-Disposition"] = f'attachment; filename="truong-thon-{asked.code}.json"'
            return response
    context = {
        **frame(request, "Sang bên Đảng"),
        "rows": [_row(one) for one in elections],
        "said": said,
        "wrong_file": said and request.POST.get("viec") == "nhan",
        "taken": answered and (number(answered.yes), number(answered.not_yet), number(answered.changed)),
        "answers": _answers(at_work) if at_work is not None else None,
    }
    return render(request, "desk/sang-ben-dang.html", context, status=422 if said else 200)


@allowed(Act.TAKE_HEADS)
def take(request: HttpRequest) -> HttpResponse:
    """Nhận tệp, on the Party side: only a file signed by the State's key names anybody."""
    account = request.user
    assert isinstance(account, Account)
    election, said, taken = election_at_work(Side.PARTY, account.place_code), "", ""
    changed = set[int | None]()
    if request.method == "POST" and election is not None:
        try:
            if request.POST.get("viec") == "tra-loi":
                file = export_answers(election=election, actor=account.login, at=clock.now())
                response = HttpResponse(file, content_type="application/json")
                response["Content-Disposition"] = f'attachment; filename="tra-loi-{election.code}.json"'
                return response
            file = _file_given(request)
            named = import_recognised_heads(election=election, file=file, actor=account.login, at=clock.now())
        except (Refused, Unreadable) as refused:
            said = _sentence(refused)
        else:
            taken, changed = number(named.heads), {one.id for one in named.changed}
    context = {
        **frame(request, "Từ bên Nhà nước"),
        "election": election,
        "known": number(HeadFromState.objects.filter(election=election).count()),
        "files": [_file(one) for one in files_made(election)] if election is not None else [],
        "changes": _changes(election, changed) if election is not None else [],
        "changed": number(len(changed)) if changed else "",
        "said": said,
        "taken": taken,
    }
    return render(request, "desk/tu-nha-nuoc.html", context, status=422 if said else 200)


def _file_given(request: HttpRequest) -> bytes:
    given = request.FILES.get("tep")
    if given is None:
        raise Unreadable("chọn tệp đã mang từ bên kia sang")
    refuse_large(given.size or 0)
    return given.read()


def _sentence(refused: Exception) -> str:
    return f"{str(refused)[:1].upper()}{str(refused)[1:]}".removesuffix(".") + "."


def _answers(election: Election) -> dict[str, Any] | None:
    """What the Party side answered so far, and of which moment."""
    made_at = newest_file_at(election)
    if made_at is None:
        return None
    known = newest_answers(election).values()
    yes = sum(one.is_head for one in known)
    when = f"{hour_minute(made_at)} {day(made_at.astimezone(LOCAL).date())}"
    bar = [(css, n) for css, n in (("dc-3", yes), ("line", len(known) - yes)) if n]
    return {
        "yes": number(yes),
        "all": number(len(known)),
        "not_yet": number(len(known) - yes),
        "when": when,
        "bar": bar,
    }


def _row(election: Election) -> dict[str, Any]:
    recognised, all_ = heads_recognised(election).count(), election.standings.count()
    files, said = files_made(election), list_of_heads(election)
    return {
        "code": election.code,
        "title": election.title,
        "held_on": day(election.held_on),
        "recognised": number(recognised),
        "all": number(all_),
        "left": number(all_ - recognised) if recognised < all_ else "",
        "any": bool(recognised or said["withdrawn"]),
        "newer": bool(files) and digest(said) != files[0].digest,
        "files": [_file(one) for one in files],
    }


def _changes(election: Election, just_now: Collection[int | None]) -> list[dict[str, Any]]:
    """Each village whose head a later file changed, by the numbers of the decisions."""
    changes = changes_of_heads(election)
    names = names_on({one.village_code for one in changes}, election.called_on)
    cells = cells_leading({one.village_code for one in changes})
    return [
        {
            "village": names.get(one.village_code, one.village_code),
            "cell": next(iter(cells.get(one.village_code, [])), ""),
            "what": change_in_words(one),
            "when": day(one.recorded_at.astimezone(LOCAL).date()),
            "new": one.id in just_now,
        }
        for one in changes
    ]


def change_in_words(one: HeadChange) -> str:
    """What became of the decision that was known before."""
    was = f"quyết định {one.was_number} ngày {day(one.was_decided_on)}"
    paper = f"{one.decision_number} ngày {day(one.decided_on)}"
    return f"{was} đã bị huỷ theo văn bản {paper}" if one.withdrawn else f"{was} thay bằng quyết định {paper}"


def _file(one: FileMade) -> dict[str, str]:
    at = one.at.astimezone(LOCAL)
    return {
        "when": f"{hour_minute(one.at)} {day(at.date())}",
        "by": one.by,
        "heads": number(one.heads),
        "digest": one.digest,
        "key": one.key,
    }
