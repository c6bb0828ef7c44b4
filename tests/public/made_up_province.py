"""Tỉnh Mô Phỏng: a made-up province from its own files, two levels since 1/7/2025, whose villages merged, split, moved.

Nothing in it is real: no code, no name, no paper. Its lists are read as a clerk's files are.
"""

from datetime import date, datetime

from dantin.core.values import Side
from dantin.imports.lists import LISTS
from dantin.imports.reading import Reading, read_rows
from dantin.imports.sheets import Sheet
from dantin.locale.words import LOCAL
from dantin.store.actions.importing import Source, import_list
from dantin.store.models import Election, Place, Standing

UNITS = ("Cấp", "Mã", "Tên", "Mã cấp trên", "Có từ ngày", "Đến hết ngày")
LINKS = ("Mã cũ", "Mã mới", "Từ ngày", "Số nghị quyết", "Ngày nghị quyết")
LAST = "30/6/2025"
OLD = [
    ("Tỉnh", "90", "Tỉnh Mô Phỏng", "", "", LAST),
    ("Huyện", "901", "Huyện Mô Phỏng", "90", "", LAST),
    ("Xã", "90001", "Xã Một", "901", "", LAST),
    ("Xã", "90002", "Xã Hai", "901", "", LAST),
    ("Thôn", "A", "Thôn An", "90001", "", "31/12/2023"),
    ("Thôn", "B", "Thôn Bình", "90001", "", "31/12/2023"),
    ("Thôn", "AB", "Thôn An Bình", "90001", "1/1/2024", LAST),
    ("Thôn", "C", "Thôn Cả", "90002", "", LAST),
    ("Thôn", "D", "Bản Đình", "90002", "", LAST),
    ("Thôn", "E", "Thôn Ếch", "90002", "", LAST),
]
NEW = [
    ("Tỉnh", "90", "Tỉnh Mô Phỏng", "", "1/7/2025", ""),
    ("Xã", "90001", "Xã Mới", "90", "1/7/2025", ""),
    ("Thôn", "AB", "Thôn An Bình", "90001", "1/7/2025", ""),
    ("Thôn", "C1", "Thôn Cả Thượng", "90001", "1/7/2025", ""),
    ("Thôn", "C2", "Thôn Cả Hạ", "90001", "1/7/2025", ""),
    ("Thôn", "D", "Bản Đình Mới", "90001", "1/7/2025", ""),
]
BECAME = [
    ("A", "AB", "1/1/2024", "01/NQ-MP", "20/12/2023"),
    ("B", "AB", "1/1/2024", "01/NQ-MP", "20/12/2023"),
    ("90001", "90001", "1/7/2025", "02/NQ-MP", ""),
    ("90002", "90001", "1/7/2025", "02/NQ-MP", ""),
    ("AB", "AB", "1/7/2025", "02/NQ-MP", ""),
    ("C", "C1", "1/7/2025", "03/NQ-MP", ""),
    ("C", "C2", "1/7/2025", "03/NQ-MP", ""),
    ("D", "D", "1/7/2025", "", ""),
]


def load(name: str, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> Reading:
    """One list, as if typed by a clerk; it must be without a fault."""
    reading = read_rows([Sheet("Trang 1", [list(headings), *map(list, rows)])], LISTS[name])
    source = Source(
        digest="0" * 64, side=Side.STATE, actor="can-bo", at=datetime(2025, 8, 1, 8, tzinfo=LOCAL), election=None
    )
    done = import_list(reading=reading, source=source, write=True)
    assert done.written, [str(fault) for fault in reading.faults]
    return reading


def build() -> None:
    """Both periods with their links, and an election in each; each village's figures are its own."""
    load("places", UNITS, OLD + NEW)
    load("successions", LINKS, BECAME)
    hold("MP-2022", date(2022, 5, 10), date(2022, 6, 5), {"A": 100, "B": 80, "C": 200, "D": 60, "E": 50}, "901")
    hold("MP-2025", date(2025, 8, 1), date(2025, 8, 31), {"AB": 190, "C1": 120, "C2": 90, "D": 61}, "90")


def hold(code: str, called_on: date, held_on: date, rolls: dict[str, int], district: str) -> Election:
    """An election of village heads, in which all but two of each roll voted."""
    province = Place.objects.get(code="90", level="province", valid_from=None if district == "901" else "2025-07-01")
    before = Election.objects.order_by("id").last()
    election = Election.objects.create(
        side="state", code=code, title=code, province=province, called_on=called_on, rulebook="VH-2008",
        held_on=held_on, term_begins_in=held_on.year, term_ends_in=held_on.year + 3, previous=before,
    )  # fmt: skip
    at = datetime(held_on.year, held_on.month, held_on.day, 18, tzinfo=LOCAL)
    communes = {"C": "90002", "D": "90002", "E": "90002"} if district == "901" else {}
    for village, roll in rolls.items():
        Standing.objects.create(
            side="state", election=election, village_code=village, commune_code=communes.get(village, "90001"),
            district_code=district, state="elected", roll=roll, voted=roll - 2, winner_votes=roll - 5,
            winner_base=roll, done_at=at, changed_at=at,
        )  # fmt: skip
    return election


def hold_congresses_of_2022() -> None:
    """The congress of one cell, called in 2022, after which no other was called."""
    province = Place.objects.get(code="90", valid_from=None)
    election = Election.objects.create(
        side="party", code="MP-DH-2022", title="Đại hội", province=province, called_on=date(2022, 5, 25),
        rulebook="PC-2014", held_on=date(2022, 7, 3), term_begins_in=2022, term_ends_in=2025,
    )  # fmt: skip
    at = datetime(2022, 7, 3, 10, tzinfo=LOCAL)
    Standing.objects.create(
        side="party", election=election, village_code="D", commune_code="90002", district_code="901",
        state="unified", incumbency="new", done_at=at, changed_at=at,
    )  # fmt: skip
