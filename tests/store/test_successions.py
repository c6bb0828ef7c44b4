"""Nạp danh sách nhập, tách, đổi tên: what fits in time is linked, and what does not is told by row. All simulated."""

from datetime import date

import pytest
from django.core.management import call_command

from dantin.imports.lists import LISTS
from dantin.imports.reading import read_rows
from dantin.imports.sheets import read_sheets
from dantin.imports.writing import write_csv, write_xlsx
from dantin.store.models import Event, Place, Succession
from dantin.store.readers.exports import export_rows

from .importing import counts, load, read, told

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

UNITS = ("Cấp", "Mã", "Tên", "Mã cấp trên", "Có từ ngày", "Đến hết ngày")
LINKS = ("Mã cũ", "Tên cũ", "Mã mới", "Từ ngày", "Số nghị quyết", "Ngày nghị quyết")
TREE = [
    ("Tỉnh", "90", "Tỉnh Mô Phỏng", "", "", ""),
    ("Xã", "90001", "Xã Một", "90", "", ""),
    ("Thôn", "A", "Thôn A", "90001", "", "31/12/2023"),
    ("Thôn", "B", "Thôn B", "90001", "", "31/12/2023"),
    ("Thôn", "AB", "Thôn A Bê", "90001", "1/1/2024", ""),
    ("Thôn", "C", "Thôn C", "90001", "", ""),
    ("Thôn", "D", "Thôn D", "90001", "1/7/2024", ""),
    ("Thôn", "E", "Thôn E", "90001", "", ""),
]
MERGED = [
    ("A", "Thôn A", "AB", "1/1/2024", "NQ-12", "20/12/2023"),
    ("B", "", "AB", "01/01/2024", "NQ-12", "20/12/2023"),
    ("C", "", "D", "1/7/2024", "", ""),
]


def test_links_come_in_again_and_only_a_corrected_decision_changes():
    load(read("places", UNITS, *TREE))
    assert counts(load(read("successions", LINKS, *MERGED))) == (3, 0, 0)
    assert counts(load(read("successions", LINKS, *MERGED))) == (0, 0, 3)
    corrected = [*MERGED[:2], ("C", "", "D", "1/7/2024", "NQ-30", "1/6/2024")]
    assert counts(load(read("successions", LINKS, *corrected))) == (0, 1, 2)
    links = Succession.objects.order_by("id").values_list("old__code", "new__code", "effective_on", "decision_number")
    assert list(links) == [
        ("A", "AB", date(2024, 1, 1), "NQ-12"),
        ("B", "AB", date(2024, 1, 1), "NQ-12"),
        ("C", "D", date(2024, 7, 1), "NQ-30"),
    ]
    assert Event.objects.filter(type="register.successions_imported").count() == 2


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_goes_out_comes_in_again_without_a_difference(write):
    load(read("places", UNITS, *TREE))
    load(read("successions", LINKS, *MERGED))
    for name, expected in (("places", (0, 0, 8)), ("successions", (0, 0, 3))):
        raw = write(LISTS[name], list(export_rows(name)))
        ending = "csv" if write is write_csv else "xlsx"
        again = read_rows(read_sheets(raw, name=f"{name}.{ending}"), LISTS[name])
        assert counts(load(again)) == expected, told(again)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("Z", "", "AB", "1/1/2024", "", ""), "cột A (Mã cũ): không có đơn vị mã Z. Nạp danh sách đơn vị trước"),
        (("A", "", "684701", "1/1/2024", "", ""), "cột C (Mã mới): không có đơn vị mã 684701. Nạp danh sách đơn vị "
         "trước, hoặc xem mã có mất số 0 ở đầu không"),
        (("A", "", "AB", "2/1/2024", "", ""), "cột A (Mã cũ): ngày 01/01/2024 không có đơn vị mã A. Trong kho: "
         "Thôn A đến hết 31/12/2023"),
        (("A", "", "AB", "31/12/2023", "", ""), "cột C (Mã mới): ngày 31/12/2023 không có đơn vị mã AB. Trong kho: "
         "Thôn A Bê từ 01/01/2024"),
        (("A", "Thôn B", "AB", "1/1/2024", "", ""), "cột B (Tên cũ): mã A là Thôn A, tệp ghi Thôn B"),
        (("C", "", "C", "1/1/2024", "", ""), "cột D (Từ ngày): Thôn C không thay chính nó"),
        (("C", "", "E", "1/1/2024", "", ""), "cột D (Từ ngày): Thôn C và Thôn E đều có cả trước và sau ngày này"),
        (("A", "", "90001", "1/1/2024", "", ""), "cột D (Từ ngày): Thôn A là cấp thôn, Xã Một là cấp xã"),
        (("A", "", "AB", "1.1.24", "", ""), "cột D (Từ ngày): “1.1.24” không phải ngày"),
        (("A", "", "AB", "", "", ""), "cột D (Từ ngày): ô trống, cần điền"),
    ],
)  # fmt: skip
def test_a_link_that_does_not_fit_is_told_by_its_row_and_nothing_is_written(row, fault):
    load(read("places", UNITS, *TREE))
    reading = read("successions", LINKS, MERGED[1], row)
    assert not load(reading).written
    assert told(reading)[0].startswith(f"dòng 3, {fault}")
    assert (Succession.objects.count(), len(reading.faults)) == (0, 1)


