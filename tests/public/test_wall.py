"""Màn hình phòng trực: opened by its own key alone, says who must be called, and costs little."""

import json
import re

import pytest
from playwright.sync_api import expect

from dantin.store.actions.displays import make_display_key, withdraw_display_key
from dantin.store.models import Event, Round, Standing, Stream

from . import small_province
from .small_province import congress_of, event, local, round_of_a_head

pytestmark = pytest.mark.django_db
BOTH = ["/tuong/", "/tuong/dai-hoi/"]


@pytest.fixture
def key(small):
    return make_display_key(label="Phòng trực", at=local(6, 1))


@pytest.fixture
def screen(client, key):
    client.cookies["dantin_tuong"] = key
    return client


def text(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def heard(election, place, at):
    """One event of a place, at that moment; events cannot be changed, so each place has its own stream."""
    stream, _ = Stream.objects.get_or_create(side=election.side, place_code=place, election=election)
    Event.objects.create(
        stream=stream, seq=stream.events.count() + 1, prev_hash=f"{stream.events.count():064d}", hash="0" * 64,
        type="ballot.poll_opened", actor="a", at=at, body={},
    )  # fmt: skip


def said(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("url", BOTH)
def test_without_a_key_the_wall_tells_nothing(client, small, url):
    response = client.get(url)
    assert response.status_code == 403
    assert "Màn hình này chưa có khoá" in response.content.decode()
    assert "/ 16" not in response.content.decode()
    assert (client.get(url + "?manh=1").status_code, client.get(url + "?manh=1").content) == (403, b"")


def test_the_key_is_given_once_and_kept_by_each_answer(client, key):
    given = client.post("/tuong/khoa/", {"khoa": key.lower(), "man": "dai-hoi"})
    assert (given.status_code, given["Location"]) == (302, "/tuong/dai-hoi/")
    page = client.get("/tuong/dai-hoi/")
    kept = page.cookies["dantin_tuong"]
    assert (page.status_code, kept["path"], kept["httponly"], kept["samesite"]) == (200, "/tuong/", True, "Strict")
    assert kept["max-age"] == 400 * 24 * 3600
    assert page["Cache-Control"] == "private, no-cache"


def test_a_wrong_key_opens_nothing(client, key):
    response = client.post("/tuong/khoa/", {"khoa": "BHZE-G85D"})
    assert response.status_code == 403
    assert "Khoá này không mở được màn hình nào" in response.content.decode()
    assert "dantin_tuong" not in response.cookies


def test_a_withdrawn_key_closes_the_screen(screen):
    assert screen.get("/tuong/").status_code == 200
    withdraw_display_key(label="Phòng trực", at=local(6, 2))
    assert screen.get("/tuong/?manh=1").status_code == 403


def test_the_big_figures_of_both_stages(screen):
    heads, cells = said(text(screen, "/tuong/")), said(text(screen, "/tuong/dai-hoi/"))
    assert "Bầu trưởng thôn, tỉnh Quảng Ninh" in heads
    assert "Thôn đã có người trúng cử 16 / 16 Đi bầu 1.568 / 1.600 98,00 %" in heads
    assert "Chi bộ đã xong đại hội 16 / 16 Đại hội cuối bế mạc, ngày 3/7/2022 10:26" in cells
    assert "số liệu mô phỏng" in heads
    assert "số liệu mô phỏng" in cells


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (local(6, 30, 8), "Còn tới ngày 3/7/2022 3 ngày"),
        (local(7, 3, 16, 42), "Còn tới 17:00 (giờ:phút) 0:18"),
        (local(7, 3, 17, 25), "Đã quá 17:00 25 phút"),
    ],
)
def test_the_time_left_until_five(screen, small, shown, words):
    Standing.objects.filter(side="party", village_code=small.villages[0]).update(state="in_congress", done_at=None)
    small.clock.shown_at = shown
    small.clock.save()
    assert words in said(text(screen, "/tuong/dai-hoi/"))


def test_nobody_to_call(screen):
    assert "Không có thôn nào cần gọi" in text(screen, "/tuong/")
    assert "Không có chi bộ nào cần gọi" in text(screen, "/tuong/dai-hoi/")


