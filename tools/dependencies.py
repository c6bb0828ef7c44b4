"""The table of decision 0008: what we depend on directly, under which licence, of which size, and how well kept up.

Run `.venv/bin/python -m tools.dependencies`. Sizes are of the installed files, bytecode left out; the date is that of
the locked release on PyPI.
"""

import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLASSIFIER = "License :: OSI Approved :: "


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    released = {package["name"]: _released(package) for package in locked}
    print("| Package | Used | Version | Released | Licence | Size |")
    print("|---|---|---|---|---|---:|")
    for use, requirements in (
        ("at run time", project["project"]["dependencies"]),
        ("to build and test", project["dependency-groups"]["dev"]),
    ):
        for requirement in requirements:
            name = re.match(r"[\w-]+", requirement)[0]
            # psycopg's compiled half is a package of its own, and most of its size.
            for part in (name, "psycopg-binary") if name == "psycopg" else (name,):
                found = distribution(part)
                print(f"| {part} | {use} | {found.version} | {released[part]} | {_licence(found)} | {_size(found)} |")


def _released(package: dict) -> str:
    files = [*package.get("wheels", []), package.get("sdist", {})]
    return min((str(file["upload-time"])[:10] for file in files if "upload-time" in file), default="–")


def _licence(found: Distribution) -> str:
    meta = found.metadata
    classifiers = [line.removeprefix(CLASSIFIER) for line in meta.get_all("Classifier") or [] if CLASSIFIER in line]
    short = (meta.get("License") or "").strip().splitlines()[:1]
    return meta.get("License-Expression") or "; ".join(classifiers) or "".join(short) or "see its own files"


def _size(found: Distribution) -> str:
    paths = [Path(str(file.locate())) for file in found.files or [] if file.suffix != ".pyc"]
    return f"{sum(path.stat().st_size for path in paths if path.is_file()) / 1_000_000:.1f} MB"


if __name__ == "__main__":
    main()
