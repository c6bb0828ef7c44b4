"""Bản đã ký trên bàn làm việc: signed outside and brought back, signed by hand and photographed."""

import io
from datetime import UTC, datetime

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dantin.papers.practice_key import practice_authority
from dantin.papers.signing import sign_for_practice
from dantin.store.models import Event, PaperPhoto, SignedPaper
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.papers.test_signing import SECRET
from tests.store import world

from .test_papers_page import CALLING, MORNING, NUMBER, RECORD, at_work, words

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
INVITATION = CALLING.replace("quyet-dinh-ngay-bau-cu", "giay-moi")


@pytest.fixture
def clerk(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    settings.ADDRESS, settings.SIGN_ROOTS_DIR = "https://bau.example.vn", tmp_path
    world.state_election()
    found = at_work(Role.CLERK, "06847")
    found.post(CALLING, NUMBER)
    return found


def upload(client, what, raw, *, to=CALLING, record=RECORD):
    return client.post(to, {"viec": what, "ho-so": record, "tep": SimpleUploadedFile("a", raw)})


@pytest.fixture
def signed(clerk, tmp_path):
    authority = practice_authority("DEMO Gốc")
    (tmp_path / "goc.pem").write_bytes(authority.pem)
    token = authority.pkcs12("DEMO Chủ tịch", SECRET)
    waiting = clerk.post(CALLING, {"viec": "ban-ky", "ho-so": RECORD})
    assert waiting["Content-Disposition"].endswith('-cho-ky.pdf"')
    return sign_for_practice(waiting.content, token, SECRET)


def test_a_paper_signed_outside_is_kept_with_who_signed_it(clerk, signed, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC))  # when the certificate of this test holds
    assert upload(clerk, "ky", signed).status_code == 302
    assert upload(clerk, "ky", signed).status_code == 302  # sent again: the same one
    assert SignedPaper.objects.count() == 1
    page = words(clerk.get(CALLING))
    assert "Ký số: DEMO Chủ tịch" in page
    assert "Chuỗi chứng thư được tin" in page
    assert clerk.get(f"{CALLING}?ho-so={RECORD}&tep=ky-1").content == signed
    assert Event.objects.filter(type="papers.signed").count() == 1


def test_without_its_root_the_chain_is_told_as_not_trusted(clerk, signed, settings, tmp_path):
    settings.SIGN_ROOTS_DIR = tmp_path / "khong-co"
    assert upload(clerk, "ky", signed).status_code == 302
    assert "Chuỗi chứng thư chưa tin" in words(clerk.get(CALLING))


@pytest.mark.parametrize(("raw", "said"), [(b"PK", "không phải PDF"), (b"%PDF-1.7 hong", "hỏng")], ids=["zip", "hỏng"])
def test_what_is_not_the_signed_paper_is_refused(clerk, raw, said):
    answer = upload(clerk, "ky", raw)
    assert (answer.status_code, SignedPaper.objects.count()) == (422, 0)
    assert said in words(answer)


def test_a_changed_file_is_refused(clerk, signed):
    changed = bytearray(signed)
    changed[900] ^= 1
    answer = upload(clerk, "ky", bytes(changed))
    assert answer.status_code == 422
    assert "khác bản phần mềm lập" in words(answer) or "hỏng" in words(answer)
    assert "Chọn tệp" in words(clerk.post(CALLING, {"viec": "ky", "ho-so": RECORD}))


def photo_of(client, address, record):
    raw = client.post(address, {"viec": ".pdf", "ho-so": record}).content
    document = pypdfium2.PdfDocument(raw)
    out = io.BytesIO()
    document[len(document) - 1].render(scale=3).to_pil().save(out, "JPEG")
    return out.getvalue()


def test_a_photo_of_the_paper_stands_beside_the_record(clerk):
    assert upload(clerk, "anh", photo_of(clerk, CALLING, RECORD)).status_code == 302
    row = PaperPhoto.objects.get()
    assert row.matches
    assert "Mã QR khớp hồ sơ" in words(clerk.get(CALLING))
    picture = clerk.get(f"{CALLING}?ho-so={RECORD}&tep=anh-1")
    assert (picture["Content-Type"], picture.content[:2]) == ("image/jpeg", b"\xff\xd8")


def test_a_photo_of_another_paper_is_refused_by_its_qr(clerk):
    other = photo_of(clerk, INVITATION, f"VH-2022/{world.VILLAGES[0]}/giay-moi")
    answer = upload(clerk, "anh", other)
    assert answer.status_code == 422
    assert "giấy khác" in words(answer)
    assert not PaperPhoto.objects.exists()


def test_who_may_only_read_attaches_nothing_and_ballots_take_nothing(clerk):
    counter = at_work(Role.COUNTER, world.VILLAGES[0])
    assert upload(counter, "anh", b"x").status_code == 404
    ballot = CALLING.replace("quyet-dinh-ngay-bau-cu", "phieu-bau-truong-thon")
    assert upload(clerk, "anh", b"x", to=ballot, record=f"VH-2022/{world.VILLAGES[0]}/1").status_code == 404
    assert clerk.get(f"{CALLING}?ho-so={RECORD}&tep=anh-9").status_code == 404
    assert clerk.get(f"{CALLING}?ho-so={RECORD}&tep=..").status_code == 404
