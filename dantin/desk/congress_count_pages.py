"""Phiếu đếm của đại hội: one contest at a time, read by one person and then by another; the counting board signs."""

import json
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core import contract, count
from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.plan import VoteForm
from dantin.core.rulebooks import explain_kept
from dantin.core.rulebooks.party_cell import CHECKS, WARNINGS
from dantin.core.values import Side
from dantin.core.vietnamese import number, percent_words
from dantin.locale.words import day, hour_minute
from dantin.store.actions.count import MAY_BE_LEFT_OUT, form_fields
from dantin.store.actions.count_at_desk import read_at_desk
from dantin.store.actions.decide import declare
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork, ContestWork, cell_at_work, contest_at_work, contests_of
from dantin.store.readers.congress import FILLED, WORDS
from dantin.store.readers.questions import Asker, cell_numbers
from dantin.store.readers.remarks import findings_of_congress, remarks_of, sentence
from dantin.store.readers.sheets import NEXT_STEPS
from dantin.store.readers.unlawful_lists import unlawful_list
from dantin.store.readers.work import names_on_slate
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell
from .cell_page import SLUGS, cell_now
from .count_pages import Entry, event_id_of, kept_as
from .count_words import labels_of
from .forms import in_words
from .frame import frame
from .sign_page import accepted_words, typed_reasons

MOST_NAMES_TO_KEY = 9
# With fewer the paper is quick, and there would be too few to mix: a machine keeps the newest papers to take them back.
LEAST_BALLOTS_TO_KEY = 10
OLD_WINDOW = (
    "Anh chị đã ghi lần đọc trước đó; số gửi từ cửa sổ cũ này không ghi thêm. Cần đọc lại giấy thì việc ấy ở dưới đây."
)
_POST_OF = {slug: post for post, slug in SLUGS.items()}


def at_hand(election: Election, work: CellWork, post: str) -> ContestWork | None:
    """The contest that the address names, where it is the one being elected now; an unknown one is not there."""
    if post not in _POST_OF:
        raise Http404
    found = contest_at_work(contests_of(election, work))
    return found if found is not None and found.post is _POST_OF[post] else None


@allowed_in_cell(Act.COUNT_CONTEST)
def sheet(request: HttpRequest, election: Election, work: CellWork, post: str) -> HttpResponse:
    """One person's reading: of the whole sheet, of the lines that differ, of the papers counted again."""
    account = request.user
    assert isinstance(account, Account)
    one = at_hand(election, work, post)
    if one is None or one.step or one.status in (SheetStatus.AGREED, SheetStatus.SIGNED):
        return _to_cell(work)
    match one.status:
        case SheetStatus.READINGS_DIFFER:
            mine = [r for r in one.readings if r.kind == ReadingKind.READING and r.actor == account.login]
            if not mine:
                return _to_cell(work)
            fields = set(count.differing_fields(one.readings))
            kept = {name: value for name, value in mine[-1].figures.items() if name not in fields}
            return _entered(request, election, work, one, kept=kept)
        case SheetStatus.NEEDS_RECOUNT | SheetStatus.RECOUNTED:
            recounts = [r for r in one.readings if r.kind == ReadingKind.RECOUNT]
            if one.status is SheetStatus.RECOUNTED and recounts[-1].actor != account.login:
                names, kind = [recounts[-1].event_id], ReadingKind.CONFIRMATION
            else:
                names, kind = sorted(count.readings_to_recount(one.readings)), ReadingKind.RECOUNT
            return _entered(request, election, work, one, kind=kind, names=names)
    return _entered(request, election, work, one)


