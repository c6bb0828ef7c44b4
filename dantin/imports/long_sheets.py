"""Trang tính dài: a sheet of a hundred thousand rows repeats its cells, so each different cell is read once.

A cell written the same way means the same wherever it stands. While the guards unpack a sheet its rows are taken
apart; each different cell is then put into a small workbook beside the styles and texts of the large one, and the
reader of any other file says what it holds: less than half of the work, and of the memory. This goes for sheets
written the plain way that spreadsheet programs write them; whatever is not plain the guards look at and that reader
reads, as if nobody had tried.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from .faults import letters
from .guards import CHUNK, MOST_COLUMNS, MOST_ROWS, is_sheet

# Unpacked bytes of a sheet from which taking it apart is quicker than reading it as it is.
LONG = 4 * CHUNK
MOST_DIFFERENT, MOST_WAITING = 1_000_000, 4 * CHUNK
AT_ONCE = 64 * 1024  # so much stays near the processor
_BEGIN, _ROW_ENDS, _END = b"<sheetData>", b"</row>", b"</sheetData>"
_ADDRESS = re.compile(rb'<c r="([A-Z]{1,2})[0-9]')
# No attribute may be a second address, which the guards would have to look at.
_CELL = (
    rb'(?: (?:[st]|cm|vm|ph)="[A-Za-z0-9]*+")*+'
    rb'(?:/>|>(?:<v>[^<]*+</v>|<is><t(?: xml:space="preserve")?>[^<]*+</t></is>)?+</c>)'
)
_OF_ROW = rb'(?: (?:s|[A-Za-z][A-Za-z0-9:]++)="[^"<>&]*+")*+'
_FIRST, _LAST = "dantin: các ô khác nhau", "dantin: hết"
_TEXT = '<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'
_NO_CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


class _Known(dict[bytes, bytes]):
    """Each different cell once: the same one is answered wherever it stands."""

    def __missing__(self, cell: bytes) -> bytes:
        self[cell] = cell
        return cell


class LongSheet:
    """Một trang tính đang được tách thành dòng, as the guards unpack it."""

    def __init__(self) -> None:
        self.before = self.after = b""
        self.known = _Known()
        # Numbers of the rows, and each column from A on as its cells are written; b"" where a row has none.
        self.pieces: list[tuple[list[int], list[list[bytes]]]] = []
        self.is_whole = False
        self._left = b""
        self._is_plain = True
        self._last, self._width = 0, 1

    def take(self, chunk: bytes) -> bytes:
        """What the guards are still to look at, of this chunk and of what waited before it: all but plain rows."""
        if not self._is_plain:
            return chunk
        if self.is_whole:
            self.after += chunk
            if len(self.after) > MOST_WAITING:
                self._given_up()
            return chunk
        self._left += chunk
        looked_at = b""
        if not self.before:
            begin = self._left.find(_BEGIN) + len(_BEGIN)
            if begin < len(_BEGIN):
                return self._given_up()
            looked_at = self.before = self._left[:begin]
            self._left = self._left[begin:]
        end = self._left.find(_END)
        cut = self._left.rfind(_ROW_ENDS) + len(_ROW_ENDS) if end < 0 else end
        if not self._take_rows(cut) or len(self.known) > MOST_DIFFERENT or len(self._left) - cut > MOST_WAITING:
            return looked_at + self._given_up()
        self._left = self._left[cut:]
        if end < 0:
            return looked_at
        self.known.pop(b"", None)
        self.is_whole = True
        self.after = self._left
        return looked_at + self.after

    def rest(self) -> bytes:
        """What still waits when the sheet has ended too early."""
        return b"" if self.is_whole else self._given_up()

    def _given_up(self) -> bytes:
        self._is_plain = self.is_whole = False
        left, self._left = self._left, b""
        self.known.clear()
        self.pieces.clear()
        return left

    def _take_rows(self, cut: int) -> bool:
        left = self._left
        begin = 0
        while begin < cut:
            last = left.rfind(_ROW_ENDS, begin, begin + AT_ONCE) if cut - begin > AT_ONCE else -1
            piece = left[begin : cut if last < 0 else last + len(_ROW_ENDS)]
            rows = self._rows_of(piece)
            if not rows:
                return False
            _, numbers, *columns = zip(*rows, strict=True)
            at = list(map(int, numbers))
            if any(map(int.__ge__, [self._last, *at], at)) or at[-1] >= MOST_ROWS:
                return False
            self.pieces.append((at, [list(map(self.known.__getitem__, column)) for column in columns]))
            self._last = at[-1]
            begin += len(piece)
        return True

    def _rows_of(self, piece: bytes) -> list[tuple[bytes, ...]]:
        """Only where the rows that were found are the piece, whole, has nothing with a meaning been passed over."""
        while True:
            rows = _row(self._width).findall(piece)
            if sum(len(row[0]) for row in rows) == len(piece):
                return rows
            wider = max(map(_place, set(_ADDRESS.findall(piece))), default=0)
            if not self._width < wider <= MOST_COLUMNS:
                return []
            self._width = wider

    def rows(self, value: Mapping[bytes, Any]) -> list[list[Any]]:
        """Row 1 first; rows that are not there are empty, and none is at the end."""
        rows: list[list[Any]] = []
        for at, columns in self.pieces:
            cells = [map(value.__getitem__, column) for column in columns]
            filled = zip(*cells, *[repeat("")] * (self._width - len(cells)), strict=False)
            if at[-1] == len(rows) + len(at):
                rows.extend(map(list, filled))
                continue
            for number, row in zip(at, filled, strict=True):
                rows.extend([""] * self._width for _ in range(number - 1 - len(rows)))
                rows.append(list(row))
        while rows and not any(cell != "" for cell in rows[-1]):
            rows.pop()
        return rows


class LongSheets:
    """The sheets of one workbook that are worth it."""

    def __init__(self) -> None:
        self._taken: dict[str, LongSheet] = {}

    def begun(self, part: zipfile.ZipInfo) -> LongSheet | None:
        """The guards ask before they unpack a part; what its table of contents says of its size is only a hint."""
        if not is_sheet(part) or part.file_size < LONG:
            return None
        return self._taken.setdefault(part.filename, LongSheet())

    def read(self, raw: bytes, names: Iterable[str]) -> dict[str, tuple[list[list[Any]], list[Any]]]:
        """{name of a sheet: its rows and each different cell}, of those that were long and plain.

        The guards have let the file pass.
        """
        found: dict[str, tuple[list[list[Any]], list[Any]]] = {}
        for file_name, sheet in self._taken.items():
            if not sheet.is_whole:
                continue
            try:
                meant = _meaning(_small_workbook(raw, file_name, sheet), names)
            except (CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, OSError):
                continue  # the reader of the whole says what is wrong
            if meant is not None and len(meant[1]) == len(sheet.known):
                name, cells = meant
                found[name] = sheet.rows(dict(zip(sheet.known, cells, strict=True)) | {b"": ""}), cells
        return found


def _place(column: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    return sum((letter - 64) * 26**n for n, letter in enumerate(reversed(column)))


@lru_cache(maxsize=MOST_COLUMNS)
def _row(width: int) -> re.Pattern[bytes]:
    """A whole row: its number, then each of its cells, every one of which may be missing."""
    cells = (rb'(?:<c r="%s\2"(%s))?+' % (letters(place).encode(), _CELL) for place in range(width))
    return re.compile(rb'(<row r="([1-9][0-9]{0,5})"%s(?:/>|>%s</row>)\s*+)' % (_OF_ROW, b"".join(cells)))


def _small_workbook(raw: bytes, file_name: str, sheet: LongSheet) -> io.BytesIO:
    """The workbook with the different cells in place of the long sheet, one a row, and no cell in any other sheet."""
    rows = (b'<row r="%d"><c r="A%d"%s</row>' % (n, n, cell) for n, cell in enumerate(sheet.known, start=2))
    marks = ((1, _FIRST), (len(sheet.known) + 2, _LAST))
    first, last = (_TEXT.format(row=row, text=text).encode() for row, text in marks)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as large, zipfile.ZipFile(out, "w") as small:
        for part in large.infolist():
            if part.filename == file_name:
                cells = b"".join(chain([sheet.before, first], rows, [last, sheet.after]))
                small.writestr(part.filename, cells)
            elif is_sheet(part):
                small.writestr(part.filename, _NO_CELLS)
            elif part.filename.lower().endswith((".xml", ".rels")):
                small.writestr(part.filename, large.read(part))
    out.seek(0)
    return out


def _meaning(small: io.BytesIO, names: Iterable[str]) -> tuple[str, list[Any]] | None:
    """By which name the sheet goes, and what its cells hold."""
    with CalamineWorkbook.from_filelike(small) as book:
        for name in names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if rows and rows[0] == [_FIRST] and rows[-1] == [_LAST]:
                return name, [row[0] for row in rows[1:-1]]
    return None
