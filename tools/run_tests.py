"""`make test`: every test there is, then one line `N passed, N failed`.

Three runs of pytest (SQLite, PostgreSQL, browser) and the public cases. What the machine cannot give is named as
`NOT RUN: …` on the last lines; with CI=true or DANTIN_REQUIRE=all that is a failure, else it is not.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools import programs
from tools.private_postgres import PostgresFailed, private_postgres

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "build" / "tests"
# Tests start hundreds of processes: compiled code is kept, beside the tree, or each would compile Django again.
COMPILED_ONCE = {"PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache")}


@dataclass(slots=True)
class Sums:
    """What was counted over all runs, and what could not run."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    not_run: list[str] = field(default_factory=list)

    def line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def main() -> int:
    # A terminated run must still stop its server, so the signal becomes an ordinary exit.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    REPORTS.mkdir(parents=True, exist_ok=True)
    sums = Sums()
    with ExitStack() as stack:
        postgres = postgres_url(stack, sums)
        environment = {**os.environ, **COMPILED_ONCE}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment.pop("DANTIN_DATABASE", None)
        if postgres:
            environment["DANTIN_TEST_POSTGRES"] = postgres
        run_pytest("sqlite", "not browser", environment, sums)
        if postgres:
            run_pytest("postgresql", "both_databases", {**environment, "DANTIN_DATABASE": postgres}, sums)
        run_cases(sums)
        if browser := found_or_installed(programs.chromium, "chromium"):
            run_pytest("browser", "browser", {**environment, "DANTIN_CHROMIUM": str(browser)}, sums)
        else:
            sums.not_run.append("browser (no Chromium)")
    return report(sums)


def report(sums: Sums) -> int:
    """Print the end of the run and answer the exit code."""
    if sums.skipped:
        print(f"dantin: {sums.skipped} skipped")
    (REPORTS / "summary.txt").write_text(sums.line() + "\n")
    print(sums.line())
    for what in sums.not_run:
        print(f"NOT RUN: {what}")
    required = os.environ.get("CI") == "true" or os.environ.get("DANTIN_REQUIRE") == "all"
    return 1 if sums.failed or (sums.not_run and required) else 0


def postgres_url(stack: ExitStack, sums: Sums) -> str | None:
    """A running private server, stopped when the stack closes; None after saying why there is none."""
    bin_folder = found_or_installed(programs.postgres_bin, "postgresql")
    if bin_folder is None:
        sums.not_run.append("postgresql (no PostgreSQL)")
        return None
    try:
        return stack.enter_context(private_postgres(bin_folder))
    except (PostgresFailed, OSError) as problem:
        sums.not_run.append(f"postgresql ({' '.join(str(problem).split())})")
        return None


def found_or_installed(find: Callable[[], Path | None], package: str) -> Path | None:
    if found := find():
        return found
    return find() if programs.install(package) else None


def run_pytest(name: str, marks: str, environment: dict[str, str], sums: Sums) -> None:
    """One run of pytest over the tests with these marks, counted from its own report."""
    xml = REPORTS / f"{name}.xml"
    xml.unlink(missing_ok=True)
    began = time.monotonic()
    print(f"── {name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", "-m", marks, f"--junit-xml={xml}", "--durations=5"]
    code = subprocess.call(command, cwd=ROOT, env=environment)
    before = sums.passed, sums.failed
    count_report(xml, sums)
    # A run that broke down without a failed test of its own (a crash, no test found at all) is a failure too.
    if code != 0 and sums.failed == before[1]:
        sums.failed += 1
    passed, failed = sums.passed - before[0], sums.failed - before[1]
    print(f"   {name}: {passed} passed, {failed} failed in {time.monotonic() - began:.0f} s", flush=True)


def count_report(xml: Path, sums: Sums) -> None:
    if not xml.is_file():
        return
    for suite in ElementTree.parse(xml).getroot().iter("testsuite"):
        tests, failures, errors, skipped = (
            int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
        )
        sums.passed += tests - failures - errors - skipped
        sums.failed += failures + errors
        sums.skipped += skipped


def run_cases(sums: Sums) -> None:
    """`dantin cases` over the committed copies of the public cases."""
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "vectors").glob("*.json"))
    print("── cases", flush=True)
    command = [sys.executable, "-m", "dantin", "cases", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout + done.stderr, end="", flush=True)
    lines = done.stdout.splitlines()
    counted = re.fullmatch(r"(\d+) passed, (\d+) failed", lines[-1]) if lines else None
    if not files or counted is None:
        sums.failed += 1
        return
    sums.passed += int(counted[1])
    sums.failed += int(counted[2])


if __name__ == "__main__":
    sys.exit(main())
