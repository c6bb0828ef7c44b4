"""The tile map: every village once, communes in one piece, the same layout for the same territory."""

import pytest

from dantin.locale.words import HEAD_STATES
from dantin.public.map_svg import map_names, province_map
from dantin.public.tilemap import layout_of
from dantin.store.readers.places import territory

from .small_province import place

pytestmark = pytest.mark.django_db


def test_each_village_has_one_tile_of_its_own(small):
    layout = layout_of(territory())
    villages = [v for d in layout.districts for commune in d.villages for v in commune]
    assert sorted(villages) == sorted(small.villages)
    for district in layout.districts:
        tiles = [cell for commune in district.tiles for cell in commune]
        assert len(tiles) == len(set(tiles)) == sum(map(len, district.villages))


def test_a_province_that_nobody_has_drawn_is_packed_without_overlap(db):
    province = place("province", "tinh", "99", "Tỉnh Khác", None)
    for d in range(5):
        district = place("district", "huyen", f"9{d}", f"Huyện {d}", province)
        commune = place("commune", "xa", f"99{d}", f"Xã {d}", district)
        for v in range(3 + 40 * d):
            place("village", "thon", f"99{d}{v:03d}", f"Thôn {v}", commune)
    layout = layout_of(territory())
    tiles = [cell for d in layout.districts for commune in d.tiles for cell in commune]
    assert len(tiles) == len(set(tiles)) == sum(3 + 40 * d for d in range(5))


def test_a_province_without_districts_is_one_group(db):
    province = place("province", "tinh", "98", "Tỉnh Mới", None)
    commune = place("commune", "xa", "981", "Xã Một", province)
    place("village", "thon", "98101", "Thôn Một", commune)
    (only,) = layout_of(territory()).districts
    assert (only.code, only.villages) == ("98", (("98101",),))


def test_a_new_village_changes_the_layout_at_once(small):
    before = layout_of(territory())
    place("village", "thon", "0684799", "Mẫu 99", territory_place("06847"))
    after = layout_of(territory())
    assert sum(len(c) for d in after.districts for c in d.villages) == len(small.villages) + 1
    assert before is not after


def test_the_compact_string_follows_the_tiles_and_their_names(small):
    places = territory()
    states = {small.villages[0]: "rerun"}
    svg, live = province_map(places, states, HEAD_STATES, ("elected",), label="Bản đồ")
    order = [code for d in map_names(places) for c in d["communes"] for code, _ in c["villages"]]
    assert live["o"][order.index(small.villages[0])] == "L"
    assert live["o"].count("-") == len(small.villages) - 1
    assert svg.count("<use ") == len(small.villages)
    assert live["nhan"] == ["0/8", "0/8"]


def territory_place(code):
    from dantin.store.models import Place

    return Place.objects.get(code=code)
