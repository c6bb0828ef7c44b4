"""Đề án nhân sự của chi ủy: whom the committee prepares for each post, and whether so many names are lawful."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.law import Outcome
from dantin.core.nominate import CommitteeElection
from dantin.core.plan import Post
from dantin.core.rulebooks import explain
from dantin.core.rulebooks.party_cell.floor import prepared_surplus
from dantin.core.rulebooks.party_cell.nominate import surplus_of_a_slate
from dantin.core.rulebooks.party_cell.numbers import COMMITTEE_SEATS_IN_GENERAL
from dantin.core.vietnamese import number
from dantin.locale.words import day
from dantin.store.actions.congress_slate import SchemeIn, prepare_scheme
from dantin.store.models import Election, PersonnelScheme
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork
from dantin.store.readers.congress import WORDS
from dantin.store.readers.congress_slate import POSTS, schemes_of, surplus_verdict, what_is_elected
from dantin.store.readers.hall import HallRow, hall_of
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed_in_cell
from .cell_page import SLUGS
from .frame import frame

SURPLUS_PAGE, FLOOR_PAGE = "/luat/chi-bo/so-du/", "/luat/chi-bo/nguoi-de-cu-tai-cho/"
MOST_SEATS = 15


@allowed_in_cell(Act.PREPARE_SCHEME)
def scheme(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """One form a post; what was written before stays on record, the newest counts."""
    posts = [post for post in POSTS if post is not Post.COMMITTEE or _elects(election, work)]
    asked = next((post for post in posts if SLUGS[post] == request.POST.get("viec")), None)
    wrong = ""
    if request.method == "POST":
        try:
            _write(request, work, asked)
        except Refused as refused:
            wrong = forms.in_words(refused, work.code, work.name)
        except forms.Typed as typed:
            wrong = str(typed)
        else:
            return HttpResponseRedirect(f"{reverse('desk_scheme', args=[work.code])}?xong={request.POST['viec']}")
    known = schemes_of(election, work.code)
    next_ = next((post for post in posts if post not in known), None)
    hall = [row for row in hall_of(work.congress) if row.official]
    context = {
        **frame(request, "Đề án nhân sự"),
        "work": work,
        "held_on": day(work.held_on),
        "posts": [
            {
                **_post(request, election, post, known.get(post), hall, wrong if post is asked else ""),
                "open": post is next_,
            }
            for post in posts
        ],
        "wrong": wrong if asked is None else "",
        "done": next((WORDS[post] for post in posts if SLUGS[post] == request.GET.get("xong")), ""),
        "surplus_page": SURPLUS_PAGE,
    }
    return render(request, "desk/de-an.html", context, status=422 if wrong else 200)


def _elects(election: Election, work: CellWork) -> bool:
    return what_is_elected(election, work.code) is not CommitteeElection.NONE


def _write(request: HttpRequest, work: CellWork, post: Post | None) -> None:
    if post is None:
        raise forms.Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")
    seats = forms.whole(request, "so-luong", "Số lượng cần bầu", most=MOST_SEATS) if post is Post.COMMITTEE else 1
    if seats is None:
        raise forms.Typed("Ghi số lượng cần bầu.")
    people = [forms.pointed_at(one) for one in request.POST.getlist("nguoi")]
    paper = forms.text(request, "so", 60)
    given_day = forms.text(request, "ngay", 40)
    prepare_scheme(
        SchemeIn(
            congress=work.congress,
            post=post,
            seats=seats,
            members=[one for one in people if one is not None],
            decision_number=paper,
            decided_on=forms.day(request, "ngay", "Ngày văn bản") if given_day else None,
        ),
        actor=request.user.get_username(),
        at=clock.now(),
    )


def _post(
    request: HttpRequest,
    election: Election,
    post: Post,
    scheme: PersonnelScheme | None,
    hall: list[HallRow],
    wrong: str,
) -> dict[str, Any]:
    names = {one.member_id for one in scheme.names.all()} if scheme else set()
    typed = request.POST if wrong else None
    decided_on = day(scheme.decided_on) if scheme and scheme.decided_on else ""
    chosen = set(typed.getlist("nguoi")) if typed is not None else {str(one) for one in names}
    several = post is Post.COMMITTEE
    return {
        "slug": SLUGS[post],
        "of": WORDS[post],
        "several": several,
        "scheme": scheme,
        "decided_on": decided_on,
        "names": [row.name for row in hall if row.member in names],
        "gone": len(names - {row.member for row in hall}),
        "notes": _notes(election, post, scheme.seats, len(names)) if scheme else [],
        "people": [{"id": row.member, "name": row.name, "chosen": str(row.member) in chosen} for row in hall],
        "seats": typed.get("so-luong", "") if typed is not None else str(scheme.seats) if scheme else "",
        "paper": typed.get("so", "") if typed is not None else scheme.decision_number if scheme else "",
        "day": typed.get("ngay", "") if typed is not None else decided_on,
        "wrong": wrong,
        "lawful": lawful_sizes(post),
    }


def lawful_sizes(post: Post) -> str:
    """{seats: [fewest, most names]} of a first list, for the page that says it while one types."""
    seats = range(1, MOST_SEATS + 1) if post is Post.COMMITTEE else (1,)
    found = {n: [n + extra for extra in surplus_of_a_slate(post, n, first=True)] for n in seats}
    return json.dumps(found, separators=(",", ":"))


def _notes(election: Election, post: Post, seats: int, names: int) -> list[dict[str, Any]]:
    """What is to be minded of a scheme: unlawful as a list, over seven seats, the surplus that Decision 190 names."""
    found = []
    verdict = surplus_verdict(election.rulebook, post, seats, names)
    if verdict.outcome is Outcome.NOT_MET:
        found.append({"words": explain(verdict), "page": SURPLUS_PAGE})
    if post is Post.COMMITTEE and seats > COMMITTEE_SEATS_IN_GENERAL:
        found.append(
            {
                "words": f"Chi ủy thường không quá {COMMITTEE_SEATS_IN_GENERAL} người.",
                "page": "/luat/chi-bo/chi-bo-nho/",
            }
        )
    prepared = prepared_surplus(election.rulebook, seats) if post is Post.COMMITTEE else None
    if prepared is not None and not prepared[0] <= names - seats <= prepared[1]:
        least, most = (number(each) for each in prepared)
        said = least if least == most else f"từ {least} đến {most}"
        words = (
            f"Chi ủy chuẩn bị số dư 10–15%: bầu {number(seats)} người thì dư {said}, đang dư {number(names - seats)}."
        )
        found.append({"words": words, "page": FLOOR_PAGE})
    return found
