"""Nhập từng lá phiếu bầu ở đại hội: crossed out, or agreed or not (B-43); only sums leave the machine."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.ballot import BallotForm, Marking, Validity, outcomes
from dantin.core.count import SheetStatus
from dantin.locale.words import day
from dantin.store.models import Account, Election
from dantin.store.readers.cells import CellWork
from dantin.store.readers.congress import WORDS
from dantin.store.readers.work import names_on_slate

from .access import Act, allowed_in_cell
from .cell_page import is_mine
from .congress_count_pages import at_hand, can_be_keyed, kept_as_sheet
from .count_pages import kept_as
from .frame import frame

VALID_PAGE = "/luat/chi-bo/phieu-hop-le/"
_TO_ENTER = (SheetStatus.NEEDS_RECOUNT, SheetStatus.RECOUNTED)
_TO_ENTER += (SheetStatus.EMPTY, SheetStatus.ONE_READING, SheetStatus.TWO_READINGS)
_REASONS = {
    Validity.VOTES_FOR_NOBODY: "không bầu ai, gạch hết tên",
    Validity.MORE_THAN_THE_SEATS: "bầu quá số lượng cần bầu",
    Validity.SINGLE_NAME_NOT_MARKED_ONCE: "đánh cả hai ô hoặc không ô nào",
    Validity.ANOTHER_NAME: "có tên người ngoài danh sách",
    Validity.ANOTHER_MARK: "có ký tên, có dấu hiệu khác",
    Validity.NOT_ISSUED: "không do ban kiểm phiếu phát: để riêng",
}


@allowed_in_cell(Act.COUNT_CONTEST)
def ballots(request: HttpRequest, election: Election, work: CellWork, post: str) -> HttpResponse:
    """The keys and the running sums of one round; what is keyed stays on this machine."""
    account, one = request.user, at_hand(election, work, post)
    assert isinstance(account, Account)
    open_ = one is not None and not one.step and one.status in _TO_ENTER and is_mine(account, one)
    if one is None or not open_ or not can_be_keyed(work, one):
        return HttpResponseRedirect(reverse("desk_cell", args=[work.code]))
    round_, people = one.ballot.round, names_on_slate(one.ballot.round.contest)
    form = BallotForm(tuple(round_.slate), round_.seats)
    address = reverse("desk_contest_sheet", args=[work.code, post])
    given = {
        "names": form.names,
        "labels": {key: people[key] for key in form.names},
        "outcomes": [str(found) for found in outcomes(form)],
        "reasons": {str(code): words for code, words in _REASONS.items() if code not in _never(form)},
        "seats": form.seats,
        "marking": str(form.marking),
        "apart": str(Validity.NOT_ISSUED),
        "keptAs": kept_as(account.pk, one.ballot, request.path),
        "sheetKeptAs": kept_as_sheet(account, one),
        "sheetUrl": address,
    }
    context = {
        **frame(request, "Nhập từng lá phiếu"),
        "work": work,
        "name": f"{work.name}, bầu {WORDS[one.post]}",
        "number": round_.number,
        "held_on": day(round_.held_on),
        "given": json.dumps(given, ensure_ascii=False),
        "people": [(key, people[key]) for key in form.names],
        "single": len(form.names) == 1,
        "marking": str(form.marking),
        "seats": form.seats,
        "page": VALID_PAGE,
        "sheet": address,
    }
    return render(request, "desk/tung-phieu.html", context)


def _never(form: BallotForm) -> frozenset[Validity]:
    """Reasons that no paper of this form can have (B-44, B-45)."""
    if form.marking is Marking.CROSS_OUT:
        return frozenset({Validity.SINGLE_NAME_NOT_MARKED_ONCE})
    if len(form.names) == 1:
        return frozenset({Validity.VOTES_FOR_NOBODY, Validity.MORE_THAN_THE_SEATS})
    return frozenset({Validity.VOTES_FOR_NOBODY, Validity.MORE_THAN_THE_SEATS, Validity.SINGLE_NAME_NOT_MARKED_ONCE})
