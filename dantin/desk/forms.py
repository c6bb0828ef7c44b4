"""Ô của các mẫu trên bàn làm việc: what was typed, read as a day or a number, or said in words why not."""

from datetime import date

from django.http import HttpRequest

from dantin.imports.columns import CellFault, Column, Kind, reader


class Typed(Exception):
    """Một ô chưa đúng; `str()` is the sentence for the person."""


def text(request: HttpRequest, name: str, most: int = 200) -> str:
    """The words of a field, its spaces put in order."""
    return " ".join(request.POST.get(name, "").replace("\x00", "").split())[:most]


def day(request: HttpRequest, name: str, title: str) -> date:
    """A day."""
    try:
        found = reader(Column(name=name, title=title, kind=Kind.DAY))(text(request, name, 20))
    except CellFault as fault:
        raise Typed(f"{title}: {fault}.") from fault
    assert isinstance(found, date)
    return found


def whole(request: HttpRequest, name: str, title: str, *, most: int = 9999999) -> int | None:
    """A count; None for an empty field."""
    given = text(request, name, 12).replace(".", "")
    if not given:
        return None
    if not given.isascii() or not given.isdigit() or int(given) > most:
        raise Typed(f"{title}: “{given}” chưa phải một số từ 0 đến {most}. Ghi lại bằng chữ số.")
    return int(given)


def year(request: HttpRequest, name: str, this_year: int) -> int | None:
    """A year of birth; None for an empty field."""
    found = whole(request, name, "Năm sinh", most=9999)
    if found is not None and not 1900 <= found <= this_year:
        raise Typed(f"Năm sinh: {found} không phải năm sinh. Ghi bốn chữ số, như 1975.")
    return found
