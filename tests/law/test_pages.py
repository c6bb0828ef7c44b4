"""The law pages are the tests: every row of every table of cases, asked under every rulebook its page names."""

from typing import Any

import pytest

from dantin.core.contract import answer
from dantin.public.law_pages import CaseRow, LawPage, pages

from . import congress_tables, head_tables  # each registers how its tables are read
from .columns import CALLED_AND_HELD, READERS, Cells

TABLES = (head_tables, congress_tables)
ROWS = [pytest.param(page, row, id=str(row)) for page in pages() for row in page.cases]


def dated(given: dict[str, Any], rulebook: str) -> dict[str, Any]:
    """The question under a rulebook, chosen as always by the day of calling."""
    if given["kind"] == "bridge":
        return given
    called_on, held_on = CALLED_AND_HELD[rulebook]
    return {"called_on": called_on, "held_on": held_on} | given


def part_of(expected: Any, got: Any) -> Any:
    """What of `got` the expectation speaks of, so that a failure shows both in the same shape."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return {key: part_of(expected[key], got.get(key)) for key in expected}
    return got


def errors_of(got: dict[str, Any]) -> list[str]:
    return sorted(finding["code"] for finding in got["findings"] if finding["level"] == "error")


@pytest.mark.parametrize(("page", "row"), ROWS)
def test_the_row_is_true(page: LawPage, row: CaseRow):
    cells = Cells(row)
    given, expected, outcome = READERS[row.rule](cells)
    only = cells.rulebook()
    assert not cells.unread(), "a column of the page is read by nobody"
    # Where the page does not name the broken lines, a refusal is for the rule of the page and for nothing else.
    errors = expected.pop("errors", [row.rule] if expected.get("outcome") == "refused" else None)
    facts = expected.pop("facts", {})
    for rulebook in page.rulebooks if only is None else (only,):
        got = answer(dated(given, rulebook))
        assert got.get("rulebook", rulebook) == rulebook
        assert part_of(expected, got) == expected
        if errors is not None:
            assert errors_of(got) == sorted(errors)
        if outcome is not None or facts:
            verdict = next(verdict for verdict in got["verdicts"] if verdict["rule"] == row.rule)
            assert outcome in (None, verdict["outcome"])
            assert part_of(facts, verdict["facts"]) == facts
