"""Tin khoá của bên kia: its certificates carried by hand, its root's fingerprint read from paper by a person."""

from datetime import datetime

from dantin.core.values import Side
from dantin.store.keyring import certificates_in
from dantin.store.models import KeyCertificate

from .log import log_of_province
from .transaction import action


@action
def trust_certificates(file: bytes, *, side: Side, own: Side, root: str, actor: str, at: datetime) -> int:
    """Answers how many are new; without them no file that the other side signed is believed here."""
    given = certificates_in(file, side=side, root=root)
    known = set(KeyCertificate.objects.values_list("fingerprint", flat=True))
    new = KeyCertificate.objects.bulk_create([one for one in given if one.fingerprint not in known])
    if new:
        body = {"side": side.value, "root": root, "keys": [one.fingerprint for one in new]}
        log_of_province("keys.trusted", body, side=own, actor=actor, at=at)
    return len(new)
