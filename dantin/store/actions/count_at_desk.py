"""Nhập phiếu đếm ở bàn làm việc: one more reading by the one protocol; the desk is a device with a chain of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from dantin.core import count
from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.values import Side
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import Account, Reading
from dantin.store.readers.accounts import is_same_person
from dantin.store.readers.remarks import (
    as_values,
    findings_of,
    findings_of_congress,
    remarks_of,
    told_on_the_day,
)
from dantin.store.readers.sheets import newest_of_devices
from dantin.store.refusals import refuse_if

from .count import ReadingIn, Taken, status_of, take_reading
from .remarks import Reasons, accepted, keep_remarks, reasons_for
from .transaction import action


@action
def read_at_desk(
    *,
    account: Account,
    event_id: UUID,
    sheet: int,
    figures: Mapping[str, int],
    kind: ReadingKind = ReadingKind.READING,
    names: Sequence[str] = (),
    cluster: int = 0,
    clusters: int = 0,
    reasons: Reasons | None = None,
    at: datetime,
) -> SheetStatus:
    """Ghi một lần đọc. The same form sent again answers the same and adds nothing.

    What is no contradiction but must be explained is taken only with a reason, `{code: reason}`; each reader gives
    their own, and none is a field on which two readings differ.
    One person with two accounts is one reader (F-21): whoever has the same name and telephone has read already.
    """
    side = Side(account.side)
    this_or_paper = Q(event_id=event_id) | Q(sheet=sheet, cluster=cluster or None)
    read = {row.event_id: row for row in Reading.objects.filter(this_or_paper)}
    known = read.get(event_id)
    if known is not None:
        same = known.actor == account.login and known.sheet_id == sheet and known.figures == dict(figures)
        refuse_if(not same, "count.event_id_reused", event_id=str(event_id))
        return status_of(sheet, side=side)
    others = {row.actor for row in read.values()} - {account.login}
    for other in Account.objects.filter(login__in=others) if others else ():
        refuse_if(is_same_person(other, account), "count.same_person_read", name=account.name)
    device = f"ban:{account.login}"
    seq, hash_ = newest_of_devices({device}).get(device, (0, NO_PREDECESSOR))
    reading = ReadingIn(
        event_id=event_id,
        sheet=sheet,
        kind=kind,
        figures=figures,
        names=names,
        cluster=cluster,
        clusters=clusters,
        actor=account.login,
        device=device,
        seq=seq + 1,
        prev_hash=hash_,
        read_at=at,
    )
    with transaction.atomic():  # a reading without its reasons is none: what is refused leaves no trace
        taken = take_reading(side=side, reading=reading, at=at)
        _explain(account, taken, figures, reasons or {}, cluster=cluster, at=at)
    return taken.status


def _explain(
    account: Account, taken: Taken, figures: Mapping[str, int], reasons: Reasons, *, cluster: int, at: datetime
) -> None:
    row, sheet, side = taken.sheet, taken.sheet.id, Side(account.side)
    if side is Side.PARTY:
        found = findings_of_congress(figures)
    elif cluster:  # what was told at a time mark is of the whole village, and a cluster has no quorum
        found = findings_of(row, figures, roll=0, told=None)
    else:
        told = told_on_the_day([row.round]).get(row.round_id)
        found = findings_of(row, figures, roll=taken.asker.roll(row.round.contest), told=told)
    if not found:
        return
    kept = remarks_of([sheet])[sheet]
    open_ = count.unaccepted(found, [each for each in as_values(kept) if each.actor == account.login])
    reasons_for(open_, reasons, place=row.round.contest.unit_code)
    read = Reading.objects.filter(sheet=sheet).count()
    rows = accepted(row, open_, reasons, after=len(kept), readings=read, actor=account.login, at=at)
    keep_remarks(rows, "count.warning_accepted", side=side, at=at)
