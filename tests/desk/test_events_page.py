"""Dòng sự kiện: who oversees sees every reading and every event, and whether somebody changed one."""

import ast
import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from dantin.desk import record_page
from dantin.desk.event_words import APART, LABELS, MARKS, TYPES
from dantin.store.actions.importing import EVENT_OF
from dantin.store.actions.rulings import EVENTS
from dantin.store.models import Election, Event, RollComplaint
from dantin.store.models.accounts import Role
from tests.store import world

from .people import open_account, signed_in
from .test_roads import HERE, Team, read, said, team, typed

__all__ = ["team"]
pytestmark = pytest.mark.django_db


WRITE_EVENTS = {"Happened", "list_loaded", "tell", "_tell", "_log", "log_of_province"}


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
    assert "phiếu của người số 1: 60" in said(page)
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


def test_every_event_that_an_action_writes_has_a_word() -> None:
    """Those of congresses come with the desk of the Party's side."""
    written = set(EVENTS.values()) | set(EVENT_OF.values()) - {""}
    for path in Path("dantin/store/actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITE_EVENTS:
                given = [*node.args, *(word.value for word in node.keywords if word.arg == "type")]
                names = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                written |= {name for name in names if re.fullmatch(r"[a-z]+\.[a-z_]+", name)}
    assert len(written) > 60
    assert {kind for kind in written if not kind.startswith("congress.")} <= TYPES.keys()


def test_the_auditor_is_told_what_to_look_at_first(team: Team, auditor: Client) -> None:
    """Nothing is asked of who oversees; each place leads to what was recorded of it."""
    assert "Bây giờ không có gì phải xem trước" in said(auditor.get("/lam-viec/"))
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    read(team.clerk, typed(59, 39))
    assert "Hai người đọc khác nhau 1 Thôn Nà Ếch" in said(auditor.get("/lam-viec/"))
    key_a, key_b = (name for name in world.figures(a=1, b=2) if name.startswith("votes."))
    for client, a in ((team.clerk, 59), (team.counter, 60)):  # each stays with what they read
        read(client, {key_a: str(a), key_b: str(98 - a), "lan-doc": str(uuid4())}, page="phieu-khac")
    team.chair.post(f"{HERE}khieu-nai/", {"ngay": "6/6/2022", "ly-do": "danh sách dán thiếu hai hộ"})
    page = auditor.get("/lam-viec/")
    assert "Phải đếm lại, hoặc đã đếm lại 1 Thôn Nà Ếch" in said(page)
    assert "Khiếu nại, hồ sơ trả lại chưa trả lời 1 Thôn Nà Ếch" in said(page)
    assert f'href="{HERE}dong-su-kien/?bau=VH-2022"' in page.content.decode()
    assert auditor.get(f"{HERE}dong-su-kien/?bau=VH-2022").status_code == 200
    team.chair.post(f"{HERE}tra-loi/", {"viec": "1", "ngay": "7/6/2022", "ly-do": "đã dán lại"})
    assert "chưa trả lời" not in said(auditor.get("/lam-viec/"))
    RollComplaint.objects.create(
        election=Election.objects.get(), village_code=world.VILLAGES[1], number=1,
        received_on=date(2022, 5, 20), recorded_at=world.MORNING,
    )  # fmt: skip
    assert "Khiếu nại về danh sách chưa trả lời 1" in said(auditor.get("/lam-viec/"))


def test_an_auditor_sees_what_is_of_the_own_place_and_finds_each_village(team: Team, auditor: Client) -> None:
    commune, elsewhere = Client(), Client()
    signed_in(commune, open_account(Role.AUDITOR, place="06847", login="gs.xa"))
    signed_in(elsewhere, open_account(Role.AUDITOR, place=world.VILLAGES[1], login="gs.khac"))
    team.leader.post(f"{HERE}khai-mac/")
    read(team.counter, typed(60, 38))
    read(team.clerk, typed(59, 39))
    assert "Thôn Nà Ếch" in said(commune.get("/lam-viec/"))
    assert "Thôn Nà Ếch" not in said(elsewhere.get("/lam-viec/"))
    assert "Thôn Nà Ếch Xã Húc Động" in said(auditor.get("/lam-viec/?tim=na ech"))
    assert f'href="{HERE}"' in auditor.get(f"/lam-viec/?tim={world.VILLAGES[0]}").content.decode()
    assert "Không có nơi nào tên “khong co”" in said(auditor.get("/lam-viec/?tim=khong co"))


def test_the_record_of_a_place_tells_accounts_and_lists_and_its_chains_are_recomputed(
    team: Team, auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    village = Client()
    signed_in(village, open_account(Role.AUDITOR, place=world.VILLAGES[1], login="gs.khac"))
    page = said(auditor.get("/lam-viec/nhat-ky/"))
    assert "Tỉnh Quảng Ninh: Quyết định tổ chức bầu cử" in page
    assert "Các tài khoản giam-sat (Kiểm tra, giám sát)" in page
    assert "còn nguyên" in page
    assert "Quyết định tổ chức" not in said(auditor.get("/lam-viec/nhat-ky/?loai=tai-khoan"))
    assert "giam-sat" not in said(auditor.get("/lam-viec/nhat-ky/?loai=danh-sach"))
    assert "giam-sat" not in said(village.get("/lam-viec/nhat-ky/"))  # of another place
    assert "gs.khac (" in said(village.get("/lam-viec/nhat-ky/"))

    monkeypatch.setattr(record_page, "MOST", 3)
    walked, address = [], "/lam-viec/nhat-ky/?loai="
    while address:
        page = auditor.get(address).content.decode()
        walked += re.findall(r"mã ([0-9a-f]{64})</p><p class=\"small ma\">Mã việc trước", page)
        older = re.search(r'href="([^"]+)">Việc trước đó', page)
        address = older[1].replace("&amp;", "&") if older else ""
    every = Event.objects.filter(type__regex=r"^(accounts|plan|register|nominate)\.").count()
    assert len(walked) == len(set(walked)) == every > 3

    newest = Event.objects.filter(type="accounts.opened").order_by("-id")[0]
    with connection.cursor() as cursor:  # whoever holds the database can take its guard away, and is seen
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'store_event'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("UPDATE store_event SET actor = 'ai đó' WHERE id = %s", [newest.id])
    assert "Chuỗi không còn nguyên" in said(auditor.get("/lam-viec/nhat-ky/"))
