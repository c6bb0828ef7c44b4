"""Nạp nhiệm kỳ trước. Re-elected or new is read off these rows, so their persons must be those on the slates."""

from collections import defaultdict
from typing import Any

from dantin.core.values import Side
from dantin.imports.reading import Reading
from dantin.store.models import CellVillage, Term
from dantin.store.readers.periods import village_ids

from .people import KnownPeople
from .plan import Plan, Source

BATCH = 500
FIGURES = ("roll", "voted", "votes", "round_number")


def side_of(rows: list[Any]) -> Side | None:
    """The side whose posts the rows name: village heads are of the State; None when the rows name both."""
    sides = {Side.STATE if row.post == Term.Post.VILLAGE_HEAD.value else Side.PARTY for row in rows}
    return sides.pop() if len(sides) == 1 else None


def plan(reading: Reading, source: Source) -> Plan:
    """Terms the file does not name stay; where a record is missing nothing is put in its place."""
    villages = village_ids(None)
    of_cell: dict[str, set[str]] = defaultdict(set)
    if source.side is Side.PARTY:
        for code, covered in CellVillage.objects.values_list("cell__code", "village_code"):
            of_cell[code].add(covered)
    units = {row.unit_code for row in reading.rows}
    people = KnownPeople(source.side, units)
    stored: dict[tuple[str, str, int], list[Term]] = defaultdict(list)
    for one in Term.objects.filter(side=source.side.value, unit_code__in=units):
        stored[one.post, one.unit_code, one.begins_in].append(one)
    meant: dict[tuple[Any, ...], int] = {}
    new: list[Term] = []
    changed: list[Term] = []
    touched = 0
    for row in reading.rows:
        if row.ends_in <= row.begins_in:
            reading.fault(row.at, "ends_in", f"kết thúc năm {row.ends_in}, không sau năm bắt đầu {row.begins_in}")
            continue
        own = {row.unit_code} & villages.keys() if source.side is Side.STATE else of_cell.get(row.unit_code, set())
        if not own:
            what = "thôn" if source.side is Side.STATE else "chi bộ"
            reading.fault(row.at, "unit_code", f"không có {what} mã {row.unit_code}")
            continue
        village = row.village_code or (next(iter(own)) if len(own) == 1 else None)
        if village is None or village not in own:
            reading.fault(row.at, "village_code", f"ghi một trong các thôn: {', '.join(sorted(own))}")
            continue
        if not _figures_hold(reading, row):
            continue
        known = people.find(row.unit_code, row.name, row.born_in)
        before = None if known is None else (known.name, known.sex, known.born_in)
        person = people.find_or_add(row.unit_code, name=row.name, sex=row.sex or "", born_in=row.born_in)
        first = meant.setdefault((row.post, row.unit_code, row.begins_in, id(person)), row.at[1])
        if first != row.at[1]:
            reading.fault(row.at, "name", f"cùng một người, cùng nhiệm kỳ với dòng {first}. Bỏ một dòng")
            continue
        term = _meant(stored[row.post, row.unit_code, row.begins_in], person.id, row)
        if term is None:
            new.append(
                Term(
                    side=source.side.value,
                    person=person,
                    post=row.post,
                    unit_code=row.unit_code,
                    village_code=village,
                    begins_in=row.begins_in,
                    ends_in=row.ends_in,
                    **_figures(row),
                )
            )
            continue
        told = {"village_code": village, "ends_in": row.ends_in, **_figures(row)}
        differs = term.person_id != person.id or any(getattr(term, name) != value for name, value in told.items())
        if differs:
            term.person = person
            for name, value in told.items():
                setattr(term, name, value)
            changed.append(term)
        touched += differs or before != (person.name, person.sex, person.born_in)

    def write() -> None:
        people.save()
        for one in [*new, *changed]:
            one.person_id = one.person.id  # the person had no id when the row was made
        Term.objects.bulk_create(new, batch_size=BATCH)
        Term.objects.bulk_update(
            changed, ["person", "village_code", "ends_in", *FIGURES, "also_head"], batch_size=BATCH
        )

    return Plan(write=write, new=len(new), changed=touched, same=len(reading.rows) - len(new) - touched)


def _figures(row: Any) -> dict[str, Any]:
    also_head = None if row.also_head is None else row.also_head == "yes"
    return {name: getattr(row, name) for name in FIGURES} | {"also_head": also_head}


def _figures_hold(reading: Reading, row: Any) -> bool:
    """Each side tells its own figures, and no more voted than were on the list."""
    before = len(reading.faults)
    is_head = row.post == Term.Post.VILLAGE_HEAD.value
    for name in FIGURES:
        if getattr(row, name) is not None and not is_head:
            reading.fault(row.at, name, "chỉ ghi với trưởng thôn; số phiếu trong Đảng không đưa ra ngoài. Để trống")
    if row.also_head is not None and row.post != Term.Post.SECRETARY.value:
        reading.fault(row.at, "also_head", "chỉ ghi với bí thư chi bộ. Để trống")
    if row.voted is not None and (row.roll is None or row.voted > row.roll):
        what = "chưa ghi tổng số trong danh sách" if row.roll is None else f"nhiều hơn {row.roll} trong danh sách"
        reading.fault(row.at, "voted", f"{row.voted} người bỏ phiếu nhưng {what}. Sửa một trong hai ô")
    elif row.votes is not None and (row.voted is None or row.votes > row.voted):
        what = "chưa ghi số đã bỏ phiếu" if row.voted is None else f"nhiều hơn {row.voted} người đã bỏ phiếu"
        reading.fault(row.at, "votes", f"{row.votes} phiếu nhưng {what}. Sửa một trong hai ô")
    if row.round_number == 0:
        reading.fault(row.at, "round_number", "lần bầu đếm từ 1")
    return len(reading.faults) == before


def _meant(terms: list[Term], person_id: int | None, row: Any) -> Term | None:
    """The stored term that the row speaks of: that person's, or of a post of one person the one it corrects."""
    own = next((term for term in terms if person_id is not None and term.person_id == person_id), None)
    if own is not None or row.post == Term.Post.COMMITTEE.value:
        return own
    same_years = [term for term in terms if term.ends_in == row.ends_in]
    return same_years[0] if len(same_years) == 1 else None
