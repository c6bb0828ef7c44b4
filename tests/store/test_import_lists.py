"""Nạp danh sách vào kho: what is new, what changed, what is refused; a file is written whole or not at all."""

from datetime import date

import pytest

from dantin.core.values import Side
from dantin.store.models import (
    Candidacy,
    Cell,
    CellVillage,
    Contest,
    Event,
    Household,
    HouseholdRepresentative,
    Member,
    Person,
    Place,
    Roll,
    Round,
    Sheet,
    Standing,
    Term,
)
from dantin.store.readers.exports import export_rows
from dantin.store.readers.standings import differences
from dantin.store.readers.streams import broken_links
from dantin.store.refusals import Refused

from .importing import counts, load, read, told
from .world import CELL, VILLAGES, party_election, places, sheet_of, state_election

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

UNITS = ("Cấp", "Mã", "Tên", "Mã cấp trên", "Có từ ngày", "Đến hết ngày")
TREE = [
    ("Tỉnh", "22", "Tỉnh Quảng Ninh", "", "", ""),
    ("Thôn", "0684701", "Thôn Nà Ếch", "06847", "", ""),
    ("Thôn", "0684702", "Bản 2", "06847", "", ""),
    ("Xã", "06847", "Xã Húc Động", "198", "", ""),
    ("Huyện", "198", "Huyện Bình Liêu", "22", "", "30/6/2025"),
]


def test_places_come_in_any_order_and_a_second_load_changes_nothing():
    assert counts(load(read("places", UNITS, *TREE))) == (5, 0, 0)
    village = Place.objects.get(code="0684701")
    assert (village.parent.code, village.kind, village.search_key) == (
        "06847", "thon", "na ech".join(["thon ", " xa huc dong huyen binh lieu tinh quang ninh"]),
    )  # fmt: skip
    assert Place.objects.get(code="0684702").kind == "ban"
    assert counts(load(read("places", UNITS, *TREE))) == (0, 0, 5)
    event = Event.objects.get()
    assert (event.type, event.body) == (
        "register.places_imported",
        {"digest": "0" * 64, "rows": 5, "new": 5, "changed": 0},
    )
    assert event.stream.election is None
    assert list(broken_links(event.stream)) == []


def test_a_renamed_commune_is_found_under_its_new_name():
    load(read("places", UNITS, *TREE))
    renamed = [row if row[1] != "06847" else ("Xã", "06847", "Xã Húc Mới", "198", "", "") for row in TREE]
    assert counts(load(read("places", UNITS, *renamed))) == (0, 1, 4)
    assert "huc moi" in Place.objects.get(code="0684701").search_key


def test_a_code_may_come_back_in_a_later_period():
    load(read("places", UNITS, *TREE))
    ended = [(*row[:5], "30/6/2025") for row in TREE]
    later = [
        ("Tỉnh", "22", "Quảng Ninh", "", "1/7/2025", ""),
        ("Xã", "06847", "Xã Bình Liêu", "22", "1/7/2025", ""),
    ]
    assert counts(load(read("places", UNITS, *ended, *later))) == (2, 4, 1)
    assert Place.objects.get(code="06847", valid_from=date(2025, 7, 1)).parent.valid_from == date(2025, 7, 1)
    assert Place.objects.get(code="0684701").parent.valid_from is None


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("Thôn", "0684703", "Thôn 3", "99999", "", ""), "không có đơn vị mã 99999"),
        (("Thôn", "0684703", "Thôn 3", "0684701", "", ""), "không phải cấp trên"),
        (("Thôn", "0684703", "Thôn 3", "", "", ""), "ô trống, cần điền mã"),
        (("Tỉnh", "23", "Tỉnh B", "22", "", ""), "tỉnh không có cấp trên"),
        (("Xã", "0684701", "Xã A", "198", "", ""), "trong kho là thôn"),
        (("Thôn", "0684703", "Thôn Nà  ếch", "06847", "", ""), "cùng xã đã có Thôn Nà Ếch, mã 0684701"),
        (("Thôn", "0684701", "Thôn Khác", "06847", "1/1/2020", ""), "trong cùng thời gian"),
        (("Thôn", "0684703", "Thôn 3", "06847", "1/1/2022", "1/1/2021"), "hết trước khi có"),
    ],
)
def test_a_place_that_does_not_fit_is_refused_and_nothing_is_written(row, fault):
    load(read("places", UNITS, *TREE))
    reading = read("places", UNITS, ("Thôn", "0684709", "Thôn 9", "06847", "", ""), row)
    assert not load(reading).written
    assert len(told(reading)) >= 1
    assert told(reading)[0].startswith("dòng 3, cột ")
    assert fault in told(reading)[0]
    assert (Place.objects.count(), Event.objects.count()) == (5, 1)


