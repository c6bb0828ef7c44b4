"""Ghi nhật ký: appends events to their streams, each chained to the one before."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from dantin.core.values import Side
from dantin.store.canonical import NO_PREDECESSOR, commitment, event_hash, plain
from dantin.store.models import Congress, Contest, Event, Fact, Place, Stream

from .lengths import refuse_too_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Một việc đã xảy ra ở một nơi. `facts` are personal: the event keeps only commitments to them."""

    type: str
    place_code: str
    actor: str
    body: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)


_stood_in_for: ContextVar[str | None] = ContextVar("stood_in_for", default=None)


@contextmanager
def standing_in_for(login: str | None) -> Iterator[None]:
    """Thay mặt: every event of what is done meanwhile names the lender of the role, beside the own login of the actor.

    Around the request and not in each action: an event that forgot it would say that nobody stood in.
    """
    before = _stood_in_for.set(login)
    try:
        yield
    finally:
        _stood_in_for.reset(before)


def log(
    happenings: Iterable[Happened], *, side: Side, election_id: int | None, election_code: str, at: datetime
) -> None:
    """Append all of them, in order; call inside an action. Of no election: the registers' stream."""
    happenings = list(happenings)
    if not happenings:
        return
    for actor in {h.actor for h in happenings}:
        refuse_too_long(Event, actor=actor)
    heads = _heads({h.place_code for h in happenings}, side=side, election_id=election_id)
    events, facts = [], []
    for h in happenings:
        stream, seq, prev = heads[h.place_code]
        kept = {name: plain(value) for name, value in h.facts.items()}
        salts = {name: secrets.token_hex(16) for name in kept}
        body = plain(h.body)
        if (lender := _stood_in_for.get()) is not None:
            body["stood_in_for"] = lender
        if kept:
            body["commitments"] = {name: commitment(salts[name], value) for name, value in kept.items()}
        event = Event(stream_id=stream, seq=seq + 1, prev_hash=prev, type=h.type, actor=h.actor, at=at, body=body)
        event.hash = event_hash(side=side.value, place_code=h.place_code, election=election_code, event=event)
        heads[h.place_code] = (stream, event.seq, event.hash)
        events.append(event)
        facts += [Fact(event=event, name=name, value=value, salt=salts[name]) for name, value in kept.items()]
    # Two batches over the same places wait for each other in one order, so neither waits in a circle.
    Event.objects.bulk_create(sorted(events, key=lambda event: (event.stream_id, event.seq)))
    if facts:
        Fact.objects.bulk_create(facts)


def log_of_province(
    type_: str, body: Mapping[str, Any], *, side: Side, actor: str, at: datetime, facts: Mapping[str, Any] | None = None
) -> None:
    """Append one to the registers' stream of the province; a server that knows no units yet has no such stream."""
    province = Place.objects.filter(level=Place.Level.PROVINCE).values_list("code", flat=True).first()
    if province is not None:
        happened = Happened(type=type_, place_code=province, actor=actor, body=body, facts=facts or {})
        log([happened], side=side, election_id=None, election_code="", at=at)


def log_each(happenings: Iterable[tuple[Contest | Congress, Happened]], *, side: Side, at: datetime) -> None:
    """Append each to the streams of the election that its contest or congress belongs to; call inside an action."""
    of: dict[int, tuple[Contest | Congress, list[Happened]]] = {}
    for held, happened in happenings:
        of.setdefault(held.election_id, (held, []))[1].append(happened)
    for election_id, (held, some) in of.items():
        log(some, side=side, election_id=election_id, election_code=held.election.code, at=at)


# Plain SQL: every action asks this, and building the query with the ORM costs twice what answering it does.
_HEADS = f"""
SELECT s.place_code, s.id, COALESCE(e.seq, 0), COALESCE(e.hash, '{NO_PREDECESSOR}')
FROM {Stream._meta.db_table} AS s
LEFT JOIN {Event._meta.db_table} AS e ON e.stream_id = s.id
    AND e.seq = (SELECT max(seq) FROM {Event._meta.db_table} WHERE stream_id = s.id)
WHERE s.side = %s AND s.place_code IN """


def _heads(codes: set[str], *, side: Side, election_id: int | None) -> dict[str, tuple[int, int, str]]:
    """{place: (stream, number and hash of its newest event)}; a place's first event makes its stream."""
    found = _heads_found(codes, side=side, election_id=election_id)
    missing = sorted(codes - found.keys())
    if missing:
        Stream.objects.bulk_create(
            [Stream(side=side.value, election_id=election_id, place_code=code) for code in missing],
            ignore_conflicts=True,
        )
        found |= _heads_found(set(missing), side=side, election_id=election_id)
    return found


def _heads_found(codes: set[str], *, side: Side, election_id: int | None) -> dict[str, tuple[int, int, str]]:
    places = f"({', '.join(['%s'] * len(codes))})"
    # `IS NOT DISTINCT FROM` would say both in one way, and find neither by an index.
    of, values = ("IS NULL", []) if election_id is None else ("= %s", [election_id])
    with connection.cursor() as cursor:
        cursor.execute(f"{_HEADS}{places} AND s.election_id {of}", [side.value, *codes, *values])
        return {place: (stream, seq, hash_) for place, stream, seq, hash_ in cursor.fetchall()}
