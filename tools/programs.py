"""Programs of the system that the tests need: found where they are, else installed by apt when we are root.

Standard library only: this runs before anything can be assumed.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
POSTGRES_HOME = Path("/usr/lib/postgresql")


def chromium() -> Path | None:
    """The system's Chromium, or the one that DANTIN_CHROMIUM names."""
    named = os.environ.get("DANTIN_CHROMIUM")
    names = (named,) if named else CHROMIUM_NAMES
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    return None


def postgres_bin() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: Debian keeps one per version and puts none of them on PATH."""
    versions = [path for path in POSTGRES_HOME.glob("*/bin") if (path / "initdb").is_file()]
    if versions:
        return max(versions, key=lambda path: [int(part) for part in path.parent.name.split(".") if part.isdigit()])
    if found := shutil.which("initdb"):
        folder = Path(found).resolve().parent
        return folder if (folder / "pg_ctl").is_file() else None
    return None


def install(*packages: str) -> bool:
    """True when apt installed them. Only root may, and only where there is an apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"dantin: apt-get install {' '.join(packages)}…", flush=True)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return _apt(["apt-get", "update", "-qq"]) and _apt(command)


@cache
def _apt_environment() -> dict[str, str]:
    return {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def _apt(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, env=_apt_environment(), capture_output=True, text=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        print(f"dantin: {' '.join(command[:2])} took more than 300 s", flush=True)
        return False
    if done.returncode != 0:
        print(f"dantin: {' '.join(command[:2])}: {done.stderr.strip()[-300:]}", flush=True)
    return done.returncode == 0
