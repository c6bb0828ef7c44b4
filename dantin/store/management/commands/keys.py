"""`dantin keys`: lập khoá của một bên, và xem dấu vân tay để in ra."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.store import keyring
from dantin.store.actions.trust import trust_certificates
from dantin.store.models import KeyCertificate
from dantin.store.refusals import Refused

from .export import write_new


class Command(BaseCommand):
    help = (
        "Lập khoá gốc và các khoá làm việc của một bên (init), in dấu vân tay của chúng (show), ghi chứng nhận ra tệp "
        "để mang sang bên kia (export), tin chứng nhận của bên kia sau khi so dấu vân tay trên giấy (trust)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("init", "show", "export", "trust"))
        parser.add_argument("--side", choices=[side.value for side in Side], required=True, help="bên giữ khoá")
        parser.add_argument(
            "--root", type=Path, help="tệp để ghi khoá gốc, trên thẻ nhớ mà người giữ khoá mang đi (cần cho init)"
        )

        parser.add_argument("--tep", type=Path, help="tệp chứng nhận (export, trust)")
        parser.add_argument("--goc", default="", help="dấu vân tay khoá gốc của bên kia, đọc trên giấy (trust)")
        parser.add_argument("--nguoi", default="quan-tri", help="người làm, ghi trong hồ sơ (trust)")

    def handle(self, **options: Any) -> None:
        side = Side(options["side"])
        if options["what"] in ("export", "trust"):
            self._carried(side, options)
            return
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

    def _carried(self, side: Side, options: dict[str, Any]) -> None:
        file: Path | None = options["tep"]
        if file is None:
            raise CommandError("cần --tep TỆP", returncode=2)
        try:
            if options["what"] == "export":
                write_new(file, keyring.certificates_of(side))
                self.stdout.write(f"chứng nhận của bên {side.value} ở {file}; dấu vân tay thì đọc trên giấy")
                return
            root, own = "".join(options["goc"].split()).lower(), settings.SIDE
            if own == side.value:
                raise CommandError(f"máy này là của bên {own}: chỉ tin chứng nhận của bên kia", returncode=2)
            if not root:
                raise CommandError("cần --goc: dấu vân tay khoá gốc của bên kia, đọc trên giấy", returncode=2)
            new = trust_certificates(
                file.read_bytes(),
                side=side,
                own=Side.PARTY if side is Side.STATE else Side.STATE,
                root=root,
                actor=options["nguoi"][:80],
                at=timezone.now(),
            )
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from None
        self.stdout.write(f"đã tin {number(new)} khoá mới của bên {side.value}")

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
