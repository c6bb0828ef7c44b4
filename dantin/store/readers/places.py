"""Cây địa bàn: names and order of every place in every period, kept in the process until a list is loaded; the search.

A page asks for the territory of a day. The ordinary one is that of the newest call of an election, for a result keeps
the units it was elected in.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection

from dantin.core.vietnamese import fold
from dantin.store.models import ByElection, Election, Event, Place, Stream, Succession

from .lineage import Lineage, Link
from .plain import day as as_day

Level = Place.Level
_DAY = timedelta(days=1)


class Unit(NamedTuple):
    """Một đơn vị trong một thời kỳ: as much of it as a page needs."""

    id: int
    level: str
    kind: str
    code: str
    name: str
    parent_id: int | None
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def days(self) -> tuple[date, date]:
        """Ngày đầu và ngày cuối, as far as they are known."""
        return self.valid_from or date.min, self.valid_to or date.max

    def is_there(self, on: date) -> bool:
        """Whether it is there on that day, its two ends included."""
        first, last = self.days
        return first <= on <= last


@dataclass(frozen=True, slots=True)
class Territory:
    """Địa bàn của một tỉnh vào một ngày: province → districts → communes → villages, each list in order of its names.

    Where there is no district level (from 1/7/2025) the province stands in its place, so that every page has one tree.
    """

    province: Unit | None
    districts: tuple[Unit, ...]
    communes: dict[str, tuple[Unit, ...]]
    villages: dict[str, tuple[Unit, ...]]
    units: dict[str, Unit]
    above: dict[str, str]
    stamp: tuple[object, ...]

    def parent(self, code: str) -> Unit:
        return self.units[self.above[code]]

    def has(self, unit: Unit) -> bool:
        """Whether this very unit, not another period of its code, is there."""
        return unit.code in self.units and self.units[unit.code].id == unit.id


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Địa bàn qua thời gian: every unit in the order of names, and what became of it. `called` is the newest call."""

    stamp: tuple[object, ...]
    units: Mapping[int, Unit]
    by_code: Mapping[str, Sequence[Unit]]
    lineage: Lineage
    calls: Sequence[date]
    _changes: Sequence[date]
    _kept: dict[int, Territory] = field(default_factory=dict)

    def on(self, day: date) -> Territory:
        """The territory of that day; between two changes it is one and the same."""
        at = bisect_right(self._changes, day)
        if at not in self._kept:
            self._kept[at] = _tree((unit for unit in self.units.values() if unit.is_there(day)), self.stamp)
        return self._kept[at]

    def now(self) -> Territory:
        """That of the newest call; before the first, the newest there is."""
        return self.on(self.calls[-1] if self.calls else date.max)

    def shown(self, code: str, levels: Sequence[str], day: date | None = None) -> tuple[Territory, Unit] | None:
        """The unit an address names, and the territory to show it in: that of the last call in its time.

        An address without a day names the unit of today, or the last that bore the code.
        """
        now = self.now()
        periods = [unit for unit in self.by_code.get(code, ()) if unit.level in levels]
        if day is not None:
            periods = [unit for unit in periods if unit.is_there(day)]
        here = next((unit for unit in periods if now.has(unit)), None)
        if here is not None:
            return now, here
        for unit in reversed(periods):
            calls = [call for call in self.calls if unit.is_there(call)]
            places = self.on(calls[-1] if calls else unit.days[1])
            if places.has(unit):
                return places, unit
        return None

    def where(self, unit: Unit) -> list[Unit]:
        """What it belonged to, the nearest first."""
        above = []
        while unit.parent_id is not None and unit.parent_id in self.units:
            unit = self.units[unit.parent_id]
            above.append(unit)
        return above


_chronicle: Chronicle | None = None
_STAMP = f"""
SELECT (SELECT count(*) FROM {Place._meta.db_table}), (SELECT max(id) FROM {Place._meta.db_table}),
       (SELECT max(id) FROM {Succession._meta.db_table}),
       (SELECT max(called_on) FROM {Election._meta.db_table}), (SELECT count(*) FROM {Election._meta.db_table}),
       (SELECT max(e.id) FROM {Event._meta.db_table} e JOIN {Stream._meta.db_table} s ON s.id = e.stream_id
        WHERE s.election_id IS NULL)"""