def test_a_dry_run_writes_nothing():
    assert counts(load(read("places", UNITS, *TREE), write=False)) == (5, 0, 0)
    assert (Place.objects.count(), Event.objects.count()) == (0, 0)


HOUSES = (
    "Mã thôn",
    "Số hộ",
    "Chủ hộ",
    "Người đại diện",
    "Giới tính",
    "Năm sinh",
    "Vì sao đại diện",
    "Đại diện từ ngày",
)
HOUSEHOLDS = [
    (VILLAGES[0], 1, "Trần Văn A", "", "Nam", 1961, "", ""),
    (VILLAGES[0], 2, "Chíu A Sáng", "Tằng Thị B", "Nữ", 1974, "các thành viên cử", ""),
    (VILLAGES[1], 1, "Đỗ Thị Thuỷ", "Ðỗ Thị Thủy", "Nữ", 1980, "", "1/5/2022"),
]
DAY = date(2022, 5, 26)


def people_of(village):
    rows = HouseholdRepresentative.objects.filter(household__village__code=village).order_by("household__number", "id")
    return list(rows.values_list("person__name", "person__born_in", "authority", "since"))


def test_households_and_their_representatives():
    places()
    assert counts(load(read("households", HOUSES, *HOUSEHOLDS), day=DAY)) == (3, 0, 0)
    assert people_of(VILLAGES[0]) == [
        ("Trần Văn A", 1961, "head", DAY),
        ("Tằng Thị B", 1974, "nominated", DAY),
    ]
    assert people_of(VILLAGES[1]) == [("Ðỗ Thị Thủy", 1980, "head", date(2022, 5, 1))]
    person = Person.objects.get(name="Tằng Thị B")
    assert (person.side, person.sex, len(person.sort_key) > 10) == ("state", "female", True)
    assert counts(load(read("households", HOUSES, *HOUSEHOLDS), day=DAY)) == (0, 0, 3)
    # rows written beside the ORM and rows written by it do not take each other's ids
    Household.objects.create(village=Place.objects.get(code=VILLAGES[1]), number=9, head_name="Sau")
    assert Event.objects.filter(type="register.households_imported").count() == 1


def test_a_corrected_file_changes_only_what_changed():
    places()
    load(read("households", HOUSES, *HOUSEHOLDS), day=DAY)
    corrected = [
        (VILLAGES[0], 1, "Trần Văn An", "", "", "", "", ""),
        HOUSEHOLDS[1],
        (VILLAGES[1], 1, "Đỗ Thị Thuỷ", "Lê Văn C", "Nam", 1999, "được ủy quyền", "2/6/2022"),
        (VILLAGES[1], 2, "Mới", "", "", "", "", ""),
    ]
    assert counts(load(read("households", HOUSES, *corrected), day=DAY)) == (1, 2, 1)
    assert people_of(VILLAGES[0])[0] == ("Trần Văn An", 1961, "head", DAY)
    assert people_of(VILLAGES[1])[:2] == [
        ("Ðỗ Thị Thủy", 1980, "head", date(2022, 5, 1)),
        ("Lê Văn C", 1999, "authorised", date(2022, 6, 2)),
    ]
    assert [row[1] for row in export_rows("households")] == [1, 2, 1, 2]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("684701", 1, "A", "", "", "", "", ""), "mất số 0 ở đầu"),
        ((VILLAGES[0], 1, "A", "B", "", "", "", ""), "ghi vì sao đại diện"),
        ((VILLAGES[0], 1, "A", "B", "", "", "chủ hộ", ""), "tên khác chủ hộ"),
        ((VILLAGES[0], 40_000, "A", "", "", "", "", ""), "số đếm từ 0 đến 32767"),
    ],
)
def test_a_household_that_does_not_fit(row, fault):
    places()
    reading = read("households", HOUSES, HOUSEHOLDS[2], row)
    assert not load(reading, day=DAY).written
    assert fault in told(reading)[0]
    assert (Household.objects.count(), Person.objects.count()) == (0, 0)


