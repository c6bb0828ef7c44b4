"""Điểm danh đại hội: who is in the hall, since when; the quorum is said while they come."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.law import Outcome
from dantin.core.register import Deducted
from dantin.core.rulebooks import explain
from dantin.core.rulebooks.party_cell.decide import enough_are_present
from dantin.core.vietnamese import number
from dantin.imports.list_sheet import ListSheet
from dantin.locale.words import LOCAL, hour_minute
from dantin.store.actions.attendance import MarkIn, mark_attendance
from dantin.store.models import Attendance, Election
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork
from dantin.store.readers.hall import HallRow, hall_of, present_now
from dantin.store.refusals import Refused

from .access import Act, allowed_in_cell
from .cell_page import QUORUM_PAGE
from .forms import Typed, in_words, pointed_at
from .frame import frame
from .list_files import list_file, list_files, sheet_asked

Kind = Attendance.Kind
_MARKS = {"den": Kind.ARRIVED, "ve": Kind.LEFT, "nham": Kind.MISTAKEN}
_DONE = {Kind.ARRIVED: "đến", Kind.LEFT: "về", Kind.MISTAKEN: "chưa đến"}
OUT = {
    Deducted.TEMPORARILY_TRANSFERRED: "chuyển sinh hoạt tạm thời",
    Deducted.SUSPENDED_OR_DETAINED: "đình chỉ sinh hoạt, bị khởi tố, tạm giam",
    Deducted.EXEMPT_ABSENT: "được miễn sinh hoạt",
    Deducted.EXCUSED_WHOLE_CONGRESS: "vắng có lý do được chấp nhận",
}


@allowed_in_cell(Act.CALL_THE_ROLL)
def attendance(request: HttpRequest, election: Election, work: CellWork) -> HttpResponse:
    """The members by name; those who are ticked came, or left, at the hour in the field."""
    said, wrong = "", ""
    if request.method == "POST":
        try:
            said = _mark(request, work)
        except Refused as refused:
            wrong = in_words(refused, work.code, work.name)
        except Typed as typed:
            wrong = str(typed)
    hall = hall_of(work.congress)
    if sheet_asked(request):
        return list_file(request, _sheet(hall), place=work.code)
    official = [row for row in hall if row.official]
    present, convened = present_now(hall), len(official)
    verdict = enough_are_present(election.rulebook, present, convened)
    ticked = set(request.POST.getlist("nguoi")) if wrong else set()
    facts = verdict.facts
    context: dict[str, Any] = {
        **frame(request, "Điểm danh"),
        "work": work,
        "present": number(present),
        "convened": number(convened),
        "needed": number(int(str(facts["needed"]))),
        "drawn": {"most": max(convened, 1), "value": present, "needed": int(str(facts["needed"]))},
        "quorum": {"sentence": explain(verdict), "met": verdict.outcome is Outcome.MET, "page": QUORUM_PAGE},
        "away": [_row(row, ticked) for row in hall if not row.in_hall],
        "files": list_files(request, "điểm danh") if hall else None,
        "here": [_row(row, ticked) for row in hall if row.in_hall],
        "hour": request.POST.get("gio", "") if wrong else "",
        "now": hour_minute(clock.now()),
        "said": said,
        "wrong": wrong,
    }
    return render(request, "desk/diem-danh.html", context, status=422 if wrong else 200)


def _sheet(hall: Sequence[HallRow]) -> ListSheet:
    """Who is away, then who is here, as on the page."""
    rows = [
        (row.name, row.status.label, "có mặt" if row.in_hall else "chưa có mặt", _hours(row), _why(row))
        for row in sorted(hall, key=lambda row: row.in_hall)
    ]
    return ListSheet("Điểm danh", ("Họ và tên", "Đảng viên", "Lúc này", "Giờ đến, về", "Không tính vì"), rows)


def _hours(row: HallRow) -> str:
    return ", ".join(f"{_DONE[kind]} {hour_minute(at)}" for kind, at in row.times)


def _why(row: HallRow) -> str:
    out = row.deduction(arrivals_kept=True) if row.official else None
    return OUT.get(out, "") if out is not None else ""


def _row(row: HallRow, ticked: set[str]) -> dict[str, Any]:
    hours, why = _hours(row), _why(row)
    more = "" if row.official else f", {row.status.label}"
    more += f": {hours}" if hours else ""
    if why:
        more += f"; không tính, vì {why}" if row.in_hall else f": {why}"
    member = str(row.member)
    return {"id": member, "name": row.name, "more": more, "ticked": member in ticked}


def _mark(request: HttpRequest, work: CellWork) -> str:
    kind = _MARKS.get(request.POST.get("viec", ""))
    people = [one for one in map(pointed_at, request.POST.getlist("nguoi")) if one is not None]
    if kind is None:
        raise Typed("Việc này không làm được ở đây. Mở lại trang và chọn lại.")
    if not people:
        raise Typed("Chọn ít nhất một người trong danh sách.")
    now = clock.now()
    at = _hour(request.POST.get("gio", "").strip()[:10], now)
    marks = [MarkIn(member=one, kind=kind, at=at) for one in people]
    new = mark_attendance(congress=work.congress, marks=marks, actor=request.user.get_username(), at=now)
    if not new:
        return "Những người này đã ghi như vậy từ trước."
    return f"Đã ghi {number(new)} người {_DONE[kind]}, lúc {hour_minute(at)}."


def _hour(typed: str, now: datetime) -> datetime:
    """The moment of today that was typed; now, where the field was left empty."""
    if not typed:
        return now
    hour, _, minute = typed.lower().replace(" giờ ", ":").replace("h", ":").replace(".", ":").partition(":")
    try:
        told = time(int(hour), int(minute or 0))
    except ValueError:
        raise Typed(f"Lúc: “{typed}” chưa phải giờ. Ghi như 7:30, hoặc để trống là bây giờ.") from None
    return datetime.combine(now.astimezone(LOCAL).date(), told, LOCAL)
