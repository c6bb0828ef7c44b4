"""The pages as HTTP: what they say in each phase, what they must not say, and what they cost."""

import json
import re
from datetime import date

import pytest

from dantin.core.aggregate import CellState, HeadState
from dantin.store.models import Installation, Place, RulebookAllowance, Standing

from . import small_province
from .small_province import congress_of, local, round_of_a_head

pytestmark = pytest.mark.django_db

PAGES = ["/", "/huyen-va-xa/", "/huyen/198/", "/xa/06847/", "/thon/0684701/", "/tim/?q=na ech", "/luat/",
         "/luat/truong-thon/trung-cu/", "/gioi-thieu-so-lieu/", "/mo-phong/", "/ban-tin/",
         "/ban-tin/2022-07-03/11:00/", "/ban-tin/so-sanh/?tu=2022-07-03T09:00&den=2022-07-03T11:00"]  # fmt: skip


def text(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


@pytest.mark.parametrize("url", PAGES)
def test_each_page_says_that_it_is_simulated_and_asks_nothing_of_other_hosts(client, small, url):
    html = text(client, url)
    assert "Số liệu mô phỏng." in html
    for mark in ('src="http', 'src="//', 'rel="stylesheet" href="http', "onclick=", "<script>"):
        assert mark not in html


@pytest.mark.parametrize(
    "url", ["/", "/huyen-va-xa/", "/tim/", "/gioi-thieu-so-lieu/", "/tien-do.json", "/ban-do.json"]
)
def test_a_database_without_an_election_has_pages_too(client, db, url):
    assert client.get(url).status_code == 200


def test_without_an_election_the_page_says_so(client, db):
    assert "Chưa có cuộc bầu cử nào" in text(client, "/")


def test_real_data_carry_no_mark_and_no_clock(client, small):
    Installation.objects.update(simulated=False)
    assert "mô phỏng" not in text(client, "/")
    assert client.get("/mo-phong/").status_code == 404


def set_states(head, cell):
    Standing.objects.filter(side="state").update(state=head)
    Standing.objects.filter(side="party").update(state=cell)


@pytest.mark.parametrize(
    ("head", "cell", "said"),
    [
        ("not_started", "not_started", "16 thôn, bản, khu phố bầu người đứng đầu ngày 5/6/2022"),
        ("voting", "not_started", "0 trong 16 thôn đã bầu được trưởng thôn, 16 thôn đang bỏ phiếu, kiểm phiếu"),
        ("rerun", "not_started", "0 trong 16 thôn đã bầu được trưởng thôn, 16 thôn phải bầu lại"),
        ("elected", "not_started", "Cả 16 thôn đã bầu được trưởng thôn; đại hội chi bộ ngày 3/7/2022"),
        ("elected", "in_congress", "0 trong 16 chi bộ đã xong đại hội, 16 chi bộ đang họp"),
        ("elected", "done_to_sign", "Cả 16 chi bộ đã xong đại hội, 0 bí thư là trưởng thôn"),
        ("elected", "unified", "Cả 16 chi bộ đã xong đại hội, bí thư đều là trưởng thôn"),
    ],
)
def test_the_headline_is_the_news_of_the_moment(client, small, head, cell, said):
    set_states(head, cell)
    assert f"<h1>{said}</h1>" in text(client, "/").replace("\u00a0", " ")


@pytest.mark.parametrize("state", HeadState)
@pytest.mark.parametrize("stage", [1, 2])
def test_every_state_of_a_head_can_be_shown(client, small, state, stage):
    set_states(state, "not_started")
    for url in (f"/?chang={stage}", "/huyen/198/", "/xa/06847/", "/thon/0684701/"):
        text(client, url)


@pytest.mark.parametrize("state", CellState)
def test_every_state_of_a_congress_can_be_shown(client, small, state):
    set_states("elected", state)
    for url in ("/?chang=2", "/huyen/198/", "/xa/06847/", "/thon/0684701/"):
        text(client, url)


def test_the_sums_of_the_page_are_those_of_the_rows(client, small):
    Standing.objects.filter(side="state", village_code="0684701").update(roll=1100, voted=1002)
    assert "2.472 trong 2.600 cử tri trong danh sách" in text(client, "/")
    assert json.loads(client.get("/tien-do.json").content)["total"]["turnout"] == "95.08"


def test_a_village_shows_both_rounds_and_why(client, small):
    round_of_a_head(small, "0684701", roll=128, votes=(64, 53), invalid=2)
    round_of_a_head(small, "0684701", number=2, roll=128, votes=(79, 42), invalid=1)
    html = re.sub(r"</?span[^>]*>", "", text(client, "/thon/0684701/"))
    assert (
        "Lương Thị Mẫu trúng cử trưởng thôn ở lần bầu thứ hai: được 79 phiếu trên 128 đại diện hộ của cả thôn, "
        "cần ít nhất 65." in html
    )
    assert "Lương Thị Mẫu được 64 phiếu, đúng bằng một nửa. Luật đòi quá một nửa, nên thôn phải bầu lại" in html
    assert "chậm nhất 20/6/2022" in html
    assert 'href="/luat/truong-thon/trung-cu/#vh-decide-1"' in html
    assert "61,72\u00a0%" in html
    # the base bar is as long as the base
    assert "Cả thôn 128: Lương Thị Mẫu 64, Hoàng Văn Thử 53, không hợp lệ 2, không bỏ phiếu 9." in html


def test_figures_that_do_not_add_up_are_not_announced(client, small):
    declaration = round_of_a_head(small, "0684701", roll=50, votes=(64, 53))
    assert declaration.outcome == "refused"
    html = text(client, "/thon/0684701/")
    assert "Chưa có kết luận được công bố." in html
    assert "64" not in html.replace("0684701", "").partition("<main")[2].partition("</main>")[0]


def test_of_a_congress_only_the_time_is_public_until_it_is_endorsed(client, small):
    congress_of(small, "0684702", endorsed=False)
    html = text(client, "/thon/0684702/")
    assert "Đại hội chi bộ, xong lúc 10:26" in html
    assert "Trần Thị Bí Thư" not in html


def test_after_endorsement_names_and_posts_are_public_and_no_votes(client, small):
    congress_of(small, "0684702", endorsed=True)
    main = text(client, "/thon/0684702/").partition("<main")[2].partition("</main>")[0]
    assert "Trần Thị Bí Thư" in main
    assert "12-QĐ/ĐU" in main
    for secret in (">19<", ">21<", ">23<", "21 ", "23 "):
        assert secret not in main.replace("06847", "")


def test_search_forgives_accents_and_takes_the_commune(client, small):
    html = text(client, "/tim/?q=na ech huc dong")
    assert "/thon/0684701/" in html
    assert "/thon/0684702/" not in html
    assert "Không tìm thấy “xyz”" in text(client, "/tim/?q=xyz")


def test_a_query_is_text_and_nothing_else(client, small):
    assert "<script>alert" not in text(client, "/tim/?q=<script>alert(1)</script>")


@pytest.mark.parametrize(
    "url",
    ["/khong/", "/thon/0000000/", "/xa/198/", "/huyen/06847/", "/luat/truong-thon/khong-co/", "/tien-do.json?xa=1"],
)
def test_what_is_not_there_is_said_in_our_words(client, small, url):
    response = client.get(url)
    assert response.status_code == 404
    assert "Trang này không có, hoặc không dành cho anh chị" in response.content.decode()


@pytest.mark.parametrize("url", ["/", "/?manh=1", "/huyen-va-xa/", "/huyen/198/", "/xa/06847/", "/thon/0684701/",
                                 "/tien-do.json", "/tim/?q=mau", "/gioi-thieu-so-lieu/"])  # fmt: skip
def test_queries_do_not_grow_with_the_villages(client, db, django_assert_num_queries, url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    small = small_province.build(villages_each=3)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    needed = len(few)  # counted here: the next request empties the log
    commune = Place.objects.get(code="06838")
    rows = []
    for i in range(40):
        code = f"068389{i:02d}"
        small_province.place("village", "thon", code, f"Thêm {i}", commune)
        where = {"village_code": code, "commune_code": "06838", "district_code": "198"}
        rows += [small_province.head_standing(small.heads, where), small_province.cell_standing(small.cells, where)]
    Standing.objects.bulk_create(rows)
    client.get(url)
    with django_assert_num_queries(needed):
        client.get(url)


def test_progress_can_be_grouped_in_any_way(client, small):
    province = json.loads(client.get("/tien-do.json").content)
    district = json.loads(client.get("/tien-do.json?huyen=198").content)
    commune = json.loads(client.get("/tien-do.json?xa=06847").content)
    assert (province["grouped_by"], district["grouped_by"], commune["grouped_by"]) == ("district", "commune", "village")
    assert province["groups"]["198"]["voted"] == district["total"]["voted"] == 8 * 98
    assert district["groups"]["06847"]["elected"] == commune["total"]["elected"] == 4
    assert province["total"]["secretaries"] == {"reelected": 0, "new": 16, "not_stated": 0}


def test_the_curve_ends_at_seventeen(client, small):
    assert "Đến 17:00 còn 18 phút" in text(client, "/")
    small.clock.shown_at = local(7, 3, 17, 5)
    small.clock.save()
    assert "Ngày 3/7: 16 trên 16, nơi cuối cùng báo lúc 10:26" in text(client, "/")


def test_a_verdict_says_by_whose_paper_its_rulebook_was_applied(client, small):
    round_of_a_head(small, "0684701", roll=128, votes=(79, 42), invalid=1)
    assert "theo cho phép số" not in text(client, "/thon/0684701/")
    allowance = RulebookAllowance.objects.create(
        side="state", number=1, rulebook="VH-2008", called_from=date(2007, 1, 1), called_to=date(2007, 12, 31),
        decision_number="12/UBND-PC", decided_on=date(2007, 1, 5), signed_by="Nguyễn Thị Mẫu", recorded_by="phap-che",
        recorded_at=local(6, 1),
    )  # fmt: skip
    type(small.heads).objects.filter(id=small.heads.id).update(allowance=allowance)
    html = text(client, "/thon/0684701/").replace("\u00a0", " ")
    assert "áp dụng bộ quy định VH-2008 theo cho phép số 12/UBND-PC ngày 5/1/2007" in html.replace("05/01", "5/1")
    assert "Nguyễn Thị Mẫu" not in html


def test_the_congress_of_a_village_says_by_whose_paper_its_rulebook_was_applied(client, small):
    allowance = RulebookAllowance.objects.create(
        side="party", number=1, rulebook="PC-2014", called_from=date(2013, 1, 1), called_to=date(2013, 12, 31),
        decision_number="7-CV/BTCTU", decided_on=date(2013, 1, 5), signed_by="Trần Văn Thử", recorded_by="phap-che",
        recorded_at=local(6, 1),
    )  # fmt: skip
    type(small.cells).objects.filter(id=small.cells.id).update(allowance=allowance)
    assert "7-CV/BTCTU" not in text(client, "/thon/0684701/"), "no congress was held yet"
    congress_of(small, "0684701", endorsed=False)
    html = text(client, "/thon/0684701/").replace("\u00a0", " ")
    assert "áp dụng bộ quy định PC-2014 theo cho phép số 7-CV/BTCTU ngày" in html
    assert "Trần Văn Thử" not in html
