"""`dantin account open`: lập một tài khoản từ máy chủ, để có người đầu tiên vào được bàn làm việc."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from dantin.core.values import Side
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.management.spoken import SpokenCommand
from dantin.store.models.accounts import Role
from dantin.store.refusals import Refused


class Command(SpokenCommand):
    help = "Lập một tài khoản (open) và in mật khẩu dùng một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("open",))
        parser.add_argument("login", metavar="TÊN-ĐĂNG-NHẬP")
        parser.add_argument("--vai", required=True, choices=[role.value for role in Role], help="vai của người dùng")
        parser.add_argument("--ten", required=True, metavar="HỌ TÊN", help="họ và tên")
        parser.add_argument("--noi", required=True, metavar="MÃ", help="mã đơn vị nơi làm việc")
        parser.add_argument("--dien-thoai", default="", metavar="SỐ", help="điện thoại đã đăng ký")
        parser.add_argument("--ben", choices=[side.value for side in Side], help="bên (khi máy giữ cả hai bên)")

    def handle(self, **options: Any) -> None:
        side = settings.SIDE if settings.SIDE != "both" else options["ben"] or Side.STATE.value
        row = AccountIn(
            login=_short(options["login"], 40, "tên đăng nhập"),
            name=_short(options["ten"], 120, "họ và tên"),
            role=Role(options["vai"]),
            place_code=options["noi"],
            phone=_short(options["dien_thoai"], 20, "điện thoại", least=0),
        )
        try:
            [slip] = open_accounts(side=Side(side), accounts=[row], actor="dòng lệnh", at=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        self.stdout.write(
            f"Tài khoản {slip.login} của {slip.name} ({row.role.label}).\n"
            f"Mật khẩu dùng một lần, chỉ hiện lần này: {slip.password}\n"
            "Vào ở /lam-viec/, đặt mật khẩu của mình rồi bật mã trên điện thoại."
        )


def _short(text: str, most: int, what: str, *, least: int = 1) -> str:
    tidy = " ".join(text.split())
    if not least <= len(tidy) <= most:
        raise CommandError(f"{what}: cần từ {least} đến {most} chữ", returncode=2)
    return tidy
