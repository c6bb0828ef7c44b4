"""Cột của một danh sách: what one cell may hold, and how what people type is read. A refused cell says what to type."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from dantin.core.vietnamese import fold

from .faults import quoted
from .sheets import Cell

Value = str | int | date | None
Reader = Callable[[Cell], Value]

FORMULA_STARTS = ("=", "+", "@")
# What a file that goes out marks by an apostrophe. A text that begins with a minus may come in, so its mark comes off.
MARKED_STARTS = (*FORMULA_STARTS, "-", "\t", "\r", "\n")
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"})
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_COUNT = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2}", re.ASCII)
_HOUR = re.compile(r"([0-9]{1,2})(?:[:hg.]| ?gio ?| ?h ?)([0-9]{2})?", re.ASCII)
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})|([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2100


class CellFault(Exception):
    """Ô này không đọc được; `str()` says what to do."""


class Kind(StrEnum):
    """Loại giá trị của một cột."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    YEAR = "year"
    DAY = "day"
    HOUR = "hour"
    CHOICE = "choice"
    CODES = "codes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Một cột: `name` is what programs say, `title` what people read; `aliases` are other headings in use.

    `choices` gives for each value the words that mean it; the first of them is the one written.
    """

    name: str
    title: str
    aliases: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    required: bool = True
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 120
    most: int = 1_000_000
    note: str = ""

    def written(self, value: Value) -> str | int | date | None:
        """The value as an export writes it: a choice in its words, all else as it is."""
        return self.choices[value][0] if self.choices and isinstance(value, str) and value in self.choices else value


def reader(column: Column) -> Reader:
    """The function that reads one cell of this column."""
    return {
        Kind.TEXT: _text,
        Kind.CODE: _code,
        Kind.CODES: _codes,
        Kind.COUNT: _count,
        Kind.YEAR: _year,
        Kind.DAY: _day,
        Kind.HOUR: _hour,
        Kind.CHOICE: _choice,
    }[column.kind](column)


def _words(cell: Cell) -> str:
    """The text of a cell, normalised; whatever a screen would not show is refused rather than kept."""
    if type(cell) is str:
        text = " ".join(cell.split())
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
    elif cell is None:
        return ""
    elif isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        text = str(int(cell))
    else:
        text = str(cell)
    if not text.isprintable():
        raise CellFault(f"có ký tự ẩn trong {quoted(text)}. Gõ lại ô này")
    if text.startswith("'-"):
        text = text[1:]
    if text.startswith(FORMULA_STARTS):
        raise CellFault(f"{quoted(text)} bắt đầu như một công thức. Gõ lại thành chữ")
    if text[:1] == "#" and text in _ERRORS:
        raise CellFault(f"ô đang báo lỗi {text} của Excel. Gõ lại giá trị")
    return text


def _empty(column: Column) -> Value:
    if column.required:
        raise CellFault("ô trống, cần điền")
    return None


def _text(column: Column) -> Reader:
    longest = column.longest

    def read(cell: Cell) -> Value:
        text = _words(cell)
        if not text:
            return _empty(column)
        if len(text) > longest:
            raise CellFault(f"dài {len(text)} chữ, nhiều nhất {longest}")
        return text

    return read


def _code(column: Column) -> Reader:
    def read(cell: Cell) -> Value:
        text = _words(cell)
        if not text:
            return _empty(column)
        if len(text) > column.longest or _CODE.fullmatch(text) is None:
            raise CellFault(
                f"{quoted(text)} không phải mã: chỉ gồm chữ không dấu, số, nhiều nhất {column.longest} ký tự"
            )
        return text

    return read


def _codes(column: Column) -> Reader:
    """Several codes in one cell, in the order of the alphabet, once each."""
    one = _code(column)

    def read(cell: Cell) -> Value:
        parts = [part for part in re.split(r"[;,\s]+", _words(cell)) if part]
        return "; ".join(sorted({str(one(part)) for part in parts})) if parts else _empty(column)

    return read


def _count(column: Column) -> Reader:
    most = column.most

    def read(cell: Cell) -> Value:
        if type(cell) is float and cell.is_integer() and 0 <= cell <= most:
            return int(cell)
        text = _words(cell)
        if not text:
            return _empty(column)
        if _COUNT.fullmatch(text) is None or int(text.replace(".", "")) > most:
            raise CellFault(f"{quoted(text)} không phải số đếm từ 0 đến {most}")
        if isinstance(cell, float) and not cell.is_integer():  # 1.452 as a number is one and a half, not a thousand
            raise CellFault(f"{quoted(text)} không phải số nguyên")
        return int(text.replace(".", ""))

    return read


def _year(column: Column) -> Reader:
    def read(cell: Cell) -> Value:
        if type(cell) is float and cell.is_integer() and FIRST_YEAR <= cell <= LAST_YEAR:
            return int(cell)
        text = _words(cell)
        if not text:
            return _empty(column)
        if not re.fullmatch("[0-9]{4}", text, re.ASCII) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise CellFault(f"{quoted(text)} không phải năm. Ghi bốn chữ số, như 1975")
        return int(text)

    return read


def _day(column: Column) -> Reader:
    def read(cell: Cell) -> Value:
        if isinstance(cell, datetime):
            day: date | None = cell.date()
        elif isinstance(cell, date):
            day = cell
        else:
            text = _words(cell)
            if not text:
                return _empty(column)
            day = _day_of(text)
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise CellFault(f"{quoted(cell)} không phải ngày. Ghi ngày/tháng/năm, như 05/6/2022")
        return day

    return read


def _day_of(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    d, m, y, iso_y, iso_m, iso_d = found.groups()
    try:
        return date(int(y or iso_y), int(m or iso_m), int(d or iso_d))
    except ValueError:
        return None


def _hour(column: Column) -> Reader:
    """Giờ trong ngày as text: 11:00, whichever way people write it (11h, 11 giờ 00)."""

    def read(cell: Cell) -> Value:
        if isinstance(cell, datetime | time):
            return f"{cell:%H:%M}"
        text = _words(cell)
        if not text:
            return _empty(column)
        found = _HOUR.fullmatch(fold(text))
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise CellFault(f"{quoted(text)} không phải giờ. Ghi giờ:phút, như 11:00")
        return f"{hour:02d}:{minute:02d}"

    return read


def _choice(column: Column) -> Reader:
    meanings = {fold(word): value for value, words in column.choices.items() for word in (value, *words)}

    def read(cell: Cell) -> Value:
        text = _words(cell)
        if not text:
            return _empty(column)
        value = meanings.get(fold(text))
        if value is None:
            listed = ", ".join(words[0] for words in column.choices.values())
            raise CellFault(f"không hiểu {quoted(text)}. Ghi một trong: {listed}")
        return value

    return read
