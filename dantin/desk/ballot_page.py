"""Nhập từng lá phiếu: one key a ballot; the sums go into the count sheet, nothing of one paper leaves the machine."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.ballot import BallotForm, Validity, outcomes
from dantin.core.count import SheetStatus
from dantin.core.plan import VoteForm
from dantin.locale.words import day, full_name
from dantin.store.models import Election
from dantin.store.readers.work import VillageWork, ballots_of, names_on_slate

from .access import Act, allowed_in_village
from .count_pages import kept_as
from .frame import frame

MOST_NAMES = 9
# F-10 to F-13, by analogy: the board decides, the machine only offers the words.
_REASONS = {
    Validity.VOTES_FOR_NOBODY: "không bầu ai, gạch hết hoặc để trắng",
    Validity.MORE_THAN_THE_SEATS: "bầu quá số người",
    Validity.ANOTHER_NAME: "có tên người ngoài danh sách",
    Validity.ANOTHER_MARK: "có viết thêm, có dấu khác",
    Validity.NOT_ISSUED: "không phải phiếu do Tổ bầu cử phát ra",
}
_SINGLE = {Validity.SINGLE_NAME_NOT_MARKED_ONCE: "một người mà đánh cả hai ô hoặc không ô nào"}


@allowed_in_village(Act.READ_SHEET)
def ballots(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The keys and the running sums of one sheet; what is keyed stays on this machine."""
    recounting = work.status in (SheetStatus.NEEDS_RECOUNT, SheetStatus.RECOUNTED)
    if not recounting and work.status not in (SheetStatus.EMPTY, SheetStatus.ONE_READING):
        return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    if work.clusters:  # a cluster keys its sums on its own sheet
        return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    ballot = ballots_of(election, work.code)[-1]
    slate: list[str] = ballot.round.slate
    if ballot.round.vote_form == VoteForm.SHOW_OF_HANDS or not 1 <= len(slate) <= MOST_NAMES or ballot.round.seats != 1:
        return HttpResponseRedirect(reverse("desk_village", args=[work.code]))
    people = names_on_slate(ballot.round.contest)
    single = len(slate) == 1
    reasons = (_SINGLE | _REASONS) if single else _REASONS
    if single:  # with two boxes nobody is crossed out, and one name is never too many
        reasons = {code: words for code, words in reasons.items() if code not in _ONLY_WITH_A_CHOICE}
    address = reverse("desk_recount" if recounting else "desk_sheet", args=[work.code])
    given = {
        "names": slate,
        "labels": {key: people[key] for key in slate},
        "outcomes": [str(found) for found in outcomes(BallotForm(tuple(slate), ballot.round.seats))],
        "reasons": {str(code): words for code, words in reasons.items()},
        "keptAs": kept_as(request.user.pk, ballot, request.path),
        "sheetKeptAs": kept_as(request.user.pk, ballot, address),
        "sheetUrl": address,
    }
    context = {
        **frame(request, "Nhập từng lá phiếu"),
        "work": work,
        "name": full_name(work.kind, work.name),
        "number": ballot.round.number,
        "held_on": day(ballot.round.held_on),
        "given": json.dumps(given, ensure_ascii=False),
        "people": [(key, people[key]) for key in slate],
        "single": single,
        "several": len(slate) > 2,
        "sheet": address,
    }
    return render(request, "desk/tung-phieu.html", context)


_ONLY_WITH_A_CHOICE = {Validity.VOTES_FOR_NOBODY, Validity.MORE_THAN_THE_SEATS}
