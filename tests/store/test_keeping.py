"""Sao lưu và khôi phục, by the commands as they are typed, on both databases, each with databases of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from tests.addresses import address_of

pytestmark = pytest.mark.both_databases

ROOT = Path(__file__).resolve().parents[2]
STATE = {"DANTIN_SIMULATED": "0", "DANTIN_SIDE": "state", "DANTIN_SECRET_KEY": "chi-de-thu-khong-dung-that"}
# A meeting counted, agreed, signed; and somebody is signed in.
BUILD = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.contrib.sessions.models import Session
from django.utils.timezone import now
from dantin.core.values import Side
from dantin.store.actions.ballot import open_polls
from dantin.store.actions.count import submit_reading
from dantin.store.actions.decide import declare
from tests.store import world
election = world.state_election()
open_polls(election=election, villages=world.VILLAGES, actor="a", at=world.MORNING)
sheet = world.sheet_of(world.VILLAGES[0])
for device in (world.Device("may-1", "an"), world.Device("may-2", "binh")):
    submit_reading(side=Side.STATE, reading=device.read(sheet, world.figures(a=60, b=38)), at=world.moment(5))
[declared] = declare(side=Side.STATE, sheets=[sheet.id], actor="an", at=world.moment(9))
assert declared.outcome == "elected"
Session.objects.create(session_key="k", session_data="", expire_date=now())
"""
SHOW = """
import django; django.setup()
from django.apps import apps
from django.core.serializers import serialize
for model in sorted(apps.get_app_config("store").get_models(), key=lambda m: m.__name__):
    print(model.__name__, serialize("jsonl", model.objects.order_by("pk")))
from django.contrib.sessions.models import Session
print("sessions", Session.objects.count())
"""
NEXT = """
import django; django.setup()
from dantin.store.models import Election
from dantin.store.actions.ballot import note_calls
from tests.store import world
note_calls(election=Election.objects.get(), notes={world.VILLAGES[1]: "x"}, actor="a", at=world.moment(20))
"""


def run(database: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DANTIN_")}
    made = {**kept, "DJANGO_SETTINGS_MODULE": "dantin.site.settings", **STATE, "DANTIN_DATABASE": database}
    made = {**made, **environment}
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments], cwd=ROOT, env=made, capture_output=True, text=True, check=False
    )


