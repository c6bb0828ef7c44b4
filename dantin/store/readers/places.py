"""Cây địa bàn: names and order of every place, kept in the process until a place is added; and the search."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Max

from dantin.core.vietnamese import fold
from dantin.store.models import Place

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
    stamp: tuple[int, int]

    def parent(self, code: str) -> Unit:
        return self.units[self.above[code]]


_territory: Territory | None = None


def territory() -> Territory:
    """One small query when nothing changed; the whole tree is read again when a place was added or removed."""
    global _territory
    counted = Place.objects.aggregate(places=Count("id"), newest=Max("id"))
    stamp = (counted["places"], counted["newest"] or 0)
    if _territory is None or _territory.stamp != stamp:
        _territory = _read(stamp)
    return _territory


def _read(stamp: tuple[int, int]) -> Territory:
    rows = Place.objects.filter(valid_to=None).order_by("sort_key", "code")
    places = [Unit(*row) for row in rows.values_list("id", "level", "kind", "code", "name", "parent_id")]
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


def find(query: str, *, limit: int = 50) -> list[Unit]:
    """Tìm không cần dấu: places whose search key holds every word of the query, villages of that name first.

    Words may come from the name of the commune too: "na ech huc dong". The first word that begins the key is found by
    the index; the others narrow what is left.
    """
    words = fold(query).split()
    if not words:
        return []
    found = Place.objects.filter(valid_to=None)
    for word in words:
        found = found.filter(search_key__contains=word)
    rows = found.order_by("sort_key", "code").values_list("id", "level", "kind", "code", "name", "parent_id")
    units = [Unit(*row) for row in rows[: limit * 4]]
    first = " ".join(words)
    return sorted(units, key=lambda u: (first not in fold(u.name), words[0] not in fold(u.name).split()))[:limit]
