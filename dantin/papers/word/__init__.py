"""DOCX: the same paper, for offices that go on editing in Word or LibreOffice; the same paper is the same bytes."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument

from dantin.core.values import Side
from dantin.papers.blocks import Head, Paper

from . import party, state
from .body import Writer, set_up

_HEADS: dict[Side, Callable[[Writer, Head], None]] = {Side.STATE: state.head, Side.PARTY: party.head}
# a zip knows no day before this one
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def docx(paper: Paper, side: Side) -> bytes:
    """The file; what it says of itself is the paper's own title and day."""
    document = Document()
    set_up(document, paper)
    writer = Writer(document)
    for block in paper.blocks:
        if isinstance(block, Head):
            _HEADS[side](writer, block)
        else:
            writer.write(block)
    writer.stamp(paper.stamp)
    writer.code(paper.ballot_code)
    _date(document, paper)
    raw = io.BytesIO()
    document.save(raw)
    return normalised(raw.getvalue())


def normalised(raw: bytes) -> bytes:
    """The same content as the same bytes: entries by name, none with the hour at which it was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(entry, old.read(name))
    return made.getvalue()


def _date(document: WordDocument, paper: Paper) -> None:
    core = document.core_properties
    core.created = core.modified = datetime.fromisoformat(paper.dated)
    core.title, core.author, core.last_modified_by = paper.title, "dantin", "dantin"
    core.language, core.comments, core.revision = "vi-VN", "", 1
