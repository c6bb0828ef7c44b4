"""`dantin import-job SỐ`: đọc và ghi một tệp đã nhận qua trang. The page starts it; nobody needs to type it."""

from argparse import ArgumentParser
from typing import Any

from dantin.store.import_jobs import run
from dantin.store.management.spoken import SpokenCommand


class Command(SpokenCommand):
    help = "Đọc, soát và ghi một tệp đã nhận qua trang Nạp danh sách (trang tự gọi)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("job", type=int, metavar="SỐ", help="số của lượt nạp")

    def handle(self, **options: Any) -> None:
        run(options["job"])
