"""Mẫu: which fields a paper has, by which law it is made, who signs it. A template uses these fields and no others."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from dantin.core.values import Side

from .faults import PaperFault


class FieldKind(StrEnum):
    """Loại của một ô."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    SHARE = "share"
    YES = "yes"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Field:
    """Một ô của mẫu: its name in templates, what it is called, and whether every template of the form must show it."""

    name: str
    kind: FieldKind
    label: str
    required: bool = False
    of_row: tuple["Field", ...] = ()

    def fault(self, value: Any) -> str | None:
        """What is wrong with this value; an empty one is a blank to be filled by hand."""
        if value is None:
            return None
        fits: dict[FieldKind, Callable[[], bool]] = {
            FieldKind.TEXT: lambda: isinstance(value, str),
            FieldKind.NUMBER: lambda: type(value) is int and value >= 0,
            FieldKind.DAY: lambda: date.fromisoformat(value).isoformat() == value,
            FieldKind.MOMENT: lambda: datetime.fromisoformat(value).isoformat("T", "minutes") == value,
            FieldKind.SHARE: lambda: isinstance(value, str) and value.replace(".", "", 1).isdigit(),
            FieldKind.YES: lambda: isinstance(value, bool),
            FieldKind.ROWS: lambda: isinstance(value, list),
        }
        try:
            if not fits[self.kind]():
                return f"ô {self.name} ({self.label}) không nhận {value!r}"
        except (TypeError, ValueError):
            return f"ô {self.name} ({self.label}) không nhận {value!r}"
        if self.kind is FieldKind.ROWS:
            return next((fault for row in value for fault in _faults(self.of_row, row)), None)
        return None


@dataclass(frozen=True, slots=True)
class Form:
    """Mẫu văn bản. `number_kind`: what stands behind its number, such as "QĐ-UBND"; empty for a paper without one.

    `basis`: căn cứ pháp lý, with the IDs of the rules; `signed_by`: who signs, in order; `about`: what it is for.
    `ballot`: phiếu bầu, drawn without code, number or check value so that all of one round are alike.
    """

    code: str
    title: str
    side: Side
    about: str
    basis: tuple[str, ...]
    signed_by: tuple[str, ...]
    fields: tuple[Field, ...]
    number_kind: str = ""
    ballot: bool = False

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def complete(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those values with a blank for each field they lack: a paper issued years ago knows no field that came since.

        Raises `PaperFault` of a value that is not of its field's kind.
        """
        fault = next(_faults(self.fields, values), None)
        if fault is not None:
            raise PaperFault(f"{self.code}: {fault}")
        return _completed(self.fields, values)


def fields(text: str) -> tuple[Field, ...]:
    """Các ô, one a line: name, kind and label; "!" after the kind where every template must show it.

    "candidates.votes number! Số phiếu" is a field of each row of `candidates`.
    """
    found: dict[str, Field] = {}
    rows: dict[str, list[Field]] = {}
    for line in filter(str.strip, text.splitlines()):
        name, kind, label = line.strip().split(" ", 2)
        field = Field(name.rpartition(".")[2], FieldKind(kind.rstrip("!")), label.strip(), kind.endswith("!"))
        parent = name.rpartition(".")[0]
        if parent:
            rows[parent].append(field)
        else:
            found[name] = field
            if field.kind is FieldKind.ROWS:
                rows[name] = []
    return tuple(
        Field(field.name, field.kind, field.label, field.required, tuple(rows.get(name, ())))
        for name, field in found.items()
    )


def _faults(fields: tuple[Field, ...], values: Mapping[str, Any]) -> Iterator[str]:
    found = (field.fault(values[field.name]) for field in fields if field.name in values)
    yield from (fault for fault in found if fault is not None)


def _completed(fields: tuple[Field, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    blank: dict[str, Any] = {field.name: [] if field.of_row else None for field in fields}
    known = {field.name: values[field.name] for field in fields if field.name in values}
    rows = {
        field.name: [_completed(field.of_row, row) for row in known[field.name] or []]
        for field in fields
        if field.of_row and field.name in known
    }
    return blank | known | rows
