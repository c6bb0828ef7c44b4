"""Kế hoạch đại hội, bên Đảng: who of the committee above attends, when the notice went out, what the pilots taught.

All append-only; the newest of a cell counts.
"""

from django.db import models

from .congress import Cell
from .plan import Election, Wave


class PresidingOfficial(models.Model):
    """Cán bộ cấp trên được cử dự, chỉ đạo đại hội của một chi bộ; a row without a name takes the one before back."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="presiding_officials")
    number = models.PositiveSmallIntegerField("lần ghi")
    name = models.CharField("họ và tên", max_length=80, blank=True)
    title = models.CharField("chức vụ", max_length=120, blank=True)
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "cell", "number", name="presiding_official_once")]

    def __str__(self) -> str:
        return f"{self.cell}: {self.title}"


class CongressNotice(models.Model):
    """Thông báo triệu tập đại hội đã gửi (B-05)."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="notices")
    number = models.PositiveSmallIntegerField("lần ghi")
    paper_number = models.CharField("số văn bản", max_length=60)
    sent_on = models.DateField("ngày gửi")
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "cell", "number", name="congress_notice_once")]

    def __str__(self) -> str:
        return f"{self.cell}: {self.paper_number}"


class PilotLesson(models.Model):
    """Kinh nghiệm rút ra từ một đợt, passed on to every cell whose wave begins later."""

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="lessons", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    words = models.CharField("nội dung", max_length=600)
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("wave", "number", name="pilot_lesson_once")]

    def __str__(self) -> str:
        return f"{self.wave}: {self.number}"
