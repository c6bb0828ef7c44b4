"""`python -m tests.bench [--demo]`: measure, print the table, write build/bench.json. Answers 0 whatever it finds."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from .measure import Row

ROOT = Path(__file__).resolve().parent.parent.parent
REPORT = ROOT / "build" / "bench.json"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="also `make demo` in a fresh clone: some minutes, network")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dantin-bench-") as name:
        rows, not_run = measure(Path(name), demo=options.demo)
    REPORT.parent.mkdir(exist_ok=True)
    report = {"rows": [row.as_json() for row in rows], "not_run": not_run}
    REPORT.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    missed = [row.name for row in rows if row.met is False]
    print(f"{len(rows)} rows, {len(missed)} over their target" + "".join(f"\n  over: {name}" for name in missed))
    for what in not_run:
        print(f"NOT RUN: {what}")
    return 0


def measure(folder: Path, *, demo: bool) -> tuple[list[Row], list[str]]:
    """Every row, told as soon as it is there; on a database and keys of its own in `folder`."""
    os.environ["DANTIN_DATABASE"] = str(folder / "dantin.sqlite3")
    os.environ["DANTIN_KEYS_DIR"] = str(folder / "keys")
    os.environ["DANTIN_SIMULATED"], os.environ["DANTIN_SIDE"] = "1", "both"
    os.environ["DJANGO_SETTINGS_MODULE"] = "dantin.site.settings"
    rows: list[Row] = []
    not_run: list[str] = []

    def tell(*some: Row) -> None:
        for row in some:
            rows.append(row)
            print(_line(row), flush=True)

    from . import core_rows

    tell(*core_rows.calibration())
    tell(*core_rows.decide_rows(folder))

    import warnings

    import django

    warnings.filterwarnings("ignore", "No directory at", UserWarning)  # whitenoise, before `collectstatic`
    django.setup()
    from . import congress_rows, desk_rows, import_rows, page_rows, paper_rows, store_rows

    rehearsal, built, found = store_rows.build_rows(folder)
    tell(*found)
    tell(store_rows.reading_row(rehearsal, "SQLite"))
    # Milliseconds of our own process; what the server spends is not ours to count.
    if said := _on_postgres("one_reading", not_run=not_run):
        took = float(said.split()[-1])
        tell(Row("one reading saved with all checks, PostgreSQL", took, "ms CPU", store_rows.READING_MS))
    for row in congress_rows.congress_rows("SQLite", built):
        tell(row)
    for row in desk_rows.desk_rows(rehearsal, built):
        tell(row)
    if said := _on_postgres("one_path", not_run=not_run):
        tell(*(Row(*row) for row in json.loads(said)))
    for row in store_rows.day_rows(rehearsal, built):
        tell(row)
    tell(*store_rows.script_rows(rehearsal, built))
    for row in congress_rows.congress_board_rows():
        tell(row)
    for row in page_rows.page_rows():
        tell(row)
    for row in (*paper_rows.paper_rows(), *paper_rows.report_rows()):
        tell(row)
    tell(*import_rows.dry_run_rows(folder))
    if said := _on_postgres("import_rows", "--json", not_run=not_run):
        tell(*(Row(*row) for row in json.loads(said)))
    if demo:
        from .demo_row import NotServed, demo_row

        try:
            tell(demo_row(folder))
        except NotServed as problem:
            not_run.append(f"make demo ({problem})")
    return rows, not_run


def _on_postgres(module: str, *arguments: str, not_run: list[str]) -> str | None:
    """What the module prints, run on a PostgreSQL of its own."""
    from tools import programs
    from tools.private_postgres import PostgresFailed, private_postgres

    bin_folder = programs.postgres_bin()
    if bin_folder is None:
        not_run.append(f"{module} on PostgreSQL (no PostgreSQL)")
        return None
    with ExitStack() as stack:
        try:
            url = stack.enter_context(private_postgres(bin_folder))
        except (PostgresFailed, OSError) as problem:
            not_run.append(f"{module} on PostgreSQL ({' '.join(str(problem).split())})")
            return None
        keys = stack.enter_context(tempfile.TemporaryDirectory(prefix="dantin-bench-keys-"))
        done = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{module}", *arguments],
            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "DANTIN_DATABASE": url, "DANTIN_KEYS_DIR": str(Path(keys) / "keys")},
        )  # fmt: skip
    return done.stdout


def _line(row: Row) -> str:
    value = f"{row.value:,.0f}" if row.unit == "queries" else f"{row.value:,.3f}"
    if row.target is None:
        return f"{row.name:<62}{value:>10} {row.unit}"
    return f"{row.name:<62}{value:>10} {row.unit:<8} ≤ {row.target:g}  {'met' if row.met else 'NOT MET'}"


if __name__ == "__main__":
    sys.exit(main())