def test_rolls_are_certified_and_corrected_until_the_poll_begins():
    election = state_election()
    headings = ("Mã thôn", "Tổng số")
    assert counts(load(read("rolls", headings, (VILLAGES[0], 120)), election=election)) == (0, 1, 0)
    assert Roll.objects.get(village__code=VILLAGES[0]).count == 120
    assert Standing.objects.get(village_code=VILLAGES[0]).roll == 120
    assert list(differences(election)) == []
    Standing.objects.filter(village_code=VILLAGES[0]).update(state="voting")
    assert counts(load(read("rolls", headings, (VILLAGES[0], 120)), election=election)) == (0, 0, 1)
    reading = read("rolls", headings, (VILLAGES[0], 121), (VILLAGES[1], 99))
    load(reading, election=election)
    assert told(reading) == [f"dòng 2, cột B (Tổng số): {VILLAGES[0]} đã bắt đầu bầu, tổng số không đổi được nữa"]
    assert Roll.objects.get(village__code=VILLAGES[1]).count == 100


def test_a_roll_said_to_be_counted_must_be_what_was_counted():
    election = state_election()
    reading = read("rolls", ("Mã thôn", "Tổng số", "Nguồn"), (VILLAGES[0], 120, "đếm từng hộ"))
    load(reading, election=election)
    assert "danh sách hộ của thôn có 0" in told(reading)[0]


SLATE = ("Chức danh", "Mã thôn", "Thứ tự", "Họ và tên", "Năm sinh")


def test_a_slate_is_replaced_until_it_is_read():
    election = state_election()
    before = list(Candidacy.objects.filter(contest__unit_code=VILLAGES[0]).values_list("key", "person__name"))
    assert [key for key, _ in before] == ["c1", "c2"]
    first, second = (name for _, name in before)
    rows = [
        ("Trưởng thôn", VILLAGES[0], 1, second, ""),
        ("Trưởng bản", VILLAGES[0], 2, "Hoàng Văn Mới", 1988),
    ]
    assert counts(load(read("candidates", SLATE, *rows), election=election)) == (0, 2, 0)
    contest = Contest.objects.get(unit_code=VILLAGES[0])
    listed = contest.candidacies.order_by("position").values_list("key", "person__name")
    assert list(listed) == [("c2", second), ("c3", "Hoàng Văn Mới")]
    assert Round.objects.get(contest=contest).slate == ["c2", "c3"]
    assert (Sheet.objects.filter(round__contest=contest).count(), Contest.objects.count()) == (1, 2)
    assert counts(load(read("candidates", SLATE, *rows), election=election)) == (0, 0, 2)
    Sheet.objects.filter(round__contest=contest).update(signed_at=election.held_on.isoformat() + "T10:00:00Z")
    reading = read("candidates", SLATE, ("Trưởng thôn", VILLAGES[0], 1, first, ""))
    load(reading, election=election)
    assert "đã bắt đầu bầu" in told(reading)[0]
    assert sheet_of(VILLAGES[0]).signed_at is not None


def test_the_holder_of_a_term_and_the_candidate_are_one_person():
    election = state_election()
    holder = Term.objects.get(unit_code=VILLAGES[0]).person
    rows = [
        ("Trưởng thôn", VILLAGES[0], 1, holder.name, holder.born_in),
        ("Trưởng thôn", VILLAGES[0], 2, "Hoàng Văn Mới", 1988),
    ]
    load(read("candidates", SLATE, *rows), election=election)
    assert Candidacy.objects.get(contest__unit_code=VILLAGES[0], position=1).person == holder
    done = load(
        read(
            "terms",
            ("Chức danh", "Mã thôn", "Họ tên", "Năm sinh", "Từ năm", "Đến năm"),
            ("Trưởng thôn", VILLAGES[1], "Phạm Thị Cũ", "", 2020, 2022),
            ("Trưởng thôn", VILLAGES[0], holder.name, holder.born_in, 2017, 2020),
        )
    )
    assert counts(done) == (2, 0, 0)
    assert Term.objects.get(begins_in=2017).person == holder


