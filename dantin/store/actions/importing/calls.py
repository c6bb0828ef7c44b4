"""Nạp quyết định gọi bầu cử: each election of the file with its waves, under the law of the day of its decision."""

from collections import defaultdict
from datetime import date
from typing import Any

from dantin.core.rulebooks.village_head.numbers import NOTICE_DAYS
from dantin.core.values import Side
from dantin.core.vietnamese import fold, number
from dantin.imports.poll_lists import YES
from dantin.imports.reading import Reading
from dantin.store.actions.allowances import Resolved
from dantin.store.actions.calling import ElectionIn, WaveIn, call_election, check_call, open_choices
from dantin.store.models import Election, Place, Standing, Wave
from dantin.store.readers.periods import VillageThen, there_on, villages_on
from dantin.store.refusals import Refused

from .plan import Plan, Source

_WHOLE = "toàn tỉnh"
_OF_THE_DECISION = (
    "kind", "title", "decision_number", "called_on", "term_begins_in", "term_ends_in", "electorate", "procedure",
    "vote_form", "previous",
)  # fmt: skip
_CHOICES = {
    "electorate": "Luật để Chủ tịch UBND xã chọn ai đi bầu: ghi điều quyết định đã chọn",
    "procedure": "ghi cách tổ chức mà quyết định đã chọn",
    "vote_form": "ghi hình thức bầu mà quyết định dự kiến",
}
_COLUMN_OF = {
    "plan.no_rule_in_force": "called_on",
    "plan.no_such_province": "called_on",
    "plan.no_such_village": "units",
    "plan.village_in_two_waves": "units",
    "plan.held_before_called": "begins_on",
    "plan.wave_ends_too_soon": "ends_on",
    "plan.term_ends_too_soon": "term_ends_in",
    "plan.no_such_previous": "previous",
    "plan.unlawful_choice": "electorate",
}


def side_of(rows: list[Any]) -> Side | None:
    """The side that calls: village heads are of the State; None when the rows name both."""
    sides = {Side.STATE if row.kind == "village_head" else Side.PARTY for row in rows}
    return sides.pop() if len(sides) == 1 else None


def plan(reading: Reading, source: Source) -> Plan:
    """Elections the file does not name stay; one it names is called, or corrected while nothing rests on it."""
    by_code: dict[str, list[Any]] = defaultdict(list)
    for row in reading.rows:
        by_code[row.code].append(row)
    to_call: list[tuple[ElectionIn, Election | None]] = []
    notes: list[str] = []
    new = changed = same = 0
    for code, rows in by_code.items():
        before = len(reading.faults)
        given = _election(code, rows, source, reading)
        law = None if given is None else _checked(given, rows, reading)
        if given is None or law is None or len(reading.faults) > before:
            continue
        stored = Election.objects.filter(code=code).first()
        if stored is not None and _facts(stored) == _meant(given, stored):
            same += len(rows)
            continue
        notes += _notes(given, law)
        to_call.append((given, stored))
        new, changed = (new + len(rows), changed) if stored is None else (new, changed + len(rows))

    def write() -> None:
        for given, stored in to_call:
            call_election(election=given, actor=source.actor, at=source.at, instead_of=stored)

    return Plan(write=write, new=new, changed=changed, same=same, notes=notes)


def _election(code: str, rows: list[Any], source: Source, reading: Reading) -> ElectionIn | None:
    first = rows[0]
    for row in rows[1:]:
        for name in _OF_THE_DECISION:
            if getattr(row, name) != getattr(first, name):
                reading.fault(row.at, name, f"khác dòng {first.at[1]} của cùng cuộc bầu {code}. Ghi như nhau")
    if source.side is Side.PARTY:
        for name in _CHOICES:
            if getattr(first, name) is not None:
                reading.fault(first.at, name, "đại hội chi bộ không chọn điều này. Để trống")
    province = Place.objects.filter(there_on(first.called_on), level=Place.Level.PROVINCE).first()
    if province is None:
        reading.fault(first.at, "called_on", "ngày ấy chưa có tỉnh nào trong kho. Nạp danh sách đơn vị (places) trước")
        return None
    waves = _waves(rows, first.called_on, reading)
    main = next((wave for wave in waves if not wave.is_pilot), waves[0])
    return ElectionIn(
        side=source.side,
        code=code,
        title=first.title,
        province_code=province.code,
        called_on=first.called_on,
        decision_number=first.decision_number,
        held_on=main.begins_on,
        term_begins_in=first.term_begins_in,
        term_ends_in=first.term_ends_in,
        waves=waves,
        previous=first.previous or "",
        electorate=first.electorate or "",
        procedure=first.procedure or "",
        vote_form=first.vote_form or "",
    )


