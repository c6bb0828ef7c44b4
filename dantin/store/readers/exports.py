"""Danh sách để xuất: rows of each list in the order of its columns, so that what goes out comes in again unchanged."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from django.conf import settings

from dantin.core.values import Side
from dantin.imports.columns import Value
from dantin.imports.lists import OUTGOING
from dantin.store.models import (
    Candidacy,
    Cell,
    CellVillage,
    Election,
    HouseholdRepresentative,
    Member,
    Place,
    Roll,
    Round,
    Succession,
    Term,
)
from dantin.store.refusals import refuse_if

from . import poll_exports

Row = tuple[Value, ...]
_OF_ONE_SIDE = {
    "rolls": Side.STATE,
    "households": Side.STATE,
    "warnings": Side.STATE,
    "by_elections": Side.STATE,
    "cells": Side.PARTY,
    "members": Side.PARTY,
}


def export_rows(name: str, *, election: Election | None = None, reader: str | None = None) -> Iterator[Row]:
    """The rows of one list as this server keeps them; many lists are of one election, readings of one person."""
    side = _OF_ONE_SIDE.get(name) or (None if election is None else Side(election.side))
    refuse_if(side is not None and settings.SIDE not in ("both", side.value), "side.not_here", side=side and side.value)
    if OUTGOING[name].of_election:
        refuse_if(election is None, "import.election_needed", what=OUTGOING[name].title)
        assert election is not None
        if name == "readings":
            return poll_exports.readings(election, reader)
        return _ROWS_OF_ELECTION[name](election)
    if name == "calls":
        return poll_exports.calls(election)
    return _ROWS[name]()


def _places() -> Iterator[Row]:
    order = {level.value: n for n, level in enumerate(Place.Level)}
    codes = dict(Place.objects.values_list("id", "code"))
    columns = ("level", "kind", "code", "name", "parent_id", "valid_from", "valid_to")
    rows = sorted(Place.objects.order_by("code", "id").values_list(*columns), key=lambda row: order[row[0]])
    for level, kind, code, name, parent, valid_from, valid_to in rows:
        yield level, kind, code, name, codes.get(parent), valid_from, valid_to


def _successions() -> Iterator[Row]:
    rows = Succession.objects.order_by("effective_on", "old__code", "new__code", "id")
    columns = ("old__code", "old__name", "new__code", "new__name", "effective_on", "decision_number", "decided_on")
    for *units, effective_on, decision_number, decided_on in rows.values_list(*columns):
        yield *units, effective_on, decision_number or None, decided_on


def _rolls(election: Election) -> Iterator[Row]:
    rows = Roll.objects.filter(election=election).order_by("village__code")
    yield from rows.values_list("village__code", "count", "source", "electorate", "certified_on")


def _households() -> Iterator[Row]:
    """Each with its newest representative."""
    rows = HouseholdRepresentative.objects.order_by("household__village__code", "household__number", "-since")
    last = None
    for village, number, head, name, sex, born_in, authority, since in rows.values_list(
        "household__village__code",
        "household__number",
        "household__head_name",
        "person__name",
        "person__sex",
        "person__born_in",
        "authority",
        "since",
    ).iterator():
        if (village, number) != last:
            last = village, number
            yield village, number, head, name, sex or None, born_in, authority, since


def _candidates(election: Election) -> Iterator[Row]:
    """Of the first round: who was on the ballot then. Standing is a fact of the Party side only."""
    first = {one.contest_id: one for one in Round.objects.filter(contest__election=election, number=1)}
    rows = Candidacy.objects.filter(contest__election=election).select_related("person", "contest__wave")
    for row in rows.order_by("contest__unit_code", "contest__post", "position"):
        contest, person, round_ = row.contest, row.person, first[row.contest_id]
        standing = row.standing if election.side == Side.PARTY.value else None
        yield (
            contest.post,
            contest.unit_code,
            row.position,
            person.name,
            person.sex or None,
            person.born_in,
            row.origin,
            standing,
            contest.seats,
            contest.wave.name,
            round_.held_on,
            round_.procedure,
            round_.vote_form,
        )


def _cells() -> Iterator[Row]:
    villages = defaultdict(list)
    for cell, code in CellVillage.objects.order_by("village_code").values_list("cell_id", "village_code"):
        villages[cell].append(code)
    for cell in Cell.objects.order_by("code"):
        yield cell.code, cell.name, cell.higher_committee, "; ".join(villages[cell.id]) or None


def _members() -> Iterator[Row]:
    here = Member.objects.exclude(status=Member.Status.LEFT)
    rows = here.order_by("cell__code", "person__sort_key", "person__born_in", "id")
    columns = ("cell__code", "person__name", "person__sex", "person__born_in", "status", "activity")
    for cell, name, sex, born_in, status, activity in rows.values_list(*columns).iterator():
        yield cell, name, sex or None, born_in, status, activity


def _terms() -> Iterator[Row]:
    """Those of the sides this server holds; a server of both answers for both, side by side."""
    sides = [side.value for side in Side if settings.SIDE in ("both", side.value)]
    rows = Term.objects.filter(side__in=sides).order_by("-side", "unit_code", "post", "begins_in", "id")
    columns = ("post", "unit_code", "village_code", "person__name", "person__sex", "person__born_in")
    figures = ("begins_in", "ends_in", "roll", "voted", "votes", "round_number", "also_head")
    for post, unit, village, name, sex, born_in, *told, also_head in rows.values_list(*columns, *figures):
        also = None if also_head is None else "yes" if also_head else "no"
        yield post, unit, village, name, sex or None, born_in, *told, also


_ROWS: Mapping[str, Callable[[], Iterator[Row]]] = {
    "places": _places,
    "successions": _successions,
    "households": _households,
    "cells": _cells,
    "members": _members,
    "terms": _terms,
}
_ROWS_OF_ELECTION: Mapping[str, Callable[[Election], Iterator[Row]]] = {
    "rolls": _rolls,
    "candidates": _candidates,
    "snapshots": poll_exports.snapshots,
    "rounds": poll_exports.rounds,
    "recognitions": poll_exports.recognitions,
    "by_elections": poll_exports.by_elections,
    "congresses": poll_exports.congresses,
    "warnings": poll_exports.warnings,
}
