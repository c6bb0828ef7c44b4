"""Trang việc của một chi bộ: where its congress stands, what is done, and what this account can do now. Party side."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import count
from dantin.core.aggregate import CellState
from dantin.core.count import SheetStatus
from dantin.core.law import Outcome
from dantin.core.plan import Post
from dantin.core.rulebooks import explain
from dantin.core.rulebooks.party_cell.decide import enough_are_present
from dantin.core.vietnamese import number
from dantin.locale.words import CELL_STATES, LOCAL, day, full_name, head_title, hour_minute
from dantin.store.actions.congress import OpeningIn, close_congresses, open_congresses, sign_minutes
from dantin.store.actions.plan import ASKS_FOR_A_ROUND
from dantin.store.models import Account, Election
from dantin.store.models.accounts import CELL_ROLES, Role
from dantin.store.readers import clock
from dantin.store.readers.cells import (
    CellWork,
    ContestWork,
    cell_at_work,
    contest_at_work,
    contests_of,
    head_of,
    members_of,
)
from dantin.store.readers.congress import FILLED, WORDS
from dantin.store.readers.sheets import NEXT_STEPS, STATUS_WORDS
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell, granted, granted_here
from .forms import counted, in_words
from .frame import frame

# Who belongs to the party of a cell is sensitive: its own officers and the committee above read it name by name.
_READ_NAMES = CELL_ROLES | {Role.HIGHER_COMMITTEE}
BASE_PAGE = "/luat/chi-bo/co-so/"
QUORUM_PAGE = "/luat/chi-bo/du-hai-phan-ba/"
POSTS = {post: word.capitalize() for post, word in WORDS.items()}
# Voted on again by the same congress; one without quorum is convened anew, on another day.
IN_THE_HALL = ASKS_FOR_A_ROUND - {"rerun", "reconvene"}
SLUGS = {Post.COMMITTEE: "chi-uy", Post.SECRETARY: "bi-thu", Post.DEPUTY_SECRETARY: "pho-bi-thu"}


@allowed_in_cell(Act.SEE_CELL)
def cell(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """One cell: its congress, its contests, its base."""
    return cell_now(request, election, work)


def cell_now(
    request: HttpRequest,
    election: Election,
    work: CellWork,
    *,
    done: str = "",
    said: str = "",
    typed: str = "",
    read: str = "",
) -> HttpResponse:
    """The page of a cell, also as the answer to what was just done there; `read` names the entry that was taken in."""
    account = request.user
    assert isinstance(account, Account)
    today = clock.now().astimezone(LOCAL).date()
    contests, head = contests_of(election, work), head_of(work)
    members = members_of(work)
    official = [one for one in members if one.counts or one.deducted]
    context = {
        **frame(request, work.name),
        "election": election,
        "work": work,
        "village": full_name(work.kind, work.village),
        "title_word": head_title(work.kind).lower(),
        "head": head,
        "held_on": day(work.held_on),
        "state": CELL_STATES[work.state.value],
        "todo": todo(account, work, contests, today),
        "facts": _facts(work),
        "contests": [_contest(one) for one in contests],
        "base": {
            "official": number(len(official)),
            "deducted": number(sum(one.deducted for one in official)),
            "count": number(sum(one.counts for one in official)),
            "page": BASE_PAGE,
        },
        "quorum": _quorum(election, work, len(official)),
        "members": members if account.role in _READ_NAMES else [],
        "moved_on": "da-doi" in request.GET,
        "done": done,
        "read": read,
        "said": said,
        "typed": typed,
    }
    return render(request, "desk/chi-bo.html", context, status=422 if said else 200)


def _quorum(election: Election, work: CellWork, convened: int) -> dict[str, Any] | None:
    """Whether enough came (PC-DECIDE-2), once it is said how many; of those convened, nobody deducted."""
    if work.present is None:
        return None
    verdict = enough_are_present(election.rulebook, work.present, convened)
    met = verdict.outcome is Outcome.MET
    return {"sentence": explain(verdict), "met": met, "page": QUORUM_PAGE}


def _facts(work: CellWork) -> list[tuple[str, str]]:
    """What is known of the congress so far, line by line."""
    facts = [("Cấp ủy cấp trên", work.higher_committee), ("Ngày đại hội", day(work.held_on))]
    if work.wave:
        facts.append(("Đợt", work.wave))
    if work.opened_at:
        facts.append(("Khai mạc", f"{hour_minute(work.opened_at)}, có mặt {work.present} đảng viên chính thức"))
    for word, at in (("Bế mạc", work.closed_at), ("Ký biên bản", work.signed_at)):
        if at:
            facts.append((word, f"{hour_minute(at)} ngày {day(at.astimezone(LOCAL).date())}"))
    if work.endorsed_on is not None:
        facts.append(("Chuẩn y", f"quyết định {work.endorsed_by}, ngày {day(work.endorsed_on)}"))
    return facts


def _contest(one: ContestWork) -> dict[str, Any]:
    declared = one.ballot.declaration
    said = STATUS_WORDS[one.status] if declared is None else NEXT_STEPS[one.step]
    return {
        "post": POSTS[one.post],
        "seats": number(one.ballot.round.contest.seats),
        "round": one.ballot.round.number,
        "said": "bầu xong" if one.step == FILLED else said,
        "elected": number(len(declared.elected) if declared else 0),
    }


def todo(account: Account, work: CellWork, contests: list[ContestWork], today: date) -> list[dict[str, str]]:
    """Việc làm được ngay ở chi bộ này: {what, why, address}, the most pressing first."""
    found: list[dict[str, str]] = []

    def offer(act: Act, what: str, why: str, address: str, *parts: str, **more: str) -> None:
        if granted_here(account, act, work):
            found.append({"what": what, "why": why, "href": reverse(address, args=[work.code, *parts]), **more})

    if today >= work.held_on:
        offer(Act.OPEN_CONGRESS, "Khai mạc", "Ghi số đảng viên chính thức có mặt.", "desk_open_congress", ask="present")
    at_hand = contest_at_work(contests)
    if at_hand is not None:
        of, slug, step = WORDS[at_hand.post], SLUGS[at_hand.post], at_hand.step
        if step in IN_THE_HALL:
            why = f"{NEXT_STEPS[step].capitalize()}."
            offer(Act.CALL_CONGRESS_ROUND, f"Bầu {of} lần tiếp theo", why, "desk_congress_round", slug, go="to")
        elif at_hand.status is SheetStatus.AGREED:
            why = "Hai người đọc khớp nhau."
            offer(Act.DECLARE_CONTEST, f"Ký kiểm phiếu bầu {of}", why, "desk_contest_declare", slug, go="to")
        elif not step and _is_mine(account, at_hand):
            why = f"{STATUS_WORDS[at_hand.status].capitalize()}."
            offer(Act.COUNT_CONTEST, f"Nhập phiếu bầu {of}", why, "desk_contest_sheet", slug, go="to")
    elif contests:
        filled = all(one.step == FILLED for one in contests)
        why = "Mọi chức danh đã bầu xong." if filled else "Chức danh chưa bầu được do cấp ủy cấp trên chỉ định."
        offer(Act.CLOSE_CONGRESS, "Bế mạc", why, "desk_close_congress")
    offer(Act.SIGN_CONGRESS, "Ký biên bản đại hội", "Từ đây kết quả được tính.", "desk_sign_congress")
    if work.signed_at is not None and work.endorsed_on is None and granted(account, Act.ENDORSE):
        address = reverse("desk_endorse")
        found.append({"what": "Chuẩn y", "why": "Đã ký biên bản, chờ quyết định.", "href": address, "go": "to"})
    return found


def _is_mine(account: Account, one: ContestWork) -> bool:
    """Whether this account may read the sheet now: the first two readers, then whoever recounts or confirms."""
    readers = list(dict.fromkeys(r.actor for r in one.readings if r.kind == count.ReadingKind.READING))
    match one.status:
        case SheetStatus.EMPTY:
            return True
        case SheetStatus.ONE_READING:
            return account.login not in readers
        case SheetStatus.READINGS_DIFFER:
            return account.login in count.to_read_again(one.readings)
        case SheetStatus.RECOUNTED:
            return one.readings[-1].actor != account.login
    return one.status is SheetStatus.NEEDS_RECOUNT


@allowed_in_cell(Act.OPEN_CONGRESS)
def open_congress(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """Khai mạc, with the number of official members present."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk_cell", args=[work.code]))
    typed = request.POST.get("present", "").strip()[:12]
    present = counted(typed)
    if present is None:
        said = f"Ô số có mặt ghi “{typed}”, cần một số đếm từ 0 trở lên." if typed else "Ghi số đảng viên có mặt."
        return cell_now(request, election, work, said=said, typed=typed)
    [answer] = open_congresses(
        openings=[OpeningIn(congress=work.congress, present=present)], actor=request.user.login, at=clock.now()
    )
    return _answered(request, election, work, answer, done="Đã khai mạc.", typed=typed)


@allowed_in_cell(Act.CLOSE_CONGRESS)
def close_congress(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """Bế mạc."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk_cell", args=[work.code]))
    [answer] = close_congresses(congresses=[work.congress], actor=request.user.login, at=clock.now())
    return _answered(request, election, work, answer, done="Đã bế mạc.")


@allowed_in_cell(Act.SIGN_CONGRESS)
def sign_congress(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """Ký biên bản đại hội."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk_cell", args=[work.code]))
    [answer] = sign_minutes(congresses=[work.congress], actor=request.user.login, at=clock.now())
    return _answered(request, election, work, answer, done="Đã ký biên bản đại hội.")


def _answered(
    request: HttpRequest, election: Election, work: CellWork, answer: object, *, done: str, typed: str = ""
) -> HttpResponse:
    now = cell_at_work(election, work.code) or work
    if isinstance(answer, Refused):
        return cell_now(request, election, now, said=in_words(answer, work.code, work.name), typed=typed)
    return cell_now(request, election, now, done=done)


def is_over(work: CellWork) -> bool:
    """Whether nothing is left to do for this cell."""
    return work.state in (CellState.UNIFIED, CellState.NOT_UNIFIED) and work.endorsed_on is not None
