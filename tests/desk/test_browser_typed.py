"""Chữ đang ghi không mất: a session that ended, a line that broke and an error, in the browser."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import Page, expect

from dantin.desk.signing_in import SecondFactorAdapter
from dantin.rehearsal.officials import open_simulated_accounts
from dantin.store.models import Account, Installation, Nominee, Place
from dantin.store.readers import clock
from tests.accessible import faults
from tests.store import world

from .people import code_now
from .test_nominate_page import HERE
from .test_register_page import called

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PICTURES = os.environ.get("DANTIN_LOOK")
NAME = "Hoàng Thị Thử"
KEPT = "Object.keys(localStorage).filter((one) => one.startsWith('vua-ghi:')).length"

THIRTEEN_HOURS_GO_BY = """() => { for (const [key, kept] of Object.entries(localStorage)) {
  const entry = JSON.parse(kept);
  localStorage.setItem(key, JSON.stringify({ ...entry, at: entry.at - 13 * 3600 * 1000 }));
} }"""


@pytest.fixture
def served(live_server, transactional_db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 22, 2, tzinfo=UTC))
    called()
    Place.objects.filter(code=world.VILLAGES[0]).update(name="Thôn Nà Ếch")
    Installation.objects.create(simulated=True, side="both", seed=1, built_at=world.MORNING)
    open_simulated_accounts(at=world.MORNING)
    return live_server.url


def signs_in(page: Page, login: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(site.SIMULATED_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Mã 6 số").wait_for()
    cache.clear()  # half a minute goes by: a code works once
    factor = Authenticator.objects.get(user=Account.objects.get(login=login), type="totp")
    page.get_by_label("Mã 6 số").fill(code_now(SecondFactorAdapter().decrypt(factor.data["secret"])))
    page.keyboard.press("Enter")
    page.locator("header nav").wait_for()


def looked_at(page: Page, name: str) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert not (found := faults(page, contrast=width > 360)), f"{name}: {found}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def test_what_was_typed_outlives_the_session_and_the_line_until_the_server_has_it(served, page):
    page.goto(f"{served}{HERE}")
    signs_in(page, "mat-tran-xa")
    page.get_by_text("Giới thiệu hoặc tự ứng cử").click()
    page.get_by_label("Họ và tên").fill(NAME)
    page.get_by_label("Giới tính").select_option(label="Nữ")
    page.get_by_label("Ngày giới thiệu").fill("20/5/2022")

    Session.objects.all().delete()
    page.get_by_role("button", name="Ghi người ứng cử").click()
    page.get_by_text("Phiên làm việc đã hết").wait_for()
    looked_at(page, "vao-lai")
    signs_in(page, "mat-tran-xa")
    expect(page.get_by_role("status")).to_contain_text("Đã giữ những gì anh chị vừa ghi")
    expect(page.get_by_label("Họ và tên")).to_have_value(NAME)
    expect(page.get_by_label("Giới tính")).to_have_value("female")
    looked_at(page, "da-giu")

    page.context.set_offline(True)
    page.get_by_role("button", name="Ghi người ứng cử").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa có mạng nên chưa gửi")
    looked_at(page, "chua-co-mang")
    page.context.set_offline(False)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.reload()
    expect(page.get_by_label("Ngày giới thiệu")).to_have_value("20/5/2022")

    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Ghi người ứng cử").click()
    page.get_by_role("heading", name="Trang đã mở quá lâu").wait_for()
    looked_at(page, "da-mo-qua-lau")
    page.get_by_role("link", name="Mở lại trang vừa làm").click()
    expect(page.get_by_label("Họ và tên")).to_have_value(NAME)
    assert not Nominee.objects.exists()

    page.get_by_role("button", name="Ghi người ứng cử").click()
    page.get_by_role("heading", name=NAME).wait_for()
    expect(page.get_by_label("Họ và tên")).to_have_value("")
    page.wait_for_load_state()
    assert page.evaluate(KEPT) == 0
    assert not [one for one in page.context.cookies() if one["name"].startswith("da_nhan")]


def test_what_was_typed_is_for_its_owner_and_goes_when_he_signs_out(served, page):
    page.goto(f"{served}{HERE}")
    signs_in(page, "mat-tran-xa")
    page.get_by_text("Giới thiệu hoặc tự ứng cử").click()
    page.get_by_label("Họ và tên").fill(NAME)
    Session.objects.all().delete()
    page.reload()
    signs_in(page, "can-bo-xa")
    assert page.get_by_label("Họ và tên").input_value() == ""
    page.get_by_role("button", name="Ra", exact=True).click()
    page.goto(f"{served}{HERE}")
    signs_in(page, "mat-tran-xa")
    expect(page.get_by_label("Họ và tên")).to_have_value(NAME)
    page.evaluate(THIRTEEN_HOURS_GO_BY)
    page.reload()
    page.wait_for_load_state()
    assert page.evaluate(KEPT) == 0
    assert page.get_by_label("Họ và tên").input_value() == ""
    page.get_by_text("Giới thiệu hoặc tự ứng cử").click()
    page.get_by_label("Họ và tên").fill(NAME)
    page.get_by_role("button", name="Ra", exact=True).click()
    page.get_by_label("Tên đăng nhập").wait_for()
    page.wait_for_load_state()
    assert page.evaluate(KEPT) == 0
