"""Nhập phiếu đếm ở bàn làm việc: one more reading by the one protocol; the desk is a device with a chain of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.values import Side
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import Account, Reading
from dantin.store.readers.accounts import is_same_person
from dantin.store.readers.sheets import newest_of_devices
from dantin.store.refusals import refuse_if

from .count import ReadingIn, status_of, submit_reading
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
    at: datetime,
) -> SheetStatus:
    """Ghi một lần đọc. The same form sent again answers the same and adds nothing.

    One person with two accounts is one reader (F-21): whoever has the same name and telephone has read already.
    """
    side = Side(account.side)
    known = Reading.objects.filter(event_id=event_id).first()
    if known is not None:
        same = known.actor == account.login and known.sheet_id == sheet and known.figures == dict(figures)
        refuse_if(not same, "count.event_id_reused", event_id=str(event_id))
        return status_of(sheet, side=side)
    others = Reading.objects.filter(sheet=sheet).exclude(actor=account.login).values_list("actor", flat=True).distinct()
    for other in Account.objects.filter(login__in=others):
        refuse_if(is_same_person(other, account), "count.same_person_read", name=account.name)
    device = f"ban:{account.login}"
    seq, hash_ = newest_of_devices({device}).get(device, (0, NO_PREDECESSOR))
    reading = ReadingIn(
        event_id=event_id,
        sheet=sheet,
        kind=kind,
        figures=figures,
        names=names,
        actor=account.login,
        device=device,
        seq=seq + 1,
        prev_hash=hash_,
        read_at=at,
    )
    return submit_reading(side=side, reading=reading, at=at)
