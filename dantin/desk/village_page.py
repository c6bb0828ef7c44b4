"""Trang việc của một thôn: where it stands, what is done, and what this account can do now."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import afterwards, count
from dantin.core.afterwards import SET_ASIDE_BY, RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.count import ReadingKind, SheetStatus
from dantin.locale.words import HEAD_STATES, LOCAL, day, full_name, head_title, hour_minute, kind_word
from dantin.store.actions.ballot import open_polls
from dantin.store.models import Account, Declaration, Election, Ruling
from dantin.store.readers import clock
from dantin.store.readers.bridge import newest_answers
from dantin.store.readers.by_elections import elections_before
from dantin.store.readers.polls import note_closings
from dantin.store.readers.remarks import sentence
from dantin.store.readers.rulings import rulings_of
from dantin.store.readers.sheets import STATUS_WORDS
from dantin.store.readers.work import Ballot, VillageWork, ballots_at, names_on_slate, recognition_of, village_at_work

from .access import Act, allowed_in_village, granted, granted_here
from .by_election_page import may_call
from .cluster_words import address_in, sums_by_cluster
from .decide_pages import outcome_words
from .frame import frame
from .receipt_page import to_note
from .rulings_page import offered, papers, pressing


@allowed_in_village(Act.SEE_VILLAGE)
def village(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """The stages of one village, newest first, and the buttons."""
    return render(request, "desk/thon.html", village_context(request, election, work))


@allowed_in_village(Act.OPEN_POLL)
def open_poll(request: HttpRequest, election: Election, work: VillageWork) -> HttpResponse:
    """Khai mạc: the poll of the round that is due."""
    if request.method == "POST":
        open_polls(election=election, villages=[work.code], actor=request.user.login, at=clock.now())
    return HttpResponseRedirect(reverse("desk_village", args=[work.code]))


def village_now(
    request: HttpRequest, election: Election, code: str, *, done: str, read: str = "", work: VillageWork | None = None
) -> HttpResponse:
    """The page of a village as the answer to what was just done there, without another request.

    Whoever sends the same again gets the same: an entry is known by its own number, a conclusion is drawn once.
    `read` names the entry that was taken in, so that the browser forgets what was typed for it; `work` is the village
    as it is since, where somebody looked already.
    """
    work = work or village_at_work(election, code)
    assert work is not None, "it was at work when the request came"
    context = {**village_context(request, election, work), "done": done, "read": read}
    return render(request, "desk/thon.html", context)


def village_context(request: HttpRequest, election: Election, work: VillageWork) -> dict[str, Any]:
    """What the page of a village shows."""
    account = request.user
    assert isinstance(account, Account)
    name = full_name(work.kind, work.name)
    ballots = ballots_at(election, work)
    rulings = rulings_of(election, [work.code])[work.code] if work.rulings else []
    today = clock.now().astimezone(LOCAL).date()
    note_closings(election, [work])
    return {
        **frame(request, name),
        "election": election,
        "work": work,
        "name": name,
        "title_word": head_title(work.kind).lower(),
        "state": HEAD_STATES[work.state.value],
        "state_word": state_word(work),
        "ballots": [_ballot(each, work, rulings) for each in reversed(ballots)],
        "names": names_on_slate(ballots[-1].round.contest) if ballots else {},
        "recognition": recognition_of(work),
        "secretary": _secretary(election, work),
        "received_on": day(work.received_on) if work.received_on else "",
        "todo": [*_to_recognise(account, work), *todo(account, work, today)],
        "earlier": _earlier(election, work),
        "makes_papers": granted_here(account, Act.SEE_PAPERS, work),
        "events": granted_here(account, Act.SEE_EVENTS, work),
        "papers": papers(rulings, today, work.kind),
        "clusters": sums_by_cluster(work, ballots[-1]) if ballots and not work.signed else None,
        "flags": [sentence(flag.code, flag.expected, flag.got) for flag in work.flags],
        "at_hand": _at_hand(account, work),
        "offered": [
            *offered(account, work, today),
            *_another_wave(account, work, today),
            *_cluster_link(account, work),
        ],
        "moved_on": "da-doi" in request.GET,
    }


def _secretary(election: Election, work: VillageWork) -> str:
    """What the Party side answered of this village: yes or not yet; nothing while it has not."""
    answer = newest_answers(election, [work.code]).get(work.code) if work.recognised else None
    if answer is None:
        return ""
    when = f"bên Đảng trả lời {day(answer.made_at.astimezone(LOCAL).date())}"
    head = head_title(work.kind).lower()
    return f"Bí thư chi bộ {'đồng thời là' if answer.is_head else 'chưa là'} {head}, {when}."


def _to_recognise(account: Account, work: VillageWork) -> list[dict[str, str]]:
    """The chairman recognises all heads on one page; the page of a village leads there."""
    elected = work.state in (HeadState.ELECTED, HeadState.ELECTED_IN_RERUN) and not work.recognised
    if not elected or work.waiting or work.earlier or not granted(account, Act.RECOGNISE):
        return []
    return [{"what": "Công nhận", "why": "Đã trúng cử, chờ quyết định.", "href": reverse("desk_recognise")}]


def _at_hand(account: Account, work: VillageWork) -> list[dict[str, str]]:
    """Pages that wait for nobody and are opened along the way: the script of the day, the slate once it is fixed."""
    found: list[dict[str, str]] = []
    if work.earlier or work.status is None:
        return found
    if work.status is not SheetStatus.SIGNED and granted_here(account, Act.SEE_SCRIPT, work):
        found.append({"what": "Kịch bản điều hành", "href": reverse("desk_script", args=[work.code])})
    if granted_here(account, Act.SEE_NOMINEES, work):
        found.append({"what": "Ứng cử", "href": reverse("desk_nominees", args=[work.code])})
    return found


def _another_wave(account: Account, work: VillageWork, today: date) -> list[dict[str, str]]:
    """Before its day, the village may be moved to another wave by decision."""
    to_come = work.votes_on > today
    may = to_come and not work.by_election and granted_here(account, Act.MOVE_WAVE, work)
    return [{"what": "Chuyển sang đợt khác", "href": reverse("desk_wave", args=[work.code])}] if may else []


def _earlier(election: Election, work: VillageWork) -> list[dict[str, str]]:
    """The elections of this village before the one shown, newest first; each stays readable."""
    here = reverse("desk_village", args=[work.code])
    return [
        {"title": one.title, "held_on": day(one.held_on), "href": f"{here}?bau={one.code}"}
        for one in elections_before(election, work.code)
    ]


def _ballot(ballot: Ballot, work: VillageWork, rulings: Sequence[Ruling]) -> dict[str, Any]:
    declared = ballot.declaration
    names = names_on_slate(ballot.round.contest) if declared else {}
    status = work.status if ballot.sheet.id == work.sheet else SheetStatus.SIGNED
    return {
        "number": ballot.round.number,
        "held_on": day(ballot.round.held_on),
        "status": STATUS_WORDS[status or SheetStatus.EMPTY],
        "sheet": ballot.sheet.number,
        "outcome": outcome_words(declared.answer, head_title(work.kind).lower(), names) if declared else "",
        "fell": _fell(ballot, work, rulings) if declared else "",
        "warnings": _warnings(declared),
        "declared_at": declared and f"{hour_minute(declared.declared_at)} {day(declared.declared_at)}",
    }


def _warnings(declared: Declaration | None) -> list[dict[str, str]]:
    """Cảnh báo đã chấp nhận of a conclusion, each once with every reason that was given for it."""
    found: dict[str, list[str]] = {}
    for one in (declared and declared.warnings) or ():
        found.setdefault(sentence(one["code"], one["expected"], one["got"]), []).append(one["reason"])
    return [{"sentence": what, "reasons": "; ".join(dict.fromkeys(reasons))} for what, reasons in found.items()]


def _fell(ballot: Ballot, work: VillageWork, rulings: Sequence[Ruling]) -> str:
    """Why a conclusion no longer stands; empty where it does."""
    of_round = [row for row in rulings if row.round == ballot.round]
    for row in reversed(of_round):
        if row.kind in SET_ASIDE_BY:
            return f"Không còn hiệu lực: {row.get_kind_display()} theo quyết định {row.decision_number}."
    replaced = sum(row.kind == RulingKind.SUPERSEDED for row in of_round)
    return "Đã có biên bản thay thế." if ballot.sheet.number <= replaced else ""


def state_word(work: VillageWork) -> str:
    """Where the village stands; between the end of its poll and the first reading, that it ended."""
    if work.closed_at is not None:
        return f"Đã kết thúc bỏ phiếu lúc {hour_minute(work.closed_at)}"
    return HEAD_STATES[work.state.value].word


def todo(account: Account, work: VillageWork, today: date) -> list[dict[str, str]]:
    """Việc làm được ngay ở thôn này, the most pressing first: {what, why, name of the address}.

    Once the poll is told to have closed, the count leads and no longer the turnout.
    """
    found = pressing(account, work, today)
    if may_call(account, work):
        left = afterwards.vacancy(work.rulings)
        later = left is not None and left.from_on is not None and left.from_on > today
        since = f"Khuyết {head_title(work.kind).lower()} từ {day(left.from_on)}." if later else ""
        why = since or f"Đang khuyết {head_title(work.kind).lower()}."
        address = reverse("desk_call_by_election", args=[work.code])
        found.append({"what": "Gọi bầu bổ sung", "why": why, "href": address})
    if work.earlier:
        return found

    def offer(act: Act, what: str, why: str, address: str) -> None:
        if granted_here(account, act, work):
            found.append({"what": what, "why": why, "href": reverse(address, args=[work.code])})

    status, mine = work.status, account.login in work.readers
    if not work.roll:
        offer(Act.CERTIFY_ROLL, "Chốt danh sách", f"Chưa có tổng số của {kind_word(work.kind)}.", "desk_register")
    if to_note(account, work):
        why = "Từ ngày ấy tính hạn công nhận."
        found.append({"what": "Ghi ngày nhận báo cáo", "why": why, "href": reverse("desk_receipt", args=[work.code])})
    if status is None:
        offer(Act.SEE_NOMINEES, "Ứng cử", "Tổ bầu cử, người được giới thiệu, chốt danh sách.", "desk_nominees")
        offer(Act.KEEP_REGISTER, "Xem danh sách hộ", "Niêm yết, khiếu nại, người đại diện.", "desk_register")
        return found
    if work.clusters and status is not SheetStatus.AGREED:
        found += _of_clusters(account, work)
        status = None
    match status:
        case SheetStatus.READINGS_DIFFER if account.login in count.to_read_again(work.readings):
            offer(Act.READ_SHEET, "Ghi lại các ô khác nhau", "Hai lần nhập khác nhau.", "desk_differing")
        case SheetStatus.NEEDS_RECOUNT:
            offer(Act.READ_SHEET, "Nhập số đếm lại", "Đọc lại vẫn khác: đếm lại trên giấy.", "desk_recount")
        case SheetStatus.RECOUNTED:
            offer(Act.READ_SHEET, "Xác nhận số đếm lại", "Người thứ hai đọc số đếm lại.", "desk_recount")
        case SheetStatus.AGREED if work.flags:
            offer(Act.CONFIRM_FLAG, "Xác nhận số liệu", "Số trên giấy đã được báo là không khớp.", "desk_confirm_flag")
        case SheetStatus.AGREED:
            offer(Act.DECLARE, "Ký biên bản và kết luận", "Hai người đã đọc khớp nhau.", "desk_declare")
        case SheetStatus.EMPTY if work.closed_at is not None:
            offer(Act.READ_SHEET, "Nhập phiếu đếm", "Kiểm phiếu xong thì nhập.", "desk_sheet")
            offer(Act.TELL_TURNOUT, "Báo số đã bỏ phiếu", "Số cuối cùng, nếu chưa báo.", "desk_turnout")
        case SheetStatus.EMPTY if work.state is HeadState.VOTING:
            offer(Act.TELL_TURNOUT, "Báo số đã bỏ phiếu", "", "desk_turnout")
            offer(Act.READ_SHEET, "Nhập phiếu đếm", "Khi đã kiểm phiếu xong.", "desk_sheet")
        case SheetStatus.EMPTY:
            offer(Act.READ_SHEET, "Nhập phiếu đếm", "Chưa ai nhập.", "desk_sheet")
        case SheetStatus.ONE_READING if not mine:
            offer(Act.READ_SHEET, "Nhập phiếu đếm", "Một người đã nhập, cần người thứ hai.", "desk_sheet")
    held_on = work.held_on or work.votes_on
    to_come = held_on > today
    if not work.lacks_a_day and not to_come:
        offer(Act.OPEN_POLL, "Khai mạc", "", "desk_open_poll")
    if work.declaration is not None and not work.waiting:
        offer(Act.CALL_ROUND, "Định lần bầu tiếp theo", "Chưa bầu được.", "desk_next_round")
    if work.state in (HeadState.NOT_STARTED, HeadState.VOTING):
        offer(Act.KEEP_REGISTER, "Xem danh sách hộ", "Người đại diện thay được tới khi nhận phiếu.", "desk_register")
    if not work.lacks_a_day and to_come:
        offer(Act.OPEN_POLL, "Khai mạc", f"Ngày bầu là {day(held_on)}, chưa tới.", "desk_open_poll")
    return found


def _cluster_link(account: Account, work: VillageWork) -> list[dict[str, str]]:
    if work.status is not SheetStatus.EMPTY or not granted_here(account, Act.SET_CLUSTERS, work):
        return []
    return [{"what": "Chia cụm kiểm phiếu", "href": reverse("desk_clusters", args=[work.code])}]


def _of_clusters(account: Account, work: VillageWork) -> list[dict[str, str]]:
    """What this account can read of each cluster; the turnout before it until the poll closed."""
    reads = _to_read(account, work) if granted_here(account, Act.READ_SHEET, work) else []
    if not granted_here(account, Act.TELL_TURNOUT, work):
        return reads
    turnout = {"what": "Báo số đã bỏ phiếu", "why": "", "href": reverse("desk_turnout", args=[work.code])}
    return [turnout, *reads] if work.closed_at is None else [*reads, turnout]


def _to_read(account: Account, work: VillageWork) -> list[dict[str, str]]:
    found = []
    for one in work.clusters:
        status = work.status_of(one.number)
        mine = account.login in {r.actor for r in work.part(one.number) if r.kind == ReadingKind.READING}
        match status:
            case SheetStatus.READINGS_DIFFER if account.login in count.to_read_again(work.part(one.number)):
                what, address = "Ghi lại các ô khác nhau", "desk_differing"
            case SheetStatus.NEEDS_RECOUNT | SheetStatus.RECOUNTED:
                what, address = "Nhập số đếm lại", "desk_recount"
            case SheetStatus.EMPTY:
                what, address = "Nhập phiếu đếm", "desk_sheet"
            case SheetStatus.ONE_READING if not mine:
                what, address = "Nhập phiếu đếm", "desk_sheet"
            case _:  # agreed, signed, or the other reader's turn: nothing to do there for this account
                continue
        why = f"{one.name}: {STATUS_WORDS[status]}."
        found.append({"what": what, "why": why, "href": address_in(address, work, one.number)})
    return found
