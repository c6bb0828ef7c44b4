"""Công nhận: the chairman's one screen for all his villages: what is ready, what lacks, one number and day each."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core import rulebooks
from dantin.core.aggregate import HeadState
from dantin.core.rulebooks.village_head.numbers import RECOGNITION_WORKING_DAYS
from dantin.imports.list_sheet import Entry, ListSheet
from dantin.locale.words import LOCAL, day, full_name, head_title, units_word
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import Account, Declaration, Election, Recognition
from dantin.store.readers import clock
from dantin.store.readers.work import VillageWork, Winner, recognitions, villages_now, winners
from dantin.store.refusals import Refused

from .access import Act, allowed, election_of
from .forms import day_or_none, named
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .receipt_words import LATE, answered_late, countdown

_ELECTED = (HeadState.ELECTED, HeadState.ELECTED_IN_RERUN)


@allowed(Act.RECOGNISE)
def recognition(request: HttpRequest) -> HttpResponse:
    """The elected heads of the commune: recognise those for whom a number and a day were typed."""
    account = request.user
    assert isinstance(account, Account)
    election = election_of(account, request)
    if election is None:
        return render(request, "desk/cong-nhan.html", {**frame(request, "Công nhận"), "due": [], "done": []})
    work = _elected(election, account)
    today = clock.now().astimezone(LOCAL).date()
    wrong: dict[str, str] = {}
    fresh: dict[str, Recognition] = {}
    waiting, names = winners(work), {one.code: full_name(one.kind, one.name) for one in work}
    if request.method == "POST":
        # the page answers itself: sent again, the same numbers recognise nobody twice
        fresh, wrong = _recognise(request, waiting, today)
        wrong |= _recognised_elsewhere(request, recognitions(work))
        if wrong:
            work = _elected(election, account)
            waiting = winners(work)
    decided = recognitions(work) | fresh
    if sheet_asked(request):
        return list_file(request, _sheet(work, waiting, decided), place=account.place_code)
    due = [
        _row(request, one, waiting[one.code], wrong, today)
        for one in work
        if one.code in waiting and one.code not in decided
    ]
    done = [_done(election.rulebook, one, decided[one.code]) for one in work if one.code in decided]
    context = {**frame(request, "Công nhận"), "election": election, "due": due, "done": done, "wrong": len(wrong)}
    context["working_days"], context["late_page"] = RECOGNITION_WORKING_DAYS, LATE
    moved_on = wrong.keys() - {row["code"] for row in due}  # a colleague was first, or the result fell meanwhile
    context["files"] = list_files(request, "người trúng cử") if due or done else None
    context["unit"] = units_word(one.kind for one in work)
    context["moved_on"] = [f"{names[code]}: {named(wrong[code], code, names[code])}" for code in sorted(moved_on)]
    context |= {"recognised": len(fresh), "posted": request.method == "POST" and not wrong}
    return render(request, "desk/cong-nhan.html", context, status=422 if wrong else 200)


def _elected(election: Election, account: Account) -> list[VillageWork]:
    return [one for one in villages_now(election, account.place_code) if one.state in _ELECTED]


def _recognise(
    request: HttpRequest, waiting: dict[str, Winner], today: date
) -> tuple[dict[str, Recognition], dict[str, str]]:
    """{village: its decision} of those recognised now, and {village: why not}.

    A village without a number is left for later.
    """
    wrong: dict[str, str] = {}
    given: list[tuple[str, RecognitionIn]] = []
    for code, winner in waiting.items():
        number = " ".join(request.POST.get(f"so-{code}", "").split())
        if not number:
            if request.POST.get(f"ngay-{code}", "").strip():
                wrong[code] = "Có ngày mà chưa có số quyết định. Ghi số, hoặc xoá ngày để lại lần sau."
            continue
        declared, decided_on = winner.declaration, day_or_none(request.POST.get(f"ngay-{code}", ""))
        if decided_on is None:
            wrong[code] = "Ghi ngày quyết định, như 08/6/2022."
        elif decided_on > today:
            wrong[code] = "Ngày quyết định chưa tới."
        elif decided_on < declared.round.held_on:
            wrong[code] = f"Ngày quyết định đứng trước ngày bầu {day(declared.round.held_on)}."
        else:
            given.append((code, RecognitionIn(declaration=declared.id, decision_number=number, decided_on=decided_on)))
    if not given or wrong:
        return {}, wrong
    answers = recognise(decisions=[row for _, row in given], actor=request.user.login, at=clock.now())
    by_code = dict(zip((code for code, _ in given), answers, strict=True))
    wrong = {code: str(answer) for code, answer in by_code.items() if isinstance(answer, Refused)}
    return {code: row for code, row in by_code.items() if isinstance(row, Recognition)}, wrong


def _recognised_elsewhere(request: HttpRequest, decided: dict[str, Recognition]) -> dict[str, str]:
    """Whoever typed another number for a head who was recognised meanwhile is told by which decision."""
    return {
        code: f"đã được công nhận theo quyết định {row.decision_number}, ngày {day(row.decided_on)}."
        for code, row in decided.items()
        if (typed := " ".join(request.POST.get(f"so-{code}", "").split())) and typed != row.decision_number
    }


def _row(request: HttpRequest, one: VillageWork, winner: Winner, wrong: dict[str, str], today: date) -> dict[str, Any]:
    declared, person = winner.declaration, winner.person
    share = next(each for each in declared.answer["shares"] if each.get("id") == declared.elected[0])
    return {
        "code": one.code,
        "name": full_name(one.kind, one.name),
        "title": head_title(one.kind).lower(),
        "head": person.name,
        "born_in": person.born_in,
        "votes": share["votes"],
        "base": declared.answer["base"]["count"],
        "needed": declared.answer["base"]["needed"],
        **_due(one, declared, today),
        "lacks": _lacks(one, winner),
        "number": request.POST.get(f"so-{one.code}", ""),
        "day": request.POST.get(f"ngay-{one.code}", ""),
        "wrong": named(wrong.get(one.code, ""), one.code, full_name(one.kind, one.name)),
    }


def _sheet(work: list[VillageWork], waiting: dict[str, Winner], decided: dict[str, Recognition]) -> ListSheet:
    """Who waits first, as on the page, then who is recognised and by which decision."""
    rows: list[tuple[Entry, ...]] = []
    for one in sorted(work, key=lambda one: one.code in decided):
        name, winner, decision = full_name(one.kind, one.name), waiting.get(one.code), decided.get(one.code)
        if decision is not None:
            paper = (decision.decision_number, decision.decided_on)
            rows.append((name, one.code, "đã công nhận", decision.name, None, None, None, one.received_on, *paper))
        elif winner is not None:
            declared = winner.declaration
            share = next(each for each in declared.answer["shares"] if each.get("id") == declared.elected[0])
            figures = (winner.person.born_in, share["votes"], declared.answer["base"]["count"], one.received_on)
            rows.append((name, one.code, "chờ công nhận", winner.person.name, *figures, None, None))
    columns = ("Nơi bầu", "Mã", "Tình trạng", "Người trúng cử", "Năm sinh", "Phiếu", "Tổng số", "Ngày nhận báo cáo",
               "Số quyết định", "Ngày quyết định")  # fmt: skip
    return ListSheet("Người trúng cử", columns, rows)


def _done(rulebook: str, one: VillageWork, decision: Recognition) -> dict[str, Any]:
    return {
        "name": full_name(one.kind, one.name),
        "head": decision.name,
        "number": decision.decision_number,
        "decided_on": day(decision.decided_on),
        "late_answer": answered_late(rulebook, one.received_on, decision.decided_on),
    }


def _due(one: VillageWork, declared: Declaration, today: date) -> dict[str, Any]:
    """Hạn công nhận (VH-RECORD-1): from the day of receipt where it is known, else as if it was the day of signing."""
    if one.received_on is not None:
        return countdown(one.received_on, today)
    by = declared.answer["next"].get("by")
    if by:
        return {"by": day(date.fromisoformat(by)), "if_received": ""}
    signed_on = declared.declared_at.astimezone(LOCAL).date()
    due = rulebooks.recognition_due(signed_on)
    return {"by": day(due) if due else "", "if_received": day(signed_on)}


def _lacks(one: VillageWork, winner: Winner) -> list[str]:
    lacks = [] if winner.person.born_in else ["Chưa có năm sinh: bổ sung trong danh sách bầu cử."]
    if one.waiting:
        lacks.append("Còn khiếu nại hoặc hồ sơ trả lại chưa được trả lời.")
    return lacks
