"""Trang luật: reads `law/**/*.md`, for the public site and for the tests that run the tables of cases.

The pages are written for lawyers; `law/README.md` fixes their form. What is read here is plain text and HTML from
CommonMark with raw HTML switched off; no rule of law is applied and no Django is needed.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dantin.core.vietnamese import fold

from .law_markdown import render

FOLDERS = {
    "truong-thon": "Trưởng thôn",
    "chi-bo": "Chi bộ",
    "cau-noi": "Từ trưởng thôn sang bí thư",
    "van-ban": "Văn bản",
}
ROOT_URL = "/luat/"
CASES_HEADING = "Bảng ca mẫu"
NAME_COLUMN, CONCLUSION_COLUMN, BECAUSE_COLUMN = "Trường hợp", "Kết luận", "Vì"
NOT_REACHED = ("chưa", "không", "bị", "còn thiếu", "phải", "bầu lại", "chỉ định")
NEITHER = ("không xét", "không bằng phiếu", "không bầu chi ủy")

RULE_CODE = re.compile(r"\b[A-Z]{2}-[A-Z]+-\d+\b")
SOURCE_KEY = re.compile(r"\[([A-Z]\d{2})\]")
FACT = re.compile(r"- (?P<label>[^:]+): (?P<value>.+)")


class LawPageError(ValueError):
    """Trang luật viết sai mẫu: what is wrong, in which file and line."""


@dataclass(frozen=True, slots=True)
class Source:
    """Nguồn: a published page a rule was taken from; few of them are the text itself."""

    key: str
    title: str
    kind: str
    url: str  # empty where the source has no stable address


@dataclass(frozen=True, slots=True)
class Fact:
    """Dòng đầu trang: one line of what must be known before reading, as text and as HTML."""

    label: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Section:
    """Mục: a part of a page under its own heading."""

    heading: str
    anchor: str
    html: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """Ca mẫu: one row of a table; the name of the row is the name of its test."""

    page: str
    rule: str
    title: str
    near_threshold: bool
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.page} · {self.title}"

    @property
    def conclusion(self) -> str:
        return self.cells.get(CONCLUSION_COLUMN, "")

    @property
    def because(self) -> str:
        return self.cells.get(BECAUSE_COLUMN, "")

    @property
    def reached(self) -> bool | None:
        """Whether what the rule asks for was reached; None where the conclusion is neither good nor bad news."""
        return None if self.conclusion in NEITHER else not self.conclusion.startswith(NOT_REACHED)


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Bảng ca mẫu của một quy tắc."""

    rule: str
    anchor: str
    heading: str
    intro_html: str
    columns: tuple[str, ...]
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class LawPage:
    """Trang luật: one provision that decides something, or one instrument (`folder` "van-ban")."""

    folder: str
    slug: str
    title: str
    rules: tuple[str, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    lead_html: str
    provision_html: str  # the provision, quoted or summed up
    provision_source_html: str  # where those words come from, and that they are not the signed text
    sections: tuple[Section, ...]
    tables: tuple[CaseTable, ...]
    text: str  # the page as it was written

    @property
    def file_name(self) -> str:
        return f"{self.slug}.md"

    @property
    def url(self) -> str:
        return f"{ROOT_URL}{self.folder}/{self.slug}/"

    @property
    def folder_title(self) -> str:
        return FOLDERS[self.folder]

    @property
    def anchor(self) -> str:
        return anchor_of(self.rules[0]) if self.rules else self.slug

    @property
    def cases(self) -> tuple[CaseRow, ...]:
        return tuple(row for table in self.tables for row in table.rows)

    @property
    def rulebooks(self) -> tuple[str, ...]:
        return tuple(re.findall(r"\b(?:VH|PC)-\d{4}T?\b", self.fact("Bộ quy định")))

    @property
    def instruments(self) -> str:
        return self.fact("Văn bản")

    @property
    def source_mark(self) -> str:
        """How sure we are: sourced second-hand, believed without a source, or a gap."""
        return self.fact("Độ chắc")

    @property
    def proof_read(self) -> bool:
        """Whether a legal officer has compared the page with the signed text."""
        return self.fact("Đối chiếu").startswith("đã đối chiếu")

    def fact(self, label: str) -> str:
        return next((fact.text for fact in self.facts if fact.label == label), "")


@cache
def pages() -> list[LawPage]:
    """Every page, folder by folder, in the order of its file names."""
    return [
        read_page(folder, each.name.removesuffix(".md"), each.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for each in sorted(files("law").joinpath(folder).iterdir(), key=lambda entry: entry.name)
        if each.name.endswith(".md")
    ]


def page(folder: str, slug: str) -> LawPage | None:
    return next((each for each in pages() if (each.folder, each.slug) == (folder, slug)), None)


@cache
def page_of_rule(code: str) -> str | None:
    """The address behind "Vì sao?", as /luat/truong-thon/trung-cu/#vh-decide-1; None for a code without a page."""
    for each in pages():
        if code in each.rules:
            return f"{each.url}#{anchor_of(code)}"
    return None


@cache
def sources() -> dict[str, Source]:
    """The published pages cited, by key, from `law/nguon.md`."""
    text = files("law").joinpath("nguon.md").read_text(encoding="utf-8")
    found = {}
    for cells in _table_rows([line for line in text.splitlines() if line.startswith("|")], "nguon.md")[1:]:
        key, title, kind, url = cells
        found[key] = Source(key, title, kind, url.strip("<>") if url.startswith("<") else "")
    return found


def anchor_of(code: str) -> str:
    return code.lower()


def read_page(folder: str, slug: str, text: str) -> LawPage:
    """A page from its text; raises `LawPageError` with the line to look at."""
    name = f"{folder}/{slug}.md"
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# "):
        raise LawPageError(f'{name}: dòng 1 phải là tên trang, bắt đầu bằng "# ".')
    title, codes = title_and_codes(lines[0][2:])
    facts, rest = leading_facts(lines[1:], folder)
    preamble, parts = split_at_headings(rest)
    lead, provision, origin = parts_of_preamble(preamble)
    sections, tables = [], []
    for heading, body in parts:
        label, own_codes = title_and_codes(heading)
        if label.startswith(CASES_HEADING):
            tables.append(_case_table(f"{slug}.md", heading, body, own_codes or codes, folder))
        else:
            sections.append(Section(label, _slug(own_codes, label), html_of("\n".join(body), folder)))
        codes += tuple(code for code in own_codes if code not in codes)
    keys = dict.fromkeys(SOURCE_KEY.findall(text))
    unknown = [key for key in keys if key not in sources()]
    if unknown:
        raise LawPageError(f"{name}: nguồn {', '.join(unknown)} chưa có trong nguon.md.")
    return LawPage(
        folder=folder,
        slug=slug,
        title=title,
        rules=codes,
        facts=facts,
        sources=tuple(sources()[key] for key in keys),
        lead_html=html_of(lead, folder),
        provision_html=html_of(provision, folder),
        provision_source_html=html_of(origin, folder),
        sections=tuple(sections),
        tables=tuple(tables),
        text=text,
    )


def title_and_codes(heading: str) -> tuple[str, tuple[str, ...]]:
    """ "Khi nào trúng cử · VH-DECIDE-1" → its words, its codes."""
    title, _, codes = heading.partition(" · ")
    found = tuple(RULE_CODE.findall(codes))
    return (title.strip(), found) if found else (heading.strip(), ())


def leading_facts(lines: list[str], folder: str, *, english: bool = False) -> tuple[tuple[Fact, ...], list[str]]:
    """The "- label: value" lines under the title, and what comes after them."""
    facts = []
    for position, line in enumerate(lines):
        if match := FACT.fullmatch(line):
            value = match["value"]
            text = SOURCE_KEY.sub(r"\1", re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", value))
            html = html_of(value, folder, english=english).removeprefix("<p>").removesuffix("</p>")
            facts.append(Fact(match["label"], text, html))
        elif line.strip():
            return tuple(facts), lines[position:]
    return tuple(facts), []


def split_at_headings(lines: list[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """What stands before the first heading, then each heading with its lines."""
    preamble: list[str] = []
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("## "):
            parts.append((line[3:], []))
        else:
            (parts[-1][1] if parts else preamble).append(line)
    return preamble, parts


def parts_of_preamble(lines: list[str]) -> tuple[str, str, str]:
    """The lead in one paragraph, then the provision in a block quote whose last paragraph begins with a dash."""
    lead = "\n".join(line for line in lines if not line.startswith(">"))
    quoted = [line.removeprefix(">").removeprefix(" ") for line in lines if line.startswith(">")]
    first_of_origin = next((at for at, line in enumerate(quoted) if line.startswith("— ")), len(quoted))
    origin = "\n".join(quoted[first_of_origin:]).removeprefix("— ")
    return lead, "\n".join(quoted[:first_of_origin]), origin


def _case_table(page: str, heading: str, body: list[str], codes: tuple[str, ...], folder: str) -> CaseTable:
    columns, *rows = _table_rows([line for line in body if line.startswith("|")], page)
    if columns[0] != NAME_COLUMN or CONCLUSION_COLUMN not in columns:
        raise LawPageError(f'{page}: bảng ca mẫu phải có cột đầu "{NAME_COLUMN}" và cột "{CONCLUSION_COLUMN}".')
    rule = codes[0]
    return CaseTable(
        rule=rule,
        anchor=_slug((), heading),
        heading=title_and_codes(heading)[0],
        intro_html=html_of("\n".join(line for line in body if not line.startswith("|")), folder),
        columns=tuple(columns),
        rows=tuple(
            CaseRow(
                page=page,
                rule=rule,
                title=row[0].strip("*"),
                near_threshold=row[0].startswith("**"),
                cells=dict(zip(columns[1:], row[1:], strict=True)),
            )
            for row in rows
        ),
    )


def _table_rows(lines: list[str], name: str) -> list[list[str]]:
    """The cells of a table, its heading first and its rule of dashes left out."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    if len(rows) < 3:
        raise LawPageError(f"{name}: bảng phải có dòng tên cột, dòng gạch ngang và ít nhất một ca.")
    for cells in rows:
        if len(cells) != len(rows[0]):
            raise LawPageError(f'{name}: dòng "{cells[0]}" có {len(cells)} ô, bảng có {len(rows[0])} cột.')
    return [rows[0], *rows[2:]]


def _slug(codes: tuple[str, ...], heading: str) -> str:
    return anchor_of(codes[0]) if codes else re.sub(r"[^a-z0-9]+", "-", fold(heading)).strip("-")


def html_of(text: str, folder: str, *, english: bool = False) -> str:
    """HTML of a part of a page; in English `*…*` marks Vietnamese words."""
    address_of_source = {key: sources()[key].url for key in SOURCE_KEY.findall(text) if key in sources()}
    return render(text, folder=folder, root_url=ROOT_URL, address_of_source=address_of_source, english=english)
