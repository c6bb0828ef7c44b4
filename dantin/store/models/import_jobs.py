"""Lượt nạp tệp qua trang: a file handed in, tried, and written when somebody says so; the file lies in the spool."""

from django.db import models

from .accounts import Account
from .plan import Election
from .sides import side_field


class ImportJob(models.Model):
    """Một tệp được nạp. What was read out of it and what is wrong with it stand in `report`."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ đọc"
        TRYING = "trying", "Đang đọc và soát"
        UNCLEAR = "unclear", "Cần chỉ rõ cột"
        REFUSED = "refused", "Không nhận được tệp"
        FAULTY = "faulty", "Có chỗ sai"
        READY = "ready", "Chạy thử xong, chờ ghi"
        WRITING = "writing", "Đang ghi"
        WRITTEN = "written", "Đã ghi"
        STOPPED = "stopped", "Bị ngắt giữa chừng"

    side = side_field()
    account = models.ForeignKey(Account, models.PROTECT, related_name="import_jobs")
    election = models.ForeignKey(Election, models.PROTECT, null=True, related_name="+")
    list_name = models.CharField("loại danh sách", max_length=20)
    file_name = models.CharField("tên tệp", max_length=120)
    digest = models.CharField(max_length=64)
    day = models.DateField(null=True)
    legacy = models.CharField("bảng mã cũ", max_length=10, blank=True)
    mapping = models.JSONField("cột đã chỉ", default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    report = models.JSONField(default=dict)
    handed_in_at = models.DateTimeField("nhận tệp lúc")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-handed_in_at"], name="import_job_by_account")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"
