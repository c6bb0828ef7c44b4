"""Danh sách cử tri: what is frozen is the number; where the households are known the number comes from them."""

from django.db import models

from .places import Place
from .plan import Election


class Roll(models.Model):
    """Tổng số cử tri, đại diện hộ của một thôn, as certified for one election. It never moves once frozen."""

    class Source(models.TextChoices):
        CERTIFIED_TOTAL = "certified_total", "tổng số được xác nhận"
        HOUSEHOLDS = "households", "đếm từng hộ"

    election = models.ForeignKey(Election, models.PROTECT, related_name="rolls")
    village = models.ForeignKey(Place, models.PROTECT)
    electorate = models.CharField(max_length=40)
    count = models.PositiveIntegerField("tổng số")
    source = models.CharField(max_length=16, choices=Source.choices)
    certified_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint("election", "village", name="roll_once")]

    def __str__(self) -> str:
        return f"{self.village}: {self.count}"
