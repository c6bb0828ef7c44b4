"""Khoá (design §4.12): an offline root per side certifies dated online keys, one purpose each.

Private keys are files of mode 0600 outside database and backups. Keys of a demonstration carry DEMO in their label,
and every check of a signature shows the label.
"""

import json
import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ValidationError

from dantin.core.values import Side
from dantin.store.canonical import canonical, digest, plain
from dantin.store.models import KeyCertificate
from dantin.store.refusals import Refused, refuse_if

YEARS_VALID = 2


@dataclass(frozen=True, slots=True)
class Signed:
    """Chữ ký: which key, what it is called, and the signature in hexadecimal."""

    fingerprint: str
    label: str
    signature: str


def fingerprint(public_key: str) -> str:
    """Dấu vân tay của khoá: what is printed and read out."""
    return digest({"ed25519": public_key})


def _folder(side: Side) -> Path:
    return Path(settings.KEYS_DIR) / side.value


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _write(path: Path, key: Ed25519PrivateKey) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key.private_bytes_raw().hex())


def _certified(certificate: KeyCertificate) -> bytes:
    return canonical(
        {
            "side": certificate.side,
            "purpose": certificate.purpose,
            "label": certificate.label,
            "public_key": certificate.public_key,
            "valid_from": certificate.valid_from,
            "valid_to": certificate.valid_to,
        }
    )


def create_keys(side: Side, *, simulated: bool, today: date, root_path: Path | None = None) -> list[KeyCertificate]:
    """Make the side's root and its online keys with their certificates; never over existing files.

    `root_path` is where the root's private key goes: a stick that leaves the server with its keeper.
    """
    folder = _folder(side)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    root_path = root_path or folder / "root.key"
    refuse_if(root_path.exists(), "keys.exists", side=side.value, path=root_path)
    root = Ed25519PrivateKey.generate()
    _write(root_path, root)
    certificates = []
    for purpose in KeyCertificate.Purpose:
        key = Ed25519PrivateKey.generate()
        path = folder / f"{purpose.value}.key"
        path.unlink(missing_ok=True)
        _write(path, key)
        certificate = KeyCertificate(
            side=side.value,
            purpose=purpose.value,
            label=f"{'DEMO ' if simulated else ''}{side.value} {purpose.value} {today.year}",
            public_key=_public(key),
            fingerprint=fingerprint(_public(key)),
            root_public_key=_public(root),
            valid_from=today,
            valid_to=today + timedelta(days=365 * YEARS_VALID),
        )
        certificate.signature = root.sign(_certified(certificate)).hex()
        certificates.append(certificate)
    return KeyCertificate.objects.bulk_create(certificates)


CERTIFICATES = "dantin-certificates-1"
_PUBLIC = ("purpose", "label", "public_key", "valid_from", "valid_to", "signature")


def certificates_of(side: Side) -> bytes:
    """The public certificates of a side, for the server of the other; nothing in it is secret."""
    rows = list(KeyCertificate.objects.filter(side=side.value).order_by("id"))
    refuse_if(not rows, "keys.none", side=side.value)
    listed = [{name: getattr(row, name) for name in (*_PUBLIC, "root_public_key")} for row in rows]
    return canonical(plain({"format": CERTIFICATES, "side": side.value, "certificates": listed}))


def certificates_in(file: bytes, *, side: Side, root: str) -> list[KeyCertificate]:
    """Those of the file that this root certified, unsaved; the root's fingerprint was compared on paper by a person."""
    try:
        given = json.loads(file)
        refuse_if(given["format"] != CERTIFICATES or given["side"] != side.value, "keys.not_certificates")
        found = [
            KeyCertificate(
                side=side.value,
                fingerprint=fingerprint(one["public_key"]),
                root_public_key=one["root_public_key"],
                **{name: one[name] for name in _PUBLIC}
                | {name: date.fromisoformat(one[name]) for name in ("valid_from", "valid_to")},
            )
            for one in given["certificates"]
        ]
        for one in found:
            one.full_clean(validate_unique=False)
        trusted = [one for one in found if fingerprint(one.root_public_key) == root and _is_certified(one)]
    except (ValueError, KeyError, TypeError, ValidationError):
        raise Refused("keys.not_certificates") from None
    refuse_if(not trusted, "keys.root_differs", side=side.value)
    return trusted


def _is_certified(certificate: KeyCertificate) -> bool:
    try:
        root = Ed25519PublicKey.from_public_bytes(bytes.fromhex(certificate.root_public_key))
        root.verify(bytes.fromhex(certificate.signature), _certified(certificate))
    except (InvalidSignature, ValueError):
        return False
    return True


def sign(side: Side, purpose: KeyCertificate.Purpose, message: bytes) -> Signed:
    """Sign with the side's online key of this purpose, and with no other."""
    path = _folder(side) / f"{purpose.value}.key"
    certificate = KeyCertificate.objects.filter(side=side.value, purpose=purpose.value).order_by("-id").first()
    if certificate is None or not path.exists():
        raise Refused("keys.missing", side=side.value, purpose=purpose.value)
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text()))
    return Signed(certificate.fingerprint, certificate.label, key.sign(message).hex())


def signed_by(message: bytes, signed: Signed, *, side: Side, purpose: KeyCertificate.Purpose, on: date) -> str | None:
    """The label of the certified key that signed the message, or None when no trusted key did."""
    certificate = KeyCertificate.objects.filter(
        fingerprint=signed.fingerprint, side=side.value, purpose=purpose.value
    ).first()
    if certificate is None or not certificate.valid_from <= on <= certificate.valid_to:
        return None
    if not _is_certified(certificate):
        return None
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(certificate.public_key))
        key.verify(bytes.fromhex(signed.signature), message)
    except (InvalidSignature, ValueError):
        return None
    return certificate.label
