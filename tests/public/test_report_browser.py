"""`/soat-bao-cao/` in a browser: a report is pasted and answered, on a phone too; axe finds nothing in the answer."""

import pytest
from playwright.sync_api import expect

from tests.accessible import faults

from . import small_province

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = (
    "27% bí thư chi bộ được bầu mới, 63% bí thư chi bộ tái cử. Có 4/13 huyện, nữ 8,3%.\n"
    "Một-từ-rất-dài-không-có-chỗ-ngắt-nào-cả-để-thử-xem-bài-có-tràn-ra-ngoài-màn-hình-hẹp-hay-không: 31 + 1.421 = 1.453"
)


@pytest.fixture
def served(live_server, transactional_db):
    small_province.build(villages_each=1)
    return live_server.url


@pytest.mark.parametrize("screen", ["page", "phone_page"])
def test_a_pasted_report_is_answered_and_nobody_is_left_out(served, request, screen):
    page = request.getfixturevalue(screen)
    page.goto(f"{served}/soat-bao-cao/")
    page.get_by_label("Bài viết hoặc bảng số liệu").fill(LONG)
    page.get_by_label("Đối chiếu với hồ sơ").select_option("2022")
    page.get_by_role("button", name="Soát").click()
    page.get_by_role("heading", name="chỗ không khớp trong").wait_for()
    # the shares do not make 100 %, the sum is one too many, and the record of this small province knows other shares
    assert page.locator("h2").first.inner_text() == "4 chỗ không khớp trong 5 phép soát"
    expect(page.locator("mark.sai")).to_have_count(5)
    assert page.locator("mark.chua").all_text_contents() == ["8,3% (chưa ghép được)"]
    assert page.get_by_label("Bài viết hoặc bảng số liệu").input_value() == LONG
    assert not (found := faults(page)), found
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
