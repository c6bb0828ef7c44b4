"""Nạp danh sách đại hội được triệu tập. A congress is moved to another day until it opens or has a slate."""

from collections import defaultdict
from datetime import date

from dantin.core.vietnamese import number
from dantin.imports.reading import Reading
from dantin.store.actions.convene import CongressIn, convene
from dantin.store.models import Cell, CellVillage, Congress, Contest, Member, Standing
from dantin.store.readers.cell_places import primary_cells, several_cells
from dantin.store.refusals import refuse_if

from .plan import Plan, Source

LEAST_OFFICIAL = 3  # B-01 [P03]: fewer are attached to another cell; a note, the higher committee decides


def plan(reading: Reading, source: Source) -> Plan:
    """Congresses the file does not name stay as they are."""
    election = source.election
    refuse_if(election is None, "import.election_needed", what="Danh sách đại hội")
    assert election is not None
    codes = {row.cell_code for row in reading.rows}
    standings = {s.village_code: s for s in Standing.objects.filter(election=election).select_related("wave")}
    villages: dict[str, set[str]] = defaultdict(set)
    for cell, covered in CellVillage.objects.values_list("cell__code", "village_code"):
        villages[cell] |= {covered} & standings.keys()
    known = set(Cell.objects.filter(code__in=codes).values_list("code", flat=True))
    stored = {c.cell.code: c for c in Congress.objects.filter(election=election, current=True).select_related("cell")}
    slated = set(Contest.objects.filter(election=election).values_list("unit_code", flat=True))
    taken = {c.village_code: c.cell.code for c in stored.values() if c.cell.code not in codes}
    several = several_cells(standings.keys())
    answers = primary_cells(several) if several else {}
    new: list[CongressIn] = []
    moved: list[Congress] = []
    for row in reading.rows:
        if row.cell_code not in known:
            reading.fault(row.at, "cell_code", f"không có chi bộ mã {row.cell_code}. Nạp danh sách chi bộ trước")
            continue
        there = villages[row.cell_code]
        village = row.village_code or (next(iter(there)) if len(there) == 1 else None)
        if village is None or village not in there:
            listed = f"ghi một trong các thôn: {', '.join(sorted(there))}"
            reading.fault(row.at, "village_code", listed if there else "cuộc này không gồm thôn nào của chi bộ")
            continue
        primary = answers[village].cell.code if village in answers else None
        other = primary if primary not in (None, row.cell_code) else taken.setdefault(village, row.cell_code)
        if other != row.cell_code:
            whose = f"thôn {village} có nhiều chi bộ, ở đây tính đại hội của chi bộ chính: {other}"
            unsaid = f"thôn {village} đã có đại hội của chi bộ {other}; cấp trên chưa ghi chi bộ nào là chi bộ chính"
            reading.fault(row.at, "cell_code", whose if primary else unsaid)
            continue
        wave = standings[village].wave
        if wave is None:  # called before the store kept the wave of each village
            reading.fault(row.at, "village_code", f"không rõ thôn {village} thuộc đợt nào. Gọi lại cuộc này từ tệp")
            continue
        held_on: date = row.held_on or wave.begins_on
        if not wave.begins_on <= held_on <= wave.ends_on:
            span = f"từ {wave.begins_on:%d/%m/%Y} đến {wave.ends_on:%d/%m/%Y}"
            reading.fault(row.at, "held_on", f"nằm ngoài đợt {wave.name}, {span}")
            continue
        old = stored.get(row.cell_code)
        if old is None:
            new.append(CongressIn(cell_code=row.cell_code, village_code=village, wave=wave.name, held_on=held_on))
        elif (old.village_code, old.held_on) != (village, held_on):
            if old.opened_at is not None or row.cell_code in slated:
                reading.fault(row.at, "held_on", f"{row.cell_code} đã có danh sách bầu cử hoặc đã khai mạc")
                continue
            old.village_code, old.held_on, old.wave = village, held_on, wave
            moved.append(old)
    left = standings.keys() - {c.village_code for c in stored.values()} - {c.village_code for c in new}
    notes = [f"còn {number(len(left))} thôn chưa triệu tập đại hội"] if left else []
    notes += _small(codes & known)
    no_answer = sorted(v for v in several.keys() & {c.village_code for c in new} if v not in answers)
    notes += [f"thôn {v} có nhiều chi bộ: chưa ghi chi bộ chính thì đại hội chưa ký biên bản được" for v in no_answer]

    def write() -> None:
        if new:
            convene(election=election, congresses=new, actor=source.actor, at=source.at)
        Congress.objects.bulk_update(moved, ["village_code", "held_on", "wave"])

    same = len(reading.rows) - len(new) - len(moved)
    return Plan(write=write, new=len(new), changed=len(moved), same=same, notes=notes)


def _small(codes: set[str]) -> list[str]:
    official: dict[str, int] = dict.fromkeys(codes, 0)
    for code in Member.objects.filter(cell__code__in=codes, status=Member.Status.OFFICIAL).values_list(
        "cell__code", flat=True
    ):
        official[code] += 1
    return [
        f"{code} có {n} đảng viên chính thức, chi bộ cần ít nhất {LEAST_OFFICIAL}: hỏi cấp ủy cấp trên"
        for code, n in sorted(official.items())
        if n < LEAST_OFFICIAL
    ]
