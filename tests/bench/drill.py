"""`python -m tests.bench.drill [--sqlite]`: a backup and its restore at the size of the province, by the clock.

Builds the simulated province and plays both days first (some minutes), then runs the commands as they are typed.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = """
import django; django.setup()
from datetime import timedelta
from dantin.rehearsal.build import FIRST_MORNING
from dantin.rehearsal.player import Player
from dantin.rehearsal.rehearse import rehearse
from dantin.rehearsal.stage import set_the_stage
from dantin.store.models import Event
rehearsal = rehearse()
set_the_stage(rehearsal, say=lambda _: None)
Player(rehearsal.steps, since=FIRST_MORNING).advance(rehearsal.steps[-1].at, window=timedelta(minutes=2))
print(Event.objects.count())
"""


def main() -> int:
    """Print the three times and the size; 1 where a command failed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dantin-drill-")))
        if "--sqlite" in sys.argv:
            source, target = str(folder / "that.sqlite3"), str(folder / "moi.sqlite3")
        else:
            source, target = _two_databases(stack)
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "dantin.site.settings",
            "DANTIN_SIMULATED": "1",
            "DANTIN_SIDE": "both",
            "DANTIN_KEYS_DIR": str(folder / "keys"),
        }

        def run(database: str, *arguments: object) -> str:
            command = [sys.executable, "-W", "ignore", *map(str, arguments)]
            made = {**environment, "DANTIN_DATABASE": database}
            done = subprocess.run(command, cwd=ROOT, env=made, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                sys.exit(f"{' '.join(command[3:6])}: {done.stderr or done.stdout}")
            return done.stdout

        events = int(run(source, "-c", BUILD))
        key, public, kept = folder / "rieng", folder / "cong", folder / "ban"
        run(source, "-m", "dantin", "backup-key", "new", key, "--side", "state", "--cong-khai", public)
        backup = _seconds(lambda: run(source, "-m", "dantin", "backup", kept, "--khoa", public))
        restore = _seconds(lambda: run(target, "-m", "dantin", "restore", kept, "--khoa", key))
        verify = _seconds(lambda: run(target, "-m", "dantin", "verify-streams"))
        print(f"{events:,} events, backup of {kept.stat().st_size / 1e6:.1f} MB")
        print(f"backup {backup:.1f} s, restore with its proof {restore:.1f} s, verify-streams again {verify:.1f} s")
    return 0


def _two_databases(stack: ExitStack) -> tuple[str, str]:
    import psycopg

    from tools import programs
    from tools.private_postgres import private_postgres

    bin_folder = programs.postgres_bin()
    if bin_folder is None:
        sys.exit("no PostgreSQL on this machine; --sqlite measures the other database")
    source = stack.enter_context(private_postgres(bin_folder))
    with psycopg.connect(source, autocommit=True) as connection:
        connection.execute("CREATE DATABASE moi")
    return source, urlsplit(source)._replace(path="/moi").geturl()


def _seconds(act: Callable[[], object]) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
