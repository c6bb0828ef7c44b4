"""Một thôn, ba mẫu số: the core gives the right verdict, and the wrong bases turn it round (E-04)."""

import json
import re
from pathlib import Path

import pytest

from dantin.public.base_page import CASE

pytestmark = pytest.mark.django_db


def said(client):
    html = client.get("/luat/mau-so/").content.decode()
    return html, " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def shown(classes):
    """The whole number that the digits of a drawn length make."""
    return sum(int(digit) * 10 ** (3 - "abcd".index(place)) for place, digit in re.findall(r"ve-([a-d])(\d)", classes))


def test_the_case_is_the_public_one():
    cases = json.loads((Path(__file__).parents[1] / "vectors" / "village-head.json").read_text())["cases"]
    assert next(case["given"] for case in cases if case["id"] == "vh-wrong-base") == CASE


def test_three_bases_and_what_each_would_say(client, small):
    html, text = said(client)
    assert "Đúng luật: tính trên 361, cả danh sách của thôn" in text
    assert text.count("Sai: tính trên ") == 2
    assert "A được 159 phiếu, 44,04 % của 361; cần ít nhất 181. Không ai trúng cử, thôn bầu lại." in text
    assert "A được 50,64 % của 314, cần ít nhất 158. Tính thế này thì A trúng cử: kết luận ngược với luật." in text
    assert "A được 51,62 % của 308, cần ít nhất 155. Tính thế này thì A trúng cử: kết luận ngược với luật." in text
    assert html.count('class="mau ') == 3


def test_each_bar_is_as_long_as_its_base(client, small):
    html, _ = said(client)
    bars = re.findall(r'<div class="mau-thanh">(.*?)</div>', html)
    assert [sum(map(shown, re.findall(r'class="\w+ (ve[^"]*)"', bar))) for bar in bars] == [361, 314, 308]
    assert [shown(width) for width in re.findall(r'class="mau (ve[^"]*)"', html)] == [100, 86, 85]


def test_the_law_page_is_one_click_away_in_both_directions(client, small):
    html, _ = said(client)
    assert 'href="/luat/truong-thon/trung-cu/"' in html
    assert client.get("/luat/truong-thon/trung-cu/").status_code == 200
    assert 'href="/luat/mau-so/"' in client.get("/luat/").content.decode()