def _entered(
    request: HttpRequest,
    election: Election,
    work: CellWork,
    one: ContestWork,
    *,
    kept: dict[str, int] | None = None,
    kind: ReadingKind = ReadingKind.READING,
    names: list[str] | None = None,
) -> HttpResponse:
    """The form, and the reading that comes back from it."""
    account, said, event_id, kept = request.user, "", uuid4(), kept or {}
    assert isinstance(account, Account)
    fields = form_fields(one.ballot.sheet)
    labels = labels_of(fields, one.ballot)
    entries = [Entry(name, *labels[name]) for name in fields if name not in kept]
    for entry in entries:  # hardly any count finds one: it starts at 0, except where the two differ on it
        if entry.name in MAY_BE_LEFT_OUT and not kept:
            entry.typed, entry.given = "0", True
    asked: list[tuple[str, str]] = []
    if not one.readings and request.method != "POST":
        said = _list_is_unlawful(work, one)
    step = _step_of(one, account, kind)
    if request.method == "POST":
        if _is_of_an_old_window(request, one, step):
            now = cell_at_work(election, work.code) or work
            return cell_now(request, election, now, done=OLD_WINDOW, read=kept_as_sheet(account, one))
        event_id = event_id_of(request.POST.get("lan-doc", "")) or event_id
        for entry in entries:
            entry.typed, entry.given = request.POST.get(entry.name, entry.typed).strip()[:20], False
            entry.judge()
        if not any(entry.wrong for entry in entries):
            figures = kept | {entry.name: entry.value or 0 for entry in entries}
            at = clock.now()
            try:
                read_at_desk(
                    account=account, event_id=event_id, sheet=one.ballot.sheet.id, figures=figures, kind=kind,
                    names=names or [], reasons=typed_reasons(request), at=at,
                )  # fmt: skip
            except Refused as refused:
                said = in_words(refused, work.code, work.name)
                if refused.code in ("count.warning_unanswered", "text.too_long"):
                    found = findings_of_congress(figures)
                    asked = [(each.code, sentence(each.code, each.expected, each.got)) for each in found]
            else:
                done = f"Đã ghi lần đọc của anh chị lúc {hour_minute(at)}."
                now = cell_at_work(election, work.code) or work
                return cell_now(request, election, now, done=done, read=kept_as_sheet(account, one))
    context = {
        **frame(request, "Phiếu đếm"),
        "election": election,
        "work": work,
        "name": f"{work.name}, bầu {WORDS[one.post]}",
        "ballot": one.ballot,
        "held_on": day(one.ballot.round.held_on),
        "entries": entries,
        "agreed": [(labels[name][0], number(value)) for name, value in kept.items()],
        "fields": len(fields),
        "kind": kind,
        "so_nguoi": _so_many(one),
        "by_ballot": _by_ballot(work, one) if not kept else "",
        "event_id": event_id,
        "step": step,
        "kept_as": kept_as_sheet(account, one),
        "said": said,
        "checks": json.dumps(_checks(election, work, one, kept, reader=account.login), ensure_ascii=False),
        "asked": [(code, what, typed_reasons(request).get(code, "")) for code, what in asked],
        "reasons": [(code, why) for code, why in typed_reasons(request).items() if why],
    }
    return render(request, "desk/phieu-dem.html", context, status=422 if request.method == "POST" else 200)


def _step_of(one: ContestWork, account: Account, kind: ReadingKind) -> str:
    """What this person is asked for: which kind of entry, after how many of his or her own."""
    return f"{kind.value}-{sum(each.actor == account.login for each in one.readings)}"


def _is_of_an_old_window(request: HttpRequest, one: ContestWork, step: str) -> bool:
    """Whether the form was opened for an earlier entry: what it holds was not read again from the paper.

    The same entry sent once more, because its answer was lost, is no other entry.
    """
    sent = event_id_of(request.POST.get("lan-doc", ""))
    known = any(each.event_id == str(sent) for each in one.readings)
    return request.POST.get("buoc", step) != step and not known


def _list_is_unlawful(work: CellWork, one: ContestWork) -> str:
    """Said before anybody types, as the entry would be answered; empty where the list is lawful."""
    found = unlawful_list(one.ballot.sheet)
    refused = Refused("count.list_unlawful", place=work.name, sentence=found)
    return in_words(refused, work.code, work.name) if found else ""


def can_be_keyed(work: CellWork, one: ContestWork) -> bool:
    """Whether the ballots of this round may be keyed one by one."""
    round_ = one.ballot.round
    enough = (work.present or 0) >= LEAST_BALLOTS_TO_KEY
    return enough and round_.vote_form == VoteForm.SECRET_BALLOT and 1 <= len(round_.slate) <= MOST_NAMES_TO_KEY


def _by_ballot(work: CellWork, one: ContestWork) -> str:
    """Where the ballots are keyed one by one, where they may be."""
    return reverse("desk_contest_ballots", args=[work.code, SLUGS[one.post]]) if can_be_keyed(work, one) else ""


