"""Đầu thư bảo mật trên mọi địa chỉ, and no page that would need one of them loosened."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dantin.public.law_pages import ROOT_URL, pages
from dantin.public.templatetags.drawn import drawn

pytestmark = pytest.mark.django_db

ASKED = {"code": "0684701", "on": "2022-07-03", "number": "1", "hour": "11:00", "name": "places", "slug": "trung-cu",
         "folder": "truong-thon", "cell": "CB0684701", "post": "bi-thu", "matter": "chuong-trinh",
         "form": "giay-moi", "digest": "0" * 64}  # fmt: skip
STYLE_OR_SCRIPT_IN_THE_PAGE = re.compile(
    r"<[^>]*\s(?:style|on[a-z]+)\s*=|<style|<script(?![^>]*\ssrc=)|javascript:", re.I
)


def addresses(patterns=None, before="/") -> Iterator[str]:
    """Every address of the site, its parts filled in."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        path = before + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: ASKED[found[1]], str(one.pattern))
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, path)
        elif isinstance(one, URLPattern):
            yield path


EVERY = [*addresses(), "/en/", "/khong-co/", "/en/khong-co/", "/static/dantin/look.css", "/static/khong-co.css"]


def test_the_walk_reaches_the_whole_site():
    assert len(EVERY) > 60
    assert {"/", "/lam-viec/", "/lam-viec/vao/", "/api/v1/decide", "/thon/0684701/2022-07-03/"} <= set(EVERY)


@pytest.mark.parametrize("url", EVERY)
def test_every_address_answers_with_every_header_and_nothing_that_they_forbid(client, small, url):
    for response in (client.get(url), client.post(url)):
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'; ")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "DENY"
        assert "camera=()" in response["Permissions-Policy"]
        assert "Strict-Transport-Security" not in response  # a rehearsal is no https server
        kept = not url.startswith("/lam-viec/") or url.startswith("/lam-viec/huong-dan/")  # the guide names nobody
        assert kept or response["Cache-Control"] == "no-store"
        if "html" in response.get("Content-Type", "") and not response.streaming:
            assert not STYLE_OR_SCRIPT_IN_THE_PAGE.search(response.content.decode())


def test_no_page_of_law_carries_a_style(client, db):
    for page in pages():
        for prefix in ("", "/en"):
            html = client.get(f"{prefix}{ROOT_URL}{page.folder}/{page.slug}/").content.decode()
            assert not STYLE_OR_SCRIPT_IN_THE_PAGE.search(html), page.slug


def test_no_template_and_no_script_writes_markup_that_the_policy_would_drop():
    site = Path(settings.BASE_DIR, "dantin", "site")
    no_page = {"phieu-giao-tep.html"}  # lies on the disk of who opens accounts by command; no server sends it
    for file in [*site.rglob("*.html"), *site.rglob("*.js")]:
        if file.name in no_page:
            continue
        assert not STYLE_OR_SCRIPT_IN_THE_PAGE.search(file.read_text(encoding="utf-8")), file.name


def test_a_real_server_asks_for_https_from_then_on(settings):
    settings.SIMULATED = False
    # a new client is a new server: it reads the settings again
    seen = Client().get("/khong-co/")
    assert seen["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("value", ["0", "7", "98.12", "100", "5.03", "1452", "0.4"])
def test_the_digits_of_a_drawn_number_give_the_number_back(value):
    [mark, *digits] = drawn(value).split()
    worth = dict(zip("abcdef", map(Decimal, ("1000", "100", "10", "1", "0.1", "0.01")), strict=True))
    assert mark == "ve"
    assert sum(worth[one[3]] * int(one[4]) for one in digits) == Decimal(value)


@pytest.mark.parametrize(("value", "classes"), [("", "ve"), (None, "ve"), ("x\" y", "ve"), ("NaN", "ve"), (-3, "ve"),
                                                ("1e9", "ve ve-a9 ve-b9 ve-c9 ve-d9 ve-e9 ve-f9")])  # fmt: skip
def test_what_is_no_number_draws_nothing(value, classes):
    assert drawn(value) == classes


def test_the_style_sheet_knows_every_digit():
    sheet = Path(settings.BASE_DIR, "dantin/site/static/dantin/progress.css").read_text(encoding="utf-8")
    for mark, name in (("ve", "n"), ("ve2", "k")):
        for place in "abcdef":
            assert f"--{name}{place}: 0;" in sheet
            for digit in range(1, 10):
                assert f".{mark}-{place}{digit} {{ --{name}{place}: {digit}; }}" in sheet
