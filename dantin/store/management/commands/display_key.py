"""`dantin display-key`: khoá cho màn hình phòng trực, mỗi màn hình một khoá, không hết hạn."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dantin.core.values import Side
from dantin.store.actions.displays import make_display_key, withdraw_display_key
from dantin.store.qr import in_terminal, write_svg
from dantin.store.readers.displays import display_keys
from dantin.store.refusals import Refused

SITE = "http://127.0.0.1:8022"
WALLS = {"bau-truong-thon": "/tuong/", "dai-hoi-chi-bo": "/tuong/dai-hoi/"}


class Command(BaseCommand):
    help = "Lập khoá cho một màn hình phòng trực (new TÊN), thu lại (withdraw TÊN), hoặc xem các màn hình (list)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("new", "withdraw", "list"))
        parser.add_argument("label", nargs="?", metavar="TÊN", help="tên màn hình, như: Phòng trực tỉnh")
        parser.add_argument("--site", default=SITE, metavar="ĐỊA CHỈ", help=f"địa chỉ của trang (mặc định {SITE})")

        parser.add_argument("--wall", choices=WALLS, default="bau-truong-thon", help="mã QR mở màn nào")
        parser.add_argument("--svg", type=Path, metavar="TỆP", help="ghi mã QR ra tệp SVG, như khoa.svg")

    def handle(self, **options: Any) -> None:
        label = " ".join((options["label"] or "").split())
        if options["what"] == "list":
            self._list()
            return
        if not label or len(label) > 60:
            raise CommandError(f"{options['what']}: cần tên màn hình, từ 1 đến 60 chữ", returncode=2)
        try:
            if options["what"] == "withdraw":
                withdraw_display_key(label=label, side=_side(), at=timezone.now())
                self.stdout.write(f"Đã thu khoá của màn hình {label}.")
            else:
                svg: Path | None = options["svg"]
                if svg is not None and (svg.exists() or not svg.parent.is_dir()):
                    raise CommandError(f"{svg}: tệp đã có, hoặc thư mục chưa có. Chọn tên khác.", returncode=2)
                key = make_display_key(label=label, side=_side(), at=timezone.now())
                self._tell(label, key, options["site"].rstrip("/"), WALLS[options["wall"]], svg)
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None

    def _tell(self, label: str, key: str, site: str, wall: str, svg: Path | None) -> None:
        address = f"{site}{wall}#{key}"
        self.stdout.write(
            f"Khoá của màn hình {label}, chỉ hiện lần này:\n  {key}\n"
            f"Mở một lần trên màn hình ấy, sau đó màn hình tự nhớ:\n"
            f"  bầu trưởng thôn:  {site}/tuong/#{key}\n  đại hội chi bộ:   {site}/tuong/dai-hoi/#{key}\n"
            f"Hoặc quét mã này trên nền tối, mở {site}{wall}:\n{in_terminal(address)}"
        )
        if svg is not None:
            try:
                write_svg(svg, address, title=f"Màn hình {label}")
            except OSError as error:
                raise CommandError(
                    f"khoá đã lập nhưng không ghi được {svg}: {error.strerror}. Dùng địa chỉ ở trên.", returncode=2
                ) from None
            self.stdout.write(f"Đã ghi mã QR vào {svg}; ai có tệp này thì mở được màn hình, dùng xong thì xoá.")

    def _list(self) -> None:
        for row in display_keys():
            made = f"{timezone.localtime(row.made_at):%d/%m/%Y %H:%M}"
            gone = f", đã thu {timezone.localtime(row.withdrawn_at):%d/%m/%Y %H:%M}" if row.withdrawn_at else ""
            self.stdout.write(f"{row.label}: lập {made}{gone}")


def _side() -> Side:
    return Side.STATE if settings.SIDE == "both" else Side(settings.SIDE)
