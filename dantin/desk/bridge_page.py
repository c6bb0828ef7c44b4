"""Chuyển sang bên Đảng: the signed file of recognised heads, made in the browser, carried by hand, taken in there."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.guards import Unreadable, refuse_large
from dantin.locale.words import LOCAL, day, hour_minute
from dantin.store.actions.bridge import export_recognised_heads, import_recognised_heads
from dantin.store.models import Account, Election, HeadFromState
from dantin.store.readers import clock
from dantin.store.readers.bridge import FileMade, files_made, heads_recognised
from dantin.store.readers.by_elections import by_elections_in
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
    said = ""
    if request.method == "POST":
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
    context = {**frame(request, "Sang bên Đảng"), "rows": [_row(one) for one in elections], "said": said}
    return render(request, "desk/sang-ben-dang.html", context, status=422 if said else 200)


@allowed(Act.TAKE_HEADS)
def take(request: HttpRequest) -> HttpResponse:
    """Nhận tệp, on the Party side: only a file signed by the State's key names anybody."""
    account = request.user
    assert isinstance(account, Account)
    election, said, taken = election_at_work(Side.PARTY, account.place_code), "", ""
    if request.method == "POST" and election is not None:
        given = request.FILES.get("tep")
        try:
            if given is None:
                raise Unreadable("chọn tệp đã mang từ bên Nhà nước sang")
            refuse_large(given.size or 0)
            named = import_recognised_heads(election=election, file=given.read(), actor=account.login, at=clock.now())
        except (Refused, Unreadable) as refused:
            said = f"{str(refused)[:1].upper()}{str(refused)[1:]}".removesuffix(".") + "."
        else:
            taken = number(named)
    context = {
        **frame(request, "Từ bên Nhà nước"),
        "election": election,
        "known": number(HeadFromState.objects.count()),
        "files": [_file(one) for one in files_made(election)] if election is not None else [],
        "said": said,
        "taken": taken,
    }
    return render(request, "desk/tu-nha-nuoc.html", context, status=422 if said else 200)


def _row(election: Election) -> dict[str, Any]:
    recognised, all_ = heads_recognised(election).count(), election.standings.count()
    files = files_made(election)
    return {
        "code": election.code,
        "title": election.title,
        "held_on": day(election.held_on),
        "recognised": number(recognised),
        "all": number(all_),
        "left": number(all_ - recognised) if recognised < all_ else "",
        "any": recognised > 0,
        "newer": bool(files) and recognised != files[0].heads,
        "files": [_file(one) for one in files],
    }


def _file(one: FileMade) -> dict[str, str]:
    at = one.at.astimezone(LOCAL)
    return {
        "when": f"{hour_minute(one.at)} {day(at.date())}",
        "by": one.by,
        "heads": number(one.heads),
        "digest": one.digest,
        "key": one.key,
    }
