"""Chữ trong mẫu trang: which parts of a template are text, so that every one of them is said in English or missed.

Nothing is marked in a template: a text ends where another element or a tag of the template language begins. Only links,
bold words and code stay inside it, for a sentence must be translated whole.
"""

import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(?:\{%.*?%\}|\{\{.*?\}\}|[^<>])*>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|code|em)\b")
_SPOKEN_ATTRIBUTE = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"')
_OPENS, _OPENS_AT_END = re.compile(r"<(a|b|code|em)\b[^<>]*>"), re.compile(r"<(a|b|code|em)\b[^<>]*>$")
_CLOSES, _CLOSES_AT_END = re.compile(r"</(a|b|code|em)>"), re.compile(r"</(a|b|code|em)>$")
_NOT_WORDS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<[^<>]*>|&\w+;", re.DOTALL)
_ATTRIBUTE_ALONE = re.compile(r'\s*[\w-]+="[^"]*"\s*')  # a block that stands inside the tag of the base template
_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN = re.compile(r"\s+·\s+")


def texts(source: str) -> list[str]:
    """Every text of the template, as it stands in the catalogue."""
    return [_key(source[start:end]) for start, end in _places(source)]


def translated(source: str, translate: Callable[[str], str]) -> str:
    """The template with each of its texts in another language."""
    out, at = [], 0
    for start, end in _places(source):
        out += [source[at:start], translate(_key(source[start:end]))]
        at = end
    return "".join([*out, source[at:]])


def _key(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def _places(source: str) -> Iterator[tuple[int, int]]:
    began = 0
    for token in _TOKEN.finditer(source):
        written = token[0]
        attributes = [m.span(1) for m in _SPOKEN_ATTRIBUTE.finditer(written)] if written.startswith("<") else []
        if written.startswith("{{") or (_INLINE.match(written) and not attributes and "{%" not in written):
            continue
        yield from _sentences(source, began, token.start())
        for start, end in attributes:
            if _has_words(written[start:end]):
                yield token.start() + start, token.start() + end
        began = token.end()
    yield from _sentences(source, began, len(source))


def _sentences(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for between in [*_BETWEEN.finditer(source, start, end), None]:
        first, last = _trimmed(source, start, between.start() if between else end)
        if _has_words(source[first:last]):
            yield first, last
        start = between.end() if between else end


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    """Without the space and the markup around the words."""
    while True:
        text = source[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        text = source[start:end]
        before, after = _OPENS.match(text), _CLOSES_AT_END.search(text)
        closed_at = text.find(f"</{before[1]}>") if before else -1
        if found := _CLOSES.match(text):
            start += found.end()
        elif found := _OPENS_AT_END.search(text):
            end -= len(found[0])
        elif before and closed_at < 0:
            start += before.end()
        elif after and not re.search(rf"<{after[1]}\b", text):
            end -= len(after[0])
        elif before and after and closed_at == after.start():
            start, end = start + before.end(), end - len(after[0])
        else:
            return start, end


def _has_words(text: str) -> bool:
    return bool(_LETTER.search(_NOT_WORDS.sub("", text))) and not _ATTRIBUTE_ALONE.fullmatch(text)
