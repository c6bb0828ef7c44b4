"""Nếp nhà: the size, the names and the links of our files."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, text

LONGEST = 500
WITHOUT_A_HOME = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "services"}
WITHOUT_A_HOME |= {"data", "info", "stuff", "base", "shared", "lib"}
NAMED_BY_DJANGO = re.compile(r"^\d{4}_(initial|auto_|.*_and_more$)")
# Put together here, so that this file does not contain what it forbids.
MACHINE_PATHS = re.compile("|".join("/" + folder + "/" for folder in ("work", "root", "home", "opt", "tmp")))
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
TEXT = (".py", ".md", ".toml", ".yaml", ".yml", ".html", ".css", ".js", ".json", ".sh", ".csv", ".lock", ".cfg", "")


def test_no_file_is_longer_than_500_lines() -> None:
    # Django writes migrations; one that creates the first tables is as long as the tables.
    written = [path for path in files(".py", ".js", ".css", ".html", ".md", ".sh") if "migrations" not in path.parts]
    lengths = {str(path): text(path).count("\n") for path in written}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_every_module_has_a_name_that_says_what_it_holds() -> None:
    ours = [path for folder in ("dantin", "tests", "tools") for path in files(".py", under=folder)]
    homeless = {str(path) for path in ours if {path.stem, *path.parent.parts} & WITHOUT_A_HOME}
    assert homeless == set()


def test_every_migration_is_named_for_its_intent() -> None:
    migrations = [path for path in files(".py", under="dantin") if path.parent.name == "migrations"]
    numbered = [path for path in migrations if path.stem != "__init__"]
    assert numbered, "no migrations found: the test looks in the wrong place"
    assert [str(path) for path in numbered if NAMED_BY_DJANGO.match(path.stem)] == []


@pytest.mark.parametrize("page", files(".md"), ids=str)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    dead = [target for target in _relative_links(text(page)) if not (ROOT / page.parent / target).exists()]
    assert dead == []


def test_no_path_of_a_machine_is_in_the_tree() -> None:
    found = {str(path) for path in files(*TEXT) if MACHINE_PATHS.search(_without_web_addresses(text(path)))}
    assert found == set()


def test_the_lock_names_pypi_and_nothing_else() -> None:
    lock = text(Path("uv.lock"))
    assert set(re.findall(r'registry = "([^"]+)"', lock)) == {"https://pypi.org/simple"}
    assert set(re.findall(r'url = "https?://([^/"]+)/', lock)) == {"files.pythonhosted.org"}


def _relative_links(page: str) -> list[str]:
    targets = LINK.findall(CODE.sub("", page))
    local = [target.split("#")[0] for target in targets if not re.match(r"[a-z]+:|/|#", target)]
    return [target for target in local if target]


def _without_web_addresses(content: str) -> str:
    return re.sub(r"https?://\S+", "", content)
