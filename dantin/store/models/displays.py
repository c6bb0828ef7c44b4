"""Màn hình phòng trực: a key of its own for each screen, so that one can be taken off without touching the others."""

from django.db import models


class DisplayKey(models.Model):
    """Khoá của một màn hình. It never expires and is kept as its digest only; the screen holds the key itself."""

    label = models.CharField("tên màn hình", max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField("lập lúc")
    withdrawn_at = models.DateTimeField("thu lại lúc", null=True)

    class Meta:
        constraints = [  # a name taken back may be given again, as to the screen that hangs there next
            models.UniqueConstraint(
                fields=["label"], condition=models.Q(withdrawn_at=None), name="display_in_use_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.label
