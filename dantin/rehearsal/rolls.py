"""Tổng số đại diện hộ và số người đi bầu của từng thôn: they add up exactly to E-01, this term and the last.

The bands are drawn first, because a village whose head got more than nine tenths of the roll cannot have had more than
a tenth stay away.
"""

from dataclasses import dataclass
from enum import IntEnum
from random import Random

from . import published
from .apportion import apportion
from .places import MAU_3, NA_ECH, Site

LEAST_ROLL, MOST_ROLL = 26, 690


class Band(IntEnum):
    """Nhóm theo tỷ lệ phiếu của người trúng cử trên cả thôn; the last two words are of the report, not of the law."""

    NOBODY = 0
    OVER_HALF = 1
    FROM_70 = 2
    OVER_90 = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """Một thôn chưa bầu được ở lần đầu: fixed figures, so that the three reasons are seen as they are."""

    roll: int
    voted: int
    invalid: int
    votes: tuple[int, ...]


HALF = Failure(128, 119, 2, (64, 53))  # exactly half is not more than half (F-03)
RIVAL = Failure(226, 219, 1, (112, 104))  # leads, yet under half of the roll (F-02)
SPOILT = Failure(187, 181, 29, (85, 65))  # both short, because many ballots were invalid


@dataclass(frozen=True, slots=True)
class Count:
    """Số của một thôn ở ngày bầu."""

    roll: int
    voted: int
    previous_roll: int
    previous_voted: int
    band: Band
    failure: Failure | None


def counts(rng: Random, sites: tuple[Site, ...]) -> dict[str, Count]:
    """Danh sách, số đi bầu và nhóm của từng thôn, by its code."""
    failures = _failures(sites)
    bands = _bands(rng, sites, failures)
    rolls = _rolls(rng, sites, failures)
    away = _away(rng, sites, rolls, bands, failures)
    before = [roll * rng.randint(938, 1004) // 1000 for roll in rolls]
    hundredths = int(published.PREVIOUS_TURNOUT.replace(".", ""))
    voted_before = apportion(
        (sum(before) * hundredths + 5000) // 10000,
        [roll * rng.randint(860, 1000) for roll in before],
        least=[roll * 7 // 10 for roll in before],
        most=before,
    )
    return {
        site.code: Count(roll, roll - n, roll_before, voted, band, failures.get(site.code))
        for site, roll, n, roll_before, voted, band in zip(sites, rolls, away, before, voted_before, bands, strict=True)
    }


def votes_before(rng: Random, counts: dict[str, Count]) -> dict[str, int]:
    """Phiếu của trưởng thôn nhiệm kỳ trước: nothing of it was published; simulated, more than half of the roll."""
    found = {}
    for code, count in counts.items():
        least = count.previous_roll // 2 + 1
        found[code] = count.previous_voted - int((count.previous_voted - least + 1) * rng.random() ** 2.5)
    return found


def _failures(sites: tuple[Site, ...]) -> dict[str, Failure]:
    """Half at Thôn Mẫu 3, a rival at Khu 4 of Mạo Khê, spoilt ballots in the first ward of Hạ Long."""
    half = next(s.code for s in sites if s.name == MAU_3)
    rival = next(s.code for s in sites if s.commune.name == "Phường Mạo Khê" and s.name == "Khu 4")
    spoilt = next(s.code for s in sites if s.district_code == "193" and s.is_urban and s.name == "Khu 3")
    return {half: HALF, rival: RIVAL, spoilt: SPOILT}


def _bands(rng: Random, sites: tuple[Site, ...], failures: dict[str, Failure]) -> list[Band]:
    drawn = (
        [Band.OVER_90] * published.OVER_90
        + [Band.FROM_70] * published.FROM_70_TO_90
        + [Band.OVER_HALF] * published.OVER_HALF_TO_70
    )
    rng.shuffle(drawn)
    next_band = iter(drawn)
    return [Band.NOBODY if s.code in failures else next(next_band) for s in sites]


def _rolls(rng: Random, sites: tuple[Site, ...], failures: dict[str, Failure]) -> list[int]:
    weights, least, most = [], [], []
    for site in sites:
        size = 150 if site.is_urban else 55 if site.is_upland or site.is_on_an_island else 115
        weights.append(size * int(1000 * rng.lognormvariate(0, 0.38)))
        fixed = failures[site.code].roll if site.code in failures else 94 if site.name == NA_ECH else None
        least.append(fixed or LEAST_ROLL)
        most.append(fixed or MOST_ROLL)
    return apportion(published.ROLL, weights, least=least, most=most)


def _away(
    rng: Random, sites: tuple[Site, ...], rolls: list[int], bands: list[Band], failures: dict[str, Failure]
) -> list[int]:
    """Who stayed away: in many villages nobody, in a few one in twelve."""
    weights, least, most = [], [], []
    for site, roll, band in zip(sites, rolls, bands, strict=True):
        failure = failures.get(site.code)
        fixed = failure.roll - failure.voted if failure else 0
        # Half of the tenth that may be missing is left for invalid ballots and for those who voted for another.
        room = (-(-roll // 10) - 1) // 2 if band is Band.OVER_90 else roll // 11
        weights.append(int(roll * 1000 * rng.random() ** 3))
        least.append(fixed)
        most.append(fixed if failure else room)
    return apportion(published.ROLL - published.VOTED, weights, least=least, most=most)
