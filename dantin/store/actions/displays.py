"""Lập và thu khoá của màn hình phòng trực: each an event of the province; the key itself is in none."""

import secrets
from datetime import datetime

from dantin.core.values import Side
from dantin.store.models import DisplayKey, Place
from dantin.store.readers.displays import digest_of
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .transaction import action

# Crockford's alphabet: no letter that is read as a digit; 32 letters of five bits are 160 bits of chance.
_LETTERS, _LENGTH, _GROUP = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 32, 4


SERVER = "dòng lệnh"


@action
def make_display_key(*, label: str, at: datetime, side: Side = Side.STATE, actor: str = SERVER) -> str:
    """Lập khoá cho một màn hình; the key is told this once and never again."""
    refuse_if(not label.strip(), "displays.no_label")
    refuse_too_long(DisplayKey, label=label)
    refuse_if(DisplayKey.objects.filter(label=label).exists(), "displays.label_taken", label=label)
    key = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    row = DisplayKey.objects.create(label=label, digest=digest_of(key), made_at=at)
    _tell("displays.key_made", row, side=side, actor=actor, at=at)
    return "-".join(key[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))


@action
def withdraw_display_key(*, label: str, at: datetime, side: Side = Side.STATE, actor: str = SERVER) -> None:
    """Thu khoá lại: the screen goes dark at its next question."""
    row = DisplayKey.objects.filter(label=label, withdrawn_at=None).first()
    if row is None:
        raise Refused("displays.no_such_label", label=label)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    _tell("displays.key_withdrawn", row, side=side, actor=actor, at=at)


def _tell(event: str, row: DisplayKey, *, side: Side, actor: str, at: datetime) -> None:
    """An event in the stream of the province's registers; a server that knows no units yet has no such stream."""
    province = Place.objects.filter(level=Place.Level.PROVINCE).values_list("code", flat=True).first()
    if province is None:
        return
    log(
        [Happened(type=event, place_code=province, actor=actor, body={"display": row.pk})],
        side=side,
        election_id=None,
        election_code="",
        at=at,
    )
