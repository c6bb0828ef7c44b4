"""Ô của các mẫu trên bàn làm việc: what was typed, read as a day or a number, or said in words why not."""

import re
from datetime import date

from django.http import HttpRequest, QueryDict

from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.store.refusals import Refused

# Nobody types them: control characters, and signs that turn a line around so that it reads otherwise than it is.
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST_DIGITS = 9
# “1.452” and “1 452” are a count; “94.5” is none, and must not become 945
_COUNT = re.compile(r"[0-9]+|[0-9]{1,3}(?:[. ][0-9]{3})+", re.ASCII)


class Typed(Exception):
    """Một ô chưa đúng; `str()` is the sentence for the person."""


def readable(given: QueryDict) -> QueryDict:
    """What a form sent, without the characters that no person types; the very same where there are none."""
    if not any(_NOT_TEXT.search(one) for _, many in given.lists() for one in many):
        return given
    tidy = QueryDict(mutable=True, encoding=given.encoding)
    for name, many in given.lists():
        tidy.setlist(name, [_NOT_TEXT.sub("", one) for one in many])
    tidy._mutable = False
    return tidy


def words(request: HttpRequest, name: str) -> str:
    """The words of a field however many, for an action that says itself what is too long."""
    return " ".join(request.POST.get(name, "").split())


def text(request: HttpRequest, name: str, most: int = 200) -> str:
    """The words of a field, its spaces put in order; more of them than its column keeps are refused, not cut."""
    return refuse_longer(words(request, name), most)


def refuse_longer(found: str, most: int) -> str:
    """The text itself, or `Refused` where it is too long to be kept whole."""
    if len(found) > most:
        raise Refused("text.too_long", what="Ô có chữ", begins=found[:24], got=len(found), most=most)
    return found


def in_words(refused: Refused, code: str, name: str) -> str:
    """The sentence of a refusal with the village by its name: whoever acts knows no codes."""
    said = named(str(refused), code, name)
    return said[:1].upper() + said[1:]


def named(said: str, code: str, name: str) -> str:
    """The sentence with the name where the code stood as a word of its own: a code may begin another one."""
    return re.sub(rf"(?<![\w-]){re.escape(code)}(?![\w-])", lambda _: name, said)


def pointed_at(given: str) -> int | None:
    """The row that a hidden field or a choice of a form names; None for what no form of ours sends."""
    return int(given) if given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS else None


def day(request: HttpRequest, name: str, title: str) -> date:
    """A day."""
    try:
        found = reader(Column(name=name, title=title, kind=Kind.DAY))(text(request, name)[:40])
    except CellFault as fault:
        raise Typed(f"{title}: {fault}.") from fault
    assert isinstance(found, date)
    return found


def day_or_none(given: str) -> date | None:
    """A day as people type it; None for what is no day, an empty field too."""
    try:
        found = reader(Column(name="ngay", title="Ngày", kind=Kind.DAY, required=False))(given.strip()[:20])
    except CellFault:
        return None
    return found if isinstance(found, date) else None


def counted(given: str) -> int | None:
    """A number of people or papers as it is written; None for what is no such number."""
    if _COUNT.fullmatch(given.strip()) is None or len(given) > 40:
        return None
    return int(given.replace(".", "").replace(" ", ""))


def whole(request: HttpRequest, name: str, title: str, *, most: int = 9999999) -> int | None:
    """A count; None for an empty field."""
    given = text(request, name)[:40]
    if not given:
        return None
    found = counted(given)
    if found is None or found > most:
        raise Typed(f"{title}: “{given}” chưa phải một số từ 0 đến {most}. Ghi lại bằng chữ số.")
    return found


def year(request: HttpRequest, name: str, this_year: int) -> int | None:
    """A year of birth; None for an empty field."""
    found = whole(request, name, "Năm sinh", most=9999)
    if found is not None and not 1900 <= found <= this_year:
        raise Typed(f"Năm sinh: {found} không phải năm sinh. Ghi bốn chữ số, như 1975.")
    return found
