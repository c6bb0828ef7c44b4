"""Niêm phong: what was sealed comes back whole, and no byte of it can be changed, left out or added."""

import io
from contextlib import contextmanager

import pytest

from dantin.core.values import Side
from dantin.store.keeping import sealed
from dantin.store.keeping.sealed import Sealer, new_key, opened, read_head, read_key, write_key
from dantin.store.refusals import Refused

KEY = new_key(Side.STATE, simulated=True)
HEAD = {"side": "state", "simulated": True}


@contextmanager
def refused(code: str):
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.code == f"backup.{code}"


def seal(body: bytes, key=KEY) -> bytes:
    file = io.BytesIO()
    sealer = Sealer(file, key, HEAD)
    for at in range(0, len(body), 777):
        sealer.write(body[at : at + 777])
    sealer.finish()
    return file.getvalue()


def unseal(raw: bytes, key=KEY) -> bytes:
    file = io.BytesIO(raw)
    head, opening = read_head(file)
    return b"".join(opened(file, key, head, opening))


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 5_000])
def test_what_was_sealed_comes_back(monkeypatch, size):
    monkeypatch.setattr(sealed, "_PIECE", 64)
    body = bytes(n % 251 for n in range(size))
    assert unseal(seal(body)) == body


def test_the_same_content_is_never_sealed_alike():
    assert seal(b"x") != seal(b"x")
    assert b"secret words" not in seal(b"secret words")


def test_every_single_byte_counts(monkeypatch):
    monkeypatch.setattr(sealed, "_PIECE", 64)
    whole = seal(b"ba lan kiem phieu " * 9)
    for at in range(len(whole)):
        with pytest.raises(Refused):
            unseal(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(Refused):
            unseal(whole[:at])
    with refused("damaged"):
        unseal(whole + whole[-30:])


def test_pieces_cannot_change_places_or_come_from_another_backup(monkeypatch):
    monkeypatch.setattr(sealed, "_PIECE", 64)
    one, other = seal(b"a" * 256), seal(b"b" * 256)
    long = 4 + 64 + 16
    begins = len(one) - 4 * long
    pieces = [one[begins + n * long : begins + (n + 1) * long] for n in range(4)]
    for order in ((1, 0, 2, 3), (0, 2, 3), (0, 1, 2, 2, 3), (3,)):
        with refused("damaged"):
            unseal(one[:begins] + b"".join(pieces[n] for n in order))
    with refused("damaged"):
        unseal(one[:begins] + other[begins:])


def test_only_the_private_key_it_was_sealed_to_opens_it():
    raw = seal(b"x")
    with refused("wrong_key"):
        unseal(raw, new_key(Side.STATE, simulated=True))
    with refused("needs_private_key"):
        unseal(raw, sealed.BackupKey(Side.STATE, True, KEY.public))
    for no_backup in (b"", b"dantin", b"x" * 400):
        with refused("not_one"):
            unseal(no_backup)


def test_the_files_of_a_key(tmp_path):
    private, public = tmp_path / "rieng", tmp_path / "cong"
    write_key(private, KEY, private=True)
    write_key(public, KEY, private=False)
    assert (read_key(private), read_key(public).private) == (KEY, None)
    assert read_key(public).fingerprint == KEY.fingerprint
    assert KEY.private not in public.read_text()
    assert private.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        write_key(private, KEY, private=True)
    for text in ("", "{}", "[]", "x", '{"dantin": "backup key", "side": "state", "simulated": true, "public": "00"}'):
        public.write_text(text)
        with refused("no_key"):
            read_key(public)
