"""Gốc tích: any chain of merged, split and renamed villages ends; each election stays where it was; nothing twice."""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from dantin.store.readers.lineage import Change, Lineage, Link
from dantin.store.readers.places import Chronicle, Unit

DAY = timedelta(days=1)
YEARS = [date(year, 7, 1) for year in range(2001, 2013)]


class Village(NamedTuple):
    """A village of the simulated history, and of which villages of the first day it is made."""

    id: int
    since: date
    until: date
    of: frozenset[int]


class History(NamedTuple):
    villages: dict[int, Village]
    links: list[Link]

    def on(self, day):
        return [v for v in self.villages.values() if v.since <= day <= v.until]


@st.composite
def histories(draw):
    """Each year some villages merge, split, change their name, are taken in by another or give one off."""
    start = draw(st.integers(1, 5))
    villages = {n: Village(n, date.min, date.max, frozenset([n])) for n in range(start)}
    links = []

    def found(day, of):
        new = Village(len(villages), day, date.max, of)
        villages[new.id] = new
        return new.id

    def end(one, day):
        villages[one] = villages[one]._replace(until=day - DAY)

    for day in draw(st.lists(st.sampled_from(YEARS), unique=True).map(sorted)):
        living = [v.id for v in villages.values() if v.until == date.max]
        kind = draw(st.sampled_from(["merge", "split", "rename", "take in", "give off"]))
        one = draw(st.sampled_from(living))
        others = [v for v in living if v != one]
        if kind == "merge" and others:
            both = [one, *draw(st.lists(st.sampled_from(others), unique=True, min_size=1))]
            new = found(day, frozenset().union(*(villages[v].of for v in both)))
            for old in both:
                end(old, day)
                links.append(Link(old, new, day))
        elif kind in ("split", "rename"):
            end(one, day)
            for _ in range(2 if kind == "split" else 1):
                links.append(Link(one, found(day, villages[one].of), day))
        elif kind == "take in" and others:
            into = draw(st.sampled_from(others))
            end(one, day)
            villages[into] = villages[into]._replace(of=villages[into].of | villages[one].of)
            links.append(Link(one, into, day, new_was_there=True))
        elif kind == "give off":
            links.append(Link(one, found(day, villages[one].of), day, old_stays=True))
    return History(villages, links)


@given(histories(), st.randoms())
def test_the_story_of_any_village_ends_and_holds_each_stretch_once(history, random):
    shuffled = random.sample(history.links, len(history.links))
    lineage = Lineage.of(shuffled)
    for village in history.villages:
        story = lineage.story(village)
        assert story == Lineage.of(history.links).story(village)
        assert len(set(story)) == len(story) <= 2 * len(history.villages)
        assert story[0].unit == village
        # of one unit two stretches never overlap, so no election is told twice
        for day in [*YEARS, *(year - DAY for year in YEARS)]:
            told = [span.unit for span in story if span.holds(day)]
            assert len(told) == len(set(told))


@given(histories())
def test_each_election_is_told_by_the_village_that_held_it_and_by_those_it_leads_to_alone(history):
    lineage = Lineage.of(history.links)
    for village in history.villages.values():
        for day in [year + 30 * DAY for year in YEARS]:
            held = {v.id for v in history.on(day)}
            told = {span.unit for span in lineage.story(village.id) if span.holds(day)} & held
            assert (village.id in told) == (village.id in held)
            # whatever is told shares some ground with the village
            assert all(history.villages[one].of & village.of for one in told)


@given(histories())
def test_what_a_village_is_today_is_there_today(history):
    lineage = Lineage.of(history.links)
    living = {v.id for v in history.on(date.max)}
    for village in history.villages:
        today = lineage.today(village)
        assert set(today) <= living
        assert len(set(today)) == len(today) >= 1
        assert (village in today) == (village in living)


@given(histories(), st.sampled_from(YEARS))
def test_the_territory_of_a_day_counts_each_village_of_that_day_once(history, day):
    units = {
        -2: Unit(-2, "province", "tinh", "90", "Tỉnh Mô Phỏng", None),
        -1: Unit(-1, "commune", "xa", "90001", "Xã Một", -2),
    }
    for each in history.villages.values():
        since, until = (None if one in (date.min, date.max) else one for one in (each.since, each.until))
        units[each.id] = Unit(each.id, "village", "thon", f"T{each.id}", f"Thôn {each.id}", -1, since, until)
    edges = {unit.valid_from for unit in units.values()} | {
        unit.valid_to + DAY for unit in units.values() if unit.valid_to
    }
    known = Chronicle((), units, {}, Lineage.of(history.links), [], sorted(edges - {None}))
    for one in (day - DAY, day):
        counted = [unit.id for unit in known.on(one).villages["90001"]]
        assert sorted(counted) == sorted(each.id for each in history.on(one))
        # the villages of the day hold all of the first day's ground between them
        assert frozenset().union(*(history.villages[id_].of for id_ in counted)) == frozenset(
            each.id for each in history.villages.values() if each.since == date.min
        )
        assert known.on(one) is known.on(one)


def test_a_village_that_was_split_off_and_came_back_is_told_in_both_parts_of_its_life():
    gave_off, came_back = date(2010, 1, 1), date(2024, 1, 1)
    lineage = Lineage.of(
        [Link(1, 2, gave_off, old_stays=True), Link(2, 1, came_back, new_was_there=True)],
    )
    assert [(span.unit, span.since, span.until) for span in lineage.story(2)] == [
        (2, date.min, date.max),
        (1, date.min, gave_off - DAY),
        (1, came_back, date.max),
    ]
    assert lineage.today(2) == lineage.today(1) == (1,)


def test_what_joins_later_is_no_part_of_what_left_before():
    lineage = Lineage.of(
        [
            Link(1, 2, date(2010, 1, 1), old_stays=True),  # 1 gives off 2
            Link(3, 1, date(2015, 1, 1), new_was_there=True),  # later 1 takes in 3
        ]
    )
    assert {span.unit for span in lineage.story(2)} == {1, 2}
    assert {span.unit for span in lineage.story(3)} == {1, 3}


def test_the_kind_of_a_change_follows_from_the_links():
    day = date(2025, 7, 1)
    cases = [
        ([Link(1, 3, day), Link(2, 3, day)], Change.MERGED),
        ([Link(1, 3, day, new_was_there=True)], Change.MERGED),
        ([Link(1, 2, day), Link(1, 3, day)], Change.SPLIT),
        ([Link(1, 2, day, old_stays=True)], Change.SPLIT),
        ([Link(1, 2, day)], Change.SUCCEEDED),
        ([Link(1, 3, day), Link(2, 3, day), Link(1, 4, day)], Change.REARRANGED),
        ([Link(1, 3, day), Link(2, 3, date(2020, 1, 1))], Change.SUCCEEDED),
    ]
    assert [Lineage.of(links).change(links[0]) for links, _ in cases] == [change for _, change in cases]
