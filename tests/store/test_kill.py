"""Mất điện giữa chừng: a process that is killed at any moment lost nothing that it had acknowledged."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.store.world import state_election
state_election()
"""


def run(environment, *arguments, **more):
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, text=True, **more)


@pytest.fixture
def environment(tmp_path):
    settings = {"DJANGO_SETTINGS_MODULE": "dantin.site.settings", "DANTIN_DATABASE": str(tmp_path / "kill.sqlite3")}
    made = {**os.environ, **settings}
    assert run(made, "-c", PREPARE).wait() == 0
    return made


def test_every_acknowledged_reading_survives_kill_9_and_the_chain_is_whole(environment):
    acknowledged: list[str] = []
    moments = random.Random(2022)
    for _ in range(2):
        # two clerks at once, so that one of them is killed while it waits for the other too
        clerks = [run(environment, "-m", "tests.store.kill_me", who, stdout=subprocess.PIPE) for who in ("an", "binh")]
        for clerk in clerks:
            # a clerk kept out of the database until its patience ended has acknowledged nothing
            acknowledged += clerk.stdout.readline().split()
        time.sleep(moments.uniform(0.05, 0.3))
        for clerk in clerks:
            clerk.send_signal(signal.SIGKILL)
        for clerk in clerks:
            rest = clerk.stdout.read()
            # the last line may be cut in the middle: only a whole line is an acknowledgement
            acknowledged += rest[: rest.rfind("\n") + 1].split()
            clerk.wait()
            clerk.stdout.close()
    assert len(acknowledged) > 10
    with sqlite3.connect(environment["DANTIN_DATABASE"]) as database:
        stored = [row[0] for row in database.execute("SELECT event_id FROM store_reading")]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {reading.replace("-", "") for reading in acknowledged} <= set(stored)
    assert len(stored) == len(set(stored)) <= len(acknowledged) + 4  # at most the one under way in each process
    for command in ("verify-streams", "verify-standings"):
        assert run(environment, "-m", "dantin", command, stdout=subprocess.DEVNULL).wait() == 0
