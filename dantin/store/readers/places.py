"""Cây địa bàn: names and order of every place, kept in the process until a place is added; and the search."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from dantin.core.vietnamese import fold
from dantin.store.models import Election, Place

Level = Place.Level


class Unit(NamedTuple):
    """Một đơn vị: as much of it as a page needs."""

    id: int
    level: str
    kind: str
    code: str
    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class Territory:
    """Địa bàn của một tỉnh: province → districts → communes → villages, each list in the order of its names.

    Where there is no district level (from 1/7/2025) the province stands in its place, so that every page has one tree.
    """

    province: Unit | None
    districts: tuple[Unit, ...]
    communes: dict[str, tuple[Unit, ...]]
    villages: dict[str, tuple[Unit, ...]]
    units: dict[str, Unit]
    above: dict[str, str]
    stamp: tuple[int, int, str]

    def parent(self, code: str) -> Unit:
        return self.units[self.above[code]]


_territory: Territory | None = None
_STAMP = f"""
SELECT (SELECT count(*) FROM {Place._meta.db_table}), (SELECT max(id) FROM {Place._meta.db_table}),
       (SELECT max(held_on) FROM {Election._meta.db_table})"""


def territory() -> Territory:
    """The places as they stood on the day of the newest election: a result keeps the units it was elected in.

    One small query when nothing changed; the tree is read again when a place or a later election was added.
    """
    global _territory
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        count, newest, held_on = cursor.fetchone()
    stamp = (count, newest or 0, str(held_on or ""))
    if _territory is None or _territory.stamp != stamp:
        _territory = _read(stamp)
    return _territory


def _read(stamp: tuple[int, int, str]) -> Territory:
    places_then = Place.objects.order_by("sort_key", "code")
    if stamp[2]:
        on = date.fromisoformat(stamp[2])
        places_then = places_then.filter(Q(valid_from=None) | Q(valid_from__lte=on)).filter(
            Q(valid_to=None) | Q(valid_to__gte=on)
        )
    else:
        places_then = places_then.filter(valid_to=None)
    rows = places_then.values_list("id", "level", "kind", "code", "name", "parent_id")
    places = [Unit(*row) for row in rows]
    by_id = {unit.id: unit for unit in places}
    province = next((unit for unit in places if unit.level == Level.PROVINCE), None)
    districts = [unit for unit in places if unit.level == Level.DISTRICT]
    communes: dict[str, list[Unit]] = {unit.code: [] for unit in districts}
    villages: dict[str, list[Unit]] = {}
    for unit in places:
        if unit.parent_id not in by_id:
            continue
        if unit.level == Level.COMMUNE:
            communes.setdefault(by_id[unit.parent_id].code, []).append(unit)
            villages.setdefault(unit.code, [])
        elif unit.level == Level.VILLAGE:
            villages.setdefault(by_id[unit.parent_id].code, []).append(unit)
    if province is not None and province.code in communes:
        districts.append(province)
    return Territory(
        province=province,
        districts=tuple(districts),
        communes={code: tuple(units) for code, units in communes.items()},
        villages={code: tuple(units) for code, units in villages.items()},
        units={unit.code: unit for unit in places},
        above={unit.code: by_id[unit.parent_id].code for unit in places if unit.parent_id in by_id},
        stamp=stamp,
    )


def find(query: str, places: Territory, *, limit: int = 50) -> list[Unit]:
    """Tìm không cần dấu: places whose search key holds every word of the query, those of that very name first.

    Words may come from the name of the commune too: "na ech huc dong".
    """
    words = fold(query).split()
    if not words:
        return []
    found = Place.objects.all()
    for word in words:
        found = found.filter(search_key__contains=word)
    codes = found.order_by("sort_key", "code").values_list("id", "code")[: limit * 4]
    units = [places.units[code] for id_, code in codes if code in places.units and places.units[code].id == id_]
    whole = " ".join(words)
    return sorted(units, key=lambda u: (whole not in fold(u.name), words[0] not in fold(u.name).split()))[:limit]
