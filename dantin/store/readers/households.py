"""Hộ và người đại diện của một thôn, niêm yết, khiếu nại về danh sách."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dantin.core.register import Represented
from dantin.store.models import (
    Election,
    Event,
    Fact,
    Household,
    HouseholdRepresentative,
    Place,
    Roll,
    RollComplaint,
    RollComplaintAnswer,
)

from .periods import units_of


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """Một hộ, with whoever represents it now."""

    number: int
    head_name: str
    representative: HouseholdRepresentative | None


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """Một khiếu nại về danh sách, what was said (empty once erased) and its answer."""

    complaint: RollComplaint
    who: str
    what: str
    answer: RollComplaintAnswer | None
    answered: str


def village_then(election: Election, village_code: str) -> Place | None:
    """The unit that the election means."""
    return units_of([village_code], election.called_on).get(village_code)


def households_of(village: Place) -> list[HouseholdRow]:
    """By their number, from two statements however many there are."""
    rows = HouseholdRepresentative.objects.filter(household__village=village).select_related("person")
    newest = {row.household_id: row for row in rows.order_by("since")}
    households = Household.objects.filter(village=village).order_by("number")
    return [HouseholdRow(each.number, each.head_name, newest.get(each.id)) for each in households]


def represented(rows: list[HouseholdRow]) -> list[Represented]:
    """Those rows as the core asks about them."""
    return [
        Represented(row.number, row.representative.person.name, row.representative.person.born_in)
        for row in rows
        if row.representative is not None
    ]


def roll_of(election: Election, village_code: str) -> Roll | None:
    """The number that was certified."""
    return Roll.objects.filter(election=election, village__code=village_code).first()


def complaints_of(election: Election, village_code: str) -> list[ComplaintRow]:
    """In the order in which they came."""
    said = _said(election, village_code)
    rows = RollComplaint.objects.filter(election=election, village_code=village_code).select_related("answer")
    found = []
    for row in rows.order_by("number"):
        told = said.get(row.number, {})
        answer = getattr(row, "answer", None)
        found.append(ComplaintRow(row, told.get("who", ""), told.get("what", ""), answer, told.get("answer", "")))
    return found


def open_complaints(election: Election, village_code: str) -> list[int]:
    """Numbers of those that wait for their answer."""
    rows = RollComplaint.objects.filter(election=election, village_code=village_code, answer=None)
    return list(rows.order_by("number").values_list("number", flat=True))


def _said(election: Election, village_code: str) -> dict[int, dict[str, str]]:
    events = Event.objects.filter(
        stream__election=election,
        stream__place_code=village_code,
        type__in=["register.complaint_received", "register.complaint_answered"],
    )
    numbers: dict[int, int] = {event: body["number"] for event, body in events.values_list("id", "body")}
    found: dict[int, dict[str, str]] = {}
    facts: Any = Fact.objects.filter(event__in=list(numbers)).values_list("event_id", "name", "value")
    for event, name, value in facts:
        found.setdefault(numbers[event], {})[name] = str(value or "")
    return found


def day_words(day: date) -> str:
    """26/5/2022."""
    return f"{day.day}/{day.month}/{day.year}"
