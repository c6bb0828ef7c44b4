"""Ghi tệp: exports as XLSX or CSV, templates with validation, and the copy of a file with its faulty cells marked."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from rustpy_xlsxwriter import Format, write_worksheet

from .columns import MARKED_STARTS, Column, Kind, Value
from .faults import Fault
from .guards import MOST_ROWS
from .kinds import ListKind
from .sheets import GUIDE, Cell, Sheet

DAY_FORMAT = "dd/mm/yyyy"
TEMPLATE_ROWS = 5_000
_LONGEST_LISTED = 255
_LONGEST_TEXT = 32_767
_SAMPLE = "số liệu mẫu, mô phỏng: xoá trước khi điền"


def write_xlsx(kind: ListKind, rows: Iterable[Sequence[Value]]) -> bytes:
    """An export: one sheet, its headings, each row in the order of the columns; a province's households in seconds."""
    out = io.BytesIO()
    formats = {Kind.DAY: Format().set_num_format(DAY_FORMAT), Kind.COUNT: Format(), Kind.YEAR: Format()}
    text = Format().set_num_format("@")
    write_worksheet(
        _records(kind, rows),
        out,
        _sheet_name(kind.title, 1),
        freeze_row=1,
        column_widths=[24.0 if column.kind is Kind.TEXT else 16.0 for column in kind.columns],
        column_formats=[formats.get(column.kind, text) for column in kind.columns],
        header_format=Format().set_bold().set_background_color("#DDEBF7").set_border("thin").set_text_wrap(),
    )
    return out.getvalue()


def _records(kind: ListKind, rows: Iterable[Sequence[Value]]) -> Iterator[dict[str, Any]]:
    """Text stays text: nothing in a list is a formula or a link."""
    written = [(column.title, column.written) for column in kind.columns]
    empty = True
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise ValueError("an export longer than what an import takes")
        empty = False
        yield {title: _cell(write(value)) for (title, write), value in zip(written, row, strict=True)}
    if empty:  # the headings alone, in a row of nothing
        yield {title: None for title, _ in written}


def _cell(value: Cell) -> Any:
    if value == "":
        return None
    if isinstance(value, str):
        return value[:_LONGEST_TEXT]
    return str(value) if isinstance(value, time | timedelta) else value


