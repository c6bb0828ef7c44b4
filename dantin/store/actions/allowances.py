"""Cán bộ pháp chế cho phép một bộ quy định cho một khoảng ngày mà chưa quy định nào được nạp.

Only in a named hole: where a rulebook is in force, nobody allows another. An election called later pins what was
allowed; one called before is untouched.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dantin.core import rulebooks
from dantin.core.law import Hole
from dantin.core.values import Side
from dantin.store.models import RulebookAllowance
from dantin.store.readers.allowances import KINDS, allowance_on
from dantin.store.refusals import refuse_if

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
    earlier = RulebookAllowance.objects.filter(side=side.value)
    clash = earlier.filter(called_from__lte=last, called_to__gte=first).first()
    refuse_if(
        clash is not None,
        "plan.allowance_overlaps",
        number=clash and clash.decision_number,
        first=clash and _day(clash.called_from),
        last=clash and _day(clash.called_to),
    )
    return RulebookAllowance.objects.create(
        side=side.value,
        number=earlier.count() + 1,
        rulebook=allowance.rulebook,
        called_from=first,
        called_to=last,
        decision_number=allowance.decision_number.strip(),
        decided_on=allowance.decided_on,
        signed_by=allowance.signed_by.strip(),
        recorded_by=actor,
        recorded_at=at,
    )


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
