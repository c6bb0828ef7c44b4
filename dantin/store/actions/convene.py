"""Sổ chi bộ và triệu tập đại hội, bên Đảng."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dantin.core.values import Side
from dantin.store.models import Absence, Cell, CellVillage, Congress, Election, Member, Person, Wave
from dantin.store.refusals import refuse_if

from .primary_cells import not_primary
from .register import BATCH, list_loaded
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberIn:
    """Đảng viên trong sổ; `person` is a saved row of the Party side."""

    person: Person
    status: Member.Status
    activity: Member.Activity = Member.Activity.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CellIn:
    """Chi bộ, the villages it covers, and its members one by one."""

    code: str
    name: str
    higher_committee: str
    villages: Sequence[str]
    members: Sequence[MemberIn]


@action
def load_cells(*, cells: Sequence[CellIn]) -> int:
    """Nạp chi bộ và đảng viên; answers how many cells."""
    require_side(Side.PARTY)
    rows = Cell.objects.bulk_create(
        [Cell(code=c.code, name=c.name, higher_committee=c.higher_committee) for c in cells], batch_size=BATCH
    )
    CellVillage.objects.bulk_create(
        [CellVillage(cell=row, village_code=code) for row, c in zip(rows, cells, strict=True) for code in c.villages],
        batch_size=BATCH,
    )
    Member.objects.bulk_create(
        [
            Member(cell=row, person=m.person, status=m.status, activity=m.activity)
            for row, c in zip(rows, cells, strict=True)
            for m in c.members
        ],
        batch_size=BATCH,
    )
    return len(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class CongressIn:
    """Đại hội được triệu tập của một chi bộ, and who of its members will not come."""

    cell_code: str
    village_code: str
    wave: str
    held_on: date
    absences: Sequence[tuple[Person, Absence.Ground]] = ()


@action
def convene(*, election: Election, congresses: Sequence[CongressIn], actor: str, at: datetime) -> int:
    """Triệu tập đại hội: all official members of each cell are convened."""
    require_side(Side.PARTY)
    _refuse_two_at_a_village(election, congresses)
    waves = dict(Wave.objects.filter(election=election).values_list("name", "id"))
    cells = dict(Cell.objects.values_list("code", "id"))
    rows = Congress.objects.bulk_create(
        [
            Congress(
                election=election,
                wave_id=waves[c.wave],
                cell_id=cells[c.cell_code],
                village_code=c.village_code,
                held_on=c.held_on,
            )
            for c in congresses
        ],
        batch_size=BATCH,
    )
    absent = [person.id for c in congresses for person, _ in c.absences]
    members = dict(Member.objects.filter(person__in=absent).values_list("person_id", "id"))
    Absence.objects.bulk_create(
        [
            Absence(congress=row, member_id=members[person.id], ground=ground)
            for row, c in zip(rows, congresses, strict=True)
            for person, ground in c.absences
        ],
        batch_size=BATCH,
    )
    listed = [[c.cell_code, c.held_on, len(c.absences)] for c in congresses]
    list_loaded(election, "register.congresses_convened", listed, rows=len(congresses), actor=actor, at=at)
    return len(rows)


def _refuse_two_at_a_village(election: Election, congresses: Sequence[CongressIn]) -> None:
    """Each village stands once: of several cells (F-33) the primary one, where somebody said which, and one alone."""
    held = dict(
        Congress.objects.filter(election=election, current=True).values_list("village_code", "cell__code").distinct()
    )
    stopped = not_primary(((c.village_code, c.cell_code, c.cell_code) for c in congresses), unanswered_stops=False)
    for one in congresses:
        if one.cell_code in stopped:
            raise stopped[one.cell_code]
        other = held.setdefault(one.village_code, one.cell_code)
        refuse_if(
            other != one.cell_code,
            "primary_cell.one_congress_a_village",
            place=one.village_code,
            other=other,
            cell=one.cell_code,
        )
