"""`dantin prepare`: a database for one's own lists says what it is, and no demonstration builds over it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dantin.rehearsal.stage import _refuse_real
from dantin.store.refusals import Refused


def dantin(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a clerk types it, in a process and a database of its own."""
    settings = {"DANTIN_DATABASE": str(folder / "tinh.sqlite3"), "DANTIN_KEYS_DIR": str(folder / "khoa")}
    return subprocess.run(
        [sys.executable, "-m", "dantin", *arguments],
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_practice_database_says_so_and_no_demonstration_builds_over_it(tmp_path: Path):
    first, again = dantin(tmp_path, "prepare"), dantin(tmp_path, "prepare")
    assert (first.returncode, again.returncode, first.stderr) == (0, 0, "")
    assert "số liệu mô phỏng" in first.stdout
    assert "dantin template places" in first.stdout
    shown = dantin(tmp_path, "keys", "show", "--side", "party")
    assert "DEMO" in shown.stdout
    with pytest.raises(Refused) as refusal:
        _refuse_real(tmp_path / "tinh.sqlite3")
    assert refusal.value.code == "database.not_empty"
    real = dantin(tmp_path, "prepare", DANTIN_SIMULATED="0", DANTIN_SIDE="state", DANTIN_SECRET_KEY="x" * 50)
    assert (real.returncode, "là mô phỏng" in real.stderr) == (2, True)


def test_a_real_database_is_of_one_side_and_waits_for_its_keys(tmp_path: Path):
    real = dantin(tmp_path, "prepare", DANTIN_SIMULATED="0", DANTIN_SIDE="state", DANTIN_SECRET_KEY="x" * 50)
    assert (real.returncode, real.stderr) == (0, "")
    assert "Cơ sở dữ liệu thật, bên Nhà nước." in real.stdout
    assert "dantin keys init --side state" in real.stdout
    practice = dantin(tmp_path, "prepare")
    assert (practice.returncode, "không phải mô phỏng" in practice.stderr) == (2, True)


@pytest.mark.parametrize("asked", [["papers", "make", "giay-moi", "--village", "Nà Ếch", "--out", "a.pdf"],
                                   ["export", "places", "a.csv"]], ids=["papers", "export"])  # fmt: skip
def test_a_database_without_tables_is_told_in_a_sentence(tmp_path, asked):
    told = dantin(tmp_path, *asked)
    assert told.returncode == 2
    assert "Chạy dantin prepare" in told.stderr
    assert "Traceback" not in told.stderr
