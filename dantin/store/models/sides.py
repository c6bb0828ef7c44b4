"""State side and Party side are two data controllers; each row that either can own says whose it is."""

from django.db import models


class SideChoice(models.TextChoices):
    """Bên Nhà nước (UBND, Mặt trận) và bên Đảng (cấp ủy)."""

    STATE = "state", "Nhà nước"
    PARTY = "party", "Đảng"


def side_field() -> models.CharField:
    """A column naming the side that owns the row."""
    return models.CharField("bên", max_length=5, choices=SideChoice.choices)
