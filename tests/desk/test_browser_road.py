"""Một thôn qua trình duyệt: each role in a browser of its own, by keyboard, on a narrow screen; axe finds nothing."""

import re

import pytest
from django.conf import settings as site

from dantin.rehearsal.officials import open_simulated_accounts
from dantin.store.models import Installation, Place, Standing
from tests.accessible import faults
from tests.store import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VILLAGE = world.VILLAGES[0]
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def served(live_server):
    world.state_election()
    Place.objects.filter(code=VILLAGE).update(name="Thôn Nà Ếch")
    Installation.objects.create(simulated=True, side="both", seed=1, built_at=world.MORNING)
    open_simulated_accounts(at=world.MORNING)
    return live_server.url


@pytest.fixture
def role(browser, served):
    """A function: sign in as a role, in a browser of its own, with what `/lam-viec/vai/` shows."""
    contexts = []

    def sign_in(login: str):
        context = browser.new_context(viewport=PHONE)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{served}/lam-viec/")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(site.SIMULATED_PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_label(re.compile("^Mã 6 số")).wait_for()
        codes = context.new_page()
        codes.goto(f"{served}/lam-viec/vai/")
        code = codes.get_by_role("cell", name=login, exact=True).locator("xpath=..").locator("td").last.inner_text()
        codes.close()
        page.get_by_label(re.compile("^Mã 6 số")).fill(code)
        page.keyboard.press("Enter")
        page.wait_for_url("**/lam-viec/")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def fits(page) -> None:
    assert not (found := faults(page, contrast=False)), (page.url, found)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url


def typed(page, *figures: int) -> None:
    """By keyboard alone: Enter moves on, and on the last field to the button."""
    page.wait_for_load_state()  # without its script Enter sends what is there
    page.locator(".o-so input").first.focus()
    for figure in figures:
        page.keyboard.type(str(figure))
        page.keyboard.press("Enter")


def test_a_village_from_the_opened_poll_to_the_recognised_head(role, served):
    leader, counter, clerk = role("to-truong"), role("kiem-phieu"), role("can-bo-xa")
    here = f"{served}/lam-viec/thon/{VILLAGE}/"
    leader.goto(here)
    fits(leader)
    leader.get_by_role("button", name="Khai mạc").click()
    leader.get_by_text("Đang bỏ phiếu").first.wait_for()

    counter.goto(f"{here}phieu-dem/")
    typed(counter, 98, 98, 98, 97, 3)
    counter.get_by_text("hợp lệ + không hợp lệ = 100, nhưng thu vào 98").wait_for()
    fits(counter)
    fields = counter.locator(".o-so input")
    fields.nth(3).fill("98")
    fields.nth(4).fill("0")
    counter.reload()
    assert [fields.nth(n).input_value() for n in range(5)] == ["98", "98", "98", "98", "0"]  # nothing typed is lost
    fields.nth(5).fill("60")
    fields.nth(6).fill("38")
    counter.get_by_text("Đủ ô và khớp").wait_for()
    counter.get_by_role("button", name="Xong phiếu đếm").click()
    counter.get_by_text("Đã ghi lần đọc của anh chị").wait_for()
    counter.wait_for_load_state()  # whose script forgets what was typed
    counter.goto(f"{here}phieu-dem/")
    assert [fields.nth(n).input_value() for n in range(7)] == [""] * 7  # the next reader at this machine is blind

    clerk.goto(f"{here}phieu-dem/")
    typed(clerk, 98, 98, 98, 98, 0, 59, 39)
    clerk.keyboard.press("Enter")
    clerk.get_by_role("link", name="Ghi lại các ô khác nhau").click()
    clerk.get_by_role("heading", name="Hai người ghi khác nhau ở 2 ô").wait_for()
    fits(clerk)
    typed(clerk, 60, 38)
    clerk.keyboard.press("Enter")
    clerk.get_by_role("button", name="Ký biên bản và kết luận").wait_for()

    leader.goto(f"{here}ky-bien-ban/")
    leader.get_by_role("heading", name=re.compile("trúng cử trưởng thôn")).wait_for()
    fits(leader)
    leader.get_by_role("button", name=re.compile("kết luận")).click()
    leader.get_by_text("Đã ký biên bản và kết luận").wait_for()

    chair = role("chu-tich-xa")
    chair.get_by_role("link", name="Xem và công nhận").click()
    chair.get_by_label(re.compile("^Số quyết định")).fill("12/QĐ-UBND")
    chair.get_by_label(re.compile("^Ngày quyết định")).fill("08/6/2022")
    fits(chair)
    chair.get_by_role("button", name="Công nhận").click()
    chair.get_by_role("heading", name="Không có ai chờ công nhận").wait_for()
    assert Standing.objects.get(village_code=VILLAGE).state == "elected"


