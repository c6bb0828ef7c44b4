"""Trưởng thôn được công nhận là đảng viên nào: answered by a person where name and year of birth leave it open."""

from datetime import datetime

from django.db.models import Max

from dantin.core.values import Side
from dantin.locale.words import LOCAL
from dantin.store.models import Congress, HeadMember
from dantin.store.readers.cells import CellWork
from dantin.store.readers.head_prospects import head_at_work
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log_each
from .transaction import action, require_side


@action
def say_who_the_head_is(*, work: CellWork, member: int | None, words: str, actor: str, at: datetime) -> HeadMember:
    """Ghi trưởng thôn là đảng viên nào, hoặc không phải ai trong những người tìm thấy; the newest answer counts."""
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=work.congress)
    refuse_if(not row.current or row.closed_at is not None, "heads.congress_is_over", place=row.cell.name)
    found = head_at_work(work, at.astimezone(LOCAL).date())
    if found.head is None:
        raise Refused("heads.no_name_yet", place=row.cell.name)
    chosen = next((one for one in found.found if one.member == member), None)
    refuse_if(member is not None and chosen is None, "heads.not_among_them", name=found.head.name)
    refuse_if(not words, "heads.how_is_it_known", name=found.head.name)
    refuse_too_long(HeadMember, words=words)
    newest = HeadMember.objects.filter(village_code=row.village_code).aggregate(Max("number"))["number__max"]
    kept = HeadMember.objects.create(
        village_code=row.village_code,
        decision_number=found.head.decision_number,
        number=(newest or 0) + 1,
        member_id=member,
        words=words,
        recorded_by=actor,
        recorded_at=at,
    )
    said = {"head": found.head.name, "words": words} | ({"cell": chosen.cell} if chosen else {})
    happened = Happened(
        type="congress.head_identified",
        place_code=row.cell.code,
        actor=actor,
        body={"village": row.village_code, "answer": kept.number},
        facts=said,
    )
    log_each([(row, happened)], side=Side.PARTY, at=at)
    return kept
