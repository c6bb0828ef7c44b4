"""Dữ liệu mở trên trang công khai: the files, who may have them, and how seldom one is made anew."""

import gzip

import jsonschema_rs
import pytest

from dantin.public import open_data
from dantin.store.models import Place, Standing
from tests.store.nist_profile import faults

from . import made_up_province
from .small_province import congress_of, event, round_of_a_head

pytestmark = pytest.mark.django_db
OURS, NIST, SCHEMA = "/du-lieu/QN-2022/ket-qua.json", "/du-lieu/QN-2022/nist.json", "/du-lieu/luoc-do.json"


@pytest.fixture(autouse=True)
def nothing_made_yet(monkeypatch):
    monkeypatch.setattr(open_data, "_made", {})


def told(client, url, **headers):
    response = client.get(url, **headers)
    assert response.status_code == 200, url
    return response.json()


def test_both_files_are_valid_by_the_schema_that_is_handed_out(client, small):
    round_of_a_head(small, small.villages[0], roll=128, votes=(64, 53), invalid=2)
    round_of_a_head(small, small.villages[0], number=2, roll=128, votes=(79, 42), invalid=1)
    ours = told(client, OURS)
    jsonschema_rs.validator_for(told(client, SCHEMA), validate_formats=True).validate(ours)
    assert ours["schema"] == told(client, SCHEMA)["$id"]
    assert ours["province"]["sums"]["villages"] == 16
    assert [unit["name"] for unit in ours["districts"]] == ["Huyện Bình Liêu", "Huyện Cô Tô"]
    nist = told(client, NIST)
    assert faults(nist) == []
    assert [(each["Type"], len(each["Contest"])) for each in nist["Election"]] == [("general", 16), ("runoff", 1)]


def test_simulated_figures_say_so(client, small):
    assert told(client, OURS)["notice"] == "Số liệu mô phỏng, không phải kết quả thật."
    assert told(client, NIST)["IsTest"] is True


def test_the_title_follows_the_kind_of_unit(client, small):
    titles = [unit["title"] for unit in told(client, OURS)["communes"][0]["villages"]]
    assert set(titles) == {"Trưởng thôn", "Trưởng bản", "Trưởng khu phố", "Tổ trưởng tổ dân phố"}
    names = [each["Name"]["Text"][0]["Content"] for each in told(client, NIST)["Office"]]
    assert set(names) == set(titles)


def test_nothing_of_a_congress_is_in_them_endorsed_or_not(client, small):
    congress_of(small, small.villages[0], endorsed=True)
    for url in (OURS, NIST):
        assert "Bí Thư" not in client.get(url).content.decode()
        assert client.get(url.replace("QN-2022", "QN-DH-2022")).status_code == 404


@pytest.mark.parametrize("code", ["QN-1999", "%22%0D%0ASet-Cookie:a", "..", "QN-2020"])
def test_an_election_without_results_here_has_no_file(client, small, code):
    assert client.get(f"/du-lieu/{code}/nist.json").status_code == 404


def test_the_same_sums_as_on_the_page(client, small):
    page = told(client, "/tien-do.json")
    ours = told(client, OURS)
    for figure in ("villages", "roll", "voted", "turnout"):
        assert ours["province"]["sums"][figure] == page["total"][figure]
        for unit in ours["districts"]:
            assert unit["sums"][figure] == page["groups"][unit["code"]][figure]


def test_who_asks_again_is_answered_with_nothing_new(client, small):
    first = client.get(OURS)
    assert first["Cache-Control"] == "public, max-age=10"
    again = client.get(OURS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(NIST, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("url", [OURS, NIST])
def test_a_file_has_one_language_whoever_asked_first(client, small, monkeypatch, url):
    english = client.get(f"/en{url}").content
    monkeypatch.setattr(open_data, "_made", {})
    assert client.get(url).content == english


def test_packed_for_who_can_unpack(client, small):
    packed = client.get(OURS, headers={"accept-encoding": "gzip"})
    assert (packed["Content-Encoding"], "Accept-Encoding" in packed["Vary"]) == ("gzip", True)
    assert gzip.decompress(packed.content) == client.get(OURS).content
    assert packed["Content-Disposition"] == 'attachment; filename="ket-qua-QN-2022.json"'


def test_a_file_is_made_once_a_save_and_not_more_often_than_every_few_seconds(client, small, monkeypatch):
    made, clock = [], [100.0]
    real = open_data.election_results
    monkeypatch.setattr(open_data, "election_results", lambda *asked: made.append(asked) or real(*asked))
    monkeypatch.setattr(open_data.time, "monotonic", lambda: clock[0])

    def voted():
        return told(client, OURS)["province"]["sums"]["voted"]

    whole = voted()
    clock[0] += 3600
    assert (voted(), len(made)) == (whole, 1)  # nothing was saved
    Standing.objects.filter(side="state", village_code=small.villages[0]).update(voted=90)
    event(small.heads)
    assert (voted(), len(made)) == (whole - 8, 2)
    Standing.objects.filter(side="state", village_code=small.villages[0]).update(voted=80)
    event(small.heads)
    clock[0] += 9
    assert (voted(), len(made)) == (whole - 8, 2)
    clock[0] += 2
    assert (voted(), len(made)) == (whole - 18, 3)


def test_few_files_are_kept(client, small):
    for n in range(12):
        small.heads.code = f"QN-{n}"
        small.heads.save()
        told(client, f"/du-lieu/QN-{n}/ket-qua.json")
    assert len(open_data._made) == 8


def test_an_election_keeps_the_units_of_the_day_on_which_it_was_called(client, db):
    made_up_province.build()
    before, after = told(client, "/du-lieu/MP-2022/ket-qua.json"), told(client, "/du-lieu/MP-2025/ket-qua.json")
    assert [(unit["name"], unit["sums"]["villages"]) for unit in before["communes"]] == [("Xã Hai", 3), ("Xã Một", 2)]
    assert [(unit["code"], unit["district"]) for unit in before["communes"]] == [("90002", "901"), ("90001", "901")]
    assert [(unit["name"], unit["district"]) for unit in after["communes"]] == [("Xã Mới", None)]
    assert after["districts"] == []
    units = {unit["@id"]: unit for unit in told(client, "/du-lieu/MP-2025/nist.json")["GpUnit"]}
    assert units["province-90"]["ComposingGpUnitIds"] == ["commune-90001"]
    assert units["village-D"]["Name"]["Text"][0]["Content"] == "Bản Đình Mới"


def test_the_page_about_the_figures_leads_to_the_files(client, small):
    page = client.get("/gioi-thieu-so-lieu/").content.decode()
    for url in (OURS, NIST, SCHEMA):
        assert f'href="{url}"' in page
    Standing.objects.all().delete()
    Place.objects.filter(level="village").delete()
    assert "Dữ liệu mở" not in client.get("/gioi-thieu-so-lieu/").content.decode()


def test_the_schema_is_not_sent_twice(client, db):
    first = client.get(SCHEMA)
    assert first["Content-Type"] == "application/schema+json"
    assert client.get(SCHEMA, headers={"if-none-match": first["ETag"]}).status_code == 304