def dantin(database: str, *arguments: object, **environment: str) -> tuple[int, str]:
    done = run(database, "-m", "dantin", *map(str, arguments), **environment)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, on_postgresql: bool) -> Iterator[Callable[..., str]]:
    """Make one more empty database; answers its address. On PostgreSQL it may have its tables already: `prepare`d."""
    folder, made = tmp_path_factory.mktemp("giu"), []
    if not on_postgresql:
        yield lambda prepared=False: str(folder / f"{uuid4().hex}.sqlite3")
        return
    server = settings.DATABASES["default"]
    with psycopg.connect(address_of(server, "postgres"), autocommit=True) as connection:

        def create(*, prepared: bool = False) -> str:
            name, like = f"keep_{uuid4().hex}", ""
            if prepared:  # the tables are made once, then copied
                if not made or not made[0].startswith("tables_"):
                    made.insert(0, f"tables_{uuid4().hex}")
                    connection.execute(f"CREATE DATABASE {made[0]}")
                    assert dantin(address_of(server, made[0]), "migrate", "-v0")[0] == 0
                like = f" TEMPLATE {made[0]}"
            connection.execute(f"CREATE DATABASE {name}{like}")
            made.append(name)
            return address_of(server, name)

        yield create
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def kept(fresh: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """(a real State database with an election in it, the folder of its keys and its backup)."""
    database, folder = fresh(prepared=True), tmp_path_factory.mktemp("the")
    built = run(database, "-c", BUILD)
    assert built.returncode == 0, built.stderr
    code, said = dantin(
        database, "backup-key", "new", folder / "rieng", "--side", "state", "--cong-khai", folder / "cong"
    )
    assert (code, "mang khỏi máy chủ" in said) == (0, True)
    code, said = dantin(database, "backup", folder / "ban", "--khoa", folder / "cong")
    assert (code, "bên Nhà nước, " in said, "mô phỏng" in said) == (0, True, False), said
    return database, folder


def restore(
    database: str, folder: Path, *, file: str = "ban", key: str = "rieng", **environment: str
) -> tuple[int, str]:
    return dantin(database, "restore", folder / file, "--khoa", folder / key, **environment)


def test_everything_comes_back_and_goes_on_but_nobody_is_signed_in(kept, fresh):
    source, folder = kept
    target = fresh()
    code, said = restore(target, folder)
    assert (code, "mọi phép soát đều khớp" in said) == (0, True), said
    before, after = run(source, "-c", SHOW).stdout, run(target, "-c", SHOW).stdout
    assert "Nguyễn Văn Thử" in before
    assert before.replace("sessions 1", "sessions 0") == after
    assert dantin(target, "verify-streams")[0] == dantin(target, "verify-standings")[0] == 0
    assert run(target, "-c", NEXT).returncode == 0  # ids go on where they stopped
    code, said = restore(target, folder)
    assert (code, "không khôi phục đè lên" in said) == (2, True)


def test_a_backup_is_of_one_moment_while_others_write(kept, fresh, on_postgresql, tmp_path):
    source, folder = kept
    change = "INSERT INTO django_content_type (app_label, model) VALUES ('x', 'chua-xong')"
    if on_postgresql:
        writer = psycopg.connect(source)
    else:
        writer = sqlite3.connect(source, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
    with closing(writer):
        writer.execute(change)
        code, said = dantin(source, "backup", tmp_path, "--khoa", folder / "cong")
        assert code == 0, said
        writer.rollback()
    [made] = tmp_path.glob("dantin-*.saoluu")
    target = fresh(prepared=True)
    assert restore(target, folder, file=str(made))[0] == 0
    look = "import django; django.setup()\nfrom django.contrib.contenttypes.models import ContentType as C\n"
    assert run(target, "-c", look + "print(C.objects.filter(app_label='x').count())").stdout == "0\n"


def test_nothing_of_a_damaged_backup_is_kept(kept, fresh):
    _, folder = kept
    whole = (folder / "ban").read_bytes()
    target = fresh(prepared=True)
    middle = len(whole) // 2
    for name, raw, said in (
        ("cat", whole[:-1000], "bị cắt ngắn"),
        ("sua", whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :], "bị hỏng hoặc bị sửa"),
    ):
        (folder / name).write_bytes(raw)
        code, told = restore(target, folder, file=name)
        assert (code, said in told, len(told.splitlines())) == (2, True, 1), told
    assert restore(target, folder)[0] == 0  # it lay empty all the time


def test_a_newer_program_restores_what_an_older_one_kept(kept, fresh):
    _, folder = kept
    old = fresh()
    assert restore(old, folder)[0] == 0
    assert dantin(old, "migrate", "contenttypes", "0001", "-v0")[0] == 0
    assert dantin(old, "backup", folder / "cu", "--khoa", folder / "cong")[0] == 0
    target = fresh()
    code, said = restore(target, folder, file="cu")
    assert code == 0, said
    assert dantin(target, "migrate", "--check")[0] == 0


def test_a_backup_whose_events_were_changed_is_not_kept(kept, fresh, on_postgresql):
    _, folder = kept
    forged = fresh(prepared=True)
    assert restore(forged, folder)[0] == 0
    on = " ON store_event" if on_postgresql else ""
    with closing(psycopg.connect(forged) if on_postgresql else sqlite3.connect(forged)) as connection:
        connection.execute(f"DROP TRIGGER store_event_append_only{on}")
        connection.execute("UPDATE store_event SET actor = 'ai-khac' WHERE type = 'decide.declared'")
        connection.commit()
    assert dantin(forged, "backup", folder / "gia", "--khoa", folder / "cong")[0] == 0
    target = fresh(prepared=True)
    code, said = restore(target, folder, file="gia")
    assert (code, "nội dung không khớp mã băm" in said) == (2, True), said
    assert restore(target, folder)[0] == 0


def test_neither_the_other_side_nor_the_other_kind_nor_another_key(kept, fresh):
    source, folder = kept
    target, practice = fresh(prepared=True), {"DANTIN_SIMULATED": "1"}
    for environment, said in (
        ({"DANTIN_SIDE": "party"}, "Bản sao lưu của bên Nhà nước"),
        (practice, "một bên mô phỏng, một bên thật"),
    ):
        code, told = restore(target, folder, **environment)
        assert (code, said in told) == (2, True), told
    for name, side, environment in (("dang", "party", {}), ("thu", "state", practice), ("khac", "state", {})):
        made = dantin(target, "backup-key", "new", folder / name, "--side", side, "--cong-khai", folder / f"{name}.c",
                      **environment)  # fmt: skip
        assert made[0] == 0
    for name, said in (("dang", "của bên Đảng"), ("thu", "một bên mô phỏng, một bên thật")):
        code, told = dantin(source, "backup", folder / "khong", "--khoa", folder / f"{name}.c")
        assert (code, said in told) == (2, True), told
        assert not (folder / "khong").exists()
    code, told = dantin(source, "backup", folder / "ban", "--khoa", folder / "cong")
    assert (code, "không ghi đè" in told) == (2, True)
    code, told = restore(target, folder, key="khac")
    assert (code, "Tìm đúng khoá riêng ấy" in told) == (2, True)
    code, told = restore(target, folder, file="khong-co")
    assert (code, len(told.splitlines())) == (2, 1)


def test_a_backup_of_a_rehearsal_says_so(fresh, tmp_path):
    database, practice = fresh(), {"DANTIN_SIMULATED": "1", "DANTIN_KEYS_DIR": str(tmp_path / "k")}
    assert dantin(database, "prepare", **practice)[0] == 0
    new = ("backup-key", "new", tmp_path / "r", "--side", "state", "--cong-khai", tmp_path / "c")
    assert "(mô phỏng)" in dantin(database, *new, **practice)[1]
    code, said = dantin(database, "backup", tmp_path / "b", "--khoa", tmp_path / "c", **practice)
    assert (code, "số liệu mô phỏng" in said) == (0, True), said
    code, said = dantin(fresh(), "restore", tmp_path / "b", "--khoa", tmp_path / "r", **practice)
    assert (code, "số liệu mô phỏng" in said) == (0, True), said
