"""Kết quả công khai của một cuộc bầu trưởng thôn, village by village: what files for others are written from.

Only what the page of each village shows (design §4.11): a round that was not announced, or fell by a paper, has no
figures here, and of a candidate there is the name alone. Congresses are of the other side and have no such value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone

from dantin.core.values import Side
from dantin.store.models import ByElection, Election
from dantin.store.refusals import refuse_if

from .clock import Moment
from .elections import named_election
from .places import Territory, Unit, chronicle
from .progress import StandingRow, standings
from .village import RecognitionFacts, RoundFacts, recognitions_of_all, rounds_of_all, standing_of_all


@dataclass(frozen=True, slots=True)
class Voted:
    """Một người trong một lần bầu đã công bố."""

    key: str
    name: str
    votes: int
    percent: str | None
    is_elected: bool


@dataclass(frozen=True, slots=True)
class VillageOutcome:
    """Kết quả của một thôn. `standing` are {key: name} on the list, known where no round has its figures yet."""

    unit: Unit
    commune: Unit
    row: StandingRow
    rounds: tuple[RoundFacts, ...]
    standing: dict[str, str]
    recognition: RecognitionFacts | None

    @property
    def announced(self) -> tuple[RoundFacts, ...]:
        """Các lần bầu đã công bố, in their order."""
        return tuple(each for each in self.rounds if each.is_announced)

    @property
    def winner(self) -> Voted | None:
        """Người trúng cử, where the newest announced round elected somebody."""
        announced = self.announced
        found = [one for one in voted(announced[-1]) if one.is_elected] if announced else []
        return found[0] if found else None


@dataclass(frozen=True)
class ElectionResults:
    """Kết quả của một cuộc bầu as it stood at `made_at`, in the units of the day on which it was called."""

    election: Election
    is_by_election: bool
    places: Territory
    villages: tuple[VillageOutcome, ...]
    simulated: bool
    made_at: datetime

    @property
    def told_at(self) -> str:
        """`made_at` as a file tells it, in Vietnamese time to the second."""
        return timezone.localtime(self.made_at).isoformat(timespec="seconds")

    @property
    def province(self) -> Unit:
        assert self.places.province is not None, "an election is called in a province"
        return self.places.province

    @cached_property
    def tree(self) -> dict[Unit, dict[Unit, list[VillageOutcome]]]:
        """{district: {commune: its villages}}; without a district level the province stands for it."""
        of_commune: dict[str, list[VillageOutcome]] = {}
        for one in self.villages:
            of_commune.setdefault(one.commune.code, []).append(one)
        whole: dict[Unit, dict[Unit, list[VillageOutcome]]] = {}
        for district in self.places.districts:
            for commune in self.places.communes[district.code]:
                if commune.code in of_commune:
                    whole.setdefault(district, {})[commune] = of_commune[commune.code]
        return whole


def election_results(code: str, at: Moment) -> ElectionResults:
    """The public results of the election of that code, in a fixed number of queries."""
    refuse_if(Side.PARTY.value == settings.SIDE, "side.not_here", side=Side.STATE.value)
    election = named_election(code)
    refuse_if(election.side != Side.STATE, "publish.not_of_a_congress", election=code)
    places = chronicle().on(election.called_on)
    villages = tuple(_villages(election, places))
    refuse_if(not villages, "publish.no_villages", election=code)
    return ElectionResults(
        election=election,
        is_by_election=ByElection.objects.filter(election=election).exists(),
        places=places,
        villages=villages,
        simulated=at.simulated,
        made_at=at.now,
    )


def _villages(election: Election, places: Territory) -> Iterator[VillageOutcome]:
    """In the order of the tree and of names; each village that was called is there, or nothing is told."""
    rows = {row.village_code: row for row in standings(election.id)}
    rounds, recognised = rounds_of_all(election.id), recognitions_of_all(election.id)
    standing = standing_of_all(election.id)
    for district in places.districts:
        for commune in places.communes[district.code]:
            for unit in places.villages[commune.code]:
                row = rows.pop(unit.code, None)
                if row is None:
                    continue
                held = rounds.get(unit.code, ())
                listed = {} if any(each.question for each in held) else standing.get(unit.code, {})
                yield VillageOutcome(unit, commune, row, held, listed, recognised.get(unit.code))
    refuse_if(rows, "publish.village_without_place", places=", ".join(sorted(rows)), election=election.code)


def voted(each: RoundFacts) -> list[Voted]:
    """Who got how many votes in a round that was announced, in the order of the list."""
    if each.answer is None or not each.is_announced:
        return []
    elected = set(each.answer["elected"])
    keyed = [(str(share.get("id", share["name"])), share) for share in each.answer["shares"]]
    return [Voted(key, one["name"], one["votes"], one["percent"], key in elected) for key, one in keyed]


def ballots(each: RoundFacts) -> dict[str, Any] | None:
    """Số phiếu of a round that was announced; None where hands were shown, or nothing came to a vote."""
    if not each.is_announced or each.question is None or each.answer is None or not each.answer["shares"]:
        return None
    given: dict[str, Any] | None = each.question.get("ballots")
    return None if each.vote_form == "show_of_hands" else given
