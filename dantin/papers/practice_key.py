"""Khoá ký thử: a key in a file with an authority of its own; for practice, never for a real server."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

_SINCE, _UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)  # a rehearsal has its own calendar
AUTHORITY = "Gốc ký thử (mô phỏng)"


@dataclass(frozen=True, slots=True)
class PracticeAuthority:
    """Tổ chức cấp chứng thư, mô phỏng: whoever trusts its root trusts what it gave out."""

    name: str
    key: ec.EllipticCurvePrivateKey
    root: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)

    def pkcs12(self, name: str, passphrase: bytes) -> bytes:
        """A key in a PKCS#12 file with a certificate in that name."""
        key = ec.generate_private_key(ec.SECP256R1())
        own = _certificate(name, key.public_key(), self.name, self.key, ca=False)
        return pkcs12.serialize_key_and_certificates(
            name.encode(), key, own, [self.root], serialization.BestAvailableEncryption(passphrase)
        )


def practice_authority(name: str = AUTHORITY) -> PracticeAuthority:
    """One that did not exist before; its own key is kept nowhere."""
    key = ec.generate_private_key(ec.SECP256R1())
    return PracticeAuthority(name, key, _certificate(name, key.public_key(), name, key, ca=True))


def _certificate(
    name: str, public: ec.EllipticCurvePublicKey, by: str, key: ec.EllipticCurvePrivateKey, *, ca: bool
) -> x509.Certificate:
    def called(words: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])

    usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
    return (
        x509.CertificateBuilder().subject_name(called(name)).issuer_name(called(by)).public_key(public)
        .serial_number(x509.random_serial_number()).not_valid_before(_SINCE).not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
