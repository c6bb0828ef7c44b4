"""Số liệu của báo cáo bầu trưởng thôn: the rows of a place now or at a mark, who was elected, sheets and warnings.

A fixed number of statements whatever the place, and of a small place no row of another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from dantin.core.count import ReadingKind
from dantin.store.models import Candidacy, Declaration, Election, Reading, Sheet, Standing

from .marks import RowAtMark, rows_at
from .places import Territory
from .progress import elections

_MANY = 400


class Winner(NamedTuple):
    """Người trúng cử ở một thôn, without a name: what is counted of him or her, and how the vote was held."""

    sex: str
    born_in: int | None
    vote_form: str
    procedure: str
    candidates: int


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Số liệu của một nơi; `warnings` are (village, what was accepted)."""

    rows: Sequence[RowAtMark]
    order: Mapping[str, int]
    incumbency: Mapping[str, str]
    winners: Sequence[Winner]
    without_quorum: int
    reruns: int
    late: int
    replaced: int
    recounted: int
    warnings: Sequence[tuple[str, dict[str, Any]]]

    def below(self, level: str) -> list[str]:
        """The codes of that level among the rows, in the order of their names."""
        codes = {getattr(row, level) for row in self.rows}
        return sorted(codes, key=lambda code: self.order.get(code, len(self.order)))


def head_facts(election: Election, place_code: str, places: Territory, mark: datetime | None) -> HeadFacts:
    """Everything a report counts of the villages of that place."""
    units = places.units
    villages = {code for code in units if units[code].level == "village" and _in(places, code, place_code)}
    rows = [row for row in _rows(election, mark, villages) if row.village_code in villages]
    elected = {row.village_code for row in rows if row.winner_votes is not None}
    declared = Declaration.objects.filter(
        _among("round__contest__village_code", villages), round__contest__election=election, side=election.side
    )
    if mark is not None:
        declared = declared.filter(declared_at__lt=mark)
    newest: dict[int, tuple[Any, ...]] = {}
    asked = ("round_id", "round__contest_id", "round__contest__village_code", "round__number", "round__held_on",
             "round__vote_form", "round__procedure", "round__slate", "outcome", "elected", "declared_at",
             "warnings")  # fmt: skip
    for row in declared.order_by("round__number", "version").values_list(*asked):
        newest[row[0]] = row
    people = {
        (contest, key): (sex, born)
        for contest, key, sex, born in Candidacy.objects.filter(
            _among("contest__village_code", villages), contest__election=election
        ).values_list("contest_id", "key", "person__sex", "person__born_in")
    }
    winners = list(_winners(newest.values(), elected, people))
    told = Sheet.objects.filter(
        _among("round__contest__village_code", villages), round__contest__election=election, number__gt=1
    )
    recounts = Reading.objects.filter(
        _among("sheet__round__contest__village_code", villages),
        sheet__round__contest__election=election, kind=ReadingKind.RECOUNT.value,
    )  # fmt: skip
    if mark is not None:
        recounts = recounts.filter(received_at__lt=mark)
    kept = Standing.objects.filter(_among("village_code", villages), election=election)
    return HeadFacts(
        rows=rows,
        order={code: at for at, code in enumerate(places.units)},
        incumbency=dict(kept.values_list("village_code", "incumbency")),
        winners=winners,
        without_quorum=sum(row[8] == "no_quorum" for row in newest.values()),
        reruns=sum(row[3] > 1 for row in newest.values()),
        late=sum(row[10].date() > row[4] for row in newest.values()),
        replaced=told.count(),
        recounted=recounts.values("sheet").distinct().count(),
        warnings=[(row[2], one) for row in newest.values() for one in row[11] or []],
    )


def _rows(election: Election, mark: datetime | None, villages: set[str]) -> list[RowAtMark]:
    if mark is not None:
        return rows_at(next(row for row in elections() if row.id == election.id), mark)
    kept = Standing.objects.filter(_among("village_code", villages), election=election)
    fields = ("village_code", "commune_code", "district_code", "is_pilot", "state", "roll", "voted", "winner_votes")
    return [RowAtMark(*row) for row in kept.values_list(*fields)]


def _winners(
    declared: Any, elected: set[str], people: Mapping[tuple[int, str], tuple[str, int | None]]
) -> Iterator[Winner]:
    for _, contest, village, _, _, form, procedure, slate, outcome, keys, *_ in declared:
        if outcome == "elected" and village in elected and (contest, keys[0]) in people:
            yield Winner(*people[contest, keys[0]], form, procedure, len(slate))


def _among(field: str, villages: set[str]) -> Q:
    """Those villages by name, where they are few; a province is asked whole."""
    return Q(**{f"{field}__in": sorted(villages)}) if len(villages) <= _MANY else Q()


def _in(places: Territory, code: str, place: str) -> bool:
    while code != place and code in places.above:
        code = places.above[code]
    return code == place
