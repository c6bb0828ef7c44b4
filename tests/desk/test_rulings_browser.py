"""Văn bản quanh một cuộc bầu qua trình duyệt: a correction by keyboard, on a narrow screen; axe finds nothing."""

import pytest

from dantin.core.afterwards import RulingKind
from dantin.desk.rulings_page import SLUGS
from dantin.store.models import Election, Standing
from dantin.store.readers.standings import differences
from tests.store import world
from tests.store.test_road_to_the_head import agree, declared

from .test_browser_road import fits, role, served

__all__ = ["role", "served"]  # fixtures of the road

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VILLAGE = world.VILLAGES[0]


@pytest.fixture
def elected(served):
    sheet = world.sheet_of(VILLAGE)
    agree(sheet, world.figures(a=60, b=38), 1)
    declared(sheet, 2)
    return served


def test_a_sheet_is_replaced_by_keyboard_alone(elected, role):
    chair = role("chu-tich-xa")
    chair.goto(f"{elected}/lam-viec/thon/{VILLAGE}/")
    fits(chair)
    chair.get_by_role("link", name="Lập biên bản thay thế").focus()
    chair.keyboard.press("Enter")
    chair.get_by_role("heading", name="Lập biên bản thay thế").wait_for()
    fits(chair)
    chair.get_by_label("Ngày yêu cầu").fill("20/6/2022")
    chair.get_by_label("Lý do").fill("cộng nhầm phiếu của hai người")
    chair.keyboard.press("Enter")
    chair.get_by_text("Đã có biên bản thay thế").wait_for()
    fits(chair)
    assert Standing.objects.get(village_code=VILLAGE).state == "counted"
    assert list(differences(Election.objects.get())) == []


def test_each_page_fits_and_says_what_is_wrong_at_its_field(elected, role):
    chair = role("chu-tich-xa")
    for kind in (RulingKind.ANNULLED, RulingKind.REELECTION, RulingKind.RETURNED, RulingKind.COMPLAINT):
        chair.goto(f"{elected}/lam-viec/thon/{VILLAGE}/{SLUGS[kind]}/")
        fits(chair)
        chair.locator("form button.nut").click()
        chair.get_by_text("còn trống").first.wait_for()
        fits(chair)
