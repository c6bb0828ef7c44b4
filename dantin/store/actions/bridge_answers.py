"""Câu trả lời qua cầu: of each village whether the secretary is the head, yes or not yet.

Out of the Party side and into the State's; nobody's name and no figure goes with it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from dantin.core.aggregate import CellState
from dantin.core.values import Side
from dantin.store.canonical import canonical, digest
from dantin.store.keyring import Signed, sign, signed_by
from dantin.store.models import Election, KeyCertificate, SecretaryAnswer, Standing
from dantin.store.readers.bridge import ANSWERS_IMPORTED, newest_answers, newest_file_at
from dantin.store.refusals import Refused, refuse_if

from .log import Happened, log
from .transaction import action, require_side

FORMAT = "dantin-secretary-is-head-1"


@action
def export_answers(*, election: Election, actor: str, at: datetime) -> bytes:
    """Signed with the Party side's bridge key; a congress whose minutes are not signed is a not yet."""
    require_side(Side.PARTY)
    states = Standing.objects.filter(election=election).values_list("village_code", "state")
    villages = {code: state == CellState.UNIFIED for code, state in states}
    body = {"format": FORMAT, "election": election.code, "made_at": at.isoformat(), "villages": villages}
    signed = sign(Side.PARTY, KeyCertificate.Purpose.BRIDGE, canonical(body))
    _tell("bridge.answers_exported", election, body, signed, side=Side.PARTY, actor=actor, at=at)
    return canonical({"body": body, "key": signed.fingerprint, "label": signed.label, "signature": signed.signature})


@dataclass(frozen=True, slots=True)
class Answers:
    """Câu trả lời đã nhận: of so many villages the secretary is the head, of so many not yet; how many are new."""

    yes: int
    not_yet: int
    changed: int


@action
def import_answers(*, election: Election, file: bytes, actor: str, at: datetime) -> Answers:
    """Take the file into the State side after its signature; one older than the newest taken is refused."""
    require_side(Side.STATE)
    body, signed, made_at = _opened(file)
    purpose = KeyCertificate.Purpose.BRIDGE
    label = signed_by(canonical(body), signed, side=Side.PARTY, purpose=purpose, on=localdate(at))
    if label is None:
        raise Refused("bridge.bad_signature_of_party")
    newest = newest_file_at(election)
    older = newest is not None and made_at < newest
    refuse_if(older, "bridge.older_file")
    ours = set(Standing.objects.filter(election=election).values_list("village_code", flat=True))
    known = newest_answers(election)
    answers = {code: is_head for code, is_head in body["villages"].items() if code in ours}
    new = [
        SecretaryAnswer(
            election=election,
            village_code=code,
            number=1 if code not in known else known[code].number + 1,
            is_head=is_head,
            made_at=made_at,
            file_digest=digest(body),
        )
        for code, is_head in sorted(answers.items())
        if code not in known or known[code].is_head != is_head
    ]
    SecretaryAnswer.objects.bulk_create(new, batch_size=500)
    _tell(ANSWERS_IMPORTED, election, body, signed, side=Side.STATE, actor=actor, at=at)
    yes = sum(answers.values())
    return Answers(yes, len(answers) - yes, len(new))


def _opened(file: bytes) -> tuple[dict[str, Any], Signed, datetime]:
    try:
        envelope = json.loads(file)
        body = envelope["body"]
        signed = Signed(str(envelope["key"]), str(envelope["label"]), str(envelope["signature"]))
        made_at = datetime.fromisoformat(body["made_at"])
        given = body["villages"]
        plain = all(isinstance(code, str) and isinstance(answer, bool) for code, answer in given.items())
        if body["format"] != FORMAT or not plain or made_at.tzinfo is None:
            raise Refused("bridge.no_answers")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused("bridge.no_answers") from None
    return body, signed, made_at


def _tell(
    type_: str, election: Election, body: dict[str, Any], signed: Signed, *, side: Side, actor: str, at: datetime
) -> None:
    told = {
        "digest": digest(body),
        "made_at": body["made_at"],
        "yes": sum(body["villages"].values()),
        "villages": len(body["villages"]),
        "key": signed.fingerprint,
    }
    happened = Happened(type=type_, place_code=election.province.code, actor=actor, body=told)
    log([happened], side=side, election_id=election.id, election_code=election.code, at=at)
