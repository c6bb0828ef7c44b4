"""Lập và thu khoá của màn hình phòng trực."""

import secrets
from datetime import datetime

from dantin.store.models import DisplayKey
from dantin.store.readers.displays import digest_of
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .transaction import action

# Crockford's alphabet: no letter that is read as a digit; 32 letters of five bits are 160 bits of chance.
_LETTERS, _LENGTH, _GROUP = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 32, 4


@action
def make_display_key(*, label: str, at: datetime) -> str:
    """Lập khoá cho một màn hình; the key is told this once and never again."""
    refuse_too_long(DisplayKey, label=label)
    refuse_if(DisplayKey.objects.filter(label=label).exists(), "displays.label_taken", label=label)
    key = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    DisplayKey.objects.create(label=label, digest=digest_of(key), made_at=at)
    return "-".join(key[n : n + _GROUP] for n in range(0, _LENGTH, _GROUP))


@action
def withdraw_display_key(*, label: str, at: datetime) -> None:
    """Thu khoá lại: the screen goes dark at its next question."""
    changed = DisplayKey.objects.filter(label=label, withdrawn_at=None).update(withdrawn_at=at)
    refuse_if(not changed, "displays.no_such_label", label=label)
