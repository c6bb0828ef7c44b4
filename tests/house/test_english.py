"""Tiếng Anh: nothing a public page says is left out of the catalogue, and the compiled catalogue is the written one."""

import ast
import re
import string
from pathlib import Path

import pytest

from dantin.locale import VIETNAMESE_LETTER
from dantin.locale.templates import texts, translated
from tests.house.tree import files, text
from tools import messages

# What these say is no page: commands, the law pages (their words are in law.po), what reads Vietnamese or names it.
NOT_SAID_HERE = {
    "dantin/public/languages.py",
    "dantin/public/management/commands/law.py",
    "dantin/public/law_pages.py",
    "dantin/public/law_markdown.py",
    "dantin/public/law_english.py",
}
NOT_SAID_HERE |= {str(path) for path in files(".py", under="dantin/public/law_cases")}
# Names of units, the source's own words, what the API says (it has one language), and forms of Vietnamese dates.
KEPT_IN_VIETNAMESE = {
    "dantin/locale/words.py": {
        *("_TITLES", "_KINDS", "_HEAD", "_LEFT_OUT", "_SHORTENED"),
        *("of_kind", "units_word"),  # of the desk
    },
    "dantin/public/press_report.py": {"_BANDS"},
    "dantin/public/report_page.py": {"EXAMPLE"},
    "dantin/public/api.py": {"_decided", "_wrong_method"},
    "dantin/public/api_description.py": {"description"},
    "dantin/store/bulletin_sheet.py": {"_AUTHOR"},
    "dantin/store/bulletin_words.py": {"title", "_time"},
}
SPEAKING = sorted(
    str(path)
    for path in [
        *files(".py", under="dantin/public"),
        Path("dantin/store/bulletin_words.py"),
        Path("dantin/store/bulletin_sheet.py"),
        Path("dantin/locale/words.py"),
    ]
    if str(path) not in NOT_SAID_HERE
)
VIETNAMESE = re.compile(f"[{VIETNAMESE_LETTER}]", re.IGNORECASE)


def _written() -> list[tuple[str, str, str]]:
    """(key, English, context) of every sentence of both catalogues."""
    both = [path for path in (messages.PAGES, messages.LAW) if path.exists()]
    return [
        (message.id, message.string, message.context or "")
        for path in both
        for message in messages.catalogue(path)
        if message.id
    ]


def test_the_compiled_catalogue_is_the_written_one() -> None:
    both = [messages.catalogue(path) for path in (messages.PAGES, messages.LAW) if path.exists()]
    assert messages.COMPILED.read_bytes() == messages.compiled(both), "run `make messages`"


def test_nothing_is_said_that_the_catalogue_does_not_know_and_nothing_is_kept_that_nobody_says() -> None:
    known = {message.id for message in messages.catalogue(messages.PAGES) if message.id}
    elsewhere = {key for key, _, context in _written() if not context} - known
    assert set(messages.sentences()) - elsewhere == known, "run `make messages`"


def test_every_sentence_has_its_english() -> None:
    assert [key for key, english, _ in _written() if not english] == [], "write it in pages.po and run `make messages`"


def test_no_english_is_unsure_or_obsolete() -> None:
    for path in (messages.PAGES, messages.LAW):
        if path.exists():
            read = messages.catalogue(path)
            assert [message.id for message in read if message.fuzzy and message.id] == []
            assert list(read.obsolete) == []


def test_the_english_of_a_sentence_has_the_same_places() -> None:
    wrong = {
        key: english
        for key, english, context in _written()
        if english and not context and _places(key) != _places(english)
    }
    assert wrong == {}


@pytest.mark.parametrize("module", SPEAKING)
def test_every_vietnamese_sentence_of_a_page_is_said_or_marked(module: str) -> None:
    assert _unmarked(ast.parse(text(Path(module))), KEPT_IN_VIETNAMESE.get(module, set())) == [], (
        "put `said(…)` or `msg(…)` around it"
    )


def _unmarked(tree: ast.Module, kept: set[str]) -> list[str]:
    tree.body = [node for node in tree.body if not kept & set(_defined(node))]
    silent: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            silent.add(id(node.body[0].value))  # type: ignore[attr-defined]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in messages.SAYING:
            silent |= {id(argument) for argument in node.args[:1]}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in silent
        and VIETNAMESE.search(node.value)
    ]


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def _places(sentence: str) -> tuple[set[str], list[str]]:
    """The names in braces of a sentence of Python; the variables of a text of a template; its elements."""
    variables = re.findall(r"\{\{ *([\w.]+) *\}\}", sentence)
    rest = re.sub(r"\{\{.*?\}\}", "", sentence)
    names = {field for _, field, _, _ in string.Formatter().parse(rest) if field} if not variables else set()
    return names | set(variables), sorted(re.findall(r"<\w+[^>]*>", sentence.replace(' lang="vi"', "")))


def test_a_template_is_cut_into_sentences() -> None:
    source = (
        '<p class="x" aria-label="Chọn">{% if a %}Còn {{ n }} thôn, <b>xem</b> <a href="/tim/">ở đây</a>.{% endif %}'
        '<b>{{ n }}</b> <a href="/">Về</a> · <a href="/x/">Đi</a> (JSON)</p>'
    )
    assert texts(source) == [
        "Chọn",
        'Còn {{ n }} thôn, <b>xem</b> <a href="/tim/">ở đây</a>.',
        '<b>{{ n }}</b> <a href="/">Về</a>',
        '<a href="/x/">Đi</a> (JSON)',
    ]
    assert translated(source, lambda one: one) == source
    assert translated("<p> Có </p>", lambda _: "Yes") == "<p> Yes </p>"
