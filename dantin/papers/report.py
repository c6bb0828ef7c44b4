"""Báo cáo thành văn bản: the sentences and tables of an official report as a paper of its side, for PDF and DOCX."""

from dantin.core.official_report import Cell, OfficialReport, Ratio, ReportTable
from dantin.core.small_cells import Hidden
from dantin.core.values import Side
from dantin.core.vietnamese import number, percent_words

from .blocks import Block, Column, Head, Kind, Line, Paper, Signature, Signatures, Span, Stamp, Table, Text
from .markup import clean

_NAME, _FIGURE = 34, 14


def report_paper(report: OfficialReport, *, issuer: str, dated: str) -> Paper:
    """The report with its head and a place to sign; number and day stay open for the register of the office."""
    kind = "BC-UBND" if report.side is Side.STATE else "BC/ĐU"
    joined = "/" if report.side is Side.STATE else "-"
    number_line = f"Số: …{joined}{kind}" if report.side is Side.STATE else f"Số …{joined}{kind}"
    blocks: list[Block] = [
        Head((), (text(issuer.upper()),), text(number_line), text("…………, ngày …… tháng …… năm ………")),
        Line(Kind.TITLE, text(report.title.upper())),
        Line(Kind.SUBJECT, text(f"{report.place}. {report.until}")),
        *(Line(Kind.PARAGRAPH, text(one.text)) for one in report.sentences),
    ]
    for n, table in enumerate(report.tables, 1):
        if table.rows:
            blocks += [Line(Kind.SECTION, text(f"{n}. {table.title}")), _table(table)]
    blocks += [Line(Kind.NOTE, text(note)) for note in report.notes]
    office = "CHỦ TỊCH" if report.side is Side.STATE else "T/M BAN THƯỜNG VỤ"
    blocks.append(
        Signatures((text("Như trên;"), text("Lưu.")), (Signature((text(office),), text("(Ký, đóng dấu)"), ()),))
    )
    marks = ("DỮ LIỆU MÔ PHỎNG",) if report.simulated else ()
    stamp = Stamp("", (), marks)
    return Paper(f"{report.title}, {report.place}", tuple(blocks), stamp, dated)


def text(said: str) -> Text:
    return (Span(clean(said)),)


def written(cell: Cell) -> str:
    """A cell as people read it."""
    match cell:
        case None:
            return "–"
        case Hidden():
            return cell.value
        case Ratio():
            return percent_words(cell.printed)
        case bool() | int():
            return number(cell)
        case _:
            return cell


def _table(table: ReportTable) -> Table:
    figures = [any(isinstance(row[at], int | Ratio) for row in table.rows) for at in range(len(table.columns))]
    columns = tuple(Column(_FIGURE if figure else _NAME, "r" if figure else "l") for figure in figures)
    rows = [*table.rows, *([table.total] if table.total else [])]
    return Table(
        columns,
        tuple(text(title) for title in table.columns),
        tuple(tuple(text(written(cell)) for cell in row) for row in rows),
    )
