"""Cán bộ pháp chế cho phép một bộ quy định cho một khoảng ngày mà chưa quy định nào được nạp.

Only in a named hole: where a rulebook is in force, nobody allows another. An election called later pins what was
allowed; one called before is untouched. A later paper may end an allowance sooner: what was called under it stays.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from dantin.core import rulebooks
from dantin.core.law import Hole
from dantin.core.values import Side
from dantin.store.models import AllowanceEnding, RulebookAllowance
from dantin.store.readers.allowances import KINDS, Allowed, allowance_on, allowances_of
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import log_of_province
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceIn:
    """Văn bản cho phép: which rulebook, for elections called from when to when, by which signed paper."""

    side: Side
    rulebook: str
    called_from: date
    called_to: date
    decision_number: str
    decided_on: date
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingIn:
    """Văn bản thu hồi hoặc rút ngắn: which allowance, the last day left of it (None: none), by which signed paper."""

    side: Side
    allowance: str
    called_to: date | None
    decision_number: str
    decided_on: date
    signed_by: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """Bộ quy định của một cuộc bầu, and the allowance where none was in force by itself."""

    rulebook: str
    allowance: RulebookAllowance | None

    def allowed_by(self) -> dict[str, Any]:
        """What the event of the call says of the allowance; who signed it is a personal fact and stays in its row."""
        if self.allowance is None:
            return {}
        return {
            "allowed_by": self.allowance.decision_number,
            "allowed_on": self.allowance.decided_on,
            "allowed_from": self.allowance.called_from,
            "allowed_to": self.allowance.called_to,
        }


@action
def allow_rulebook(*, allowance: AllowanceIn, actor: str, at: datetime) -> RulebookAllowance:
    """Record the allowance; it is never changed, and no second one covers the same day."""
    side, kind = allowance.side, KINDS[allowance.side]
    require_side(side)
    known = [rulebook.code for rulebook in rulebooks.RULEBOOKS[kind]]
    refuse_if(
        allowance.rulebook not in known,
        "plan.allowance_of_no_rulebook",
        rulebook=allowance.rulebook,
        known=", ".join(known),
    )
    named = allowance.decision_number.strip() and allowance.signed_by.strip()
    refuse_if(not named, "plan.allowance_unsigned")
    number, signed_by = allowance.decision_number.strip(), allowance.signed_by.strip()
    refuse_too_long(RulebookAllowance, decision_number=number, signed_by=signed_by, recorded_by=actor)
    _signed_by(allowance.decided_on, at)
    first, last = allowance.called_from, allowance.called_to
    refuse_if(first > last, "plan.allowance_ends_too_soon", first=_day(first), last=_day(last))
    hole = _hole_of(kind, first)
    refuse_if(
        hole is None or last not in hole.called_on,
        "plan.allowance_outside_hole",
        first=_day(first),
        last=_day(last),
        holes=", ".join(_hole_in_words(each) for each in rulebooks.HOLES[kind]),
    )
    clash = next((each for each in allowances_of(side) if each.covers(first, last)), None)
    refuse_if(
        clash is not None,
        "plan.allowance_overlaps",
        number=clash and clash.row.decision_number,
        first=clash and _day(clash.row.called_from),
        last=clash and clash.last and _day(clash.last),
    )
    log_of_province(
        "plan.rulebook_allowed",
        {
            "rulebook": allowance.rulebook,
            "allowed_from": first,
            "allowed_to": last,
            "decision_number": number,
            "decided_on": allowance.decided_on,
        },
        facts={"signed_by": signed_by},
        side=side,
        actor=actor,
        at=at,
    )
    return RulebookAllowance.objects.create(
        side=side.value,
        number=RulebookAllowance.objects.filter(side=side.value).count() + 1,
        rulebook=allowance.rulebook,
        called_from=first,
        called_to=last,
        decision_number=number,
        decided_on=allowance.decided_on,
        signed_by=signed_by,
        recorded_by=actor,
        recorded_at=at,
    )


@action
def end_allowance(*, ending: EndingIn, actor: str, at: datetime) -> AllowanceEnding:
    """Withdraw an allowance or end it sooner; the allowance and whatever was called under it stay as they are."""
    require_side(ending.side)
    numbers = [each for each in allowances_of(ending.side) if each.row.decision_number == ending.allowance.strip()]
    held = next((each for each in reversed(numbers) if each.last is not None), None)
    if held is None:
        refuse_if(True, "plan.no_such_allowance", number=ending.allowance.strip())
        raise AssertionError("refused above")
    named = ending.decision_number.strip() and ending.signed_by.strip()
    refuse_if(not named, "plan.allowance_unsigned")
    number, signed_by = ending.decision_number.strip(), ending.signed_by.strip()
    refuse_too_long(AllowanceEnding, decision_number=number, signed_by=signed_by, recorded_by=actor)
    _signed_by(ending.decided_on, at)
    newest = held.endings[-1].decided_on if held.endings else held.row.decided_on
    refuse_if(
        ending.decided_on < newest, "plan.ending_before_allowance", day=_day(ending.decided_on), paper=_day(newest)
    )
    last = ending.called_to
    refuse_if(
        last is not None and not held.row.called_from <= last < _last(held),
        "plan.ending_does_not_shorten",
        last=last and _day(last),
        first=_day(held.row.called_from),
        until=_day(_last(held)),
    )
    log_of_province(
        "plan.allowance_ended",
        {
            "allowed_by": held.row.decision_number,
            "allowed_to": last,
            "decision_number": number,
            "decided_on": ending.decided_on,
        },
        facts={"signed_by": signed_by},
        side=ending.side,
        actor=actor,
        at=at,
    )
    return AllowanceEnding.objects.create(
        allowance=held.row,
        number=len(held.endings) + 1,
        called_to=last,
        decision_number=number,
        decided_on=ending.decided_on,
        signed_by=signed_by,
        recorded_by=actor,
        recorded_at=at,
    )


def _signed_by(decided_on: date, at: datetime) -> None:
    refuse_if(decided_on > localdate(at), "plan.paper_of_a_day_to_come", day=_day(decided_on))


def _last(held: Allowed) -> date:
    assert held.last is not None, "a withdrawn allowance is not ended again"
    return held.last


def resolve_rulebook(side: Side, called_on: date) -> Resolved:
    """The rulebook in force on the day of calling, else the one allowed for it, else refused with the hole's name."""
    hole = _hole_of(KINDS[side], called_on)
    if hole is None:
        return Resolved(rulebooks.in_force(KINDS[side], called_on).code, None)
    allowance = allowance_on(side, called_on)
    if allowance is None:
        refuse_if(True, "plan.no_rule_in_force", day=_day(called_on), hole=hole.code, why=hole.why)
        raise AssertionError("refused above")
    return Resolved(allowance.rulebook, allowance)


def _hole_of(kind: str, day: date) -> Hole | None:
    return next((hole for hole in rulebooks.HOLES[kind] if day in hole.called_on), None)


def _hole_in_words(hole: Hole) -> str:
    first, last = hole.called_on.first, hole.called_on.last
    return f"{hole.code} ({f'từ {_day(first)}' if first else ''}{f'đến {_day(last)}' if last else ''})"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
