"""Lần bầu tiếp theo của đại hội, as the conclusion asks for it: the congress decides by hands, and it is recorded."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.locale.words import day
from dantin.store.actions.congress_rounds import vote_on_another_round
from dantin.store.actions.plan import RoundIn, open_rounds, slate_of_next
from dantin.store.models import Election, HandVote
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, ContestWork, cell_at_work
from dantin.store.readers.congress import WORDS
from dantin.store.readers.hall import hall_of
from dantin.store.readers.sheets import NEXT_STEPS
from dantin.store.readers.work import names_on_slate
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell
from .cell_page import IN_THE_HALL, cell_now
from .congress_count_pages import at_hand
from .congress_round_words import law_of_next
from .forms import Typed, in_words, words
from .frame import frame
from .hands_form import hand_vote, shown

MOST_WORDS = 400
# B-51 does not say how a ballot counts that follows a re-ballot tied again: who presides asks, and it is recorded
_HOW = ("nhieu-hon", "qua-nua")


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
    tied_again = declared.answer["outcome"] == "tie" and not tied
    hall = hall_of(work.congress)
    slate, why, wrong = lawful, words(request, "noi-dung"), {}
    if request.method == "POST":
        named = set(request.POST.getlist("nguoi"))
        slate = [key for key in lawful if key in named]
        declines = request.POST.get("ket-qua") == "khong" and not tied
        if declines:
            slate = lawful
        elif not slate or not named <= set(lawful):
            wrong["nguoi"] = "Chọn ít nhất một người trong danh sách dưới đây."
        elif tied and slate != lawful:
            wrong["nguoi"] = "Bầu lại giữa những người bằng phiếu: để đủ những người ấy."
        plurality = tied or (tied_again and request.POST.get("cach") == "nhieu-hon")
        if tied_again and not declines and request.POST.get("cach") not in _HOW:
            wrong["cach"] = "Chọn cách tính của lần bầu này."
        if slate != lawful and not why and not wrong:
            wrong["noidung"] = "Có người không còn trong danh sách: ghi vì sao, như đại hội cho ai rút."
        elif len(why) > MOST_WORDS:
            wrong["noidung"] = f"Dài {len(why)} chữ cái, nhiều nhất là {MOST_WORDS}. Viết ngắn lại."
        if not wrong:
            given = RoundIn(
                contest=last.contest_id,
                held_on=last.held_on,
                procedure=last.procedure,
                vote_form=last.vote_form,
                seats=declared.answer.get("seats_left") or last.seats,
                slate=slate,
                reballot_of_tie=plurality,
                why=why,
            )
            try:
                said = _opened(request, work, one, given)
            except Refused as refused:
                wrong["chung"] = in_words(refused, work.code, work.name)
            except Typed as typed:
                wrong["the"] = str(typed)
            else:
                return cell_now(request, election, cell_at_work(election, work.code) or work, done=said)
    law, follows = law_of_next(one)
    context = {
        **frame(request, "Lần bầu tiếp theo"),
        "work": work,
        "name": f"{work.name}, bầu {WORDS[one.post]}",
        "held_on": day(last.held_on),
        "asks": NEXT_STEPS[one.step].capitalize(),
        "law": law,
        "follows": follows,
        "tied_again": tied_again,
        "how": request.POST.get("cach", ""),
        "seats": number(declared.answer.get("seats_left") or last.seats),
        "number": last.number + 1,
        "people": [(key, people.get(key, key), key in slate) for key in lawful],
        "tied": tied,
        "hands": shown(request, work, hall),
        "why": why,
        "wrong": wrong,
    }
    return render(request, "desk/dai-hoi-lan-tiep.html", context, status=422 if wrong else 200)


def _opened(request: HttpRequest, work: CellWork, one: ContestWork, given: RoundIn) -> str:
    """What the congress decided, written down: a tie is voted on again without a decision, the rest by hands."""
    of, number_ = WORDS[one.post], one.ballot.round.number
    if one.step == "reballot_tied":
        open_rounds(side=Side.PARTY, rounds=[given], actor=request.user.get_username(), at=clock.now())
        return f"Đã mở lần bầu {number_ + 1} của {of}."
    vote = hand_vote(request, work, HandVote.Kind.AGAIN, post=one.post.value, round_=number_)
    kept = vote_on_another_round(vote, given, actor=request.user.get_username(), at=clock.now())
    if kept.carried:
        return f"Đã mở lần bầu {number_ + 1} của {of}."
    return f"Đã ghi: đại hội quyết định không bầu {of} thêm lần nữa."
