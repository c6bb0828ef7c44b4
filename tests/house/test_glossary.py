"""Bảng từ: every public type of the core has its line in docs/glossary.md, and each term has one word."""

import ast
import re
from collections import Counter
from pathlib import Path

from tests.house.tree import files, text

GLOSSARY = Path("docs/glossary.md")
HEADER = ["Tiếng Việt", "English", "Code"]


def test_every_public_type_of_the_core_has_its_line() -> None:
    named = {name for _, _, code in _lines() for name in re.findall(r"`(\w+)`", code)}
    missing = {f"{module}: {name}" for module in files(".py", under="dantin/core") for name in _types(module)}
    missing = {line for line in missing if line.split(": ")[1] not in named}
    assert missing == set()


def test_no_line_has_an_empty_cell() -> None:
    assert [line for line in _lines() if not all(line)] == []


def test_each_vietnamese_term_has_one_line() -> None:
    terms = Counter(vietnamese.lower() for vietnamese, _, _ in _lines())
    assert [term for term, lines in terms.items() if lines > 1] == []


def test_there_is_one_table() -> None:
    """A second table would hide a second word for the same term."""
    headers = [line for line in text(GLOSSARY).splitlines() if _cells(line) == HEADER]
    assert len(headers) == 1


def _lines() -> list[list[str]]:
    rows = [_cells(line) for line in text(GLOSSARY).splitlines() if line.startswith("|")]
    lines = [row for row in rows if row != HEADER and not set("".join(row)) <= set("-: ")]
    assert lines, "no table in the glossary"
    assert [row for row in lines if len(row) != len(HEADER)] == []
    return lines


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _types(module: Path) -> list[str]:
    body = ast.parse(text(module)).body
    return [node.name for node in body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