def write_csv(kind: ListKind, rows: Iterable[Sequence[Value]]) -> bytes:
    """UTF-8 with the mark that makes Excel read it as such; days as day/month/year."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.title for column in kind.columns])
    for row in rows:
        writer.writerow([as_text(column.written(v)) for column, v in zip(kind.columns, row, strict=True)])
    return out.getvalue().encode("utf-8-sig")


def write_template(kind: ListKind, *, filled: bool, begun: Iterable[Sequence[Value]] = ()) -> bytes:
    """Mẫu để điền: headings, validation of each column, a sheet that explains them; `filled` adds simulated samples.

    `begun` are lines already begun: of which village, with whose names.
    """
    out = io.BytesIO()
    with _book(out) as book:
        sheet = _write_list(book, kind, kind.samples if filled else begun)
        for place, column in enumerate(kind.columns):
            if (rule := _validation(column)) is not None:
                sheet.data_validation(1, place, TEMPLATE_ROWS, place, rule)
        _write_guide(book, kind, filled=filled)
    return out.getvalue()


def write_marked(sheets: Sequence[Sheet], faults: Iterable[Fault]) -> bytes:
    """The file again, as it was read, with every faulty cell red and what is wrong in its note."""
    by_cell: dict[tuple[str, int, int], list[str]] = {}
    for fault in faults:
        by_cell.setdefault((fault.sheet, fault.row, fault.column or 0), []).append(fault.message)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        red = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
        red_day = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006", "num_format": DAY_FORMAT})
        day = book.add_format({"num_format": DAY_FORMAT})
        for number, one in enumerate(sheets, start=1):
            sheet = book.add_worksheet(_sheet_name(one.name, number))
            for row, cells in enumerate(one.rows):
                for place, cell in enumerate(cells):
                    if cell not in ("", None):
                        _write_cell(sheet, row, place, cell, day)
            for (name, row, place), messages in by_cell.items():
                if name == one.name:
                    cells = one.rows[row - 1]
                    cell = cells[place] if place < len(cells) else None
                    _write_cell(sheet, row - 1, place, cell, red_day if isinstance(cell, date) else red, red)
                    sheet.write_comment(row - 1, place, "\n".join(messages), {"x_scale": 2})
    return out.getvalue()


_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def _book(out: io.BytesIO) -> Any:
    return xlsxwriter.Workbook(out, {**_OPTIONS, "constant_memory": True})


def _write_list(book: Any, kind: ListKind, rows: Iterable[Sequence[Value]]) -> Any:
    bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": DAY_FORMAT})
    formats = {Kind.DAY: day, Kind.COUNT: None, Kind.YEAR: None}
    sheet = book.add_worksheet(_sheet_name(kind.title, 1))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(kind.columns):
        sheet.set_column(place, place, 24 if column.kind is Kind.TEXT else 16, formats.get(column.kind, text))
        sheet.write_string(0, place, column.title, bold)
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise ValueError("an export longer than what an import takes")
        for place, (column, value) in enumerate(zip(kind.columns, row, strict=True)):
            if value is not None:
                _write_cell(sheet, number, place, column.written(value), day, formats.get(column.kind, text))
    return sheet


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, day: Any, other: Any = None) -> None:
    """Text stays text: nothing in a list is a formula or a link."""
    match cell:
        case None | "":
            sheet.write_blank(row, place, None, other)
        case bool():
            sheet.write_boolean(row, place, cell, other)
        case int() | float():
            sheet.write_number(row, place, cell, other)
        case datetime() | date():
            sheet.write_datetime(row, place, cell, day)
        case time() | timedelta():
            sheet.write_string(row, place, str(cell), other)
        case str():
            sheet.write_string(row, place, cell[:_LONGEST_TEXT], other)


def _validation(column: Column) -> dict[str, Any] | None:
    wrong = {"error_title": column.title, "ignore_blank": not column.required}
    if column.choices:
        listed = [words[0] for words in column.choices.values()]
        if len(",".join(listed)) > _LONGEST_LISTED or any("," in word for word in listed):
            return None
        return {"validate": "list", "source": listed, "error_message": "Chọn một giá trị trong danh sách.", **wrong}
    match column.kind:
        case Kind.COUNT:
            message = f"Ghi số nguyên từ 0 đến {column.most}."
            rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": column.most}
        case Kind.YEAR:
            message = "Ghi năm bốn chữ số, như 1975."
            rule = {"validate": "integer", "criteria": "between", "minimum": 1900, "maximum": 2100}
        case Kind.DAY:
            message = "Ghi ngày/tháng/năm, như 05/6/2022."
            rule = {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1)}
        case Kind.TEXT | Kind.CODE:
            message = f"Nhiều nhất {column.longest} chữ."
            rule = {"validate": "length", "criteria": "between", "minimum": 1, "maximum": column.longest}
        case Kind.CODES | Kind.CHOICE | Kind.HOUR:
            return None
    return {**rule, "error_message": message, **wrong}


def _write_guide(book: Any, kind: ListKind, *, filled: bool) -> None:
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 60)
    sheet.write_string(0, 0, kind.title, bold)
    sheet.write_string(1, 0, kind.about)
    if filled:
        sheet.write_string(2, 0, f"Các dòng có sẵn là {_SAMPLE}.")
    for number, column in enumerate(kind.columns, start=4):
        sheet.write_string(number, 0, column.title, bold)
        sheet.write_string(number, 1, "cần điền" if column.required else "có thể để trống")
        listed = "; ".join(words[0] for words in column.choices.values())
        note = ". ".join(part for part in (column.note, f"Ghi một trong: {listed}" if listed else "") if part)
        sheet.write_string(number, 2, note)


def _sheet_name(name: str, number: int) -> str:
    plain = "".join(letter for letter in name if letter.isprintable() and letter not in "[]:*?/\\")[:31].strip("' ")
    return plain or f"Trang {number}"


def as_text(value: Value) -> str:
    """Text that no spreadsheet takes for a formula: marked by an apostrophe where it begins as one does."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(MARKED_STARTS) else value
    return "" if value is None else f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
