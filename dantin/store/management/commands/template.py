"""`dantin template LIST FILE`: tệp mẫu để điền, có kiểm tra từng cột và trang hướng dẫn."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dantin.imports.lists import LISTS
from dantin.imports.writing import write_template

from .export import write_new


class Command(BaseCommand):
    help = "Ghi tệp mẫu .xlsx của một danh sách."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=list(LISTS), help="loại danh sách")
        parser.add_argument("file", type=Path, help="tệp sẽ ghi, đuôi .xlsx")
        parser.add_argument("--mau", action="store_true", help="điền sẵn vài dòng mẫu (mô phỏng)")

    def handle(self, **options: Any) -> None:
        file = options["file"]
        if file.suffix.lower() != ".xlsx":
            raise CommandError(f"{file.name}: cần đuôi .xlsx", returncode=2)
        write_new(file, write_template(LISTS[options["list"]], filled=options["mau"]))
        self.stdout.write(f"mẫu {LISTS[options['list']].title} ở {file}")
