"""`/soat-bao-cao/` and `dantin report audit`: a text in, what disagrees out, nothing kept."""

import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dantin.public.report_page import EXAMPLE, MOST_LETTERS

pytestmark = pytest.mark.django_db

URL = "/soat-bao-cao/"


def audited(client, text, **more):
    response = client.post(URL, {"bai": text, **more})
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_offers_the_press_report_and_marks_what_does_not_add_up(client, small):
    assert EXAMPLE in client.get(URL).content.decode()
    html = audited(client, EXAMPLE)
    assert '<mark class="sai">27%<span class="an"> (không khớp)</span></mark> bí thư chi bộ được bầu mới, ' in html
    assert "27 % + 63 % = 90 %, còn thiếu 10 %" in html
    assert "<h2>1 chỗ không khớp trong 1 phép soát</h2>" in html


def test_a_pasted_table_is_read_as_one(client, small):
    html = audited(client, "Thôn\tHộ\r\nA\t10\r\nB\t20\r\nCộng\t31")
    assert "10 + 20 = 30" in html


def test_what_was_written_is_shown_as_written_and_never_run(client, small):
    html = audited(client, "<script>alert(1)</script> 4/13 huyện")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_nothing_is_stored(client, small):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        audited(client, EXAMPLE)
    assert [query["sql"] for query in asked if not query["sql"].lstrip().startswith("SELECT")] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Chưa có bài nào"),
        ("  \n", "Chưa có bài nào"),
        ("chữ " * MOST_LETTERS, "Bài dài quá 20.000 chữ cái"),
        ("1 " * 5000, "Bài có quá nhiều con số"),
        ("không có số", "Không thấy con số nào so được"),
        ("Nữ 8,3%", "chưa ghép được số nào với số nào"),
        ("4/13 huyện", "Cả 1 phép soát đều khớp"),
    ],
)
def test_the_page_says_what_it_could_not_do(client, small, text, said):
    assert said in audited(client, text)


def test_a_form_without_its_token_is_refused(client, small):
    client.handler.enforce_csrf_checks = True
    assert client.post(URL, {"bai": EXAMPLE}).status_code == 403


def test_where_a_term_is_chosen_the_record_answers(client, small):
    assert "đối chiếu hồ sơ" not in audited(client, "1.568/1.600 cử tri đi bầu, đạt 98%")
    # sixteen villages of a hundred, ninety-eight of whom voted
    html = audited(client, "1.568/1.600 cử tri đi bầu, 97% cử tri đi bầu", ky="2022")
    assert "cử tri đã đi bầu theo hồ sơ: 1.568" in html
    assert "cử tri trong danh sách theo hồ sơ: 1.600" in html
    assert "tỷ lệ cử tri đi bầu theo hồ sơ: 98 % (1.568 / 1.600)" in html
    assert "<h2>1 chỗ không khớp trong 4 phép soát</h2>" in html


def test_only_get_and_post(client, small):
    assert client.put(URL).status_code == 405


def run(tmp_path, text, *more, name="bai.txt"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    out = io.StringIO()
    try:
        call_command("report", "audit", str(file), *more, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_the_command_tells_and_ends_with_one_when_something_disagrees(tmp_path):
    code, told = run(tmp_path, EXAMPLE)
    assert code == 1
    assert "27 % + 63 % = 90 %, còn thiếu 10 %" in told
    code, told = run(tmp_path, "﻿4/13 huyện")
    assert (code, told.splitlines()[-1]) == (0, "0 chỗ không khớp, 0 số không ghép được.")


def test_the_command_reads_csv_and_standard_input_and_speaks_json(tmp_path, monkeypatch):
    code, told = run(tmp_path, "Thôn;Hộ\nA;10\nB;20\nCộng;31\n", "--json", name="bang.csv")
    assert (code, json.loads(told)["disagreements"]) == (1, 1)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(EXAMPLE.encode())))
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("report", "audit", "-", stdout=out)
    assert "còn thiếu 10 %" in out.getvalue()


def test_the_command_holds_a_text_against_the_record(tmp_path, small):
    code, told = run(tmp_path, "1.567 cử tri đi bầu", "--ky", "2022")
    assert code == 1
    assert "cử tri đã đi bầu theo hồ sơ: 1.568" in told
    with pytest.raises(CommandError, match="chưa có hồ sơ nhiệm kỳ từ năm 1999"):
        run(tmp_path, EXAMPLE, "--ky", "1999")


@pytest.mark.parametrize(("text", "said"), [(b"\xff\xfea", "không phải UTF-8"), (b"a" * 1_000_001, "dài quá"), ("1 " * 5000, "quá nhiều con số")], ids=["utf-16", "long", "many"])  # fmt: skip # noqa: E501
def test_the_command_refuses_what_it_cannot_read(tmp_path, text, said):
    with pytest.raises(CommandError, match=said):
        run(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="không đọc được"):
        call_command("report", "audit", str(tmp_path / "khong-co.txt"))
