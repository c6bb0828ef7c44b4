"""Cầu nối hai bên: the signed file of recognised heads, out of the State side and into the Party side.

The only fact that crosses: name, year of birth, village, number and day of the decision.
"""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from dantin.core.values import RecognisedHead, Side
from dantin.store.canonical import canonical, digest, plain
from dantin.store.keyring import Signed, sign, signed_by
from dantin.store.models import BridgeFile, Election, HeadFromState, KeyCertificate
from dantin.store.readers.bridge import heads_recognised
from dantin.store.refusals import Refused

from .log import Happened, log
from .transaction import action, require_side

FORMAT = "dantin-recognised-heads-1"


@action
def export_recognised_heads(*, election: Election, actor: str, at: datetime) -> bytes:
    """Every head recognised so far, signed with the State side's bridge key."""
    require_side(Side.STATE)
    rows = heads_recognised(election)
    heads = [
        plain(asdict(RecognisedHead(r.name, r.born_in, r.village_code, r.decision_number, r.decided_on))) for r in rows
    ]
    body = {"format": FORMAT, "election": election.code, "heads": heads}
    signed = sign(Side.STATE, KeyCertificate.Purpose.BRIDGE, canonical(body))
    _remember(Side.STATE, election, body, signed, actor=actor, at=at, type_="bridge.heads_exported")
    envelope = {"body": body, "key": signed.fingerprint, "label": signed.label, "signature": signed.signature}
    return canonical(envelope)


@action
def import_recognised_heads(*, election: Election, file: bytes, actor: str, at: datetime) -> int:
    """Take the file into the Party side after its signature; answers how many heads it names.

    A later file for the same village replaces the name only with a later decision: a by-election.
    """
    require_side(Side.PARTY)
    body, signed = _opened(file)
    label = signed_by(canonical(body), signed, side=Side.STATE, purpose=KeyCertificate.Purpose.BRIDGE, on=localdate(at))
    if label is None:
        raise Refused("bridge.bad_signature")
    file_digest = digest(body)
    known = {row.village_code: row for row in HeadFromState.objects.all()}
    new: list[HeadFromState] = []
    changed: list[HeadFromState] = []
    for head in body["heads"]:
        row = known.get(head["village_code"])
        decided_on = date.fromisoformat(head["decided_on"])
        if row is not None and row.decided_on >= decided_on:
            continue
        (new if row is None else changed).append(
            HeadFromState(
                id=row.id if row else None,
                village_code=head["village_code"],
                name=head["name"],
                born_in=head["born_in"],
                decision_number=head["decision_number"],
                decided_on=decided_on,
                file_digest=file_digest,
            )
        )
    HeadFromState.objects.bulk_create(new)
    for row in changed:
        row.save()
    _remember(Side.PARTY, election, body, signed, actor=actor, at=at, type_="bridge.heads_imported")
    return len(body["heads"])


def _opened(file: bytes) -> tuple[dict[str, Any], Signed]:
    try:
        envelope = json.loads(file)
        body = envelope["body"]
        signed = Signed(str(envelope["key"]), str(envelope["label"]), str(envelope["signature"]))
        if body["format"] != FORMAT or not isinstance(body["heads"], list):
            raise Refused("bridge.not_a_file")
    except (ValueError, KeyError, TypeError):
        raise Refused("bridge.not_a_file") from None
    return body, signed


def _remember(
    side: Side, election: Election, body: dict[str, Any], signed: Signed, *, actor: str, at: datetime, type_: str
) -> None:
    BridgeFile.objects.get_or_create(
        side=side.value,
        digest=digest(body),
        defaults={"heads": len(body["heads"]), "key_fingerprint": signed.fingerprint, "signed_at": at},
    )
    log(
        [
            Happened(
                type=type_,
                place_code=election.province.code,
                actor=actor,
                body={"digest": digest(body), "heads": len(body["heads"]), "key": signed.fingerprint},
            )
        ],
        side=side,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
