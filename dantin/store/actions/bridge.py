"""Cầu nối hai bên: the signed file of recognised heads, out of the State side and into the Party side.

The only facts that cross: name, year of birth, village, number and day of the decision; of a recognition that was set
aside its number, and number and day of the paper that did so.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from dantin.core.values import Side
from dantin.store.canonical import canonical, digest
from dantin.store.keyring import Signed, sign, signed_by
from dantin.store.models import BridgeFile, Congress, Election, HeadChange, HeadFromState, KeyCertificate
from dantin.store.readers.bridge import FORMAT, list_of_heads
from dantin.store.readers.congress import compared, heads_of, outcomes
from dantin.store.refusals import Refused

from .log import Happened, log
from .standing import change_standings
from .transaction import action, require_side

# The first kind of file named heads alone.
FORMATS = frozenset({"dantin-recognised-heads-1", FORMAT})


@action
def export_recognised_heads(*, election: Election, actor: str, at: datetime) -> bytes:
    """Every head recognised so far, and every recognition set aside since; signed with the State side's bridge key."""
    require_side(Side.STATE)
    body = list_of_heads(election)
    signed = sign(Side.STATE, KeyCertificate.Purpose.BRIDGE, canonical(body))
    _remember(Side.STATE, election, body, signed, actor=actor, at=at, type_="bridge.heads_exported")
    envelope = {"body": body, "key": signed.fingerprint, "label": signed.label, "signature": signed.signature}
    return canonical(envelope)


@dataclass(frozen=True, slots=True)
class Taken:
    """Tệp đã nhận: how many heads it names, and what it changed of those known before."""

    heads: int
    changed: Sequence[HeadChange]


@action
def import_recognised_heads(*, election: Election, file: bytes, actor: str, at: datetime) -> Taken:
    """Take the file into the Party side after its signature, for this election of congresses.

    A later file replaces a name only with a later decision (a by-election), and takes it away where the State set that
    very recognition aside; an older file brings nobody back. Whether secretary and head are one is compared anew.
    """
    require_side(Side.PARTY)
    body, signed = _opened(file)
    label = signed_by(canonical(body), signed, side=Side.STATE, purpose=KeyCertificate.Purpose.BRIDGE, on=localdate(at))
    if label is None:
        raise Refused("bridge.bad_signature")
    known = {row.village_code: row for row in HeadFromState.objects.filter(election=election)}
    before = list(HeadChange.objects.filter(election=election))
    gone = {(row.village_code, row.was_number) for row in before}
    numbers = Counter(row.village_code for row in before)
    new: list[HeadFromState] = []
    changes: list[HeadChange] = []

    def change(row: HeadFromState, number: str, on: date, *, withdrawn: bool) -> None:
        numbers[row.village_code] += 1
        changes.append(
            HeadChange(
                election=election,
                village_code=row.village_code,
                number=numbers[row.village_code],
                was_number=row.decision_number,
                was_decided_on=row.decided_on,
                decision_number=number,
                decided_on=on,
                withdrawn=withdrawn,
                file_digest=digest(body),
                recorded_by=actor,
                recorded_at=at,
            )
        )

    aside = {(one["village_code"], one["decision_number"]): one for one in body.get("withdrawn", ())}
    for head in body["heads"]:
        village, number, decided_on = head["village_code"], head["decision_number"], _day(head["decided_on"])
        row = known.get(village)
        stands = row is not None and (village, row.decision_number) not in aside and row.decided_on >= decided_on
        if (village, number) in gone or stands:
            continue
        if row is None:
            row = HeadFromState(election=election, village_code=village)
            known[village] = row
            new.append(row)
        else:
            change(row, number, decided_on, withdrawn=False)
        row.name, row.born_in, row.decision_number = head["name"], head["born_in"], number
        row.decided_on, row.file_digest = decided_on, digest(body)
    for (village, number), paper in aside.items():
        row = known.get(village)
        if row is not None and row.decision_number == number:
            change(row, paper["paper_number"], _day(paper["decided_on"]), withdrawn=True)
    left = {row.village_code for row in changes if row.withdrawn}
    HeadFromState.objects.bulk_create(new)
    for village in {row.village_code for row in changes} - left:
        known[village].save()
    HeadFromState.objects.filter(election=election, village_code__in=left).delete()
    HeadChange.objects.bulk_create(changes)
    _remember(Side.PARTY, election, body, signed, actor=actor, at=at, type_="bridge.heads_imported")
    _compare_again(election, changes, actor=actor, at=at)
    return Taken(len(body["heads"]), changes)


def _compare_again(election: Election, changes: Sequence[HeadChange], *, actor: str, at: datetime) -> None:
    """One event a village; where minutes are signed, secretary and head are compared with the head as now named."""
    newest = {row.village_code: row for row in changes}
    rows = Congress.objects.filter(election=election, current=True, village_code__in=newest).select_related("cell")
    congresses = {row.village_code: row for row in rows}
    signed = [row for row in congresses.values() if row.signed_at is not None]
    results, heads = outcomes(signed), heads_of(signed)
    states = {
        row.village_code: compared(results[row.id], heads.get((row.election_id, row.village_code))).value
        for row in signed
    }
    change_standings(election.id, {village: {"state": state} for village, state in states.items()}, at=at)
    happened = []
    for village, row in sorted(newest.items()):
        congress = congresses.get(village)
        body = {
            "was": row.was_number,
            "decision_number": row.decision_number,
            "decided_on": row.decided_on,
            "withdrawn": row.withdrawn,
        }
        happened.append(
            Happened(
                type="bridge.head_changed",
                place_code=village if congress is None else congress.cell.code,
                actor=actor,
                body=body | ({"state": states[village]} if village in states else {}),
            )
        )
    log(happened, side=Side.PARTY, election_id=election.id, election_code=election.code, at=at)


def _day(given: str) -> date:
    return date.fromisoformat(given)


def _opened(file: bytes) -> tuple[dict[str, Any], Signed]:
    try:
        envelope = json.loads(file)
        body = envelope["body"]
        signed = Signed(str(envelope["key"]), str(envelope["label"]), str(envelope["signature"]))
        if body["format"] not in FORMATS or not isinstance(body["heads"], list):
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
