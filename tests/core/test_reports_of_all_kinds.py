"""Soát báo cáo trước bài viết đủ kiểu: nobody is accused falsely, and no plain contradiction is passed over.

A false accusation costs the trust of everybody who reads it, so the right reports in `reports.json` are many and odd on
purpose. `wrong` holds the sums that must be told; empty means that nothing may be held against the text.
"""

import json
from pathlib import Path

import pytest

from dantin.core.report import audit_table, audit_text, read_table

REPORTS = json.loads(Path(__file__).with_name("reports.json").read_text(encoding="utf-8"))


def test_both_kinds_are_there():
    kinds = {(form, bool(each["wrong"])) for each in REPORTS for form in ("text", "table") if form in each}
    assert len(kinds) == 4


@pytest.mark.parametrize("each", REPORTS, ids=lambda each: str(each.get("text") or each["table"][0])[:60])
def test_what_is_told_of_a_report(each):
    if "text" in each:
        report = audit_text(each["text"])
    else:
        rows = read_table("\n".join(each["table"]))
        assert rows is not None
        report = audit_table(rows)
    assert [check.arithmetic for check in report.disagreements] == each["wrong"]
