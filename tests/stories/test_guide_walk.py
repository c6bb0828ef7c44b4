"""Hướng dẫn vận hành walked: one village from nomination to the recognised head, each role pressing what its page says.

Whatever is pressed must stand in bold on the page of that role. `make pictures` takes the guide's pictures on the way.
"""

import os
import re
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from dantin.desk.guide_page import PAGE_OF
from dantin.store.actions.ballot import open_polls
from dantin.store.models import Account, Election, Recognition, Standing
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.desk.people import code_now, signed_in
from tests.store import world

from . import guide_world, small_png
from .guide import PICTURES, words_on_screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRITES = os.environ.get("DANTIN_PICTURES") == "1"
VILLAGE = guide_world.VILLAGE
PHONE, DESKTOP = 390, 1240
IN_HALL = {Role.FRONT_VILLAGE, Role.TEAM_LEADER, Role.TEAM_CLERK, Role.COUNTER}


class Official:
    """Một người làm theo trang hướng dẫn của vai mình."""

    def __init__(self, walk: "Walk", role: Role) -> None:
        self.walk, self.role, self.guide = walk, role, PAGE_OF[role]
        self.words = {*words_on_screen(self.guide), *words_on_screen("dang-nhap")}
        width = PHONE if role in IN_HALL else DESKTOP
        self.context = walk.browser.new_context(viewport={"width": width, "height": 760}, locale="vi-VN")
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        if role in (Role.FRONT_VILLAGE, Role.CLERK, Role.TEAM_LEADER):
            self.signs_in()
        else:  # as those three did
            self.is_signed_in()

    def is_signed_in(self) -> None:
        client = Client()
        signed_in(client, Account.objects.get(login=guide_world.PEOPLE[self.role][0]))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": self.walk.url}])
        self.today()

    def signs_in(self) -> None:
        login = guide_world.PEOPLE[self.role][0]
        self.page.goto(f"{self.walk.url}/lam-viec/")
        self.shows("Vào bàn làm việc")
        self.walk.looks(self, "dang-nhap", on=Role.TEAM_LEADER)
        self.fills("Tên đăng nhập", login)
        self.fills("Mật khẩu", guide_world.PASSWORD)
        self.presses("Vào")
        if self.role in self.walk.secrets:
            field = self.page.get_by_label(re.compile(f"^{self._told('Mã 6 số')}"))
            field.fill(code_now(self.walk.secrets[self.role]))
            self.presses("Vào")
        self.page.wait_for_url("**/lam-viec/")

    def today(self) -> None:
        self.page.goto(f"{self.walk.url}/lam-viec/")

    def opens_village(self) -> None:
        self.today()
        self.page.get_by_role("link", name=f"Thôn {guide_world.NAMES[0]}").first.click()

    def _told(self, word: str) -> str:
        assert word in self.words, f"{self.guide}.md không nói “{word}”"
        return word

    def shows(self, word: str) -> None:
        self.page.get_by_text(self._told(word)).first.wait_for()

    def opens(self, word: str) -> None:
        """A link, or a part that is folded away."""
        pattern = re.compile(f"^{re.escape(self._told(word))}$")
        found = self.page.get_by_role("link", name=pattern).or_(self.page.locator("summary", has_text=pattern))
        found.first.click()

    def presses(self, word: str) -> None:
        self.page.get_by_role("button", name=self._told(word), exact=True).first.click()

    def fills(self, label: str, value: str) -> None:
        self._told(label)
        self.page.get_by_label(label, exact=True).locator("visible=true").first.fill(value)


class Walk:
    """Cả buổi: the clock, the people at their screens, the pictures."""

    def __init__(self, browser, url, monkeypatch) -> None:
        self.browser, self.url, self._patch = browser, url, monkeypatch
        self.people: dict[Role, Official] = {}
        self.at(datetime(2022, 5, 22, 9, 0, tzinfo=world.VIETNAM))
        guide_world.build()
        self.secrets = guide_world.open_all(at=self.now)

    def at(self, moment: datetime) -> None:
        self.now = moment
        self._patch.setattr(clock, "now", lambda: moment)

    def __getitem__(self, role: Role) -> Official:
        if role not in self.people:
            self.people[role] = Official(self, role)
        return self.people[role]

    def looks(self, official: Official, name: str, *, on: Role | None = None, height: int = 900) -> None:
        """The picture of the guide, when pictures are taken."""
        if not WRITES or (on is not None and official.role is not on):
            return
        page = official.page
        width = page.viewport_size["width"]
        tall = min(height, page.evaluate("document.documentElement.scrollHeight"))
        top = page.evaluate("window.scrollY")
        page.set_viewport_size({"width": width, "height": tall})
        page.evaluate(f"window.scrollTo(0, {top})")
        taken = page.screenshot()
        page.set_viewport_size({"width": width, "height": 760})
        blank = official.context.new_page()
        PICTURES.mkdir(parents=True, exist_ok=True)
        small_png.write(PICTURES / f"{name}.png", taken, blank)
        blank.close()


