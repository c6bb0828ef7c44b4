"""The test run itself: what it counts, and what it says when something could not run."""

import sys
import tempfile
from pathlib import Path

import pytest

from tools import programs, run_tests
from tools.private_postgres import PostgresFailed, private_postgres
from tools.run_tests import Sums, count_report, report


@pytest.fixture(autouse=True)
def _reports_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run_tests, "REPORTS", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("DANTIN_REQUIRE", raising=False)


def test_a_run_with_everything_ends_with_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(Sums(passed=7)) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 0 failed"


def test_a_failure_fails_the_run() -> None:
    assert report(Sums(passed=7, failed=1)) == 1


def test_what_cannot_be_had_is_named_last_and_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(Sums(passed=7, not_run=["browser (no Chromium)"])) == 0
    assert capsys.readouterr().out.splitlines() == ["7 passed, 0 failed", "NOT RUN: browser (no Chromium)"]


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("DANTIN_REQUIRE", "all")])
def test_what_cannot_be_had_fails_where_everything_is_required(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert report(Sums(passed=7, not_run=["browser (no Chromium)"])) == 1


def test_skipped_tests_are_not_counted_as_passed(tmp_path: Path) -> None:
    xml = tmp_path / "one.xml"
    suite = '<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>'
    xml.write_text(suite, encoding="utf-8")
    sums = Sums()
    count_report(xml, sums)
    assert sums == Sums(passed=4, failed=3, skipped=3)


def test_a_run_that_breaks_before_any_test_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run_tests, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "executable", "false")
    sums = Sums()
    run_tests.run_pytest("sqlite", "not browser", {"PATH": "/usr/bin:/bin"}, sums)
    assert sums == Sums(failed=1)


def test_a_named_chromium_that_is_not_there_is_not_replaced_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANTIN_CHROMIUM", "no-such-browser")
    assert programs.chromium() is None


def test_a_server_that_cannot_start_says_why() -> None:
    # Not in pytest's own folder, which only its owner may enter: as root the server runs as another user.
    with tempfile.TemporaryDirectory(prefix="dantin-no-postgres-") as folder:
        Path(folder).chmod(0o755)
        initdb = Path(folder) / "initdb"
        initdb.write_text("#!/bin/sh\necho 'no room' >&2\nexit 1\n")
        initdb.chmod(0o755)
        with pytest.raises(PostgresFailed, match="initdb: no room"), private_postgres(Path(folder)):
            pass
