"""A village's page: how it was called and who stands, and the question anybody may put to the law again."""

import json
import re

import pytest

from dantin.store import models

from .small_province import round_of_a_head

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

KEPT = "/thon/0684701/lan-{}/{}.json"


def main(client, url):
    html = client.get(url).content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_before_the_vote_the_page_says_when_it_was_called_under_which_rules_and_who_stands(client, small):
    declared = round_of_a_head(small, "0684701", roll=128, votes=(64, 53))
    declared.delete()
    said = main(client, "/thon/0684701/")
    assert "Bộ quy định áp dụng, theo ngày gọi bầu VH-2008" in said
    assert "Người ứng cử Lương Thị Mẫu, Hoàng Văn Thử" in said
    models.Election.objects.filter(id=small.heads.id).update(decision_number="12/QĐ-UBND")
    assert "Quyết định gọi bầu số 12/QĐ-UBND" in main(client, "/thon/0684701/")


def test_whoever_asks_the_kept_question_again_gets_the_kept_conclusion(client, small):
    round_of_a_head(small, "0684701", roll=128, votes=(64, 53), invalid=2)
    round_of_a_head(small, "0684701", number=2, roll=128, votes=(79, 42), invalid=1)
    page = client.get("/thon/0684701/").content.decode()
    assert 'href="/thon/0684701/lan-2/cau-hoi.json"' in page
    for number, outcome in ((1, "nobody_elected"), (2, "elected")):
        asked = client.get(KEPT.format(number, "cau-hoi")).content
        answered = client.post("/api/v1/decide", asked, content_type="application/json")
        kept = json.loads(client.get(KEPT.format(number, "ket-luan")).content)
        assert kept["outcome"] == outcome
        assert json.loads(answered.content) == kept


@pytest.mark.parametrize("what", ["cau-hoi", "ket-luan"])
def test_what_was_not_announced_cannot_be_asked_for(client, small, what):
    assert round_of_a_head(small, "0684701", roll=50, votes=(64, 53)).outcome == "refused"
    assert client.get(KEPT.format(1, what)).status_code == 404
    assert client.get(KEPT.format(2, what)).status_code == 404
    assert client.get(f"/thon/không/lan-1/{what}.json").status_code == 404
