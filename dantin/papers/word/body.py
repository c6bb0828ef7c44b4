"""What stands between head and signature, on papers of either side, as Word keeps it."""

import io
from collections.abc import Sequence
from typing import assert_never

import zxingcpp
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Emu, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from PIL import Image

from dantin.papers.blocks import Block, Head, Kind, Line, Look, PageBreak, Paper, Signatures, Stamp, Table, Text

FONT = "Times New Roman"
BODY, IN_TABLE, SMALL, CODE = Pt(13), Pt(12), Pt(11), Pt(8.5)
WIDTH = Mm(165)
_INDENT = Cm(1.27)
_SIDES = {"l": ALIGN.LEFT, "r": ALIGN.RIGHT, "c": ALIGN.CENTER}
_BOXES = {Look.BOX: "☐", Look.TICKED: "☒"}


def set_up(document: Document, paper: Paper) -> None:
    """A4 with the margins of the norms, one font, and on each page what must be read with it."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    for style in document.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER) and style.name in _STYLES:
            _in_font(style.font, style.element)
            style.font.size, style.font.bold = BODY, style.name != "Normal"
            style.font.color.rgb = None
    for style in ("Normal", "Heading 1", "Heading 2"):
        spaced = document.styles[style].paragraph_format
        spaced.space_before, spaced.space_after, spaced.line_spacing = Pt(0), Pt(4), 1.1
    header = section.header.paragraphs[0]
    header.alignment = ALIGN.CENTER
    marks = paper.stamp.marks if paper.stamp else ()
    if marks:
        said = header.add_run(" · ".join(marks))
        said.bold, said.font.size = True, Pt(9.5)


_STYLES = ("Normal", "Heading 1", "Heading 2", "Header")


def _in_font(font: object, element: object) -> None:
    font.name = FONT  # type: ignore[attr-defined]
    fonts = element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for script in ("w:eastAsia", "w:cs", "w:ascii", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


class Writer:
    """Writes blocks into one document, in order."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def write(self, block: Block) -> None:
        match block:
            case Line():
                self._line(block)
            case Table():
                self._table(block)
            case Signatures():
                self._signatures(block)
            case PageBreak():
                self.document.add_page_break()
            case Head():
                raise ValueError("a head is drawn by the renderer of its side")
            case _:
                assert_never(block)

    def _line(self, line: Line) -> None:
        styles = {Kind.TITLE: "Heading 1", Kind.SECTION: "Heading 2"}
        paragraph = self.document.add_paragraph(style=styles.get(line.kind, "Normal"))
        bold = line.kind in (Kind.TITLE, Kind.SECTION, Kind.SUBJECT, Kind.CENTRED)
        italic = line.kind in (Kind.GROUND, Kind.NOTE)
        said(paragraph, line.text, bold=bold, italic=italic, size=SMALL if line.kind is Kind.NOTE else None)
        shape = paragraph.paragraph_format
        if line.kind in (Kind.TITLE, Kind.SUBJECT, Kind.CENTRED):
            paragraph.alignment = ALIGN.CENTER
            shape.space_before = Pt(10 if line.kind is Kind.TITLE else 2)
        elif line.kind in (Kind.PARAGRAPH, Kind.GROUND):
            paragraph.alignment, shape.first_line_indent = ALIGN.JUSTIFY, _INDENT
        elif line.kind is Kind.ITEM:
            paragraph.runs[0].text = f"- {paragraph.runs[0].text}"
            shape.left_indent = _INDENT
        elif line.kind is Kind.SPOKEN:
            shape.left_indent = Cm(0.6)
            _border(paragraph, "left", 18)

    def grid(self, rows: int, widths: Sequence[int]) -> WordTable:
        """A table without lines, for what stands side by side; widths in shares of the page."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
        whole = sum(widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(WIDTH * width // whole)
            for cell in column.cells:
                cell.width = column.width
        return table

    def _table(self, block: Table) -> None:
        table = self.grid(1 + len(block.rows), [column.width for column in block.columns])
        table.style = "Table Grid"
        _repeat_header(table)
        for at, row in enumerate((block.header, *block.rows)):
            for cell, text, column in zip(table.rows[at].cells, row, block.columns, strict=False):
                paragraph = first(cell)
                said(paragraph, text, bold=at == 0, size=IN_TABLE)
                paragraph.alignment = ALIGN.CENTER if at == 0 else _SIDES[column.align]
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _signatures(self, block: Signatures) -> None:
        """Never alone on a page: the line before stays with them."""
        if isinstance(self.document.element.body[-2], CT_P):
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.document.add_paragraph().paragraph_format.keep_with_next = True
        places: list[Text | None] = [()] if block.recipients else []
        count = len(places) + len(block.places)
        if count == 1:
            places, count = [None], 2
        table = self.grid(1, [1] * min(count, 3))
        cells = list(table.rows[0].cells)
        while len(cells) < count:
            cells += table.add_row().cells
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if block.recipients:
            paragraph = first(cells[0])
            run = paragraph.add_run("Nơi nhận:")
            run.bold = run.italic = True
            run.font.size = Pt(12)
            for text in block.recipients:
                said(cells[0].add_paragraph("- "), text, size=SMALL)
        for cell, place in zip(cells[len(places) :], block.places, strict=False):
            paragraph = first(cell)
            for at, office in enumerate(place.office):
                if at:
                    paragraph = cell.add_paragraph()
                said(paragraph, office, bold=True)
                paragraph.alignment = ALIGN.CENTER
            for text, bold, italic in ((place.note, False, True), ((), False, False), (place.name, True, False)):
                paragraph = cell.add_paragraph()
                paragraph.alignment = ALIGN.CENTER
                if not text:
                    paragraph.paragraph_format.space_after = Pt(44)
                said(paragraph, text, bold=bold, italic=italic, size=None if bold else Pt(12))

    def stamp(self, stamp: Stamp | None) -> None:
        """The QR and the lines beside it, under the last signature."""
        if stamp is None or not stamp.check:
            return
        self.document.add_paragraph()
        table = self.grid(1, [14, 86])
        picture, words = table.rows[0].cells
        code = zxingcpp.create_barcode(stamp.check, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        drawn, png = memoryview(code.to_image(scale=4)), io.BytesIO()  # type: ignore[arg-type]
        assert drawn.shape is not None
        height, width = drawn.shape[:2]
        Image.frombytes("L", (width, height), drawn.tobytes()).convert("1").save(png, "PNG")
        shown = first(picture).add_run().add_picture(png, width=Mm(20))
        shown._inline.docPr.set("descr", f"Mã QR: {stamp.check}")
        for at, line in enumerate(stamp.code):
            paragraph = first(words) if at == 0 else words.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(line).font.size = CODE

    def code(self, code: str) -> None:
        """What tells a machine which ballot it is."""
        if code:
            paragraph = self.document.add_paragraph()
            paragraph.alignment = ALIGN.CENTER
            paragraph.add_run(code).font.size = CODE


def first(cell: _Cell) -> Paragraph:
    """The paragraph that a cell always has."""
    return cell.paragraphs[0]


def said(paragraph: Paragraph, text: Text, *, bold: bool = False, italic: bool = False, size: Pt | None = None) -> None:
    """Write the text, each span in its own look."""
    for span in text:
        run = paragraph.add_run(_BOXES.get(span.look, span.text))
        run.bold = True if bold or span.look is Look.BOLD else None
        run.italic = True if italic or span.look is Look.ITALIC else None
        if size is not None:
            run.font.size = size
        if span.look in _BOXES:
            run.font.name = "Segoe UI Symbol"


def underline(paragraph: Paragraph) -> None:
    """A rule beneath this line, as wide as it is."""
    _border(paragraph, "bottom", 6)


def _border(paragraph: Paragraph, where: str, size: int) -> None:
    around = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{where}")
    for name, value in (("w:val", "single"), ("w:sz", str(size)), ("w:space", "4"), ("w:color", "auto")):
        line.set(qn(name), value)
    around.append(line)
    paragraph._p.get_or_add_pPr().append(around)


def _repeat_header(table: WordTable) -> None:
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
