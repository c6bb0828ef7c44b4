"""Ghi nhật ký: appends events to their streams, each chained to the one before."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from dantin.core.values import Side
from dantin.store.canonical import NO_PREDECESSOR, commitment, event_hash, plain
from dantin.store.models import Event, Fact, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Một việc đã xảy ra ở một nơi. `facts` are personal: the event keeps only commitments to them."""

    type: str
    place_code: str
    actor: str
    body: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)


def log(happenings: Iterable[Happened], *, side: Side, election_id: int, election_code: str, at: datetime) -> None:
    """Append all of them, in order; call inside an action."""
    happenings = list(happenings)
    streams = _streams({h.place_code for h in happenings}, side=side, election_id=election_id)
    newest = Event.objects.filter(stream=OuterRef("stream")).order_by("-seq").values("seq")[:1]
    heads: dict[int, tuple[int, str]] = {
        stream: (seq, hash_)
        for stream, seq, hash_ in Event.objects.filter(
            stream_id__in=streams.values(), seq=Subquery(newest)
        ).values_list("stream_id", "seq", "hash")
    }
    events, facts = [], []
    for h in happenings:
        stream = streams[h.place_code]
        seq, prev = heads.get(stream, (0, NO_PREDECESSOR))
        kept = {name: plain(value) for name, value in h.facts.items()}
        salts = {name: secrets.token_hex(16) for name in kept}
        body = plain(h.body)
        if kept:
            body["commitments"] = {name: commitment(salts[name], value) for name, value in kept.items()}
        event = Event(stream_id=stream, seq=seq + 1, prev_hash=prev, type=h.type, actor=h.actor, at=at, body=body)
        event.hash = event_hash(side=side.value, place_code=h.place_code, election=election_code, event=event)
        heads[stream] = (event.seq, event.hash)
        events.append(event)
        facts += [Fact(event=event, name=name, value=value, salt=salts[name]) for name, value in kept.items()]
    # Two batches over the same places wait for each other in one order, so neither waits in a circle.
    Event.objects.bulk_create(sorted(events, key=lambda event: (event.stream_id, event.seq)))
    if facts:
        Fact.objects.bulk_create(facts)


def _streams(codes: set[str], *, side: Side, election_id: int) -> dict[str, int]:
    wanted = Stream.objects.filter(side=side.value, election_id=election_id, place_code__in=codes)
    found = dict(wanted.values_list("place_code", "id"))
    missing = sorted(codes - found.keys())
    if missing:
        Stream.objects.bulk_create(
            [Stream(side=side.value, election_id=election_id, place_code=code) for code in missing],
            ignore_conflicts=True,
        )
        found = dict(wanted.all().values_list("place_code", "id"))
    return found
