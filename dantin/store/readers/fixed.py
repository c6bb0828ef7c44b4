"""Đã chốt ở bàn làm việc: which rolls and slates a person fixed, village by village; no file changes them (F-18)."""

from dataclasses import dataclass
from datetime import date

from dantin.core.aggregate import HeadState
from dantin.core.values import Side
from dantin.store.models import Election, Event, SlateFixed, Standing

CERTIFIED = "register.roll_certified"
_GOES_ON = frozenset(HeadState) - {HeadState.ELECTED, HeadState.ELECTED_IN_RERUN, HeadState.INTERIM}


@dataclass(frozen=True, slots=True)
class Fixed:
    """Chốt ngày nào, theo gì: who certified, or the minutes."""

    on: date
    by: str


def rolls_fixed(election: Election) -> dict[str, Fixed]:
    """{village: its roll as certified at the desk}; what a file loaded a file may correct."""
    rows = Event.objects.filter(stream__election=election, type=CERTIFIED).order_by("seq")
    return {
        code: Fixed(date.fromisoformat(body["certified_on"]), actor)
        for code, actor, body in rows.values_list("stream__place_code", "actor", "body")
    }


def slates_fixed(election: Election) -> dict[str, Fixed]:
    """{village: its slate as fixed at the desk}."""
    rows = SlateFixed.objects.filter(election=election)
    return {row.village_code: Fixed(row.fixed_on, row.minutes_number) for row in rows}


def households_frozen() -> set[str]:
    """Villages whose roll was certified at the desk for an election that still goes on: no household comes or goes."""
    certified = set(Event.objects.filter(type=CERTIFIED).values_list("stream__election", "stream__place_code"))
    if not certified:
        return set()
    going_on = Standing.objects.filter(side=Side.STATE.value, state__in=[state.value for state in _GOES_ON])
    return {code for _, code in certified & set(going_on.values_list("election_id", "village_code"))}
