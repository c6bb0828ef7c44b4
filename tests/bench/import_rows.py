"""Nạp danh sách: 350.000 hộ từ XLSX vào kho, và chạy thử 1.452 thôn.

`python -m tests.bench.import_rows [--rows N]` loads into the database that DANTIN_DATABASE names, which must be empty
and is thrown away after. A row of the file makes three rows of the store.
"""

import argparse
import gc
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from dantin.core.values import Side
from dantin.imports.columns import Value
from dantin.imports.lists import HOUSEHOLDS, PLACES
from dantin.imports.reading import read_rows
from dantin.imports.sheets import read_sheets
from dantin.imports.writing import write_xlsx

from .measure import Row

ROOT = Path(__file__).resolve().parent.parent.parent
VILLAGES, COMMUNES, HOUSEHOLD_ROWS, TARGET_PER_S, DRY_RUN_S = 1_452, 177, 350_000, 40_000, 2
FAMILY = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Chíu", "Tằng",
    "Phùn",
]  # fmt: skip
MIDDLE = [
    "Văn", "Thị", "Đức", "Hữu", "Minh", "Ngọc", "Thanh", "Quang", "Xuân", "Thu", "Đình", "A", "Sì",
]  # fmt: skip
GIVEN = [
    "Hải", "Thuỷ", "Thủy", "Hoà", "An", "Lan", "Hương", "Mai", "Tuấn", "Dũng", "Cường", "Sơn", "Phúc", "Khánh", "Yến",
    "Oanh", "Quý", "Múi", "Sáng",
]  # fmt: skip
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


def places() -> Iterator[tuple[Value, ...]]:
    """A simulated province of as many villages and communes."""
    yield "province", "tinh", "22", "Tỉnh Mẫu", None, None, None
    for n in range(COMMUNES):
        yield "commune", "xa", f"{6000 + n:05d}", f"Xã Mẫu {n + 1}", "22", None, None
    for n in range(VILLAGES):
        yield "village", "thon", f"{n:07d}", f"Thôn {n + 1}", f"{6000 + n % COMMUNES:05d}", None, None


def load_places() -> None:
    from dantin.store.actions.importing import Source, import_list

    reading = read_rows(read_sheets(write_xlsx(PLACES, places()), name="thon.xlsx"), PLACES)
    source = Source(digest="0" * 64, side=Side.STATE, actor="do", at=datetime.now(UTC))
    assert import_list(reading=reading, source=source, write=True).new == 1 + COMMUNES + VILLAGES


def load_households(raw: bytes, count: int) -> tuple[float, float, float]:
    """CPU seconds until all is read and checked, CPU seconds and seconds by the clock until all is written."""
    from dantin.store.actions.importing import Source, import_list

    gc.disable()  # as the command does
    wall, spent = time.perf_counter(), time.process_time()
    reading = read_rows(read_sheets(raw, name="ho.xlsx"), HOUSEHOLDS)
    read = time.process_time() - spent
    source = Source(digest="0" * 64, side=Side.STATE, actor="do", at=datetime.now(UTC), day=DAY)
    done = import_list(reading=reading, source=source, write=True)
    wall, spent = time.perf_counter() - wall, time.process_time() - spent
    gc.enable()
    assert (done.new, done.written, reading.faults) == (count, True, [])
    return read, spent, wall


def household_rows(count: int, *, times: int = 2) -> Iterator[Row]:
    """The best of several loads, each by a process of its own, so that its memory is the memory of a load."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    load_places()
    best: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="dantin-bench-") as folder:
        file = Path(folder) / "ho.xlsx"
        _child("--make", str(file), "--rows", str(count))  # by another, for a process hands on how large it was
        for _ in range(times):
            with connection.cursor() as cursor:
                for table in ("store_householdrepresentative", "store_household", "store_person"):
                    cursor.execute(f"DELETE FROM {table}")
            found = _child("--load", str(file), "--rows", str(count))
            best = {name: min(value, best.get(name, value)) for name, value in found.items()}
    what = f"{count:,} households, XLSX → {connection.vendor}"
    yield Row(f"{what}: read, checked", best["read"], "s CPU")
    yield Row(f"{what}: all of ours", best["spent"], "s CPU")
    yield Row(f"{what}", best["wall"], "s wall", count / TARGET_PER_S)
    yield Row(f"{what}: most memory", best["memory"], "MB")


def dry_run_s(folder: Path) -> float:
    """Seconds by the clock of `dantin import places FILE`, its start included, into an empty database."""
    file, database = folder / "thon.xlsx", folder / "empty.sqlite3"
    file.write_bytes(write_xlsx(PLACES, places()))
    environment = {**os.environ, "DANTIN_DATABASE": str(database)}
    dantin = [sys.executable, "-m", "dantin"]
    subprocess.run([*dantin, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        done = subprocess.run(
            [*dantin, "import", "places", str(file)], cwd=ROOT, env=environment, check=True, capture_output=True
        )
        best = min(best, time.perf_counter() - began)
        assert "Chạy thử, chưa ghi gì" in done.stdout.decode()
    return best


def dry_run_rows(folder: Path) -> Iterator[Row]:
    yield Row(f"dry run of {VILLAGES:,} villages, start included", dry_run_s(folder), "s wall", DRY_RUN_S)


def _child(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.import_rows", *arguments],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=HOUSEHOLD_ROWS)
    parser.add_argument("--make", type=Path, help="write the file and nothing else")
    parser.add_argument("--load", type=Path, help="load this file once and say what it took")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.make is not None:
        options.make.write_bytes(write_xlsx(HOUSEHOLDS, households(options.rows)))
        print("{}")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dantin.site.settings")
    import django

    django.setup()
    if options.load is not None:
        read, spent, wall = load_households(options.load.read_bytes(), options.rows)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"read": read, "spent": spent, "wall": wall, "memory": memory}))
        return
    rows = list(household_rows(options.rows))
    if options.json:
        print(json.dumps([[row.name, row.value, row.unit, row.target] for row in rows]))
        return
    for row in rows:
        print(f"{row.name:<64}{row.value:>10.2f} {row.unit}{'' if row.met is not False else '  NOT MET'}")


if __name__ == "__main__":
    main()
