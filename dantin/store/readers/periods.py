"""Mã và thời gian: which unit a code meant on a day; codes live on in later periods with another extent (22, 07090).

Nobody asks for a place by its code alone. An election asks for the day on which it was called, a list for its own day.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from dantin.store.models import Election, Place

from . import plain

_OF_CODE = f"SELECT {plain.columns(Place, 'p')} FROM {Place._meta.db_table} AS p WHERE p.code = %s"


class VillageThen(NamedTuple):
    """Một thôn vào một ngày, and what it belonged to then."""

    id: int
    commune_code: str
    district_code: str


def there_on(day: date, *, prefix: str = "") -> Q:
    """The places there are on that day, its two ends included; `prefix` leads to the place."""
    since, until = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{since: None}) | Q(**{f"{since}__lte": day})) & (Q(**{until: None}) | Q(**{f"{until}__gte": day}))


def place_on(code: str, day: date, *, level: Place.Level | None = None) -> Place | None:
    """The unit that the code meant on that day."""
    found = Place.objects.filter(there_on(day), code=code)
    return (found if level is None else found.filter(level=level)).first()


def newest(code: str) -> Place | None:
    """The unit that bears the code in its newest period, for what asks for no day (whose office an account is)."""
    found = [place for (place,) in plain.instances(_OF_CODE, [code], Place)]  # every page of the desk asks
    return max(found, key=lambda place: place.valid_from or date.min, default=None)


def village_ids(day: date | None) -> dict[str, int]:
    """{code: id} of the villages there are on that day; without a day, the newest of each code."""
    rows = Place.objects.filter(level=Place.Level.VILLAGE)
    if day is not None:
        rows = rows.filter(there_on(day))
    found = sorted(rows.values_list("valid_from", "code", "id"), key=lambda row: row[0] or date.min)
    return {code: id_ for _, code, id_ in found}


def units_of(codes: Collection[str], day: date) -> dict[str, Place]:
    """{code: village} of those codes on that day."""
    return {row.code: row for row in Place.objects.filter(there_on(day), code__in=codes, level=Place.Level.VILLAGE)}


def names_on(codes: Collection[str], day: date) -> dict[str, str]:
    """{code: name} of those units on that day."""
    return dict(Place.objects.filter(there_on(day), code__in=codes).values_list("code", "name"))


def villages_on(day: date) -> dict[str, VillageThen]:
    """{code: village} of that day."""
    rows = Place.objects.filter(there_on(day), level=Place.Level.VILLAGE)
    columns = ("code", "id", "parent__code", "parent__parent__code")
    return {code: VillageThen(id_, commune, above) for code, id_, commune, above in rows.values_list(*columns)}


def villages_of(election: Election) -> Mapping[str, VillageThen]:
    """{code: village}: an election keeps the units there were on the day it was called, whatever became of them."""
    return villages_on(election.called_on)


def together(one: Place, other: Place) -> bool:
    """Whether there was a day on which both were there."""
    return (one.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (
        one.valid_to or date.max
    )
