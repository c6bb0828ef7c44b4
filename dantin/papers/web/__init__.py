"""HTML: the same paper to be read on a screen, alone as a file or as part of a page."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from dantin.core.values import Side
from dantin.papers.blocks import Head, Paper

from . import party, state
from .body import article, escaped

_PAGE = "body{margin:0;background:#fff;color:#000}main{max-width:165mm;margin:0 auto;padding:16px}"
_HEADS: dict[Side, Callable[[Head], str]] = {Side.STATE: state.head, Side.PARTY: party.head}


@cache
def _style() -> str:
    return files("dantin.papers.web").joinpath("static", "dantin", "papers.css").read_text(encoding="utf-8")


def fragment(paper: Paper, side: Side) -> str:
    """The paper as one `article`, for a page that has the style sheet of papers."""
    return article(paper, _HEADS[side], level=2)


def html(paper: Paper, side: Side) -> bytes:
    """A file of its own: nothing in it is fetched from anywhere."""
    title = escaped(paper.title)
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_PAGE}{_style()}</style>\n</head>\n"
        f"<body>\n<main>\n{article(paper, _HEADS[side], level=1)}\n</main>\n</body>\n</html>\n"
    ).encode()
