"""Địa bàn qua thời gian in a browser: accessible, no sideways scroll at 360 px, from old to new by the keyboard."""

import pytest
from playwright.sync_api import expect

from dantin.store.readers import places
from tests.accessible import faults

from . import made_up_province

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/thon/AB/", "/thon/A/", "/thon/E/", "/thon/D/2022-06-05/", "/xa/90001/", "/xa/90001/2022-06-05/",
         "/huyen/901/", "/tim/?q=ca"]  # fmt: skip


@pytest.fixture
def served(live_server, transactional_db, monkeypatch):
    monkeypatch.setattr(places, "_chronicle", None)
    made_up_province.build()
    return live_server.url


@pytest.mark.parametrize("screen", ["page", "phone_page"])
def test_pages_of_old_units_are_accessible_and_fit(served, screen, request):
    shown = request.getfixturevalue(screen)
    for url in PAGES:
        shown.goto(served + url)
        assert not (found := faults(shown, contrast=shown.viewport_size["width"] > 360)), (url, found)
        assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth"), url


def test_from_an_old_name_to_the_village_of_today_by_the_keyboard(served, page):
    page.goto(served + "/tim/?q=thon an xa mot")
    page.get_by_role("link", name="Thôn An", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thon/A/2023-12-31/")
    page.get_by_role("link", name="Thôn An Bình, Xã Mới").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/thon/AB/")
    assert page.get_by_role("heading", level=1).inner_text() == "Thôn An Bình"
    expect(page.get_by_text("188 trong 190 đi bầu")).to_be_visible()
