"""What `dantin demo` and `dantin replay` say to whoever typed something wrong: one Vietnamese sentence and exit 2."""

import socket
import subprocess
import sys

import pytest

from dantin.rehearsal.stage import InUse, hold, unwritable


def run(*arguments, **environment):
    import os

    done = subprocess.run(
        [sys.executable, "-m", "dantin", *arguments],
        env={**os.environ, **environment}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr.strip().splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("demo", "--port", "abc"), "abc không phải số từ 1 đến 65535"),
        (("demo", "--at", "hôm qua"), "cần ngày và giờ như 2022-07-03T16:42"),
        (("demo", "--at", "9999-12-31T00:00"), "nằm ngoài tháng 6 và tháng 7 năm 2022"),
        (("demo", "--speed", "7"), "7 không phải một trong 1, 10, 60, 300"),
        (("demo", "--speed"), "còn thiếu giá trị"),
        (("demo", "thừa"), "không có lựa chọn thừa"),
        (("replay",), "dantin replay --fast"),
        (("replay", "--seed", "x"), "x không phải số nguyên"),
    ],
)
def test_what_is_typed_wrong_is_told_in_one_line(arguments, said):
    code, out, lines = run(*arguments)
    assert (code, out, len(lines)) == (2, "", 1)
    assert said in lines[0]


@pytest.mark.parametrize("database", ["/proc/nope/dantin.sqlite3", "{tmp}"])
def test_what_cannot_be_written_is_told_in_one_line(tmp_path, database):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    code, _, lines = run(
        "demo", "--port", port, DANTIN_DATABASE=database.format(tmp=tmp_path), DANTIN_KEYS_DIR=str(tmp_path / "keys")
    )
    assert (code, len(lines)) == (2, 1)
    assert "không ghi được vào" in lines[0]


def test_two_runs_never_share_their_files(tmp_path):
    kept = hold(str(tmp_path / "dantin.sqlite3"))
    with pytest.raises(InUse) as refused:
        hold(str(tmp_path / "dantin.sqlite3"))
    assert "một lần chạy khác đang dùng" in unwritable("dantin.sqlite3", refused.value)
    kept.close()
    hold(str(tmp_path / "dantin.sqlite3")).close()
