"""Trang luật thành HTML: CommonMark with tables, without raw HTML, its links turned into addresses of the site."""

from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

# A column set right or centred in the table's second line: a class, since no page carries a style of its own.
_ALIGNED = {"text-align:right": "phai", "text-align:center": "giua"}


def render(
    text: str, *, folder: str, root_url: str, address_of_source: Mapping[str, str], english: bool = False
) -> str:
    """The HTML of one part of a page in `folder`; "[S07]" becomes a link where the source has an address.

    In an English page emphasis is kept for Vietnamese words, which a screen reader must know.
    """
    if not text.strip():
        return ""
    definitions = "\n".join(f"[{key}]: <{url}>" for key, url in address_of_source.items() if url)
    tokens = _markdown().parse(f"{text}\n\n{definitions}")
    for token in _opened(tokens, "em_open", "em_close") if english else ():
        token.tag, token.attrs = "span", {"lang": "vi"} if token.nesting == 1 else {}
    for token in _opened(tokens, "link_open"):
        target = str(token.attrs["href"])
        token.attrs["href"] = _address(target, folder, root_url)
        if urlsplit(target).scheme:
            token.attrs["rel"] = "external noopener"
    for token in _opened(tokens, "th_open", "td_open"):
        if aligned := _ALIGNED.get(str(token.attrs.pop("style", ""))):
            token.attrs["class"] = aligned
    html: str = _markdown().renderer.render(tokens, _markdown().options, {})
    return html.strip()


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _opened(tokens: list[Token], *types: str) -> Iterator[Token]:
    for token in tokens:
        if token.type in types:
            yield token
        yield from _opened(token.children or [], *types)


def _address(target: str, folder: str, root_url: str) -> str:
    """`bau-lai.md#ma` beside the page, or `../van-ban/x.md`, as the address of the page on the site."""
    parts = urlsplit(target)
    if parts.scheme or not parts.path.endswith(".md"):
        return target
    path = parts.path.removesuffix(".md").removeprefix("../")
    place = path if "/" in path else f"{folder}/{path}"
    return f"{root_url}{place}/" + (f"#{parts.fragment}" if parts.fragment else "")
