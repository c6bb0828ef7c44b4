"""Trưởng thôn được ứng cử bí thư chưa: one cell with every reason and what removes it; and the list of all of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.nominate import HeadProspect
from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day, full_name, head_title
from dantin.store.actions.head_members import say_who_the_head_is
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, cells_at_work
from dantin.store.readers.head_prospects import HeadWork, head_at_work, heads_at_work
from dantin.store.readers.work import election_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed, allowed_in_cell, granted, granted_here
from .forms import in_words, pointed_at, words
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .prospect_words import LOST, OPEN, WORDS, reasons_of

NOBODY = "khong-ai"
MOST_SHOWN = 200


@allowed_in_cell(Act.SEE_HEAD)
def head(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """One cell: may its village's head stand, why not, what would change that."""
    account = request.user
    assert isinstance(account, Account)
    at = clock.now()
    one = head_at_work(work, at.astimezone(LOCAL).date())
    may = granted_here(account, Act.SAY_WHO_THE_HEAD_IS, work) and one.head is not None
    chosen, why, said = request.POST.get("ai", ""), words(request, "vi-sao"), ""
    if request.method == "POST":
        member = pointed_at(chosen)
        if not may:
            said = "Việc này không làm được ở đây lúc này. Mở lại trang."
        elif member is None and chosen != NOBODY:
            said = "Chọn một người trong danh sách, hoặc chọn Không phải ai ở đây."
        else:
            try:
                say_who_the_head_is(work=work, member=member, words=why, actor=account.login, at=at)
            except Refused as refused:
                said = in_words(refused, work.code, work.name)
            else:
                return HttpResponseRedirect(reverse("desk_head_prospect", args=[work.code]))
    context = {
        **frame(request, "Ứng cử bí thư"),
        "work": work,
        "village": full_name(work.kind, work.village),
        "title_word": head_title(work.kind),
        "held_on": day(work.held_on),
        "days_left": number(one.days_left),
        "one": one,
        "born_in": one.head and one.head.born_in,
        "word": WORDS[one.prospect],
        "free": one.prospect in (HeadProspect.MAY_STAND, HeadProspect.SECRETARY),
        "reasons": reasons_of(one),
        "member": one.member,
        "member_status": one.member and one.member.status.label,
        "recorded": one.said,
        "recorded_on": one.said and day(one.said.recorded_at.astimezone(LOCAL).date()),
        "found": [
            {"value": str(each.member), "name": each.name, "born_in": each.born_in, "status": each.status.label,
             "cell": each.cell_name, "chosen": str(each.member) == chosen}
            for each in one.found
        ],
        "nobody": NOBODY,
        "nobody_chosen": chosen == NOBODY,
        "may_say": may and bool(one.found),
        "why": why,
        "said": said,
    }  # fmt: skip
    return render(request, "desk/ung-cu-bi-thu.html", context, status=422 if said else 200)


@allowed(Act.SEE_HEADS)
def heads(request: HttpRequest) -> HttpResponse:
    """Every head in this account's care who cannot stand yet, the nearest congress first; and how many can."""
    account = request.user
    assert isinstance(account, Account)
    election = election_at_work(Side.PARTY, account.place_code)
    today = clock.now().astimezone(LOCAL).date()
    works = [] if election is None else cells_at_work(election, account.place_code)
    found = heads_at_work(works, today)
    still = sorted((one for one in found if one.prospect in OPEN), key=lambda one: one.work.held_on)
    lost = [one for one in found if one.prospect in LOST]
    if sheet_asked(request):
        return list_file(request, _sheet([*still, *lost]), place=account.place_code)
    counts = {prospect: sum(one.prospect is prospect for one in found) for prospect in WORDS}
    context = {
        **frame(request, "Ứng cử bí thư"),
        "election": election,
        "today": day(today),
        "still": [_line(one) for one in still[:MOST_SHOWN]],
        "still_count": number(len(still)),
        "hidden": number(max(len(still) - MOST_SHOWN, 0)) if len(still) > MOST_SHOWN else "",
        "lost": [_line(one) for one in lost[:MOST_SHOWN]],
        "lost_count": number(len(lost)),
        "counts": [(WORDS[prospect], number(count)) for prospect, count in counts.items() if count],
        "total": number(len(found)),
        "files": list_files(request, "người chưa ứng cử được") if still or lost else None,
    }
    return render(request, "desk/ai-ung-cu-bi-thu.html", context)


def _sheet(found: list[HeadWork]) -> ListSheet:
    """Everybody of the page, each with every reason and what removes it."""
    rows = [
        (
            full_name(one.work.kind, one.work.village),
            one.head and one.head.name,
            one.work.name,
            one.work.code,
            one.work.held_on,
            WORDS[one.prospect],
            " ".join(f"{each.why} {each.remedy}".strip() for each in reasons_of(one)),
        )
        for one in found
    ]
    columns = ("Nơi bầu", "Trưởng thôn, bản, khu phố", "Chi bộ", "Mã chi bộ", "Ngày đại hội", "Tình trạng", "Lý do")
    return ListSheet("Ứng cử bí thư", columns, rows)


def _line(one: HeadWork) -> dict[str, Any]:
    return {
        "village": full_name(one.work.kind, one.work.village),
        "href": reverse("desk_head_prospect", args=[one.work.code]),
        "cell": one.work.name,
        "head": one.head.name if one.head else "",
        "held_on": day(one.work.held_on),
        "days_left": number(one.days_left),
        "reasons": reasons_of(one),
    }


def verdict_on(account: Account, work: CellWork, one: HeadWork) -> dict[str, Any] | None:
    """What the page of a cell says of the head, for those who may know it."""
    if not granted(account, Act.SEE_HEAD) or one.head is None:
        return None
    return {
        "word": WORDS[one.prospect],
        "free": one.prospect in (HeadProspect.MAY_STAND, HeadProspect.SECRETARY),
        "why": " ".join(each.why for each in reasons_of(one)),
        "href": reverse("desk_head_prospect", args=[work.code]),
    }