@pytest.fixture
def walk(live_server, transactional_db, browser, monkeypatch, settings):
    settings.PASSWORD_HASHERS = [  # argon2 has a test of its own; a slip's password is kept by the second
        f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")
    ]
    walk = Walk(browser, live_server.url, monkeypatch)
    yield walk
    for one in walk.people.values():
        one.context.close()


def test_a_village_from_nomination_to_the_recognised_head_by_the_guide(walk):
    nominated(walk)
    registered(walk)
    fixed(walk)
    voted(walk)
    counted(walk)
    recognised(walk)
    watched(walk)
    assert Recognition.objects.get().decision_number == "12/QĐ-UBND"
    assert Standing.objects.get(village_code=VILLAGE).state == "elected"


def nominated(walk):
    front = walk[Role.FRONT_VILLAGE]
    front.page.get_by_role("link", name="Hướng dẫn", exact=True).click()
    front.page.get_by_role("heading", name="Ban công tác Mặt trận").wait_for()
    front.page.get_by_role("link", name="Việc hôm nay").click()
    front.shows("Việc hôm nay")
    front.opens("Ứng cử")
    for name, year in (("Lý Văn An", "1980"), ("Lý Thị Bình", "1985")):
        front.opens("Giới thiệu hoặc tự ứng cử")
        front.fills("Họ và tên", name)
        front.fills("Năm sinh", year)
        front.fills("Ngày giới thiệu", "20/5/2022")
        front.presses("Ghi người ứng cử")
        front.page.get_by_role("heading", name=name).wait_for()
    front.opens("Hội nghị và số tán thành")
    front.fills("Số người dự", "9")
    front.fills("Số biên bản", "3/BB-CTMT")
    front.fills("Ngày họp", "20/5/2022")
    for name in ("Lý Văn An", "Lý Thị Bình"):
        front.page.get_by_label(f"{name}: tán thành").fill("9")
    front.presses("Ghi hội nghị")
    front.opens("Giấy tờ: tiêu chuẩn, chi ủy thống nhất, xin rút")
    for name in ("Lý Văn An", "Lý Thị Bình"):  # the part stays open for the next paper
        front.page.get_by_label("Của ai").select_option(label=name)
        front.page.get_by_label("Số giấy tờ").fill("7-CV/CU")
        front.page.locator("#gg-ngay").fill("21/5/2022")
        with front.page.expect_navigation():
            front.presses("Ghi chi ủy đã thống nhất")
    front.page.evaluate("window.scrollTo(0, 0)")
    walk.looks(front, "ban-cong-tac-ung-cu", height=1100)


def registered(walk):
    clerk = walk[Role.CLERK]
    walk.looks(clerk, "can-bo-viec")
    clerk.opens("Kế hoạch")
    walk.looks(clerk, "can-bo-ke-hoach", height=1000)
    clerk.opens_village()
    clerk.opens("Ứng cử")
    clerk.opens("Ghi quyết định thành lập")
    clerk.page.locator("#to-so").fill("30/QĐ-UBND")
    clerk.page.locator("#to-ngay").fill("18/5/2022")
    clerk.page.locator("#to-nguoi").fill(
        "Trần Thị Tổ; 1970; tổ trưởng; Mặt trận\nLê Văn Thư; 1980; thư ký; Hội Nông dân"
    )
    clerk.presses("Ghi Tổ bầu cử")
    clerk.page.get_by_text("Quyết định 30/QĐ-UBND").wait_for()
    leader = walk[Role.TEAM_LEADER]
    leader.opens_village()
    leader.opens("Xem danh sách hộ")
    leader.opens("Ghi một lần niêm yết")
    leader.page.get_by_label("Nơi niêm yết").fill("nhà văn hóa")
    leader.page.locator("#ny-ngay").fill("20/5/2022")
    leader.presses("Ghi niêm yết")
    leader.page.get_by_text("nhà văn hóa").first.wait_for()
    clerk.opens_village()
    clerk.opens("Xem danh sách hộ")
    clerk.fills("Tổng số, đọc lại từ danh sách giấy", str(guide_world.HOUSEHOLDS))
    clerk.presses("Chốt danh sách")
    clerk.page.get_by_role("heading", name=f"Danh sách đã chốt: {guide_world.HOUSEHOLDS}").wait_for()


