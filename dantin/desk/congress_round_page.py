"""Lần bầu tiếp theo của đại hội, as the conclusion asks for it: the presidium says what the congress decided."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.locale.words import day
from dantin.store.actions.plan import RoundIn, open_rounds, slate_of_next
from dantin.store.models import Election
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, cell_at_work
from dantin.store.readers.congress import WORDS
from dantin.store.readers.sheets import NEXT_STEPS
from dantin.store.readers.work import names_on_slate
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell
from .cell_page import IN_THE_HALL, cell_now
from .congress_count_pages import at_hand
from .forms import in_words, words
from .frame import frame

MOST_WORDS = 300


@allowed_in_cell(Act.CALL_CONGRESS_ROUND)
def next_round(request: HttpRequest, election: Election, work: CellWork, post: str) -> HttpResponse:
    """Who stands follows from the conclusion; whoever withdraws since is left out with the reason."""
    one = at_hand(election, work, post)
    if one is None or one.step not in IN_THE_HALL:
        return HttpResponseRedirect(reverse("desk_cell", args=[work.code]))
    last, declared = one.ballot.round, one.ballot.declaration
    assert declared is not None, "a step comes of a conclusion"
    lawful, people = slate_of_next(last, declared.answer), names_on_slate(last.contest)
    tied = one.step == "reballot_tied"
    slate, why, wrong = lawful, words(request, "ly-do"), {}
    if request.method == "POST":
        named = set(request.POST.getlist("nguoi"))
        slate = [key for key in lawful if key in named]
        if not slate or not named <= set(lawful):
            wrong["nguoi"] = "Chọn ít nhất một người trong danh sách dưới đây."
        elif tied and slate != lawful:
            wrong["nguoi"] = "Bầu lại giữa những người bằng phiếu: để đủ những người ấy."
        if not why:
            wrong["lydo"] = "Ghi đại hội đã quyết định thế nào, như số người biểu quyết tán thành."
        elif len(why) > MOST_WORDS:
            wrong["lydo"] = f"Dài {len(why)} chữ cái, nhiều nhất là {MOST_WORDS}. Viết ngắn lại."
        if not wrong:
            given = RoundIn(
                contest=last.contest_id,
                held_on=last.held_on,
                procedure=last.procedure,
                vote_form=last.vote_form,
                seats=declared.answer.get("seats_left") or last.seats,
                slate=slate,
                reballot_of_tie=tied,
                why=why,
            )
            try:
                open_rounds(side=Side.PARTY, rounds=[given], actor=request.user.login, at=clock.now())
            except Refused as refused:
                wrong["chung"] = in_words(refused, work.code, work.name)
            else:
                now = cell_at_work(election, work.code) or work
                done = f"Đã mở lần bầu {last.number + 1} của {WORDS[one.post]}."
                return cell_now(request, election, now, done=done)
    context = {
        **frame(request, "Lần bầu tiếp theo"),
        "work": work,
        "name": f"{work.name}, bầu {WORDS[one.post]}",
        "held_on": day(last.held_on),
        "asks": NEXT_STEPS[one.step].capitalize(),
        "seats": number(declared.answer.get("seats_left") or last.seats),
        "number": last.number + 1,
        "people": [(key, people.get(key, key), key in slate) for key in lawful],
        "tied": tied,
        "why": why,
        "wrong": wrong,
    }
    return render(request, "desk/dai-hoi-lan-tiep.html", context, status=422 if wrong else 200)
