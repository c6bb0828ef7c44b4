"""`dantin prepare`: lập các bảng của một cơ sở dữ liệu mới, để nạp danh sách của một tỉnh."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from dantin.core.values import Side
from dantin.store import keyring
from dantin.store.installation import mark_as_practice
from dantin.store.management.spoken import SpokenCommand
from dantin.store.models import KeyCertificate, Place

_WORDS = {"state": "bên Nhà nước", "party": "bên Đảng", "both": "cả hai bên"}


class Command(SpokenCommand):
    help = "Lập các bảng của cơ sở dữ liệu (DANTIN_DATABASE). Chạy lại không đổi gì."

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        whose = _WORDS[settings.SIDE]
        if settings.SIMULATED:
            mark_as_practice()
            self._practice_keys()
            self.stdout.write(f"Cơ sở dữ liệu để thử, {whose}: mọi trang ghi rõ là số liệu mô phỏng.")
        else:
            self.stdout.write(f"Cơ sở dữ liệu thật, {whose}.")
            if not KeyCertificate.objects.exists():
                self.stdout.write(
                    f"Chưa có khoá; trước khi gửi danh sách trưởng thôn: "
                    f"dantin keys init --side {settings.SIDE} --root TỆP"
                )
        if not Place.objects.exists():
            self.stdout.write(
                "Việc tiếp theo: dantin template places TỆP.xlsx, điền, rồi dantin import places TỆP.xlsx"
            )

    def _practice_keys(self) -> None:
        known = set(KeyCertificate.objects.values_list("side", flat=True))
        for side in Side:
            if settings.SIDE in ("both", side.value) and side.value not in known:
                keyring.create_keys(side, simulated=True, today=timezone.localdate())
