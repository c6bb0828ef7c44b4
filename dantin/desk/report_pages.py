"""Báo cáo của một nơi, mỗi bên một trang: sentences that lead to their tables, tables that are drawn, files to take."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core.official_report import OfficialReport, ReportTable, bars
from dantin.core.values import Side
from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.locale.words import LOCAL, full_name
from dantin.papers.faults import PaperFault
from dantin.papers.pdf import pdf
from dantin.papers.report import report_paper, written
from dantin.papers.word import docx
from dantin.store.congress_report import congress_report
from dantin.store.head_report import head_report
from dantin.store.models import Account, Election
from dantin.store.readers import clock
from dantin.store.readers.places import Territory, Unit, chronicle
from dantin.store.readers.work import election_at_work
from dantin.store.report_sheet import report_csv, report_xlsx

from .access import Act, allowed
from .frame import frame

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_LEVELS = ("province", "district", "commune")
Make = Callable[[Election, str, datetime | None, str], OfficialReport]


@allowed(Act.SEE_REPORT)
def head_report_page(request: HttpRequest) -> HttpResponse:
    """The report of the election of heads, of the State side."""
    return _answer(request, lambda election, place, mark, other: head_report(election, place, mark=mark, other=other))


@allowed(Act.SEE_CONGRESS_REPORT)
def congress_report_page(request: HttpRequest) -> HttpResponse:
    """The report of the congresses, of the Party side."""
    return _answer(
        request, lambda election, place, mark, other: congress_report(election, place, mark=mark, other=other)
    )


def _answer(request: HttpRequest, make: Make) -> HttpResponse:
    account = request.user
    assert isinstance(account, Account)
    election = election_at_work(Side(account.side), account.place_code)
    page: dict[str, Any] = {**frame(request, "Báo cáo"), "side": account.side}
    if election is None:
        return render(request, "desk/bao-cao.html", page)
    places = chronicle().on(election.called_on)
    place = request.GET.get("noi") or account.place_code
    if place not in places.units or not _in_care(places, place, account.place_code):
        raise Http404(place)
    typed = {"ngay": request.GET.get("ngay", "").strip(), "gio": request.GET.get("gio", "").strip()}
    mark, wrong = _mark(typed["ngay"], typed["gio"])
    other = request.GET.get("so-voi", "")
    report = make(election, place, mark, other if other in places.units else "")
    asked = request.GET.get("tep", "")
    if asked and not wrong:
        return _file(report, asked, place, election)
    query = request.GET.copy()
    page |= {
        "report": report, "wrong": wrong, "typed": typed, "place": place, "other": other,
        "places": _choices(places, account.place_code),
        "others": _choices(places, places.province.code) if places.province else [],
        "tables": [_table(table) for table in report.tables], "files": list(_TYPES), "query": query.urlencode(),
    }  # fmt: skip
    return render(request, "desk/bao-cao.html", page, status=422 if wrong else 200)


def _in_care(places: Territory, place: str, own: str) -> bool:
    while place != own and place in places.above:
        place = places.above[place]
    return place == own


def _choices(places: Territory, own: str) -> list[tuple[str, str]]:
    """The places a report can be of: one's own and what is below it, down to the communes; the larger ones first."""
    found = [unit for unit in places.units.values() if unit.level in _LEVELS and _in_care(places, unit.code, own)]
    return [
        (unit.code, _in_its_district(places, unit)) for unit in sorted(found, key=lambda one: _LEVELS.index(one.level))
    ]


def _in_its_district(places: Territory, unit: Unit) -> str:
    """Two communes of a province may have one name."""
    name = full_name(unit.kind, unit.name)
    above = places.units.get(places.above.get(unit.code, ""))
    return f"{name}, {full_name(above.kind, above.name)}" if above and above.level == "district" else name


def _mark(on: str, at: str) -> tuple[datetime | None, str]:
    """The moment until which the report counts, or what is wrong with it."""
    if not on and not at:
        return None, ""
    try:
        day: date | None = reader(Column(name="ngay", title="Ngày", kind=Kind.DAY, required=False))(on)
    except CellFault as fault:
        return None, f"Ngày: {fault}."
    if day is None:
        return None, "Gõ ngày, như 5/6/2022, cùng với giờ."
    try:
        hour = time.fromisoformat(f"{at.replace('giờ', ':').replace('h', ':').replace(' ', ''):0>5}" if at else "23:59")
    except ValueError:
        return None, "Giờ chưa đọc được: gõ như 11:00."
    mark = datetime.combine(day, hour, LOCAL)
    return (None, "Mốc giờ còn chưa tới.") if mark > clock.now() else (mark, "")


def _file(report: OfficialReport, ending: str, place: str, election: Election) -> HttpResponse:
    if ending not in _TYPES:
        raise Http404(ending)
    dated = clock.now().astimezone(LOCAL).date().isoformat()
    try:
        if ending in ("pdf", "docx"):
            paper = report_paper(report, issuer=report.place, dated=dated)
            raw = (pdf if ending == "pdf" else docx)(paper, report.side)
        else:
            raw = report_xlsx(report) if ending == "xlsx" else report_csv(report)
    except PaperFault as fault:
        return HttpResponse(str(fault), status=422, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(raw, content_type=_TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="bao-cao-{election.code}-{place}.{ending}"'
    return answer


def _table(table: ReportTable) -> dict[str, Any]:
    lengths: Sequence[int | None] = bars(table)
    return {
        "key": table.key,
        "title": table.title,
        "columns": table.columns,
        "rows": [([written(cell) for cell in row], length) for row, length in zip(table.rows, lengths, strict=True)],
        "total": [written(cell) for cell in table.total] if table.total else [],
        "drawn": table.drawn is not None,
    }