def test_the_same_link_twice_and_a_ring_are_refused():
    load(read("places", UNITS, *TREE))
    twice = read("successions", LINKS, MERGED[0], ("A", "Thôn A", "AB", "01/01/2024", "NQ-13", ""))
    assert not load(twice).written
    assert told(twice) == ["dòng 3, cột D (Từ ngày): trùng với dòng 2 (Mã cũ, Mã mới, Từ ngày). Bỏ một dòng"]
    day = "1/1/2020"
    ring = read("successions", LINKS, ("C", "", "E", day, "", ""), ("E", "", "C", day, "", ""))
    assert not load(ring).written
    assert ["đều có cả trước và sau ngày này" in line for line in told(ring)] == [True, True]
    assert Succession.objects.count() == 0


def test_a_village_split_off_may_come_back_years_later():
    load(read("places", UNITS, *TREE[:6], ("Thôn", "D", "Thôn D", "90001", "1/7/2024", "31/12/2026")))
    links = [("C", "", "D", "1/7/2024", "NQ-30", ""), ("D", "", "C", "1/1/2027", "NQ-99", "")]
    assert counts(load(read("successions", LINKS, *links))) == (2, 0, 0)


def test_a_code_that_lives_on_is_linked_from_its_old_period_to_its_new_one():
    moved = [("Thôn", "C", "Thôn C", "90001", "", "30/6/2025"), ("Thôn", "C", "Thôn Xê", "90001", "1/7/2025", "")]
    load(read("places", UNITS, *TREE[:2], *moved))
    assert counts(load(read("successions", LINKS, ("C", "Thôn C", "C", "1/7/2025", "", "")))) == (1, 0, 0)
    link = Succession.objects.get()
    assert (link.old.name, link.new.name) == ("Thôn C", "Thôn Xê")


def test_a_unit_with_links_keeps_the_days_that_they_hang_on():
    load(read("places", UNITS, *TREE))
    load(read("successions", LINKS, *MERGED))
    reading = read("places", UNITS, ("Thôn", "A", "Thôn A", "90001", "", "30/11/2023"))
    assert not load(reading).written
    assert told(reading) == [
        "dòng 2, cột F (Đến hết ngày): trái với danh sách nhập, tách, đổi tên đã nạp: ngày 31/12/2023 không có Thôn A"
    ]
    assert Place.objects.get(code="A").valid_to == date(2023, 12, 31)


def test_a_decision_signed_after_the_day_and_villages_left_behind_are_noted():
    tree = [TREE[0], (*TREE[1][:5], "30/6/2025"), *TREE[2:]]
    [note] = load(read("places", UNITS, *tree)).notes
    assert note.startswith("4 thôn kéo dài sau ngày xã của thôn kết thúc")
    late = load(read("successions", LINKS, (*MERGED[0][:5], "2/1/2024")))
    assert late.notes == ("1 dòng có ngày văn bản sau ngày đơn vị thay đổi: xem lại",)
    assert late.written


def test_both_sets_of_units_stand_side_by_side_and_come_in_again(tmp_path, capsys):
    for _ in range(2):
        for year in (2022, 2025):
            call_command("import", "places", f"data/quang-ninh-units-{year}.csv", "--ghi")
    assert [line.split(";")[0] for line in capsys.readouterr().out.splitlines() if "dòng:" in line] == [
        "191 dòng: 191 mới, 0 đổi, 0 giữ nguyên.", "55 dòng: 55 mới, 0 đổi, 0 giữ nguyên.",
        "191 dòng: 0 mới, 0 đổi, 191 giữ nguyên.", "55 dòng: 0 mới, 0 đổi, 55 giữ nguyên.",
    ]  # fmt: skip
    last = Place.objects.filter(valid_to=date(2025, 6, 30))
    assert (last.count(), Place.objects.filter(valid_from=date(2025, 7, 1), valid_to=None).count()) == (191, 55)
    assert {place.parent.valid_from for place in Place.objects.filter(level="commune", parent__code="22")} == {
        date(2025, 7, 1)
    }
    assert Place.objects.filter(code="22").count() == 2
    file = tmp_path / "don-vi.csv"
    call_command("export", "places", str(file))
    call_command("import", "places", str(file))
    assert "246 dòng: 0 mới, 0 đổi, 246 giữ nguyên." in capsys.readouterr().out
