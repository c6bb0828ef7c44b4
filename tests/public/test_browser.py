"""What only a browser can tell: accessibility, keyboard, the narrow screen, the live parts, the lost line."""

import time

import pytest
from playwright.sync_api import expect

from dantin.store.models import Standing
from tests.accessible import faults

from . import small_province
from .small_province import congress_of, event, round_of_a_head, term_before

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/?chang=1",
    "/huyen-va-xa/",
    "/huyen/198/",
    "/xa/06847/",
    "/thon/0684701/",
    "/tim/?q=na ech",
    "/tim/?q=xyz",
    "/luat/",
    "/luat/truong-thon/trung-cu/",
    "/luat/truong-thon/bau-lai/",
    "/en/luat/truong-thon/bau-lai/",
    "/gioi-thieu-so-lieu/",
    "/ban-tin/",
    "/luat/mau-so/",
    "/nhiem-ky/",
    "/nhiem-ky/06847/",
    "/ban-tin/2022-07-03/11:00/",
    "/ban-tin/so-sanh/?tu=2022-07-03T09:00&den=2022-07-03T11:00",
    "/api/",
    "/soat-bao-cao/",
    "/mo-phong/",
    "/khong/",
]


@pytest.fixture
def served(live_server, transactional_db):
    small = small_province.build(villages_each=9)
    round_of_a_head(small, "0684701", roll=128, votes=(64, 53), invalid=2)
    round_of_a_head(small, "0684701", number=2, roll=128, votes=(79, 42), invalid=1)
    congress_of(small, "0684701", endorsed=True)
    term_before(small, "0684701", roll=120, voted=100, votes=70)
    Standing.objects.filter(side="party", village_code="0684702").update(state="in_congress", done_at=None)
    return live_server.url


def test_axe_finds_nothing(served, page):
    for url in PAGES:
        page.goto(served + url)
        assert not (found := faults(page)), (url, found)


def test_axe_finds_nothing_on_a_phone_and_nothing_runs_out(served, phone_page):
    for url in PAGES:
        phone_page.goto(served + url)
        assert phone_page.evaluate("document.documentElement.scrollWidth") <= 360, url
        assert not (found := faults(phone_page, contrast=False)), (url, found)


def test_nothing_runs_out_at_twice_the_size(served, page):
    page.set_viewport_size({"width": 640, "height": 400})  # 1280 px at 200 %
    for url in PAGES:
        page.goto(served + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, url


def test_no_page_asks_another_host_or_breaks_its_own_policy(served, page):
    asked, broken = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    for url in PAGES[:-1]:
        page.goto(served + url)
    assert [url for url in asked if not url.startswith((served, "data:"))] == []
    assert broken == []


def test_the_map_is_one_stop_and_the_arrows_walk_it(served, page):
    page.goto(served + "/")
    page.locator(".map.tinh").focus()
    page.keyboard.press("Home")
    page.locator(".ten-o:not([hidden])").first.wait_for()
    first = page.locator(".ten-o").first.inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("before => document.querySelector('.ten-o').innerText !== before", arg=first)
    expect(page.locator(".map.tinh .chon-o")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/thon/*/")


def test_a_save_is_on_the_page_within_two_polls_and_only_what_changed_is_replaced(served, page):
    page.goto(served + "/?chang=2")
    page.evaluate("document.querySelector('[data-manh=duong]').dataset.mine = 'kept'")
    expect(page.locator(".map.tinh use[href='#p-hop']")).to_have_count(1)
    Standing.objects.filter(side="party").update(state="in_congress", done_at=None)
    event(Standing.objects.filter(side="party").first().election)
    page.locator("h1", has_text="36 chi bộ đang họp").wait_for(timeout=5000)
    page.locator(".map.tinh use[href='#p-hop']").nth(35).wait_for(state="attached")
    assert page.locator("[data-manh=duong]").get_attribute("data-mine") == "kept"


def test_what_has_the_focus_is_left_alone(served, page):
    page.goto(served + "/?chang=2")
    link = page.locator("[data-manh=con-lai] a").first
    link.focus()
    Standing.objects.filter(side="party").update(state="unified")
    event(Standing.objects.filter(side="party").first().election)
    page.locator("h1", has_text="Cả 36").wait_for(timeout=5000)
    assert page.evaluate("document.activeElement.closest('[data-manh]')?.dataset.manh") == "con-lai"
    page.locator(".map.tinh").focus()
    link.wait_for(state="detached", timeout=6000)


def test_when_the_line_is_lost_the_figures_stay_and_the_clock_says_so(served, page):
    page.goto(served + "/")
    before = page.locator("h1").inner_text()
    page.route("**/*manh=1*", lambda route: route.abort())
    page.locator(".asof.cu").wait_for(timeout=12000)
    assert "mất mạng từ" in page.locator(".asof").inner_text()
    assert page.locator("h1").inner_text() == before
    page.unroute("**/*manh=1*")
    page.locator(".asof:not(.cu)").wait_for(timeout=12000)


def test_without_scripts_the_page_is_whole(served, browser):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(served + "/")
    expect(plain.locator(".map.tinh use")).to_have_count(36)
    plain.locator(".asof .tai-lai").click()
    assert "trong 36 chi bộ" in plain.locator("h1").inner_text().replace("\u00a0", " ")
    context.close()


def test_a_hidden_page_does_not_ask(served, page):
    page.goto(served + "/")
    asked = []
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    page.on("request", lambda request: asked.append(request.url))
    time.sleep(3)
    assert asked == []