def chronicle() -> Chronicle:
    """Every period of every place. One small query when nothing changed; read again when a list was loaded."""
    global _chronicle
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        stamp = tuple(map(str, cursor.fetchone()))
    if _chronicle is None or _chronicle.stamp != stamp:
        _chronicle = _read(stamp)
    return _chronicle


def territory() -> Territory:
    """The places of the newest call of an election."""
    return chronicle().now()


def _read(stamp: tuple[object, ...]) -> Chronicle:
    rows = Place.objects.order_by("sort_key", "code", "id").values_list(*Unit._fields)
    units = {row[0]: Unit(*row) for row in rows}
    by_code: dict[str, list[Unit]] = {}
    for unit in sorted(units.values(), key=lambda unit: unit.days):
        by_code.setdefault(unit.code, []).append(unit)
    links = []
    columns = ("old_id", "new_id", "effective_on", "decision_number", "decided_on")
    for old, new, on, number, decided_on in Succession.objects.values_list(*columns):
        stays, was_there = units[old].is_there(on), units[new].is_there(on - _DAY)
        links.append(Link(old, new, on, number, decided_on, stays, was_there))
    general = Election.objects.exclude(id__in=ByElection.objects.values("election"))
    calls = general.order_by("called_on").values_list("called_on", flat=True).distinct()
    changes = {unit.valid_from for unit in units.values() if unit.valid_from}
    changes |= {unit.valid_to + _DAY for unit in units.values() if unit.valid_to and unit.valid_to < date.max}
    return Chronicle(stamp, units, by_code, Lineage.of(links), [as_day(call) for call in calls], sorted(changes))


def _tree(there: Iterable[Unit], stamp: tuple[object, ...]) -> Territory:
    """Units whose unit above is not there that day are left out: nobody says where they belong."""
    places = list(there)
    province = next((unit for unit in places if unit.level == Level.PROVINCE), None)
    by_id = {unit.id: unit for unit in places if unit.level == Level.PROVINCE}
    for level in (Level.DISTRICT, Level.COMMUNE, Level.VILLAGE):
        by_id |= {unit.id: unit for unit in places if unit.level == level and unit.parent_id in by_id}
    places = [unit for unit in places if unit.id in by_id]
    districts = [unit for unit in places if unit.level == Level.DISTRICT]
    communes: dict[str, list[Unit]] = {unit.code: [] for unit in districts}
    villages: dict[str, list[Unit]] = {}
    above: dict[str, str] = {}
    for unit in places:
        if unit.parent_id is None:
            continue
        above[unit.code] = by_id[unit.parent_id].code
        if unit.level == Level.COMMUNE:
            communes.setdefault(above[unit.code], []).append(unit)
            villages.setdefault(unit.code, [])
        elif unit.level == Level.VILLAGE:
            villages.setdefault(above[unit.code], []).append(unit)
    if province is not None and province.code in communes:
        districts.append(province)
    return Territory(
        province=province,
        districts=tuple(districts),
        communes={code: tuple(units) for code, units in communes.items()},
        villages={code: tuple(units) for code, units in villages.items()},
        units={unit.code: unit for unit in places},
        above=above,
        stamp=stamp,
    )


def codes_under(place_code: str) -> set[str]:
    """The place and all that belongs to it, in the units of the newest call."""
    above = territory().above
    children: dict[str, list[str]] = {}
    for code, parent in above.items():
        children.setdefault(parent, []).append(code)
    found, to_do = set[str](), [place_code]
    while to_do:
        code = to_do.pop()
        if code not in found:
            found.add(code)
            to_do += children.get(code, ())
    return found


def find(query: str, known: Chronicle, *, limit: int = 50) -> list[Unit]:
    """Tìm không cần dấu: places whose search key holds every word of the query, those of that very name first.

    Words may come from the name of the commune too: "na ech huc dong". Names that are no more are found as well, after
    those of today.
    """
    words = fold(query).split()
    if not words:
        return []
    found = Place.objects.all()
    for word in words:
        found = found.filter(search_key__contains=word)
    ids = found.order_by("sort_key", "code").values_list("id", flat=True)[: limit * 8]
    now = known.now()
    units = [known.units[id_] for id_ in ids if id_ in known.units]
    whole = " ".join(words)
    return sorted(
        units, key=lambda u: (not now.has(u), whole not in fold(u.name), words[0] not in fold(u.name).split())
    )[:limit]
