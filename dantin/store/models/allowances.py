"""Cho phép áp dụng quy định: the legal officer's dated setting for days that no known rulebook covers (design §4.3)."""

from django.db import models
from django.db.models import F, Q

from .sides import side_field


class RulebookAllowance(models.Model):
    """Văn bản cho phép áp dụng một bộ quy định cho các cuộc bầu được gọi trong một khoảng ngày.

    Both ends included; an `AllowanceEnding` may end it sooner. `number` counts the allowances of a side from one: two
    that are written at once meet on it, so that the later one is judged again with the earlier in sight.
    """

    side = side_field()
    number = models.PositiveIntegerField("thứ tự")
    rulebook = models.CharField("bộ quy định", max_length=12)
    called_from = models.DateField("gọi bầu cử từ ngày")
    called_to = models.DateField("đến ngày")
    decision_number = models.CharField("số văn bản", max_length=60)
    decided_on = models.DateField("ngày văn bản")
    signed_by = models.CharField("người ký", max_length=120)
    recorded_by = models.CharField("người nhập", max_length=80)
    recorded_at = models.DateTimeField("lúc nhập")

    class Meta:
        constraints = [
            models.UniqueConstraint("side", "number", name="allowance_number_once"),
            models.CheckConstraint(condition=Q(called_from__lte=F("called_to")), name="allowance_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.rulebook} {self.called_from:%d/%m/%Y}–{self.called_to:%d/%m/%Y}: {self.decision_number}"


class AllowanceEnding(models.Model):
    """Văn bản thu hồi hoặc rút ngắn một cho phép: from now on the allowance ends with `called_to`, or never began.

    A row beside the allowance, which itself stays as it was signed; the newest ending holds. Whatever was called under
    the allowance keeps the rulebook it pinned.
    """

    allowance = models.ForeignKey(
        RulebookAllowance, models.PROTECT, related_name="endings", verbose_name="văn bản cho phép"
    )
    number = models.PositiveIntegerField("thứ tự")
    called_to = models.DateField("ngày gọi bầu cử cuối cùng còn được phép", null=True)
    decision_number = models.CharField("số văn bản", max_length=60)
    decided_on = models.DateField("ngày văn bản")
    signed_by = models.CharField("người ký", max_length=120)
    recorded_by = models.CharField("người nhập", max_length=80)
    recorded_at = models.DateTimeField("lúc nhập")

    class Meta:
        constraints = [models.UniqueConstraint("allowance", "number", name="allowance_ending_number_once")]

    def __str__(self) -> str:
        return f"{self.allowance_id}: {self.decision_number}"
