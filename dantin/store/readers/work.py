"""Việc của từng thôn: how far the election of village heads is in each village of a place, for those who do the work.

A fixed number of queries, however many villages; a village's sheets carry their readings only while unsigned.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from dantin.core import count
from dantin.core.aggregate import HeadState
from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.store.models import (
    Candidacy,
    Contest,
    Declaration,
    Election,
    Person,
    Reading,
    Recognition,
    Round,
    Sheet,
    Standing,
    TurnoutSnapshot,
)

from .periods import units_of
from .sheets import as_values


@dataclass(slots=True)
class Ballot:
    """Một lần bầu: the round, its sheet and what was read, and the newest conclusion."""

    round: Round
    sheet: Sheet
    readings: list[count.Reading] = field(default_factory=list)
    last_read_at: datetime | None = None
    declaration: Declaration | None = None

    @property
    def status(self) -> SheetStatus:
        return count.status(self.readings, signed=self.sheet.signed_at is not None)

    @property
    def readers(self) -> list[str]:
        """Who read, in order; a recount and its confirmation are no readings."""
        return list(dict.fromkeys(r.actor for r in self.readings if r.kind == count.ReadingKind.READING))


@dataclass(slots=True)
class VillageWork:
    """Một thôn trong cuộc bầu. `ballots` in order; the last is the one at work."""

    standing: Standing
    name: str
    kind: str
    ballots: list[Ballot] = field(default_factory=list)
    recognition: Recognition | None = None
    last_mark: TurnoutSnapshot | None = None

    @property
    def code(self) -> str:
        return self.standing.village_code

    @property
    def state(self) -> HeadState:
        return HeadState(self.standing.state)

    @property
    def ballot(self) -> Ballot | None:
        return self.ballots[-1] if self.ballots else None


def election_at_work(side: Side, place_code: str) -> Election | None:
    """The newest election of this side that the place takes part in."""
    there = Standing.objects.filter(election=OuterRef("pk")).filter(
        Q(village_code=place_code) | Q(commune_code=place_code) | Q(district_code=place_code)
    )
    taking_part = Election.objects.filter(Q(province__code=place_code) | Exists(there), side=side.value)
    return taking_part.select_related("province").order_by("-called_on", "-id").first()


def covers(place_code: str, election: Election, standing: Standing) -> bool:
    """Whether an account at this place has this village in its care."""
    return place_code in (
        standing.village_code, standing.commune_code, standing.district_code, election.province.code
    )  # fmt: skip


def villages_at_work(election: Election, place_code: str) -> list[VillageWork]:
    """Every village of the place, by name."""
    rows = Standing.objects.filter(election=election)
    if place_code != election.province.code:
        rows = rows.filter(Q(village_code=place_code) | Q(commune_code=place_code) | Q(district_code=place_code))
    return _work(election, list(rows.select_related("wave")))


def village_at_work(election: Election, village_code: str) -> VillageWork | None:
    """One village, or None where the election does not reach it."""
    rows = list(Standing.objects.filter(election=election, village_code=village_code).select_related("wave"))
    return _work(election, rows)[0] if rows else None


def _work(election: Election, standings: list[Standing]) -> list[VillageWork]:
    codes = [row.village_code for row in standings]
    units = units_of(codes, election.called_on)
    work = {
        row.village_code: VillageWork(
            row, units[row.village_code].name if row.village_code in units else row.village_code,
            units[row.village_code].kind if row.village_code in units else "",
        )
        for row in standings
    }  # fmt: skip
    _add_ballots(election, work)
    for found in Recognition.objects.filter(
        village_code__in=codes, declaration__round__contest__election=election
    ).select_related("declaration"):
        work[found.village_code].recognition = found
    for mark in TurnoutSnapshot.objects.filter(election=election, village_code__in=codes).order_by(
        "mark_at", "received_at", "id"
    ):
        work[mark.village_code].last_mark = mark
    order = {code: (unit.sort_key, code) for code, unit in units.items()}
    return sorted(work.values(), key=lambda one: order.get(one.code, ("", one.code)))


def _add_ballots(election: Election, work: dict[str, VillageWork]) -> None:
    sheets = (
        Sheet.objects.filter(
            side=Side.STATE.value, round__contest__election=election, round__contest__village_code__in=list(work)
        )
        .select_related("round__contest")
        .order_by("round__number", "number")
    )
    by_round: dict[int, Ballot] = {}
    by_sheet: dict[int, Ballot] = {}
    for sheet in sheets:
        sheet.round.contest.election = election
        ballot = Ballot(sheet.round, sheet)
        work[sheet.round.contest.village_code].ballots.append(ballot)
        by_round[sheet.round_id] = by_sheet[sheet.id] = ballot
    unsigned = [number for number, ballot in by_sheet.items() if ballot.sheet.signed_at is None]
    read: dict[int, list[Reading]] = defaultdict(list)
    for row in Reading.objects.filter(sheet_id__in=unsigned).order_by("sheet_id", "position"):
        read[row.sheet_id].append(row)
    for number, rows in read.items():
        by_sheet[number].readings = as_values(rows)
        by_sheet[number].last_read_at = rows[-1].received_at
    for declared in Declaration.objects.filter(round_id__in=list(by_round)).select_related("round").order_by("version"):
        by_round[declared.round_id].declaration = declared


def names_on_slate(contest: Contest) -> dict[str, str]:
    """{key: name} of those who stand or stood."""
    found = Candidacy.objects.filter(contest=contest).select_related("person").order_by("position")
    return {one.key: one.person.name for one in found}


def rolls_of(election: Election, villages: Collection[str]) -> dict[str, int]:
    """{village: tổng số trong danh sách}, of those that are certified."""
    return dict(election.rolls.filter(village__code__in=villages).values_list("village__code", "count"))


def snapshots_of(election: Election, villages: Collection[str]) -> dict[tuple[str, datetime], TurnoutSnapshot]:
    """{(village, time mark): the newest figure told for it}."""
    rows = TurnoutSnapshot.objects.filter(election=election, village_code__in=villages).order_by("received_at", "id")
    return {(row.village_code, row.mark_at): row for row in rows}


def elected_people(work: Collection[VillageWork]) -> dict[int, Person]:
    """{declaration: the person it elected}."""
    declared = {one.ballot.declaration for one in work if one.ballot and one.ballot.declaration}
    contests = {row.round.contest_id: row for row in declared if row.outcome == "elected"}
    found = Candidacy.objects.filter(contest__in=contests).select_related("person")
    return {contests[one.contest_id].id: one.person for one in found if one.key in contests[one.contest_id].elected}
