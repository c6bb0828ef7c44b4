"""Đơn vị hành chính: a tree with validity dates. Reference data of neither side; both load their own copy."""

from django.db import models
from django.db.models import Q


class Place(models.Model):
    """Một đơn vị: tỉnh → huyện (đến 30/6/2025) → xã, phường → thôn, bản, khu phố. The kind of unit is data."""

    class Level(models.TextChoices):
        PROVINCE = "province", "Tỉnh"
        DISTRICT = "district", "Huyện"
        COMMUNE = "commune", "Xã"
        VILLAGE = "village", "Thôn"

    level = models.CharField(max_length=10, choices=Level.choices)
    kind = models.CharField("loại đơn vị", max_length=20)
    code = models.CharField("mã", max_length=12)
    name = models.CharField("tên", max_length=120)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField("có từ ngày", null=True)
    valid_to = models.DateField("đến hết ngày", null=True)
    sort_key = models.CharField(max_length=240)
    search_key = models.CharField("chữ để tìm, không dấu", max_length=400, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("code", condition=Q(valid_from=None), name="place_code_once"),
            models.UniqueConstraint("code", "valid_from", name="place_code_once_at_a_time"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=models.F("valid_from")),
                name="place_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index("level", "code", name="place_level_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Succession(models.Model):
    """Đơn vị cũ → đơn vị mới (nhập, tách, đổi tên): ids stay, the link says what became of a place.

    `old` was there the day before `effective_on`, `new` on that day, and one of the two ended or began with it. The
    same pair may be linked twice: split off one year, merged back another.
    """

    old = models.ForeignKey(Place, models.PROTECT, related_name="became")
    new = models.ForeignKey(Place, models.PROTECT, related_name="came_from")
    effective_on = models.DateField("từ ngày")
    decision_number = models.CharField("số văn bản", max_length=60, blank=True)
    decided_on = models.DateField("ngày văn bản", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("old", "new", "effective_on", name="succession_once"),
            models.CheckConstraint(condition=~Q(old=models.F("new")), name="succession_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
