"""`dantin bridge`: danh sách trưởng thôn được công nhận, có ký, từ bên Nhà nước sang bên Đảng."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from dantin.core.vietnamese import number
from dantin.store.actions.bridge import export_recognised_heads, import_recognised_heads
from dantin.store.management.spoken import SpokenCommand
from dantin.store.readers.elections import named_election
from dantin.store.refusals import Refused

from .export import write_new


class Command(SpokenCommand):
    help = "Xuất tệp có ký những trưởng thôn đã được công nhận (export, bên Nhà nước), hoặc nhận tệp ấy (import)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("export", "import"))
        parser.add_argument("file", type=Path, help="tệp .json có chữ ký")
        parser.add_argument("--cuoc-bau", required=True, help="mã cuộc bầu (export) hoặc cuộc đại hội (import) bên này")
        parser.add_argument("--nguoi", required=True, help="người xuất hoặc nhận, ghi trong hồ sơ")

    def handle(self, **options: Any) -> None:
        file, actor, at = options["file"], options["nguoi"][:80], timezone.now()
        try:
            election = named_election(options["cuoc_bau"])
            if options["what"] == "export":
                if file.exists():  # said before anything is signed
                    raise CommandError(f"{file} đã có, không ghi đè. Đặt tên khác", returncode=2)
                write_new(file, export_recognised_heads(election=election, actor=actor, at=at))
                self.stdout.write(f"tệp có ký ở {file}")
                return
            taken = import_recognised_heads(election=election, file=file.read_bytes(), actor=actor, at=at)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except OSError:
            raise CommandError(f"{file}: không đọc được tệp này", returncode=2) from None
        self.stdout.write(f"đã nhận {number(taken.heads)} trưởng thôn được công nhận")
        if taken.changed:
            self.stdout.write(f"{number(len(taken.changed))} nơi đổi so với tệp trước: xem trang Từ bên Nhà nước")
