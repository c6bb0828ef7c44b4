"""Khoá màn hình phòng trực: told once, kept as a digest, withdrawn one by one."""

import re
from datetime import UTC, datetime

import pytest
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
