"""Hồ sơ một thôn for the public: stage 1 as announced in the hall, of stage 2 only what design §4.11 allows.

A fixed number of queries whatever the village. The Party side's figures are never read here: of its declarations only
who was elected, and only after endorsement.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max

from dantin.store.models import (
    Candidacy,
    Congress,
    Declaration,
    HouseholdRepresentative,
    Recognition,
    Roll,
    Round,
)

from .progress import ElectionRow, StandingRow, standings


class RollFacts(NamedTuple):
    """Tổng số của thôn và cách có được số ấy."""

    count: int
    electorate: str
    source: str
    certified_on: date


class RoundFacts(NamedTuple):
    """Một lần bầu, with its newest declaration where there is one."""

    number: int
    held_on: date
    procedure: str
    vote_form: str
    question: dict[str, Any] | None
    answer: dict[str, Any] | None
    declared_at: datetime | None


class RecognitionFacts(NamedTuple):
    """Quyết định công nhận."""

    decision_number: str
    decided_on: date


class CongressFacts(NamedTuple):
    """Đại hội chi bộ as the public may see it. `posts` are (post, name), empty until endorsed."""

    held_on: date
    closed_at: datetime | None
    endorsed_on: date | None
    endorsement_number: str
    posts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hồ sơ một thôn."""

    head: StandingRow | None
    cell: StandingRow | None
    roll: RollFacts | None
    households: dict[str, int]
    candidates: dict[str, str]
    rounds: tuple[RoundFacts, ...]
    recognition: RecognitionFacts | None
    congress: CongressFacts | None


def dossier(village: str, *, heads: ElectionRow | None, cells: ElectionRow | None) -> Dossier:
    """Everything the page of one village shows."""
    head = standings(heads.id, village=village) if heads else []
    cell = standings(cells.id, village=village) if cells else []
    roll = _roll(heads.id, village) if heads else None
    rounds = _rounds(heads.id, village) if heads else ()
    return Dossier(
        head=head[0] if head else None,
        cell=cell[0] if cell else None,
        roll=roll,
        households=_households(village) if roll and roll.source == Roll.Source.HOUSEHOLDS else {},
        candidates=_names(rounds),
        rounds=rounds,
        recognition=_recognition(heads.id, village) if heads else None,
        congress=_congress(cells.id, village) if cells else None,
    )


def _roll(election: int, village: str) -> RollFacts | None:
    rows = Roll.objects.filter(election=election, village__code=village)
    row = rows.values_list("count", "electorate", "source", "certified_on").first()
    return RollFacts(*row) if row else None


def _households(village: str) -> dict[str, int]:
    """How many representatives there are by each authority; no household is named on a public page."""
    rows = HouseholdRepresentative.objects.filter(household__village__code=village)
    return dict(rows.values_list("authority").annotate(Count("household", distinct=True)).order_by("authority"))


def _rounds(election: int, village: str) -> tuple[RoundFacts, ...]:
    """Each round with its newest declaration; a round not yet declared has none."""
    rows = (
        Round.objects.filter(contest__election=election, contest__village_code=village, contest__side="state")
        .order_by("number", "declarations__version")
        .values_list(
            "number",
            "held_on",
            "procedure",
            "vote_form",
            "declarations__question",
            "declarations__answer",
            "declarations__declared_at",
        )
    )
    newest = {row[0]: RoundFacts(*row) for row in rows}
    return tuple(newest.values())


def _names(rounds: tuple[RoundFacts, ...]) -> dict[str, str]:
    """Candidates by key, as each round's question named them."""
    return {
        str(candidate.get("id", candidate["name"])): candidate["name"]
        for each in rounds
        for candidate in (each.question or {}).get("candidates", ())
    }


def _recognition(election: int, village: str) -> RecognitionFacts | None:
    rows = Recognition.objects.filter(village_code=village, declaration__round__contest__election=election)
    row = rows.values_list("decision_number", "decided_on").first()
    return RecognitionFacts(*row) if row else None


def _congress(election: int, village: str) -> CongressFacts | None:
    rows = Congress.objects.filter(election=election, village_code=village).annotate(
        endorsed_on=Max("endorsement__decided_on"), number=Max("endorsement__decision_number")
    )
    row = rows.values_list("held_on", "closed_at", "endorsed_on", "number", "cell__code").first()
    if row is None:
        return None
    held_on, closed_at, endorsed_on, number, unit = row
    return CongressFacts(held_on, closed_at, endorsed_on, number or "", _posts(election, unit) if endorsed_on else ())


_ORDER = {"secretary": 0, "deputy_secretary": 1, "committee": 2}


def _posts(election: int, unit: str) -> tuple[tuple[str, str], ...]:
    """Who was elected to what in an endorsed congress; no votes, no bases."""
    elected = Declaration.objects.filter(
        round__contest__election=election, round__contest__unit_code=unit, side="party"
    )
    newest: dict[tuple[str, int], list[str]] = {
        (post, number): keys
        for post, number, keys in elected.order_by("version").values_list(
            "round__contest__post", "round__number", "elected"
        )
    }
    names = {
        (post, key): name
        for post, key, name in Candidacy.objects.filter(
            contest__election=election, contest__unit_code=unit, contest__side="party"
        ).values_list("contest__post", "key", "person__name")
    }
    found = [(post, names[post, key]) for (post, _), keys in sorted(newest.items()) for key in keys]
    return tuple(sorted(found, key=lambda pair: _ORDER.get(pair[0], 9)))
