"""Cho phép áp dụng quy định: which allowance covers a day of calling."""

from datetime import date

from dantin.core.values import Side
from dantin.store.models import RulebookAllowance

# One kind of election a side: the State's is the village head's, the Party's the cell's.
KINDS = {Side.STATE: "village_head", Side.PARTY: "party_cell"}


def allowance_on(side: Side, called_on: date) -> RulebookAllowance | None:
    """The one allowance that covers this day of calling; periods of a side never overlap."""
    rows = RulebookAllowance.objects.filter(side=side.value, called_from__lte=called_on, called_to__gte=called_on)
    return rows.first()


def allowances_of(side: Side) -> list[RulebookAllowance]:
    """All of a side, by the days they cover."""
    return list(RulebookAllowance.objects.filter(side=side.value).order_by("called_from"))
