"""Khoá màn hình phòng trực: told once, kept as a digest, withdrawn one by one."""

import re
from datetime import UTC, datetime

import pytest
import segno
from django.core.management import CommandError, call_command

from dantin.store.actions.displays import make_display_key, withdraw_display_key
from dantin.store.models import DisplayKey
from dantin.store.readers.displays import opens_the_wall
from dantin.store.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2022, 6, 5, tzinfo=UTC)


def test_a_key_opens_the_wall_however_it_is_typed():
    key = make_display_key(label="Phòng trực tỉnh", at=NOW)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", key)
    assert opens_the_wall(key)
    assert opens_the_wall(key.lower().replace("-", " "))
    assert not opens_the_wall(key[:-1] + ("A" if key[-1] != "A" else "B"))
    assert not opens_the_wall("")


def test_the_key_itself_is_kept_nowhere():
    key = make_display_key(label="Phòng trực tỉnh", at=NOW)
    row = DisplayKey.objects.values().get()
    assert key not in str(row)
    assert key.replace("-", "") not in str(row)


def test_withdrawing_one_leaves_the_others():
    first, second = (make_display_key(label=label, at=NOW) for label in ("một", "hai"))
    withdraw_display_key(label="một", at=NOW)
    assert (opens_the_wall(first), opens_the_wall(second)) == (False, True)
    with pytest.raises(Refused, match="Không có màn hình một"):
        withdraw_display_key(label="một", at=NOW)


def test_the_command_tells_the_key_once(capsys):
    call_command("display_key", "new", " Phòng  trực ", site="https://dantin.example/")
    told = capsys.readouterr().out
    address = re.search(r"https://dantin\.example/tuong/dai-hoi/#(\S+)", told)
    assert address
    assert opens_the_wall(address[1])
    call_command("display_key", "list")
    listed = capsys.readouterr().out
    assert listed.startswith("Phòng trực: lập ")
    assert address[1] not in listed
    call_command("display_key", "withdraw", "Phòng trực")
    assert not opens_the_wall(address[1])


BAD = [(["new"], "cần tên màn hình"), (["new", "x" * 61], "cần tên màn hình"), (["new", "một"], "đã có khoá"),
       (["withdraw", "hai"], "Không có")]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), BAD)
def test_bad_input_is_told(given, said):
    make_display_key(label="một", at=NOW)
    with pytest.raises(CommandError, match=said) as refused:
        call_command("display_key", *given)
    assert refused.value.returncode == 2


def squares(drawn):
    """The dark squares of a code drawn in half blocks, without its border."""
    lines = drawn.splitlines()
    halves = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}
    rows = [[halves[mark][half] for mark in line] for line in lines for half in (0, 1)]
    size = len(lines[0]) - 4
    return tuple(tuple(row[2 : 2 + size]) for row in rows[2 : 2 + size])


def test_the_code_in_the_terminal_is_the_address(capsys):
    call_command("display_key", "new", "một", site="https://dantin.example", wall="dai-hoi-chi-bo")
    told = capsys.readouterr().out
    address = re.search(r"https://dantin\.example/tuong/dai-hoi/#\S+", told)[0]
    drawn = "\n".join(line for line in told.splitlines() if line and set(line) <= set("█▀▄ "))
    assert squares(drawn) == tuple(tuple(row) for row in segno.make_qr(address, error="m").matrix)


def test_the_code_goes_to_a_file_that_only_its_owner_reads(tmp_path, capsys):
    path = tmp_path / "khoa.svg"
    call_command("display_key", "new", "một", svg=path)
    address = re.search(r"http://127\.0\.0\.1:8022/tuong/#\S+", capsys.readouterr().out)[0]
    drawn = path.read_text(encoding="utf-8")
    assert "<title>Màn hình một</title>" in drawn
    assert segno.make_qr(address, error="m").svg_inline(scale=8, border=4, dark="#000", light="#fff")[-200:] in drawn
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["co-roi.svg", "khong-co/khoa.svg"])
def test_no_file_is_written_over_and_no_key_is_made_in_vain(tmp_path, name):
    (tmp_path / "co-roi.svg").write_text("của người khác")
    with pytest.raises(CommandError, match="Chọn tên khác"):
        call_command("display_key", "new", "một", svg=tmp_path / name)
    assert not DisplayKey.objects.exists()
    assert (tmp_path / "co-roi.svg").read_text() == "của người khác"
