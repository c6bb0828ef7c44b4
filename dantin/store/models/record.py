"""Sau khi trúng cử, bên Nhà nước: recognition by the commune, and the signed file that crosses the bridge."""

from django.db import models

from .decide import Declaration
from .plan import Election
from .sides import side_field


class Recognition(models.Model):
    """Quyết định công nhận của Chủ tịch UBND xã (A22-15): only from this day is the head in office."""

    declaration = models.OneToOneField(Declaration, models.PROTECT, related_name="recognition")
    village_code = models.CharField(max_length=12, db_index=True)
    name = models.CharField(max_length=120)
    born_in = models.PositiveSmallIntegerField()
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.decision_number}: {self.name}"


class ReportReceipt(models.Model):
    """Xã nhận báo cáo kết quả bầu của Tổ bầu cử (A22-15, A23-14): from this day the limit of the answer runs.

    Append-only: a day that was written wrongly is written again, and the newest counts.
    """

    declaration = models.ForeignKey(Declaration, models.PROTECT, related_name="receipts")
    village_code = models.CharField(max_length=12)
    report_number = models.CharField("số báo cáo", max_length=60, blank=True)
    received_on = models.DateField("ngày nhận")
    recorded_by = models.CharField("người nhập", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    def __str__(self) -> str:
        return f"{self.village_code}: nhận {self.received_on}"


class SecretaryAnswer(models.Model):
    """Bên Đảng trả lời: bí thư chi bộ có đồng thời là trưởng thôn không; yes or not yet, nothing else crosses back.

    Kept where it differs from the answer before; the newest counts. Append-only.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="secretary_answers", db_index=False)
    village_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField("lần trả lời")
    is_head = models.BooleanField("đồng thời là trưởng thôn")
    made_at = models.DateTimeField("bên Đảng lập lúc")
    file_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", "number", name="secretary_answer_once")]

    def __str__(self) -> str:
        return f"{self.village_code}: {'rồi' if self.is_head else 'chưa'}"


class BridgeFile(models.Model):
    """Danh sách trưởng thôn được công nhận, có ký: exported by the State side, imported by the Party side."""

    side = side_field()
    digest = models.CharField(max_length=64)
    heads = models.PositiveIntegerField()
    key_fingerprint = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("side", "digest", name="bridge_file_once_a_side")]

    def __str__(self) -> str:
        return f"{self.heads} người, {self.digest[:12]}"
