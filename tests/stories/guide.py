"""Hướng dẫn vận hành, read back from its pages: the words it says stand on a screen, its commands, its links."""

import re
from pathlib import Path

from dantin.desk.guide_page import PAGE_OF
from dantin.store.models.accounts import STATE_ROLES, Role

from .walk import ROOT, plain

FOLDER = ROOT / "docs" / "van-hanh"
PICTURES = FOLDER / "hinh"
# For everybody: their words may stand on the screen of any role.
OF_ALL = ("README", "dang-nhap", "truc-trac", "ngay-bau-cu")
ON_SCREEN = re.compile(r"\*\*([^*]+)\*\*")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#]+)(?:#[^)]*)?\)")
# Set in bold for their weight; no screen need show them.
NOT_ON_A_SCREEN = {"đậm", "số liệu mô phỏng", "mã giấy", "giờ mẫu"}
# The page of a congress is walked where its desk is (tests/desk/test_congress_desk.py).
ROLE_OF = {page: role for role, page in PAGE_OF.items() if role in STATE_ROLES}


def papers() -> list[Path]:
    return sorted(FOLDER.glob("*.md"))


def text_of(page: str) -> str:
    return (FOLDER / f"{page}.md").read_text(encoding="utf-8")


def words_on_screen(page: str) -> list[str]:
    """What the page sets in bold: buttons, fields and headings of the desk."""
    return [word for word in map(plain, ON_SCREEN.findall(text_of(page))) if word not in NOT_ON_A_SCREEN]


def pages_of_roles() -> dict[str, Role]:
    """{page: role}."""
    return dict(ROLE_OF)


def commands() -> list[tuple[str, str]]:
    """(page, line) of every `dantin …` in a block of commands."""
    found = []
    for paper in papers():
        for block in re.findall(r"(?ms)^```sh\n(.*?)^```", paper.read_text(encoding="utf-8")):
            found += [(paper.stem, line) for line in block.splitlines() if line.startswith("dantin ")]
    return found
