"""Tải danh sách: the list that a page shows, whole, as XLSX or CSV; asked for at the page itself, so seen by the same.

A page of one list answers `?tai=xlsx`; one of several says which by `bang`.
"""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from dantin.core.vietnamese import fold
from dantin.imports.list_sheet import ListSheet, sheet_csv, sheet_xlsx
from dantin.locale.words import LOCAL
from dantin.store.readers import clock

_TYPES = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet_xlsx),
    "csv": ("text/csv; charset=utf-8", sheet_csv),
}
# What belongs to one look at a page, not to the list.
_PASSING = ("tai", "bang", "truoc", "trang", "xong")


@dataclass(frozen=True, slots=True)
class ListFiles:
    """Các tệp của một danh sách, for `desk/_tai-ve.html`: of what, and where each is."""

    what: str
    links: tuple[tuple[str, str], ...]


def sheet_asked(request: HttpRequest, table: str = "") -> bool:
    """Whether this request is for the file of this list."""
    return request.method == "GET" and "tai" in request.GET and request.GET.get("bang", "") == table


def list_file(request: HttpRequest, sheet: ListSheet, *, place: str) -> HttpResponse:
    """The file; its name says what, of which place and on which day."""
    ending = request.GET.get("tai", "")
    if ending not in _TYPES:
        raise Http404(ending)
    content_type, write = _TYPES[ending]
    today = clock.now().astimezone(LOCAL).date()
    answer = HttpResponse(write(sheet), content_type=content_type)
    name = "-".join((_ascii(sheet.title), _ascii(place), today.isoformat()))
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer["Cache-Control"] = "no-store"
    return answer


def list_files(request: HttpRequest, what: str, table: str = "") -> ListFiles:
    """Links to the files of what is shown now, with its filters."""
    query = request.GET.copy()
    for name in _PASSING:
        query.pop(name, None)
    if table:
        query["bang"] = table
    links = []
    for ending in _TYPES:
        query["tai"] = ending
        links.append((ending.upper(), f"?{query.urlencode()}"))
    return ListFiles(what, tuple(links))


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
