"""Kiểm phiếu: rounds, sheets and append-only readings (design §4.5). A sheet's status is derived, never stored."""

import uuid

from django.db import models
from django.db.models import F, Q

from .plan import Contest, Election
from .sides import side_field


class Round(models.Model):
    """Lần bầu: one vote on a contest, on its slate as fixed that day.

    `first_number` is the round from which the law counts: an election ordered anew may begin the count again.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField("lần")
    held_on = models.DateField("ngày bầu")
    procedure = models.CharField(max_length=20)
    vote_form = models.CharField(max_length=16)
    seats = models.PositiveSmallIntegerField("số lượng cần bầu lần này")
    slate = models.JSONField("danh sách, theo thứ tự")
    reballot_of_tie = models.BooleanField("bầu lại giữa những người bằng phiếu", default=False)
    first_number = models.PositiveSmallIntegerField("tính lần đầu từ lần", default=1)
    # [[name, number on its list], …] in order; empty where the village counts in one place
    clusters = models.JSONField("các cụm kiểm phiếu", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("contest", "number", name="round_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_counts_from_one"),
            models.CheckConstraint(
                condition=Q(first_number__gte=1) & Q(first_number__lte=F("number")), name="round_begins_before_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest}, lần {self.number}"

    @property
    def counted(self) -> int:
        """Lần bầu thứ mấy theo luật."""
        return self.number - self.first_number + 1


class Sheet(models.Model):
    """Biên bản kiểm phiếu của một lần bầu: what two persons read."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="sheets")
    side = side_field()
    number = models.PositiveSmallIntegerField(default=1)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("round", "number", name="sheet_once")]

    def __str__(self) -> str:
        return f"biên bản {self.number}, {self.round}"


class Reading(models.Model):
    """Một người đọc một biên bản. Append-only: a correction is one more reading.

    The envelope fits a phone that was offline for a month: `event_id` is made on the device, `seq` is gapless per
    device, `prev_hash` chains the device's own readings, `sig` may be empty. `hash` covers all of it but the signature.
    `position` is the order in which the server took the readings of one sheet; clocks may stand still or go back.
    """

    class Kind(models.TextChoices):
        READING = "reading", "đọc"
        RECOUNT = "recount", "đếm lại trên giấy"
        CONFIRMATION = "confirmation", "xác nhận đếm lại"

    event_id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # found by the index of unique(sheet, position)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="readings", db_index=False)
    position = models.PositiveIntegerField("thứ tự trên biên bản")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    figures = models.JSONField("số đọc được")
    names = models.JSONField("những lần đọc được nêu", default=list)
    cluster = models.PositiveSmallIntegerField("cụm thứ", null=True)
    clusters = models.PositiveSmallIntegerField("trên số cụm", null=True)
    # of the sheet, not of the envelope: written by the server as chosen before the first reading; empty is two
    readers = models.PositiveSmallIntegerField("số người phải đọc khớp nhau", null=True)
    actor = models.CharField("người đọc", max_length=80)
    device = models.CharField("máy", max_length=80)
    seq = models.PositiveIntegerField("thứ tự trên máy")
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    read_at = models.DateTimeField("đọc lúc")
    received_at = models.DateTimeField("máy chủ nhận lúc")
    sig = models.BinaryField("chữ ký của máy", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("device", "seq", name="reading_seq_once"),
            models.UniqueConstraint("sheet", "position", name="reading_position_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="reading_seq_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} của {self.actor}, {self.sheet}"


class SheetRemark(models.Model):
    """Ghi chú của một phiếu đếm: a finding and what a person did about it. Append-only.

    A warning is accepted with a reason; a contradiction of the paper itself is told to the level above (F-07), whose
    confirmation says at how many readings it was given.
    """

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "chấp nhận cảnh báo"
        FLAGGED = "flagged", "báo số trên giấy không khớp"
        CONFIRMED = "confirmed", "cấp trên xác nhận"

    # found by the index of unique(sheet, number)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="remarks", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=9, choices=Kind.choices)
    code = models.CharField("mã kiểm tra", max_length=24, blank=True)
    expected = models.CharField("phải là", max_length=20, blank=True)
    got = models.CharField("đang là", max_length=20, blank=True)
    readings = models.PositiveSmallIntegerField("số lần đọc khi ấy")
    reason = models.CharField("lý do", max_length=400)
    actor = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("sheet", "number", name="sheet_remark_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}, {self.sheet}"


class TurnoutSnapshot(models.Model):
    """Số đã bỏ phiếu tính đến một mốc giờ (C-09). Append-only; a late one never changes a past bulletin."""

    class Source(models.TextChoices):
        PHONE = "phone", "điện thoại"
        FORM = "form", "phiếu"
        MACHINE = "machine", "máy"
        ARCHIVE = "archive", "hồ sơ nhiệm kỳ trước"

    election = models.ForeignKey(Election, models.PROTECT, related_name="snapshots")
    village_code = models.CharField(max_length=12)
    mark_at = models.DateTimeField("mốc giờ")
    voted = models.PositiveIntegerField("đã bỏ phiếu")
    roll = models.PositiveIntegerField("tổng số trong danh sách")
    source = models.CharField(max_length=8, choices=Source.choices)
    actor = models.CharField(max_length=80)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(voted__lte=F("roll")), name="snapshot_voted_within_roll"),
            models.UniqueConstraint(
                "election", "village_code", "mark_at", "received_at", name="snapshot_once_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village_code} {self.mark_at:%H:%M}: {self.voted}/{self.roll}"
