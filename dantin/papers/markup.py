"""Bản mẫu: a text of lines that an official can read, with fields in it, read into blocks.

Each line says first what it is ("@tên: …", "@căn cứ: …", "- …"); a line without is a paragraph. What a field holds is
only ever text: nothing in it is a line, a mark or a command of the template.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dantin.core import vietnamese
from dantin.core.values import Side

from .blocks import Block, Column, Head, Kind, Line, Look, PageBreak, Signature, Signatures, Span, Table, Text
from .faults import TemplateFault, TemplateRefused

BLANK = "…………"
NBSP = "\u00a0"
_LINE = re.compile(r"@(?P<what>[^:@]+):(?: +(?P<said>.*))?$")
_KINDS = {
    "tên": Kind.TITLE, "trích yếu": Kind.SUBJECT, "căn cứ": Kind.GROUND, "mục": Kind.SECTION, "giữa": Kind.CENTRED,
    "dòng": Kind.LINE, "ghi chú": Kind.NOTE, "lời": Kind.SPOKEN,
}  # fmt: skip
_HEAD = ("cấp trên", "cơ quan", "số", "nơi ngày")
_TABLE = ("bảng", "cột", "hàng")
_FOOT = ("nơi nhận", "ký")
_COLUMN = re.compile(r"(\d{1,3})([lrc])$")
_LOOKS = re.compile(r"(\*\*.+?\*\*|__.+?__|\[ \]|\[x\])")
# What would be a mark of the template is carried past it in the area of Unicode that no text of ours may use.
_MARKS = "*_[]|/@-:"
_HIDDEN = {ord(mark): chr(0xE010 + place) for place, mark in enumerate(_MARKS)}
_SHOWN = {ord(hidden): chr(mark) for mark, hidden in _HIDDEN.items()}
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def clean(text: str) -> str:
    """The text as it can be printed: one line, NFC, without control characters or marks that turn its direction."""
    kept = (" " if letter.isspace() and letter != NBSP else letter for letter in text)
    seen = "".join(letter for letter in kept if letter == " " or unicodedata.category(letter) not in _UNSEEN)
    return unicodedata.normalize("NFC", seen).strip(" ")


def day(value: str | None) -> str:
    """05/6/2022: two digits of the day, and of the months January and February."""
    if value is None:
        return f"{BLANK}/{BLANK}/{BLANK}"
    on = date.fromisoformat(value[:10])
    return f"{on.day:02}/{_month(on)}/{on.year}"


def day_in_words(value: str | None) -> str:
    """Ngày 05 tháng 6 năm 2022, as the norms of presentation write a day."""
    if value is None:
        return "ngày …… tháng …… năm ………"
    on = date.fromisoformat(value[:10])
    return f"ngày {on.day:02} tháng {_month(on)} năm {on.year}"


def _month(on: date) -> str:
    return f"{on.month:02}" if on.month < 3 else str(on.month)


def clock(value: str | None) -> str:
    """16 giờ 42."""
    if value is None:
        return "…… giờ ……"
    at = datetime.fromisoformat(value)
    return f"{at.hour} giờ {at.minute:02}"


def _words(value: int | None) -> str:
    return BLANK if value is None else vietnamese.in_words(value)


def _percent(value: str | None) -> str:
    return f"{BLANK} %" if value is None else vietnamese.percent_words(value)


def _capitals(value: str | None) -> str:
    return BLANK if value is None else value.upper()


def _first(value: str | None) -> str:
    return BLANK if value is None else f"{value[:1].upper()}{value[1:]}"


def _inside(value: str | None) -> str:
    """ "Bản Nà Ếch" inside a sentence: "bản Nà Ếch"."""
    return BLANK if value is None else f"{value[:1].lower()}{value[1:]}"


def _year(value: int | None) -> str:
    """A year has no point in it."""
    return BLANK if value is None else str(value)


FILTERS: dict[str, Callable[..., str]] = {
    "ngày": day, "ngày_chữ": day_in_words, "giờ": clock, "bằng_chữ": _words, "phần_trăm": _percent,
    "hoa": _capitals, "hoa_đầu": _first, "giữa_câu": _inside, "năm": _year,
}  # fmt: skip


def _shown(value: object) -> str:
    """What a field writes: a number as people write it, an empty one as a blank; its marks mean nothing."""
    if value is None or value == "":
        return BLANK
    text = vietnamese.number(value) if type(value) is int else str(value)
    return clean(text).translate(_HIDDEN)


def shared_part(name: str) -> str | None:
    """Phần dùng chung của các bản mẫu một bên, such as "state/_dau-xa"; None where there is none of that name."""
    side, _, part = name.partition("/")
    if side not in set(Side) or not part.startswith("_"):
        return None
    found = files("dantin.papers").joinpath("templates", side, f"{part}.txt")
    return found.read_text(encoding="utf-8") if found.is_file() else None


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        autoescape=False,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=FunctionLoader(shared_part),
    )
    made.globals.clear()  # no range, no lipsum: a template asks its fields and nothing else
    kept = {name: made.filters[name] for name in ("length", "join", "first", "last")}
    made.filters.clear()
    made.filters.update(kept, **FILTERS)
    return made


ENVIRONMENT = _environment()


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    try:
        return ENVIRONMENT.from_string(source)
    except TemplateSyntaxError as fault:
        raise TemplateRefused([TemplateFault(fault.lineno, f"viết chưa đúng cách ({fault.message})")]) from None


def blocks_of(source: str, fields: dict[str, Any]) -> tuple[Block, ...]:
    """The paper that this template makes of these fields; raises `TemplateRefused` with every fault of a line."""
    try:
        text = _compiled(source).render(fields)
    except UndefinedError as fault:
        raise TemplateRefused([TemplateFault(None, f"dùng một ô không có ({fault.message})")]) from None
    except (SecurityError, TypeError, ValueError, KeyError) as fault:
        raise TemplateRefused([TemplateFault(None, f"dùng một ô không đúng cách ({fault})")]) from None
    return _Reader(text).blocks()


class _Reader:
    """Reads the lines of one rendered template."""

    def __init__(self, text: str) -> None:
        self._lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
        self._faults: list[TemplateFault] = []

    def blocks(self) -> tuple[Block, ...]:
        found = tuple(self._read())
        if self._faults:
            raise TemplateRefused(self._faults)
        return found

    def _read(self) -> Iterator[Block]:
        at = 0
        while at < len(self._lines):
            what, _ = self._split(at)
            group = next((names for names in (_HEAD, _TABLE, _FOOT) if what in names), None)
            if group is None:
                block = self._single(at)
                if block is not None:
                    yield block
                at += 1
                continue
            until = at + 1
            while until < len(self._lines) and self._continues(group, until):
                until += 1
            said = [(self._lines[i][0], *self._split(i)) for i in range(at, until)]
            if group is _HEAD:
                yield self._head(said)
            else:
                yield self._table(said) if group is _TABLE else self._foot(said)
            at = until

    def _continues(self, group: tuple[str, ...], at: int) -> bool:
        """A table ends where the next begins."""
        what, _ = self._split(at)
        return what in group and what != "bảng"

    def _split(self, at: int) -> tuple[str, str]:
        _, line = self._lines[at]
        found = _LINE.match(line)
        return (found["what"].strip(), (found["said"] or "").strip()) if found else ("", line)

    def _single(self, at: int) -> Block | None:
        number, line = self._lines[at]
        what, said = self._split(at)
        if what == "sang trang":
            return PageBreak()
        if what in _KINDS:
            return Line(_KINDS[what], spans(said))
        if what:
            self._faults.append(TemplateFault(number, f"không có loại dòng “@{what}:”"))
            return None
        if line.startswith("- "):
            return Line(Kind.ITEM, spans(line[2:]))
        return Line(Kind.PARAGRAPH, spans(line))

    def _head(self, said: list[tuple[int, str, str]]) -> Head:
        def every(name: str) -> tuple[Text, ...]:
            return tuple(spans(text) for _, what, text in said if what == name)

        def one(name: str) -> Text:
            found = every(name)
            return found[0] if found else ()

        return Head(every("cấp trên"), every("cơ quan"), one("số"), one("nơi ngày"))

    def _table(self, said: list[tuple[int, str, str]]) -> Table:
        number, what, widths = said[0]
        columns = [_COLUMN.match(word) for word in widths.split()]
        if what != "bảng" or not columns or not all(columns):
            self._faults.append(
                TemplateFault(number, "bảng bắt đầu bằng bề rộng và cách canh các cột, như “@bảng: 8c 62l 30r”")
            )
            return Table((), (), ())
        header: tuple[Text, ...] = ()
        rows = []
        for number, what, text in said[1:]:
            cells = tuple(spans(_cell(cell.strip())) for cell in text.split("|"))
            if len(cells) != len(columns):
                self._faults.append(
                    TemplateFault(number, f"dòng của bảng có {len(cells)} ô, bảng có {len(columns)} cột")
                )
            if what == "cột":
                header = cells
            else:
                rows.append(cells)
        if not header:
            self._faults.append(TemplateFault(said[0][0], "bảng thiếu dòng “@cột:” nói tên các cột"))
        widths_of = tuple(Column(int(found[1]), found[2]) for found in columns if found)
        return Table(widths_of, header, tuple(rows))

    def _foot(self, said: list[tuple[int, str, str]]) -> Signatures:
        places = []
        for number, what, text in said:
            if what != "ký":
                continue
            parts = [part.strip() for part in text.split("|")]
            if len(parts) > 3:
                self._faults.append(TemplateFault(number, "chỗ ký có ba phần: chức danh | ghi chú | họ tên"))
            office, note, name = (*parts, "", "")[:3]
            places.append(Signature(tuple(spans(line) for line in office.split(" / ")), spans(note), spans(name)))
        return Signatures(tuple(spans(text) for _, what, text in said if what == "nơi nhận"), tuple(places))


def _cell(text: str) -> str:
    """A cell that nobody filled is white: its lines are there to write between."""
    return "" if text in (BLANK, f"{BLANK} %") else text


def spans(text: str) -> Text:
    """**đậm**, __nghiêng__, [ ] and [x]; what came from a field is plain."""
    found: list[Span] = []
    for part in _LOOKS.split(text):
        if not part:
            continue
        if part in ("[ ]", "[x]"):
            found.append(Span("", Look.BOX if part == "[ ]" else Look.TICKED))
        elif len(part) > 4 and part[:2] == part[-2:] and part[:2] in ("**", "__"):
            found.append(Span(part[2:-2].translate(_SHOWN), Look.BOLD if part[0] == "*" else Look.ITALIC))
        else:
            found.append(Span(part.translate(_SHOWN)))
    return tuple(found)
