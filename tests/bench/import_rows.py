"""Nạp 350.000 hộ từ XLSX: `python -m tests.bench.import_rows [--rows N]` on the database that DANTIN_DATABASE names.

The database must be migrated, empty and thrown away after. A row of the file makes three rows of the store.
"""

import argparse
import gc
import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

from dantin.core.values import Side
from dantin.imports.columns import Value
from dantin.imports.lists import HOUSEHOLDS
from dantin.imports.reading import read_rows
from dantin.imports.sheets import read_sheets
from dantin.imports.writing import write_xlsx

from .measure import Row

VILLAGES, TARGET_PER_S = 1_452, 40_000
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Ngô",
    "Dương",
    "Lý",
    "Chíu",
    "Tằng",
    "Phùn",
]
MIDDLE = ["Văn", "Thị", "Đức", "Hữu", "Minh", "Ngọc", "Thanh", "Quang", "Xuân", "Thu", "Đình", "A", "Sì"]
GIVEN = [
    "Hải",
    "Thuỷ",
    "Thủy",
    "Hoà",
    "An",
    "Lan",
    "Hương",
    "Mai",
    "Tuấn",
    "Dũng",
    "Cường",
    "Sơn",
    "Phúc",
    "Khánh",
    "Yến",
    "Oanh",
    "Quý",
    "Múi",
    "Sáng",
]
DAY = date(2022, 5, 26)


def households(count: int) -> Iterator[tuple[Value, ...]]:
    """Simulated, the same every time."""
    rng = random.Random(1)

    def name() -> str:
        return f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"

    for n in range(count):
        village, head = n % VILLAGES, name()
        is_head = rng.random() < 0.6
        representative, authority = (head, "head") if is_head else (name(), "nominated")
        sex, born_in = rng.choice(("male", "female")), rng.randint(1930, 2004)
        yield f"{village:07d}", n // VILLAGES + 1, head, representative, sex, born_in, authority, DAY


def import_rows(count: int) -> list[Row]:
    """The file read and checked, then written in one transaction; its making is not counted."""
    from django.db import connection

    from dantin.store.actions import territory
    from dantin.store.actions.importing import Source, import_list
    from dantin.store.models import Place

    level = Place.Level
    units = [
        territory.PlaceIn(level=level.PROVINCE, kind="tinh", code="22", name="Tỉnh Mẫu"),
        territory.PlaceIn(level=level.COMMUNE, kind="xa", code="06847", name="Xã Mẫu", parent_code="22"),
    ]
    for n in range(VILLAGES):
        name, code = f"Thôn {n}", f"{n:07d}"
        units.append(territory.PlaceIn(level=level.VILLAGE, kind="thon", code=code, name=name, parent_code="06847"))
    territory.load_places(places=units)
    raw = write_xlsx(HOUSEHOLDS, households(count))
    gc.disable()
    wall, spent = time.perf_counter(), time.process_time()
    reading = read_rows(read_sheets(raw, name="ho.xlsx"), HOUSEHOLDS)
    read = time.process_time() - spent
    source = Source(digest="0" * 64, side=Side.STATE, actor="do", at=datetime.now(UTC), day=DAY)
    done = import_list(reading=reading, source=source, write=True)
    wall, spent = time.perf_counter() - wall, time.process_time() - spent
    gc.enable()
    assert (done.new, reading.faults) == (count, [])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    what = f"{count:,} households, XLSX → {connection.vendor}"
    return [
        Row(f"{what}: read and checked", read, "s CPU"),
        Row(f"{what}: all, our process", spent, "s CPU"),
        Row(f"{what}: all, by the clock", wall, "s", count / TARGET_PER_S),
        Row(f"{what}: most memory, the making of the file included", memory, "MB"),
    ]


def main() -> None:
    import os

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=350_000)
    count = parser.parse_args().rows
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dantin.site.settings")
    import django

    django.setup()
    for row in import_rows(count):
        print(f"{row.name:<64}{row.value:>10.2f} {row.unit}{'' if row.met is not False else '  NOT MET'}")


if __name__ == "__main__":
    main()
