"""`dantin account`: tài khoản lập ở máy chủ: one, a list with its slips, or a new slip for who has nobody above."""

import os
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import CommandError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from dantin.core.values import Side
from dantin.core.vietnamese import number
from dantin.imports.account_list import ACCOUNTS
from dantin.imports.faults import Unreadable
from dantin.imports.guards import refuse_large
from dantin.imports.reading import Reading, read_rows
from dantin.imports.sheets import Sheet, read_sheets
from dantin.imports.writing import write_marked, write_template
from dantin.store.actions.access_resets import phone_at_server, reset_at_server
from dantin.store.actions.accounts import AccountIn, Slip, open_accounts
from dantin.store.actions.accounts_list import plan_accounts
from dantin.store.management.spoken import SpokenCommand
from dantin.store.models import Account
from dantin.store.models.accounts import Role
from dantin.store.readers import places
from dantin.store.refusals import Refused

SITE = "http://127.0.0.1:8022"
ACTOR = "dòng lệnh"
MOST_SHOWN = 100


class Command(SpokenCommand):
    help = (
        "Lập tài khoản: một tài khoản (open), cả danh sách kèm phiếu in (import), đặt lại (reset), đổi số (phone), "
        "tệp mẫu (template)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("open", "import", "reset", "phone", "template"))
        parser.add_argument("target", metavar="TÊN-ĐĂNG-NHẬP|TỆP", help="tên đăng nhập (open, reset, phone) hoặc tệp")
        parser.add_argument("--vai", choices=[role.value for role in Role], help="open: vai của người dùng")
        parser.add_argument("--ten", metavar="HỌ TÊN", help="open: họ và tên")
        parser.add_argument("--noi", metavar="MÃ", help="open: mã đơn vị nơi làm việc")
        parser.add_argument("--dien-thoai", default="", metavar="SỐ", help="open, phone: điện thoại đã đăng ký")
        parser.add_argument("--ghi", action="store_true", help="import: lập thật (không có thì chạy thử)")
        parser.add_argument("--phieu", type=Path, metavar="TỆP.html", help="phiếu để in, bốn phiếu một tờ A4")
        parser.add_argument("--loi", type=Path, metavar="TỆP.xlsx", help="import: bản sao của tệp, các ô sai tô đỏ")
        parser.add_argument("--site", default=SITE, metavar="ĐỊA CHỈ", help=f"địa chỉ in trên phiếu (mặc định {SITE})")
        parser.add_argument("--vi-sao", default="", metavar="LỜI", help="reset, phone: vì sao, ai nhờ")
        parser.add_argument("--mau", action="store_true", help="template: điền sẵn dòng mô phỏng")
        parser.add_argument("--ben", choices=[side.value for side in Side], help="bên (khi máy giữ cả hai bên)")

    def handle(self, **options: Any) -> None:
        side = Side(settings.SIDE if settings.SIDE != "both" else options["ben"] or Side.STATE.value)
        try:
            match options["what"]:
                case "open":
                    self._open(side, options)
                case "import":
                    self._import(side, Path(options["target"]), options)
                case "reset":
                    self._reset(side, options)
                case "phone":
                    self._phone(side, options)
                case "template":
                    _write(Path(options["target"]), write_template(ACCOUNTS, filled=options["mau"]))
        except Refused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except Unreadable as refused:
            raise CommandError(f"{options['target']}: {refused}.", returncode=2) from None

    def _open(self, side: Side, options: dict[str, Any]) -> None:
        missing = [f"--{name}" for name in ("vai", "ten", "noi") if not options[name]]
        if missing:
            raise CommandError(f"open: còn thiếu {', '.join(missing)}", returncode=2)
        row = AccountIn(
            login=_short(options["target"], 40, "tên đăng nhập"),
            name=_short(options["ten"], 120, "họ và tên"),
            role=Role(options["vai"]),
            place_code=options["noi"],
            phone=_short(options["dien_thoai"], 20, "điện thoại", least=0),
        )
        self._told_once(options, lambda: open_accounts(side=side, accounts=[row], actor=ACTOR, at=timezone.now()))

    def _reset(self, side: Side, options: dict[str, Any]) -> None:
        account = _named(side, options["target"])
        why = _short(options["vi_sao"], 400, "--vi-sao")
        self._told_once(options, lambda: [reset_at_server(account=account, actor=ACTOR, said=why, at=timezone.now())])

    def _phone(self, side: Side, options: dict[str, Any]) -> None:
        account = _named(side, options["target"])
        why, phone = _short(options["vi_sao"], 400, "--vi-sao"), _short(options["dien_thoai"], 20, "--dien-thoai")
        phone_at_server(account=account, phone=phone, actor=ACTOR, said=why, at=timezone.now())
        self.stdout.write(f"Đã đổi số điện thoại đã đăng ký của {account.name}. Chủ tài khoản được báo ở lần vào tới.")

    def _told_once(self, options: dict[str, Any], make: Callable[[], list[Slip]]) -> None:
        """One slip, into its file where one is named, else on the screen."""
        slips_to: Path | None = options["phieu"]
        if slips_to is None:
            self._tell(*make())
            return
        _refuse_taken(slips_to)
        [slip] = _with_slips(slips_to, make, site=options["site"])
        self.stdout.write(
            f"Tài khoản {slip.login} của {slip.name} ({slip.role.label}).\n"
            f"Phiếu ở {slips_to}, chỉ có lần này: in, giao, rồi xoá tệp."
        )

    def _import(self, side: Side, file: Path, options: dict[str, Any]) -> None:
        slips_to: Path | None = options["phieu"]
        if options["ghi"] and slips_to is None:
            raise CommandError("import: thêm --phieu TỆP.html, nếu không thì mật khẩu không tới ai", returncode=2)
        if slips_to is not None:
            _refuse_taken(slips_to)
        sheets = read_sheets(_bytes_of(file), name=file.name)
        reading = read_rows(sheets, ACCOUNTS)
        accounts = plan_accounts(reading, side=side)
        if reading.faults:
            self._tell_faults(reading, sheets, options["loi"])
        if not options["ghi"] or slips_to is None:
            self.stdout.write(
                f"{number(len(accounts))} tài khoản sẽ lập. Chạy thử, chưa lập gì. Thêm --ghi --phieu TỆP."
            )
            return
        slips = _with_slips(
            slips_to,
            lambda: open_accounts(side=side, accounts=accounts, actor=ACTOR, at=timezone.now()),
            site=options["site"],
        )
        self.stdout.write(
            f"Đã lập {number(len(slips))} tài khoản. Phiếu ở {slips_to}, chỉ có lần này: in, giao, rồi xoá tệp."
        )

    def _tell_faults(self, reading: Reading, sheets: Sequence[Sheet], marked: Path | None) -> None:
        faults = sorted(reading.faults, key=lambda fault: (fault.sheet, fault.row, fault.column or 0))
        for fault in faults[:MOST_SHOWN]:
            self.stderr.write(str(fault))
        where = ""
        if marked is not None:
            _write(marked, write_marked(sheets, faults))
            where = f" Các ô sai tô đỏ trong {marked}."
        raise CommandError(f"{number(len(faults))} chỗ sai, chưa lập gì.{where} Sửa rồi nạp lại.", returncode=2)

    def _tell(self, slip: Slip) -> None:
        codes = f"Mã giấy, mỗi mã một lần: {' '.join(slip.codes)}\n" if slip.codes else ""
        self.stdout.write(
            f"Tài khoản {slip.login} của {slip.name} ({slip.role.label}).\n"
            f"Mật khẩu dùng một lần, chỉ hiện lần này: {slip.password}\n{codes}"
            "Vào ở /lam-viec/, đặt mật khẩu của mình rồi thêm lớp bảo vệ thứ hai."
        )


def _named(side: Side, login: str) -> Account:
    found = Account.objects.filter(login=login, side=side.value).first()
    if found is None:
        raise CommandError(f"không có tài khoản {login} ở bên này", returncode=2)
    return found


def _refuse_taken(slips_to: Path) -> None:
    if slips_to.exists() or not slips_to.parent.is_dir():
        raise CommandError(f"{slips_to}: tệp đã có, hoặc thư mục chưa có. Chọn tên khác.", returncode=2)


def _with_slips(slips_to: Path, make: Callable[[], list[Slip]], *, site: str) -> list[Slip]:
    """What was made, its slips in a file that its owner alone may read.

    Nothing is kept before its slip is written: a full disk must not swallow passwords nobody has seen.
    """
    try:
        out = os.fdopen(os.open(slips_to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")
    except OSError:
        raise CommandError(f"không ghi được {slips_to}, chưa lập gì", returncode=2) from None
    with out:
        try:
            with transaction.atomic():
                slips = make()
                out.write(_page(slips, site=site.rstrip("/")))
                out.flush()
        except (Refused, OSError) as stopped:
            slips_to.unlink()
            if isinstance(stopped, Refused):
                raise
            raise CommandError(f"không ghi được {slips_to}, chưa lập gì", returncode=2) from None
    return slips


def _page(slips: Sequence[Slip], *, site: str) -> str:
    names = {unit.code: unit.name for unit in places.chronicle().units.values()}
    sheet = finders.find("dantin/slips.css")
    assert isinstance(sheet, str)
    return render_to_string(
        "desk/phieu-giao-tep.html",
        {
            "slips": [(slip, names.get(slip.place_code, slip.place_code)) for slip in slips],
            "address": f"{site}/lam-viec/",
            "simulated": settings.SIMULATED,
            "css": mark_safe(Path(sheet).read_text(encoding="utf-8")),
        },
    )


def _bytes_of(file: Path) -> bytes:
    try:
        refuse_large(file.stat().st_size)
        return file.read_bytes()
    except FileNotFoundError:
        raise Unreadable("không có tệp này") from None
    except (OSError, ValueError):
        raise Unreadable("không đọc được tệp này") from None


def _write(file: Path, raw: bytes) -> None:
    try:
        file.write_bytes(raw)
    except (OSError, ValueError):
        raise CommandError(f"không ghi được {file}", returncode=2) from None


def _short(text: str, most: int, what: str, *, least: int = 1) -> str:
    tidy = " ".join(text.split())
    if not least <= len(tidy) <= most:
        raise CommandError(f"{what}: cần từ {least} đến {most} chữ", returncode=2)
    return tidy
