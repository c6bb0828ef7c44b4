"""16 giờ 30 ngày bầu cử, cán bộ xã mất điện thoại: a call, two persons of the province, a slip, back at work."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dantin.core.values import Side
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.models import Account
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.accessible import faults
from tests.store import world

from .people import code_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT = datetime(2022, 6, 5, 16, 30, tzinfo=world.VIETNAM)
OWN = "bốn từ không liên quan"
PEOPLE = (
    ("pt.1", "Bùi Thị Phòng", Role.PROVINCE, "22"),
    ("pt.2", "Cao Văn Trực", Role.PROVINCE, "22"),
    ("cbx", "Hà Văn Cán", Role.CLERK, "06847"),
)
PICTURES = os.environ.get("DANTIN_LOOK")


class Desk:
    """Những người làm việc, each at a screen of their own."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.contexts: list[BrowserContext] = []
        self.secrets: dict[str, str] = {}

    def screen(self, width: int = 1280) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": 800}, locale="vi-VN")
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        return context.new_page()

    def signs_in(self, page: Page, login: str, password: str = OWN) -> None:
        page.goto(f"{self.url}/lam-viec/")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Vào").click()
        if login in self.secrets:
            page.get_by_label("Mã 6 số").fill(code_now(self.secrets[login]))
            page.keyboard.press("Enter")
            page.wait_for_url("**/lam-viec/")


def looked_at(page: Page, name: str) -> None:
    """No page is wider than its screen and axe finds nothing."""
    page.wait_for_load_state()
    assert not (found := faults(page)), f"{name}: {found}"
    for width in (360, page.viewport_size["width"]):
        height = page.viewport_size["height"]
        before = page.viewport_size
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size(before)


@pytest.fixture
def desk(live_server, transactional_db, browser, monkeypatch):
    world.state_election()
    rows = [
        AccountIn(login=login, name=name, role=role, place_code=place, phone=f"090000000{number}")
        for number, (login, name, role, place) in enumerate(PEOPLE)
    ]
    open_accounts(side=Side.STATE, accounts=rows, actor="thu", at=AT)
    monkeypatch.setattr(clock, "now", lambda: AT)
    desk = Desk(browser, live_server.url)
    for account in Account.objects.all():
        account.set_password(OWN)
        account.must_change = False
        account.save()
        desk.secrets[account.login] = generate_totp_secret()
        TOTP.activate(account, desk.secrets[account.login])
    yield desk
    for context in desk.contexts:
        context.close()


