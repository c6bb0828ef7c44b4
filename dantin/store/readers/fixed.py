"""Đã chốt ở bàn làm việc: which rolls and slates people fixed, unit by unit; no file changes them (F-18)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dantin.core.aggregate import HeadState
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.store.models import Election, Event, HandVote, SlateFixed, Standing

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


def slates_voted(election: Election) -> dict[tuple[str, str], date]:
    """{(cell, post): the day of the congress that voted its list by hands}; or that it elects no committee."""
    votes = HandVote.objects.filter(congress__election=election, congress__current=True)
    voted = votes.filter(Q(kind=HandVote.Kind.SLATE, carried=True) | Q(kind=HandVote.Kind.COMMITTEE, carried=False))
    return {
        (cell, post or Post.COMMITTEE.value): held_on
        for cell, post, held_on in voted.values_list("congress__cell__code", "post", "congress__held_on")
    }


def households_frozen() -> set[str]:
    """Villages whose roll was certified at the desk for an election that still goes on: no household comes or goes."""
    certified = set(Event.objects.filter(type=CERTIFIED).values_list("stream__election", "stream__place_code"))
    if not certified:
        return set()
    going_on = Standing.objects.filter(side=Side.STATE.value, state__in=[state.value for state in _GOES_ON])
    return {code for _, code in certified & set(going_on.values_list("election_id", "village_code"))}
