"""`make check`: lint, format, types, fences, templates, fast tests. Each runs even when one before it failed."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def steps() -> list[tuple[str, list[str]]]:
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "dantin").rglob("templates/**/*.html"))
    listed = [
        ("lint", ["ruff", "check", "--quiet", "."]),
        ("format", ["ruff", "format", "--quiet", "--check", "."]),
        ("types", ["mypy", "--no-error-summary"]),
        ("fences", ["lint-imports", "--no-logo"]),
    ]
    if templates:
        listed.append(("templates", ["djade", "--check", "--target-version", "5.2", *templates]))
    listed.append(("fast tests", ["pytest", "-m", "not browser", "tests/core", "tests/house"]))
    return listed


def main() -> int:
    failed = []
    for name, (program, *arguments) in steps():
        began = time.monotonic()
        done = subprocess.run(
            [BIN / program, *arguments],
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        print(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
        if done.returncode != 0:
            failed.append(name)
            print(done.stdout, end="", flush=True)
    if failed:
        print(f"check: {', '.join(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
