"""Một ngày ở Nà Ếch, read back from its text: each step's moment, page, picture, and everything it claims to show."""

import re
import struct
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dantin.rehearsal.published import VIETNAM

ROOT = Path(__file__).resolve().parent.parent.parent
PAPER = ROOT / "docs" / "mot-ngay-o-na-ech.md"
MARK = re.compile(r"<!-- bước: (\S+) (\S+) (\d+)x(\d+) -->")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")
QUOTE = re.compile(r"“([^”]+)”")
FIGURE = re.compile(r"\d[\d.,/:]*\d|\d")
# What names a rule, a source or a rulebook is not a figure; nor is what stands in a code span or a link's target.
NAMES = re.compile(r"`[^`]*`|\]\([^)]*\)|\b[A-Z]{1,3}\d*-[\w-]+|\[[A-Z]\d\d\]")


@dataclass(frozen=True)
class Step:
    """Một bước của bài."""

    title: str
    at: datetime
    url: str
    width: int
    height: int
    caption: str
    picture: Path
    text: str

    @property
    def quotes(self) -> list[str]:
        """What the text says stands on the page, letter by letter; the caption is read too."""
        return [plain(quote) for quote in QUOTE.findall(self.text)]

    @property
    def links(self) -> list[str]:
        return LINK.findall(self.text)

    @property
    def figures(self) -> list[str]:
        """Every figure of the prose, outside quotations and names."""
        prose = NAMES.sub(" ", QUOTE.sub(" ", MARK.sub(" ", PICTURE.sub(r" \1 ", self.text))))
        return FIGURE.findall(prose)


def plain(text: str) -> str:
    """One space between words, whatever kind it was; typographic spaces of the page are spaces."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def steps() -> list[Step]:
    """The steps in their order; a section without a mark is prose around them."""
    found = []
    for section in re.split(r"(?m)^## ", PAPER.read_text(encoding="utf-8"))[1:]:
        mark, picture = MARK.search(section), PICTURE.search(section)
        if mark is None or picture is None:
            assert (mark, picture) == (None, None), section.splitlines()[0]
            continue
        moment, url, width, height = mark.groups()
        title, _, text = section.partition("\n")
        found.append(
            Step(
                title=title,
                at=datetime.fromisoformat(moment).replace(tzinfo=VIETNAM),
                url=url,
                width=int(width),
                height=int(height),
                caption=picture[1],
                picture=PAPER.parent / picture[2],
                text=text,
            )
        )
    return found


def size(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG, from its header."""
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n", picture
    return struct.unpack(">II", head[16:24])
