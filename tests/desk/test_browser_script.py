"""Kịch bản điều hành in the browser: large type at both widths, axe clean, ticks that outlive a reload."""

from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.test import Client

from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.store import world

from .people import open_account, signed_in
from .test_browser_preparation import looked_at
from .test_roads import HERE, VILLAGE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_script_is_read_and_ticked(live_server, transactional_db, browser, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 5, 1, tzinfo=UTC))
    world.state_election()
    client = Client()
    signed_in(client, open_account(Role.TEAM_LEADER, place=VILLAGE))
    client.post(f"{HERE}khai-mac/")
    context = browser.new_context()
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{HERE}kich-ban/")
    looked_at(page, "kich-ban")
    page.get_by_label("Xong bước 1: Điểm danh, báo số dự").check()
    page.reload()
    assert page.get_by_label("Xong bước 1: Điểm danh, báo số dự").is_checked()
    assert not page.get_by_label("Xong bước 2: Khai mạc").is_checked()
    spoken = page.locator("blockquote").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert spoken >= 22
    context.close()
