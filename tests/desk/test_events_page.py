"""Dòng sự kiện: who oversees sees every reading and every event, and whether somebody changed one."""

import ast
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from dantin.desk.event_words import APART, LABELS, MARKS, TYPES
from dantin.store.actions.rulings import EVENTS
from dantin.store.models import Event
from dantin.store.models.accounts import Role
from tests.store import world

from .people import open_account, signed_in
from .test_roads import HERE, Team, read, said, team, typed

__all__ = ["team"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(team: Team) -> Client:
    client = Client()
    signed_in(client, open_account(Role.AUDITOR, login="giam-sat"))
    return client


def test_the_auditor_sees_each_reading_and_each_event_and_changes_nothing(team: Team, auditor: Client) -> None:
    """While somebody still reads, who and when alone: a role can be lent, and the second reader stays blind."""
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    read(team.clerk, typed(59, 39))
    assert "Dòng sự kiện" in said(auditor.get(HERE))
    page = auditor.get(f"{HERE}dong-su-kien/")
    assert "chuỗi còn nguyên" in said(page)
    assert "để kín tới khi hai người khớp nhau" in said(page)
    assert "Số phiếu của người số 1" not in said(page)
    key_a, key_b = (name for name in world.figures(a=1, b=2) if name.startswith("votes."))
    read(team.clerk, {key_a: "60", key_b: "38", "lan-doc": str(uuid4())}, page="phieu-khac")
    team.leader.post(f"{HERE}ky-bien-ban/")
    page = auditor.get(f"{HERE}dong-su-kien/")
    assert "Khai mạc" in said(page)
    assert "Kết luận có người trúng cử Trúng cử người số 1 Lần bầu 1 Số trên biên bản" in said(page)
    assert "phiếu của người số 1 60" in said(page)
    assert {name for event in Event.objects.all() for name in event.body} <= LABELS.keys() | MARKS.keys() | APART
    assert said(page).count("các lần đọc khác nhau") == 2
    assert "<form" not in page.content.decode().split("<main")[1]
    assert auditor.post(f"{HERE}khai-mac/").status_code == 404


def test_what_was_told_above_of_a_sheet_stays_closed_while_somebody_reads_it(team: Team, auditor: Client) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    over = {key: str(value) for key, value in world.figures(a=60, b=39).items()} | {"issued": "97"}
    team.counter.post(f"{HERE}phieu-dem/", over | {"viec": "bao-len", "bao-len": "Thừa một phiếu."})
    page = said(auditor.get(f"{HERE}dong-su-kien/"))
    assert "Dòng không khớp để kín, còn người đang đọc" in page
    assert "97" not in page.split("Các việc")[1].split("Mã kiểm chứng")[0]
    for client in (team.counter, team.clerk):
        read(client, typed(60, 38))
    assert "nhiều hơn phát ra 97" in said(auditor.get(f"{HERE}dong-su-kien/"))


def test_an_altered_reading_is_seen(team: Team, auditor: Client) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'store_reading'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE store_reading SET actor = 'ai đó'")
    assert "không còn như nhật ký ghi" in said(auditor.get(f"{HERE}dong-su-kien/"))


def test_nobody_at_the_count_sees_it(team: Team) -> None:
    """The second reader is blind."""
    for client in (team.leader, team.counter, team.clerk, team.chair):
        assert client.get(f"{HERE}dong-su-kien/").status_code == 404
        assert "Dòng sự kiện" not in said(client.get(HERE))


def test_a_changed_event_breaks_the_chain_before_the_eyes_of_the_auditor(team: Team, auditor: Client) -> None:
    team.leader.post(f"{HERE}khai-mac/")
    newest = Event.objects.order_by("-id")[0]
    with connection.cursor() as cursor:  # whoever holds the database can take its guard away, and is seen
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'store_event'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE store_event SET actor = 'ai đó' WHERE id = %s", [newest.id])
    assert "Chuỗi không còn nguyên" in said(auditor.get(f"{HERE}dong-su-kien/"))


def test_every_event_that_an_action_of_a_village_writes_has_a_word() -> None:
    stages = (
        "ballot.",
        "count.",
        "decide.",
        "nominate.",
        "plan.step",
        "plan.round",
        "plan.team",
        "record.",
        "register.",
    )
    written = set(EVENTS.values())
    for path in Path("dantin/store/actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Happened":
                kinds = [word.value for word in node.keywords if word.arg == "type"]
                written |= {kind.value for kind in kinds if isinstance(kind, ast.Constant)}
    assert {kind for kind in written if kind.startswith(stages)} <= TYPES.keys()
