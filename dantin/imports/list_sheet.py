"""Một danh sách trên màn hình thành tệp: XLSX and CSV of the same cells; nothing in them begins as a formula does."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter

from .guards import MOST_ROWS
from .writing import DAY_FORMAT, as_text

Entry = str | int | date | None
_LONGEST = 32_767
_FIRST, _OTHERS = 32, 16  # how wide a column is at least


@dataclass(frozen=True, slots=True)
class ListSheet:
    """Một danh sách: what it is called, its headings, its rows; a number stays a number and a day a day."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Entry]]


def sheet_xlsx(sheet: ListSheet) -> bytes:
    """One sheet, row by row into the file: what is held does not grow with the list."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": sheet.title})
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        day, text = book.add_format({"num_format": DAY_FORMAT}), book.add_format({"num_format": "@"})
        page = book.add_worksheet("".join(letter for letter in sheet.title if letter not in "[]:*?/\\")[:31])
        page.freeze_panes(1, 0)
        for place, title in enumerate(sheet.columns):
            page.set_column(place, place, max(len(title) + 2, _OTHERS if place else _FIRST))
            page.write_string(0, place, title, bold)
        for number, row in enumerate(_bounded(sheet), start=1):
            for place, cell in enumerate(row):
                match cell:
                    case None | "":
                        continue
                    case date():
                        page.write_datetime(number, place, cell, day)
                    case int():
                        page.write_number(number, place, cell)
                    case str():
                        page.write_string(number, place, as_text(cell)[:_LONGEST], text)
    return out.getvalue()


def sheet_csv(sheet: ListSheet) -> bytes:
    """UTF-8 with the mark that makes Excel read it as such; days as day/month/year."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([as_text(title) for title in sheet.columns])
    writer.writerows([as_text(cell) for cell in row] for row in _bounded(sheet))
    return out.getvalue().encode("utf-8-sig")


def _bounded(sheet: ListSheet) -> Iterator[Sequence[Entry]]:
    for number, row in enumerate(sheet.rows, start=1):
        if number > MOST_ROWS:
            raise ValueError("a list longer than what a file of it holds")
        assert len(row) == len(sheet.columns)
        yield row
