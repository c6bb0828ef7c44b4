"""`dantin export LIST FILE`: xuất một danh sách ra .xlsx hoặc .csv, nạp lại được y như cũ.

`results` và `nist` là kết quả công khai của một cuộc bầu trưởng thôn, ra .json cho phần mềm khác đọc; không nạp lại.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from dantin.core.vietnamese import number
from dantin.imports.lists import OUTGOING
from dantin.imports.writing import write_csv, write_xlsx
from dantin.store.management.spoken import SpokenCommand
from dantin.store.readers.clock import moment
from dantin.store.readers.elections import named_election
from dantin.store.readers.exports import export_rows
from dantin.store.readers.results import ElectionResults, election_results
from dantin.store.refusals import Refused, refuse_if
from dantin.store.results_json import results_json
from dantin.store.results_nist import results_nist

RESULTS: Mapping[str, Callable[[ElectionResults], Iterator[str]]] = {"results": results_json, "nist": results_nist}


class Command(SpokenCommand):
    help = "Xuất một danh sách ra tệp .xlsx hoặc .csv; kết quả một cuộc bầu (results, nist) ra tệp .json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=[*OUTGOING, *RESULTS], help="loại danh sách, hoặc results, nist")
        parser.add_argument("file", type=Path, help="tệp sẽ ghi, đuôi .xlsx hoặc .csv; của results, nist là .json")
        parser.add_argument("--cuoc-bau", help="mã cuộc bầu cử (cần cho danh sách của một cuộc bầu)")
        parser.add_argument("--nguoi", help="readings: chỉ số của người này đọc; không có thì các biên bản đã ký")

    def handle(self, **options: Any) -> None:
        if options["list"] in RESULTS:
            self._results(RESULTS[options["list"]], options["file"], options["cuoc_bau"])
            return
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

    def _results(self, written: Callable[[ElectionResults], Iterator[str]], file: Path, code: str | None) -> None:
        if file.suffix.lower() != ".json":
            raise CommandError(f"{file.name}: cần đuôi .json", returncode=2)
        try:
            refuse_if(code is None, "import.election_needed", what="Kết quả")
            assert code is not None
            results = election_results(code, moment())
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        write_new(file, (piece.encode() for piece in written(results)))
        self.stdout.write(f"Kết quả của {number(len(results.villages))} nơi trong {file}")


def write_new(file: Path, raw: bytes | Iterable[bytes]) -> None:
    """Never over a file that is there: it may be the one somebody filled in."""
    try:
        opened = file.open("xb")
    except FileExistsError:
        raise CommandError(f"{file} đã có, không ghi đè. Đặt tên khác", returncode=2) from None
    except (OSError, ValueError):
        raise CommandError(f"không ghi được {file}", returncode=2) from None
    with opened:
        try:
            opened.writelines([raw] if isinstance(raw, bytes) else raw)
        except OSError:
            file.unlink(missing_ok=True)
            raise CommandError(f"không ghi hết được {file}: kiểm tra chỗ trống của đĩa", returncode=2) from None
