"""Mẫu trống: a form with nothing in it, to be filled in by hand where there is no power or no network."""

from collections.abc import Iterator

from dantin.core.record import Minutes
from dantin.core.values import Side

from .compose import NO_RECORD
from .faults import PaperFault
from .form import Form
from .registry import forms_of

# Lines that a list of people or papers leaves to write in.
EMPTY_ROWS = 5


def blank_minutes(form: Form) -> Minutes:
    """Every field a blank; a list has five empty rows. A ballot names people, so none is blank."""
    if form.ballot:
        raise PaperFault(f"{form.title} không có mẫu trống: phiếu bầu phải có tên người ứng cử")
    fields = {
        field.name: [dict.fromkeys(row.name for row in field.of_row)] * EMPTY_ROWS if field.of_row else None
        for field in form.fields
    } | {name: [] for name in ("warnings", "witnesses") if form.field(name)}  # their lines are on the form itself
    return Minutes(form.code, NO_RECORD, form.side, fields)


def blank_set(side: Side) -> Iterator[tuple[Form, Minutes]]:
    """Cả bộ mẫu trống của một bên, without what means nothing when empty: ballots and the booklets of the day."""
    for form in forms_of(side):
        if not form.ballot and not form.code.startswith("so-tay-"):
            yield form, blank_minutes(form)
