"""Đề án và danh sách bầu qua trình duyệt, ở 360 điểm ảnh: lawful or not is said while one types; axe finds nothing."""

import pytest
from django.conf import settings as site
from django.test import Client

from dantin.store.models.accounts import Role

from .test_browser_road import PHONE, fits
from .test_congress_desk import HERE, at_work
from .test_congress_slate import hall, hands, listed, members, scheme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAKES = """() => { const field = document.querySelector("[name=vang]"), began = performance.now();
const key = n => { field.selectedIndex = 1 + n % 2; field.dispatchEvent(new Event("input", {bubbles: true})); };
for (let n = 0; n < 10; n++) key(n);
document.body.getBoundingClientRect(); return (performance.now() - began) / 10; }"""


def test_whether_the_list_is_lawful_is_said_while_one_types(browser, live_server):
    hall(10, rulebook="PC-2024")
    committee, presidium = at_work(Role.CELL_COMMITTEE), at_work(Role.PRESIDIUM)

    def page_of(client: Client, path: str):
        context = browser.new_context(viewport=PHONE)
        cookie = client.cookies[site.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    page = page_of(committee, f"{HERE}bao-vang/")
    page.get_by_label("Ai", exact=True).select_option(index=10)
    page.get_by_label("Ở đại hội này").select_option(label="vắng suốt đại hội có lý do được chấp nhận")
    assert page.locator("[data-noi]").inner_text() == "Cơ số sẽ là 9, trúng cử từ 5 phiếu."
    page.get_by_label("Ở đại hội này").select_option(label="vắng không có lý do")
    assert page.locator("[data-noi]").inner_text() == "Cơ số sẽ là 10, trúng cử từ 6 phiếu."
    assert page.evaluate(TAKES) <= 50  # milliseconds from a key to the base and the verdict on the screen
    fits(page)

    page = page_of(committee, f"{HERE}de-an/")
    fits(page)
    form, told = page.locator("form[data-so-du]").first, page.locator("[data-noi]").first
    form.get_by_label("Số lượng cần bầu").fill("3")
    boxes = form.locator("input[type=checkbox]")
    for n in range(3):
        boxes.nth(n).check()
    assert told.inner_text() == "Bầu 3 người thì danh sách phải có 4 người, đang chọn 3."
    boxes.nth(3).check()
    assert told.inner_text() == "Bầu 3 người, danh sách 4: đúng quy định."
    form.get_by_label("Số lượng cần bầu").fill("7")
    assert told.inner_text() == "Bầu 7 người thì danh sách phải có từ 8 đến 9 người, đang chọn 4."

    scheme(committee, "chi-uy", [0, 1, 2, 3], **{"so-luong": "3"})
    presidium.post(f"{HERE}khai-mac/", {"present": "10"})
    page = page_of(presidium, f"{HERE}chi-uy/danh-sach/")
    page.locator("#sl").fill("5")
    assert page.locator("[data-noi]").inner_text() == "Bầu 5 người thì danh sách phải có 6 người, đang có 4."
    listed(presidium, "chi-uy", "so-luong", **hands(10, 10, **{"so-luong": 3}))
    listed(presidium, "chi-uy", "de-cu", nguoi=str(members()[5].pk), **{"ai-de-cu": "tu"})
    page.reload()
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    fits(page)
    fits(page_of(presidium, f"{HERE}ung-cu-bi-thu/"))
