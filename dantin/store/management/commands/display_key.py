"""`dantin display-key`: khoá cho màn hình phòng trực, mỗi màn hình một khoá, không hết hạn."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dantin.store.actions.displays import make_display_key, withdraw_display_key
from dantin.store.readers.displays import display_keys
from dantin.store.refusals import Refused

SITE = "http://127.0.0.1:8022"


class Command(BaseCommand):
    help = "Lập khoá cho một màn hình phòng trực (new TÊN), thu lại (withdraw TÊN), hoặc xem các màn hình (list)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("new", "withdraw", "list"))
        parser.add_argument("label", nargs="?", metavar="TÊN", help="tên màn hình, như: Phòng trực tỉnh")
        parser.add_argument("--site", default=SITE, metavar="ĐỊA CHỈ", help=f"địa chỉ của trang (mặc định {SITE})")

    def handle(self, **options: Any) -> None:
        label = " ".join((options["label"] or "").split())
        if options["what"] == "list":
            self._list()
            return
        if not label or len(label) > 60:
            raise CommandError(f"{options['what']}: cần tên màn hình, từ 1 đến 60 chữ", returncode=2)
        try:
            if options["what"] == "withdraw":
                withdraw_display_key(label=label, at=timezone.now())
                self.stdout.write(f"Đã thu khoá của màn hình {label}.")
            else:
                key = make_display_key(label=label, at=timezone.now())
                self._tell(label, key, options["site"].rstrip("/"))
        except Refused as refusal:
            raise CommandError(str(refusal), returncode=2) from None

    def _tell(self, label: str, key: str, site: str) -> None:
        self.stdout.write(
            f"Khoá của màn hình {label}, chỉ hiện lần này:\n  {key}\n"
            f"Mở một lần trên màn hình ấy, sau đó màn hình tự nhớ:\n"
            f"  bầu trưởng thôn:  {site}/tuong/#{key}\n  đại hội chi bộ:   {site}/tuong/dai-hoi/#{key}"
        )

    def _list(self) -> None:
        for row in display_keys():
            made = f"{timezone.localtime(row.made_at):%d/%m/%Y %H:%M}"
            gone = f", đã thu {timezone.localtime(row.withdrawn_at):%d/%m/%Y %H:%M}" if row.withdrawn_at else ""
            self.stdout.write(f"{row.label}: lập {made}{gone}")