def fixed(walk):
    front = walk[Role.FRONT]
    front.opens_village()
    front.opens("Ứng cử")
    front.page.get_by_role("heading", name="Chốt danh sách").scroll_into_view_if_needed()
    front.page.locator("#ch-so").fill("4/BB-MTTQ")
    front.fills("Ngày chốt", "22/5/2022")
    for choice, label in (("Cách tổ chức", "Họp bầu"), ("Hình thức bầu", "Bỏ phiếu kín")):
        if front.page.get_by_label(choice).count():
            front.page.get_by_label(choice).select_option(label=label)
    front.page.get_by_label("Lý do, khi còn điều phải lưu ý").fill("giấy tờ tiêu chuẩn lưu ở xã")
    walk.looks(front, "mat-tran-chot")
    front.presses("Chốt danh sách bầu cử")
    front.page.get_by_role("heading", name="Danh sách bầu cử đã chốt").wait_for()


def voted(walk):
    walk.at(datetime(2022, 6, 5, 7, 5, tzinfo=world.VIETNAM))
    election = Election.objects.get()
    open_polls(election=election, villages=list(guide_world.VILLAGES[1:4]), actor="to-truong", at=walk.now)
    leader = walk[Role.TEAM_LEADER]
    leader.today()
    walk.looks(leader, "to-truong-viec")
    leader.opens_village()
    leader.presses("Khai mạc")
    walk.at(datetime(2022, 6, 5, 9, 20, tzinfo=world.VIETNAM))
    leader.opens("Báo số đã bỏ phiếu")
    leader.page.get_by_label("Đã bỏ phiếu").fill("10")
    leader.presses("Báo số này")
    leader.page.get_by_role("link", name="Nhập phiếu đếm").wait_for()
    clerk = walk[Role.CLERK]
    clerk.opens("Mốc giờ")
    clerk.page.locator("table input").first.fill("31")
    walk.looks(clerk, "can-bo-moc-gio")
    clerk.presses("Ghi các ô vừa nhập")


def counted(walk):
    walk.at(datetime(2022, 6, 5, 17, 30, tzinfo=world.VIETNAM))
    leader, counter = walk[Role.TEAM_LEADER], walk[Role.COUNTER]
    for one, figures in ((leader, (11, 11, 11, 11, 0, 8, 3)), (counter, (11, 11, 11, 10, 0, 7, 4))):
        one.opens_village()
        one.opens("Nhập phiếu đếm")
        fields = one.page.locator(".o-so input")
        for n, figure in enumerate(figures):
            fields.nth(n).fill(str(figure))
        if one is counter:
            walk.looks(one, "kiem-phieu-khong-khop", height=1100)
            fields.nth(3).fill("11")
        one.page.get_by_text("Đủ ô và khớp").wait_for()
        walk.looks(one, "to-truong-phieu-dem", on=Role.TEAM_LEADER, height=1000)
        one.presses("Xong phiếu đếm")
        one.page.get_by_role("heading", name=re.compile(guide_world.NAMES[0])).first.wait_for()
    counter.today()
    counter.opens("Ghi lại các ô khác nhau")
    for n, figure in enumerate((8, 3)):
        counter.page.locator(".o-so input").nth(n).fill(str(figure))
    walk.looks(counter, "kiem-phieu-khac")
    counter.presses("Ghi các ô này")
    counter.page.get_by_role("heading", name=re.compile(guide_world.NAMES[0])).first.wait_for()
    leader.today()
    leader.opens("Ký biên bản và kết luận")
    leader.page.get_by_role("heading", name=re.compile("trúng cử trưởng thôn")).wait_for()
    walk.looks(leader, "to-truong-ket-luan", height=1000)
    leader.presses("Ký biên bản và kết luận")
    leader.page.get_by_text("Trúng cử").first.wait_for()


def recognised(walk):
    walk.at(datetime(2022, 6, 8, 9, 0, tzinfo=world.VIETNAM))
    chair = walk[Role.CHAIR]
    chair.opens("Xem và công nhận")
    chair.page.get_by_label(re.compile("^Số quyết định")).fill("12/QĐ-UBND")
    chair.page.get_by_label(re.compile("^Ngày quyết định")).fill("08/6/2022")
    walk.looks(chair, "chu-tich-cong-nhan")
    chair.presses("Công nhận những người đã ghi số")
    chair.page.get_by_role("heading", name="Không có ai chờ công nhận").wait_for()


def watched(walk):
    """The province looks on: its first page, and whom to call."""
    walk.at(datetime(2022, 6, 5, 11, 20, tzinfo=world.VIETNAM))
    room = walk[Role.PROVINCE]
    walk.looks(room, "phong-truc-viec")
    room.page.get_by_role("link", name=room._told("Bảng trực")).first.click()
    room.page.get_by_role("heading", name=re.compile("cần gọi")).first.wait_for()
    walk.looks(room, "phong-truc-bang-truc")
