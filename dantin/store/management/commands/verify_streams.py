"""`dantin verify-streams`: tính lại mã kiểm chứng của mọi sự kiện, mọi lần đọc và mọi cam kết còn giữ."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dantin.store.models import Event, Stream
from dantin.store.readers.streams import broken_links, broken_readings


class Command(BaseCommand):
    help = "Soát mọi dòng sự kiện và in mọi chỗ đứt hoặc bị sửa."

    def handle(self, **options: Any) -> None:
        found = 0
        streams = Stream.objects.select_related("election").order_by("id")
        for stream in streams.iterator():
            for line in broken_links(stream):
                self.stdout.write(line)
                found += 1
        for line in broken_readings():
            self.stdout.write(line)
            found += 1
        if found:
            raise CommandError(f"{found} chỗ không khớp trong nhật ký", returncode=1)
        self.stdout.write(f"{streams.count()} dòng, {Event.objects.count()} sự kiện, tất cả nối liền")
