"""Báo cáo thành bảng tính: XLSX with real numbers and formulas, CSV with the same numbers; nothing begins a formula."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from dantin.core.official_report import Cell, OfficialReport, Ratio, ReportTable
from dantin.core.small_cells import Hidden
from dantin.imports.writing import as_text


def report_xlsx(report: OfficialReport) -> bytes:
    """One sheet for what is said, one for each table; a total is the sum of its column, a share is reckoned there."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": report.title, "subject": report.place})
        bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.00%"})
        whole = book.add_format({"num_format": "#,##0"})
        sheet = book.add_worksheet("Báo cáo")
        sheet.set_column(0, 0, 110)
        lines = [report.title, report.place, report.until, *(["SỐ LIỆU MÔ PHỎNG"] if report.simulated else []), "",
                 *(one.text for one in report.sentences), "", *report.notes]  # fmt: skip
        for at, line in enumerate(lines):
            sheet.write_string(at, 0, line, bold if at == 0 else None)
        for table in report.tables:
            _sheet(book, table, bold, whole, percent)
    return out.getvalue()


def _sheet(book: Any, table: ReportTable, bold: Any, whole: Any, percent: Any) -> None:
    sheet = book.add_worksheet(table.title.replace("/", "-")[:31])
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(table.columns), 18)
    sheet.freeze_panes(1, 1)
    for column, title in enumerate(table.columns):
        sheet.write_string(0, column, title, bold)
    for at, row in enumerate(table.rows, 1):
        _row(sheet, at, row, table, whole, percent)
    if table.total is not None:
        _total(sheet, table, bold, whole, percent)


def _row(sheet: Any, at: int, row: Sequence[Cell], table: ReportTable, whole: Any, percent: Any) -> None:
    for column, cell in enumerate(row):
        match cell:
            case None:
                continue
            case Hidden():
                sheet.write_string(at, column, cell.value)
            case Ratio():
                _share(sheet, at, column, cell, row, table, percent)
            case int():
                sheet.write_number(at, column, cell, whole)
            case _:
                sheet.write_string(at, column, cell)


def _share(
    sheet: Any, at: int, column: int, cell: Ratio, row: Sequence[Cell], table: ReportTable, percent: Any
) -> None:
    """Of two cells of its row where they stand there, else of the total, else the number itself."""
    value = cell.part / cell.whole if cell.whole else 0
    places = [n for n in range(column) if row[n] == cell.part], [n for n in range(column) if row[n] == cell.whole]
    if not cell.whole:
        return
    if places[0] and places[1] and places[0][-1] != places[1][0]:
        part, base = xl_rowcol_to_cell(at, places[0][-1]), xl_rowcol_to_cell(at, places[1][0])
    elif places[0] and table.total is not None and cell.whole in table.total:
        last = len(table.rows) + 1
        part = xl_rowcol_to_cell(at, places[0][-1])
        base = xl_rowcol_to_cell(last, table.total.index(cell.whole), row_abs=True, col_abs=True)
    else:
        sheet.write_formula(at, column, f"={cell.part}/{cell.whole}", percent, value)
        return
    sheet.write_formula(at, column, f"={part}/{base}", percent, value)


def _total(sheet: Any, table: ReportTable, bold: Any, whole: Any, percent: Any) -> None:
    at, total = len(table.rows) + 1, table.total
    assert total is not None
    for column, cell in enumerate(total):
        above = [row[column] for row in table.rows]
        if isinstance(cell, str):
            sheet.write_string(at, column, cell, bold)
        elif isinstance(cell, Ratio):
            _share(sheet, at, column, cell, total, table, percent)
        elif isinstance(cell, int) and above and all(isinstance(one, int) for one in above):
            first, last = xl_rowcol_to_cell(1, column), xl_rowcol_to_cell(at - 1, column)
            sheet.write_formula(at, column, f"=SUM({first}:{last})", whole, cell)
        elif isinstance(cell, int):
            sheet.write_number(at, column, cell, whole)


def report_csv(report: OfficialReport) -> bytes:
    """Every table one beneath the other, each under its title; UTF-8 with the mark by which Excel reads it so."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([[as_text(line)] for line in (report.title, report.place, report.until)])
    if report.simulated:
        writer.writerow(["SỐ LIỆU MÔ PHỎNG"])
    for table in report.tables:
        writer.writerow([])
        writer.writerow([as_text(table.title)])
        writer.writerow([as_text(title) for title in table.columns])
        for row in (*table.rows, *([table.total] if table.total else [])):
            writer.writerow([_plain(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Hidden():
            return cell.value
        case Ratio():
            return cell.printed or ""
        case int():
            return str(cell)
        case _:
            return as_text(cell)