def test_the_duty_room_sees_who_must_be_called(role, served):
    room = role("phong-truc")  # both villages let their day go by, whatever hour it is now
    room.goto(f"{served}/lam-viec/truc/")
    room.get_by_text("0900 000 005").wait_for()
    fits(room)
    room.get_by_label(re.compile("^Nghe được gì")).first.select_option("Không nghe máy")
    room.get_by_role("button", name="Ghi").first.click()
    room.locator(".goi p", has_text="Không nghe máy").wait_for()


def test_the_lists_load_on_a_telephone(role, served):
    room = role("phong-truc")
    for page in ("", "nap-danh-sach/"):
        room.goto(f"{served}/lam-viec/{page}")
        fits(room)


def test_a_congress_from_its_opening_to_the_endorsement(role, served):
    world.party_election(excused=1)
    world.head_from_state()
    presidium, board, clerk = role("doan-chu-tich"), role("ban-kiem-phieu"), role("thu-ky-dai-hoi")
    here = f"{served}/lam-viec/chi-bo/{world.CELL}/"
    presidium.get_by_role("link", name="Điểm danh").click()
    presidium.wait_for_url(here)
    presidium.get_by_role("link", name="Điểm danh").click()
    presidium.wait_for_url(f"{here}diem-danh/")
    for box in presidium.get_by_role("checkbox").all()[:3]:
        box.check()
    presidium.get_by_role("button", name="Ghi là đã đến").click()
    presidium.get_by_text("Đã ghi 3 người đến").wait_for()
    fits(presidium)
    for box in presidium.get_by_role("checkbox").all()[:4]:  # those who are not there yet stand first
        box.check()
    presidium.get_by_role("button", name="Ghi là đã đến").click()
    presidium.get_by_text("Có mặt 7 trên 8").first.wait_for()
    presidium.goto(f"{here}dieu-hanh/")
    fits(presidium)
    presidium.get_by_role("link", name="Khai mạc", exact=True).click()
    presidium.get_by_role("button", name="Khai mạc").click()
    presidium.get_by_text("Có mặt 7 trên 8").wait_for()
    presidium.goto(f"{here}gio-the/chuong-trinh/")
    presidium.get_by_label("Tán thành", exact=True).fill("7")
    presidium.get_by_label("Thông qua", exact=True).check()
    fits(presidium)
    presidium.get_by_role("button", name="Ghi biểu quyết").click()
    presidium.get_by_text("Đã ghi biểu quyết").wait_for()
    fits(presidium)

    board.goto(f"{here}bi-thu/phieu-dem/")
    typed(board, 7, 7, 7, 6, 2)
    board.get_by_text("hợp lệ + không hợp lệ = 8, nhưng thu vào 7").wait_for()  # added up while it is typed
    fits(board)
    fields = board.locator(".o-so input")
    fields.nth(4).fill("1")
    fields.nth(6).fill("5")  # the line before it, papers of another's, stands at 0
    board.get_by_text("Đủ ô và khớp").wait_for()
    board.get_by_role("button", name="Xong phiếu đếm").click()
    board.get_by_text("Đã ghi lần đọc của anh chị").wait_for()
    clerk.goto(f"{here}bi-thu/phieu-dem/")
    typed(clerk, 7, 7, 7, 6, 1, 0, 5)
    clerk.keyboard.press("Enter")
    clerk.get_by_text("Đã ghi lần đọc của anh chị").wait_for()

    board.goto(here)
    board.get_by_role("link", name="Ký kiểm phiếu bầu bí thư").click()
    board.get_by_role("heading", name=re.compile("trúng cử bí thư")).wait_for()
    fits(board)
    board.get_by_role("button", name="Ký biên bản kiểm phiếu").click()
    presidium.goto(here)
    presidium.get_by_role("button", name="Bế mạc").click()
    presidium.get_by_role("button", name="Ký biên bản đại hội").click()
    presidium.get_by_text("Đã ký biên bản đại hội").wait_for()

    above = role("dang-uy")
    above.get_by_role("link", name="Chuẩn y").first.click()
    above.goto(f"{served}/lam-viec/chuan-y/")
    above.get_by_label(re.compile("^Số quyết định")).fill("9-QĐ/ĐU")
    above.get_by_label(re.compile("^Ngày quyết định")).fill("12/7/2022")
    fits(above)
    above.get_by_role("button", name="Chuẩn y").click()
    above.get_by_text("Đã chuẩn y 1 chi bộ").wait_for()
    assert Standing.objects.get(election__side="party").state == "unified"
