"""Nạp danh sách: a whole file in one transaction and one event, or nothing; a dry run plans and writes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dantin.core.values import Side
from dantin.imports.reading import Reading
from dantin.store.actions.log import Happened, log
from dantin.store.actions.transaction import action, require_side
from dantin.store.models import Election
from dantin.store.refusals import refuse_if

from . import (
    by_elections,
    calls,
    candidates,
    cells,
    congresses,
    households,
    members,
    places,
    readings,
    recognitions,
    rolls,
    rounds,
    snapshots,
    successions,
    terms,
)
from .plan import Plan, Source

__all__ = ["EVENT_OF", "Imported", "Source", "import_list", "lists_of_side", "side_of"]

_PLANS: Mapping[str, Callable[[Reading, Source], Plan]] = {
    "places": places.plan,
    "successions": successions.plan,
    "rolls": rolls.plan,
    "households": households.plan,
    "candidates": candidates.plan,
    "cells": cells.plan,
    "members": members.plan,
    "terms": terms.plan,
    "calls": calls.plan,
    "snapshots": snapshots.plan,
    "readings": readings.plan,
    "rounds": rounds.plan,
    "recognitions": recognitions.plan,
    "by_elections": by_elections.plan,
    "congresses": congresses.plan,
}
# A call is told by its own event. Of the other lists of a poll the file is told as a file, and what it did by place.
EVENT_OF = {name: f"register.{name}_imported" for name in _PLANS} | {
    "calls": "",
    "by_elections": "",
    "snapshots": "ballot.snapshots_imported",
    "readings": "count.readings_imported",
    "rounds": "plan.rounds_imported",
    "recognitions": "record.recognitions_imported",
}
_OF_ONE_SIDE = {
    "rolls": Side.STATE,
    "households": Side.STATE,
    "snapshots": Side.STATE,
    "recognitions": Side.STATE,
    "by_elections": Side.STATE,
    "cells": Side.PARTY,
    "members": Side.PARTY,
    "congresses": Side.PARTY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Kết quả nạp: with any fault nothing was written; `written` is false after a dry run too."""

    rows: int
    new: int
    changed: int
    same: int
    written: bool
    notes: tuple[str, ...]


def side_of(reading: Reading, *, otherwise: Side, election: Election | None = None) -> Side:
    """Whose list it is: by its kind, its election, the posts it names, or, of places, by the server."""
    name = reading.kind.name
    if name in ("readings", "rounds") and election is not None:
        return Side(election.side)
    if name in ("candidates", "terms"):
        side = terms.side_of(reading.rows)
        refuse_if(side is None and reading.rows, "import.two_sides")
        return side or otherwise
    if name == "calls":
        side = calls.side_of(reading.rows)
        refuse_if(side is None and reading.rows, "import.two_sides")
        return side or otherwise
    return _OF_ONE_SIDE.get(name, otherwise)


def lists_of_side(side: str) -> list[str]:
    """The lists that one side may load, in the order in which they are wanted."""
    return [name for name in _PLANS if _OF_ONE_SIDE.get(name, side) == side]


@action
def import_list(*, reading: Reading, source: Source, write: bool) -> Imported:
    """Plan what the file changes; write it when asked and when nothing is wrong. Faults are added to `reading`."""
    name = reading.kind.name
    require_side(source.side)
    election = source.election
    refuse_if(
        election is not None and election.side != source.side.value,
        "import.election_of_other_side",
        election=election and election.code,
    )
    plan = _planned(reading, source)
    touched = plan.new + plan.changed
    if write and touched and not reading.faults:
        plan.write()
    if write and touched and not reading.faults and EVENT_OF[name]:
        place_code = election.province.code if election is not None else places.province_code()
        log(
            [
                Happened(
                    type=EVENT_OF[name],
                    place_code=place_code or "",
                    actor=source.actor,
                    body={
                        "digest": source.digest,
                        "rows": len(reading.rows),
                        "new": plan.new,
                        "changed": plan.changed,
                    },
                )
            ],
            side=source.side,
            election_id=None if election is None else election.id,
            election_code="" if election is None else election.code,
            at=source.at,
        )
    return Imported(
        rows=len(reading.rows),
        new=plan.new,
        changed=plan.changed,
        same=plan.same,
        written=bool(write and not reading.faults),
        notes=tuple(plan.notes),
    )


def _planned(reading: Reading, source: Source) -> Plan:
    """The plan, however often a lost race makes it be worked out again."""
    of_the_file = [fault for fault in reading.faults if fault not in reading.of_the_store]
    reading.faults[:] = of_the_file
    plan = _PLANS[reading.kind.name](reading, source)
    reading.of_the_store = reading.faults[len(of_the_file) :]
    return plan
