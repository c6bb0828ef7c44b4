"""The head of a paper of the State in Word: Quốc hiệu and Tiêu ngữ at the right."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from dantin.papers.blocks import Head

from .body import Writer, first, said, underline


def head(writer: Writer, block: Head) -> None:
    """Two columns: who issues it and its number, the name of the country and the day."""
    table = writer.grid(2, [39, 61])
    (issuer, country), (number, place) = (row.cells for row in table.rows)
    lines = [*((text, False) for text in block.above), *((text, True) for text in block.issuer)]
    for at, (text, bold) in enumerate(lines):
        paragraph = first(issuer) if at == 0 else issuer.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
        said(paragraph, text, bold=bold, size=Pt(13))
    short = issuer.add_paragraph()
    short.paragraph_format.left_indent = short.paragraph_format.right_indent = Mm(22)
    underline(short)
    for at, (words, size) in enumerate(
        (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13), ("Độc lập - Tự do - Hạnh phúc", 14))
    ):
        paragraph = first(country) if at == 0 else country.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
        run = paragraph.add_run(words)
        run.bold, run.font.size = True, Pt(size)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(16)
    underline(paragraph)
    for cell, text, italic in ((number, block.number, False), (place, block.place_date, True)):
        paragraph = first(cell)
        paragraph.alignment = ALIGN.CENTER
        said(paragraph, text, italic=italic)
