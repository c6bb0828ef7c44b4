"""Lệnh `dantin keys`."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.models import Event, KeyCertificate

from .world import places

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


def carried(capsys, folder) -> tuple[str, object]:
    """The certificates of the State side as they reach another server, and its root's fingerprint as printed."""
    call_command("keys", "init", "--side", "state", "--root", folder / "root.key")
    root = capsys.readouterr().out.splitlines()[0].partition(": ")[2]
    file = folder / "chung-nhan.json"
    call_command("keys", "export", "--side", "state", "--tep", file)
    assert "root.key" not in file.read_text()
    KeyCertificate.objects.all().delete()
    return root, file


def test_the_other_side_trusts_what_the_root_on_paper_certified(capsys, folder, settings):
    places()
    root, file = carried(capsys, folder)
    message = b"truong thon"
    made = None
    call_command("keys", "trust", "--side", "state", "--tep", file, "--goc", root)
    made = keyring.sign(Side.STATE, KeyCertificate.Purpose.BRIDGE, message)
    today = timezone.localdate()
    known = keyring.signed_by(message, made, side=Side.STATE, purpose=KeyCertificate.Purpose.BRIDGE, on=today)
    assert known == f"DEMO state bridge {today.year}"
    assert "đã tin 4 khoá mới" in capsys.readouterr().out
    call_command("keys", "trust", "--side", "state", "--tep", file, "--goc", root)
    assert "đã tin 0 khoá mới" in capsys.readouterr().out
    assert Event.objects.get(type="keys.trusted").stream.side == "party"


@pytest.mark.parametrize(
    ("change", "goc", "said"),
    [
        (lambda text: text, "0" * 64, "không có dấu vân tay như anh chị đọc"),
        (lambda text: text.replace('"purpose":"receipt"', '"purpose":"bridge"'), None, None),
        (lambda text: text.replace("state", "party"), None, "không phải chứng nhận"),
        (lambda text: "[]", None, "không phải chứng nhận"),
        (lambda text: text.replace('"valid_to":"2', '"valid_to":"x'), None, "không phải chứng nhận"),
    ],
)
def test_what_the_root_did_not_certify_is_not_trusted(capsys, folder, change, goc, said):
    root, file = carried(capsys, folder)
    file.write_text(change(file.read_text()))
    if said is None:  # one that was changed is left out, the others are as they were
        call_command("keys", "trust", "--side", "state", "--tep", file, "--goc", root)
        assert sorted(KeyCertificate.objects.values_list("purpose", flat=True)) == ["bridge", "head", "pack"]
        return
    with pytest.raises(CommandError, match=said):
        call_command("keys", "trust", "--side", "state", "--tep", file, "--goc", goc or root)
    assert not KeyCertificate.objects.exists()


def test_a_side_does_not_trust_itself_from_a_file(capsys, folder, settings):
    root, file = carried(capsys, folder)
    settings.SIDE = "state"
    with pytest.raises(CommandError, match="máy này là của bên state"):
        call_command("keys", "trust", "--side", "state", "--tep", file, "--goc", root)
    settings.SIDE = "party"
    with pytest.raises(CommandError, match="--goc"):
        call_command("keys", "trust", "--side", "state", "--tep", file)
    with pytest.raises(CommandError, match="--tep"):
        call_command("keys", "trust", "--side", "state")
    with pytest.raises(CommandError, match="No such file"):
        call_command("keys", "trust", "--side", "state", "--tep", folder / "x", "--goc", root)
