"""JSON viết ra từng mảnh: a document whose long arrays are iterators, never held as one text."""

import json
from collections.abc import Iterator
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pieces(document: dict[str, Any]) -> Iterator[str]:
    """The text of an object; a value that is an iterator becomes an array, an element a line."""
    before = "{"
    for key, value in document.items():
        yield f"{before}{_encode(key)}:"
        yield from _value(value)
        before = ",\n"
    yield "{}" if before == "{" else "}"


def _value(value: Any) -> Iterator[str]:
    if isinstance(value, Iterator):
        before = "[\n"
        for element in value:
            yield before
            yield from _value(element)
            before = ",\n"
        yield "[]" if before == "[\n" else "\n]"
    elif isinstance(value, dict) and any(isinstance(inside, Iterator) for inside in value.values()):
        yield from pieces(value)
    else:
        yield _encode(value)
