"""Nạp tổng số của từng thôn cho một cuộc bầu cử. It is corrected before the poll begins, not after."""

from dantin.core.aggregate import HeadState
from dantin.core.register import Electorate
from dantin.core.vietnamese import number
from dantin.imports.reading import Reading
from dantin.store.models import Household, Roll, Standing, TurnoutSnapshot
from dantin.store.readers.fixed import rolls_fixed
from dantin.store.readers.households import day_words
from dantin.store.readers.periods import village_ids
from dantin.store.refusals import refuse_if

from .plan import Plan, Source

BATCH = 500


def plan(reading: Reading, source: Source) -> Plan:
    """Villages the file does not name keep their number."""
    election = source.election
    refuse_if(election is None, "import.election_needed", what="Tổng số của các thôn")
    assert election is not None
    villages = village_ids(election.called_on)
    stored = {roll.village_id: roll for roll in Roll.objects.filter(election=election)}
    standings = {s.village_code: s for s in Standing.objects.filter(election=election)}
    begun = {code for code, s in standings.items() if s.state != HeadState.NOT_STARTED.value}
    begun |= set(TurnoutSnapshot.objects.filter(election=election).values_list("village_code", flat=True))
    fixed = rolls_fixed(election)
    households = _households({villages[r.village_code] for r in reading.rows if r.village_code in villages})
    new: list[Roll] = []
    changed: list[Roll] = []
    counts: dict[str, int] = {}
    for row in reading.rows:
        village = villages.get(row.village_code)
        if village is None or (standings and row.village_code not in standings):
            what = "không có thôn mã" if village is None else "cuộc bầu cử này không gồm thôn mã"
            reading.fault(row.at, "village_code", f"{what} {row.village_code}")
            continue
        certified_on = row.certified_on or source.day
        roll = stored.get(village)
        if certified_on is None and roll is not None:
            certified_on = roll.certified_on
        if certified_on is None:
            reading.fault(row.at, "certified_on", "ô trống: điền ngày xác nhận, hoặc thêm --ngay khi nạp")
            continue
        kind = row.source or Roll.Source.CERTIFIED_TOTAL.value
        if kind == Roll.Source.HOUSEHOLDS.value and households.get(village, 0) != row.count:
            found = number(households.get(village, 0))
            reading.fault(row.at, "count", f"ghi {number(row.count)} nhưng danh sách hộ của thôn có {found}")
        electorate = row.electorate or election.electorate or Electorate.HOUSEHOLD_REPRESENTATIVES.value
        if election.electorate and electorate != election.electorate:
            reading.fault(row.at, "electorate", "khác quyết định gọi bầu cử. Sửa lại, hoặc để trống")
        facts = (electorate, row.count, kind, certified_on)
        if roll is not None and (roll.electorate, roll.count, roll.source, roll.certified_on) == facts:
            continue
        if row.village_code in fixed and roll is not None:
            by = fixed[row.village_code]
            if roll.count != row.count:
                what = f"{row.village_code} đã chốt {number(roll.count)} ở bàn làm việc ngày {day_words(by.on)}"
                do = "Bỏ dòng này; danh sách sai thì gửi khiếu nại tới Ủy ban nhân dân xã"
                reading.fault(row.at, "count", f"{what}, {by.by} chốt: tệp không đổi được. {do}")
            continue
        if row.village_code in begun:
            reading.fault(row.at, "count", f"{row.village_code} đã bắt đầu bầu, tổng số không đổi được nữa")
            continue
        (new if roll is None else changed).append(roll or Roll(election=election, village_id=village))
        target = roll or new[-1]
        target.electorate, target.count, target.source, target.certified_on = facts
        counts[row.village_code] = row.count
    known = {code for code, village in villages.items() if village in stored}
    missing = len(standings.keys() - known - {row.village_code for row in reading.rows})

    def write() -> None:
        Roll.objects.bulk_create(new, batch_size=BATCH)
        Roll.objects.bulk_update(changed, ["electorate", "count", "source", "certified_on"], batch_size=BATCH)
        touched = [standings[code] for code in counts if code in standings]
        for standing in touched:
            standing.roll, standing.changed_at = counts[standing.village_code], source.at
        Standing.objects.bulk_update(touched, ["roll", "changed_at"], batch_size=BATCH)

    notes = [f"còn {number(missing)} thôn của cuộc bầu cử chưa có tổng số"] if missing > 0 else []
    same = len(reading.rows) - len(new) - len(changed)
    return Plan(write=write, new=len(new), changed=len(changed), same=same, notes=notes)


def _households(villages: set[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for village in Household.objects.filter(village__in=villages).values_list("village_id", flat=True).iterator():
        counts[village] = counts.get(village, 0) + 1
    return counts
