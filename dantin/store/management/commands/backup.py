"""`dantin backup`: sao lưu cơ sở dữ liệu của bên này khi máy chủ vẫn chạy, niêm phong cho người giữ khoá."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from dantin.core.vietnamese import number
from dantin.store.keeping.backup import WHOSE, make_backup
from dantin.store.management.spoken import SpokenCommand
from dantin.store.refusals import Refused

from .keys import grouped


class Command(SpokenCommand):
    help = "Sao lưu cơ sở dữ liệu của bên này vào một tệp mà chỉ người giữ khoá riêng mở được. Máy chủ vẫn chạy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp sẽ ghi; là thư mục thì tên tệp theo bên và giờ")
        parser.add_argument("--khoa", type=Path, required=True, help="tệp khoá sao lưu công khai (dantin backup-key)")

    def handle(self, **options: Any) -> None:
        file, at = options["file"], timezone.now()
        if file.is_dir():
            file = file / f"dantin-{timezone.localtime(at):%Y%m%d-%H%M%S}.saoluu"
        try:
            made = make_backup(file, options["khoa"], at=at)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except FileExistsError:
            raise CommandError(f"{file} đã có, không ghi đè. Đặt tên khác", returncode=2) from None
        except OSError as fault:
            where = fault.filename or file
            raise CommandError(f"{where}: không đọc, ghi được. Xem đường dẫn, quyền, chỗ trống", returncode=2) from None
        except DatabaseError as fault:
            raise CommandError(f"cơ sở dữ liệu không trả lời: {str(fault).splitlines()[0]}", returncode=2) from None
        kind = ", số liệu mô phỏng" if made["simulated"] else ""
        self.stdout.write(
            f"{file}: bên {WHOSE[made['side']]}{kind}, {number(made['streams'])} dòng, "
            f"{number(made['events'])} sự kiện, {number(made['bytes'])} byte, "
            f"niêm phong cho khoá {grouped(made['fingerprint'][:16])}…"
        )