def _waves(rows: list[Any], called_on: date, reading: Reading) -> list[WaveIn]:
    """The waves with their villages: those named by commune or village, and one wave for all that no other names."""
    there = villages_on(called_on)
    by_wave: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_wave[fold(row.wave or _WHOLE)].append(row)
    named: dict[str, list[str]] = {}
    for key, some in by_wave.items():
        for row in some[1:]:
            for name in ("is_pilot", "begins_on", "ends_on"):
                if getattr(row, name) != getattr(some[0], name):
                    reading.fault(row.at, name, f"khác dòng {some[0].at[1]} của cùng đợt. Ghi như nhau")
        named[key] = [code for row in some if row.units for code in _villages_of(row, there, reading)]
    taken = {code for codes in named.values() for code in codes}
    rest = [(key, row) for key, some in by_wave.items() for row in some if not row.units]
    for _, row in rest[1:]:
        reading.fault(row.at, "units", f"dòng {rest[0][1].at[1]} đã gọi mọi thôn còn lại. Ghi mã xã hoặc mã thôn")
    if rest:
        named[rest[0][0]] += sorted(there.keys() - taken)
    for key, some in by_wave.items():
        if not named[key]:
            reading.fault(some[0].at, "units", "đợt này chưa gọi thôn nào. Ghi mã xã hoặc mã thôn, hoặc nạp thôn trước")
    waves = [
        WaveIn(
            name=some[0].wave or _WHOLE,
            is_pilot=some[0].is_pilot == YES,
            begins_on=some[0].begins_on,
            ends_on=some[0].ends_on or some[0].begins_on,
            villages=named[key],
        )
        for key, some in by_wave.items()
    ]
    return sorted(waves, key=lambda wave: wave.begins_on)


def _villages_of(row: Any, there: dict[str, VillageThen], reading: Reading) -> list[str]:
    found: list[str] = []
    for code in row.units.split("; "):
        within = [village for village, v in there.items() if code in (village, v.commune_code, v.district_code)]
        if not within:
            hint = ". Mã có mất số 0 ở đầu không?" if code.isdigit() else ""
            reading.fault(row.at, "units", f"ngày ra quyết định không có thôn nào ở đơn vị mã {code}{hint}")
        found += sorted(within)
    return found


def _checked(given: ElectionIn, rows: list[Any], reading: Reading) -> Resolved | None:
    """The law of the call, or a fault for each thing it does not allow or the decision does not say."""
    first = rows[0]
    try:
        law = check_call(given)
    except Refused as refused:
        reading.fault(first.at, _COLUMN_OF.get(refused.code), str(refused))
        return None
    for name in open_choices(given, law.rulebook):
        reading.fault(first.at, name, f"ô trống: {_CHOICES[name]}")
    return law


def _meant(given: ElectionIn, stored: Election) -> tuple[Any, ...]:
    """What the store would keep of it."""
    waves = sorted((wave.name, wave.is_pilot, wave.begins_on, wave.ends_on) for wave in given.waves)
    villages = {(code, wave.name) for wave in given.waves for code in wave.villages}
    return (
        given.side.value, given.title, given.called_on, given.decision_number, given.held_on, given.term_begins_in,
        given.term_ends_in, given.previous, given.electorate or stored.electorate, given.procedure, given.vote_form,
        waves, villages,
    )  # fmt: skip


def _facts(stored: Election) -> tuple[Any, ...]:
    waves = Wave.objects.filter(election=stored).values_list("name", "is_pilot", "begins_on", "ends_on")
    villages = Standing.objects.filter(election=stored).values_list("village_code", "wave__name")
    return (
        stored.side, stored.title, stored.called_on, stored.decision_number, stored.held_on, stored.term_begins_in,
        stored.term_ends_in, stored.previous.code if stored.previous else "", stored.electorate, stored.procedure,
        stored.vote_form, sorted(waves), set(villages),
    )  # fmt: skip


def _notes(given: ElectionIn, law: Resolved) -> list[str]:
    told = [f"{given.code}: gọi ngày {_day(given.called_on)} nên áp dụng bộ quy định {law.rulebook}"]
    if law.allowance is not None:
        told[0] += f", theo văn bản số {law.allowance.decision_number} ngày {_day(law.allowance.decided_on)}"
    for wave in given.waves:
        pilot = " (làm điểm)" if wave.is_pilot else ""
        told.append(f"đợt {wave.name}{pilot}: {number(len(wave.villages))} thôn, ngày {_day(wave.begins_on)}")
    notice = (given.waves[0].begins_on - given.called_on).days
    if given.side is Side.STATE and notice < NOTICE_DAYS:
        told.append(f"chỉ báo trước {notice} ngày, luật đòi ít nhất {NOTICE_DAYS} ngày; kết luận vẫn tính, có cảnh báo")
    return told


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
