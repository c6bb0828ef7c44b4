"""Sổ đảng viên của một chi bộ: who is in it, since when and by which paper; what changed; who is on the way here."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dantin.core.cell_register import BETWEEN_CELLS, NEWCOMERS, MemberStatus
from dantin.core.cell_register import MemberChangeKind as Kind
from dantin.core.register import Activity
from dantin.core.vietnamese import number
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, day, hour_minute
from dantin.store.actions.cell_register import ChangeIn, NewcomerIn, add_member, change_member, take_transferred
from dantin.store.models import Account, Election, Member, MemberChange, Person
from dantin.store.readers import clock
from dantin.store.readers.cell_register import ChangeRow, RegisterRow, changes_of, register_of, transfers_waiting
from dantin.store.readers.cells import CellWork
from dantin.store.refusals import Refused

from . import forms
from .access import Act, allowed_in_cell, granted_here
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

CHANGE, NEWCOMER, TAKE = "thay-doi", "them", "nhan"
_DONE = {CHANGE: "Đã ghi thay đổi.", NEWCOMER: "Đã thêm vào sổ.", TAKE: "Đã nhận vào sổ."}
_AS = (MemberStatus.OFFICIAL, MemberStatus.PROBATIONARY)
_ABOUT = ("nguoi", "thay-doi", "tu-ngay", "so", "ngay", "chi-bo", "ly-do")
_FIELDS = (*_ABOUT, "ten", "gioi", "nam-sinh", "la", "trung-ten")
_SAME_NAME = "vì sao biết là người khác"


@allowed_in_cell(Act.SEE_CELL_REGISTER)
def register(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """The register by name, and its forms for those who keep it; what is refused stays as it was typed."""
    account = request.user
    assert isinstance(account, Account)
    keeps = granted_here(account, Act.KEEP_CELL_REGISTER, work)
    asked, wrong = request.POST.get("viec", ""), ""
    if request.method == "POST":
        try:
            _write(request, work, asked, keeps=keeps)
        except Refused as refused:
            wrong = forms.in_words(refused, work.code, work.name)
        except forms.Typed as typed:
            wrong = str(typed)
        else:
            return HttpResponseRedirect(f"{reverse('desk_cell_register', args=[work.code])}?xong={asked}#da-ghi")
    changes = changes_of(work.code)
    rows = register_of(work.code, changes)
    if sheet_asked(request):
        return list_file(request, _sheet(rows), place=work.code)
    if sheet_asked(request, CHANGE):
        return list_file(request, _sheet_of_changes(changes), place=work.code)
    waiting = transfers_waiting(work.code) if keeps else []
    at_form = {CHANGE, NEWCOMER, *(f"{TAKE}-{row.change.id}" for row in waiting)}
    form = f"{TAKE}-{request.POST.get('cho', '')}" if asked == TAKE else asked
    context = {
        **frame(request, "Sổ đảng viên"),
        "work": work,
        "held_on": day(work.held_on),
        "opened": work.opened_at is not None,
        "keeps": keeps,
        "counts": _counts(rows),
        "people": [_person(row, keeps=keeps) for row in rows],
        "files": list_files(request, "người trong sổ") if rows else None,
        "changes_files": list_files(request, "thay đổi đã ghi", CHANGE) if changes else None,
        "changes": [_change(row) for row in reversed(changes)],
        "waiting": [_waiting(row, request, f"{TAKE}-{row.change.id}", form if wrong else "") for row in waiting],
        "change": _form(request, CHANGE, form if wrong else "", chosen=request.GET.get("nguoi", "")),
        "newcomer": _form(request, NEWCOMER, form if wrong else ""),
        "kinds": [(kind.value, _label(kind)) for kind in Kind if kind not in NEWCOMERS or kind is Kind.CAME],
        "ways_in": [(kind.value, _label(kind)) for kind in Kind if kind in NEWCOMERS],
        "arrives_as": [(each.value, Member.Status(each.value).label) for each in _AS],
        "sexes": [("", "chưa ghi"), *Person.Sex.choices],
        "asks_same_name": _SAME_NAME in wrong,
        "wrong": wrong,
        "said_above": bool(wrong) and (form not in at_form or not keeps),
        "done": _DONE.get(request.GET.get("xong", ""), ""),
    }
    return render(request, "desk/so-dang-vien.html", context, status=422 if wrong else 200)


def _write(request: HttpRequest, work: CellWork, asked: str, *, keeps: bool) -> None:
    now = clock.now()
    who: dict[str, Any] = {
        "congress": work.congress,
        "today": now.astimezone(LOCAL).date(),
        "actor": request.user.get_username(),
        "at": now,
    }
    if asked == CHANGE and (keeps or work.opened_at):
        member = forms.pointed_at(request.POST.get("nguoi", ""))
        if member is None:
            raise forms.Typed("Chọn một người trong sổ.")
        change_member(**who, member=member, given=_given(request, frozenset(Kind) - NEWCOMERS | {Kind.CAME}))
    elif asked == NEWCOMER and (keeps or work.opened_at):
        sex = request.POST.get("gioi", "")
        newcomer = NewcomerIn(
            name=forms.text(request, "ten", 120),
            sex=sex if sex in Person.Sex.values else "",
            born_in=forms.year(request, "nam-sinh", now.astimezone(LOCAL).year),
            another_person_because=forms.text(request, "trung-ten"),
        )
        add_member(**who, who=newcomer, given=_given(request, NEWCOMERS))
    elif asked == TAKE and keeps:
        change = forms.pointed_at(request.POST.get("cho", ""))
        if change is None:
            raise forms.Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")
        take_transferred(**who, change=change, given=_given(request, frozenset({Kind.CAME})))
    else:
        raise forms.Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")


def _given(request: HttpRequest, kinds: frozenset[Kind]) -> ChangeIn:
    typed = request.POST.get("thay-doi", "")
    kind = next((each for each in kinds if each.value == typed), None)
    if kind is None:
        raise forms.Typed("Chọn thay đổi gì.")
    arrives_as = next((each for each in _AS if each.value == request.POST.get("la", _AS[0].value)), None)
    if arrives_as is None:
        raise forms.Typed("Chọn chính thức hay dự bị.")
    other_cell = forms.text(request, "chi-bo", 120)
    return ChangeIn(
        kind=kind,
        on=forms.day(request, "tu-ngay", "Từ ngày"),
        paper_number=forms.text(request, "so", 60),
        paper_on=forms.day(request, "ngay", "Ngày giấy tờ") if forms.text(request, "ngay", 40) else None,
        reason=forms.text(request, "ly-do", 400),
        other_cell=other_cell if kind in BETWEEN_CELLS else "",
        arrives_as=arrives_as,
    )


def _form(request: HttpRequest, name: str, refused: str, *, chosen: str = "") -> dict[str, Any]:
    """What the fields of one form hold: as typed where it was refused, else empty."""
    mine = refused == name
    typed = {field.replace("-", "_"): request.POST.get(field, "") if mine else "" for field in _FIELDS}
    if chosen and not mine:
        typed["nguoi"] = chosen[:9]
    return {"name": name, "open": mine or bool(chosen), "wrong": mine, **typed}


def _waiting(row: ChangeRow, request: HttpRequest, name: str, refused: str) -> dict[str, Any]:
    went = row.change
    return {
        "id": went.id,
        "who": row.name,
        "from": went.member.cell.name,
        "on": day(went.on),
        "paper": _paper(went),
        "form": _form(request, name, refused),
    }


def _counts(rows: list[RegisterRow]) -> list[tuple[str, str]]:
    """[(how many, what they are)], of those that there are."""
    found = []
    for status, word in (
        (MemberStatus.OFFICIAL, "đảng viên chính thức"),
        (MemberStatus.PROBATIONARY, "dự bị"),
        (MemberStatus.TEMPORARY, "sinh hoạt tạm thời ở đây"),
    ):
        count = sum(row.state.status is status for row in rows)
        if count or status is MemberStatus.OFFICIAL:
            found.append((number(count), word))
    return found


def _sheet(rows: list[RegisterRow]) -> ListSheet:
    found = []
    for row in rows:
        one = _person(row, keeps=False)
        since = row.last.change.on if row.last else None
        found.append((row.name, row.born_in, one["status"], one["activity"], since, one["paper"]))
    columns = ("Họ và tên", "Năm sinh", "Đảng viên", "Sinh hoạt", "Từ ngày", "Giấy tờ")
    return ListSheet("Sổ đảng viên", columns, found)


def _sheet_of_changes(changes: Sequence[ChangeRow]) -> ListSheet:
    """Newest first, as on the page."""
    found = []
    for row in reversed(changes):
        one = _change(row)
        found.append((one["who"], one["what"], row.change.on, one["paper"], one["why"], one["recorded"], one["by"]))
    columns = ("Họ và tên", "Thay đổi", "Từ ngày", "Giấy tờ", "Lý do, chi bộ kia", "Ghi lúc", "Người ghi")
    return ListSheet("Thay đổi trong sổ đảng viên", columns, found)


def _person(row: RegisterRow, *, keeps: bool) -> dict[str, Any]:
    activity = row.state.activity
    last = row.last
    return {
        "id": row.member,
        "name": row.name,
        "born_in": row.born_in,
        "status": Member.Status(row.state.status.value).label,
        "activity": "" if activity is Activity.NORMAL else Member.Activity(activity.value).label,
        "asks": activity is Activity.IN_TRANSFER,
        "since": day(last.change.on) if last else "",
        "paper": _paper(last.change) if last else "",
        "keeps": keeps,
    }


def _change(row: ChangeRow) -> dict[str, Any]:
    one = row.change
    way = "từ" if one.kind in (Kind.CAME, Kind.CAME_FOR_A_TIME) else "đến"
    other = f"{way} {row.other_cell}" if row.other_cell else ""
    return {
        "on": day(one.on),
        "who": row.name,
        "what": one.get_kind_display(),
        "paper": _paper(one),
        "why": ". ".join(filter(None, (other, row.reason))),
        "recorded": _when(one.recorded_at),
        "by": one.recorded_by,
    }


def _paper(one: MemberChange) -> str:
    return f"số {one.paper_number} ngày {day(one.paper_on)}" if one.paper_number and one.paper_on else one.paper_number


def _when(at: datetime) -> str:
    local: date = at.astimezone(LOCAL).date()
    return f"{hour_minute(at)} ngày {day(local)}"


def _label(kind: Kind) -> str:
    label = MemberChange.Kind(kind.value).label
    return label[:1].upper() + label[1:]
