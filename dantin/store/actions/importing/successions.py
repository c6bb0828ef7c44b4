"""Nạp danh sách thay thế đơn vị: each link leads from a unit there was the day before to one there is on the day.

One of the two must end or begin at that day. So every link leads forward in time, and no chain of them comes back to
the same time: a ring of units that all stay is refused as three links that change nothing.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from dantin.core.vietnamese import number, place_sort_key
from dantin.imports.reading import Reading
from dantin.store.models import Place, Succession

from .plan import Plan, Source

BATCH = 500
_DAY = timedelta(days=1)


def plan(reading: Reading, source: Source) -> Plan:
    """Links the file does not name stay; of one it names, the decision may be corrected."""
    by_code: dict[str, list[Place]] = defaultdict(list)
    for place in Place.objects.order_by("id"):
        by_code[place.code].append(place)
    stored = {(link.old_id, link.new_id, link.effective_on): link for link in Succession.objects.all()}
    new: list[Succession] = []
    changed: list[Succession] = []
    signed_late = 0
    for row in reading.rows:
        old = _unit(reading, row, "old", by_code, row.effective_on - _DAY)
        following = _unit(reading, row, "new", by_code, row.effective_on)
        if old is None or following is None:
            continue
        why = misfit(old, following, row.effective_on)
        if why:
            reading.fault(row.at, "effective_on", why)
            continue
        signed_late += row.decided_on is not None and row.decided_on > row.effective_on
        facts = (row.decision_number or "", row.decided_on)
        link = stored.get((old.id, following.id, row.effective_on))
        if link is None:
            new.append(Succession(old=old, new=following, effective_on=row.effective_on))
        elif (link.decision_number, link.decided_on) != facts:
            changed.append(link)
        else:
            continue
        target = link or new[-1]
        target.decision_number, target.decided_on = facts

    def write() -> None:
        Succession.objects.bulk_create(new, batch_size=BATCH)
        Succession.objects.bulk_update(changed, ["decision_number", "decided_on"], batch_size=BATCH)

    notes = [f"{number(signed_late)} dòng có ngày văn bản sau ngày đơn vị thay đổi: xem lại"] if signed_late else []
    same = len(reading.rows) - len(new) - len(changed)
    return Plan(write=write, new=len(new), changed=len(changed), same=same, notes=notes)


def misfit(old: Place, new: Place, day: date) -> str:
    """Why the one cannot have become the other on that day; empty when it can."""
    if old.id == new.id:
        return f"{old.name} không thay chính nó. Đơn vị giữ nguyên thì không ghi dòng nào"
    if old.level != new.level:
        was, is_ = (place.get_level_display().lower() for place in (old, new))
        return f"{old.name} là cấp {was}, {new.name} là cấp {is_}"
    if not _there(old, day - _DAY):
        return f"ngày {day - _DAY:%d/%m/%Y} không có {old.name}"
    if not _there(new, day):
        return f"ngày {day:%d/%m/%Y} không có {new.name}"
    if _there(old, day) and new.valid_from != day:
        return (
            f"{old.name} và {new.name} đều có cả trước và sau ngày này, không phải nhập, tách hay đổi tên. "
            "Sửa ngày hết của đơn vị cũ hoặc ngày có của đơn vị mới trong danh sách đơn vị trước"
        )
    return ""


def _there(place: Place, day: date) -> bool:
    return (place.valid_from or date.min) <= day <= (place.valid_to or date.max)


def _unit(reading: Reading, row: Any, which: str, by_code: dict[str, list[Place]], day: date) -> Place | None:
    code, name = getattr(row, f"{which}_code"), getattr(row, f"{which}_name")
    known = by_code.get(code, [])
    found = next((place for place in known if _there(place, day)), None)
    if found is None:
        what = f"không có đơn vị mã {code}. Nạp danh sách đơn vị trước"
        if known:
            periods = "; ".join(f"{place.name} {_period(place)}" for place in known)
            what = f"ngày {day:%d/%m/%Y} không có đơn vị mã {code}. Trong kho: {periods}"
        elif code.isdigit():
            what += ", hoặc xem mã có mất số 0 ở đầu không"
        reading.fault(row.at, f"{which}_code", what)
        return None
    if name is not None and place_sort_key(name) != found.sort_key:
        reading.fault(row.at, f"{which}_name", f"mã {code} là {found.name}, tệp ghi {name}")
        return None
    return found


def _period(place: Place) -> str:
    since = f"từ {place.valid_from:%d/%m/%Y}" if place.valid_from else ""
    until = f"đến hết {place.valid_to:%d/%m/%Y}" if place.valid_to else ""
    return " ".join(part for part in (since, until) if part) or "không ghi ngày"
