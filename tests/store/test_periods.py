"""Mã và thời gian: one code, two periods; each election keeps the units there were on the day it was called."""

from datetime import date, timedelta

import pytest

from dantin.core.values import Side
from dantin.store.actions import calling, register, territory
from dantin.store.models import Place, Roll, Standing
from dantin.store.readers.periods import newest, place_on, village_ids
from dantin.store.readers.standings import differences
from dantin.store.refusals import Refused

from .importing import counts, load, read
from .world import MORNING, VILLAGES, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
UNITS = ("Cấp", "Mã", "Tên", "Mã cấp trên", "Có từ ngày", "Đến hết ngày")
ENDED = [
    ("Tỉnh", "22", "Tỉnh Quảng Ninh", "", "", "30/6/2025"),
    ("Huyện", "198", "Huyện Bình Liêu", "22", "", "30/6/2025"),
    ("Xã", "06847", "Xã Húc Động", "198", "", "30/6/2025"),
    ("Thôn", VILLAGES[0], "Thôn Nà Ếch", "06847", "", "30/6/2025"),
    ("Thôn", VILLAGES[1], "Bản 2", "06847", "", "30/6/2025"),
]
LATER = [
    ("Tỉnh", "22", "Tỉnh Mô Phỏng", "", "1/7/2025", ""),
    ("Xã", "06847", "Xã Mô Phỏng", "22", "1/7/2025", ""),
    ("Thôn", VILLAGES[0], "Thôn Nà Ếch", "06847", "1/7/2025", ""),
    ("Thôn", VILLAGES[1], "Thôn Hai", "06847", "1/7/2025", ""),
]


def election_of_2025(**changed):
    given = {
        "side": Side.STATE, "code": "VH-2025", "title": "Bầu trưởng thôn 2025 (mô phỏng)", "province_code": "22",
        "called_on": date(2025, 8, 1), "decision_number": "2/QĐ", "held_on": date(2025, 8, 31),
        "term_begins_in": 2025, "term_ends_in": 2030, "previous": "VH-2022",
        "waves": [calling.WaveIn(name="một đợt", is_pilot=False, begins_on=date(2025, 8, 31),
                                  ends_on=date(2025, 8, 31), villages=VILLAGES)],
    }  # fmt: skip
    return calling.call_election(election=calling.ElectionIn(**{**given, **changed}), actor="a", at=MORNING)


def test_each_election_keeps_the_units_of_the_day_it_was_called():
    """F-52."""
    old = state_election()
    assert counts(load(read("places", UNITS, *ENDED, *LATER))) == (4, 5, 0)
    new = election_of_2025()
    register.certify_rolls(
        election=new,
        electorate="household_representatives",
        rolls=[register.RollIn(village_code=code, count=90, source=Roll.Source.CERTIFIED_TOTAL) for code in VILLAGES],
        certified_on=date(2025, 8, 20),
        actor="a",
        at=MORNING,
    )
    above = Standing.objects.filter(village_code=VILLAGES[0]).order_by("election__called_on")
    assert list(above.values_list("commune_code", "district_code")) == [("06847", "198"), ("06847", "22")]
    assert [e.province.name for e in (old, new)] == ["Tỉnh Quảng Ninh", "Tỉnh Mô Phỏng"]
    rolls = Roll.objects.filter(village__code=VILLAGES[1]).order_by("election__called_on")
    assert list(rolls.values_list("village__name", "count")) == [("Bản 2", 100), ("Thôn Hai", 90)]
    assert [*differences(old), *differences(new)] == []
    # a list of an old election still finds the old village, one of the new the new
    headings = ("Mã thôn", "Tổng số")
    assert counts(load(read("rolls", headings, (VILLAGES[1], 101)), election=old)) == (0, 1, 0)
    assert counts(load(read("rolls", headings, (VILLAGES[1], 91)), election=new)) == (0, 1, 0)
    assert list(rolls.values_list("village__name", "count")) == [("Bản 2", 101), ("Thôn Hai", 91)]


def test_a_unit_is_there_on_its_first_and_on_its_last_day():
    state_election()
    load(read("places", UNITS, *ENDED, *LATER))
    old, new = Place.objects.filter(code="06847").order_by("id")
    assert [place_on("06847", day) for day in (date(1990, 1, 1), LAST, FIRST, date(2099, 1, 1))] == [old, old, new, new]
    assert place_on("198", LAST + timedelta(1)) is None
    assert place_on("06847", FIRST, level=Place.Level.PROVINCE) is None
    assert village_ids(None) == village_ids(FIRST) != village_ids(LAST)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"called_on": date(2025, 6, 30)}, "Ngày 30/06/2025 không có thôn mã 0684701, 0684702."),
        ({"province_code": "99"}, "Ngày 01/08/2025 không có tỉnh mã 99"),
    ],
)
def test_a_call_names_units_that_are_there_on_its_day(changed, sentence):
    state_election()
    earlier = [(*row[:5], "29/6/2025") if row[0] == "Thôn" else row for row in ENDED]
    load(read("places", UNITS, *earlier, *LATER))
    with pytest.raises(Refused) as refused:
        election_of_2025(**changed)
    assert sentence in str(refused.value)


def test_a_later_period_of_a_commune_does_not_draw_its_old_villages_over():
    state_election()
    opened = [row if row[0] != "Thôn" else (*row[:5], "") for row in ENDED]
    assert load(read("places", UNITS, *opened, *LATER[:2])).written
    again = read("places", UNITS, *opened, *LATER[:2])
    assert counts(load(again)) == (0, 0, 7)
    assert Place.objects.get(code=VILLAGES[0]).parent.name == "Xã Húc Động"
    unclear = read("places", UNITS, ("Thôn", "0684703", "Thôn 3", "06847", "", ""))
    assert not load(unclear).written
    assert "06847 có nhiều thời kỳ. Điền ngày có hoặc ngày hết của Thôn 3" in str(unclear.faults[0])


def test_units_loaded_by_the_build_stand_under_the_unit_of_their_time():
    state_election()
    load(read("places", UNITS, *ENDED, *LATER))
    late = territory.PlaceIn(
        level=Place.Level.VILLAGE, kind="thon", code="0684703", name="Thôn 3", parent_code="06847", valid_from=FIRST
    )
    early = territory.PlaceIn(
        level=Place.Level.VILLAGE, kind="thon", code="0684704", name="Thôn 4", parent_code="06847", valid_to=LAST
    )
    assert territory.load_places(places=[late, early]) == 2
    assert [Place.objects.get(code=code).parent.name for code in ("0684703", "0684704")] == [
        "Xã Mô Phỏng",
        "Xã Húc Động",
    ]
    assert Place.objects.get(code="0684703").search_key == "thon 3 xa mo phong tinh mo phong"


def test_without_a_day_a_code_is_the_unit_of_its_newest_period():
    state_election()
    load(read("places", UNITS, *ENDED, *LATER))
    assert [newest(code).name for code in ("22", "06847", "198")] == ["Tỉnh Mô Phỏng", "Xã Mô Phỏng", "Huyện Bình Liêu"]
    assert newest("99999") is None
