"""Lệnh `dantin keys`."""

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    return tmp_path


def test_the_fingerprint_of_the_root_is_what_gets_printed(capsys, folder):
    call_command("keys", "init", "--side", "state", "--root", folder / "root.key")
    told = capsys.readouterr().out
    assert told.startswith("khoá gốc bên state: ")
    assert told.count("DEMO state") == 4
    assert (folder / "root.key").stat().st_mode & 0o777 == 0o600
    assert not (folder / "keys" / "state" / "root.key").exists()


def test_keys_are_not_made_twice(folder):
    call_command("keys", "init", "--side", "state", "--root", folder / "root.key")
    with pytest.raises(CommandError, match="Không ghi đè"):
        call_command("keys", "init", "--side", "state", "--root", folder / "root.key")


def test_outside_a_demonstration_the_root_leaves_the_server(settings):
    settings.SIMULATED = False
    with pytest.raises(CommandError, match="--root"):
        call_command("keys", "init", "--side", "party")


def test_an_unwritable_place_is_named(folder):
    with pytest.raises(CommandError, match="không ghi được"):
        call_command("keys", "init", "--side", "party", "--root", folder / "no-such-folder" / "root.key")


def test_a_side_without_keys_says_so():
    with pytest.raises(CommandError, match="chưa có khoá"):
        call_command("keys", "show", "--side", "party")
