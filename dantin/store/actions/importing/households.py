"""Nạp hộ gia đình và người đại diện: the longest list, so its rows go by COPY and nothing is asked twice."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from dantin.core.values import Side
from dantin.core.vietnamese import name_sort_key
from dantin.imports.reading import Reading
from dantin.store.models import Household, HouseholdRepresentative, Person
from dantin.store.readers.fixed import households_frozen
from dantin.store.readers.periods import village_ids

from .bulk import checked_at_the_end, insert, next_ids
from .plan import Plan, Source

BATCH = 500
_HEAD = HouseholdRepresentative.Authority.HEAD.value
_sort_key = lru_cache(maxsize=400_000)(name_sort_key)


def plan(reading: Reading, source: Source) -> Plan:
    """Households the file does not name stay; a later day makes a new representative, the same day corrects one."""
    villages = village_ids(source.day)
    stored = _stored({villages[code] for code in {row.village_code for row in reading.rows} if code in villages})
    frozen = households_frozen()
    new: list[tuple[Any, ...]] = []
    heads: list[tuple[int, str]] = []
    people: list[tuple[Any, ...]] = []
    authorities: list[tuple[int, str]] = []
    later: list[tuple[Any, ...]] = []
    changed = 0
    for row in reading.rows:
        village = villages.get(row.village_code)
        if village is None:
            reading.fault(row.at, "village_code", f"không có thôn mã {row.village_code}{_hint(row.village_code)}")
            continue
        head_name = row.head_name
        name = row.representative or head_name
        authority = row.authority or (_HEAD if name == head_name or _same(name, head_name) else None)
        if authority is None:
            reading.fault(row.at, "authority", "người đại diện không phải chủ hộ: ghi vì sao đại diện")
            continue
        if authority == _HEAD and name != head_name and not _same(name, head_name):
            reading.fault(row.at, "representative", "ghi là chủ hộ nhưng tên khác chủ hộ")
            continue
        sex, born_in = row.sex or "", row.born_in
        known = stored.get((village, row.number))
        if known is None and row.village_code in frozen:
            what = "danh sách hộ của thôn đã chốt ở bàn làm việc, không thêm hộ khi cuộc bầu chưa xong (F-18)"
            reading.fault(row.at, "number", f"{what}. Bỏ dòng này, hoặc gửi khiếu nại tới Ủy ban nhân dân xã")
            continue
        if known is None:
            since = row.since or source.day
            if since is None:
                reading.fault(row.at, "since", "ô trống: điền ngày đại diện, hoặc thêm --ngay khi nạp")
                continue
            new.append((village, row.number, head_name, name, sex, born_in, authority, since))
            continue
        household, old_head, rep, person, old_authority, old_since, *old = known
        before = changed
        if old_head != head_name:
            heads.append((household, head_name))
            changed += 1
        since = row.since or old_since or source.day
        if old_since is not None and since < old_since:
            reading.fault(row.at, "since", f"trước ngày {old_since:%d/%m/%Y} của người đại diện đã có")
        elif since != old_since:
            if since is None:
                reading.fault(row.at, "since", "ô trống: điền ngày đại diện, hoặc thêm --ngay khi nạp")
                continue
            later.append((household, name, sex, born_in, authority, since))
            changed = before + 1
        else:
            # An empty cell says nothing: a file without years of birth does not take them away.
            facts = [name, sex or old[1], old[2] if born_in is None else born_in]
            if old != facts:
                people.append((person, *facts))
                changed = before + 1
            if old_authority != authority:
                authorities.append((rep, authority))
                changed = before + 1

    def write() -> None:
        if new:
            with checked_at_the_end(Household, HouseholdRepresentative):
                _insert_new(new)
        if later:
            of_households, *columns = zip(*later, strict=True)
            _insert_representatives(of_households, columns)
        _update(Household, ["head_name"], heads)
        _update(
            Person,
            ["name", "sex", "born_in", "sort_key"],
            [(id_, name, sex, born_in, _sort_key(name)) for id_, name, sex, born_in in people],
        )
        _update(HouseholdRepresentative, ["authority"], authorities)

    return Plan(write=write, new=len(new), changed=changed, same=len(reading.rows) - len(new) - changed)


def _hint(code: str) -> str:
    return ". Mã có mất số 0 ở đầu không?" if code.isdigit() else ""


def _same(one: str, other: str) -> bool:
    return _sort_key(one) == _sort_key(other)


def _stored(villages: set[int]) -> dict[tuple[int, int], tuple[Any, ...]]:
    """{(village, number): (household, head, representative, person, authority, since, name, sex, year)}, the newest."""
    found: dict[tuple[int, int], tuple[Any, ...]] = {}
    of_villages = Household.objects.filter(village__in=villages)
    for village, number, *rest in of_villages.values_list("village_id", "number", "id", "head_name").iterator():
        found[village, number] = (*rest, None, None, None, None, None, None, None)
    representatives = HouseholdRepresentative.objects.filter(household__village__in=villages).order_by("since")
    columns = ("id", "person_id", "authority", "since", "person__name", "person__sex", "person__born_in")
    rows = representatives.values_list("household__village_id", "household__number", *columns)
    for village, number, *rest in rows.iterator():
        known = found[village, number]
        found[village, number] = (*known[:2], *rest)
    return found


def _insert_new(new: list[tuple[Any, ...]]) -> None:
    ids = next_ids(Household, len(new))
    villages, numbers, head_names, *representatives = zip(*new, strict=True)
    columns = {"id": ids, "village_id": villages, "number": numbers, "head_name": head_names}
    insert(Household, columns)
    _insert_representatives(ids, representatives)


def _insert_representatives(households: Sequence[int], columns: Iterable[Sequence[Any]]) -> None:
    """Each a person of the household's own, by columns: name, sex, year of birth, authority, since."""
    names, sexes, years, authorities, days = columns
    people = next_ids(Person, len(names))
    insert(
        Person,
        {
            "id": people,
            "side": [Side.STATE.value] * len(names),
            "name": names,
            "sex": sexes,
            "born_in": years,
            "sort_key": map(_sort_key, names),
        },
    )
    insert(
        HouseholdRepresentative,
        {
            "id": next_ids(HouseholdRepresentative, len(names)),
            "household_id": households,
            "person_id": people,
            "authority": authorities,
            "since": _as_kept(days),
        },
    )


def _as_kept(days: Iterable[date]) -> Iterable[date] | Iterable[str]:
    """SQLite keeps a day as text, and its driver no longer turns one into the other."""
    return days if connection.vendor == "postgresql" else map(date.isoformat, days)


def _update(model: type[Any], fields: list[str], rows: list[tuple[Any, ...]]) -> None:
    objects = [model(**dict(zip(["id", *fields], row, strict=True))) for row in rows]
    model.objects.bulk_update(objects, fields, batch_size=BATCH)
