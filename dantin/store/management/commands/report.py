"""`dantin report audit TỆP`: soát các con số của một báo cáo."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dantin.core.report import TooMuch, against_record, audit_table, audit_text, read_table, report_json, report_text
from dantin.store.readers.term_record import record_of_term, terms

MOST_BYTES = 1_000_000


class Command(BaseCommand):
    help = "Soát con số của một báo cáo (bài văn hoặc bảng CSV): chỗ không khớp được nêu cùng phép tính; không sửa gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("audit",))
        parser.add_argument("file", help="tệp chữ UTF-8 (.txt, .csv), hoặc - để đọc từ đầu vào chuẩn")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
        parser.add_argument("--ky", type=int, metavar="NĂM", help="đối chiếu với hồ sơ của nhiệm kỳ bắt đầu năm này")

    def handle(self, **options: Any) -> None:
        text = _read(options["file"])
        table = read_table(text)
        try:
            report = audit_text(text) if table is None else audit_table(table)
        except TooMuch:
            raise CommandError(
                f"{options['file']}: quá nhiều con số; cắt ra từng phần rồi soát", returncode=2
            ) from None
        if options["ky"] is not None:
            record = record_of_term(options["ky"])
            if not record:
                known = ", ".join(map(str, terms())) or "chưa có"
                raise CommandError(f"chưa có hồ sơ nhiệm kỳ từ năm {options['ky']} (có: {known})", returncode=2)
            report = against_record(report, record)
        if options["json"]:
            self.stdout.write(json.dumps(report_json(report), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(report_text(report), ending="")
        if report.disagreements:
            sys.exit(1)


def _read(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1) if file == "-" else _beginning(Path(file))
    except (OSError, ValueError):
        raise CommandError(f"{file}: không đọc được tệp này", returncode=2) from None
    if len(raw) > MOST_BYTES:
        raise CommandError(f"{file}: dài quá 1 MB", returncode=2)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(f"{file}: chữ không phải UTF-8; lưu lại tệp với bảng mã UTF-8", returncode=2) from None


def _beginning(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
