"""This term against the one before: what was, what is, how it changed, and what nobody has a record of."""

import re

import pytest

from dantin.public.terms_page import UNKNOWN
from dantin.store import models
from dantin.store.readers import places

from . import made_up_province
from .small_province import round_of_a_head, term_before

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def main(client, url):
    html = client.get(url).content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " ")).split())


def standing(small, village, **figures):
    models.Standing.objects.filter(election=small.heads, village_code=village).update(**figures)


def test_a_commune_is_its_villages_then_and_now(client, small):
    for village in small.villages[:4]:
        standing(small, village, roll=100, voted=98, winner_votes=91, state="elected", incumbency="new")
    term_before(small, small.villages[0], roll=100, voted=90, votes=80, round_number=1)
    term_before(small, small.villages[1], roll=300, voted=290, votes=280, round_number=2)
    said = main(client, "/nhiem-ky/06847/")
    assert "Đi bầu 98,00 %, tăng 3,00 điểm so với nhiệm kỳ 2020–2022" in said
    assert "95,00 % 380 / 400" in said, "then: of the two villages that have a record"
    assert "Thôn bầu được ngay lần đầu 50,00 % 1 / 2" in said
    assert "Thôn Nà Ếch" in said
    assert "90,00 % 98,00 %" in said
    assert f"{UNKNOWN} 98,00 %" in said, "two villages have no record of that term"


def test_what_no_record_tells_is_never_a_zero(client, small):
    term_before(small, small.villages[0])
    models.Standing.objects.filter(election=small.heads).update(state="voting", voted=12)
    said = main(client, "/nhiem-ky/06847/")
    assert f"Nhiệm kỳ 2022–2025: {UNKNOWN} về tỷ lệ đi bầu" in said
    assert " 0 / " not in said
    assert "12,00" not in said, "while they vote, the turnout is on its way and not known"
    assert UNKNOWN in main(client, "/nhiem-ky/")


def test_a_village_shows_itself_against_its_term_before(client, small):
    round_of_a_head(small, "0684701", roll=128, votes=(79, 42), invalid=1)
    standing(small, "0684701", roll=128, voted=122, winner_votes=79, state="elected")
    said = main(client, "/thon/0684701/")
    assert f"So với nhiệm kỳ trước Tỷ lệ đi bầu {UNKNOWN} → 95,31 %" in said
    term_before(small, "0684701", roll=120, voted=100, votes=70)
    said = main(client, "/thon/0684701/")
    assert "So với nhiệm kỳ 2020–2022 Tỷ lệ đi bầu 83,33 % → 95,31 % tăng 11,98 điểm" in said
    assert "58,33 % → 61,72 % tăng 3,39 điểm" in said
    assert "Số của nhiệm kỳ 2020–2022 cũng là mô phỏng" in said


def test_of_secretaries_no_place_below_the_province_is_summed(client, small):
    models.Standing.objects.filter(election=small.cells).update(incumbency="new")
    assert "Bí thư mới" in main(client, "/nhiem-ky/")
    for url in ("/nhiem-ky/198/", "/nhiem-ky/06847/", "/thon/0684701/"):
        assert "Bí thư mới" not in main(client, url)


def test_an_earlier_term_elected_here_needs_no_list(client, small):
    models.Standing.objects.filter(election=small.heads).update(roll=100, voted=90, winner_votes=60, state="elected")
    later = models.Election.objects.get(id=small.heads.id)
    later.pk, later.code, later.previous_id = None, "VH-2025", small.heads.id
    later.term_begins_in, later.term_ends_in = 2025, 2027
    later.save()
    rows = list(models.Standing.objects.filter(election=small.heads))
    for row in rows:
        row.pk, row.election, row.voted = None, later, 95
    models.Standing.objects.bulk_create(rows)
    assert "Đi bầu 95,00 %, tăng 5,00 điểm so với nhiệm kỳ 2022–2025" in main(client, "/nhiem-ky/")
    assert "90,00 % → 95,00 % tăng 5,00 điểm" in main(client, "/thon/0684701/")


@pytest.mark.parametrize("code", ["0684701", "khong", "22"])
def test_only_districts_and_communes_have_such_a_page(client, small, code):
    assert client.get(f"/nhiem-ky/{code}/").status_code == 404


def test_without_any_record_the_page_says_so(client, db):
    assert "Chưa có nhiệm kỳ nào trong hồ sơ" in main(client, "/nhiem-ky/")


def test_a_village_is_held_against_its_own_term_before_and_no_other(client, db, monkeypatch):
    """Bản Đình was moved and is the same village; An Bình was merged of two, whose figures are not its own."""
    monkeypatch.setattr(places, "_chronicle", None)  # ids begin anew in each test
    made_up_province.build()
    said = main(client, "/thon/D/")
    assert "So với nhiệm kỳ 2022–2025 Tỷ lệ đi bầu 96,67 % → 96,72 %" in said
    said = main(client, "/thon/AB/")
    assert "So với nhiệm kỳ trước Tỷ lệ đi bầu chưa có số liệu → 98,95 %" in said
    said = main(client, "/nhiem-ky/90001/")
    assert "trước 1, nay 1 trên 1 thôn" not in said
    assert "Đi bầu 96,67 % 58 / 60 98,26 % 453 / 461" in said, "then: of Bản Đình alone"
