"""`dantin call FILE`: gọi bầu cử hoặc triệu tập đại hội từ tệp quyết định (`dantin template calls`)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command

from dantin.store.management.spoken import SpokenCommand


class Command(SpokenCommand):
    help = (
        "Gọi bầu cử từ tệp quyết định: chọn bộ quy định theo ngày ra quyết định, hỏi lại điều luật để mở, "
        "dừng ở ngày chưa có quy định. Không có --ghi thì chỉ chạy thử."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .xlsx hoặc .csv; mẫu: dantin template calls TỆP --mau")
        parser.add_argument("--ghi", action="store_true", help="ghi vào kho (không có thì chạy thử)")
        parser.add_argument("--loi", type=Path, help="ghi bản sao .xlsx của tệp, các ô sai tô đỏ")
        parser.add_argument("--nguoi", help="người nạp (mặc định: tài khoản của máy)")

    def handle(self, **options: Any) -> None:
        call_command(
            "import",
            "calls",
            str(options["file"]),
            ghi=options["ghi"],
            loi=options["loi"],
            nguoi=options["nguoi"],
            stdout=self.stdout,
            stderr=self.stderr,
        )
