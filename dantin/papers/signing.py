"""Ký số: a PDF with an empty field to sign outside, and what can be said of it when it comes back signed.

The token or the SIM of the official never comes near the server. What comes back must begin, byte for byte, with the
paper that went out; a signature must cover the file to its end and chain to a root that this server was given.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from .faults import PaperFault

FIELD = "ChuKy"
MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class SignedState:
    """Một chữ ký trên văn bản: who and when as it says, and each thing that was checked.

    `signed_at` is what the signer's machine said, unless an authority stamped the time.
    """

    signer: str
    signed_at: datetime | None
    intact: bool
    trusted: bool
    covers_all: bool
    record_unchanged: bool

    @property
    def valid(self) -> bool:
        return self.intact and self.trusted and self.covers_all and self.record_unchanged


def signable(raw: bytes) -> bytes:
    """The same PDF with an empty field for a signature at the foot of its first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(raw))
    fields.append_signature_field(writer, fields.SigFieldSpec(FIELD, on_page=0, box=(330, 20, 555, 70)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sign_for_practice(raw: bytes, pkcs12: bytes, passphrase: bytes) -> bytes:
    """Sign with a key in a file: of a demonstration or a test, never of a real server. Raises `PaperFault`."""
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(pkcs12, other_certs=[], passphrase=passphrase)
    except ValueError:
        raise PaperFault("Tệp khoá thử không mở được: sai mật khẩu, hoặc không phải tệp .p12") from None
    out = io.BytesIO()
    try:
        written = IncrementalPdfFileWriter(io.BytesIO(raw))
        signers.sign_pdf(written, signers.PdfSignatureMetadata(field_name=FIELD), signer, output=out)
    except (PdfError, ValueError):
        raise PaperFault("Tệp cần ký không phải PDF có ô chữ ký của phần mềm") from None
    return out.getvalue()


def read_roots(raw: Sequence[bytes]) -> list[x509.Certificate]:
    """Các chứng thư gốc được tin, of PEM or DER files; raises `PaperFault` of one that is neither."""
    found = []
    for one in raw:
        try:
            parts = [part for _, _, part in pem.unarmor(one, multiple=True)] if pem.detect(one) else [one]
            found += [x509.Certificate.load(part) for part in parts]
            _ = [certificate.subject.native for certificate in found]
        except ValueError:
            raise PaperFault("Tệp chứng thư gốc không đọc được: cần tệp .pem, .crt hoặc .cer") from None
    return found


def check_signed(raw: bytes, original: bytes, roots: Sequence[x509.Certificate], at: datetime) -> list[SignedState]:
    """Every signature of the file; raises `PaperFault` where it is no PDF, or nobody signed it."""
    if len(raw) > MOST_BYTES:
        raise PaperFault(f"Tệp dài quá {MOST_BYTES // 1_000_000} MB. Tải lên đúng tệp PDF đã ký")
    if not raw.startswith(b"%PDF-"):
        raise PaperFault("Tệp này không phải PDF. Tải lên đúng tệp đã ký")
    try:
        signatures = PdfFileReader(io.BytesIO(raw)).embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise PaperFault("Tệp PDF này hỏng, không đọc được. Tải lên lại tệp đã ký") from None
    if not signatures:
        raise PaperFault("Tệp PDF này chưa có chữ ký số nào. Ký rồi tải lên lại")
    unchanged = raw.startswith(original)
    return [_state(one, roots, at, unchanged=unchanged) for one in signatures]


def _state(embedded: object, roots: Sequence[x509.Certificate], at: datetime, *, unchanged: bool) -> SignedState:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=at)
    try:
        status = validate_pdf_signature(embedded, signer_validation_context=context)  # type: ignore[arg-type]
    except (SignatureValidationError, PdfError, ValueError):
        return SignedState("không đọc được", None, False, False, False, unchanged)
    level = status.modification_level
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE or level in (
        ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING,
    )  # fmt: skip
    native = status.signing_cert.subject.native
    return SignedState(
        str(native.get("common_name", "")) or status.signing_cert.subject.human_friendly,
        status.signer_reported_dt,
        bool(status.intact and status.valid),
        bool(status.trusted),
        whole,
        unchanged,
    )
