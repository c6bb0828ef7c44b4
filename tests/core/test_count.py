"""Kiểm phiếu: bản đọc, tình trạng của biên bản, các phép cộng."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dantin.core.count import (
    Check,
    Comparison,
    Reading,
    SheetStatus,
    agreed_figures,
    broken_checks,
    differing_fields,
    readings_to_recount,
    status,
    to_read_again,
)
from dantin.core.law import Finding, Level
from dantin.core.rulebooks import CHECKS

EMPTY, ONE_READING, AGREED = SheetStatus.EMPTY, SheetStatus.ONE_READING, SheetStatus.AGREED
READINGS_DIFFER, NEEDS_RECOUNT = SheetStatus.READINGS_DIFFER, SheetStatus.NEEDS_RECOUNT
RECOUNTED, SIGNED = SheetStatus.RECOUNTED, SheetStatus.SIGNED

RIGHT = {"valid": 97, "invalid": 1, "votes.a": 60}
WRONG = {"valid": 96, "invalid": 2, "votes.a": 60}


def _reading(event_id, actor, figures, kind="reading", names=()):
    return Reading(event_id, actor, kind, figures, names)


an, an_again = _reading("e1", "an", RIGHT), _reading("e3", "an", RIGHT)
binh = _reading("e2", "binh", dict(reversed(RIGHT.items())))
binh_misread, binh_misread_again = _reading("e2", "binh", WRONG), _reading("e4", "binh", WRONG)
cuc = _reading("e5", "cuc", RIGHT)
stuck = [an, binh_misread, an_again, binh_misread_again]
recount = _reading("e6", "head", RIGHT, "recount", ("e3", "e4"))
recount_naming_one = _reading("e6", "head", RIGHT, "recount", ("e3",))
confirmed = _reading("e7", "cuc", RIGHT, "confirmation", ("e6",))
confirmed_by_herself = _reading("e7", "head", RIGHT, "confirmation", ("e6",))
confirmed_otherwise = _reading("e7", "cuc", WRONG, "confirmation", ("e6",))
confirmed_another = _reading("e7", "cuc", RIGHT, "confirmation", ("e9",))


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        # one person is never enough, however often she reads
        ([], EMPTY),
        ([an], ONE_READING),
        ([an, an], ONE_READING),
        # two people agree, or differ until one of them corrects himself
        ([an, binh], AGREED),
        ([an, binh_misread], READINGS_DIFFER),
        ([an, binh_misread, binh], AGREED),
        # a third person's reading settles nothing
        ([an, binh_misread, cuc], READINGS_DIFFER),
        # each is asked again, after they differed; reading twice beforehand is no answer to that
        ([an, binh_misread, binh_misread_again], READINGS_DIFFER),
        ([an, an_again, binh_misread, binh_misread_again], READINGS_DIFFER),
        (stuck, NEEDS_RECOUNT),
        # once the paper has to be counted again, no third look replaces it
        ([*stuck, binh], NEEDS_RECOUNT),
        # a recount names both readings, and stands when a second person confirms it
        ([an, binh_misread, recount], READINGS_DIFFER),
        ([*stuck, recount_naming_one], NEEDS_RECOUNT),
        ([*stuck, recount], RECOUNTED),
        ([*stuck, recount, confirmed_by_herself], RECOUNTED),
        ([*stuck, recount, confirmed_otherwise], RECOUNTED),
        ([*stuck, recount, confirmed_another], RECOUNTED),
        ([*stuck, recount, confirmed], AGREED),
    ],
)
def test_status_follows_from_the_readings(readings, expected):
    assert status(readings, signed=False) is expected
    assert (agreed_figures(readings) is not None) == (expected is AGREED)
    assert status(readings, signed=True) is SIGNED


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ([an], set()),
        ([an, binh], set()),
        ([an, binh_misread], {"an", "binh"}),
        ([an, an_again, binh_misread], {"an", "binh"}),  # reading twice before they differed is no answer
        ([an, binh_misread, an_again], {"binh"}),
        (stuck, set()),
    ],
)
def test_of_two_who_differ_each_reads_again_once(readings, expected):
    assert to_read_again(readings) == expected


def test_the_figures_are_those_two_people_read():
    assert agreed_figures([an, binh]) == RIGHT
    assert agreed_figures([*stuck, recount, confirmed]) == RIGHT


def test_each_is_asked_the_differing_fields_again():
    assert differing_fields([an, binh_misread]) == ("invalid", "valid")
    assert differing_fields([an, binh]) == differing_fields([an]) == ()
    unread = _reading("e2", "binh", {"valid": 97, "invalid": 1})
    assert differing_fields([an, unread]) == ("votes.a",)


def test_f07_who_wrote_no_line_for_papers_not_issued_found_none():
    older, none, one = an, _reading("e2", "binh", {**RIGHT, "not_issued": 0}), {**RIGHT, "not_issued": 1}
    assert status([older, none], signed=False) is AGREED
    assert differing_fields([older, _reading("e2", "binh", one)]) == ("not_issued",)


def three(*read):
    """Readings of a sheet on which three persons must agree."""
    return [replace(reading, readers=3) for reading in read]


binh_again, cuc_misread = _reading("e4", "binh", RIGHT), _reading("e5", "cuc", WRONG)
cuc_misread_again, dung = _reading("e8", "cuc", WRONG), _reading("e9", "dung", RIGHT)
three_stuck = three(an, binh, cuc_misread, an_again, binh_again, cuc_misread_again)
by_three = _reading("e6", "head", RIGHT, "recount", ("e3", "e4", "e8"))


@pytest.mark.parametrize(
    ("readings", "expected", "again"),
    [
        (three(), EMPTY, set()),
        (three(an), ONE_READING, set()),
        # two who agree are not enough, and two who differ are not asked before the third has read
        (three(an, binh), SheetStatus.TWO_READINGS, set()),
        (three(an, binh_misread), SheetStatus.TWO_READINGS, set()),
        (three(an, binh, cuc), AGREED, set()),
        (three(an, binh, cuc_misread), READINGS_DIFFER, {"an", "binh", "cuc"}),
        # a fourth person settles nothing; whoever misread puts it right
        (three(an, binh, cuc_misread, dung), READINGS_DIFFER, {"an", "binh", "cuc"}),
        (three(an, binh, cuc_misread, cuc), AGREED, set()),
        (three(an, binh, cuc_misread, an_again, binh_again), READINGS_DIFFER, {"cuc"}),
        (three_stuck, NEEDS_RECOUNT, set()),
        # the recount names all three, a second person confirms it
        ([*three_stuck, *three(recount)], NEEDS_RECOUNT, set()),
        ([*three_stuck, *three(by_three)], RECOUNTED, set()),
        ([*three_stuck, *three(by_three, confirmed)], AGREED, set()),
    ],
)
def test_three_who_count_must_all_agree(readings, expected, again):
    assert status(readings, signed=False) is expected
    assert to_read_again(readings) == again
    assert (agreed_figures(readings) == RIGHT) == (expected is AGREED)


def test_of_three_the_lines_on_which_any_differs_are_read_again():
    other = _reading("e5", "cuc", {**RIGHT, "votes.a": 61})
    assert differing_fields(three(an, binh_misread, other)) == ("invalid", "valid", "votes.a")
    assert readings_to_recount(three_stuck) == {"e3", "e4", "e8"}


some_figures = st.sampled_from([RIGHT, WRONG, {**RIGHT, "votes.a": 61}])
some_readings = st.lists(
    st.builds(
        Reading,
        st.sampled_from(["e1", "e2", "e3", "e4"]),
        st.sampled_from(["an", "binh", "cuc", "dung"]),
        st.sampled_from(["reading", "recount", "confirmation"]),
        some_figures,
        st.lists(st.sampled_from(["e1", "e2", "e3", "e4"]), max_size=3).map(tuple),
    ),
    max_size=9,
)


@given(some_readings)
def test_one_person_never_agrees_with_herself(readings):
    alone = [reading for reading in readings if reading.actor == "an"]
    assert status(alone, signed=False) in (EMPTY, ONE_READING)


@given(some_readings)
def test_the_order_of_the_fields_does_not_matter(readings):
    turned = [
        Reading(held.event_id, held.actor, held.kind, dict(reversed(held.figures.items())), held.names)
        for held in readings
    ]
    assert status(turned, signed=False) is status(readings, signed=False)
    assert differing_fields(turned) == differing_fields(readings)


@given(some_readings)
def test_agreement_is_what_two_persons_gave_last(readings):
    figures = agreed_figures(readings)
    if figures is not None:
        assert len({held.actor for held in readings if held.figures == figures}) >= 2


@given(some_readings)
def test_of_three_who_count_agreement_is_what_all_three_gave_or_a_confirmed_recount(readings):
    readings = three(*readings)
    figures = agreed_figures(readings)
    assert (figures is not None) == (status(readings, signed=False) is AGREED)
    if figures is not None:
        kinds = {held.kind for held in readings if held.figures == figures}
        same = {held.actor for held in readings if held.kind == "reading" and held.figures == figures}
        assert len(same) >= 3 or {"recount", "confirmation"} <= kinds


@given(some_readings, st.permutations(["an", "binh", "cuc", "dung"]))
def test_the_names_of_those_who_count_do_not_matter(readings, names):
    called = dict(zip(["an", "binh", "cuc", "dung"], names, strict=True))
    for wanted in (2, 3):
        given_ = [replace(held, readers=wanted) for held in readings]
        renamed = [replace(held, actor=called[held.actor]) for held in given_]
        assert status(renamed, signed=False) is status(given_, signed=False)
        assert to_read_again(renamed) == {called[who] for who in to_read_again(given_)}


@given(st.lists(st.tuples(st.sampled_from(["an", "binh", "cuc"]), some_figures), max_size=6))
def test_three_are_never_content_sooner_than_two(read):
    """Whatever the three of them gave: where three agree, the first two agreed too."""
    first = [_reading(f"e{n}", who, figures) for n, (who, figures) in enumerate(read)]
    if status(three(*first), signed=False) is AGREED:
        latest = {held.actor: held.figures for held in first}
        assert len(latest) == 3
        assert len({tuple(sorted(figures.items())) for figures in latest.values()}) == 1


def test_an_unknown_kind_of_reading_is_our_bug():
    with pytest.raises(ValueError, match="unknown kind"):
        status([_reading("e1", "an", RIGHT, "guess")], signed=False)


SUM = Check("X-1", ("valid", "invalid"), Comparison.EQUAL, ("collected",), "{got} {expected}")
EACH = Check("X-2", ("votes.*",), Comparison.AT_MOST, ("valid",), "{got} {expected}", each=True)
ALL = Check("X-3", ("votes.*",), Comparison.AT_MOST, ("valid",), "{got} {expected}", times="seats")


@pytest.mark.parametrize(
    ("figures", "check", "broken"),
    [
        ({"valid": 97, "invalid": 1, "collected": 98}, SUM, []),
        ({"valid": 95, "invalid": 2, "collected": 98}, SUM, [("valid", 98, 97)]),
        ({"valid": 98, "invalid": 2, "collected": 98}, SUM, [("valid", 98, 100)]),
        ({"valid": 10, "votes.a": 11, "votes.b": 10, "votes.c": 12}, EACH, [("votes.a", 10, 11), ("votes.c", 10, 12)]),
        ({"valid": 10, "seats": 3, "votes.a": 10, "votes.b": 20}, ALL, []),
        ({"valid": 10, "seats": 3, "votes.a": 11, "votes.b": 20}, ALL, [("votes.*", 30, 31)]),
        ({"valid": 10, "invalid": 4}, SUM, []),  # what was not read is not judged
    ],
)
def test_a_check_compares_sums_of_named_figures(figures, check, broken):
    found = broken_checks(figures, [check])
    assert found == tuple(Finding(check.code, Level.ERROR, *line) for line in broken)


def test_checks_are_data_with_a_sentence_for_the_form():
    for kind, checks in CHECKS.items():
        codes = [check.code for check in checks]
        assert len(set(codes)) == len(codes)
        for check in checks:
            assert check.code.startswith({"village_head": "VH-COUNT-", "party_cell": "PC-COUNT-"}[kind])
            assert check.sentence.startswith("Dòng ")
            written = check.sentence.format(got=70001, expected=90001)
            assert "70001" in written
            assert "90001" in written
            assert json.loads(json.dumps(check.as_json()))["left"] == list(check.left)


def test_f20_a_village_in_clusters_is_whole_when_every_cluster_agrees_and_its_figures_are_the_sum():
    def read(who: str, cluster: int, votes: int) -> Reading:
        return Reading(f"{who}{cluster}{votes}", who, "reading", {"votes.a": votes}, cluster=cluster, clusters=2)

    first = [read("an", 1, 5), read("binh", 1, 5)]
    assert status(first, signed=False) is SheetStatus.ONE_READING
    assert agreed_figures(first) is None
    other = [read("an", 2, 7), read("chi", 2, 8)]
    assert status([*first, *other], signed=False) is READINGS_DIFFER
    assert differing_fields([*first, *other]) == ("votes.a",)
    whole = [*first, *other, read("chi", 2, 7)]
    assert status(whole, signed=False) is SheetStatus.AGREED
    assert agreed_figures(whole) == {"votes.a": 12}