def test_a_clerk_without_his_telephone_is_back_at_work(desk):
    # the clerk at the commune: a password, and no telephone to read a code from
    clerk = desk.screen(360)
    clerk.goto(f"{desk.url}/lam-viec/")
    looked_at(clerk, "vao")
    clerk.get_by_label("Tên đăng nhập").fill("cbx")
    clerk.get_by_label("Mật khẩu").fill(OWN)
    clerk.get_by_role("button", name="Vào").click()
    clerk.get_by_label("Mã 6 số").wait_for()

    # the duty room finds him, calls the registered number, writes what was said
    duty = desk.screen()
    desk.signs_in(duty, "pt.1")
    duty.get_by_role("link", name="Tài khoản", exact=True).click()
    duty.get_by_label("Tên người").fill("ha van can")
    duty.get_by_role("button", name="Tìm").click()
    looked_at(duty, "tim")
    duty.get_by_role("link", name="Hà Văn Cán").click()
    duty.locator("ol").get_by_text("0900000002").wait_for()
    looked_at(duty, "mot-tai-khoan")
    duty.get_by_label("Ghi đã gọi ai").fill("Gọi 0900000002, anh Cán nói rơi máy xuống suối")
    duty.get_by_role("button", name="Xin xác nhận").click()
    duty.get_by_text("Đang chờ người thứ hai xác nhận").wait_for()
    looked_at(duty, "cho-xac-nhan")

    # a second person of the duty room confirms
    second = desk.screen()
    desk.signs_in(second, "pt.2")
    second.goto(f"{desk.url}/lam-viec/tai-khoan/")
    second.get_by_role("link", name="Xem và xác nhận").click()
    looked_at(second, "xac-nhan")
    second.get_by_role("button", name="Tôi xác nhận").click()
    second.get_by_text("phiếu mới hiện cho Bùi Thị Phòng").wait_for()

    # the slip is shown, and told on the telephone
    duty.get_by_role("link", name="Xem lại").click()
    duty.get_by_role("button", name="Đặt lại và hiện phiếu mới").click()
    password = duty.locator(".mat-khau").inner_text()
    code = duty.locator(".phieu ol li").first.inner_text()
    expect(duty.get_by_role("button", name="In các phiếu")).to_be_visible()
    looked_at(duty, "phieu")
    if PICTURES:
        duty.pdf(path=Path(PICTURES) / "phieu.pdf", prefer_css_page_size=True)

    # he signs in with it: a password of his own, a code of paper, and what was done with his account
    desk.secrets.pop("cbx")
    desk.signs_in(clerk, "cbx", password)
    clerk.get_by_label("Mật khẩu đang dùng").fill(password)
    clerk.get_by_label("Mật khẩu mới", exact=True).fill("năm từ khác hẳn nhau")
    clerk.get_by_label("Mật khẩu mới, nhập lại").fill("năm từ khác hẳn nhau")
    clerk.get_by_role("button", name="Đặt mật khẩu").click()
    clerk.get_by_role("link", name="Vào bằng một mã giấy").click()
    clerk.get_by_label("Một mã giấy").fill(code)
    clerk.get_by_role("button", name="Tiếp tục").click()
    clerk.get_by_role("heading", name="việc").first.wait_for()
    looked_at(clerk, "viec-hom-nay")
    clerk.get_by_role("link", name="Xem là việc gì, ai làm").click()
    clerk.get_by_text("rơi máy xuống suối").wait_for()
    clerk.get_by_text("Cao Văn Trực (Phòng trực tỉnh) xác nhận việc đặt lại").wait_for()
    looked_at(clerk, "tai-khoan-cua-toi")
    clerk.get_by_role("button", name="Tôi đã xem").click()
    clerk.get_by_role("link", name="Sang việc hôm nay").click()
    assert clerk.get_by_text("Có việc vừa làm").count() == 0


def test_a_list_is_opened_in_the_browser_and_a_role_is_lent(desk, tmp_path):
    from .test_accounts_list import ROWS, sheet

    duty = desk.screen()
    desk.signs_in(duty, "pt.1")
    duty.goto(f"{desk.url}/lam-viec/tai-khoan/lap/")
    wrong, right = tmp_path / "sai.xlsx", tmp_path / "dung.xlsx"
    wrong.write_bytes(sheet(*ROWS, ["A Thử", "Tổ trưởng", "06847", "900000008", ""]))
    right.write_bytes(sheet(*ROWS))
    duty.get_by_label("Tệp .xlsx").set_input_files(wrong)
    duty.get_by_role("button", name="Đọc thử").click()
    duty.get_by_text("2 chỗ sai").wait_for()
    looked_at(duty, "cho-sai")
    duty.get_by_label("Tệp .xlsx").set_input_files(right)
    duty.get_by_role("button", name="Đọc thử").click()
    looked_at(duty, "se-lap")
    duty.get_by_role("button", name="Lập 4 tài khoản").click()
    expect(duty.locator(".phieu")).to_have_count(4)
    looked_at(duty, "bon-phieu")
    if PICTURES:
        duty.pdf(path=Path(PICTURES) / "bon-phieu.pdf", prefer_css_page_size=True)

    # the second of the duty room stands in for the first
    duty.goto(f"{desk.url}/lam-viec/tai-khoan-cua-toi/")
    duty.get_by_label("Người thay mặt").select_option(label="Cao Văn Trực (Phòng trực tỉnh)")
    duty.get_by_label("Từ ngày").fill("05/6/2022")
    duty.get_by_label("Đến hết ngày").fill("06/6/2022")
    duty.get_by_role("button", name="Giao việc").click()
    duty.get_by_role("button", name="Thôi giao").wait_for()
    looked_at(duty, "giao-viec")
    second = desk.screen(360)
    desk.signs_in(second, "pt.2")
    second.goto(f"{desk.url}/lam-viec/tai-khoan-cua-toi/")
    second.get_by_role("button", name="Vào thay mặt").click()
    second.get_by_text("thay mặt Bùi Thị Phòng").wait_for()
    looked_at(second, "thay-mat")
