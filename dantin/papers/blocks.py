"""Khối: what a paper is made of, in order. The three renderers draw the same blocks, so they say the same."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """Cách viết một đoạn chữ."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"
    BOX = "box"
    TICKED = "ticked"


@dataclass(frozen=True, slots=True)
class Span:
    """Một đoạn chữ viết cùng một cách; a box has no text of its own."""

    text: str
    look: Look = Look.PLAIN


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    """The words alone; a box is written [ ] or [x]."""
    return "".join({Look.BOX: "[ ]", Look.TICKED: "[x]"}.get(span.look, span.text) for span in text)


@dataclass(frozen=True, slots=True)
class Head:
    """Phần đầu: cơ quan cấp trên, nơi ban hành, số, nơi và ngày. Empty texts are not drawn."""

    above: tuple[Text, ...]
    issuer: tuple[Text, ...]
    number: Text
    place_date: Text


class Kind(StrEnum):
    """Một dòng là gì."""

    TITLE = "title"
    SUBJECT = "subject"
    GROUND = "ground"
    SECTION = "section"
    CENTRED = "centred"
    PARAGRAPH = "paragraph"
    LINE = "line"
    ITEM = "item"
    NOTE = "note"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Line:
    """Một dòng, một đoạn."""

    kind: Kind
    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """Một cột: its share of the width, and whether it is set left, right or in the middle ("l", "r", "c")."""

    width: int
    align: str


@dataclass(frozen=True, slots=True)
class Table:
    """Bảng, with a header row that is repeated on the next page."""

    columns: tuple[Column, ...]
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Một chỗ ký: the office lines, what is to be done there, the name where it is known."""

    office: tuple[Text, ...]
    note: Text
    name: Text


@dataclass(frozen=True, slots=True)
class Signatures:
    """Các chỗ ký cạnh nhau, with "Nơi nhận" at their left where the paper has it."""

    recipients: tuple[Text, ...]
    places: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Sang trang."""


Block = Head | Line | Table | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Stamp:
    """Những gì máy in thêm quanh văn bản: the code with its check value, whether it is printed again, simulated data.

    `check` is what the QR says, without it there is none; `code` stands beside it, `marks` at the top of each page.
    """

    check: str
    code: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """Văn bản sẵn sàng để vẽ: its blocks, its title as the file names it, and the day that its file bears."""

    title: str
    blocks: tuple[Block, ...]
    stamp: Stamp | None
    dated: str
    ballot_code: str = ""
    """Of a ballot alone: what tells a machine form, place and round; the same on every paper of the round."""
    layout: str = "a4"
    """Khổ giấy: a4; of a ballot a6, a5, or a4 with four of them."""
    is_ballot: bool = False
