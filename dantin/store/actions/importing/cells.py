"""Nạp chi bộ và các thôn chi bộ lãnh đạo, bên Đảng; villages are named by code, looked up in this side's copy."""

from collections import defaultdict

from dantin.core.vietnamese import place_sort_key
from dantin.imports.reading import Reading
from dantin.store.models import Cell, CellVillage, Congress
from dantin.store.readers.periods import village_ids

from .plan import Plan, Source

BATCH = 500


def plan(reading: Reading, source: Source) -> Plan:
    """Cells the file does not name stay; of a cell it names, the villages become those it lists."""
    villages = village_ids(source.day)
    stored = {cell.code: cell for cell in Cell.objects.all()}
    covered: dict[int, set[str]] = defaultdict(set)
    for cell_id, code in CellVillage.objects.values_list("cell_id", "village_code"):
        covered[cell_id].add(code)
    held = set(Congress.objects.values_list("cell_id", "village_code"))
    named: dict[tuple[str, str], str] = {}
    for cell in stored.values():
        named.setdefault(_named(cell), cell.code)
    new: list[tuple[Cell, set[str]]] = []
    changed: list[Cell] = []
    recast: list[tuple[Cell, set[str]]] = []
    touched = 0
    for row in reading.rows:
        listed = set(row.villages.split("; "))
        for code in sorted(listed - villages.keys()):
            hint = ". Mã có mất số 0 ở đầu không?" if code.isdigit() else ""
            reading.fault(row.at, "villages", f"không có thôn mã {code}{hint}")
        known = stored.get(row.code)
        found = known or Cell(code=row.code)
        before = (found.name, found.higher_committee)
        found.name, found.higher_committee = row.name, row.higher_committee
        other = named.setdefault(_named(found), row.code)
        if other != row.code:
            reading.fault(row.at, "name", f"đảng ủy này đã có chi bộ cùng tên, mã {other}")
        if known is None:
            new.append((found, listed))
            continue
        gone = sorted(code for code in covered[known.id] - listed if (known.id, code) in held)
        if gone:
            reading.fault(row.at, "villages", f"chi bộ đã có đại hội của thôn {', '.join(gone)}, không bỏ được")
        if before != (row.name, row.higher_committee):
            changed.append(known)
        if covered[known.id] != listed:
            recast.append((known, listed))
        touched += before != (row.name, row.higher_committee) or covered[known.id] != listed

    def write() -> None:
        Cell.objects.bulk_create([cell for cell, _ in new], batch_size=BATCH)
        Cell.objects.bulk_update(changed, ["name", "higher_committee"], batch_size=BATCH)
        for cell, listed in recast:
            CellVillage.objects.filter(cell=cell, village_code__in=covered[cell.id] - listed).delete()
        CellVillage.objects.bulk_create(
            [
                CellVillage(cell=cell, village_code=code)
                for cell, listed in [*new, *recast]
                for code in sorted(listed - covered[cell.id])
            ],
            batch_size=BATCH,
        )

    return Plan(write=write, new=len(new), changed=touched, same=len(reading.rows) - len(new) - touched)


def _named(cell: Cell) -> tuple[str, str]:
    return place_sort_key(cell.name), place_sort_key(cell.higher_committee)
