"""Hướng dẫn vận hành: `docs/van-hanh` as pages of the desk.

Read without signing in, and the same for everybody: who cannot get in is who needs it most. It says nothing of any
village; its pictures are simulated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dantin.store.models.accounts import CELL_ROLES, Role

PAGE_OF: dict[Role, str] = {
    Role.PROVINCE: "phong-truc-tinh",
    Role.DISTRICT: "huyen",
    Role.CHAIR: "chu-tich-xa",
    Role.CLERK: "can-bo-xa",
    Role.FRONT: "mat-tran-xa",
    Role.FRONT_VILLAGE: "ban-cong-tac",
    Role.TEAM_LEADER: "to-truong",
    Role.TEAM_CLERK: "thu-ky",
    Role.COUNTER: "kiem-phieu",
    Role.AUDITOR: "giam-sat",
    Role.LAWYER: "phap-che",
    **dict.fromkeys((Role.COMMISSION, Role.HIGHER_COMMITTEE, *CELL_ROLES), "dai-hoi"),
}
FIRST = "README"
_FOLDER = files("docs").joinpath("van-hanh")
_PICTURE = re.compile(r"[a-z0-9-]+\.png")
_SCROLLS = '<div class="cuon" tabindex="0" role="region" aria-label="Bảng {}"><table>'
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class GuidePage:
    """Một trang hướng dẫn."""

    title: str
    html: SafeString


def guide(request: HttpRequest, slug: str = FIRST) -> HttpResponse:
    """`/lam-viec/huong-dan/`, and one page of it."""
    if slug not in pages() or (slug == FIRST and request.path != reverse("desk_guide")):
        raise Http404
    page = pages()[slug]
    return _kept(render(request, "desk/huong-dan.html", {"title": page.title, "page": page, "is_first": slug == FIRST}))


def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the guide."""
    found = _FOLDER.joinpath("hinh", name)
    if not _PICTURE.fullmatch(name) or not found.is_file():
        raise Http404
    return _kept(HttpResponse(found.read_bytes(), content_type="image/png"))


def address_of(role: str) -> str:
    """Where the guide of a role is; the first page for a role that has none of its own."""
    slug = PAGE_OF.get(Role(role))
    return reverse("desk_guide_page", args=[slug]) if slug else reverse("desk_guide")


@cache
def pages() -> dict[str, GuidePage]:
    """{slug: page}, each read once in the life of the process."""
    return {
        each.name.removesuffix(".md"): _read(each.read_text(encoding="utf-8"))
        for each in _FOLDER.iterdir()
        if each.name.endswith(".md")
    }


def _read(text: str) -> GuidePage:
    heading, _, rest = text.partition("\n")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(rest)
    for token in _all(tokens):
        if token.type == "link_open":
            token.attrs["href"] = _address(str(token.attrs["href"]))
        elif token.type == "image":
            token.attrs |= {"src": _address(str(token.attrs["src"])), "loading": "lazy"}
    html = markdown.renderer.render(tokens, markdown.options, {})
    # a table or a command scrolls by itself on a narrow screen, by keyboard too
    number = count(1)
    html = re.sub("<table>", lambda _: _SCROLLS.format(next(number)), html).replace("</table>", "</table></div>")
    html = html.replace("<pre>", '<pre tabindex="0">')
    return GuidePage(title=heading.removeprefix("# ").strip(), html=mark_safe(html))


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _address(target: str) -> str:
    """`to-truong.md`, `hinh/a.png` and `../../law/…/x.md` as addresses of the site."""
    path, mark, anchor = target.partition("#")
    if path.startswith("hinh/"):
        return reverse("desk_guide_picture", args=[path.removeprefix("hinh/")])
    if not path.endswith(".md") or "://" in path:
        return target
    page = path.removesuffix(".md")
    if page.startswith("../../law/"):
        return f"/luat/{page.removeprefix('../../law/')}/{mark}{anchor}"
    return (reverse("desk_guide") if page == FIRST else reverse("desk_guide_page", args=[page])) + mark + anchor


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"private, max-age={_DAY}"
    return response
