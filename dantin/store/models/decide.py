"""Kết luận: what the core answered to which question, kept whole; a correction is a new version, never a change."""

from django.db import models

from .count import Round
from .sides import side_field


class Declaration(models.Model):
    """Kết quả của một lần bầu: the question, the answer of the case contract, and the law it was decided by."""

    side = side_field()
    round = models.ForeignKey(Round, models.PROTECT, related_name="declarations")
    version = models.PositiveSmallIntegerField(default=1)
    rulebook = models.CharField(max_length=12)
    outcome = models.CharField(max_length=20)
    elected = models.JSONField("người trúng cử, theo mã trên danh sách")
    question = models.JSONField("câu hỏi, theo hợp đồng ca mẫu")
    answer = models.JSONField("câu trả lời")
    # {code, expected, got, reason, actor, recorded_at} of each; empty of a conclusion that nothing was warned of
    warnings = models.JSONField("cảnh báo đã chấp nhận, với lý do", null=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("round", "version", name="declaration_version_once")]
        # boards ask every few seconds, and a declaration with its question and answer is a long row
        indexes = [
            models.Index("round", "version", condition=models.Q(outcome="elected"), name="declaration_elected"),
            models.Index("round", "declared_at", condition=models.Q(outcome="no_quorum"), name="declaration_no_quorum"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.outcome}"
