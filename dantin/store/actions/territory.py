"""Nạp đơn vị hành chính và hộ gia đình: a whole list in one transaction."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dantin.core.values import Side
from dantin.core.vietnamese import fold, name_sort_key, place_sort_key
from dantin.store.models import Household, HouseholdRepresentative, Person, Place
from dantin.store.readers.periods import together

from .transaction import action, require_side

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceIn:
    """Một đơn vị trong danh sách, its parent named by code and listed before it."""

    level: Place.Level
    kind: str
    code: str
    name: str
    parent_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@action
def load_places(*, places: Sequence[PlaceIn]) -> int:
    """Add the units, level by level, each under the unit its parent code meant in its time; answers how many."""
    known: dict[str, list[Place]] = defaultdict(list)
    for row in Place.objects.all():
        known[row.code].append(row)
    for level in Place.Level:
        rows = []
        for p in places:
            if p.level != level:
                continue
            row = Place(level=p.level, kind=p.kind, code=p.code, name=p.name)
            row.valid_from, row.valid_to, row.sort_key = p.valid_from, p.valid_to, place_sort_key(p.name)
            row.parent = _above(row, known[p.parent_code]) if p.parent_code else None
            row.search_key = fold(p.name) if row.parent is None else f"{fold(p.name)} {row.parent.search_key}"
            rows.append(row)
        for row in Place.objects.bulk_create(rows, batch_size=BATCH):
            known[row.code].append(row)
    return len(places)


def _above(place: Place, known: Sequence[Place]) -> Place:
    return max((one for one in known if together(one, place)), key=lambda one: one.valid_from or date.min)


def new_person(side: Side, *, name: str, sex: str, born_in: int | None) -> Person:
    """A person's row, not yet saved."""
    return Person(side=side.value, name=name, sex=sex, born_in=born_in, sort_key=name_sort_key(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdIn:
    """Một hộ và người đại diện của hộ."""

    number: int
    head_name: str
    representative: str
    sex: str
    born_in: int | None
    authority: HouseholdRepresentative.Authority


@action
def load_households(*, village: Place, households: Sequence[HouseholdIn], since: date) -> int:
    """Add the households of one village with their representatives; answers how many."""
    require_side(Side.STATE)
    rows = Household.objects.bulk_create(
        [Household(village=village, number=h.number, head_name=h.head_name) for h in households]
    )
    people = Person.objects.bulk_create(
        [new_person(Side.STATE, name=h.representative, sex=h.sex, born_in=h.born_in) for h in households]
    )
    HouseholdRepresentative.objects.bulk_create(
        [
            HouseholdRepresentative(household=row, person=person, authority=h.authority, since=since)
            for row, person, h in zip(rows, people, households, strict=True)
        ]
    )
    return len(rows)
