"""Giấy tờ sau một đại hội chi bộ, bên Đảng: báo cáo, trả hồ sơ, khiếu nại, huỷ, chỉ định, bàn giao, niêm phong."""

from django.db import models
from django.db.models import Q

from .congress import Congress, Member


class CongressRuling(models.Model):
    """Một giấy tờ về một đại hội. Append-only; `number` counts those of the sitting.

    Of a complaint only number, day and what it is about are held: its text may be secret (H-06). `from_on` is the day
    of the congress that is ordered anew. `member` is whom the committee above appointed. `about` is the line of the
    checklist which a returned file, or a complaint, is about.
    """

    class Kind(models.TextChoices):
        SENT = "sent", "gửi báo cáo"
        RECEIVED = "received", "nhận báo cáo"
        RETURNED = "returned", "trả hồ sơ"
        COMPLAINT = "complaint", "nhận khiếu nại"
        ANSWERED = "answered", "trả lời"
        REFUSED = "refused", "không chuẩn y"
        ANNULLED = "annulled", "huỷ kết quả, đại hội lại"
        APPOINTED = "appointed", "chỉ định bí thư"
        HANDED_OVER = "handed_over", "bàn giao"
        SEALED = "sealed", "niêm phong phiếu bầu"

    class About(models.TextChoices):
        MINUTES = "minutes", "biên bản đại hội"
        ATTENDANCE = "attendance", "số dự, cơ số"
        NOMINATION = "nomination", "ứng cử, danh sách bầu"
        BALLOTS = "ballots", "phiếu bầu, kiểm phiếu"
        RESULT = "result", "kết quả bầu"
        REPORT = "report", "báo cáo gửi cấp trên"

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="rulings", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    answers = models.OneToOneField("self", models.PROTECT, null=True, related_name="answered_by")
    decision_number = models.CharField("số văn bản", max_length=60, blank=True)
    decided_on = models.DateField("ngày văn bản")
    from_on = models.DateField("ngày đại hội lại", null=True)
    about = models.CharField("về mục nào", max_length=12, choices=About.choices, blank=True)
    reason = models.CharField("lý do, nội dung", max_length=400, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", verbose_name="người được chỉ định")
    recorded_by = models.CharField("người nhập", max_length=80)
    recorded_at = models.DateTimeField("lúc nhập")

    class Meta:
        constraints = [
            models.UniqueConstraint("congress", "number", name="congress_ruling_once"),
            models.UniqueConstraint("congress", condition=Q(kind="appointed"), name="congress_appointed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.congress} #{self.number} {self.kind}"
