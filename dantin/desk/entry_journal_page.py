"""Nhật ký nhập liệu của phiếu đếm đại hội: who entered what and when, what differed, what was read again; to print."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.core import count
from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.publish import all_ballots_are_alike
from dantin.core.vietnamese import number
from dantin.locale.words import LOCAL, day, hour_minute
from dantin.store.actions.count import form_fields
from dantin.store.models import Account, Election, SheetRemark
from dantin.store.models.accounts import CELL_ROLES, Role
from dantin.store.readers import clock
from dantin.store.readers.cells import CellWork
from dantin.store.readers.congress import WORDS
from dantin.store.readers.entry_journal import Entry, Journal, journals_of
from dantin.store.readers.remarks import remarks_of
from dantin.store.readers.sheets import status_words
from dantin.store.readers.work import Ballot

from .access import Act, allowed_in_cell
from .cell_page import SLUGS
from .count_words import labels_of
from .frame import frame

_POST_OF = {slug: post for post, slug in SLUGS.items()}
_KINDS = {ReadingKind.RECOUNT: "đếm lại trên giấy", ReadingKind.CONFIRMATION: "xác nhận số đếm lại"}
# The hall heard the figures read out; the committee above answers for them. Nobody else learns how each one voted.
_HEARD_THEM = CELL_ROLES | {Role.HIGHER_COMMITTEE}


@allowed_in_cell(Act.SEE_ENTRY_JOURNAL)
def journal(request: HttpRequest, election: Election, work: CellWork, post: str) -> HttpResponse:
    """Each sheet of a contest with its entries; the figures stay blind until nobody can be asked to read again."""
    if post not in _POST_OF:
        raise Http404
    found = journals_of(election, work.code, _POST_OF[post].value)
    if not found:
        raise Http404
    account = request.user
    assert isinstance(account, Account)
    remarks = remarks_of([one.sheet.id for one in found])
    actors = {entry.row.actor for one in found for entry in one.entries} | {one.signed_by for one in found}
    people = {row.login: row for row in Account.objects.filter(login__in=actors)}
    context = {
        **frame(request, "Nhật ký nhập liệu"),
        "work": work,
        "of": WORDS[_POST_OF[post]],
        "printed": _moment(clock.now()),
        "sheets": [
            _sheet(one, people, remarks[one.sheet.id], heard=account.role in _HEARD_THEM)
            for one in found
            if one.entries
        ],
    }
    return render(request, "desk/nhat-ky-nhap.html", context)


def _sheet(
    one: Journal, people: Mapping[str, Account], remarks: Sequence[SheetRemark], *, heard: bool
) -> dict[str, Any]:
    """One sheet: its entries by number, and its lines with what each entry wrote."""
    ballot = Ballot(one.sheet.round, one.sheet, one.declaration)
    given = {field for entry in one.entries for field in entry.row.figures}
    fields = [field for field in form_fields(one.sheet) if field in given]
    labels = labels_of(fields, ballot)
    closed = not heard and any(_tells_of_each(entry.row.figures) for entry in one.entries)
    shown = [] if one.is_blind else [field for field in fields if not (closed and field.startswith(count.VOTES))]
    return {
        "title": f"Lần bầu {one.sheet.round.number}"
        + (f", biên bản {one.sheet.number}" if one.sheet.number > 1 else ""),
        "held_on": day(one.sheet.round.held_on),
        "blind": one.is_blind,
        "closed": closed and not one.is_blind,
        "status": status_words(one.status, readers=one.entries[-1].readers) if not one.sheet.signed_at else "",
        "entries": [_entry(n, entry, people, labels, blind=one.is_blind) for n, entry in enumerate(one.entries, 1)],
        "fields": [_field(field, one, labels) for field in shown],
        "reasons": [] if one.is_blind else [_reason(row, people) for row in remarks],
        "signed": _moment(one.sheet.signed_at) if one.sheet.signed_at else "",
        "signed_by": _called(one.signed_by, people),
    }


def _tells_of_each(figures: Mapping[str, int]) -> bool:
    votes = [got for field, got in figures.items() if field.startswith(count.VOTES)]
    return all_ballots_are_alike(figures.get("valid", 0), votes)


def _entry(
    n: int, entry: Entry, people: Mapping[str, Account], labels: Mapping[str, tuple[str, str]], *, blind: bool
) -> dict[str, Any]:
    row = entry.row
    kind = ReadingKind(row.kind)
    differs = entry.status in (SheetStatus.READINGS_DIFFER, SheetStatus.NEEDS_RECOUNT) and not blind
    return {
        "number": n,
        "when": _moment(row.received_at),
        "kind": _KINDS.get(kind, "đọc lại" if entry.again else "đọc"),
        "who": _called(row.actor, people),
        "login": row.actor,
        "mark": row.hash[:12],
        "after": status_words(entry.status, readers=entry.readers),
        "differing": ", ".join(labels[field][0] for field in entry.differing) if differs else "",
    }


def _field(field: str, one: Journal, labels: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    values = [entry.row.figures.get(field, 0) for entry in one.entries]
    return {
        "label": labels[field][0],
        "line": labels[field][1],
        "values": [number(value) for value in values],
        "differs": len(set(values)) > 1,
    }


def _reason(row: SheetRemark, people: Mapping[str, Account]) -> dict[str, str]:
    return {"who": _called(row.actor, people), "when": _moment(row.recorded_at), "reason": row.reason}


def _called(login: str, people: Mapping[str, Account]) -> str:
    """Name and task; a device or a file has neither."""
    account = people.get(login)
    return login if account is None else f"{account.name}, {Role(account.role).label.lower()}"


def _moment(at: datetime) -> str:
    return f"{hour_minute(at)} ngày {day(at.astimezone(LOCAL).date())}"
