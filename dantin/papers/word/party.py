"""The head of a paper of the Party in Word: the name of the Party at the right, a star under the issuer."""

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from dantin.papers.blocks import Head

from .body import Writer, first, said, underline


def head(writer: Writer, block: Head) -> None:
    """Two columns: who issues it, the star and its number; the name of the Party and the day."""
    issuer, party = writer.grid(1, [46, 54]).rows[0].cells
    star = ((), False)
    lines = [*((text, False) for text in block.above), *((text, True) for text in block.issuer), star]
    for at, (text, bold) in enumerate(lines):
        paragraph = first(issuer) if at == 0 else issuer.add_paragraph()
        paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
        said(paragraph, text, bold=bold)
    paragraph.add_run("*")
    if block.number:
        paragraph = issuer.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        said(paragraph, block.number)
    name = first(party)
    name.alignment = ALIGN.CENTER
    run = name.add_run("ĐẢNG CỘNG SẢN VIỆT NAM")
    run.bold, run.font.size = True, Pt(15)
    underline(name)
    day = party.add_paragraph()
    day.alignment = ALIGN.CENTER
    said(day, block.place_date, italic=True)
