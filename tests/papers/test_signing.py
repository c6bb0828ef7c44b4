"""Ký số: signed outside and come back, chain, coverage and the unchanged record are told apart."""

from datetime import UTC, datetime

import pytest

from dantin.papers.faults import PaperFault
from dantin.papers.files import Order, made
from dantin.papers.practice_key import practice_authority
from dantin.papers.signing import MOST_BYTES, check_signed, read_roots, sign_for_practice, signable

from . import samples

AT = datetime(2026, 6, 9, tzinfo=UTC)
SECRET = b"thu"


@pytest.fixture(scope="module")
def root():
    return practice_authority()


@pytest.fixture(scope="module")
def token(root):
    return root.pkcs12("DEMO Chủ tịch xã Mẫu", SECRET)


@pytest.fixture(scope="module")
def paper():
    return made(Order(samples.first("quyet-dinh-cong-nhan")), ".pdf")


def test_a_paper_signed_outside_comes_back_whole(paper, root, token):
    waiting = signable(paper)
    assert waiting.startswith(paper)
    [state] = check_signed(sign_for_practice(waiting, token, SECRET), paper, read_roots([root.pem]), AT)
    assert state.valid
    assert state.signer == "DEMO Chủ tịch xã Mẫu"


def test_a_chain_to_another_root_is_not_trusted(paper, token):
    other = practice_authority("DEMO Gốc khác")
    [state] = check_signed(sign_for_practice(signable(paper), token, SECRET), paper, read_roots([other.pem]), AT)
    assert (state.intact, state.trusted, state.valid) == (True, False, False)


def test_another_record_under_a_good_signature_is_told(paper, root, token):
    other = made(Order(samples.minutes("quyet-dinh-cong-nhan", votes=903)), ".pdf")
    [state] = check_signed(sign_for_practice(signable(other), token, SECRET), paper, read_roots([root.pem]), AT)
    assert (state.intact, state.trusted, state.record_unchanged, state.valid) == (True, True, False, False)


def test_a_byte_changed_after_the_signing_is_seen(paper, root, token):
    signed = bytearray(sign_for_practice(signable(paper), token, SECRET))
    signed[len(paper) // 2] ^= 1
    [state] = check_signed(bytes(signed), paper, read_roots([root.pem]), AT)
    assert not state.valid
    assert not state.record_unchanged


def test_what_was_added_after_the_signing_is_seen(paper, root, token):
    signed = sign_for_practice(signable(paper), token, SECRET)
    [state] = check_signed(signed + b"\n% them\n", paper, read_roots([root.pem]), AT)
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
