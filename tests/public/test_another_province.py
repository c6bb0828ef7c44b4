"""Tỉnh khác từ tệp của mình, and docs/how-to/nhap-tach-doi-ten.md done as it says. All of it is simulated."""

import csv
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from dantin.store.models import Succession
from dantin.store.readers import places
from tests.store import test_how_to_load_a_province as how_to

from . import made_up_province

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "nhap-tach-doi-ten.md"


@pytest.fixture(autouse=True)
def own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "_chronicle", None)
    monkeypatch.chdir(tmp_path)


def text(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    html = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r" ([,.])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", html.replace("\u00a0", " ")).split()))


def test_a_clerk_who_types_what_the_page_says_has_linked_villages(client, monkeypatch):
    monkeypatch.setattr(how_to, "PAGE", PAGE)
    _, typed = how_to.steps()
    assert len(typed) == 9
    for step in typed:
        if isinstance(step, dict):
            Path(step["file"]).write_text(step["text"], encoding="utf-8")
        else:
            call_command(*step[1:])
    assert Succession.objects.count() == 2
    paper = "từ 1/7/2026 (văn bản 01/NQ-MÔ-PHỎNG ngày 12/6/2026)."
    assert f"Nay là Thôn Mẫu Mới, nhập cùng Bản Mẫu 2 {paper}" in text(client, "/thon/0683801/")
    assert f"Trước đây là Thôn Mẫu 1 và Bản Mẫu 2, nhập lại {paper}" in text(client, "/thon/0683805/")
    assert "nay là Thôn Mẫu Mới" in text(client, "/tim/?q=ban mau 2")
    commune = text(client, "/xa/06838/")
    assert "Thôn Mẫu Mới" in commune
    assert "Bản Mẫu 2" not in commune
    with Path("thay-the-da-nap.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Mã cũ"] + " → " + row["Mã mới"] for row in csv.DictReader(file)] == [
            "0683801 → 0683805",
            "0683802 → 0683805",
        ]


def test_a_province_without_districts_is_read_from_its_own_file(client, capsys):
    with Path("tinh-mo-phong.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([made_up_province.UNITS, *made_up_province.NEW])
    call_command("import", "places", "tinh-mo-phong.csv", "--ghi")
    assert "6 dòng: 6 mới, 0 đổi, 0 giữ nguyên." in capsys.readouterr().out
    for url, said in (
        ("/", "Chưa có cuộc bầu cử nào"),
        ("/huyen-va-xa/", "Xã Mới"),
        ("/huyen/90/", "Xã Mới"),
        ("/xa/90001/", "Thôn Cả Thượng"),
        ("/thon/D/", "Bản Đình Mới"),
        ("/tim/?q=ca ha xa moi", "Thôn Cả Hạ"),
    ):
        assert said in text(client, url), url
    assert client.get("/ban-do.json").json()[0]["communes"][0]["name"] == "Xã Mới"
