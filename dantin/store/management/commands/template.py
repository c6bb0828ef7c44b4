"""`dantin template LIST FILE`: tệp mẫu để điền, có kiểm tra từng cột và trang hướng dẫn."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from dantin.imports.lists import LISTS
from dantin.imports.writing import write_template
from dantin.store.management.spoken import SpokenCommand
from dantin.store.readers.elections import named_election
from dantin.store.readers.poll_exports import FORMS
from dantin.store.refusals import Refused

from .export import write_new


class Command(SpokenCommand):
    help = "Ghi tệp mẫu .xlsx của một danh sách."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=list(LISTS), help="loại danh sách")
        parser.add_argument("file", type=Path, help="tệp sẽ ghi, đuôi .xlsx")
        parser.add_argument("--mau", action="store_true", help="điền sẵn vài dòng mẫu (mô phỏng)")
        parser.add_argument(
            "--cuoc-bau", help=f"ghi sẵn mỗi nơi còn chờ một dòng, của cuộc bầu này ({', '.join(FORMS)})"
        )

    def handle(self, **options: Any) -> None:
        file, kind, code = options["file"], LISTS[options["list"]], options["cuoc_bau"]
        if file.suffix.lower() != ".xlsx":
            raise CommandError(f"{file.name}: cần đuôi .xlsx", returncode=2)
        if code is not None and (kind.name not in FORMS or options["mau"]):
            raise CommandError(f"--cuoc-bau chỉ dùng với {', '.join(FORMS)}, không cùng --mau", returncode=2)
        try:
            begun = [] if code is None else list(FORMS[kind.name](named_election(code)))
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        write_new(file, write_template(kind, filled=options["mau"], begun=begun))
        lines = f", {len(begun)} dòng để điền" if begun else ""
        self.stdout.write(f"mẫu {kind.title} ở {file}{lines}")
