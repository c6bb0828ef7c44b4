"""The law pages are the tests: every row of every table of cases, asked under every rulebook its page names."""

import pytest

from dantin.public.law_cases import misses
from dantin.public.law_pages import CaseRow, LawPage, pages

ROWS = [pytest.param(page, row, id=str(row)) for page in pages() for row in page.cases]


@pytest.mark.parametrize(("page", "row"), ROWS)
def test_the_row_is_true(page: LawPage, row: CaseRow):
    assert misses(page, row) == []