def test_a_slate_of_both_sides_is_refused():
    headings = ("Chức danh", "Mã đơn vị", "Họ tên", "Từ năm", "Đến năm")
    rows = [("Trưởng thôn", VILLAGES[0], "A", 2020, 2022), ("Bí thư", CELL, "A", 2020, 2022)]
    reading = read("terms", headings, *rows)
    with pytest.raises(Refused) as refused:
        load(reading)
    assert refused.value.code == "import.two_sides"


CELLS = ("Mã chi bộ", "Tên chi bộ", "Đảng ủy cấp trên", "Mã thôn")
MEMBERS = ("Mã chi bộ", "Họ tên", "Năm sinh", "Đảng viên")


def test_cells_and_members_on_the_party_side():
    places()
    rows = [
        ("CB1", "Chi bộ Nà Ếch", "Đảng ủy xã", f"{VILLAGES[0]}; {VILLAGES[1]}"),
        ("CB2", "Hai", "Đảng ủy xã", VILLAGES[1]),
    ]
    assert counts(load(read("cells", CELLS, *rows))) == (2, 0, 0)
    one_village = [("CB1", "Chi bộ Nà Ếch", "Đảng ủy xã", VILLAGES[0]), rows[1]]
    assert counts(load(read("cells", CELLS, *one_village))) == (0, 1, 1)
    assert list(CellVillage.objects.filter(cell__code="CB1").values_list("village_code", flat=True)) == [VILLAGES[0]]
    people = [("CB1", "Đỗ Thị Thuỷ", 1980, "chính thức"), ("CB1", "Trần Văn A", "", "dự bị")]
    assert counts(load(read("members", MEMBERS, *people))) == (2, 0, 0)
    corrected = [("CB1", "Ðỗ Thị Thủy", 1980, "chính thức"), ("CB1", "Trần Văn Á", 1990, "chính thức")]
    assert counts(load(read("members", MEMBERS, *corrected))) == (0, 2, 0)
    assert sorted(Member.objects.values_list("person__name", "person__born_in", "status")) == sorted(
        [("Ðỗ Thị Thủy", 1980, "official"), ("Trần Văn Á", 1990, "official")]
    )
    assert set(Event.objects.values_list("stream__side", flat=True)) == {"party"}
    twins = read("members", MEMBERS, ("CB1", "Trần Văn Á", 1990, "dự bị"), ("CB1", "Trần Văn A", "", "dự bị"))
    load(twins)
    assert "cùng một người với dòng 2" in told(twins)[0]


def test_a_party_slate_takes_its_people_from_the_register():
    places()
    election = party_election()
    member = Member.objects.filter(cell__code=CELL, status="official").first()
    contests = Contest.objects.filter(election=election).count()
    headings = ("Chức danh", "Mã chi bộ", "Thứ tự", "Họ và tên", "Năm sinh")
    post = "Phó bí thư"
    known = read("candidates", headings, (post, CELL, 1, member.person.name, member.person.born_in))
    assert load(known, election=election).written, told(known)
    assert Contest.objects.filter(election=election, post="deputy_secretary").count() == 1
    assert Contest.objects.filter(election=election).count() >= contests
    unknown = read("candidates", headings, (post, CELL, 1, "Người Lạ", 1980))
    load(unknown, election=election)
    assert "không có trong sổ đảng viên" in told(unknown)[0]


def test_each_side_takes_its_own_lists_only(settings):
    places()
    settings.SIDE = "state"
    reading = read("cells", CELLS, ("CB1", "Một", "Đảng ủy", VILLAGES[0]))
    with pytest.raises(Refused) as refused:
        load(reading)
    assert refused.value.code == "side.not_here"
    with pytest.raises(Refused):
        export_rows("members")
    settings.SIDE = "party"
    with pytest.raises(Refused):
        load(read("households", HOUSES, HOUSEHOLDS[0]), day=DAY)
    assert (Cell.objects.count(), Household.objects.count(), Side("party")) == (0, 0, Side.PARTY)
