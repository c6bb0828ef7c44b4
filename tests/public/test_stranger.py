"""What somebody who has never seen the pages stumbles over: states told apart, odd addresses, what stays private."""

import json
import re

import pytest

from dantin.locale import english
from dantin.locale.words import CELL_STATES, HEAD_STATES
from dantin.public import press_report
from dantin.store.models import Standing

pytestmark = pytest.mark.django_db


def text(client, url):
    return client.get(url).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("words", [HEAD_STATES, CELL_STATES])
def test_every_state_has_a_tile_of_its_own(words):
    assert len({word.symbol for word in words.values()}) == len(words)
    assert len({word.letter for word in words.values()}) == len(words)


def test_the_script_of_the_map_knows_the_same_tiles_and_words():
    from importlib.resources import files

    script = files("dantin.site").joinpath("static/dantin/tiles.js").read_text(encoding="utf-8")
    known = re.findall(r"'?([A-Za-z#-])'?: \['([a-z-]+)', '([^']+)'\]", script)
    assert known == [(w.letter, w.symbol, w.word) for words in (HEAD_STATES, CELL_STATES) for w in words.values()]
    in_script = dict(re.findall(r"'([sp]-[a-z-]+)': '([^']+)'", script))
    with english():
        assert in_script == {w.symbol: w.word for words in (HEAD_STATES, CELL_STATES) for w in words.values()}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("not_started", "Chưa chi bộ nào bắt đầu"),
        ("unified", "Không còn chi bộ nào phải chờ"),
    ],
)
def test_an_empty_list_says_why_it_is_empty(client, small, cell, said):
    Standing.objects.filter(side="party").update(state=cell)
    assert f"<h2>{said}</h2>" in text(client, "/?chang=2")


def test_between_congresses_the_headline_says_what_comes(client, small):
    first = Standing.objects.filter(side="party").first()
    Standing.objects.filter(side="party").exclude(id=first.id).update(state="not_started")
    # the clock of the small province stands on 3/7: nobody meets, and fifteen have not begun
    assert "<h1>1 trong 16 chi bộ đã xong đại hội, 15 chi bộ chưa khai mạc</h1>" in text(client, "/")
    from dantin.store.models import SimulatedClock

    from .small_province import local

    SimulatedClock.objects.update(shown_at=local(6, 20, 8))
    assert "1 trong 16 chi bộ đã xong đại hội; các chi bộ còn lại họp ngày 3/7/2022" in text(client, "/")


def test_of_secretaries_only_the_province_is_summed(client, small):
    Standing.objects.filter(side="party").update(incumbency="reelected")
    assert "Bí thư: tái cử, mới, chưa nêu" in text(client, "/")
    assert json.loads(client.get("/tien-do.json").content)["total"]["secretaries"]["reelected"] == 16
    for url in ("/huyen/198/", "/xa/06847/"):
        assert "tái cử" not in text(client, url)
    for url in ("/tien-do.json?huyen=198", "/tien-do.json?xa=06847"):
        assert "secretaries" not in json.loads(client.get(url).content)["total"]


def test_the_printed_figures_are_those_of_the_data_file():
    assert {p.key: p.published.replace("\u00a0", " ") for p in press_report.published()} == {
        "roll": "346.663", "voted": "340.134", "turnout": "98,12 %", "before": "93,25 %", "elected": "1.449 / 1.452",
        "bands": "1.061, 316, 72", "congresses": "1.452 / 1.452", "unified": "100 %",
    }  # fmt: skip
    assert press_report.finding().replace("\u00a0", " ") == (
        "Báo cáo ghi tái cử 63 % và mới 27 %: cộng lại mới được 90 %"
    )


READ_ONLY = ["/", "/huyen-va-xa/", "/huyen/198/", "/xa/06847/", "/thon/0684701/", "/tim/", "/luat/", "/tien-do.json",
             "/ban-do.json", "/gioi-thieu-so-lieu/", "/mo-phong/"]  # fmt: skip


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "trace"])
def test_a_page_to_read_takes_nothing_else_and_says_so(small, method):
    from django.test import Client

    guarded = Client(enforce_csrf_checks=True)
    for url in READ_ONLY:
        answer = getattr(guarded, method)(url)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), url
        assert "chỉ để xem" in answer.content.decode()


def test_the_address_of_the_buttons_is_no_page(client, small):
    answer = client.get("/mo-phong/chinh/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "chỉ nhận nút bấm" in answer.content.decode()


def test_head_is_get_without_its_body(client, small):
    for url in READ_ONLY:
        head, get = client.head(url), client.get(url)
        assert (head.status_code, head.content, head["Content-Type"]) == (200, b"", get["Content-Type"])


@pytest.mark.parametrize("url", ["/khong/", "/thon/xxxx/", "/xa/%00/", "/huyen/06847/", "/luat/a/b/"])
def test_pages_of_errors_carry_the_mark_of_simulation(client, db, url):
    answer = client.get(url)
    assert answer.status_code == 404
    assert "Số liệu mô phỏng." in answer.content.decode()
    assert "Giờ mô phỏng" not in answer.content.decode()


@pytest.mark.parametrize("query", ["%00", "%01%02", "%C2%AD", "%E2%80%AE"])
def test_what_cannot_be_seen_finds_nothing(client, small, query):
    answer = client.get(f"/tim/?q={query}")
    assert answer.status_code == 200
    assert "nơi tên" not in answer.content.decode()
    assert b"\x00" not in answer.content


@pytest.mark.parametrize("url", [*READ_ONLY[:7], "/luat/truong-thon/trung-cu/", "/gioi-thieu-so-lieu/", "/mo-phong/"])
def test_every_page_tells_its_time_and_asks_again(client, small, url):
    html = text(client, url)
    assert re.search(r"tính đến <time [^>]*data-tinh-den>16:42:00</time>", html)
    assert "data-song=" in html
    again = client.get(url + ("&" if "?" in url else "?") + "manh=1")
    assert json.loads(again.content)["parts"]["dong-ho"].strip() == ", đang dừng"


def test_the_token_of_the_panel_is_never_kept_by_a_cache(client, small):
    for url in ("/mo-phong/", "/mo-phong/?manh=1"):
        assert client.get(url)["Cache-Control"] == "no-store"
