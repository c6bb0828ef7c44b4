"""Chi bộ: the register of members one by one, who will be away, and the contests of the congress.

The elected head is an official member of the village's cell in every village: that is what was published (E-02). Which
secretaries are new follows from whom the register of the earlier term names, never from a word typed here.
"""

from collections.abc import Mapping
from datetime import date
from random import Random

from dantin.core.vietnamese import name_sort_key

from . import published
from .names import person_name, sex
from .places import HUC_DONG, Site
from .province import Absence, Cell, Contest, Member, Person, Village

PILOT, MASS = "pilot", "mass"
_PILOT_DAYS = tuple(date(2022, 6, day) for day in (18, 19, 21, 22, 23, 24, 25, 26))
# Chi ủy of 3, 5 or 7 by the size of the cell; the law says only that it has at most 7 (B-03).
_FIVE_SEATS_FROM, _SEVEN_SEATS_FROM = 28, 48


def waves(rng: Random, sites: tuple[Site, ...], rerun: frozenset[str]) -> Mapping[str, date]:
    """Đại hội điểm: the day of each pilot, in every district at least two; who votes again in June is no pilot."""
    districts = sorted({s.district_code for s in sites})
    extra = published.PILOT_CONGRESSES - 2 * len(districts)
    found: dict[str, date] = {}
    for n, district in enumerate(districts):
        open_ = [
            s.code for s in sites if s.district_code == district and s.code not in rerun and s.commune.name != HUC_DONG
        ]
        for code in rng.sample(open_, 2 + (n < extra)):
            found[code] = rng.choice(_PILOT_DAYS)
    return found


def previous_terms(rng: Random, sites: tuple[Site, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Thôn có bí thư mới, and thôn whose record of the earlier term is missing."""
    codes = [s.code for s in sites]
    drawn = rng.sample(codes, published.SECRETARIES_NEW + published.SECRETARIES_NOT_STATED)
    return frozenset(drawn[: published.SECRETARIES_NEW]), frozenset(drawn[published.SECRETARIES_NEW :])


def cell(
    rng: Random, site: Site, village: Village, head: Person, *, pilot_on: date | None, secretary_is_recorded: bool
) -> Cell:
    """Chi bộ của một thôn, with its head among the members, and mostly whoever was head before."""
    size = _size(rng, site)
    taken = {c.person.name for c in village.candidates} | {village.previous_head.name}
    known = [head]
    if village.previous_head != head and rng.randrange(6):
        known.append(village.previous_head)
    known += [c.person for c in village.candidates if c.person not in known and rng.randrange(5) < 2]
    members = _members(rng, site, known[:size], size, taken)
    by_name = {m.person.name: m for m in members}
    head_is = by_name[head.name]
    board, contests = _contests(rng, head_is, members, size)
    previous = None
    if secretary_is_recorded:
        # C-01: every village was unified since 2020, so whoever was head then was secretary; one who left is no member.
        was_head = village.previous_head
        member = by_name.get(was_head.name)
        gone = Person(f"{site.code}/p0", was_head.name, was_head.sex, was_head.born_in)
        previous = member.person if member else gone
    return Cell(
        code=f"CB-{site.code}",
        name=f"Chi bộ {site.name[0].lower()}{site.name[1:]}",
        village_code=site.code,
        higher_committee=f"Đảng ủy {site.commune.name[0].lower()}{site.commune.name[1:]}",
        wave=PILOT if pilot_on else MASS,
        held_on=pilot_on or published.CONGRESSES_HELD_ON,
        members=members,
        absences=_absences(rng, members, size, keep={head_is.key} | board),
        contests=contests,
        previous_secretary=previous,
    )


def _size(rng: Random, site: Site) -> int:
    """Số đảng viên chính thức: from 3 to 60; many cells under nine elect their secretary directly (B-03)."""
    remote = site.is_upland or site.is_on_an_island
    pick = rng.randrange(100)
    if pick < (42 if remote else 11):
        return rng.randint(3, 8)
    if pick < (50 if remote else 15):
        return 9
    if remote:
        return rng.randint(10, 24)
    return 10 + int(51 * rng.random() ** (1.5 if site.is_urban else 2.2))


def _members(rng: Random, site: Site, known: list[Person], size: int, taken: set[str]) -> tuple[Member, ...]:
    places = rng.sample(range(size), len(known))
    by_place = dict(zip(places, known, strict=True))
    found = []
    for n in range(size + rng.choice((0, 0, 0, 1, 1, 2))):
        key, whom = f"m{n + 1}", by_place.get(n)
        if whom is not None:
            person = Person(f"{site.code}/{key}", whom.name, whom.sex, whom.born_in)
        else:
            is_a = sex(rng, 38)
            born_in = 1936 + int(66 * rng.random() ** 0.8) if n < size else rng.randint(1985, 2003)
            person = Person(f"{site.code}/{key}", person_name(rng, is_a, taken), is_a, born_in)
        status = "official" if n < size else "probationary"
        activity = _activity(rng, person, size) if whom is None and n < size else "normal"
        found.append(Member(key, person, status, activity))
    return tuple(found)


def _activity(rng: Random, person: Person, size: int) -> str:
    """Nine members with two exempt would have to be asked whether they want a committee (B-04, F-35): not simulated."""
    if size <= 9:
        return "normal"
    pick = rng.randrange(1000)
    if pick < 2:
        return "suspended"
    if pick < 14:
        return "temporarily_transferred"
    return "exempt" if person.born_in <= 1945 and pick < 420 else "normal"


def _contests(
    rng: Random, head: Member, members: tuple[Member, ...], size: int
) -> tuple[set[str], tuple[Contest, ...]]:
    """Nhân sự của đại hội: who stands, and for what. The deputy is drawn from those meant for the committee (B-03)."""
    able = [m for m in members if m.status == "official" and m.activity == "normal" and m is not head]
    fit = [m for m in able if m.person.born_in >= 1950]
    if len(fit) < 3:
        fit = able
    if size < 9:
        deputy = fit[:1] if size >= 5 and rng.randrange(100) < 45 else []
        posts = [Contest("secretary", 1, (head.key,))]
        board = deputy
    else:
        seats = 7 if size >= _SEVEN_SEATS_FROM else 5 if size >= _FIVE_SEATS_FROM else 3
        surplus = 1 + (seats == 7 and rng.randrange(3) == 0)  # B-20: at most 30 % of seven seats is two
        board = rng.sample(fit, min(len(fit), seats - 1 + surplus))
        slate = sorted([head, *board], key=lambda m: name_sort_key(m.person.name))
        posts = [Contest("committee", seats, tuple(m.key for m in slate)), Contest("secretary", 1, (head.key,))]
        deputy = board[:1] if rng.randrange(100) < 96 else []
    if deputy:
        posts.append(Contest("deputy_secretary", 1, (deputy[0].key,)))
    return {m.key for m in board}, tuple(posts)


def _absences(rng: Random, members: tuple[Member, ...], size: int, keep: set[str]) -> tuple[Absence, ...]:
    """Ai vắng: never so many that two thirds of those convened are not there (B-06)."""
    left = size // 4 - sum(m.activity in ("suspended", "temporarily_transferred") for m in members)
    found = []
    for member in members:
        if member.status != "official" or member.key in keep or left <= 0:
            continue
        pick = rng.randrange(1000)
        if member.activity == "exempt" and pick < 700:
            found.append(Absence(member.key, "exempt"))
        elif member.activity == "normal" and pick < 40:
            found.append(Absence(member.key, "excused_whole_congress" if pick < 34 else "not_excused"))
        else:
            continue
        left -= 1
    return tuple(found)
