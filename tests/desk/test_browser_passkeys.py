"""Khoá trên máy trong trình duyệt: made at the first sign-in, shown at the next, a second one, the first given up."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from dantin.core.values import Side
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.models import Account
from dantin.store.models.accounts import Role
from tests.store import world

from .test_browser_lost_telephone import OWN, looked_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Machine:
    """Máy của một cán bộ, with a lock that Chromium opens by itself."""

    def __init__(self, page: Page) -> None:
        self.devtools: CDPSession = page.context.new_cdp_session(page)
        self.devtools.send("WebAuthn.enable")
        self.lock = ""
        self.another()

    def another(self) -> None:
        """Another machine, without the keys of the one before."""
        if self.lock:
            self.devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.lock})
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.lock = self.devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


@pytest.fixture
def page(live_server: Any, transactional_db: None, browser: Browser) -> Iterator[Page]:
    world.state_election()
    row = AccountIn(login="cbx", name="Hà Văn Cán", role=Role.CLERK, place_code="06847", phone="0900000001")
    open_accounts(side=Side.STATE, accounts=[row], actor="thu", at=world.MORNING)
    account = Account.objects.get()
    account.set_password(OWN)
    account.must_change = False
    account.save()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN", base_url=live_server.url)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def signs_in(page: Page) -> None:
    page.goto("/lam-viec/")
    page.get_by_label("Tên đăng nhập").fill("cbx")
    page.get_by_label("Mật khẩu").fill(OWN)
    page.get_by_role("button", name="Vào").click()


def test_a_clerk_signs_in_with_the_lock_of_the_machine(page: Page) -> None:
    said_in_console: list[str] = []
    page.on("console", lambda one: said_in_console.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said_in_console.append(str(error)))
    machine = Machine(page)

    signs_in(page)
    page.get_by_role("heading", name="Thêm lớp bảo vệ thứ hai").wait_for()
    looked_at(page, "chon-lop")
    page.get_by_role("link", name="Dùng khoá trên máy").click()
    page.get_by_label("Tên để nhận ra khoá này").fill("Máy ở cơ quan, phòng một cửa tầng hai")
    looked_at(page, "lap-khoa")
    page.get_by_role("button", name="Lập khoá").click()
    page.get_by_text("“Máy ở cơ quan, phòng một cửa tầng hai”, lập").wait_for()
    looked_at(page, "co-khoa")

    # out, and in again by the keyboard alone
    page.get_by_role("button", name="Ra", exact=True).click()
    signs_in(page)
    page.get_by_role("heading", name="Khoá trên máy").wait_for()
    looked_at(page, "dung-khoa")
    assert page.get_by_text("Trình duyệt này không dùng được").is_hidden()
    assert page.get_by_role("alert").count() == 0
    page.get_by_role("button", name="Dùng khoá trên máy").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lam-viec/")
    page.get_by_role("heading", name="việc").first.wait_for()

    # what weighs asks for the password once more; the same machine says it has a key already
    page.get_by_role("link", name="Hà Văn Cán").click()
    page.get_by_role("link", name="Thêm khoá trên máy").click()
    page.get_by_label("Mật khẩu").fill(OWN)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Lập khoá").click()
    page.get_by_text("Máy này đã có khoá của tài khoản").wait_for()
    looked_at(page, "khoa-da-co")
    machine.another()
    page.get_by_label("Tên để nhận ra khoá này").fill("Máy mới")
    page.keyboard.press("Enter")
    page.get_by_text("“Máy mới”, lập").wait_for()

    # the key of the old machine is given up; the last one stays
    page.get_by_role("link", name="Bỏ khoá “Máy ở cơ quan").click()
    page.get_by_role("heading", name="Bỏ khoá “Máy ở cơ quan").wait_for()
    looked_at(page, "bo-khoa")
    page.get_by_role("button", name="Bỏ khoá này").click()
    page.get_by_text("1 khoá.").wait_for()
    expect(page.get_by_text("bỏ một khoá trên máy (passkey)")).to_have_count(1)
    page.get_by_role("link", name="Bỏ khoá “Máy mới").click()
    page.get_by_text("lớp bảo vệ thứ hai duy nhất").wait_for()
    looked_at(page, "khoa-cuoi")
    assert page.get_by_role("button", name="Bỏ khoá này").count() == 0

    # a machine without a key of this account: told in words, and the paper codes are at hand
    machine.another()
    page.context.clear_cookies()
    signs_in(page)
    page.get_by_role("button", name="Dùng khoá trên máy").click()
    page.get_by_text("Máy chưa mở khoá, hoặc đã chờ quá lâu").wait_for()
    looked_at(page, "khong-co-khoa")
    expect(page.get_by_label("Một mã giấy")).to_be_visible()
    assert said_in_console == []  # no script was held back by the policy, none failed
