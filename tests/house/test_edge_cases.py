"""F-01 … F-58 của bước 1: every row of docs/edge-cases.md names a test that is there and says so, or says why not."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import text

STAGE_1 = [f"F-{n:02d}" for n in (*range(1, 28), *range(52, 59))]
ROW = re.compile(r"^\| (F-\d\d) \| (.+?) \| (.+) \|$", re.M)
TEST = re.compile(r"`(tests/\S+\.py)::(test_\w+)`")


def rows() -> dict[str, str]:
    return {code: worked for code, _, worked in ROW.findall(text(Path("docs/edge-cases.md")))}


def first_line(file: str, test: str) -> str | None:
    """The name and the first line of a test; None where there is no such test."""
    for node in ast.walk(ast.parse(text(Path(file)))):
        if isinstance(node, ast.FunctionDef) and node.name == test:
            return f"{node.name} {(ast.get_docstring(node) or '').partition(chr(10))[0]}"
    return None


def test_every_row_of_stage_1_has_its_line_and_no_other() -> None:
    assert [code for code, _, _ in ROW.findall(text(Path("docs/edge-cases.md")))] == STAGE_1


@pytest.mark.parametrize("code", STAGE_1)
def test_the_tests_of_a_row_are_there_and_are_named_after_it(code: str) -> None:
    worked = rows()[code]
    named = TEST.findall(worked)
    assert named or (worked.startswith("Not ") and len(worked) > 40), "no test, and no reason"
    said = f"f{code[2:]}_", code
    wrong = {}
    for file, test in named:
        line = first_line(file, test)
        if line is None or not any(one in line for one in said):
            wrong[f"{file}::{test}"] = line
    assert wrong == {}
