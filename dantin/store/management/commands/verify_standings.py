"""`dantin verify-standings`: suy lại tình trạng từng thôn từ kết luận, đại hội, danh sách và nhiệm kỳ, rồi so."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dantin.store.models import Election, Standing
from dantin.store.readers.standings import differences


class Command(BaseCommand):
    help = "Suy lại tình trạng từng thôn từ các dữ kiện và in mọi chỗ không khớp."

    def handle(self, **options: Any) -> None:
        found = 0
        for election in Election.objects.order_by("id"):
            for line in differences(election):
                self.stdout.write(line)
                found += 1
        if found:
            raise CommandError(f"{found} chỗ không khớp với dữ kiện", returncode=1)
        self.stdout.write(f"{Standing.objects.count()} dòng tình trạng, tất cả khớp với dữ kiện")
