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
from dantin.store.readers.bridge import changes_of_heads
from dantin.store.readers.cell_places import primary_cells, several_cells
from dantin.store.readers.cells import (
    CellWork,
    ContestWork,
    cell_at_work,
    contest_at_work,
    contests_of,
    members_of,
    readers_chosen_for,
)
from dantin.store.readers.congress import FILLED, WORDS
from dantin.store.readers.congress_plan import lessons_for, notice_of, official_of
from dantin.store.readers.congress_slate import list_at_hand, list_is_voted
from dantin.store.readers.hall import arrivals_kept, hall_of, present_now
from dantin.store.readers.head_prospects import head_at_work
from dantin.store.readers.sheets import NEXT_STEPS
from dantin.store.readers.unlawful_lists import unlawful_list
from dantin.store.refusals import Refused

from . import after_congress_page
from .access import Act, allowed_in_cell, granted, granted_here
from .bridge_page import change_in_words
from .forms import counted, in_words
from .frame import frame
from .head_prospect_page import verdict_on

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
    contests, prospect = contests_of(election, work), head_at_work(work, today)
    members = members_of(work)
    official = [one for one in members if one.counts or one.deducted is not None]
    quorum = _quorum(election, work, len(official))
    called = _called(work, today)
    listed = list_at_hand(election, work, contests)
    context = {
        **frame(request, work.name),
        "election": election,
        "work": work,
        "village": full_name(work.kind, work.village),
        "title_word": head_title(work.kind).lower(),
        "head": prospect.head,
        "verdict": verdict_on(account, work, prospect),
        "held_on": day(work.held_on),
        "state": CELL_STATES[work.state.value],
        "todo": todo(
            account,
            work,
            contests,
            today,
            present=called,
            short=_short_of(election, called, len(official)),
            to_list=listed,
            unlawful=_unlawful(account, work, contests, listed),
            list_voted=listed is not None and list_is_voted(work.congress, listed),
        ),
        "makes_papers": granted_here(account, Act.SEE_CONGRESS_PAPERS, work),
        "notes_absences": granted_here(account, Act.NOTE_ABSENCE, work),
        "prepares": granted_here(account, Act.PREPARE_SCHEME, work),
        "runs": granted_here(account, Act.SEE_CONGRESS_SCRIPT, work),
        "facts": _facts(work) + _planned(work) + _primary(work) + _head_changed(election, work),
        "lessons": [] if work.closed_at else lessons_for(election, work),
        "contests": [_contest(one) for one in contests],
        "journal": granted_here(account, Act.SEE_ENTRY_JOURNAL, work),
        "readers": readers_chosen_for(work),
        "chooses_readers": granted_here(account, Act.CHOOSE_READERS, work)
        and not any(one.readings for one in contests),
        "base": {
            "official": number(len(official)),
            "deducted": number(sum(one.deducted is not None for one in official)),
            "count": number(sum(one.counts for one in official)),
            "page": BASE_PAGE,
        },
        "quorum": quorum,
        "reconvenes": _short(contests, quorum) and granted_here(account, Act.RECONVENE, work),
        "after": after_congress_page.section(account, election, work, today),
        "members": members if account.role in _READ_NAMES else [],
        "moved_on": "da-doi" in request.GET,
        "done": done or ("Đã ghi." if "da-ghi" in request.GET and not said else ""),
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


def _short_of(election: Election, called: int | None, convened: int) -> str:
    """What to say before the opening while too few were called for the two thirds (B-06)."""
    if called is None:
        return ""
    verdict = enough_are_present(election.rulebook, called, convened)
    needed = number(int(str(verdict.facts["needed"])))
    return "" if verdict.outcome is Outcome.MET else f"chưa đủ hai phần ba, cần ít nhất {needed}: chờ thêm người đến"


def _short(contests: list[ContestWork], quorum: dict[str, Any] | None) -> bool:
    """Whether too few came for a congress: by those counted at the opening, or by a sheet."""
    counted_short = quorum is not None and not quorum["met"]
    return counted_short or any(one.step == "reconvene" for one in contests)


def _unlawful(account: Account, work: CellWork, contests: list[ContestWork], listed: Post | None) -> str:
    """What is wrong with the list at hand, said to those who can mend it while nothing was read."""
    at_hand = contest_at_work(contests)
    if listed is None or at_hand is None or not granted_here(account, Act.NOMINATE_IN_CONGRESS, work):
        return ""
    return unlawful_list(at_hand.ballot.sheet)


def _facts(work: CellWork) -> list[tuple[str, str]]:
    """What is known of the congress so far, line by line."""
    facts = [("Cấp ủy cấp trên", work.higher_committee), ("Ngày đại hội", day(work.held_on))]
    if work.wave:
        facts.append(("Đợt", work.wave))
    if work.opened_at:
        facts += [("Khai mạc", hour_minute(work.opened_at)), ("Có mặt", f"{work.present} đảng viên chính thức")]
    for word, at in (("Bế mạc", work.closed_at), ("Ký biên bản", work.signed_at)):
        if at:
            facts.append((word, f"{hour_minute(at)} ngày {day(at.astimezone(LOCAL).date())}"))
    if work.endorsed_on is not None:
        facts.append(("Chuẩn y", f"quyết định {work.endorsed_by}, ngày {day(work.endorsed_on)}"))
    return facts


def _planned(work: CellWork) -> list[tuple[str, str]]:
    """Who attends from above, and the notice."""
    official, notice = official_of(work), notice_of(work)
    found = [("Cán bộ cấp trên dự", official)] if official else []
    return found + ([("Thông báo triệu tập", f"số {notice[0]}, ngày {day(notice[1])}")] if notice else [])


def _primary(work: CellWork) -> list[tuple[str, str]]:
    """At a village with several cells, which is the primary one (F-33)."""
    several = several_cells([work.village_code])
    if not several:
        return []
    answer = primary_cells(several).get(work.village_code)
    return [("Chi bộ chính của thôn", answer.cell.name if answer else "cấp trên chưa ghi: chưa ký được biên bản")]


def _head_changed(election: Election, work: CellWork) -> list[tuple[str, str]]:
    """What a later file of the State changed of who is recognised here."""
    return [("Việc công nhận", change_in_words(one)) for one in changes_of_heads(election, [work.village_code])]


def _contest(one: ContestWork) -> dict[str, Any]:
    declared = one.ballot.declaration
    said = one.says if declared is None else NEXT_STEPS[one.step]
    if one.declined:
        said = "đại hội quyết định không bầu thêm lần nữa"
    return {
        "post": POSTS[one.post],
        "slug": SLUGS[one.post],
        "entered": bool(one.readings) or one.ballot.round.number > 1,
        "seats": number(one.ballot.round.contest.seats),
        "round": one.ballot.round.number,
        "said": "bầu xong" if one.step == FILLED else said,
        "elected": number(len(declared.elected) if declared else 0),
    }


def _called(work: CellWork, today: date) -> int | None:
    """How many the roll call found so far, before the opening; None where nobody called the roll here."""
    if work.opened_at is not None or today < work.held_on:
        return None
    hall = hall_of(work.congress)
    return present_now(hall) if arrivals_kept(hall) else None


def todo(
    account: Account,
    work: CellWork,
    contests: list[ContestWork],
    today: date,
    *,
    present: int | None = None,
    short: str = "",
    to_list: Post | None = None,
    unlawful: str = "",
    list_voted: bool = False,
) -> list[dict[str, str]]:
    """Việc làm được ngay ở chi bộ này: {what, why, address}, the most pressing first.

    `to_list` is the list at hand, `unlawful` what is wrong with it: then it is made anew before anybody counts.
    """
    found: list[dict[str, str]] = []

    def offer(act: Act, what: str, why: str, address: str, *parts: str, **more: str) -> None:
        if granted_here(account, act, work):
            found.append({"what": what, "why": why, "href": reverse(address, args=[work.code, *parts]), **more})

    if today >= work.held_on:
        if work.opened_at is None:
            offer(Act.CALL_THE_ROLL, "Điểm danh", "Ghi từng người đến.", "desk_attendance", go="to")
        if present is None:
            why = "Ghi số đảng viên chính thức có mặt."
            offer(Act.OPEN_CONGRESS, "Khai mạc", why, "desk_open_congress", ask="present")
        else:
            why = f"Điểm danh có {number(present)} đảng viên chính thức{short and ', '}{short}."
            offer(Act.OPEN_CONGRESS, "Khai mạc", why, "desk_open_congress")
    at_hand = contest_at_work(contests)
    if at_hand is not None:
        of, slug, step = WORDS[at_hand.post], SLUGS[at_hand.post], at_hand.step
        if step in IN_THE_HALL:
            why = f"{NEXT_STEPS[step].capitalize()}."
            what = f"Bầu {of} lần tiếp theo" if step == "reballot_tied" else f"Có bầu {of} tiếp không"
            offer(Act.CALL_CONGRESS_ROUND, what, why, "desk_congress_round", slug, go="to")
        elif at_hand.status is SheetStatus.AGREED:
            why = f"{at_hand.says.capitalize()}."
            offer(Act.DECLARE_CONTEST, f"Ký kiểm phiếu bầu {of}", why, "desk_contest_declare", slug, go="to")
        elif not step and not unlawful and is_mine(account, at_hand):
            why = f"{at_hand.says.capitalize()}."
            offer(Act.COUNT_CONTEST, f"Nhập phiếu bầu {of}", why, "desk_contest_sheet", slug, go="to")
    elif contests and to_list is None:
        filled = all(one.step == FILLED for one in contests)
        why = "Mọi chức danh đã bầu xong." if filled else "Có chức danh chưa bầu được, đã ghi vì sao."
        offer(Act.CLOSE_CONGRESS, "Bế mạc", why, "desk_close_congress")
        if filled and all(one.post is not Post.DEPUTY_SECRETARY for one in contests):
            to_list = Post.DEPUTY_SECRETARY
    if to_list is not None:
        needed = "nếu đại hội bầu phó bí thư" if to_list is Post.DEPUTY_SECRETARY else "đại hội biểu quyết danh sách"
        why = unlawful or f"Số lượng, đề cử, xin rút; {needed}."
        if list_voted and not unlawful:
            why = "Đại hội đã thông qua danh sách. Trước khi nhập phiếu còn biểu quyết lại được."
        what = f"Danh sách bầu {WORDS[to_list]}"
        offer(Act.NOMINATE_IN_CONGRESS, what, why, "desk_congress_slate", SLUGS[to_list], go="to")
    offer(Act.SIGN_CONGRESS, "Ký biên bản đại hội", "Từ đây kết quả được tính.", "desk_sign_congress")
    if (
        work.signed_at is not None
        and work.endorsed_on is None
        and not after_congress_page.holds_back(work)
        and granted(account, Act.ENDORSE)
    ):
        address = reverse("desk_endorse")
        found.append({"what": "Chuẩn y", "why": "Đã ký biên bản, chờ quyết định.", "href": address, "go": "to"})
    return found + after_congress_page.pressing(account, work, today)


def is_mine(account: Account, one: ContestWork) -> bool:
    """Whether this account may read the sheet now: the two readers, or three, then whoever recounts, confirms."""
    readers = list(dict.fromkeys(r.actor for r in one.readings if r.kind == count.ReadingKind.READING))
    match one.status:
        case SheetStatus.EMPTY:
            return True
        case SheetStatus.ONE_READING | SheetStatus.TWO_READINGS:
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
    called = _called(work, clock.now().astimezone(LOCAL).date())
    present = counted(typed) if called is None else called
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
