"""Lập và thu khoá của màn hình phòng trực: each an event of the province; the key itself is in none."""

import secrets
from datetime import datetime

from dantin.core.values import Side
from dantin.store.models import DisplayKey
from dantin.store.readers.displays import digest_of
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import log_of_province
from .transaction import action

# Crockford's alphabet: no letter that is read as a digit; 32 letters of five bits are 160 bits of chance.
_LETTERS, _LENGTH, _GROUP = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 32, 4


SERVER = "dòng lệnh"


@action
def make_display_key(*, label: str, at: datetime, side: Side = Side.STATE, actor: str = SERVER) -> str:
    """Lập khoá cho một màn hình; the key is told this once and never again."""
    refuse_if(not label.strip(), "displays.no_label")
    refuse_too_long(DisplayKey, label=label)
    refuse_if(DisplayKey.objects.filter(label=label, withdrawn_at=None).exists(), "displays.label_taken", label=label)
    key = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    row = DisplayKey.objects.create(label=label, digest=digest_of(key), made_at=at)
    log_of_province("displays.key_made", {"display": row.pk}, side=side, actor=actor, at=at)
    return "-".join(key[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))


@action
def withdraw_display_key(
    *, label: str, at: datetime, number: int | None = None, side: Side = Side.STATE, actor: str = SERVER
) -> None:
    """Thu khoá lại: the screen goes dark at its next question. Names are used again, so a button gives a number."""
    row = DisplayKey.objects.filter(label=label, withdrawn_at=None).first()
    if row is None or number not in (None, row.pk):
        raise Refused("displays.no_such_label", label=label)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    log_of_province("displays.key_withdrawn", {"display": row.pk}, side=side, actor=actor, at=at)
