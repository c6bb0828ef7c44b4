"""Chọn hai hay ba người cùng đọc mỗi phiếu đếm của một đại hội, before anybody has read one."""

from datetime import datetime

from django.db.models import Max

from dantin.core.count import TWO
from dantin.core.values import Side
from dantin.store.models import Congress, ReaderChoice, Reading, Round
from dantin.store.refusals import refuse_if

from .log import Happened, log_each
from .transaction import action, require_side


@action
def choose_readers(*, congress: int, readers: int, actor: str, at: datetime) -> int:
    """Ghi lựa chọn; the same choice again adds nothing. Two is what holds while nobody chose."""
    require_side(Side.PARTY)
    row = Congress.objects.select_related("cell", "election").get(id=congress)
    refuse_if(not row.current or row.closed_at is not None, "congress.not_open", place=row.cell.name)
    newest = ReaderChoice.objects.filter(congress=row).order_by("-number").first()
    if readers == (TWO if newest is None else newest.readers):
        return readers
    refuse_if(_has_readings(row), "count.readers_after_the_first", place=row.cell.name)
    number = 1 if newest is None else newest.number + 1
    ReaderChoice.objects.create(congress=row, number=number, readers=readers, recorded_by=actor, recorded_at=at)
    happened = Happened(
        type="count.readers_chosen",
        place_code=row.cell.code,
        actor=actor,
        body={"readers": readers},
    )
    log_each([(row, happened)], side=Side.PARTY, at=at)
    return readers


def _has_readings(row: Congress) -> bool:
    """Whether a sheet of this sitting was read; those of a sitting before it are not asked."""
    held = Round.objects.filter(contest__election=row.election_id, contest__unit_code=row.cell.code)
    began = dict(held.values_list("contest").annotate(Max("first_number")))
    of_this = [r.id for r in held if r.number >= began[r.contest_id]]
    return Reading.objects.filter(sheet__round__in=of_this).exists()
