"""Đồng hồ mô phỏng, and the mark that tells a demo database from any other."""

from django.db import models


class Installation(models.Model):
    """Một cơ sở dữ liệu là mô phỏng hay thật; production settings refuse the one, demo settings the other."""

    simulated = models.BooleanField()
    side = models.CharField(max_length=5)
    seed = models.PositiveIntegerField(null=True)
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return "mô phỏng" if self.simulated else "thật"


class SimulatedClock(models.Model):
    """Giờ mô phỏng: `shown_at` at the real moment `set_at`, running `speed` times as fast, or standing still."""

    shown_at = models.DateTimeField()
    set_at = models.DateTimeField()
    speed = models.PositiveIntegerField(default=60)
    running = models.BooleanField(default=False)
    jump_to = models.DateTimeField("sẽ tới giờ", null=True)
    restart = models.BooleanField("phát lại từ đầu", default=False)

    def __str__(self) -> str:
        return f"{self.shown_at:%d/%m/%Y %H:%M:%S}"
