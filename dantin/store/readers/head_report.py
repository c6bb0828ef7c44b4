"""Số liệu của báo cáo bầu trưởng thôn: the rows of a place now or at a mark, who was elected, sheets and warnings.

A fixed number of statements whatever the place, and of a small place no row of another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from dantin.core.count import ReadingKind
from dantin.locale.words import LOCAL
from dantin.store.models import Candidacy, Declaration, Election, Reading, Ruling, Standing

from .marks import RowAtMark, rows_at, standings_in
from .places import Territory, Unit
from .progress import elections


class Conclusion(NamedTuple):
    """Kết luận mới nhất của một lần bầu ở một thôn."""

    round: int
    contest: int
    village: str
    number: int
    held_on: date
    vote_form: str
    procedure: str
    slate: list[str]
    outcome: str
    elected: list[str]
    declared_at: datetime
    warnings: list[dict[str, Any]] | None

    @property
    def came_late(self) -> bool:
        """Whether it was drawn after the day of the poll, by the calendar of the place."""
        return self.declared_at.astimezone(LOCAL).date() > self.held_on


class Winner(NamedTuple):
    """Người trúng cử ở một thôn, without a name: what is counted of him or her, and how the vote was held."""

    village: str
    person: int
    sex: str
    born_in: int | None
    vote_form: str
    procedure: str
    candidates: int


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Số liệu của một nơi; `replaced` and `recounted` are villages, one for each sheet."""

    rows: Sequence[RowAtMark]
    order: Mapping[str, int]
    incumbency: Mapping[str, str]
    conclusions: Sequence[Conclusion]
    winners: Sequence[Winner]
    replaced: Sequence[str]
    recounted: Sequence[str]

    @property
    def late(self) -> list[Conclusion]:
        return [one for one in self.conclusions if one.came_late]

    @property
    def warnings(self) -> list[tuple[str, dict[str, Any]]]:
        """(village, what was accepted and why)."""
        return [(one.village, each) for one in self.conclusions for each in one.warnings or []]

    def below(self, level: str) -> list[str]:
        """The codes of that level among the rows, in the order of their names."""
        codes = {getattr(row, level) for row in self.rows}
        return sorted(codes, key=lambda code: self.order.get(code, len(self.order)))


def head_facts(election: Election, unit: Unit, places: Territory, mark: datetime | None) -> HeadFacts:
    """Everything a report counts of the villages of that place."""
    within = standings_in(election.id, unit.level, unit.code)
    villages = within.values("village_code")
    rows = _rows(election, mark, within)
    conclusions = _conclusions(election, villages, mark)
    replaced = Ruling.objects.filter(election=election, village_code__in=villages, kind=Ruling.Kind.SUPERSEDED)
    recounts = Reading.objects.filter(
        sheet__round__contest__village_code__in=villages,
        sheet__round__contest__election=election, kind=ReadingKind.RECOUNT.value,
    )  # fmt: skip
    if mark is not None:
        recounts = recounts.filter(received_at__lt=mark)
        replaced = replaced.filter(recorded_at__lt=mark)
    return HeadFacts(
        rows=rows,
        order={code: at for at, code in enumerate(places.units)},
        incumbency=dict(within.values_list("village_code", "incumbency")),
        conclusions=conclusions,
        winners=_winners(
            election, villages, conclusions, {row.village_code for row in rows if row.winner_votes is not None}
        ),
        replaced=sorted(replaced.values_list("village_code", flat=True)),
        recounted=sorted(
            village for village, _ in recounts.values_list("sheet__round__contest__village_code", "sheet").distinct()
        ),
    )


def head_winners(election: Election, unit: Unit, mark: datetime | None) -> list[Winner]:
    """Those elected in that place, and nothing else of it."""
    within = standings_in(election.id, unit.level, unit.code)
    villages = within.values("village_code")
    elected = {row.village_code for row in _rows(election, mark, within) if row.winner_votes is not None}
    return _winners(election, villages, _conclusions(election, villages, mark), elected)


def _rows(election: Election, mark: datetime | None, within: QuerySet[Standing]) -> list[RowAtMark]:
    if mark is not None:
        return rows_at(next(row for row in elections() if row.id == election.id), mark, within)
    fields = ("village_code", "commune_code", "district_code", "is_pilot", "state", "roll", "voted", "winner_votes")
    return [RowAtMark(*row) for row in within.values_list(*fields)]


def _conclusions(election: Election, villages: Any, mark: datetime | None) -> list[Conclusion]:
    """The newest of each round, rounds in order."""
    declared = Declaration.objects.filter(
        round__contest__village_code__in=villages, round__contest__election=election, side=election.side
    )
    if mark is not None:
        declared = declared.filter(declared_at__lt=mark)
    asked = ("round_id", "round__contest_id", "round__contest__village_code", "round__number", "round__held_on",
             "round__vote_form", "round__procedure", "round__slate", "outcome", "elected", "declared_at",
             "warnings")  # fmt: skip
    newest: dict[int, Conclusion] = {}
    for row in declared.order_by("round__number", "version").values_list(*asked):
        newest[row[0]] = Conclusion(*row)
    return list(newest.values())


def _winners(election: Election, villages: Any, conclusions: Iterable[Conclusion], elected: set[str]) -> list[Winner]:
    """One of each village where somebody is elected, by the newest round that elected."""
    people = {
        (contest, key): (person, sex, born)
        for contest, key, person, sex, born in Candidacy.objects.filter(
            contest__village_code__in=villages, contest__election=election
        ).values_list("contest_id", "key", "person_id", "person__sex", "person__born_in")
    }
    standing = {one.village: one for one in conclusions if one.outcome == "elected" and one.village in elected}
    return [
        Winner(one.village, *people[one.contest, one.elected[0]], one.vote_form, one.procedure, len(one.slate))
        for one in standing.values()
    ]
