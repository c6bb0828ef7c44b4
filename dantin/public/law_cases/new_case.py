"""Thêm một ca mẫu vào bảng của một trang luật, as one line of its Markdown."""

import re
from collections.abc import Mapping
from pathlib import Path

from dantin.public.law_pages import (
    BECAUSE_COLUMN,
    CASES_HEADING,
    CONCLUSION_COLUMN,
    NAME_COLUMN,
    RULE_CODE,
    CaseTable,
    LawPage,
)

_NOTHING = "–"


class NotAdded(ValueError):
    """Không thêm được dòng: what is wrong, for whoever asked."""


def table_of(page: LawPage, rule: str | None) -> CaseTable:
    """The page's one table, or that of the rule named."""
    if not page.tables:
        raise NotAdded(f"trang {page.folder}/{page.slug} không có bảng ca mẫu")
    rules = [table.rule for table in page.tables]
    if rule is None and len(rules) > 1:
        raise NotAdded(f"trang có {len(rules)} bảng; chọn một bằng --rule: {', '.join(rules)}")
    found = next((table for table in page.tables if rule in (None, table.rule)), None)
    if found is None:
        raise NotAdded(f"trang không có bảng của {rule}; có: {', '.join(rules)}")
    return found


def asked_columns(table: CaseTable) -> list[str]:
    """What must be said of a new case, in the order of the table; the reason is for the reader and may wait."""
    return [column for column in table.columns if column not in (NAME_COLUMN, BECAUSE_COLUMN)]


def written(table: CaseTable, title: str, cells: Mapping[str, str]) -> str:
    """The row as a line of Markdown."""
    unknown = [column for column in cells if column not in table.columns or column == NAME_COLUMN]
    if unknown:
        raise NotAdded(f"bảng không có cột “{unknown[0]}”; các cột: {', '.join(table.columns[1:])}")
    missing = [column for column in asked_columns(table) if not cells.get(column, "").strip()]
    if missing:
        raise NotAdded(f"còn thiếu ô: {', '.join(missing)} (ô không có gì ghi {_NOTHING})")
    if not title.strip():
        raise NotAdded("ca mẫu phải có tên (--title)")
    if title.strip().strip("*") in {row.title for row in table.rows}:
        raise NotAdded(f"bảng đã có ca tên “{title.strip()}”; đặt tên khác")
    values = [title, *(cells.get(column, "") for column in table.columns[1:])]
    values = [" ".join(value.split()) for value in values]
    if any("|" in value for value in values):
        raise NotAdded("trong ô không được có dấu |, vì dấu ấy ngăn các ô")
    return "| " + " | ".join(values) + " |"


def insert(path: Path, table: CaseTable, line: str) -> int:
    """Put the line after the last row of the table; answers its number in the file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    inside, last = False, None
    codes = tuple(RULE_CODE.findall(lines[0]))
    for at, text in enumerate(lines):
        if text.startswith("## "):
            own = RULE_CODE.findall(text)
            is_cases = text[3:].startswith(CASES_HEADING)
            inside = is_cases and (own or codes)[:1] == [table.rule] if own else is_cases and codes[:1] == (table.rule,)
        elif inside and text.startswith("|"):
            last = at
    if last is None:
        raise NotAdded(f"không thấy bảng của {table.rule} trong {path.name}")
    lines.insert(last + 1, line)
    path.write_text("\n".join(lines), encoding="utf-8")
    return last + 2


def cell(text: str) -> tuple[str, str]:
    """ "Tổng số=99" → its column and its value."""
    column, equals, value = text.partition("=")
    if not equals or not re.search(r"\w", column):
        raise NotAdded(f"“{text}” không phải một ô; viết Cột=giá trị")
    return column.strip(), value.strip()


def conclusions(table: CaseTable) -> list[str]:
    """The words a conclusion may use, as the table has them."""
    return list(dict.fromkeys(row.cells[CONCLUSION_COLUMN] for row in table.rows))
