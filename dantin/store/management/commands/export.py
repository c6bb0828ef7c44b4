"""`dantin export LIST FILE`: xuất một danh sách ra .xlsx hoặc .csv, nạp lại được y như cũ."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from dantin.core.vietnamese import number
from dantin.imports.lists import OUTGOING
from dantin.imports.writing import write_csv, write_xlsx
from dantin.store.management.spoken import SpokenCommand
from dantin.store.readers.elections import named_election
from dantin.store.readers.exports import export_rows
from dantin.store.refusals import Refused


class Command(SpokenCommand):
    help = "Xuất một danh sách ra tệp .xlsx hoặc .csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=list(OUTGOING), help="loại danh sách")
        parser.add_argument("file", type=Path, help="tệp sẽ ghi, đuôi .xlsx hoặc .csv")
        parser.add_argument("--cuoc-bau", help="mã cuộc bầu cử (cần cho danh sách của một cuộc bầu)")
        parser.add_argument("--nguoi", help="readings: chỉ số của người này đọc; không có thì các biên bản đã ký")

    def handle(self, **options: Any) -> None:
        kind, file, code = OUTGOING[options["list"]], options["file"], options["cuoc_bau"]
        write = {".xlsx": write_xlsx, ".csv": write_csv}.get(file.suffix.lower())
        if write is None:
            raise CommandError(f"{file.name}: cần đuôi .xlsx hoặc .csv", returncode=2)
        try:
            election = None if code is None else named_election(code)
            rows = list(export_rows(kind.name, election=election, reader=options["nguoi"]))
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        write_new(file, write(kind, rows))
        self.stdout.write(f"{number(len(rows))} dòng trong {file}")


def write_new(file: Path, raw: bytes) -> None:
    """Never over a file that is there: it may be the one somebody filled in."""
    try:
        with file.open("xb") as opened:
            opened.write(raw)
    except FileExistsError:
        raise CommandError(f"{file} đã có, không ghi đè. Đặt tên khác", returncode=2) from None
    except (OSError, ValueError):
        raise CommandError(f"không ghi được {file}", returncode=2) from None
