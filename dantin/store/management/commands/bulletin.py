"""`dantin bulletin`: bản tin nhanh của một mốc giờ, bằng lời, JSON hay bảng tính."""

import json
from argparse import ArgumentParser
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dantin.store import bulletin_words
from dantin.store.bulletin_sheet import workbook
from dantin.store.readers.bulletin import bulletin_at, is_closed
from dantin.store.readers.clock import moment


class Command(BaseCommand):
    help = "In bản tin của một mốc giờ từ số liệu máy chủ đã nhận được đến mốc ấy. Nơi báo muộn không làm đổi bản tin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at", required=True, metavar="GIỜ", help="mốc giờ, như 11:00")
        parser.add_argument("--on", metavar="NGÀY", help="ngày, như 2022-07-03 (mặc định: hôm nay)")
        parser.add_argument("--since", metavar="GIỜ", help="so với mốc sớm hơn trong ngày, như 09:00")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument("--xlsx", type=Path, metavar="TỆP", help="ghi thêm bảng tính vào tệp này")

    def handle(self, **options: Any) -> None:
        now = timezone.localtime(moment().now)
        on = self._day(options["on"]) if options["on"] else now.date()
        mark = self._mark(on, "--at", options["at"], now)
        bulletin = bulletin_at(mark, zone=now.tzinfo)
        if options["xlsx"]:
            try:
                options["xlsx"].write_bytes(workbook(bulletin))
            except OSError as error:
                raise CommandError(f"không ghi được {options['xlsx']}: {error.strerror}", returncode=2) from None
        if options["since"]:
            since = self._mark(on, "--since", options["since"], now)
            if since >= mark:
                raise CommandError(f"--since {options['since']}: cần mốc sớm hơn {options['at']}", returncode=2)
            bulletin["changes"] = [
                change._asdict() for change in bulletin_words.changes(bulletin_at(since, zone=now.tzinfo), bulletin)
            ]
        self.stdout.write(
            json.dumps(bulletin, ensure_ascii=False) if options["json"] else self._in_words(bulletin, options["since"])
        )

    @staticmethod
    def _in_words(bulletin: dict[str, Any], since: str | None) -> str:
        lines = [bulletin_words.at_a_mark(bulletin)]
        if since:
            lines += ["", f"So với {since}"]
            lines += [f"{c['what']}: {c['earlier']} → {c['later']} ({c['change']})" for c in bulletin["changes"]]
        return "\n".join(lines)

    @staticmethod
    def _day(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise CommandError(f"--on {text}: cần một ngày như 2022-07-03", returncode=2) from None

    @staticmethod
    def _mark(on: date, option: str, text: str, now: datetime) -> datetime:
        try:
            mark = datetime.combine(on, time.fromisoformat(text.zfill(5)), tzinfo=now.tzinfo)
        except ValueError:
            raise CommandError(f"{option} {text}: cần một giờ như 11:00", returncode=2) from None
        if not is_closed(mark, now):
            told = f"bây giờ mới {now:%H:%M:%S} ngày {now.day}/{now.month}/{now.year}"
            raise CommandError(f"{option} {text}: bản tin này chưa chốt, {told}", returncode=2)
        return mark
