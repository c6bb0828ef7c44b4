"""`dantin backup-key`: lập cặp khoá sao lưu của một bên; khoá riêng không ở lại máy chủ."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from dantin.core.values import Side
from dantin.store.keeping.sealed import new_key, read_key, write_key
from dantin.store.management.spoken import SpokenCommand
from dantin.store.refusals import Refused

from .keys import grouped


class Command(SpokenCommand):
    help = "Lập cặp khoá sao lưu (new), hoặc in dấu vân tay của một tệp khoá (show)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("new", "show"))
        parser.add_argument("file", type=Path, help="new: tệp khoá riêng, trên thẻ nhớ mang đi; show: tệp cần xem")
        parser.add_argument("--side", choices=[side.value for side in Side], help="bên giữ khoá (cần cho new)")
        parser.add_argument("--cong-khai", type=Path, help="new: tệp khoá công khai, để ở máy chủ")

    def handle(self, **options: Any) -> None:
        private, public, side = options["file"], options["cong_khai"], options["side"]
        try:
            if options["what"] == "show":
                key = read_key(private)
            elif public is None or side is None:
                raise CommandError("lập khoá cần --side và --cong-khai TỆP", returncode=2)
            else:
                key = new_key(Side(side), simulated=settings.SIMULATED)
                write_key(public, key, private=False)  # first: where it fails, no private key lies about
                write_key(private, key, private=True)
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except FileExistsError as fault:
            raise CommandError(f"{fault.filename} đã có, không ghi đè. Đặt tên khác", returncode=2) from None
        except OSError as fault:
            raise CommandError(f"{fault.filename}: không đọc, ghi được tệp này", returncode=2) from None
        what = "khoá riêng" if key.private else "khoá công khai"
        kind = "mô phỏng" if key.simulated else "thật"
        self.stdout.write(f"dấu vân tay khoá sao lưu bên {key.side.value} ({kind}): {grouped(key.fingerprint)}")
        if options["what"] == "show":
            self.stdout.write(f"{private} là {what}")
        else:
            self.stdout.write(
                f"{private} là khoá riêng: mang khỏi máy chủ. Mất khoá ấy thì không mở được bản sao lưu nào."
            )
