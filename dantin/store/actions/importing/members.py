"""Nạp đảng viên của chi bộ. While its congress sits, nobody joins or changes: the base would move (B-50)."""

from dantin.core.values import Side
from dantin.imports.reading import Reading
from dantin.store.models import Cell, Congress, Member
from dantin.store.readers.cell_register import has_changes

from .people import KnownPeople
from .plan import Plan, Source

BATCH = 500


def plan(reading: Reading, source: Source) -> Plan:
    """Members the file does not name stay in the register."""
    codes = {row.cell_code for row in reading.rows}
    cells = dict(Cell.objects.filter(code__in=codes).values_list("code", "id"))
    sitting = set(
        Congress.objects.filter(current=True, opened_at__isnull=False, signed_at=None).values_list(
            "cell__code", flat=True
        )
    )
    people = KnownPeople(Side.PARTY, codes)
    recorded = has_changes(codes)
    stored = {(m.cell_id, m.person_id): m for m in Member.objects.filter(cell__code__in=codes)}
    meant: dict[tuple[str, int], int] = {}
    new: list[Member] = []
    changed: list[Member] = []
    touched = 0
    for row in reading.rows:
        cell = cells.get(row.cell_code)
        if cell is None:
            reading.fault(row.at, "cell_code", f"không có chi bộ mã {row.cell_code}. Nạp danh sách chi bộ trước")
            continue
        known = people.find(row.cell_code, row.name, row.born_in)
        before = None if known is None else (known.name, known.sex, known.born_in)
        person = people.find_or_add(row.cell_code, name=row.name, sex=row.sex or "", born_in=row.born_in)
        first = meant.setdefault((row.cell_code, id(person)), row.at[1])
        if first != row.at[1]:
            reading.fault(row.at, "name", f"cùng một người với dòng {first}. Bỏ một dòng, hoặc ghi rõ năm sinh")
            continue
        member = None if person.id is None else stored.get((cell, person.id))
        facts = (row.status, row.activity or (member.activity if member else Member.Activity.NORMAL.value))
        counted = member is None or (member.status, member.activity) != facts
        if counted and row.cell_code in sitting:
            reading.fault(row.at, "status", "chi bộ đang đại hội, danh sách đảng viên không đổi được")
            continue
        if counted and member is not None and (cell, member.person_id) in recorded:
            state = ", ".join(filter(None, (member.get_status_display(), member.get_activity_display())))
            what = f"sổ của chi bộ đã ghi ở bàn làm việc là {state}: tệp không đổi được"
            reading.fault(row.at, "status", f"{what}. Bỏ dòng này, hoặc ghi thay đổi ở trang Sổ đảng viên")
            continue
        if member is None:
            new.append(Member(cell_id=cell, person=person, status=facts[0], activity=facts[1]))
            continue
        if counted:
            member.status, member.activity = facts
            changed.append(member)
        touched += counted or before != (person.name, person.sex, person.born_in)

    def write() -> None:
        people.save()
        for member in new:
            member.person_id = member.person.id  # the person had no id when the row was made
        Member.objects.bulk_create(new, batch_size=BATCH)
        Member.objects.bulk_update(changed, ["status", "activity"], batch_size=BATCH)

    return Plan(write=write, new=len(new), changed=touched, same=len(reading.rows) - len(new) - touched)
