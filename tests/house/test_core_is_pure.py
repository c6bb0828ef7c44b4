"""Lõi thuần: what import-linter cannot say of `dantin.core`: the standard library and nothing else."""

import ast
import sys
from pathlib import Path

import pytest

from tests.house.tree import files, text

CORE = files(".py", under="dantin/core")


@pytest.mark.parametrize("module", CORE, ids=str)
def test_the_core_imports_the_standard_library_only(module: Path) -> None:
    foreign = [name for name in _imports(ast.parse(text(module))) if not _is_allowed(name)]
    assert foreign == []


def _is_allowed(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names or name == "dantin.core" or name.startswith("dantin.core.")


def _imports(tree: ast.Module) -> list[str]:
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.append(node.module)
    return found
