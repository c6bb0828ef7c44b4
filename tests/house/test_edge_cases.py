"""F-01 … F-58: every row of docs/edge-cases.md names a test that is there and says so, or says why not."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import text

STAGE_1 = [f"F-{n:02d}" for n in (*range(1, 28), *range(52, 59))]
# what both stages know has a row in both: who withdraws, the papers, the quorum, the counting board, the recognition
STAGE_2 = [f"F-{n:02d}" for n in (6, 7, *range(10, 15), 22, 23, *range(28, 52), 56)]
ROW = re.compile(r"^\| (F-\d\d) \| (.+?) \| (.+) \|$", re.M)
TEST = re.compile(r"`(tests/\S+\.py)::(test_\w+)`")


def rows(stage: int) -> list[tuple[str, str]]:
    """(code, what works it) of the table of one stage."""
    tables = re.split(r"^## Stage ", text(Path("docs/edge-cases.md")), flags=re.M)
    [table] = [table for table in tables if table.startswith(f"{stage}:")]
    return [(code, worked) for code, _, worked in ROW.findall(table)]


def first_line(file: str, test: str) -> str | None:
    """The name and the first line of a test; None where there is no such test."""
    for node in ast.walk(ast.parse(text(Path(file)))):
        if isinstance(node, ast.FunctionDef) and node.name == test:
            return f"{node.name} {(ast.get_docstring(node) or '').partition(chr(10))[0]}"
    return None


def test_every_row_of_each_stage_has_its_line_and_no_other() -> None:
    assert [code for code, _ in rows(1)] == STAGE_1
    assert [code for code, _ in rows(2)] == STAGE_2
    assert sorted({*STAGE_1, *STAGE_2}) == [f"F-{n:02d}" for n in range(1, 59)]


@pytest.mark.parametrize(("stage", "code"), [(1, code) for code in STAGE_1] + [(2, code) for code in STAGE_2])
def test_the_tests_of_a_row_are_there_and_are_named_after_it(stage: int, code: str) -> None:
    worked = dict(rows(stage))[code]
    named = TEST.findall(worked)
    assert named or (worked.startswith("Not ") and len(worked) > 40), "no test, and no reason"
    said = f"f{code[2:]}_", code
    wrong = {}
    for file, test in named:
        line = first_line(file, test)
        if line is None or not any(one in line for one in said):
            wrong[f"{file}::{test}"] = line
    assert wrong == {}
