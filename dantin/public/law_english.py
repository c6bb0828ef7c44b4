"""Trang luật bằng tiếng Anh: the prose from `law/en/`, the tables of cases from the Vietnamese page itself.

The Vietnamese page is the one the tests run. An English page holds its prose alone, heading by heading; the words of a
table (headings, cells, names of cases, reasons) stand in `locale/en/law.po`, so that no row is ever copied. `*…*` in
`law/en/` marks Vietnamese words. A row or a page without English is shown in Vietnamese; `tests/law` says what to add.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from dantin import locale
from dantin.locale import CLOSE, OPEN
from dantin.locale.words import NBSP

from . import law_pages
from .law_pages import CASES_HEADING, Fact, LawPage, LawPageError, title_and_codes

TRANSLATES = "Translates"
# Codes, and whether the page was compared: taken from the Vietnamese page, never copied into the English one.
NEVER_COPIED = ("Bộ quy định", "Đối chiếu")
ALIKE = re.compile(r"[A-Z]|[A-Z]{2}-[A-Z\d]+(-\d+)?|\d+|–|")  # the letter of a candidate, a code, a count, nothing
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
NUMBER = re.compile(r"\d+")
BESIDE = re.compile(r" \([^()]*\)")
MARKED = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True, slots=True)
class EnglishPage:
    """Trang tiếng Anh: the page with its prose in English, and whether the Vietnamese has changed since."""

    prose: LawPage
    is_current: bool


@cache
def english(folder: str, slug: str) -> EnglishPage | None:
    """A page in English; None where it has none that fits the Vietnamese page."""
    page = law_pages.page(folder, slug)
    entry = files("law").joinpath(f"en/{folder}/{slug}.md")
    if page is None or not entry.is_file():
        return None
    try:
        return read_english(page, entry.read_text(encoding="utf-8"))
    except LawPageError:
        return None  # shown in Vietnamese; the tests of the house of law say where the two differ


def read_english(page: LawPage, text: str) -> EnglishPage:
    """The English of a page from its text; raises `LawPageError` where its form is not that of the Vietnamese."""
    name = f"law/en/{page.folder}/{page.file_name}"
    first, *lines = text.splitlines()
    title, codes = title_and_codes(first.removeprefix("# "))
    wanted_codes = title_and_codes(page.text.partition("\n")[0].removeprefix("# "))[1]
    if not first.startswith("# ") or codes != wanted_codes:
        raise LawPageError(f"{name}: dòng 1 phải là “# tên trang · {', '.join(wanted_codes)}”.")
    facts, rest = law_pages.leading_facts(lines, page.folder, english=True)
    before, parts = law_pages.split_at_headings(rest)
    lead, provision, origin = law_pages.parts_of_preamble(before)
    sections, tables = iter(page.sections), iter(page.tables)
    sections_said: list[law_pages.Section] = []
    tables_said: list[law_pages.CaseTable] = []
    for heading, body, vietnamese_heading in _paired(page, parts, name):
        html = law_pages.html_of("\n".join(body), page.folder, english=True)
        if vietnamese_heading.startswith(CASES_HEADING):
            tables_said.append(replace(next(tables), heading=_marked(heading), intro_html=html))
        else:
            sections_said.append(replace(next(sections), heading=_marked(heading), html=html))
    prose = replace(
        page,
        title=_marked(title),
        facts=_facts(page, [fact for fact in facts if fact.label != TRANSLATES], name),
        lead_html=law_pages.html_of(lead, page.folder, english=True),
        provision_html=law_pages.html_of(provision, page.folder, english=True),
        provision_source_html=law_pages.html_of(origin, page.folder, english=True),
        sections=tuple(sections_said),
        tables=tuple(tables_said),
    )
    translated = next((fact.text for fact in facts if fact.label == TRANSLATES), "")
    return EnglishPage(prose, translated == mark_of(page))


def mark_of(page: LawPage) -> str:
    """Dấu của lời văn: changes with every word of the Vietnamese page that its English page must follow."""
    lines = [line for line in page.text.splitlines() if line.strip() and not line.startswith("|")]
    prose = [line for line in lines if not line.startswith(tuple(f"- {label}:" for label in NEVER_COPIED))]
    return sha256("\n".join(prose).encode()).hexdigest()[:8]


def _paired(page: LawPage, parts: list[tuple[str, list[str]]], name: str) -> list[tuple[str, list[str], str]]:
    """Each English heading and its lines, beside the Vietnamese heading in the same place."""
    wanted = [line[3:] for line in page.text.splitlines() if line.startswith("## ")]
    if len(parts) != len(wanted):
        raise LawPageError(f"{name}: có {len(parts)} mục; trang tiếng Việt có {len(wanted)}: {'; '.join(wanted)}.")
    for (heading, _), vietnamese_heading in zip(parts, wanted, strict=True):
        if title_and_codes(heading)[1] != title_and_codes(vietnamese_heading)[1]:
            raise LawPageError(f"{name}: mục “{heading}” phải mang mã của mục “{vietnamese_heading}”.")
    return [(title_and_codes(heading)[0], body, vi) for (heading, body), vi in zip(parts, wanted, strict=True)]


def _facts(page: LawPage, translated: list[Fact], name: str) -> tuple[Fact, ...]:
    """The lines under the title, in the order of the Vietnamese page."""
    facts = []
    for fact in page.facts:
        label = word(fact.label) or fact.label
        if fact.label in NEVER_COPIED:
            facts.append(Fact(label, fact.text, escape(cell(fact.text))))
        elif translated and translated[0].label == label:
            facts.append(translated.pop(0))
        else:
            raise LawPageError(f"{name}: thiếu dòng “- {label}: …” ứng với “- {fact.label}: …”.")
    if translated:
        raise LawPageError(f"{name}: dòng “- {translated[0].label}: …” không ứng với dòng nào của trang tiếng Việt.")
    return tuple(facts)


def word(text: str) -> str | None:
    """The English of a heading, a cell, the name of a case or a reason; None where `law.po` has none.

    The text as it stands comes first. Else its numbers are taken out, so that "63 × 2 = 126, quá 125." is English as
    soon as one such sum is.
    """
    if found := locale.in_a_table(text):
        return found
    found = locale.in_a_table(pattern(text))
    return found and found.format(*NUMBER.findall(text))


def pattern(text: str) -> str:
    """ "60 × 2 = 120, không quá 121." → "{0} × {1} = {2}, không quá {3}."."""
    places = iter(range(len(text)))
    return NUMBER.sub(lambda _: f"{{{next(places)}}}", text)


def sentence(text: str) -> str:
    """The name of a case, a reason or a heading."""
    return _or_vietnamese(text, word(text) if text else "")


def cell(value: str) -> str:
    """A cell: words from the catalogue, days and thousands as English writes them."""
    return ", ".join(_or_vietnamese(item, in_english(item)) for item in value.split(", "))


def in_english(item: str) -> str | None:
    """One word or number of a cell; None where it has no English."""
    if match := DAY.fullmatch(item):
        day, month, year = map(int, match.groups())
        with locale.english():
            return locale.day(date(year, month, day)).replace(" ", NBSP, 1)  # the year may stand on the next line
    if THOUSANDS.fullmatch(item):
        return item.replace(".", ",")
    return item if ALIKE.fullmatch(item) else word(item)


def short(text: str) -> str:
    """A heading without the Vietnamese beside it, for a narrow place."""
    return BESIDE.sub("", sentence(text))


def _or_vietnamese(text: str, said: str | None) -> str:
    return f"{OPEN}{text}{CLOSE}" if said is None else said


def _marked(text: str) -> str:
    return MARKED.sub(rf"{OPEN}\1{CLOSE}", text)
