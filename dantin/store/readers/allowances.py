"""Cho phép áp dụng quy định: which allowance covers a day of calling, and until when each holds."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from dantin.core.values import Side
from dantin.store.models import AllowanceEnding, RulebookAllowance

# One kind of election a side: the State's is the village head's, the Party's the cell's.
KINDS = {Side.STATE: "village_head", Side.PARTY: "party_cell"}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Một cho phép như đang có hiệu lực: its row, the papers that ended it sooner, and the last day left of it."""

    row: RulebookAllowance
    endings: tuple[AllowanceEnding, ...]

    @property
    def last(self) -> date | None:
        """The last day of calling it still covers; None when it was withdrawn whole."""
        return self.endings[-1].called_to if self.endings else self.row.called_to

    def covers(self, first: date, last: date) -> bool:
        """Is any day between these two, both included, still allowed?"""
        return self.last is not None and self.row.called_from <= last and first <= self.last


def allowance_on(side: Side, called_on: date) -> RulebookAllowance | None:
    """The one allowance that covers this day of calling; periods of a side never overlap."""
    return next((each.row for each in allowances_of(side) if each.covers(called_on, called_on)), None)


def allowances_of(side: Side) -> list[Allowed]:
    """All of a side, by the days they covered when they were signed."""
    in_order = Prefetch("endings", AllowanceEnding.objects.order_by("number"))
    rows = (
        RulebookAllowance.objects.filter(side=side.value).order_by("called_from", "number").prefetch_related(in_order)
    )
    return [Allowed(row, tuple(row.endings.all())) for row in rows]
