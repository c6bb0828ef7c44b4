"""HTML: the same paper to be read on a screen, alone as a file or as part of a page."""

from collections.abc import Callable

from dantin.core.values import Side
from dantin.papers.blocks import Head, Paper

from . import party, state
from .body import STYLE, article, escaped

_HEADS: dict[Side, Callable[[Head], str]] = {Side.STATE: state.head, Side.PARTY: party.head}


def fragment(paper: Paper, side: Side) -> str:
    """The paper as one `article`, for a page that has the style sheet of papers."""
    return article(paper, _HEADS[side])


def html(paper: Paper, side: Side) -> bytes:
    """A file of its own: nothing in it is fetched from anywhere."""
    title = escaped(paper.title)
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{fragment(paper, side)}\n</main>\n</body>\n</html>\n"
    ).encode()
