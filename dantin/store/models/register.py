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


class RegisterPosting(models.Model):
    """Niêm yết danh sách: where and since when everybody could read it."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="register_postings")
    village_code = models.CharField(max_length=12)
    posted_on = models.DateField("ngày niêm yết")
    posted_at = models.CharField("nơi niêm yết", max_length=160)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "village_code", "posted_on", "posted_at", name="register_posted_once")
        ]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.posted_on}"


class RollComplaint(models.Model):
    """Khiếu nại về danh sách (F-18). Who and about what are facts of its event, so that they can be erased."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="roll_complaints")
    village_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField("số thứ tự")
    received_on = models.DateField("ngày nhận")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", "number", name="roll_complaint_number_once")]

    def __str__(self) -> str:
        return f"{self.village_code} #{self.number}"


class RollComplaintAnswer(models.Model):
    """Trả lời một khiếu nại về danh sách, by its paper."""

    complaint = models.OneToOneField(RollComplaint, models.PROTECT, related_name="answer")
    answered_on = models.DateField("ngày trả lời")
    decision_number = models.CharField("số văn bản", max_length=60)
    upheld = models.BooleanField("khiếu nại đúng")
    recorded_at = models.DateTimeField("ghi lúc")

    def __str__(self) -> str:
        return f"{self.complaint}: {self.decision_number}"
