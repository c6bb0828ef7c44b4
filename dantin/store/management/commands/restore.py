"""`dantin restore`: khôi phục một bản sao lưu vào cơ sở dữ liệu trống, rồi soát lại toàn bộ."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from dantin.core.vietnamese import number
from dantin.store.keeping.backup import WHOSE
from dantin.store.keeping.restore import restore_backup
from dantin.store.management.spoken import SpokenCommand
from dantin.store.refusals import Refused


class Command(SpokenCommand):
    help = (
        "Khôi phục một bản sao lưu vào cơ sở dữ liệu trống (DANTIN_DATABASE); chỉ giữ lại khi mọi phép soát đều đúng."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp sao lưu")
        parser.add_argument("--khoa", type=Path, required=True, help="tệp khoá sao lưu riêng")

    def handle(self, **options: Any) -> None:
        try:
            held = restore_backup(options["file"], options["khoa"])
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except OSError as fault:
            where = fault.filename or options["file"]
            raise CommandError(f"{where}: không đọc, ghi được. Xem đường dẫn, quyền, chỗ trống", returncode=2) from None
        except DatabaseError as fault:
            raise CommandError(
                f"không nạp được vào cơ sở dữ liệu: {str(fault).splitlines()[0]}", returncode=2
            ) from None
        made_at = timezone.localtime(datetime.fromisoformat(held["made_at"]))
        kind = ", số liệu mô phỏng" if held["simulated"] else ""
        self.stdout.write(
            f"đã khôi phục bên {WHOSE[held['side']]}{kind} như lúc {made_at:%H:%M:%S ngày %d/%m/%Y}: "
            f"{number(held['streams'])} dòng, {number(held['events'])} sự kiện, mọi phép soát đều khớp"
        )
