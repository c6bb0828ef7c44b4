"""Kiểm giấy tờ: the QR of a paper leads to whether it agrees with its record, and to nothing of what it says."""

from datetime import date

import pytest
import zxingcpp
from PIL import Image

from dantin.papers.compose import compose
from dantin.papers.registry import FORMS
from dantin.store.actions.papers import NumberIn, issue
from dantin.store.models import Election
from dantin.store.readers.paper_subjects import subjects, villages_in
from dantin.store.readers.papers import minutes_of
from tests.store import world

pytestmark = pytest.mark.django_db
VILLAGE = world.VILLAGES[0]


def paper(form="quyet-dinh-ngay-bau-cu"):
    election = Election.objects.get(side=FORMS[form].side.value)
    [of] = subjects(election, [unit for unit in villages_in(election) if unit.code == VILLAGE])
    return minutes_of(FORMS[form], of)[-1]


def said(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_qr_of_a_paper_leads_to_its_agreement(client, tmp_path):
    world.state_election()
    stamp = compose(paper(), address="http://testserver").stamp
    code = zxingcpp.create_barcode(stamp.check, zxingcpp.BarcodeFormat.QRCode)
    drawn = memoryview(code.to_image(scale=4, add_quiet_zones=True))
    picture = Image.frombytes("L", (drawn.shape[1], drawn.shape[0]), drawn.tobytes())
    [read] = zxingcpp.read_barcodes(picture)
    assert "Khớp với hồ sơ" in said(client, read.text.removeprefix("http://testserver"))


@pytest.mark.parametrize("form", ["quyet-dinh-ngay-bau-cu", "danh-sach-trieu-tap"])
def test_a_changed_value_does_not_agree_and_shows_nothing_of_the_paper(client, form):
    world.state_election()
    world.party_election()
    minutes = paper(form)
    good = f"/giay-to/kiem/{form}/{minutes.digest()}?ho-so={minutes.record}"
    assert "Khớp với hồ sơ" in said(client, good)
    other = f"/giay-to/kiem/{form}/{'0' * 64}?ho-so={minutes.record}"
    assert "Không khớp với hồ sơ" in (page := said(client, other))
    assert "Nguyễn Văn Thử" not in page + said(client, good)


def test_an_issued_paper_is_held_against_what_was_issued(client):
    election = world.state_election()
    minutes = paper()
    row = issue(
        election=election, minutes=minutes, village_code=VILLAGE, place_code=VILLAGE, actor="chu-tich",
        given=NumberIn(issuer="06847", number="12", dated=date(2022, 5, 16)), today=date(2022, 5, 16),
        at=world.moment(0),
    )  # fmt: skip
    page = said(client, f"/giay-to/kiem/{minutes.form}/{row.digest}?ho-so={minutes.record}")
    assert "Khớp với hồ sơ" in page
    assert "Đã ban hành ngày 16/5/2022" in page
    unnumbered = said(client, f"/giay-to/kiem/{minutes.form}/{minutes.digest()}?ho-so={minutes.record}")
    assert "Không khớp với hồ sơ" in unnumbered


@pytest.mark.parametrize(("address", "words"), [
    (f"giay-moi/{'0' * 64}?ho-so=VH-2022/9999999/giay-moi", "Không có hồ sơ này"),
    (f"giay-moi/{'0' * 64}", "Không có hồ sơ này"),
    (f"khong-co/{'0' * 64}?ho-so=a", "Mã chưa đọc được"),
    ("giay-moi/abc?ho-so=a", "Mã chưa đọc được"),
    (f"phieu-bau-truong-thon/{'0' * 64}?ho-so=a", "Mã chưa đọc được"),
    ("", "Kiểm giấy tờ"),
])  # fmt: skip
def test_an_address_that_names_nothing_is_told_so(client, address, words):
    world.state_election()
    assert words in said(client, f"/giay-to/kiem/{address}")
