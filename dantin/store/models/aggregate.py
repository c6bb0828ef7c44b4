"""Tình trạng từng thôn: one row a village and election, written with the action that changed it.

The rows are a copy for speed: `dantin verify-standings` derives them again from declarations and congresses and
compares.
"""

from django.db import models

from .plan import Election, Wave
from .sides import side_field


class Standing(models.Model):
    """Tình trạng của một thôn trong một chặng.

    The state word (`HeadState` or `CellState` of the core), the figures sums are made of, and when it was reported.
    `incumbency` is the winner's, computed from the terms of office: `new`, `reelected` or `not_stated`.
    """

    side = side_field()
    election = models.ForeignKey(Election, models.PROTECT, related_name="standings")
    village_code = models.CharField(max_length=12)
    commune_code = models.CharField(max_length=12)
    district_code = models.CharField(max_length=12)
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, related_name="+")
    is_pilot = models.BooleanField(default=False)
    state = models.CharField(max_length=20)
    roll = models.PositiveIntegerField("tổng số trong danh sách", default=0)
    voted = models.PositiveIntegerField("đã bỏ phiếu", default=0)
    winner_votes = models.PositiveIntegerField("phiếu của người trúng cử", null=True)
    winner_base = models.PositiveIntegerField("cơ số của số phiếu ấy", null=True)
    round_number = models.PositiveSmallIntegerField("lần bầu", default=1)
    incumbency = models.CharField("tái cử hay mới", max_length=12, blank=True)
    done_at = models.DateTimeField("báo xong lúc", null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", name="standing_once")]
        indexes = [
            models.Index("election", "commune_code", name="standing_by_commune"),
            models.Index("election", "district_code", name="standing_by_district"),
        ]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.state}"
