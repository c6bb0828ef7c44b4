"""Sổ đảng viên của chi bộ: who is in it and since when, by which paper; what changed; who is on the way here."""

from collections.abc import Iterable
from dataclasses import dataclass

from dantin.core.cell_register import MemberState, MemberStatus
from dantin.core.register import Activity
from dantin.core.vietnamese import name_sort_key
from dantin.store.models import Event, Fact, Member, MemberChange


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Một thay đổi, with why and the other cell as they were written (empty once erased)."""

    change: MemberChange
    name: str
    reason: str
    other_cell: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Một đảng viên trong sổ, and the change that left it so; none where the list brought it."""

    member: int
    name: str
    born_in: int | None
    state: MemberState
    last: ChangeRow | None


def register_of(cell: str, changes: Iterable[ChangeRow]) -> list[RegisterRow]:
    """Everybody who is in it now: official, probationary, here for a time; by name."""
    last = {row.change.member_id: row for row in changes}
    found = [
        RegisterRow(
            one.id,
            one.person.name,
            one.person.born_in,
            MemberState(MemberStatus(one.status), Activity(one.activity)),
            last.get(one.id),
        )
        for one in Member.objects.filter(cell__code=cell).exclude(status=Member.Status.LEFT).select_related("person")
    ]
    order = list(MemberStatus)
    return sorted(found, key=lambda row: (order.index(row.state.status), name_sort_key(row.name), row.member))


def changes_of(cell: str) -> list[ChangeRow]:
    """Everything recorded of its members, oldest first."""
    rows = MemberChange.objects.filter(member__cell__code=cell).select_related(
        "member__person", "member__cell", "other_cell"
    )
    return _told(rows.order_by("recorded_at", "id"))


def transfers_waiting(cell: str) -> list[ChangeRow]:
    """Người mà chi bộ khác đã ghi chuyển đến đây, and whom this cell has not taken in."""
    went = MemberChange.objects.filter(
        other_cell__code=cell, kind=MemberChange.Kind.WENT, followed_by=None, member__status=Member.Status.LEFT
    )
    newest: dict[int, MemberChange] = {}
    for row in went.select_related("member__person", "member__cell", "other_cell").order_by("number"):
        newest[row.member_id] = row
    return _told(newest.values())


def has_changes(cells: Iterable[str]) -> set[tuple[int, int]]:
    """{(cell, person)} whose state somebody recorded at the desk, so that no file changes it (decision 0015)."""
    rows = MemberChange.objects.filter(member__cell__code__in=list(cells))
    return set(rows.values_list("member__cell_id", "member__person_id").distinct())


def _told(rows: Iterable[MemberChange]) -> list[ChangeRow]:
    rows = list(rows)
    said = _said(rows)
    found = []
    for row in rows:
        told = said.get(row.id, {})
        other = row.other_cell.name if row.other_cell is not None else told.get("other_cell", "")
        found.append(ChangeRow(row, row.member.person.name, told.get("reason", ""), other))
    return found


def _said(rows: list[MemberChange]) -> dict[int, dict[str, str]]:
    """{change: {fact: words}}."""
    cells = {row.member.cell.code for row in rows}
    events = Event.objects.filter(stream__place_code__in=cells, type="register.member_changed") if cells else []
    changes = {event.id: event.body["change"] for event in events}
    found: dict[int, dict[str, str]] = {}
    for fact in Fact.objects.filter(event__in=list(changes), name__in=["reason", "other_cell"]) if changes else []:
        found.setdefault(changes[fact.event_id], {})[fact.name] = str(fact.value or "")
    return found
