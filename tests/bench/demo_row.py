"""`make demo` from nothing: a fresh clone of this repository's last commit, until its page is served."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from .measure import Row

DEMO_S, GIVE_UP_S = 120, 600
ROOT = Path(__file__).resolve().parent.parent.parent


class NotServed(RuntimeError):
    """The clone's demo stopped or never answered; the message is the end of what it said."""


def demo_row(folder: Path) -> Row:
    clone = folder / "clone"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(clone)], check=True)
    # Nothing of this run's own database or environment may help or hinder the new user's.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DANTIN_", "DJANGO_", "VIRTUAL_ENV"))}
    began = time.monotonic()
    with (folder / "demo.log").open("w") as said:
        demo = subprocess.Popen(
            ["make", "demo", f"ARGS=--port {port} --paused"],
            cwd=clone, env=environment, stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            while not _served(port):
                if demo.poll() is not None or time.monotonic() - began > GIVE_UP_S:
                    last = (folder / "demo.log").read_text().strip().splitlines()[-3:]
                    raise NotServed(" / ".join(last))
                time.sleep(0.2)
            return Row("`make demo` from nothing to a served page", time.monotonic() - began, "s wall", DEMO_S)
        finally:
            if demo.poll() is None:
                os.killpg(demo.pid, signal.SIGTERM)
            demo.wait()


def _served(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False
