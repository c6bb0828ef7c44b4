"""Biểu quyết giơ thẻ: the programme, the resolution; who leads, writes, counts; and who takes another's place."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.law import Outcome
from dantin.core.rulebooks.party_cell.ballot import may_count
from dantin.core.vietnamese import number
from dantin.store.actions.hand_votes import (
    OfficerIn,
    choose_officers,
    record_hand_vote,
    replace_on_the_board,
)
from dantin.store.models import CongressOfficer, Election, HandVote
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, cell_at_work
from dantin.store.readers.hall import HallRow, hall_of, hand_votes_of, officers_of, slates_to_be_counted
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell
from .congress_script_page import script_now
from .forms import Typed, in_words, pointed_at
from .frame import frame
from .hand_matters import MATTERS, Matter
from .hands_form import hand_vote, shown

Kind, Body = HandVote.Kind, CongressOfficer.Body


@allowed_in_cell(Act.VOTE_BY_HANDS)
def hands(request: HttpRequest, election: Election, work: CellWork, matter: str) -> HttpResponse:
    """The form of one matter, and what was decided on it before."""
    about = MATTERS.get(matter)
    if about is None:
        raise Http404
    hall = hall_of(work.congress)
    officers = officers_of(work.congress)
    wrong = ""
    if request.method == "POST":
        try:
            done = _record(request, work, about)
        except Refused as refused:
            wrong = in_words(refused, work.code, work.name)
        except Typed as typed:
            wrong = str(typed)
        else:
            return script_now(request, election, cell_at_work(election, work.code) or work, done=done)
    before = [vote for vote in hand_votes_of(work.congress) if vote.kind == about.kind]
    standing = slates_to_be_counted(election.id, work.code)
    chosen = [one for one in officers if one.body == about.body]
    named = set(request.POST.getlist("nguoi"))
    context: dict[str, Any] = {
        **frame(request, about.heading),
        "work": work,
        "heading": about.heading,
        "about": about,
        "before": [_told(vote) for vote in before],
        "chosen": chosen,
        "people": [
            _choice(row, about, standing, named)
            for row in hall
            if _may_be_named(election.rulebook, row, about, standing)
        ],
        "counts": _counts(about),
        "board": [one for one in officers if one.body == Body.COUNTING_BOARD],
        "absent": request.POST.get("vang", ""),
        "leader": request.POST.get("truong", ""),
        "leads": about.body in (Body.PRESIDIUM, Body.COUNTING_BOARD),
        "over": about.body is not None and bool(chosen),
        "no_board": about.replaces and not any(one.body == Body.COUNTING_BOARD for one in officers),
        "hands": shown(request, work, hall),
        "words": request.POST.get("noi-dung", ""),
        "wrong": wrong,
    }
    return render(request, "desk/gio-the.html", context, status=422 if wrong else 200)


def _counts(about: Matter) -> bool:
    return about.replaces or about.body == Body.COUNTING_BOARD


def _may_be_named(rulebook: str, row: HallRow, about: Matter, standing: set[int]) -> bool:
    """Whoever cannot count is not offered for it (B-40, B-41)."""
    verdict = may_count(rulebook, row.name, row.status, row.person in standing)
    return verdict.outcome is Outcome.MET if _counts(about) else row.official


def _choice(row: HallRow, about: Matter, standing: set[int], named: set[str]) -> dict[str, Any]:
    return {"id": row.member, "name": row.name, "here": row.in_hall, "chosen": str(row.member) in named}


def _told(vote: HandVote) -> str:
    result = "thông qua" if vote.carried else "không thông qua"
    about = f", {vote.words}" if vote.words else ""
    return (
        f"Có mặt {number(vote.present)}, tán thành {number(vote.in_favour)}, không tán thành {number(vote.against)}: "
        f"{result}{about}."
    )


def _record(request: HttpRequest, work: CellWork, about: Matter) -> str:
    """Write it down; answers what is said of it."""
    actor, at = request.user.get_username(), clock.now()
    if about.body is not None:
        people = _members(request)
        leader = pointed_at(request.POST.get("truong", ""))
        leads = about.body != Body.CLERK
        if not people:
            raise Typed("Chọn ít nhất một người.")
        if leader is None and len(people) == 1:
            [leader] = people
        if leads and leader not in people:
            raise Typed("Chọn người đứng đầu trong những người đã chọn.")
        vote = hand_vote(request, work, about.kind)
        officers = [OfficerIn(member=one, leads=leads and one == leader) for one in people]
        chosen = choose_officers(vote, about.body, officers, actor=actor, at=at)
        what = Body(about.body).label
        return f"Đã ghi {what}: {len(chosen)} người." if chosen else f"Đã ghi: đại hội chưa thông qua {what}."
    if about.replaces:
        absent, instead = pointed_at(request.POST.get("vang", "")), pointed_at(request.POST.get("nguoi", ""))
        if absent is None or instead is None:
            raise Typed("Chọn người vắng và người thay.")
        vote = hand_vote(request, work, about.kind)
        now = replace_on_the_board(vote, absent=absent, instead=instead, actor=actor, at=at)
        return "Đã ghi người thay trong ban kiểm phiếu." if now else "Đã ghi: đại hội chưa đồng ý người thay."
    kept = record_hand_vote(hand_vote(request, work, about.kind), actor=actor, at=at)
    return f"Đã ghi biểu quyết: {Kind(kept.kind).label}, {'thông qua' if kept.carried else 'không thông qua'}."


def _members(request: HttpRequest) -> list[int]:
    found = [pointed_at(one) for one in request.POST.getlist("nguoi")]
    return [one for one in found if one is not None]
