"""Khoá: certificates of the online keys. Private keys lie in files outside the database and its backups."""

from django.db import models

from .sides import side_field


class KeyCertificate(models.Model):
    """Chứng nhận của khoá gốc cho một khoá làm việc: one purpose, dated, signed by the side's offline root."""

    class Purpose(models.TextChoices):
        PACK = "pack", "gói dữ liệu cho máy"
        RECEIPT = "receipt", "biên nhận"
        HEAD = "head", "đầu dòng sự kiện"
        BRIDGE = "bridge", "danh sách trưởng thôn được công nhận"

    side = side_field()
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    label = models.CharField("tên khoá", max_length=60)
    public_key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)
    root_public_key = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField()
    signature = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"{self.label} ({self.purpose}, {self.side})"
