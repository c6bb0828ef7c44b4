"""`dantin keys`: lập khoá của một bên, và xem dấu vân tay để in ra."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.models import KeyCertificate
from dantin.store.refusals import Refused


class Command(BaseCommand):
    help = "Lập khoá gốc và các khoá làm việc của một bên (init), hoặc in dấu vân tay của chúng (show)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("init", "show"))
        parser.add_argument("--side", choices=[side.value for side in Side], required=True, help="bên giữ khoá")
        parser.add_argument(
            "--root", type=Path, help="tệp để ghi khoá gốc, trên thẻ nhớ mà người giữ khoá mang đi (cần cho init)"
        )

    def handle(self, **options: Any) -> None:
        side = Side(options["side"])
        if options["what"] == "init":
            self._init(side, options["root"])
        rows = KeyCertificate.objects.filter(side=side.value).order_by("id")
        if not rows:
            raise CommandError(f"bên {side.value} chưa có khoá nào", returncode=2)
        for root in dict.fromkeys(row.root_public_key for row in rows):
            self.stdout.write(f"khoá gốc bên {side.value}: {grouped(keyring.fingerprint(root))}")
        for row in rows:
            until = f"{row.valid_to:%d/%m/%Y}"
            self.stdout.write(f"  {row.label}, {row.get_purpose_display()}, đến {until}: {grouped(row.fingerprint)}")

    def _init(self, side: Side, root: Path | None) -> None:
        if root is None and not settings.SIMULATED:
            raise CommandError("cần --root TỆP: khoá gốc không được nằm lại trên máy chủ", returncode=2)
        try:
            keyring.create_keys(side, simulated=settings.SIMULATED, today=timezone.localdate(), root_path=root)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        except OSError as error:
            raise CommandError(f"không ghi được khoá vào {error.filename}: {error.strerror}", returncode=2) from None


def grouped(fingerprint: str) -> str:
    """In groups of four, as it is printed and read out."""
    return " ".join(fingerprint[n : n + 4] for n in range(0, len(fingerprint), 4))