def kept_as_sheet(account: Account, one: ContestWork) -> str:
    """The name under which a browser keeps what this account types into the sheet."""
    return kept_as(account.pk, one.ballot, one.post)


def _checks(
    election: Election, work: CellWork, one: ContestWork, kept: dict[str, int], *, reader: str
) -> dict[str, Any]:
    """What the page needs to add up while somebody types."""
    numbers = cell_numbers({work.code}, {election.id})[election.id, work.code]
    less = numbers.less
    known = {
        "official_members": numbers.official_members,
        "convened": numbers.official_members,
        "temporarily_transferred": less.temporarily_transferred,
        "exempt_absent": less.exempt_absent,
        "suspended_or_detained": less.suspended_or_detained,
        "excused_whole_congress": less.excused_whole_congress,
        "seats": one.ballot.round.seats,
    }
    return {
        "checks": [check.as_json() for check in (*CHECKS, *WARNINGS)],
        "known": known | kept,
        "validIsAttended": False,
        "explained": [
            [remark.code, remark.expected, remark.got]
            for remark in remarks_of([one.ballot.sheet.id])[one.ballot.sheet.id]
            if remark.actor == reader
        ],
    }


@allowed_in_cell(Act.DECLARE_CONTEST)
def sign(request: HttpRequest, election: Election, work: CellWork, post: str) -> HttpResponse:
    """The agreed figures and what the law makes of them; nobody types a result."""
    one = at_hand(election, work, post)
    if one is None or one.status is not SheetStatus.AGREED:
        return _to_cell(work)
    if request.method != "POST":
        return _conclusion(request, work, one)
    [answer] = declare(side=Side.PARTY, sheets=[one.ballot.sheet.id], actor=request.user.login, at=clock.now())
    if isinstance(answer, Refused):
        return _conclusion(request, work, one, said=in_words(answer, work.code, work.name))
    now = cell_at_work(election, work.code) or work
    return cell_now(request, election, now, done=f"Đã ký biên bản kiểm phiếu bầu {WORDS[one.post]}.")


def _conclusion(request: HttpRequest, work: CellWork, one: ContestWork, *, said: str = "") -> HttpResponse:
    figures = count.agreed_figures(one.readings)
    assert figures is not None, "agreed"
    foreseen = contract.answer(Asker([one.ballot.sheet]).question(one.ballot.round, figures))
    people = names_on_slate(one.ballot.round.contest)
    context = {
        **frame(request, "Ký kiểm phiếu"),
        "work": work,
        "name": f"{work.name}, bầu {WORDS[one.post]}",
        "held_on": day(one.ballot.round.held_on),
        "so_nguoi": _so_many(one),
        "outcome": _outcome(foreseen, WORDS[one.post], people),
        "next": NEXT_STEPS[step] if (step := foreseen["next"]["step"]) != FILLED else "",
        "base": foreseen.get("base"),
        "shares": [
            {
                "name": people.get(share.get("id", ""), share["name"]),
                "votes": share["votes"],
                "percent": percent_words(share["percent"]),
            }
            for share in foreseen.get("shares", [])
        ],
        "apart": number(apart) if (apart := figures.get(count.NOT_ISSUED, 0)) else "",
        "accepted": accepted_words(one.ballot.sheet, findings_of_congress(figures)),
        "sentences": [explain_kept(verdict) for verdict in foreseen.get("verdicts", [])],
        "said": said,
    }
    return render(request, "desk/ky-kiem-phieu.html", context, status=422 if said else 200)


def _outcome(answer: dict[str, Any], post: str, people: dict[str, str]) -> str:
    """The conclusion as one sentence."""
    elected = ", ".join(people.get(key, key) for key in answer.get("elected", ()))
    match answer["outcome"]:
        case "elected":
            return f"{elected} trúng cử {post}."
        case "seats_left" | "tie":
            left = number(answer.get("seats_left") or 0)
            return f"{elected} trúng cử {post}, còn thiếu {left}." if elected else f"Chưa bầu được {post}."
        case "no_quorum":
            return f"Đại hội không đủ số dự nên chưa bầu {post}."
    return "Chưa kết luận được: phải hỏi cán bộ pháp chế."


def _so_many(one: ContestWork) -> str:
    return "ba" if count.readers_of(one.readings) == count.THREE else "hai"


def _to_cell(work: CellWork) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk_cell", args=[work.code]))
