"""Trước ngày bầu, in the browser: plan, list and nominees at 1280 and 360 pixels, axe clean."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Page

from dantin.store.actions import territory
from dantin.store.models import HouseholdRepresentative, Place
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from tests.accessible import faults
from tests.store import world

from .people import open_account, signed_in
from .test_nominate_page import conference, put
from .test_register_page import called

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VILLAGE = world.VILLAGES[0]
COMMUNE = "06847"
PICTURES = os.environ.get("DANTIN_LOOK")


def looked_at(page: Page, name: str) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert not (found := faults(page, contrast=width > 360)), f"{name}: {found}"
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def at_work(role: Role, place: str) -> Client:
    client = Client()
    signed_in(client, open_account(role, place=place, login=f"{role.value}.{place}"))
    return client


def test_the_pages_before_the_election(live_server, transactional_db, browser, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 5, 22, 2, tzinfo=UTC))
    called()
    territory.load_households(
        village=Place.objects.get(code=VILLAGE),
        households=[
            territory.HouseholdIn(
                number=1,
                head_name="Lý Văn Một",
                representative="Lý Văn Một",
                sex="male",
                born_in=1961,
                authority=HouseholdRepresentative.Authority.HEAD,
            )
        ],
        since=date(2022, 5, 1),
    )
    clerk, front = at_work(Role.CLERK, COMMUNE), at_work(Role.FRONT, COMMUNE)
    put(clerk)
    conference(clerk)
    for client, paths in (
        (clerk, {"ke-hoach": "ke-hoach/", "danh-sach": f"thon/{VILLAGE}/danh-sach/", "thon": f"thon/{VILLAGE}/"}),
        (front, {"ung-cu": f"thon/{VILLAGE}/ung-cu/"}),
        (at_work(Role.PROVINCE, "22"), {"ke-hoach-tinh": "ke-hoach/"}),
    ):
        name = django_settings.SESSION_COOKIE_NAME
        context = browser.new_context(locale="vi-VN")
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        for picture, path in paths.items():
            page.goto(f"{live_server.url}/lam-viec/{path}")
            assert page.url.endswith(path)
            looked_at(page, picture)
        if client is clerk:
            page.goto(f"{live_server.url}/lam-viec/thon/{VILLAGE}/danh-sach/")
            page.get_by_label("Tổng số, đọc lại từ danh sách giấy").fill("1")
            page.keyboard.press("Enter")
            page.get_by_role("heading", name="Danh sách đã chốt: 1").wait_for()
        context.close()
