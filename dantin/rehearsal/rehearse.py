"""Tập dượt: the province before the first ballot, what will happen in it, and the script that tells it.

One seed gives one province and one script, on every machine. Chance is drawn from one stream for each subject, so that
a change in one does not shift the others.
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain
from random import Random

from . import cells, congress_days, congress_votes, head_days, heads, places, rolls
from .congress_votes import CongressOutcome
from .heads import HeadOutcome
from .province import Cell, HeadCandidate, Person, Province
from .steps import Step

SEED = 2022


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Một tỉnh mô phỏng và kịch bản của nó; the outcomes are for the tests, the store hears the steps only."""

    province: Province
    heads: tuple[HeadOutcome, ...]
    congresses: tuple[CongressOutcome, ...]
    steps: tuple[Step, ...]


@cache
def rehearse(seed: int = SEED) -> Rehearsal:
    """Dựng tỉnh và kịch bản."""
    units = places.units()
    sites = places.sites(units)
    counts = rolls.counts(_stream(seed, "rolls"), sites)
    new, missing = cells.previous_terms(_stream(seed, "terms"), sites)
    stays = _head_stays(_stream(seed, "incumbents"), sites, new, missing)
    before = rolls.votes_before(_stream(seed, "votes before"), counts)
    villages, outcomes = heads.villages(
        _stream(seed, "heads"), sites, counts, previous_head_stays=stays, previous_votes=before
    )
    rerun = frozenset(o.village_code for o in outcomes if len(o.rounds) > 1)
    pilots = cells.waves(_stream(seed, "waves"), sites, rerun)
    rng = _stream(seed, "cells")
    all_cells = tuple(
        cells.cell(
            rng,
            site,
            village,
            _elected(village.candidates, outcome),
            pilot_on=pilots.get(site.code),
            secretary_is_recorded=site.code not in missing,
        )
        for site, village, outcome in zip(sites, villages, outcomes, strict=True)
    )
    congresses = congress_votes.outcomes(_stream(seed, "congresses"), all_cells)
    told = chain(
        head_days.steps(_stream(seed, "head days"), villages, outcomes),
        congress_days.steps(_stream(seed, "congress days"), all_cells, congresses),
    )
    return Rehearsal(
        province=Province(seed, units, villages, all_cells),
        heads=outcomes,
        congresses=congresses,
        steps=tuple(sorted(told, key=lambda step: step.at)),
    )


def summary(rehearsal: Rehearsal) -> dict[str, object]:
    """Tổng số dự kiến, for tests only: what a screen shows is computed by the core from the readings."""
    first = [o.rounds[0] for o in rehearsal.heads]
    rolls_ = [v.roll for v in rehearsal.province.villages]
    contests = [c for o in rehearsal.congresses for c in o.contests]
    previous = [(c, _secretary(c, o)) for c, o in zip(rehearsal.province.cells, rehearsal.congresses, strict=True)]
    return {
        "villages": len(rolls_),
        "roll": sum(rolls_),
        "voted": sum(r.figures["attended"] for r in first),
        "elected_on_the_day": sum(r.elected is not None for r in first),
        "reruns_elected": sum(len(o.rounds) > 1 for o in rehearsal.heads),
        "pilot_congresses": sum(c.wave == cells.PILOT for c in rehearsal.province.cells),
        "mass_congresses": sum(c.wave == cells.MASS for c in rehearsal.province.cells),
        "committees_elected": sum(c.post == "committee" for c in contests),
        "deputies_elected": sum(c.post == "deputy_secretary" for c in contests),
        "secretaries_new": sum(c.previous_secretary not in (None, now) for c, now in previous),
        "secretaries_reelected": sum(c.previous_secretary == now for c, now in previous),
        "secretaries_not_stated": sum(c.previous_secretary is None for c, _ in previous),
        "official_members": sum(c.official_members for c in rehearsal.province.cells),
        "last_congress_closed_at": max(
            s.at for s in rehearsal.steps if type(s).__name__ == "CongressClosed"
        ).isoformat(),
    }


def _stream(seed: int, subject: str) -> Random:
    return Random(f"{seed}:{subject}")


def _head_stays(
    rng: Random, sites: tuple[places.Site, ...], new: frozenset[str], missing: frozenset[str]
) -> dict[str, bool]:
    """Where the secretary is new so is the head, since both were one person (C-01); a missing record says neither."""
    return {s.code: rng.randrange(10) < 7 if s.code in missing else s.code not in new for s in sites}


def _elected(candidates: tuple[HeadCandidate, ...], outcome: HeadOutcome) -> Person:
    return next(c.person for c in candidates if c.key == outcome.elected)


def _secretary(cell: Cell, outcome: CongressOutcome) -> Person:
    [key] = next(c for c in outcome.contests if c.post == "secretary").elected
    return next(m.person for m in cell.members if m.key == key)
