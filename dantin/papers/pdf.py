"""PDF: A4, tagged, PDF/A-2a and PDF/UA-1, the fonts embedded; the same paper is the same bytes on every machine.

typst sets it. What it is given is data, never markup, so nothing in a name is a command of the typesetter.
"""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files
from threading import local

import typst
import zxingcpp

from dantin.core.values import Side

from .blocks import Block, Head, Line, PageBreak, Paper, Signatures, Stamp, Table
from .faults import PaperFault

STANDARDS = ("a-2a", "ua-1")
FONT = "Liberation Serif 2.1.5"
_TYPES: dict[type[Block], str] = {
    Head: "head", Line: "line", Table: "table", Signatures: "signatures", PageBreak: "page-break",
}  # fmt: skip
_NO_GLYPH = re.compile(r'the text `"(.+?)"` (?:could not be displayed|contains)|codepoint `"(.+?)"`')
_own = local()


def pdf(paper: Paper, side: Side) -> bytes:
    """The file; raises `PaperFault` where a letter is in no font of ours."""
    given: dict[str, object] = {
        "title": paper.title,
        "dated": paper.dated,
        "keywords": [f"typst {version('typst')}", FONT],
        "layout": paper.layout,
        "code": paper.ballot_code,
        "bars": _bars(paper.ballot_code) if paper.ballot_code else None,
        "blocks": [{"type": _TYPES[type(block)], **asdict(block)} for block in paper.blocks],
        "stamp": None if paper.stamp is None else _stamp(paper.stamp),
    }  # fmt: skip
    sheet = f"{side.value}-ballot.typ" if paper.is_ballot else f"{side.value}.typ"
    return typeset(sheet, given, dated=paper.dated)


def typeset(sheet: str, given: dict[str, object], *, dated: str) -> bytes:
    """What this sheet of typst makes of the data, dated by the paper's own day rather than by the clock."""
    moment = int(datetime.fromisoformat(dated).replace(tzinfo=UTC).timestamp())
    try:
        made = _compiler(sheet).compile(
            sys_inputs={"paper": json.dumps(given, ensure_ascii=False)},
            format="pdf",
            pdf_standards=list(STANDARDS),  # type: ignore[arg-type]
            timestamp=moment,
        )
    except typst.TypstError as fault:
        found = _NO_GLYPH.search(str(fault))
        if found is None:
            raise
        letter = found[1] or found[2]
        raise PaperFault(
            f"Không in được chữ “{letter}”: phông chữ của văn bản không có chữ này. Sửa lại trong hồ sơ"
        ) from None
    assert isinstance(made, bytes)
    return made


def _compiler(sheet: str) -> typst.Compiler:
    """One for each sheet and thread: what was read and set once is set again in a few milliseconds."""
    kept: dict[str, typst.Compiler] = _own.__dict__.setdefault("compilers", {})
    if sheet not in kept:
        with as_file(files("dantin.papers")) as folder:
            sheets = folder / "typst"
            kept[sheet] = typst.Compiler(
                sheets / sheet, root=sheets, font_paths=_fonts(str(folder / "fonts")), ignore_system_fonts=True
            )
    return kept[sheet]


@cache
def _fonts(folder: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _stamp(stamp: Stamp) -> dict[str, object]:
    svg = _qr(stamp.check) if stamp.check else None
    return {"svg": svg, "check": stamp.check, "code": stamp.code, "marks": stamp.marks}


def _bars(code: str) -> str:
    """Code 128 of what a machine must know of a ballot; a QR would be taken for one that leads somewhere."""
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.Code128)
    return str(made.to_svg(add_hrt=False, add_quiet_zones=True))


def _qr(said: str) -> str:
    made = zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return str(made.to_svg(add_hrt=False, add_quiet_zones=True))
