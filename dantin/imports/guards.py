"""Canh cửa: what a file must not be, looked at before anything is unpacked into memory.

A spreadsheet is a ZIP of XML: its table of contents may lie about sizes, so each part is unpacked in small pieces that
are counted and thrown away. The reader keeps a rectangle from A1 to the farthest cell, so a far cell costs as much as a
full sheet: rows and columns are capped by their addresses.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from .faults import Unreadable

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 640 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 400_000
MOST_COLUMNS = 52
CHUNK = 1024 * 1024
OVERLAP = 64

# A cell beyond column AZ, or beyond a row of six digits that starts with 4 to 9, or of seven digits and more.
_FAR_CELL = re.compile(
    rb"""r\s*=\s*["'](?:[B-Zb-z][A-Za-z][0-9]|[A-Za-z]{3,}[0-9]|[A-Za-z]{0,3}(?:[0-9]{7,}|[4-9][0-9]{5}(?![0-9])))"""
)
_FORMULA = re.compile(rb"<(?:[A-Za-z0-9_]{1,20}:)?f[\s/>]")
_WIDE_TEXT = re.compile(rb"^(?:\xff\xfe|\xfe\xff|\x00|[\x01-\x7f]\x00)")
_MACRO_PARTS = ("vbaproject.bin", "xl/macrosheets/", "xl/dialogsheets/")
_REACHES_OUT = ("xl/externallinks/", "xl/connections.xml", "xl/embeddings/", "xl/activex/")
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_large(size: int) -> None:
    """Before the file is read."""
    if size > MOST_BYTES:
        limit = MOST_BYTES // 1024 // 1024
        raise Unreadable(f"tệp lớn hơn {limit} MB. Chia danh sách thành nhiều tệp, mỗi tệp một huyện hoặc một xã")


def is_spreadsheet(raw: bytes) -> bool:
    """By what the file is, not by what it is called; what is neither an XLSX nor text is refused."""
    if raw.startswith(_OLD_OR_LOCKED):
        raise Unreadable("tệp .xls cũ hoặc có mật khẩu. Mở trong Excel, bỏ mật khẩu, lưu lại thành .xlsx")
    return raw.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Taker(Protocol):
    """Who takes plain rows out of a sheet while it is unpacked; whatever else there is comes back to be looked at."""

    def take(self, chunk: bytes) -> bytes: ...
    def rest(self) -> bytes: ...


def check_spreadsheet(raw: bytes, *, taker: Callable[[zipfile.ZipInfo], Taker | None] = lambda part: None) -> None:
    """Refuse bombs, formulas, macros, links to elsewhere and far cells, in bounded memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
            _check_contents(parts)
            left = MOST_UNPACKED
            for part in parts:
                left = _check_part(raw, part, left, taker(part))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError, OSError, IndexError):
        raise Unreadable("tệp .xlsx bị hỏng, không mở được. Mở trong Excel và lưu lại") from None


def _check_contents(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("tệp giải nén ra quá lớn. Lưu lại từ Excel, hoặc chia thành nhiều tệp")
    names = [part.filename.lower().replace("\\", "/") for part in parts]
    if len(set(names)) != len(names):
        raise Unreadable("tệp .xlsx có hai phần trùng tên. Mở trong Excel và lưu lại")
    if "xl/workbook.xml" not in names:
        raise Unreadable("tệp nén này không phải bảng tính .xlsx. Lưu lại thành Excel Workbook (.xlsx)")
    if any(mark in name for name in names for mark in _MACRO_PARTS):
        raise Unreadable("tệp có macro. Lưu lại thành Excel Workbook (.xlsx), loại không có macro")
    if any(name.startswith(_REACHES_OUT) for name in names):
        raise Unreadable("tệp có liên kết hoặc đối tượng nhúng. Chép riêng các ô giá trị sang một tệp mới")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("tệp có mật khẩu. Bỏ mật khẩu rồi lưu lại")


def is_sheet(part: zipfile.ZipInfo) -> bool:
    """Whether the part holds cells."""
    name = part.filename.lower().replace("\\", "/")
    return "worksheets/" in name and name.endswith(".xml")


def _check_part(raw: bytes, part: zipfile.ZipInfo, left: int, taker: Taker | None) -> int:
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    before = elsewhere = b""
    for chunk in _unpacked(raw, part):
        left -= len(chunk)
        if left < 0:
            raise Unreadable("tệp giải nén ra quá lớn. Lưu lại từ Excel, hoặc chia thành nhiều tệp")
        if not is_sheet(part) and b"sheetData" in (elsewhere := elsewhere[-OVERLAP:] + chunk):
            raise Unreadable("tệp .xlsx có trang tính để ở chỗ lạ. Mở trong Excel và lưu lại")
        if not is_xml:
            continue
        if not before and _WIDE_TEXT.match(chunk):
            raise Unreadable("bảng tính ghi theo một bảng mã lạ. Mở trong Excel và lưu lại")
        piece = before + (chunk if taker is None else taker.take(chunk))
        _check_piece(part, piece)
        before = piece[-OVERLAP:]
    if taker is not None:
        _check_piece(part, before + taker.rest())
    return left


def _check_piece(part: zipfile.ZipInfo, piece: bytes) -> None:
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise Unreadable("bảng tính có khai báo lạ (DOCTYPE). Mở trong Excel và lưu lại")
    if is_sheet(part):
        _check_sheet_piece(piece)


def _check_sheet_piece(piece: bytes) -> None:
    # Two letters are found ten times as fast as a pattern, and a list has neither.
    if (b"<f" in piece or b":f" in piece) and _FORMULA.search(piece):
        raise Unreadable("tệp có công thức. Chọn tất cả, chép, rồi dán đặc biệt (chỉ giá trị), lưu lại và nạp")
    if _FAR_CELL.search(piece):
        raise Unreadable(
            f"bảng có ô ngoài {MOST_ROWS} dòng hoặc ngoài cột AZ. Xoá các ô thừa, hoặc chia thành nhiều tệp"
        )


def _unpacked(raw: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The real bytes of a part, in pieces: what the table of contents says of its size is not believed."""
    start = part.header_offset
    if raw[start : start + 4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    begin = start + 30 + int.from_bytes(raw[start + 26 : start + 28], "little")
    begin += int.from_bytes(raw[start + 28 : start + 30], "little")
    packed = memoryview(raw)[begin : begin + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[n : n + CHUNK]) for n in range(0, len(packed), CHUNK))
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    stream = zlib.decompressobj(-15)
    for n in range(0, len(packed), CHUNK):
        piece: bytes = bytes(packed[n : n + CHUNK])
        while piece:
            out = stream.decompress(piece, CHUNK)
            if out:
                yield out
            piece = stream.unconsumed_tail
            if stream.eof:
                return
    while out := stream.decompress(b"", CHUNK):
        yield out
