"""Dạng chuẩn để băm và ký: one fact has one sequence of bytes, on every machine."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

NO_PREDECESSOR = "0" * 64


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:  # this machine's zone would be taken for it, another's on another machine
            raise ValueError("no canonical form for a moment without a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, UTF-8; moments in UTC."""
    return _ENCODER.encode(value).encode()


def plain(value: Any) -> Any:
    """The value as JSON keeps it, days and moments as text: what is stored is what was hashed."""
    return json.loads(canonical(value))


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def commitment(salt: str, value: Any) -> str:
    """sha256(salt ‖ canonical fact): binds an event to a personal fact without holding it (design §4.9)."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def event_hash(*, side: str, place_code: str, election: str, event: Any) -> str:
    """What `Event.hash` must be: everything in the event, its place in its stream, and the event before it."""
    return digest(
        {
            "stream": [side, place_code, election],
            "seq": event.seq,
            "prev": event.prev_hash,
            "type": event.type,
            "actor": event.actor,
            "at": event.at,
            "body": event.body,
        }
    )


def reading_hash(reading: Any, sheet_id: int) -> str:
    """What `Reading.hash` must be: the whole envelope of design §4.5 but the signature and the server's own clock."""
    return digest(
        {
            "event_id": str(reading.event_id),
            "sheet": sheet_id,
            "kind": reading.kind,
            "figures": reading.figures,
            "names": list(reading.names),
            "actor": reading.actor,
            "device": reading.device,
            "seq": reading.seq,
            "prev": reading.prev_hash,
            "read_at": reading.read_at,
            **({"cluster": [reading.cluster, reading.clusters]} if reading.cluster else {}),
        }
    )
