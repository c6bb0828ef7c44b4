# ruff: noqa: N999 - the file is named as the command is typed; nothing imports it by name
"""`dantin import LIST FILE`: nạp một danh sách. Chạy thử trước, chỉ ghi khi có --ghi; sai một ô thì không ghi gì."""

import gc
import hashlib
import sys
from argparse import ArgumentParser
from datetime import date
from getpass import getuser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.columns import CellFault, Column, Kind, reader
from dantin.imports.faults import Unreadable
from dantin.imports.guards import refuse_large
from dantin.imports.headings import read_mapping
from dantin.imports.legacy_text import Legacy
from dantin.imports.lists import LISTS
from dantin.imports.reading import Reading, read_rows
from dantin.imports.sheets import Sheet, read_sheets
from dantin.store.actions.importing import Imported, Source, import_list, side_of
from dantin.store.management.spoken import SpokenCommand
from dantin.store.readers.elections import named_election
from dantin.store.refusals import Refused

MOST_SHOWN = 100
BAR = 30


class Command(SpokenCommand):
    requires_system_checks = ()  # they load every page of the site; what serves it runs them
    help = "Nạp một danh sách từ tệp XLSX hoặc CSV. Không có --ghi thì chỉ chạy thử."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=list(LISTS), help="loại danh sách")
        parser.add_argument("file", type=Path, help="tệp .xlsx hoặc .csv")
        parser.add_argument("--ghi", action="store_true", help="ghi vào kho (không có thì chạy thử)")
        parser.add_argument("--cuoc-bau", help="mã cuộc bầu cử (cần cho danh sách của một cuộc bầu)")
        parser.add_argument("--ngay", help="ngày dùng cho các dòng để trống ngày, như 26/5/2022")
        parser.add_argument("--cot", action="append", default=[], help='chỉ cột: "tiêu đề=cột", hoặc "tiêu đề=bo"')
        parser.add_argument("--bang-ma", choices=[each.value for each in Legacy], help="chữ trong tệp theo bảng mã cũ")
        parser.add_argument("--loi", type=Path, help="ghi bản sao .xlsx của tệp, các ô sai tô đỏ")
        parser.add_argument("--ben", choices=[side.value for side in Side], help="bên nạp đơn vị hành chính")
        parser.add_argument("--nguoi", help="người nạp (mặc định: tài khoản của máy; readings phải ghi rõ)")

    def handle(self, **options: Any) -> None:
        try:
            gc.freeze()
            gc.disable()  # a million rows hold no circles, and looking for some takes a third of the time
            raw = _bytes_of(options["file"])
            legacy = None if options["bang_ma"] is None else Legacy(options["bang_ma"])
            sheets = read_sheets(raw, name=options["file"].name, legacy=legacy)
            kind = LISTS[options["list"]]
            reading = read_rows(sheets, kind, mapping=read_mapping(options["cot"], kind), told=_bar)
            code = options["cuoc_bau"]
            election = named_election(code) if kind.of_election and code is not None else None
            source = Source(
                digest=hashlib.sha256(raw).hexdigest(),
                side=side_of(reading, otherwise=_side(options["ben"]), election=election),
                actor=(options["nguoi"] or _user())[:80],
                at=timezone.now(),
                election=election,
                day=_day(options["ngay"]),
                named=options["nguoi"] is not None,
            )
            done = import_list(reading=reading, source=source, write=options["ghi"])
        except Unreadable as refused:
            raise CommandError(f"{options['file'].name}: {refused}.", returncode=2) from None
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        finally:
            gc.enable()
            gc.unfreeze()
        self._tell_unused(reading)
        if reading.faults:
            self._tell_faults(reading, sheets, options["loi"])
        self._tell(done)

    def _tell_unused(self, reading: Reading) -> None:
        if reading.unused:
            self.stderr.write(f"Cột không dùng: {', '.join(reading.unused)}.")

    def _tell_faults(self, reading: Reading, sheets: list[Sheet], marked: Path | None) -> None:
        faults = sorted(reading.faults, key=lambda fault: (fault.sheet, fault.row, fault.column or 0))
        for fault in faults[:MOST_SHOWN]:
            self.stderr.write(str(fault))
        if len(faults) > MOST_SHOWN:
            self.stderr.write(f"… và {number(len(faults) - MOST_SHOWN)} ô khác; xem tất cả bằng --loi TỆP.xlsx")
        where = ""
        if marked is not None:
            from dantin.imports.writing import write_marked  # the writer of workbooks is long to load

            _write_file(marked, write_marked(sheets, faults))
            where = f" Các ô sai tô đỏ trong {marked}."
        raise CommandError(f"{number(len(faults))} chỗ sai, chưa ghi gì.{where} Sửa rồi nạp lại.", returncode=2)

    def _tell(self, done: Imported) -> None:
        new, changed, same = number(done.new), number(done.changed), number(done.same)
        self.stdout.write(f"{number(done.rows)} dòng: {new} mới, {changed} đổi, {same} giữ nguyên.")
        for note in done.notes:
            self.stdout.write(f"Lưu ý: {note}.")
        self.stdout.write("Đã ghi." if done.written else "Chạy thử, chưa ghi gì. Thêm --ghi để ghi.")


def _bytes_of(file: Path) -> bytes:
    try:
        refuse_large(file.stat().st_size)
        return file.read_bytes()
    except FileNotFoundError:
        raise Unreadable("không có tệp này") from None
    except (OSError, ValueError):
        raise Unreadable("không đọc được tệp này") from None


def _write_file(file: Path, raw: bytes) -> None:
    try:
        file.write_bytes(raw)
    except (OSError, ValueError):
        raise CommandError(f"không ghi được {file}", returncode=2) from None


def _side(given: str | None) -> Side:
    if settings.SIDE in (Side.STATE.value, Side.PARTY.value):
        return Side(settings.SIDE)
    return Side(given or Side.STATE.value)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = reader(Column(name="day", title="Ngày", kind=Kind.DAY))(text)
    except CellFault as fault:
        raise Unreadable(f"--ngay: {fault}") from None
    return day if isinstance(day, date) else None


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return "dòng lệnh"


def _bar(done: int, of: int) -> None:
    """Only where somebody looks: a log file needs no bar."""
    if not sys.stderr.isatty() or not of:
        return
    full = BAR * done // of
    end = "\n" if done >= of else ""
    sys.stderr.write(f"\r[{'█' * full}{' ' * (BAR - full)}] {number(done)}/{number(of)} dòng{end}")
    sys.stderr.flush()
