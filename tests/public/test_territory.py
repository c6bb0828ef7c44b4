"""Địa bàn qua thời gian: pages read across merged, split, moved units, and each election stays where it was held."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dantin.store.models import Installation, SimulatedClock
from dantin.store.readers import places

from . import made_up_province

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def made_up(monkeypatch, db):
    """Ids begin anew in each test, so nothing may be kept from the one before."""
    monkeypatch.setattr(places, "_chronicle", None)
    made_up_province.build()


def main(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    html = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " ")).replace(" ,", ",").split()).replace(" .", ".")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/thon/AB/", [
            "Trước đây là Thôn An Bình, Xã Một, chuyển từ Xã Một sang Xã Mới từ 1/7/2025 (văn bản 02/NQ-MP).",
            "Trước nữa là Thôn An, Xã Một và Thôn Bình, Xã Một.",
        ]),
        ("/thon/AB/2025-06-30/", [
            "Trước đây là Thôn An và Thôn Bình, nhập lại từ 1/1/2024 (văn bản 01/NQ-MP ngày 20/12/2023).",
            "Nay là Thôn An Bình, Xã Mới, chuyển từ Xã Một sang Xã Mới từ 1/7/2025 (văn bản 02/NQ-MP).",
        ]),
        ("/thon/A/", [
            "Nay là Thôn An Bình, nhập cùng Thôn Bình từ 1/1/2024 (văn bản 01/NQ-MP ngày 20/12/2023).",
            "Đến nay là Thôn An Bình, Xã Mới.",
        ]),
        ("/thon/C/", ["Nay là Thôn Cả Thượng, Xã Mới và Thôn Cả Hạ, Xã Mới, tách từ 1/7/2025 (văn bản 03/NQ-MP)."]),
        ("/thon/C1/", ["Trước đây thuộc Thôn Cả, Xã Hai, tách ra từ 1/7/2025 (văn bản 03/NQ-MP)."]),
        ("/thon/D/", ["Trước đây là Bản Đình, Xã Hai, đổi tên và chuyển từ Xã Hai sang Xã Mới từ 1/7/2025 "
                      "(danh sách không nêu văn bản)."]),
        ("/thon/E/", ["Đơn vị này có đến hết 30/6/2025; danh sách chưa nêu đơn vị nào thay."]),
        ("/xa/90002/", ["Nay là Xã Mới, nhập cùng Xã Một từ 1/7/2025 (văn bản 02/NQ-MP)."]),
        ("/xa/90001/", ["Trước đây là Xã Một và Xã Hai, nhập lại từ 1/7/2025 (văn bản 02/NQ-MP)."]),
        ("/xa/90001/2022-06-05/", ["Nay là Xã Mới, nhập cùng Xã Hai từ 1/7/2025 (văn bản 02/NQ-MP)."]),
        ("/huyen/901/", ["Đơn vị này có đến hết 30/6/2025; danh sách chưa nêu đơn vị nào thay."]),
    ],
)  # fmt: skip
def test_a_page_says_what_the_unit_was_and_what_it_is(client, url, said):
    text = main(client, url)
    for sentence in said:
        assert sentence in text


def test_the_line_of_time_holds_each_election_with_the_unit_that_held_it(client):
    text = main(client, "/thon/AB/")
    assert "số của các đơn vị không cộng vào nhau" in text
    text = text.partition("Các cuộc bầu qua thời gian")[2].partition("Mỗi cuộc bầu")[0]
    assert re.findall(r"\d+/\d+/\d{4}|Thôn \w+|\d+ trong \d+ đi bầu", text) == [
        "31/8/2025", "188 trong 190 đi bầu",
        "5/6/2022", "Thôn Bình", "78 trong 80 đi bầu",
        "5/6/2022", "Thôn An", "98 trong 100 đi bầu",
    ]  # fmt: skip
    # an old village shows its own, and what came of it after; never a village beside it
    text = main(client, "/thon/A/").partition("Các cuộc bầu qua thời gian")[2]
    assert re.findall(r"\d+ trong \d+", text) == ["188 trong 190", "98 trong 100"]
    text = main(client, "/thon/C1/").partition("Các cuộc bầu qua thời gian")[2]
    assert re.findall(r"\d+ trong \d+", text) == ["118 trong 120", "198 trong 200"]


def test_one_code_in_two_periods_has_two_pages(client):
    new, old = main(client, "/thon/D/"), main(client, "/thon/D/2022-06-05/")
    assert "Bản Đình Mới Trước đây là" in new
    assert "Bản Đình Nay là Bản Đình Mới, Xã Mới, đổi tên" in old
    assert "Mô Phỏng Xã Hai" in old  # its crumbs: the district stands between
    commune = main(client, "/xa/90001/2022-06-05/")
    assert "Thôn An" in commune
    assert "98" in commune
    assert "188" not in commune
    html = client.get("/xa/90001/2022-06-05/").content.decode()
    assert 'href="/thon/A/2023-12-31/"' in html
    assert 'href="/huyen/901/2025-06-30/"' in html


@pytest.mark.parametrize(
    "url",
    ["/thon/D/2022-6-5/", "/thon/D/hom-qua/", "/thon/E/2025-07-01/", "/xa/90002/2025-07-01/", "/xa/901/2022-06-05/",
     "/thon/A/2024-01-01/", "/huyen/901/2025-07-01/", "/thon/D/99999-01-01/"],
)  # fmt: skip
def test_a_unit_that_was_not_there_on_that_day_has_no_page(client, url):
    assert client.get(url).status_code == 404


def test_search_finds_old_names_and_says_what_they_are_today(client):
    assert "Thôn An Xã Một, Mô Phỏng · nay là Thôn An Bình" in main(client, "/tim/?q=thon an xa mot")
    assert "Thôn Ếch Xã Hai, Mô Phỏng · đến hết 30/6/2025" in main(client, "/tim/?q=thon ech")
    text = main(client, "/tim/?q=ca")
    assert "nay là Thôn Cả Thượng và Thôn Cả Hạ" in text
    assert text.index("Thôn Cả Thượng Xã Mới") < text.index("Thôn Cả Xã Hai")


def test_sums_count_each_village_of_the_day_once(client):
    progress = json.loads(client.get("/tien-do.json").content)
    assert (progress["total"]["villages"], progress["total"]["roll"]) == (4, 190 + 120 + 90 + 61)
    assert list(progress["groups"]) == ["90"]
    commune = json.loads(client.get("/tien-do.json?xa=90001").content)
    assert {code: group["name"] for code, group in commune["groups"].items()} == {
        "AB": "Thôn An Bình", "C1": "Thôn Cả Thượng", "C2": "Thôn Cả Hạ", "D": "Bản Đình Mới",
    }  # fmt: skip
    for url in ("/", "/huyen-va-xa/", "/huyen/90/", "/ban-do.json"):
        assert client.get(url).status_code == 200
    assert "4 thôn" in main(client, "/")


def test_an_older_call_under_other_communes_is_not_put_under_the_new_ones(client):
    made_up_province.hold_congresses_of_2022()
    progress = json.loads(client.get("/tien-do.json").content)
    assert [each["code"] for each in progress["elections"]] == ["MP-2025"]
    assert progress["total"]["congresses_done"] == 0
    # and is found on the pages of the units that held it
    assert "Đại hội chi bộ" in main(client, "/thon/D/2022-06-05/").partition("qua thời gian")[2]
    assert "Đại hội chi bộ, Bản Đình" in main(client, "/thon/D/")


def test_pages_cost_the_same_however_long_the_story(client):
    asked = {}
    for url in ("/thon/E/", "/thon/AB/", "/thon/D/2022-06-05/", "/xa/90001/", "/xa/90001/2022-06-05/"):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked[url] = len(queries)
    assert asked["/thon/AB/"] == asked["/thon/E/"] == asked["/thon/D/2022-06-05/"]
    assert asked["/xa/90001/"] == asked["/xa/90001/2022-06-05/"]
    assert asked["/thon/AB/"] <= 11


def test_a_renamed_unit_is_read_anew_at_once(client):
    client.get("/xa/90001/")
    renamed = ("Xã", "90001", "Xã Rất Mới", "90", "1/7/2025", "")
    made_up_province.load("places", made_up_province.UNITS, [renamed])
    assert "Xã Rất Mới" in main(client, "/thon/AB/")


def test_the_mark_of_simulation_stands_on_old_pages_too(client):
    Installation.objects.create(simulated=True, side="both", seed=1, built_at="2025-08-01T00:00:00Z")
    for url in ("/thon/A/", "/xa/90001/2022-06-05/"):
        assert "Số liệu mô phỏng." in client.get(url).content.decode()


def test_of_a_change_to_come_nothing_is_said_yet(client):
    """In the time of the page: here the simulated clock, on a day before the communes were made anew."""
    Installation.objects.create(simulated=True, side="both", seed=1, built_at="2025-08-01T00:00:00Z")
    SimulatedClock.objects.create(
        shown_at="2024-06-01T08:00:00Z", set_at="2025-08-01T00:00:00Z", speed=60, running=False
    )
    assert "Nay là" not in main(client, "/thon/C/")
    assert "có đến hết" not in main(client, "/huyen/901/").partition("Cả 5 thôn")[0]
    assert "Nay là Thôn An Bình, nhập cùng Thôn Bình từ 1/1/2024" in main(client, "/thon/A/")
    assert "nay là" not in main(client, "/tim/?q=thon ca xa hai")
