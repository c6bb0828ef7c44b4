"""Mỗi bên một máy chủ, mô phỏng và thật không lẫn: real processes, each with its own environment and database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REAL = {"DANTIN_SIMULATED": "0", "DANTIN_SECRET_KEY": "chi-de-thu-khong-dung-that"}
ONE_SIDE = """
import django
django.setup()
from django.core.management import call_command
from dantin.core.values import Side
from dantin.store.models import Election, Person
from dantin.store.refusals import Refused
from tests.store import world

call_command("migrate", verbosity=0)
from django.conf import settings
own, other = Side(settings.SIDE), next(side for side in Side if side.value != settings.SIDE)
if own is Side.STATE:
    world.state_election()
else:
    world.places()
    world.party_election()
assert set(Election.objects.values_list("side", flat=True)) == {own.value}
assert set(Person.objects.values_list("side", flat=True)) == {own.value}
try:
    if other is Side.PARTY:
        world.party_election()
    else:
        from dantin.store.actions.ballot import open_polls
        open_polls(election=Election.objects.get(), villages=world.VILLAGES, actor="a", at=world.MORNING)
except Refused as refusal:
    print(refusal.code)
from django.test import Client
print(Client(SERVER_NAME="127.0.0.1").get("/").status_code)
"""


@pytest.fixture
def run(tmp_path):
    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DANTIN_")}
        made = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "dantin.site.settings",
            "DANTIN_DATABASE": str(tmp_path / "one.sqlite3"),
            "DANTIN_KEYS_DIR": str(tmp_path / "keys"),
            **environment,
        }
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=made, capture_output=True, text=True, check=False
        )

    return start


@pytest.mark.parametrize("side", ["state", "party"])
def test_each_side_starts_alone_and_writes_nothing_of_the_other(run, side):
    done = run("-c", ONE_SIDE, DANTIN_SIDE=side)
    assert done.stdout.split() == ["side.not_here", "200"], done.stderr


def test_a_real_server_refuses_a_simulated_database(run):
    mark = """import django; django.setup()
from django.utils.timezone import now
from dantin.store.models import Installation
Installation.objects.create(simulated=True, side="both", built_at=now())"""
    assert run("-m", "dantin", "migrate").returncode == 0
    assert run("-c", mark).returncode == 0
    for command in (["-m", "dantin", "verify-streams"], ["-c", "import dantin.site.wsgi"]):
        done = run("-W", "ignore", *command, DANTIN_SIDE="state", **REAL)
        assert done.returncode in (1, 2)
        assert "máy chủ thật không chạy trên đó" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert run("-m", "dantin", "verify-streams").returncode == 0


def test_a_rehearsal_refuses_a_real_database(run):
    assert run("-m", "dantin", "migrate", DANTIN_SIDE="state", **REAL).returncode == 0
    assert run("-m", "dantin", "verify-streams", DANTIN_SIDE="state", **REAL).returncode == 0
    done = run("-m", "dantin", "verify-streams")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "Cơ sở dữ liệu này không phải mô phỏng: bản trình diễn không chạy trên số liệu thật."
    ]


def test_a_server_of_one_side_refuses_the_database_of_the_other(run):
    assert run("-m", "dantin", "migrate", DANTIN_SIDE="state", **REAL).returncode == 0
    for command in (["-m", "dantin", "verify-streams"], ["-c", "import dantin.site.wsgi"]):
        done = run("-W", "ignore", *command, DANTIN_SIDE="party", **REAL)
        assert done.returncode in (1, 2)
        [line] = done.stderr.splitlines()
        assert "của bên Nhà nước, máy đang chạy cho bên Đảng. Đặt DANTIN_SIDE=state" in line
    assert run("-m", "dantin", "verify-streams", DANTIN_SIDE="state", **REAL).returncode == 0
    for proxy, warned in (("", True), ("127.0.0.1", False)):
        done = run("-W", "ignore", "-c", "import dantin.site.wsgi", DANTIN_SIDE="state", DANTIN_PROXY=proxy, **REAL)
        assert (done.returncode, "đặt DANTIN_PROXY=127.0.0.1 rồi chạy lại" in done.stderr) == (0, warned)


@pytest.mark.parametrize(
    ("environment", "asks_for"),
    [
        ({"DANTIN_SIMULATED": "0", "DANTIN_SIDE": "state"}, "DANTIN_SECRET_KEY"),
        ({"DANTIN_SIMULATED": "0", "DANTIN_SIDE": "state", "DANTIN_SECRET_KEY": ""}, "DANTIN_SECRET_KEY"),
        (REAL | {"DANTIN_SIDE": "state", "DANTIN_SECRET_KEY": "demo-only-not-secret"}, "DANTIN_SECRET_KEY"),
        (REAL, "DANTIN_SIDE"),
        ({"DANTIN_SIDE": "nha-nuoc"}, "DANTIN_SIDE"),
        ({"DANTIN_PROXY": "127.0.0.1, nginx"}, "DANTIN_PROXY"),
    ],
)
def test_a_server_that_is_not_set_up_does_not_start_and_says_why_in_one_line(run, environment, asks_for):
    done = run("-m", "dantin", "migrate", **environment)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("dantin: ")
    assert asks_for in line
