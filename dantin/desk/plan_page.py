"""Kế hoạch: the days counted back from the election, what is done by which paper, and who is late with what."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.core.plan import Deadline, PreparatoryStep, StepState, step_state
from dantin.core.vietnamese import number
from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.imports.list_sheet import Entry, ListSheet
from dantin.locale.words import LOCAL, day, full_name, units_word
from dantin.store.actions.preparation import StepIn, mark_steps
from dantin.store.models import Account, Election, Place, StepDone
from dantin.store.readers import clock
from dantin.store.readers.periods import there_on
from dantin.store.readers.preparation import STEPS, deadlines_of, step_counts, steps_done, waves_of
from dantin.store.readers.work import VillageWork, villages_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed, election_of, granted
from .by_election_page import ways_to
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

# Where each is done by itself: nobody types a paper twice.
_BY_ITSELF = {
    PreparatoryStep.PERSONNEL: "Ghi hội nghị và chi ủy thống nhất ở trang Ứng cử thì việc này tự xong.",
    PreparatoryStep.TEAM: "Ghi Tổ bầu cử ở trang Ứng cử thì việc này tự xong.",
    PreparatoryStep.PUBLISH: "Ghi niêm yết ở trang Danh sách thì việc này tự xong.",
}
_SHORT = {
    PreparatoryStep.ANNOUNCE: "Công bố",
    PreparatoryStep.PERSONNEL: "Nhân sự",
    PreparatoryStep.TEAM: "Tổ bầu cử",
    PreparatoryStep.PUBLISH: "Niêm yết",
}


@allowed(Act.SEE_PLAN)
def plan(request: HttpRequest) -> HttpResponse:
    """A commune sees its villages step by step; the province and a district their communes, the latest first."""
    account = request.user
    assert isinstance(account, Account)
    election = election_of(account, request)
    today = clock.now().astimezone(LOCAL).date()
    page: dict[str, Any] = {**frame(request, "Kế hoạch"), "election": election, "today": day(today)}
    page["by_elections"] = ways_to(account, "desk_plan", election)
    if election is None:
        return render(request, "desk/ke-hoach.html", page)
    page["held_on"], page["called_on"] = day(election.held_on), day(election.called_on)
    waves = waves_of(election, account.place_code)
    page["waves"] = [(one, day(one.begins_on), number(one.villages)) for one in waves] if len(waves) > 1 else []
    work = villages_at_work(election, account.place_code) if account.place_code != election.province.code else []
    if not work or any(one.commune_code != account.place_code for one in work):
        found = _communes(election, account, today, work)
        if sheet_asked(request):
            return list_file(request, _sheet_of_communes(found), place=account.place_code)
        page["files"] = list_files(request, "kế hoạch của các xã")
        return render(request, "desk/ke-hoach.html", page | found)
    if sheet_asked(request):
        return list_file(request, _sheet(election, work, today), place=account.place_code)
    page["files"] = list_files(request, "các việc trước ngày bầu")
    page["unit"] = units_word(one.kind for one in work)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if not granted(account, Act.MARK_STEP):
            raise Http404
        wrong = _mark(request, election, work, today)
        if not wrong:
            return HttpResponseRedirect(request.get_full_path())
    page |= {"steps": _steps(request, election, work, today, wrong), "marks": granted(account, Act.MARK_STEP)}
    return render(request, "desk/ke-hoach.html", page, status=422 if wrong else 200)


def _mark(request: HttpRequest, election: Election, work: list[VillageWork], today: date) -> dict[str, str]:
    """{step: why nothing was written}."""
    step = next((step for step in STEPS if step.value == request.POST.get("viec")), None)
    if step is None:
        return {"": "Chọn lại việc đã xong."}
    try:
        done_on = reader(Column(name="ngay", title="Ngày", kind=Kind.DAY))(request.POST.get("ngay", "").strip()[:20])
        assert isinstance(done_on, date)
        given = StepIn(
            step=step,
            villages=[one.code for one in work if one.code in _ticked(request)],
            done_on=done_on,
            decision_number=" ".join(request.POST.get("so", "").split()),
        )
        mark_steps(
            election=election,
            steps=[given],
            actor=request.user.get_username(),
            today=today,
            at=clock.now(),
        )
    except CellFault as fault:
        return {step.value: f"Ngày xong: {fault}."}
    except Refused as refused:
        return {step.value: str(refused)}
    return {}


def _ticked(request: HttpRequest) -> set[str]:
    """The villages that were ticked; the box before them stands for all of its day and holds every code."""
    return {code for box in request.POST.getlist("thon") for code in box.split()}


def _steps(
    request: HttpRequest, election: Election, work: list[VillageWork], today: date, wrong: dict[str, str]
) -> list[dict[str, Any]]:
    done = steps_done(election, [one.code for one in work])
    by_day = _by_day(work)
    shown = []
    for held_on, villages in by_day.items():
        for deadline in deadlines_of(election, held_on):
            key = deadline.step.value
            told = request.POST if wrong.get(key) else {}
            # Nothing is ticked beforehand: what one did not look at is not done.
            chosen = _ticked(request) if told else set[str]()
            rows = [_village(one, deadline, done.get((one.code, key)), today) for one in villages]
            open_ = [row | {"chosen": row["code"] in chosen} for row in rows if not row["done_on"]]
            shown.append(
                {
                    "key": key,
                    "anchor": f"{key}-{held_on:%d%m}",
                    "what": STEPS[deadline.step],
                    "by_itself": _BY_ITSELF.get(deadline.step, ""),
                    "held_on": day(held_on),
                    "several_days": len(by_day) > 1,
                    "by": deadline.by and day(deadline.by),
                    "countdown": _countdown(deadline, today, late=bool(open_)),
                    "late": bool(open_) and step_state(deadline.by, None, today) is StepState.LATE,
                    "rule": ", ".join(deadline.cites.ids),
                    "law": str(deadline.cites),
                    "law_page": f"/luat/van-ban/{deadline.cites.instrument.code}/",
                    "mark": deadline.cites.mark,
                    "open": open_,
                    "all": " ".join(row["code"] for row in open_) if len(open_) > 1 else "",
                    "done": [row for row in rows if row["done_on"]],
                    "total": len(rows),
                    "wrong": wrong.get(key, "") or wrong.get("", ""),
                    "number": told.get("so", ""),
                    "day": told.get("ngay", ""),
                }
            )
    return shown


def _by_day(work: list[VillageWork]) -> dict[date, list[VillageWork]]:
    by_day: dict[date, list[VillageWork]] = defaultdict(list)
    for one in work:
        by_day[one.held_on if one.held_on and one.round_number == 1 else one.votes_on].append(one)
    return dict(sorted(by_day.items()))


_STATES = {StepState.LATE: "quá hạn", StepState.DONE_LATE: "xong, muộn"}


def _sheet(election: Election, work: list[VillageWork], today: date) -> ListSheet:
    """A row for each step of each village: by when, when it was done, by which paper."""
    done = steps_done(election, [one.code for one in work])
    rows: list[tuple[Entry, ...]] = []
    for held_on, villages in _by_day(work).items():
        for deadline in deadlines_of(election, held_on):
            for one in villages:
                row = done.get((one.code, deadline.step.value))
                state = _STATES.get(step_state(deadline.by, row and row.done_on, today), "xong" if row else "chưa xong")
                rows.append((STEPS[deadline.step], full_name(one.kind, one.name), one.code, held_on, deadline.by, state,
                             row and row.done_on, row and row.decision_number))  # fmt: skip
    columns = ("Việc", "Nơi bầu", "Mã", "Ngày bầu", "Hạn", "Tình trạng", "Ngày xong", "Số văn bản")
    return ListSheet("Kế hoạch", columns, rows)


def _sheet_of_communes(found: dict[str, Any]) -> ListSheet:
    titles = [column["word"] for column in found["columns"]]
    columns = [f"{title}: {what}" for title in titles for what in ("đã xong", "nơi bầu", "quá hạn")]
    rows = [
        (row["name"], row["late"], *(cell[key] for cell in row["cells"] for key in ("done", "villages", "late")))
        for row in found["communes"]
    ]
    return ListSheet("Kế hoạch", ("Xã", "Quá hạn", *columns), rows)


def _village(one: VillageWork, deadline: Deadline, done: StepDone | None, today: date) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": full_name(one.kind, one.name),
        "done_on": done and day(done.done_on),
        "number": done and done.decision_number,
        "late": done is not None and step_state(deadline.by, done.done_on, today) is StepState.DONE_LATE,
    }


def _countdown(deadline: Deadline, today: date, *, late: bool) -> str:
    if deadline.by is None:
        return "Chưa thấy văn bản nào nêu số ngày: cán bộ pháp chế định hạn."
    left = (deadline.by - today).days
    if not late:
        return "Đã xong ở mọi nơi."
    if left > 0:
        return f"Còn {left} ngày."
    return "Hôm nay là ngày cuối." if left == 0 else f"Quá hạn {-left} ngày."


def _communes(election: Election, account: Account, today: date, work: list[VillageWork]) -> dict[str, Any]:
    """Each commune in one row; of a district only its own, and whoever is late leads."""
    counts = step_counts(election, today)
    if account.place_code != election.province.code:
        own = {one.commune_code for one in work}
        counts = {code: steps for code, steps in counts.items() if code in own}
    names = dict(Place.objects.filter(there_on(election.called_on), code__in=list(counts)).values_list("code", "name"))
    rows = [
        {
            "name": names.get(commune, commune),
            "late": sum(count.late for count in steps.values()),
            "cells": [
                {"done": steps[step.value].done, "villages": steps[step.value].villages, "late": steps[step.value].late}
                for step in STEPS
                if step.value in steps
            ],
        }
        for commune, steps in counts.items()
    ]
    deadlines = deadlines_of(election, election.held_on)
    return {
        "communes": sorted(rows, key=lambda row: (-row["late"], row["name"])),
        "late_communes": number(sum(bool(row["late"]) for row in rows)),
        "columns": [
            {
                "word": _SHORT[deadline.step],
                "by": deadline.by and day(deadline.by),
                "rule": ", ".join(deadline.cites.ids),
                "law": str(deadline.cites),
                "law_page": f"/luat/van-ban/{deadline.cites.instrument.code}/",
            }
            for deadline in sorted(deadlines, key=lambda deadline: list(STEPS).index(deadline.step))
        ],
    }
