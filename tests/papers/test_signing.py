"""Ký số: signed outside and come back, chain, coverage and the unchanged record are told apart."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dantin.papers.faults import PaperFault
from dantin.papers.files import Order, made
from dantin.papers.signing import MOST_BYTES, check_signed, read_roots, sign_for_practice, signable

from . import samples

AT = datetime(2026, 6, 9, tzinfo=UTC)
SECRET = b"thu"


def authority(name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    return key, certificate(name, key.public_key(), name, key, ca=True)


def certificate(name, public, by, key, *, ca) -> x509.Certificate:
    def called(words: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])

    return (
        x509.CertificateBuilder().subject_name(called(name)).issuer_name(called(by)).public_key(public)
        .serial_number(x509.random_serial_number()).not_valid_before(AT - timedelta(days=800))
        .not_valid_after(AT + timedelta(days=800)).add_extension(x509.BasicConstraints(ca=ca, path_length=None), True)
        .add_extension(x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip


@pytest.fixture(scope="module")
def root():
    return authority("DEMO Gốc thử")


@pytest.fixture(scope="module")
def token(root):
    key, own = root
    signer = ec.generate_private_key(ec.SECP256R1())
    signed = certificate("DEMO Chủ tịch xã Mẫu", signer.public_key(), "DEMO Gốc thử", key, ca=False)
    return serialization.pkcs12.serialize_key_and_certificates(
        b"thu", signer, signed, [own], serialization.BestAvailableEncryption(SECRET)
    )


def pem(certificate):
    return certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture(scope="module")
def paper():
    return made(Order(samples.first("quyet-dinh-cong-nhan")), ".pdf")


def test_a_paper_signed_outside_comes_back_whole(paper, root, token):
    waiting = signable(paper)
    assert waiting.startswith(paper)
    [state] = check_signed(sign_for_practice(waiting, token, SECRET), paper, read_roots([pem(root[1])]), AT)
    assert state.valid
    assert state.signer == "DEMO Chủ tịch xã Mẫu"


def test_a_chain_to_another_root_is_not_trusted(paper, token):
    other = authority("DEMO Gốc khác")[1]
    [state] = check_signed(sign_for_practice(signable(paper), token, SECRET), paper, read_roots([pem(other)]), AT)
    assert (state.intact, state.trusted, state.valid) == (True, False, False)


def test_another_record_under_a_good_signature_is_told(paper, root, token):
    other = made(Order(samples.minutes("quyet-dinh-cong-nhan", votes=903)), ".pdf")
    [state] = check_signed(sign_for_practice(signable(other), token, SECRET), paper, read_roots([pem(root[1])]), AT)
    assert (state.intact, state.trusted, state.record_unchanged, state.valid) == (True, True, False, False)


def test_a_byte_changed_after_the_signing_is_seen(paper, root, token):
    signed = bytearray(sign_for_practice(signable(paper), token, SECRET))
    signed[len(paper) // 2] ^= 1
    [state] = check_signed(bytes(signed), paper, read_roots([pem(root[1])]), AT)
    assert not state.valid
    assert not state.record_unchanged


def test_what_was_added_after_the_signing_is_seen(paper, root, token):
    signed = sign_for_practice(signable(paper), token, SECRET)
    [state] = check_signed(signed + b"\n% them\n", paper, read_roots([pem(root[1])]), AT)
    assert not state.covers_all


@pytest.mark.parametrize(("raw", "said"), [
    (b"PK\x03\x04", "không phải PDF"), (b"%PDF-1.7\nhong", "hỏng"), (b"%PDF-" + b"0" * MOST_BYTES, "dài quá"),
], ids=["zip", "hỏng", "quá dài"])  # fmt: skip
def test_what_is_no_signed_pdf_is_refused_in_a_sentence(paper, raw, said):
    with pytest.raises(PaperFault, match=said):
        check_signed(raw, paper, [], AT)


def test_a_paper_nobody_signed_is_told_so(paper):
    with pytest.raises(PaperFault, match="chưa có chữ ký"):
        check_signed(signable(paper), paper, [], AT)


def test_a_root_that_is_none_is_refused():
    with pytest.raises(PaperFault, match="chứng thư gốc"):
        read_roots([b"khong phai"])


def test_a_key_file_with_another_password_is_told(paper, token):
    with pytest.raises(PaperFault, match="không mở được"):
        sign_for_practice(signable(paper), token, b"sai")
