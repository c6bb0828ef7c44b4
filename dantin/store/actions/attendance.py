"""Điểm danh ở đại hội: who came and went, and when; the quorum and the base follow from it (B-06, B-50)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dantin.core.values import Side
from dantin.locale.words import LOCAL, hour_minute
from dantin.store.models import Attendance, Congress
from dantin.store.readers.hall import HallRow, hall_of, most_present
from dantin.store.refusals import Refused, refuse_if

from .log import Happened, log_each
from .standing import change_standings_of
from .transaction import action, require_side

Kind = Attendance.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkIn:
    """Một đảng viên đến, về, or marked by mistake; `at` is when it was."""

    member: int
    kind: Attendance.Kind
    at: datetime


@action
def mark_attendance(*, congress: int, marks: Sequence[MarkIn], actor: str, at: datetime) -> int:
    """Ghi giờ đến, giờ về; all or nothing. Answers how many marks were new.

    Who comes after the opening counts for the two thirds (B-06); who leaves early takes nothing from them.

    Who is there already and is marked as come once more, by two clerks or a second press, is left as he is.
    """
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=congress)
    refuse_if(not row.current or row.closed_at is not None, "congress.not_open", place=row.cell.name)
    hall = {one.member: one for one in hall_of(row.id)}
    kept: list[Attendance] = []
    number = sum(one.marks for one in hall.values())
    for given in marks:
        one = hall.get(given.member)
        if one is None:
            raise Refused("hands.not_of_the_cell", place=row.cell.name)
        if not _is_new(one, given.kind):
            continue
        _refuse_wrong_time(row, one, given, now=at)
        number += 1
        kept.append(
            Attendance(
                congress=row,
                number=number,
                member_id=one.member,
                kind=given.kind,
                at=given.at,
                recorded_by=actor,
                recorded_at=at,
            )
        )
    Attendance.objects.bulk_create(kept)
    if kept:
        _count_again(row, at)
        names = [hall[mark.member_id].name for mark in kept]
        told = [[mark.number, mark.kind, mark.at] for mark in kept]
        happened = Happened(
            type="congress.attendance_marked",
            place_code=row.cell.code,
            actor=actor,
            body={"marks": told},
            facts={"names": names},
        )
        log_each([(row, happened)], side=Side.PARTY, at=at)
    return len(kept)


def _count_again(row: Congress, at: datetime) -> None:
    """How many were there, once it is open: at its fullest, or as typed at the opening where that is more."""
    if row.opened_at is None:
        return
    present = most_present(hall_of(row.id), row.opened_at)
    if not Attendance.objects.filter(congress=row, recorded_at__lte=row.opened_at).exists():
        present = max(present, row.present or 0)
    if present != row.present:
        Congress.objects.filter(id=row.id).update(present=present)
        change_standings_of([(row.election_id, row.village_code, {})], at=at)


def _is_new(one: HallRow, kind: Attendance.Kind) -> bool:
    if kind == Kind.ARRIVED:
        return not one.in_hall
    return one.in_hall if kind == Kind.LEFT else one.came


def _refuse_wrong_time(row: Congress, one: HallRow, given: MarkIn, *, now: datetime) -> None:
    hour = hour_minute(given.at)
    refuse_if(given.at > now, "attendance.later_than_now", name=one.name, hour=hour)
    refuse_if(given.at.astimezone(LOCAL).date() < row.held_on, "attendance.before_the_day", place=row.cell.name)
    last = one.times[-1][1] if one.times else None
    early = given.kind == Kind.LEFT and last is not None and given.at < last.replace(second=0, microsecond=0)
    refuse_if(early, "attendance.left_before_coming", name=one.name, hour=hour)
