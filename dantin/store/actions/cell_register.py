"""Sổ đảng viên của chi bộ: who comes, goes, is exempt, suspended, away for a time; until the congress opens (B-50)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dantin.core.cell_register import (
    BETWEEN_CELLS,
    NEWCOMERS,
    WITH_A_PAPER,
    MemberState,
    MemberStatus,
    after_change,
)
from dantin.core.cell_register import MemberChangeKind as Kind
from dantin.core.register import Activity, may_be_one_person
from dantin.core.values import Side
from dantin.locale import day
from dantin.store.models import Absence, Cell, Congress, Member, MemberChange, Person
from dantin.store.readers.cell_register import transfers_waiting
from dantin.store.refusals import Refused, refuse_if

from .absences import AbsenceIn, keep_absence
from .lengths import refuse_too_long
from .log import Happened, log_each
from .territory import new_person
from .transaction import action, require_side

CHANGED = "register.member_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIn:
    """Một thay đổi: from which day, by which paper; why, and the other cell as it was written."""

    kind: Kind
    on: date
    paper_number: str = ""
    paper_on: date | None = None
    reason: str = ""
    other_cell: str = ""
    arrives_as: MemberStatus = MemberStatus.OFFICIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerIn:
    """Người mới vào sổ; `another_person_because` where somebody of the same name and year is in it already."""

    name: str
    sex: str = ""
    born_in: int | None = None
    another_person_because: str = ""


@action
def change_member(
    *, congress: int, member: int, given: ChangeIn, today: date, actor: str, at: datetime
) -> MemberChange:
    """Ghi thay đổi của một người trong sổ."""
    row = _before_the_opening(congress)
    found = Member.objects.filter(cell=row.cell_id, id=member).select_related("person").first()
    if found is None or found.status == Member.Status.LEFT:
        raise Refused("cell_register.not_here", place=row.cell.name)
    return _change(row, found, given, today=today, actor=actor, at=at)


@action
def add_member(
    *, congress: int, who: NewcomerIn, given: ChangeIn, today: date, actor: str, at: datetime
) -> MemberChange:
    """Thêm một người vào sổ: admitted here, come officially from another cell, or come for a time."""
    row = _before_the_opening(congress)
    name = " ".join(who.name.split())
    refuse_if(not name, "cell_register.name_missing")
    refuse_if(given.kind not in NEWCOMERS, "cell_register.not_now", name=name, what=_words(given.kind))
    alike = [
        one
        for one in Member.objects.filter(cell=row.cell_id).select_related("person")
        if may_be_one_person(name, who.born_in, one.person.name, one.person.born_in)
    ]
    gone = [one for one in alike if one.status == Member.Status.LEFT and one.person.born_in == who.born_in]
    here = [one for one in alike if one.status != Member.Status.LEFT]
    refuse_if(here and not who.another_person_because, "cell_register.same_name", name=name)
    facts = {"another_person_because": who.another_person_because} if here else {}
    if gone and not here:  # who comes back is the same person
        return _change(row, gone[0], given, today=today, actor=actor, at=at)
    person = new_person(Side.PARTY, name=name, sex=who.sex, born_in=who.born_in)
    member = Member(cell=row.cell, person=person)
    return _change(row, member, given, today=today, actor=actor, at=at, facts=facts)


@action
def take_transferred(
    *, congress: int, change: int, given: ChangeIn, today: date, actor: str, at: datetime
) -> MemberChange:
    """Nhận người mà chi bộ kia đã ghi chuyển đến đây (B-12): the same person, not one of the same name."""
    row = _before_the_opening(congress)
    waiting = next((one for one in transfers_waiting(row.cell.code) if one.change.id == change), None)
    if waiting is None:
        raise Refused("cell_register.nobody_waits", place=row.cell.name)
    went = waiting.change
    person = Person.objects.get(id=went.member.person_id)
    found = Member.objects.filter(cell=row.cell_id, person=person).select_related("person").first()
    member = found or Member(cell=row.cell, person=person)
    refuse_if(given.on < went.on, "cell_register.came_before_going", name=person.name, day=day(went.on))
    return _change(row, member, given, today=today, actor=actor, at=at, follows=went)


def _before_the_opening(congress: int) -> Congress:
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=congress)
    refuse_if(not row.current or row.opened_at is not None, "cell_register.congress_is_open", place=row.cell.name)
    return row


def _change(
    row: Congress,
    member: Member,
    given: ChangeIn,
    *,
    today: date,
    actor: str,
    at: datetime,
    follows: MemberChange | None = None,
    facts: dict[str, str] | None = None,
) -> MemberChange:
    name, what = member.person.name, _words(given.kind)
    is_new = member.id is None
    before = None if is_new else MemberState(MemberStatus(member.status), Activity(member.activity))
    after = after_change(before, given.kind, arrives_as=given.arrives_as)
    if after is None:
        raise Refused("cell_register.not_now", name=name, what=what)
    _refuse_wrong_paper(given, name=name, today=today)
    last = None if is_new else MemberChange.objects.filter(member=member).order_by("-number").first()
    if last is not None:
        early = given.on < last.on and last.kind != given.kind
        refuse_if(early, "cell_register.before_the_last", name=name, what=what, day=day(last.on))
    member.status, member.activity = after.status.value, after.activity.value
    if is_new:
        if member.person.id is None:
            member.person.save()
        member.person_id = member.person.id
        member.save()
    else:
        Member.objects.filter(id=member.id).update(status=member.status, activity=member.activity)
    _withdraw_exempt_absence(row, member, actor=actor, at=at)
    kept = MemberChange.objects.create(
        member=member,
        number=1 if last is None else last.number + 1,
        kind=given.kind.value,
        on=given.on,
        status=member.status,
        activity=member.activity,
        paper_number=given.paper_number,
        paper_on=given.paper_on,
        other_cell=_cell_named(row, given, follows),
        follows=follows,
        recorded_by=actor,
        recorded_at=at,
    )
    body: dict[str, Any] = {"change": kept.id, "member": member.id, "kind": given.kind.value, "on": given.on}
    told = {"name": name, "reason": given.reason, "other_cell": given.other_cell, "paper": given.paper_number}
    told |= facts or {}
    happened = Happened(
        type=CHANGED,
        place_code=row.cell.code,
        actor=actor,
        body=body,
        facts={key: value for key, value in told.items() if value},
    )
    log_each([(row, happened)], side=Side.PARTY, at=at)
    return kept


def _withdraw_exempt_absence(row: Congress, member: Member, *, actor: str, at: datetime) -> None:
    """Who is exempt no longer was not absent as an exempt member: the base has him or her again (B-50 b)."""
    if member.activity == Member.Activity.EXEMPT:
        return
    if Absence.objects.filter(congress=row, member=member, ground=Absence.Ground.EXEMPT).exists():
        keep_absence(row, member, AbsenceIn(member=member.id, ground=None), actor=actor, at=at)


def _refuse_wrong_paper(given: ChangeIn, *, name: str, today: date) -> None:
    what = _words(given.kind)
    refuse_too_long(MemberChange, paper_number=given.paper_number)
    refuse_if(given.on > today, "cell_register.not_yet", name=name, what=what, day=day(given.on))
    unsigned = given.kind in WITH_A_PAPER and not (given.paper_number and given.paper_on)
    refuse_if(unsigned, "cell_register.paper_missing", name=name, what=what)
    refuse_if(given.kind not in WITH_A_PAPER and not given.reason, "cell_register.why_missing", name=name, what=what)
    to_come = given.paper_on is not None and given.paper_on > today
    refuse_if(to_come, "cell_register.paper_to_come", day=day(given.paper_on) if given.paper_on else "")


def _cell_named(row: Congress, given: ChangeIn, follows: MemberChange | None) -> Cell | None:
    """The other cell where it is one of this province: by its code, or by a name that no other cell has."""
    if follows is not None:
        return follows.member.cell
    if given.kind not in BETWEEN_CELLS or not given.other_cell:
        return None
    others = Cell.objects.exclude(id=row.cell_id)
    coded = others.filter(code=given.other_cell).first()
    named = [] if coded else list(others.filter(name__iexact=given.other_cell)[:2])
    return coded or (named[0] if len(named) == 1 else None)


def _words(kind: Kind) -> str:
    return MemberChange.Kind(kind.value).label
