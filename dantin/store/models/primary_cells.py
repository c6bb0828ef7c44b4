"""Bên Đảng: which cell of a village with several cells is asked whether its secretary is the head (F-33, a GAP)."""

from django.db import models

from .congress import Cell


class PrimaryCell(models.Model):
    """Chi bộ chính của một thôn có nhiều chi bộ, as the committee above decided; the newest holds. Append-only."""

    village_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField("thứ tự")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="+")
    decision_number = models.CharField("số văn bản", max_length=60)
    decided_on = models.DateField("ngày văn bản")
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("village_code", "number", name="primary_cell_once")]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.cell}"
