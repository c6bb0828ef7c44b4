"""Đọc tệp: XLSX or CSV bytes → sheets of cells. Whatever is refused is refused with the advice (`Unreadable`)."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from dantin.core.vietnamese import fold

from .faults import Unreadable, letters, quoted
from .guards import MOST_COLUMNS, MOST_ROWS, check_spreadsheet, is_spreadsheet, refuse_large
from .legacy_text import Legacy, convert, has_unicode_letters, may_be_legacy, recognise
from .long_sheets import LongSheets

Cell = int | float | str | bool | time | date | datetime | timedelta | None

# The sheet of a template that explains it; it holds no list.
GUIDE = "Hướng dẫn"
LOOK_AT_LINES, LOOK_AT_ONCE = 500, 5_000


@dataclass(slots=True)
class Sheet:
    """Một trang tính: `rows[0]` is row 1 of the sheet; of a long one `different` holds each different cell once."""

    name: str
    rows: list[list[Cell]]
    different: list[Cell] | None = None


def read_sheets(raw: bytes, *, name: str, legacy: Legacy | None = None) -> list[Sheet]:
    """The sheets of the file that hold anything; `legacy` says that its text is to be converted from that encoding."""
    refuse_large(len(raw))
    if not raw.strip(b"\x00\t\r\n "):
        raise Unreadable("tệp trống")
    sheets = _spreadsheet(raw) if is_spreadsheet(raw) else [_csv(raw, name)]
    sheets = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not sheets:
        raise Unreadable("tệp không có dòng nào")
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise Unreadable(f"tệp có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp, mỗi tệp một huyện hoặc một xã")
    for sheet in sheets:
        _look_at_encoding(sheet, legacy)
    return sheets


def _spreadsheet(raw: bytes) -> list[Sheet]:
    long = LongSheets()
    check_spreadsheet(raw, taker=long.begun)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            for about in book.sheets_metadata:
                if about.visible is not SheetVisibleEnum.Visible:
                    raise Unreadable(
                        f"trang tính {quoted(about.name)} đang ẩn. Hiện ra (Unhide) để kiểm tra, hoặc xoá, rồi lưu lại"
                    )
            read = [about.name for about in book.sheets_metadata if about.typ is SheetTypeEnum.WorkSheet]
            lists = [name for name in read if fold(name) != fold(GUIDE)]
            taken = long.read(raw, lists)
            return [
                Sheet(name, *taken[name])
                if name in taken
                else Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in lists
            ]
    except (CalamineError, ValueError, OSError):
        raise Unreadable("bảng tính bị hỏng, không đọc được. Mở trong Excel và lưu lại thành .xlsx") from None
    except BaseException as error:
        # The reader is written in another language: where it breaks down it raises what is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("bảng tính bị hỏng, không đọc được. Mở trong Excel và lưu lại thành .xlsx") from None


def _csv(raw: bytes, name: str) -> Sheet:
    text = _decoded(raw)
    if "\x00" in text:
        raise Unreadable("tệp không phải chữ (có ký tự rỗng). Lưu lại thành CSV UTF-8 hoặc .xlsx")
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            if len(rows) >= MOST_ROWS:
                raise Unreadable(f"tệp có hơn {MOST_ROWS} dòng. Chia thành nhiều tệp")
            if len(row) > MOST_COLUMNS:
                raise Unreadable(f"dòng {len(rows) + 1} có hơn {MOST_COLUMNS} cột. Kiểm tra dấu phân cách của tệp CSV")
            rows.append(list(row))
    except csv.Error:
        raise Unreadable(f"tệp CSV sai dấu ngoặc kép gần dòng {len(rows) + 1}. Lưu lại thành CSV UTF-8") from None
    return Sheet(name, rows)


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable("tệp ghi UTF-16 nhưng bị hỏng. Lưu lại thành CSV UTF-8") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # One byte a letter: TCVN3 and VNI both look so. What it really is, the cells will show.
        text = raw.decode("latin-1")
        if any(recognise(line) for line in _suspicious_lines(text)):
            return text
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"tệp không phải UTF-8 (từ dòng {line}). Trong Excel chọn lưu loại “CSV UTF-8”") from None


def _suspicious_lines(text: str) -> Iterator[str]:
    lines = (line for line in text.splitlines() if may_be_legacy(line))
    for _, line in zip(range(LOOK_AT_LINES), lines, strict=False):
        yield line


def _delimiter(text: str) -> str:
    """A Vietnamese Excel writes semicolons: the mark that stands most often in the first lines."""
    start = "\n".join(text[:4000].splitlines()[:5])
    return max(",;\t", key=start.count)


def _look_at_encoding(sheet: Sheet, legacy: Legacy | None) -> None:
    """Refuse text of an old encoding, or turn it into Unicode when that was asked for."""
    if legacy is not None:
        _convert(sheet, legacy)
    elif sheet.different is not None and not _may_be_legacy(sheet.different):
        return
    seen: set[Cell] = set()
    for begin in range(0, len(sheet.rows), LOOK_AT_ONCE):
        rows = sheet.rows[begin : begin + LOOK_AT_ONCE]
        unseen = set(chain.from_iterable(rows)) - seen
        seen |= unseen
        if not _may_be_legacy(unseen):
            continue
        for number, row in enumerate(rows, start=begin + 1):
            for column, cell in enumerate(row):
                if type(cell) is str and (found := recognise(cell)) is not None:
                    where = f"{sheet.name}, ô {letters(column)}{number} {quoted(cell)}"
                    raise Unreadable(
                        f"{where}: chữ theo bảng mã cũ {found.upper()}. Chuyển sang Unicode (UniKey: Ctrl+Shift+F6), "
                        f"hoặc chạy lại với --bang-ma {found.value}"
                    )


def _may_be_legacy(cells: Iterable[Cell]) -> bool:
    return may_be_legacy("\n".join(cell for cell in cells if type(cell) is str))


def _convert(sheet: Sheet, legacy: Legacy) -> None:
    """Headings above may be in Unicode; a list that is partly so is refused, for no rule tells which cell is which."""
    converted = False
    for number, row in enumerate(sheet.rows, start=1):
        modern = next((n for n, cell in enumerate(row) if type(cell) is str and has_unicode_letters(cell)), None)
        if modern is not None and converted:
            where = f"{sheet.name}, ô {letters(modern)}{number} {quoted(row[modern])}"
            raise Unreadable(f"{where}: đã là Unicode, các dòng trên thì chưa. Chuyển cả tệp về Unicode rồi nạp")
        if modern is None:
            for column, cell in enumerate(row):
                if type(cell) is str and not cell.isascii():
                    row[column] = convert(cell, legacy)
                    converted = True
