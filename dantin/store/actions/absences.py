"""Báo vắng: who said that he or she will be away, and whether the committee that convenes accepts it (B-50)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dantin.core.register import AbsenceGround, Activity
from dantin.core.values import Side
from dantin.store.models import Absence, AbsenceNote, Congress, Member, Reading
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log_each
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceIn:
    """Ai vắng, vì sao; without a ground the member will come after all."""

    member: int
    ground: AbsenceGround | None
    why: str = ""


@action
def note_absence(*, congress: int, absence: AbsenceIn, actor: str, at: datetime) -> AbsenceNote:
    """Ghi báo vắng (F-38), until the first paper is read: from then on the base is in use."""
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=congress)
    place = row.cell.name
    refuse_if(not row.current or row.closed_at is not None, "congress.not_open", place=place)
    of_this = {"contest__election": row.election_id, "contest__unit_code": row.cell.code}
    read = Reading.objects.filter(**{f"sheet__round__{name}": value for name, value in of_this.items()})
    refuse_if(row.opened_at is not None and read.exists(), "absence.base_in_use", place=place)
    member = Member.objects.select_related("person").filter(cell=row.cell_id, id=absence.member).first()
    refuse_if(member is None, "hands.not_of_the_cell", place=place)
    assert member is not None
    name = member.person.name
    refuse_if(member.status != Member.Status.OFFICIAL, "absence.not_official", name=name)
    excused = absence.ground is AbsenceGround.EXCUSED_WHOLE_CONGRESS
    refuse_if(excused and not absence.why, "absence.without_reason", name=name)
    not_exempt = absence.ground is AbsenceGround.EXEMPT and member.activity != Activity.EXEMPT
    refuse_if(not_exempt, "absence.not_exempt", name=name)
    refuse_too_long(AbsenceNote, why=absence.why)
    return keep_absence(row, member, absence, actor=actor, at=at)


def keep_absence(row: Congress, member: Member, absence: AbsenceIn, *, actor: str, at: datetime) -> AbsenceNote:
    """The note beside those before it, and the absence as it now is; call inside an action."""
    ground = "" if absence.ground is None else absence.ground.value
    newest = AbsenceNote.objects.filter(congress=row).aggregate(Max("number"))["number__max"]
    note = AbsenceNote.objects.create(
        congress=row,
        number=(newest or 0) + 1,
        member=member,
        ground=ground,
        why=absence.why,
        recorded_by=actor,
        recorded_at=at,
    )
    if ground:
        Absence.objects.update_or_create(congress=row, member=member, defaults={"ground": ground})
    else:
        Absence.objects.filter(congress=row, member=member).delete()
    happened = Happened(
        type="congress.absence_noted",
        place_code=row.cell.code,
        actor=actor,
        body={"number": note.number, "ground": ground},
        facts={"name": member.person.name} | ({"why": absence.why} if absence.why else {}),
    )
    log_each([(row, happened)], side=Side.PARTY, at=at)
    return note
