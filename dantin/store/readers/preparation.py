"""Chuẩn bị bầu cử: which step is due when, which villages have done it, and which communes are late with what."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from dantin.core import rulebooks
from dantin.core.aggregate import HeadState
from dantin.core.plan import Deadline, PreparatoryStep
from dantin.core.rulebooks.village_head import HeadRulebook
from dantin.store.models import Election, Standing, StepDone, Wave

from . import plain

STEPS = {
    PreparatoryStep.ANNOUNCE: "Quyết định và công bố ngày bầu, lập kế hoạch",
    PreparatoryStep.PERSONNEL: "Ban công tác Mặt trận dự kiến người ứng cử, thống nhất với chi ủy",
    PreparatoryStep.TEAM: "Quyết định thành lập Tổ bầu cử",
    PreparatoryStep.PUBLISH: "Niêm yết, thông báo quyết định cho dân",
}


def deadlines_of(election: Election, held_on: date) -> tuple[Deadline, ...]:
    """The steps before that day, under the rulebook that the call pinned."""
    rulebook = rulebooks.by_code(election.rulebook)
    return rulebook.deadlines(held_on) if isinstance(rulebook, HeadRulebook) else ()


def steps_done(election: Election, villages: Collection[str]) -> dict[tuple[str, str], StepDone]:
    """{(village, step): what was last written of it}."""
    rows = StepDone.objects.filter(election=election).order_by("version")
    if len(villages) < 500:  # a province is asked whole: a database takes only so many names in one statement
        rows = rows.filter(village_code__in=villages)
    return {(row.village_code, row.step): row for row in rows}


@dataclass(slots=True)
class StepCount:
    """Một việc ở một xã: of so many villages so many did it, and so many are late."""

    villages: int = 0
    done: int = 0
    late: int = 0


_S, _D = Standing._meta.db_table, StepDone._meta.db_table
_COUNTS = f"""
SELECT s.commune_code, s.wave_id, '', count(*), sum(CASE WHEN s.state = %s THEN 1 ELSE 0 END)
FROM {_S} AS s WHERE s.election_id = %s GROUP BY s.commune_code, s.wave_id
UNION ALL
SELECT s.commune_code, s.wave_id, d.step, count(*), sum(CASE WHEN s.state = %s THEN 1 ELSE 0 END)
FROM {_S} AS s JOIN {_D} AS d ON d.election_id = s.election_id AND d.village_code = s.village_code AND d.version = 1
WHERE s.election_id = %s GROUP BY s.commune_code, s.wave_id, d.step"""


def step_counts(election: Election, today: date) -> dict[str, dict[str, StepCount]]:
    """{commune: {step: how far}}; who has begun to vote is late with nothing any more. One statement over the rows."""
    days = dict(Wave.objects.filter(election=election).values_list("id", "begins_on"))
    waiting = HeadState.NOT_STARTED.value
    every: dict[tuple[str, int], tuple[int, int]] = {}
    done: dict[tuple[str, int, str], tuple[int, int]] = {}
    for commune, wave, step, count, before in plain.rows(_COUNTS, [waiting, election.id] * 2):
        if step:
            done[commune, wave, step] = (count, before)
        else:
            every[commune, wave] = (count, before)
    found: dict[str, dict[str, StepCount]] = defaultdict(dict)
    for (commune, wave), (villages, waits) in every.items():
        for deadline in deadlines_of(election, days.get(wave, election.held_on)):
            ready, ready_before = done.get((commune, wave, deadline.step.value), (0, 0))
            count = found[commune].setdefault(deadline.step.value, StepCount())
            count.villages += villages
            count.done += ready
            count.late += waits - ready_before if deadline.by is not None and today > deadline.by else 0
    return dict(found)


@dataclass(frozen=True, slots=True)
class WaveRow:
    """Một đợt, and how many villages of the place vote in it."""

    name: str
    begins_on: date
    is_pilot: bool
    villages: int


def waves_of(election: Election, place_code: str) -> list[WaveRow]:
    """The waves in which villages of the place vote, the first day first."""
    rows = Standing.objects.filter(election=election).exclude(wave=None)
    if place_code != election.province.code:
        rows = rows.filter(Q(commune_code=place_code) | Q(district_code=place_code))
    counted = rows.values_list("wave__name", "wave__begins_on", "wave__is_pilot").annotate(n=Count("id"))
    return [WaveRow(*row) for row in counted.order_by("wave__begins_on", "wave__id")]
