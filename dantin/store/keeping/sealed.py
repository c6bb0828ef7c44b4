"""Niêm phong: a stream of bytes that only the keeper of a private key can read, and nobody can shorten or change.

An ephemeral X25519 key and the keeper's public key make one key by HKDF; ChaCha20-Poly1305 seals piece after piece,
each with its number and the last one marked, so that a piece left out, moved or added is found, and so is a missing
end. The head of the file is readable by all and bound into every piece.
"""

import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dantin.core.values import Side
from dantin.store.canonical import canonical, digest
from dantin.store.refusals import Refused, refuse_if

_MAGIC = b"dantin backup 1\n"
_PIECE = 1 << 20
_TAG = 16
_LONGEST_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class BackupKey:
    """Khoá sao lưu của một bên; the server keeps `public` alone."""

    side: Side
    simulated: bool
    public: str
    private: str | None = None

    @property
    def fingerprint(self) -> str:
        """Dấu vân tay, printed and read out."""
        return digest({"x25519": self.public})


def new_key(side: Side, *, simulated: bool) -> BackupKey:
    """A pair of keys that nobody has seen."""
    key = X25519PrivateKey.generate()
    return BackupKey(side, simulated, key.public_key().public_bytes_raw().hex(), key.private_bytes_raw().hex())


def write_key(path: Path, key: BackupKey, *, private: bool) -> None:
    """One file of the pair; never over another, and nobody else reads the private one."""
    body: dict[str, Any] = {"dantin": "backup key", "side": key.side.value, "simulated": key.simulated}
    body |= {"private": key.private} if private else {"public": key.public}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
    with os.fdopen(descriptor, "w") as file:
        file.write(json.dumps(body) + "\n")


def read_key(path: Path) -> BackupKey:
    """What `write_key` wrote."""
    try:
        body = json.loads(path.read_bytes())
        refuse_if(body["dantin"] != "backup key" or type(body["simulated"]) is not bool, "backup.no_key", file=path)
        private = body.get("private")
        if private is None:
            public = X25519PublicKey.from_public_bytes(bytes.fromhex(body["public"]))
        else:
            public = X25519PrivateKey.from_private_bytes(bytes.fromhex(private)).public_key()
        return BackupKey(Side(body["side"]), body["simulated"], public.public_bytes_raw().hex(), private)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("backup.no_key", file=path) from None


class Sealer(io.RawIOBase):
    """Ghi vào đây; `finish` seals the last piece, without which the file is refused."""

    def __init__(self, file: BinaryIO, key: BackupKey, head: Mapping[str, Any]) -> None:
        self._file, self._held, self._number = file, bytearray(), 0
        ephemeral = X25519PrivateKey.generate()
        raw = canonical({**head, "sealed_to": key.fingerprint})
        public = ephemeral.public_key().public_bytes_raw()
        self._opening = _MAGIC + len(raw).to_bytes(4, "big") + raw + public
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(key.public)))
        self._cipher = _cipher(shared, public, key.public)
        self._bound = hashlib.sha256(self._opening).digest()
        file.write(self._opening)

    def writable(self) -> bool:
        return True

    def write(self, some: Any) -> int:
        self._held += some
        while len(self._held) > _PIECE:  # the last piece waits for `finish`, however full it is
            self._seal(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]
        return len(some)

    def finish(self) -> None:
        """Seal what is left as the end."""
        self._seal(bytes(self._held), last=True)
        self._held.clear()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last), piece, self._bound)
        self._file.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1


def read_head(file: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """What everybody may read of a backup: (head, the bytes that are bound into every piece)."""
    refuse_if(file.read(len(_MAGIC)) != _MAGIC, "backup.not_one")
    length = file.read(4)
    size = int.from_bytes(length, "big")
    refuse_if(len(length) < 4 or size > _LONGEST_HEAD, "backup.damaged")
    raw, public = file.read(size), file.read(32)
    try:
        head = json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused("backup.damaged") from None
    refuse_if(not isinstance(head, dict) or len(public) != 32, "backup.damaged")
    return head, _MAGIC + length + raw + public


def opened(file: BinaryIO, key: BackupKey, head: Mapping[str, Any], opening: bytes) -> Iterator[bytes]:
    """The pieces in order, each proved before it is handed out; refuses at the first that is not as it was sealed."""
    refuse_if(key.private is None, "backup.needs_private_key")
    refuse_if(head.get("sealed_to") != key.fingerprint, "backup.wrong_key", fingerprint=head.get("sealed_to"))
    public, number, last = opening[-32:], 0, False
    try:
        shared = X25519PrivateKey.from_private_bytes(bytes.fromhex(str(key.private))).exchange(
            X25519PublicKey.from_public_bytes(public)
        )
    except ValueError:  # a point of low order
        raise Refused("backup.damaged") from None
    cipher, bound = _cipher(shared, public, key.public), hashlib.sha256(opening).digest()
    read: Callable[[int], bytes] = file.read
    while length := read(4):
        size = int.from_bytes(length, "big")
        refuse_if(len(length) < 4, "backup.cut_short")
        refuse_if(last or not _TAG <= size <= _PIECE + _TAG, "backup.damaged")
        sealed = read(size)
        refuse_if(len(sealed) < size, "backup.cut_short")
        piece, last = _unsealed(cipher, number, sealed, bound)
        yield piece
        number += 1
    refuse_if(not last, "backup.cut_short")


def _unsealed(cipher: ChaCha20Poly1305, number: int, sealed: bytes, bound: bytes) -> tuple[bytes, bool]:
    for last in (False, True):
        try:
            return cipher.decrypt(_nonce(number, last), sealed, bound), last
        except InvalidTag:
            continue
    raise Refused("backup.damaged")


def _cipher(shared: bytes, ephemeral: bytes, recipient: str) -> ChaCha20Poly1305:
    salt = ephemeral + bytes.fromhex(recipient)
    return ChaCha20Poly1305(HKDF(hashes.SHA256(), 32, salt, b"dantin backup 1").derive(shared))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
