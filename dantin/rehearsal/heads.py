"""Ngày Dân tin: the slates of the village heads before the day, and the figures of every round.

`villages` is what stands before the first ballot; `outcomes` is what the day will show. The second is told to the
store by readings only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from . import published
from .names import person_name, sex
from .places import HUC_DONG, MAU_3, NA_ECH, Site
from .province import HeadCandidate, Household, Person, Village
from .rolls import HALF, RIVAL, SPOILT, Band, Count, Failure

Figures = Mapping[str, int]
HANDS = "show_of_hands"


@dataclass(frozen=True, slots=True)
class HeadRound:
    """Một lần bầu: its agreed figures and, for the tests alone, the key of whom they elect."""

    number: int
    held_on: date
    procedure: str
    vote_form: str
    slate: tuple[str, ...]
    figures: Figures
    elected: str | None


@dataclass(frozen=True, slots=True)
class HeadOutcome:
    """Các lần bầu của một thôn."""

    village_code: str
    rounds: tuple[HeadRound, ...]

    @property
    def elected(self) -> str:
        """Who is elected in the last round; every village elects one in the end."""
        key = self.rounds[-1].elected
        assert key is not None
        return key


@dataclass(frozen=True, slots=True)
class Rerun:
    """Bầu lại trong 15 ngày (A22-13): the day, and figures in which the leader wins."""

    held_on: date
    voted: int
    invalid: int
    votes: tuple[int, ...]


_RERUNS: Mapping[Failure, Rerun] = {
    HALF: Rerun(date(2022, 6, 12), 122, 1, (79, 42)),
    RIVAL: Rerun(date(2022, 6, 18), 222, 1, (131, 88)),
    SPOILT: Rerun(date(2022, 6, 19), 183, 2, (108, 71)),
}


def villages(
    rng: Random,
    sites: tuple[Site, ...],
    counts: Mapping[str, Count],
    *,
    previous_head_stays: Mapping[str, bool],
    previous_votes: Mapping[str, int],
) -> tuple[tuple[Village, ...], tuple[HeadOutcome, ...]]:
    """Các thôn với danh sách bầu cử, and what each will show. The winner is drawn before the slate is ordered."""
    found, outcomes = [], []
    for site in sites:
        count, taken = counts[site.code], set[str]()
        procedure, vote_form = _procedure(rng, site)
        people = [_person(rng, f"{site.code}/s{n + 1}", taken) for n in range(_standing(rng, site, count, vote_form))]
        winner = people[0]
        ordered = people if count.failure else rng.sample(people, len(people))
        slate = tuple(f"c{n}" for n in range(1, len(ordered) + 1))
        previous = winner
        if not previous_head_stays[site.code]:
            rival_held_it = len(people) > 1 and rng.randrange(2)
            previous = people[1] if rival_held_it else _person(rng, f"{site.code}/s9", taken)
        origins = ["introduced", rng.choice(("introduced", "introduced", "stood")), "floor"]
        village = Village(
            code=site.code,
            name=site.name,
            kind=site.kind,
            commune_code=site.commune.code,
            district_code=site.district_code,
            roll=count.roll,
            previous_roll=count.previous_roll,
            previous_voted=count.previous_voted,
            previous_votes=previous_votes[site.code],
            procedure=procedure,
            vote_form=vote_form,
            candidates=tuple(
                HeadCandidate(key, person, origins[people.index(person)])
                for key, person in zip(slate, ordered, strict=True)
            ),
            previous_head=previous,
            households=_households(rng, count.roll, taken) if site.name == NA_ECH else (),
        )
        found.append(village)
        keys = tuple(slate[ordered.index(person)] for person in people)
        outcomes.append(HeadOutcome(site.code, _rounds(rng, village, count, slate, keys)))
    return tuple(found), tuple(outcomes)


def _procedure(rng: Random, site: Site) -> tuple[str, str]:
    """Họp thôn ở vùng cao và đảo, bỏ phiếu cả ngày ở nơi khác; hands in a few remote meetings (A22-10, C-08)."""
    if site.commune.name == HUC_DONG:
        return "meeting", "secret_ballot"
    remote = site.is_upland or site.is_on_an_island
    if rng.randrange(100) >= (62 if remote else 12):
        return "separate_poll", "secret_ballot"
    hands = remote and rng.randrange(100) < (30 if site.is_on_an_island else 5)
    return "meeting", HANDS if hands else "secret_ballot"


def _standing(rng: Random, site: Site, count: Count, vote_form: str) -> int:
    """Số người ứng cử: one or two (A22-03); a third only where the meeting nominated one on the floor (A22-09)."""
    if count.band is Band.NOBODY:
        return 2
    two = {Band.OVER_90: 12, Band.FROM_70: 70, Band.OVER_HALF: 88}[count.band]
    number = 1 + (rng.randrange(100) < two)
    floor = number == 2 and count.band is not Band.OVER_90 and vote_form != HANDS and rng.randrange(100) < 4
    return number + floor


def _person(rng: Random, key: str, taken: set[str]) -> Person:
    """Người từ 21 tuổi trở lên (A22-18)."""
    is_a = sex(rng, 22)
    return Person(key, person_name(rng, is_a, taken), is_a, 1957 + int(41 * rng.random() ** 1.3))


def _rounds(
    rng: Random, village: Village, count: Count, slate: tuple[str, ...], keys: tuple[str, ...]
) -> tuple[HeadRound, ...]:
    """`keys` are the keys of the slate in the order of votes."""
    held_on, vote_form = published.HEADS_HELD_ON, village.vote_form
    if count.failure is None:
        figures = _figures(rng, count, slate, keys, hands=vote_form == HANDS)
        return (HeadRound(1, held_on, village.procedure, vote_form, slate, figures, keys[0]),)
    first, again = count.failure, _RERUNS[count.failure]
    return (
        HeadRound(1, held_on, village.procedure, vote_form, slate, _of(first, slate), None),
        HeadRound(2, again.held_on, village.procedure, vote_form, slate, _of(again, slate), keys[0]),
    )


def _of(told: Failure | Rerun, slate: tuple[str, ...]) -> Figures:
    votes = dict(zip((f"votes.{key}" for key in slate), told.votes, strict=True))
    valid = told.voted - told.invalid
    return _paper(told.voted, told.voted, valid, told.invalid) | votes


def _paper(attended: int, collected: int, valid: int, invalid: int) -> dict[str, int]:
    return {"attended": attended, "issued": attended, "collected": collected, "valid": valid, "invalid": invalid}


def _figures(rng: Random, count: Count, slate: tuple[str, ...], keys: tuple[str, ...], *, hands: bool) -> Figures:
    """Số liệu của một thôn bầu được ngay: within its band, and lawful line by line."""
    roll, voted = count.roll, count.voted
    least, most = _bounds(roll, count.band)
    lost = 0 if hands or rng.randrange(40) else 1
    collected = voted - min(lost, voted - least)
    invalid = 0 if hands else min(int(collected * 0.03 * rng.random() ** 3), collected - least)
    valid = collected - invalid
    most = min(most, valid)
    # Most heads stand near the top of their band: one candidate, agreed with the village beforehand (C-04).
    votes = most - int((most - least + 1) * rng.random() ** (2.2 if count.band is Band.OVER_90 else 1.1))
    rest = valid - votes
    others: list[int] = []
    for left in range(len(keys) - 1, 0, -1):
        share = rest if left == 1 else rest * rng.randint(60, 85) // 100
        blank = share * rng.randrange(4) // 100
        others.append(share - blank)
        rest -= share
    given = dict(zip(keys, [votes, *others], strict=True))
    paper = {"attended": voted} if hands else _paper(voted, collected, valid, invalid)
    return paper | {f"votes.{key}": given[key] for key in slate}


def _bounds(roll: int, band: Band) -> tuple[int, int]:
    """Fewest and most votes in a band; no village stands on exactly 70 or 90 in a hundred, which no band would own."""
    match band:
        case Band.OVER_90:
            return roll * 9 // 10 + 1, roll
        case Band.FROM_70:
            return roll * 7 // 10 + 1, -(-roll * 9 // 10) - 1
        case Band.OVER_HALF:
            return roll // 2 + 1, -(-roll * 7 // 10) - 1
        case Band.NOBODY:
            raise ValueError("a village that elects nobody has fixed figures")


def _households(rng: Random, roll: int, taken: set[str]) -> tuple[Household, ...]:
    """Các hộ của thôn Nà Ếch: mostly the head of the household votes for it, else one nominated or authorised."""
    found = []
    for number in range(1, roll + 1):
        head_is = sex(rng, 24)
        head = person_name(rng, head_is, taken)
        authority = rng.choices(("head", "nominated", "authorised"), weights=(78, 17, 5))[0]
        if authority == "head":
            found.append(Household(number, head, head, head_is, rng.randint(1940, 1994), authority))
        else:
            other_is = sex(rng, 60)
            name = person_name(rng, other_is, taken)
            found.append(Household(number, head, name, other_is, rng.randint(1950, 2003), authority))
    return tuple(found)


def is_mau_3(village: Village) -> bool:
    """Thôn Mẫu 3, whose two rounds and congress are told in the reference pages."""
    return village.name == MAU_3
