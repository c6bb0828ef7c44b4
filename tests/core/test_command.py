"""Lệnh dantin decide và dantin cases, như người dùng gọi."""

import json
import os
import subprocess
import sys

import pytest

from tests.samples import head_json


def _dantin(*arguments, stdin=b"", **environment):
    return subprocess.run(
        [sys.executable, "-m", "dantin", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_decide_answers_in_utf8_whatever_the_locale(tmp_path):
    file = tmp_path / "cau-hoi.json"
    file.write_text(json.dumps(head_json(candidates=[{"name": "Nguyễn Thị Ếch", "votes": 61}])), encoding="utf-8")
    run = _dantin("decide", str(file), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.decode())["elected"] == ["Nguyễn Thị Ếch"]
    assert "Ếch".encode() in run.stdout


def test_decide_reads_standard_input():
    run = _dantin("decide", "-", stdin=json.dumps(head_json()).encode())
    assert (run.returncode, json.loads(run.stdout)["outcome"]) == (0, "elected")


@pytest.mark.parametrize(
    ("stdin", "named"),
    [
        (b"{", "JSON"),
        (b"[" * 50000, "sâu"),
        (json.dumps(head_json(roll=-1)).encode(), "roll"),
        (json.dumps({**head_json(), "\ud800\n": 1}).encode(), "\\ud800"),
    ],
    ids=["not JSON", "too deep", "negative", "a broken key"],
)
def test_what_is_no_question_is_one_line_and_exit_2(stdin, named):
    run = _dantin("decide", "-", stdin=stdin, LC_ALL="C")
    assert (run.returncode, run.stdout) == (2, b"")
    told = run.stderr.decode()
    assert named in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("decide",), ("decide", "a", "b"), ("cases",), ("decide", "/không/có"), ("cases", "/")]
)
def test_a_wrong_call_is_one_line_and_exit_2(arguments):
    run = _dantin(*arguments)
    assert run.returncode == 2
    assert run.stderr.count(b"\n") == 1
    assert b"Traceback" not in run.stderr


def test_no_command_prints_help_and_exits_2():
    run = _dantin()
    assert run.returncode == 2
    assert "dantin decide TỆP" in run.stderr.decode()


def test_cases_tells_what_failed_and_counts(tmp_path):
    cases = [
        {"id": "right", "title": "", "given": head_json(), "expect": {"outcome": "elected"}},
        {"id": "wrong", "title": "", "given": head_json(), "expect": {"base": {"needed": 60}}},
        {"id": "no-question", "title": "", "given": {"kind": "x"}, "expect": {"exit": 2}},
    ]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"about": "", "cases": cases}))
    run = _dantin("cases", str(file))
    assert run.returncode == 1
    assert run.stdout.decode().splitlines() == ["wrong: base.needed: mong 60, được 61", "2 passed, 1 failed"]
    file.write_text(json.dumps({"cases": cases[:1]}))
    assert _dantin("cases", str(file)).returncode == 0
    missing = _dantin("cases", str(file), str(tmp_path / "none.json"))
    assert missing.returncode == 2
    assert missing.stdout.decode().splitlines()[-1] == "1 passed, 0 failed"


def test_decide_and_cases_import_the_core_alone():
    code = "import sys, dantin.__main__, dantin.core.contract.cases; print([m for m in sys.modules if 'django' in m])"
    assert subprocess.check_output([sys.executable, "-c", code]).strip() == b"[]"