def test_who_must_be_called_first(screen, small):
    small.clock.shown_at = local(6, 5, 16, 42)
    small.clock.save()
    quorum, dated, undated, voting = small.villages[:4]
    heads = Standing.objects.filter(side="state")
    heads.filter(village_code=quorum).update(state="no_quorum", changed_at=local(6, 5, 16, 28))
    heads.filter(village_code__in=[dated, undated]).update(state="rerun")
    declared = round_of_a_head(small, dated, roll=100, votes=(50, 40))
    Round.objects.create(
        contest=declared.round.contest, number=2, held_on=local(6, 12).date(), procedure="meeting",
        vote_form="secret_ballot", seats=1, slate=["c1", "c2"],
    )  # fmt: skip
    html = said(text(screen, "/tuong/"))
    assert "Cần gọi ngay: 3 thôn" in html
    order = [html.index(w) for w in ("chưa đủ số dự, đã 14 phút", "bầu lại, chưa định ngày", "bầu lại ngày 12/6")]
    assert order == sorted(order)
    heads.filter(village_code=voting).update(state="voting")
    heard(small.heads, voting, local(6, 5, 13, 42))
    assert "Cần gọi ngay: 3 thôn" in said(text(screen, "/tuong/"))  # three hours, no more: not yet
    heads.filter(village_code=small.villages[4]).update(state="voting")
    heard(small.heads, small.villages[4], local(6, 5, 13, 41))
    assert "Cần gọi ngay: 4 thôn (và 1 thôn nữa)" in said(text(screen, "/tuong/"))


def test_a_congress_silent_for_half_an_hour(screen, small):
    congress = congress_of(small, small.villages[0], endorsed=False)
    congress.closed_at = congress.signed_at = None
    congress.save()
    Standing.objects.filter(side="party", village_code=small.villages[0]).update(state="in_congress", done_at=None)
    heard(small.cells, congress.cell.code, local(7, 3, 16, 12))
    assert "Không có chi bộ nào cần gọi" in text(screen, "/tuong/dai-hoi/")
    small.clock.shown_at = local(7, 3, 16, 43)
    small.clock.save()
    assert "Cần gọi ngay: 1 chi bộ Thôn Nà Ếch, Xã Húc Động báo lần cuối 16:12" in said(text(screen, "/tuong/dai-hoi/"))


@pytest.mark.parametrize("url", BOTH)
def test_the_parts_are_what_the_page_shows(screen, url):
    page, answer = text(screen, url), json.loads(text(screen, url + "?manh=1"))
    answer["parts"].pop("dong-ho", None)  # the line under the masthead, which the wall has not
    assert set(answer["parts"]) == set(re.findall(r'data-manh="([^"]+)"', page))
    for html in answer["parts"].values():
        assert html in page
    assert len(answer["maps"]["tinh"]["o"]) == page.count("<use href") - page.count('class="o"')


@pytest.mark.parametrize("url", BOTH)
def test_nothing_new_is_304(screen, url):
    tag = screen.get(url + "?manh=1")["ETag"]
    assert screen.get(url + "?manh=1", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("url", BOTH)
def test_the_same_number_of_queries_for_more_villages(screen, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        text(screen, url)


@pytest.mark.parametrize("url", BOTH)
def test_a_server_without_an_election_has_a_wall_too(client, db, url):
    client.cookies["dantin_tuong"] = make_display_key(label="x", at=local(6, 1))
    assert "Chưa có cuộc bầu cử nào" in text(client, url)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser_the_fragment_opens_it_and_a_lost_line_is_told(live_server, page):
    small_province.build(villages_each=9)
    key = make_display_key(label="Phòng trực", at=local(6, 1))
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{live_server.url}/tuong/dai-hoi/#{key}")
    page.wait_for_selector(".wall .map use")
    assert page.url == f"{live_server.url}/tuong/dai-hoi/"
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        1920,
        1080,
    ]
    Standing.objects.filter(side="party").update(state="in_congress", done_at=None)
    event(small_province.models.Election.objects.get(side="party"))
    expect(page.locator(".wall .khoi.a .k")).to_contain_text("0/ 36", timeout=9000)
    assert page.locator('.wall .map use[href="#p-hop"]').count() == 36
    assert page.inner_text(".wall [data-toi]") == "18:00"
    page.context.set_offline(True)
    expect(page.locator("[data-mat]")).to_contain_text("mất mạng từ", timeout=20000)
    assert page.inner_text(".wall .khoi.a .k").startswith("0")  # the old figures stay
    page.context.set_offline(False)
    expect(page.locator("[data-mat]")).to_be_empty(timeout=30000)
