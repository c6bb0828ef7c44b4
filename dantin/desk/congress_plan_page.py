"""Kế hoạch đại hội: the waves, what each cell lacks before its day, who attends from above, what the pilots taught."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dantin.core.rulebooks import congress_notice_by
from dantin.core.rulebooks.party_cell.numbers import NOTICE_WORKING_DAYS
from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day
from dantin.store.actions.congress_plan import add_lesson, assign_official, move_congresses, note_notice
from dantin.store.models import Account, Election, Wave
from dantin.store.readers import clock
from dantin.store.readers.congress_plan import Needed, PlannedCongress, lessons_of, planned, waves_of_congresses
from dantin.store.readers.periods import names_on
from dantin.store.readers.work import election_at_work
from dantin.store.refusals import Refused

from .access import Act, allowed
from .frame import frame
from .list_files import list_file, list_files, sheet_asked
from .rulings_page import Field
from .wave_page import change_typed, wave_fields

_COLUMNS = {
    Needed.REGISTER: "Sổ đảng viên",
    Needed.HEAD: "Trưởng thôn",
    Needed.SCHEME: "Đề án",
    Needed.NOTICE: "Thông báo",
    Needed.OFFICIAL: "Cán bộ dự",
    Needed.ACCOUNTS: "Tài khoản",
}
_OF_A_CELL = (
    "Chi bộ",
    "Mã",
    "Ngày đại hội",
    "Đã khai mạc",
    "Việc đã có",
    "Trên",
    "Còn thiếu",
    "Cán bộ dự",
    "Số thông báo",
    "Ngày gửi",
)
_DONE = {
    "du": "Đã ghi cán bộ dự đại hội.",
    "rut": "Đã rút cán bộ đã cử.",
    "thong-bao": "Đã ghi thông báo triệu tập.",
    "dot": "Đã chuyển đợt. Các hạn đếm lại từ ngày mới.",
    "kinh-nghiem": "Đã ghi kinh nghiệm; chi bộ các đợt sau đọc được từ bây giờ.",
}


@dataclass(slots=True)
class PlanForm:
    """Một việc ghi được vào kế hoạch, for the cells that one ticks."""

    key: str
    what: str
    button: str
    fields: list[Field]
    cells: list[dict[str, Any]]
    note: str = ""
    wrong: str = ""
    takes_back: bool = False

    @property
    def is_wrong(self) -> bool:
        """Whether a field was refused."""
        return any(each.wrong for each in self.fields)

    @property
    def all(self) -> str:
        """Every code, for the box that stands for all."""
        return " ".join(row["code"] for row in self.cells) if len(self.cells) > 1 else ""


@allowed(Act.SEE_CONGRESS_PLAN)
def plan(request: HttpRequest) -> HttpResponse:
    """A committee sees its cells one by one; the commission the communes, and of a commune its cells."""
    account = request.user
    assert isinstance(account, Account)
    election = election_at_work(Side.PARTY, account.place_code)
    page: dict[str, Any] = {**frame(request, "Kế hoạch"), "election": election}
    if election is None:
        return render(request, "desk/ke-hoach-dai-hoi.html", page)
    today = clock.now().astimezone(LOCAL).date()
    every = planned(election, account.place_code)
    whole, asked = account.place_code == election.province.code, request.GET.get("xa", "")
    cells = [one for one in every if one.commune_code == asked] if whole and asked else every
    if not cells and asked:
        raise Http404
    if sheet_asked(request):
        sheet = _sheet_of_communes(election, every) if whole and not asked else _sheet_of_cells(cells)
        return list_file(request, sheet, place=asked if whole and asked else account.place_code)
    waves = waves_of_congresses(election)
    forms = _forms(waves, cells, today, one_by_one=not whole or bool(asked))
    of = next((form for form in forms if form.key == _key(request)), None)
    if request.method == "POST":
        if of is None:
            raise Http404
        if _write(request, election, of, waves, cells, today):
            one = f"&xa={asked}" if asked else ""
            return HttpResponseRedirect(f"{request.path}?xong={request.POST['viec']}{one}")
    page |= {
        "today": day(today),
        "whole": whole and not asked,
        "commune": names_on([asked], election.called_on).get(asked, "") if asked else "",
        "waves": _waves(waves, every if whole and not asked else cells),
        "open": [_line(one, today) for one in cells if one.lacks] if not whole or asked else [],
        "ready": [_line(one, today) for one in cells if not one.lacks] if not whole or asked else [],
        "lacking": number(sum(bool(one.lacks) for one in cells)),
        "total": number(len(cells)),
        "communes": _communes(election, every) if whole and not asked else [],
        "notice_days": NOTICE_WORKING_DAYS,
        "columns": list(_COLUMNS.values()),
        "files": list_files(request, "kế hoạch đại hội") if cells else None,
        "forms": forms,
        "lessons": [(each.wave.name, each.words) for each in lessons_of(election)],
        "done": _DONE.get(request.GET.get("xong", ""), ""),
    }
    return render(request, "desk/ke-hoach-dai-hoi.html", page, status=422 if request.method == "POST" else 200)


def _sheet_of_communes(election: Election, every: Sequence[PlannedCongress]) -> ListSheet:
    rows = [
        (row["name"], row["code"], row["cells"], row["lacking"], *row["missing"]) for row in _communes(election, every)
    ]
    return ListSheet("Kế hoạch đại hội", ("Xã", "Mã", "Chi bộ", "Còn thiếu", *_COLUMNS.values()), rows)


def _sheet_of_cells(cells: Sequence[PlannedCongress]) -> ListSheet:
    """Those that lack something first, as on the page."""
    rows = [
        (
            one.name,
            one.code,
            one.held_on,
            "có" if one.opened else "",
            len(Needed) - len(one.lacks),
            len(Needed),
            ", ".join(what.value for what in Needed if what in one.lacks),
            one.official,
            one.notice,
            one.notice_on,
        )
        for one in sorted(cells, key=lambda one: not one.lacks)
    ]
    return ListSheet("Kế hoạch đại hội", _OF_A_CELL, rows)


def _key(request: HttpRequest) -> str:
    """The form that was sent; taking an official back is a second button of his or her own."""
    return {"rut": "du"}.get(request.POST.get("viec", ""), request.POST.get("viec", ""))


def _forms(waves: Sequence[Wave], cells: Sequence[PlannedCongress], today: date, *, one_by_one: bool) -> list[PlanForm]:
    """What can be written now; what is of single cells only where they are shown one by one."""
    found = []
    to_hold = [one for one in cells if not one.closed] if one_by_one else []
    if to_hold:
        officials = [Field("ho-ten", "Họ và tên cán bộ", most=80), Field("chuc-vu", "Chức vụ, cơ quan", most=120)]
        ticks = [_tick(one, one.official or "chưa cử ai") for one in to_hold]
        one = PlanForm("du", "Cử cán bộ dự, chỉ đạo đại hội", "Ghi cán bộ dự", officials, ticks)
        one.takes_back = any(each.official for each in to_hold)
        found.append(one)
        paper = [Field("so", "Số thông báo"), Field("ngay", "Ngày gửi", "như 20/5/2022", is_day=True, most=20)]
        ticks = [_tick(one, _notice(one) or "chưa ghi") for one in to_hold]
        note = (
            f"Quy định 24-QĐ/TW, mục 11.1 nói {NOTICE_WORKING_DAYS} ngày làm việc trước ngày khai mạc (B-05), viết cho "
            "đại hội cấp ủy: có áp dụng cho chi bộ hay không thì cấp trên trả lời, máy không tự tính là muộn."
        )
        found.append(PlanForm("thong-bao", "Ghi thông báo triệu tập", "Ghi đã gửi", paper, ticks, note=note))
        to_move = [one for one in to_hold if not one.opened and not one.called]
        if to_move:
            ahead = [wave for wave in waves if wave.begins_on > today]
            ticks = [_tick(one, day(one.held_on)) for one in to_move]
            note = "Sổ, đề án và giấy tờ đã ghi vẫn giữ; ngày đại hội và các hạn đếm lại từ ngày mới."
            found.append(PlanForm("dot", "Chuyển sang đợt khác", "Chuyển đợt", wave_fields(ahead), ticks, note=note))
    begun = {one.wave for one in cells if one.opened}
    choices = [(str(wave.id), wave.name) for wave in waves if wave.id in begun]
    if choices:
        lesson = [
            Field("dot", "Rút ra từ", choices=choices, most=20),
            Field("noi-dung", "Kinh nghiệm", "Việc nào vướng, gỡ thế nào. Không ghi tên người.", most=600),
        ]
        note = "Chi bộ nào đại hội sau đợt ấy thì đọc được ở trang của mình và ở trang điều hành."
        found.append(PlanForm("kinh-nghiem", "Ghi kinh nghiệm", "Ghi kinh nghiệm", lesson, [], note=note))
    return found


def _tick(one: PlannedCongress, now: str) -> dict[str, Any]:
    return {"code": one.code, "name": one.name, "now": now, "chosen": False}


def _notice(one: PlannedCongress) -> str:
    return f"số {one.notice}, ngày {day(one.notice_on)}" if one.notice_on else ""


def _write(
    request: HttpRequest,
    election: Election,
    form: PlanForm,
    waves: Sequence[Wave],
    cells: Sequence[PlannedCongress],
    today: date,
) -> bool:
    """Whether it was written; else the form says what is wrong, and keeps what was typed."""
    ticked = {code for box in request.POST.getlist("chi-bo") for code in box.split()}
    for row in form.cells:
        row["chosen"] = row["code"] in ticked
    chosen = [row["code"] for row in form.cells if row["chosen"]]
    typed = {each.name: each for each in form.fields}
    for each in form.fields:
        each.take(request)
    takes_back = request.POST.get("viec") == "rut"
    if takes_back:
        for each in form.fields:
            each.wrong = ""
    who: dict[str, Any] = {"election": election, "actor": request.user.get_username(), "at": clock.now()}
    try:
        if form.key == "dot":
            change = change_typed(form.fields, waves, chosen)
            if change is None:
                return False
            move_congresses(cells=chosen, change=change, today=today, **who)
            return True
        sent_on = typed["ngay"].day if form.key == "thong-bao" else None
        if any(each.wrong for each in form.fields):
            return False
        if form.key == "du":
            name, title = ("", "") if takes_back else (typed["ho-ten"].typed, typed["chuc-vu"].typed)
            assign_official(cells=chosen, name=name, title=title, **who)
        elif form.key == "thong-bao" and sent_on is not None:
            note_notice(cells=chosen, paper_number=typed["so"].typed, sent_on=sent_on, today=today, **who)
        else:
            wave = next(wave for wave in waves if str(wave.id) == typed["dot"].typed)
            add_lesson(wave=wave, words=typed["noi-dung"].typed, **who)
    except Refused as refused:
        form.wrong = str(refused)
        return False
    return True


def _line(one: PlannedCongress, today: date) -> dict[str, Any]:
    left = (one.held_on - today).days
    by = congress_notice_by(one.held_on)
    return {
        "code": one.code,
        "name": one.name,
        "held_on": day(one.held_on),
        "left": "" if one.opened or left < 0 else "hôm nay" if left == 0 else f"còn {number(left)} ngày",
        "lacks": [what.value for what in Needed if what in one.lacks],
        "done": len(Needed) - len(one.lacks),
        "of": len(Needed),
        "opened": one.opened,
        "official": one.official,
        "notice": _notice(one),
        "notice_by": day(by) if by and by >= today and Needed.NOTICE in one.lacks else "",
    }


def _waves(waves: Sequence[Wave], cells: Sequence[PlannedCongress]) -> list[dict[str, Any]]:
    shown = []
    for wave in waves:
        own = [one for one in cells if one.wave == wave.id]
        closed = sum(one.closed for one in own)
        ready = sum(not one.lacks and not one.closed for one in own)
        rest = len(own) - closed - ready
        if own:
            shown.append(
                {
                    "name": _named(wave),
                    "cells": number(len(own)),
                    "closed": number(closed),
                    "ready": number(ready),
                    "rest": number(rest),
                    "bar": [(css, n) for css, n in (("dc-3", closed), ("dc-2", ready), ("line", rest)) if n],
                }
            )
    return shown


def _named(wave: Wave) -> str:
    """The wave with its day and whether it is a pilot, neither said twice."""
    known = wave.name[:1].upper() + wave.name[1:]
    if wave.is_pilot and "làm điểm" not in known.lower():
        known += ", làm điểm"
    return known if day(wave.begins_on) in known else f"{known}: {day(wave.begins_on)}"


def _communes(election: Election, every: Sequence[PlannedCongress]) -> list[dict[str, Any]]:
    """Each commune in one row: of how many cells something is missing; who lacks most stands first."""
    of = defaultdict[str, list[PlannedCongress]](list)
    for one in every:
        of[one.commune_code].append(one)
    names = names_on([*of], election.called_on)
    rows = [
        {
            "code": code,
            "name": names.get(code, code),
            "cells": len(cells),
            "lacking": sum(bool(one.lacks) for one in cells),
            "missing": [sum(what in one.lacks for one in cells) for what in Needed],
        }
        for code, cells in of.items()
    ]
    return sorted(rows, key=lambda row: (-int(str(row["lacking"])), str(row["name"])))
