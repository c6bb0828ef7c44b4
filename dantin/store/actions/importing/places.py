"""Nạp đơn vị hành chính: a tree with validity dates; a code may come back in a later period."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from dantin.core.vietnamese import fold, number, place_sort_key
from dantin.imports.reading import Reading
from dantin.store.models import Place, Succession
from dantin.store.readers.periods import together

from .plan import Plan, Source
from .successions import misfit

BATCH = 500
_ORDER = {level.value: n for n, level in enumerate(Place.Level)}
_KIND_OF_LEVEL = {"province": "tinh", "district": "huyen", "commune": "xa", "village": "thon"}
_KINDS_BY_FIRST_WORDS = (
    "tinh", "thanh pho", "thi xa", "quan", "huyen", "phuong", "thi tran", "dac khu", "xa", "khu pho", "to dan pho",
    "thon", "ban", "lang", "ap", "buon", "bon", "plei", "phum", "soc", "xom", "khom", "khu", "to",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class _Unit:
    """A row of the store, as the file leaves it."""

    place: Place
    parent: "_Unit | None" = None
    parent_code: str | None = None
    before: Any = None
    row: Any = None


def plan(reading: Reading, source: Source) -> Plan:
    """What the file adds and changes; units it does not name stay as they are."""
    units = _stored()
    by_key = {(unit.place.code, unit.place.valid_from): unit for unit in units}
    for row in reading.rows:
        unit = by_key.get((row.code, row.valid_from)) or _Unit(Place(code=row.code, valid_from=row.valid_from))
        if unit.before is None:
            units.append(unit)
        elif unit.place.level != row.level:
            reading.fault(row.at, "level", f"mã {row.code} trong kho là {unit.place.get_level_display().lower()}")
        unit.row, unit.parent_code = row, row.parent_code
        place = unit.place
        place.level, place.name, place.valid_to = row.level, row.name, row.valid_to
        place.kind = kind_of(row.level, row.name, row.kind)
        place.sort_key = place_sort_key(row.name)
    by_code: dict[str, list[_Unit]] = defaultdict(list)
    for unit in units:
        by_code[unit.place.code].append(unit)
    for unit in units:
        if unit.row is not None:
            _find_parent(unit, by_code, reading)
    _check_periods(by_code, reading)
    _check_names(units, reading)
    _check_links(units, reading)
    if reading.faults:
        return Plan(write=lambda: None)
    for unit in units:
        unit.place.search_key = _search_key(unit)[:400]
    new = [unit for unit in units if unit.before is None]
    changed = [unit for unit in units if unit.before is not None and unit.before != _facts(unit)]
    # A new name of a commune is written into what its villages are found by, and changes no village.
    corrected = sum(unit.row is not None and unit.before[:-1] != _facts(unit)[:-1] for unit in changed)
    return Plan(
        write=lambda: _write(new, changed),
        new=len(new),
        changed=corrected,
        same=len(reading.rows) - len(new) - corrected,
        notes=_left_behind(units),
    )


def kind_of(level: str, name: str, given: str | None) -> str:
    """Loại đơn vị as the store keeps it: "khu_pho"; from the first words of the name where it is not given."""
    words = fold(given.replace("_", " ")) if given else fold(name)
    for kind in _KINDS_BY_FIRST_WORDS:
        if words == kind or words.startswith(kind + " "):
            return kind.replace(" ", "_")
    return words.replace(" ", "_")[:20] if given else _KIND_OF_LEVEL[level]


def _stored() -> list[_Unit]:
    units = [_Unit(place) for place in Place.objects.order_by("id")]
    by_id = {unit.place.id: unit for unit in units}
    for unit in units:
        unit.parent = by_id.get(unit.place.parent_id or 0)
        unit.before = _facts(unit)
    return units


def _facts(unit: _Unit) -> tuple[Any, ...]:
    place = unit.place
    return (place.level, place.kind, place.name, id(unit.parent), place.valid_to, place.sort_key, place.search_key)


def _find_parent(unit: _Unit, by_code: dict[str, list[_Unit]], reading: Reading) -> None:
    row, place = unit.row, unit.place
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        reading.fault(row.at, "valid_to", "đơn vị hết trước khi có")
    if row.level == Place.Level.PROVINCE:
        if row.parent_code:
            reading.fault(row.at, "parent_code", "tỉnh không có cấp trên trong danh sách này. Để trống")
        unit.parent = None
        return
    if not row.parent_code:
        reading.fault(row.at, "parent_code", "ô trống, cần điền mã của đơn vị cấp trên")
        return
    known = by_code.get(row.parent_code, [])
    above = [one for one in known if _ORDER[one.place.level] < _ORDER[row.level]]
    then = [one for one in above if together(one.place, place)]
    if unit.parent in then:
        return  # as it is kept: a later period of the parent's code does not draw its old villages over
    if len(then) > 1:
        what = f"{row.parent_code} có nhiều thời kỳ. Điền ngày có hoặc ngày hết của {row.name}"
        reading.fault(row.at, "parent_code", what)
    elif then:
        unit.parent = then[0]
    elif above:
        reading.fault(row.at, "parent_code", f"{row.parent_code} không tồn tại cùng thời gian với {row.name}")
    elif known:
        reading.fault(row.at, "parent_code", f"{row.parent_code} ({known[0].place.name}) không phải cấp trên")
    else:
        hint = ". Mã có mất số 0 ở đầu không?" if row.parent_code.isdigit() else ""
        reading.fault(row.at, "parent_code", f"không có đơn vị mã {row.parent_code} trong tệp hay trong kho{hint}")


def _check_periods(by_code: dict[str, list[_Unit]], reading: Reading) -> None:
    for code, units in by_code.items():
        units.sort(key=lambda unit: unit.place.valid_from or date.min)
        for earlier, later in pairwise(units):
            row = later.row or earlier.row
            if row is not None and together(earlier.place, later.place):
                reading.fault(row.at, "code", f"mã {code} đã dùng cho {earlier.place.name} trong cùng thời gian")


def _check_names(units: Iterable[_Unit], reading: Reading) -> None:
    """Two villages of one commune under one name, however it is spelled, are nearly always one typed twice."""
    seen: dict[tuple[int, str], list[_Unit]] = defaultdict(list)
    for unit in units:
        if unit.place.level == Place.Level.VILLAGE and unit.parent is not None:
            seen[id(unit.parent), unit.place.sort_key].append(unit)
    for same in seen.values():
        for n, unit in enumerate(same):
            other = next((one for one in same[:n] if together(one.place, unit.place)), None)
            if other is None or other.place.code == unit.place.code:
                continue
            row: Any = unit.row or other.row
            if row is not None:
                reading.fault(row.at, "name", f"cùng xã đã có {other.place.name}, mã {other.place.code}")


def _check_links(units: Iterable[_Unit], reading: Reading) -> None:
    """A new day of a unit may not leave a link that leads from or to a day on which it is not there."""
    by_id = {unit.place.id: unit for unit in units if unit.before is not None}
    for link in Succession.objects.all():
        old, new = by_id[link.old_id], by_id[link.new_id]
        row: Any = old.row or new.row
        if row is not None and (why := misfit(old.place, new.place, link.effective_on)):
            reading.fault(row.at, "valid_to", f"trái với danh sách nhập, tách, đổi tên đã nạp: {why}")


def _left_behind(units: Iterable[_Unit]) -> list[str]:
    """Villages that go on after their commune: nobody finds them later, until a list gives them a new one."""
    left = sum(
        unit.place.level == Place.Level.VILLAGE
        and unit.parent is not None
        and (unit.parent.place.valid_to or date.max) < (unit.place.valid_to or date.max)
        for unit in units
    )
    what = "thôn kéo dài sau ngày xã của thôn kết thúc: nạp thôn theo xã mới, rồi ghi ngày hết của thôn cũ"
    return [f"{number(left)} {what}"] if left else []


def _search_key(unit: _Unit) -> str:
    words = []
    above: _Unit | None = unit
    while above is not None:
        words.append(fold(above.place.name))
        above = above.parent
    return " ".join(words)


def _write(new: list[_Unit], changed: list[_Unit]) -> None:
    for level in Place.Level:
        rows = [unit for unit in new if unit.place.level == level]
        for unit in rows:
            unit.place.parent_id = unit.parent.place.id if unit.parent else None
        Place.objects.bulk_create([unit.place for unit in rows], batch_size=BATCH)
    for unit in changed:
        unit.place.parent_id = unit.parent.place.id if unit.parent else None
    Place.objects.bulk_update(
        [unit.place for unit in changed],
        ["kind", "name", "parent", "valid_to", "sort_key", "search_key"],
        batch_size=BATCH,
    )


def province_code() -> str | None:
    """The province this store is for: whose registers an event of no election belongs to."""
    provinces = Place.objects.filter(level=Place.Level.PROVINCE)
    newest = max(provinces, key=lambda place: (place.valid_from or date.min, place.code), default=None)
    return None if newest is None else newest.code
