"""Số lượng, đề cử, xin rút, danh sách bầu một chức danh: the steps of B-31 in the hall, up to the fixed list."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.core.law import Outcome
from dantin.core.nominate import CommitteeElection
from dantin.core.plan import Post
from dantin.core.rulebooks import explain
from dantin.core.rulebooks.party_cell.floor import FLOOR_SUPPORT, asks_the_floor, has_support_on_the_floor
from dantin.core.rulebooks.party_cell.nominate import surplus_of_a_slate
from dantin.core.vietnamese import number
from dantin.store.actions import congress_slate as slates
from dantin.store.actions.hand_votes import HandVoteIn
from dantin.store.models import Election, HandVote
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, cell_at_work
from dantin.store.readers.congress import WORDS
from dantin.store.readers.congress_slate import (
    SlateName,
    SlateWork,
    holders,
    may_choose_a_committee,
    slate_at_work,
    what_is_elected,
)
from dantin.store.readers.hall import hall_of
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed_in_cell
from .cell_page import SLUGS, cell_now
from .frame import frame
from .hands_form import hand_vote, shown
from .scheme_page import FLOOR_PAGE, MOST_SEATS, SURPLUS_PAGE, lawful_sizes

Kind = HandVote.Kind
_POST_OF = {slug: post for post, slug in SLUGS.items()}
DONE = {
    "chi-uy": "Đã ghi đại hội quyết định.",
    "so-luong": "Đã ghi số lượng cần bầu.",
    "de-cu": "Đã ghi người ứng cử, đề cử.",
    "xin-y-kien": "Đã ghi ý kiến đại hội.",
    "rut": "Đã ghi biểu quyết về xin rút.",
    "danh-sach": "Đã ghi: đại hội chưa thông qua danh sách.",
}

_HANDS = {"chi-uy": "committee", "so-luong": "seats", "xin-y-kien": "floor", "rut": "withdrawal", "danh-sach": "slate"}


@allowed_in_cell(Act.NOMINATE_IN_CONGRESS)
def slate(request: HttpRequest, election: Election, work: CellWork, post: str) -> HttpResponse:
    """One post, one page: each step stands there until it is done, the list itself last."""
    if post not in _POST_OF:
        raise Http404
    of = _POST_OF[post]
    asked, wrong = request.POST.get("viec", ""), ""
    if request.method == "POST":
        try:
            vote = _write(request, election, work, of, asked)
        except Refused as refused:
            wrong = forms.in_words(refused, work.code, work.name)
        except forms.Typed as typed:
            wrong = str(typed)
        else:
            if asked == "danh-sach" and vote is not None and vote.carried:
                done = f"Đại hội đã thông qua danh sách bầu {WORDS[of]}."
                return cell_now(request, election, cell_at_work(election, work.code) or work, done=done)
            return HttpResponseRedirect(f"{request.path}?xong={asked}")
    hall = hall_of(work.congress)
    found, what = slate_at_work(election, work, of), what_is_elected(election, work.code)
    typed_hands = shown(request, work, hall)
    plain = replace(typed_hands, in_favour="", against="0", carried="")
    named = {one.row.member for one in found.names}
    # whoever was just elected secretary is not offered as the deputy
    seated = holders(election, work, Post.SECRETARY) if of is Post.DEPUTY_SECRETARY else []
    context = {
        **frame(request, f"Danh sách bầu {WORDS[of]}"),
        "work": work,
        "of": WORDS[of],
        "several": of is Post.COMMITTEE,
        "asks_committee": what is CommitteeElection.CONGRESS_DECIDES,
        "chose": what is not CommitteeElection.CONGRESS_DECIDES and may_choose_a_committee(election, work),
        "no_committee": of is Post.COMMITTEE and what is CommitteeElection.NONE,
        "slate": found,
        "ready": found.is_open and not found.missing and work.opened_at is not None,
        "seats": number(found.seats) if found.seats else "",
        "sizes": _sizes(found),
        "lawful_sizes": lawful_sizes(of),
        "seats_told": _told(found.seats_voted),
        "names": [_name(one, found) for one in found.names],
        "standing": [one.row.name for one in found.standing],
        "sentence": explain(found.verdict) if found.verdict else "",
        "lawful": found.verdict is not None and found.verdict.outcome is Outcome.MET,
        "voted": _told(found.voted),
        "to_ask": [one for one in found.names if one.asks_floor and one.row.official],
        "waits": any(one.asks_floor and one.floor is None and one.row.official for one in found.names),
        "may_withdraw": [one for one in found.names if one.row.official],
        "nominees": [row for row in hall if row.official and row.member not in named and row.person not in seated],
        "nominators": hall,
        **{f"{name}_hands": typed_hands if wrong and asked == key else plain for key, name in _HANDS.items()},
        "typed": {key.replace("-", "_"): value for key, value in request.POST.items()} if wrong else {},
        "asked": asked if wrong else "",
        "wrong": wrong,
        "done": "" if wrong else DONE.get(request.GET.get("xong", ""), ""),
        "surplus_page": SURPLUS_PAGE,
        "floor_page": FLOOR_PAGE,
    }
    return render(request, "desk/danh-sach-dai-hoi.html", context, status=422 if wrong else 200)


def _write(request: HttpRequest, election: Election, work: CellWork, post: Post, asked: str) -> HandVote | None:
    actor, at = request.user.get_username(), clock.now()
    member = forms.pointed_at(request.POST.get("nguoi", ""))
    match asked:
        case "chi-uy":
            return slates.vote_on_a_committee(work, hand_vote(request, work, Kind.COMMITTEE), actor=actor, at=at)
        case "so-luong":
            seats = forms.whole(request, "so-luong", "Số lượng cần bầu", most=MOST_SEATS)
            vote = hand_vote(request, work, Kind.SEATS, post=post.value, seats=seats)
            return slates.vote_on_seats(work, vote, actor=actor, at=at)
        case "de-cu":
            by = forms.pointed_at(request.POST.get("ai-de-cu", ""))
            if member is None or (by is None and request.POST.get("ai-de-cu") != "tu"):
                raise forms.Typed("Chọn người được đề cử, và ai đề cử hoặc tự ứng cử.")
            slates.put_forward(work=work, post=post, member=member, nominated_by=by, actor=actor, at=at)
        case "xin-y-kien" | "rut" if member is None:
            raise forms.Typed("Chọn người.")
        case "xin-y-kien":
            return slates.vote_on_a_name(
                work, _floor_vote(request, election, work, post, member or 0), actor=actor, at=at
            )
        case "rut":
            vote = hand_vote(request, work, Kind.WITHDRAWAL, post=post.value, member=member)
            return slates.vote_on_a_name(work, vote, actor=actor, at=at)
        case "danh-sach":
            known = slate_at_work(election, work, post)
            vote = hand_vote(request, work, Kind.SLATE, post=post.value, seats=known.seats or None)
            return slates.vote_on_the_slate(work, vote, actor=actor, at=at)
        case _:
            raise forms.Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")
    return None


def _floor_vote(request: HttpRequest, election: Election, work: CellWork, post: Post, member: int) -> HandVoteIn:
    """B-21: more than 30 % of those attending decide, nobody concludes anything."""
    present = forms.whole(request, "du", "Số có mặt", most=9999)
    in_favour = forms.whole(request, "thuan", "Số đồng ý", most=9999)
    if present is None or in_favour is None:
        raise forms.Typed("Ghi số có mặt và số đồng ý; không có ai đồng ý thì ghi 0.")
    under = election.rulebook
    met = asks_the_floor(under) and has_support_on_the_floor(under, "", in_favour, present).outcome is Outcome.MET
    return HandVoteIn(
        congress=work.congress,
        kind=Kind.FLOOR,
        present=present,
        in_favour=in_favour,
        against=0,
        carried=met,
        post=post.value,
        member=member,
    )


def _told(vote: HandVote | None) -> str:
    if vote is None:
        return ""
    result = "thông qua" if vote.carried else "không thông qua"
    sums = f"Có mặt {number(vote.present)}, tán thành {number(vote.in_favour)}"
    return f"{sums}, không tán thành {number(vote.against)}: {result}."


def _sizes(found: SlateWork) -> str:
    """Bầu 3: danh sách 4 người; of one seat too."""
    if not found.seats:
        return ""
    least, most = (found.seats + extra for extra in surplus_of_a_slate(found.post, found.seats, first=True))
    said = number(least) if least == most else f"từ {number(least)} đến {number(most)}"
    return f"Bầu {number(found.seats)} người thì danh sách có {said} người, đang có {number(len(found.standing))}."


def _name(one: SlateName, found: SlateWork) -> dict[str, Any]:
    verdict = one.floor_verdict(found.rulebook)
    if one.withdrawal is not None and one.withdrawal.carried:
        state = "đã xin rút, đại hội đồng ý"
    elif not one.row.official:
        state = "không phải đảng viên chính thức"
    elif not one.in_committee:
        state = "không trúng chi ủy"
    elif one.is_secretary:
        state = "đã trúng bí thư"
    elif one.asks_floor and one.floor is None:
        state = f"chờ xin ý kiến đại hội, cần trên {FLOOR_SUPPORT.numerator * 10}%"
    elif verdict is not None and verdict.outcome is Outcome.NOT_MET:
        state = explain(verdict)
    else:
        state = "trong danh sách"
    source = "chi ủy chuẩn bị" if one.prepared else "tự ứng cử" if one.stood else f"{one.nominated_by} đề cử"
    return {"name": one.row.name, "source": source, "state": state, "stands": one.stands(found.rulebook)}
