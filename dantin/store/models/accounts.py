"""Tài khoản: one person in one role at one place of one side. What a role may do stands in `desk/access.py`."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q

from .sides import side_field


class Role(models.TextChoices):
    """Vai: what a person does in an election. Some exist on both sides, most on one."""

    PROVINCE = "province", "Phòng trực tỉnh"
    DISTRICT = "district", "Cán bộ huyện"
    CHAIR = "chair", "Chủ tịch UBND xã"
    CLERK = "clerk", "Cán bộ xã"
    FRONT = "front", "Mặt trận xã"
    FRONT_VILLAGE = "front_village", "Ban công tác Mặt trận"
    TEAM_LEADER = "team_leader", "Tổ trưởng tổ bầu cử"
    TEAM_CLERK = "team_clerk", "Thư ký tổ bầu cử"
    COUNTER = "counter", "Người kiểm phiếu"
    AUDITOR = "auditor", "Kiểm tra, giám sát"
    LAWYER = "lawyer", "Cán bộ pháp chế"
    COMMISSION = "commission", "Ban Tổ chức Tỉnh ủy"


SHARED_ROLES = (Role.AUDITOR, Role.LAWYER)
PARTY_ROLES = (Role.COMMISSION, *SHARED_ROLES)
STATE_ROLES = tuple(role for role in Role if role != Role.COMMISSION)


class Account(AbstractBaseUser):
    """Tài khoản của một cán bộ. Two tasks of one person are two accounts, so that every event names the task."""

    side = side_field()
    login = models.CharField("tên đăng nhập", max_length=40, unique=True)
    name = models.CharField("họ và tên", max_length=120)
    role = models.CharField("vai", max_length=14, choices=Role.choices)
    place_code = models.CharField("mã nơi làm việc", max_length=12)
    phone = models.CharField("điện thoại đã đăng ký", max_length=20, blank=True)
    must_change = models.BooleanField("phải đổi mật khẩu in trên phiếu", default=True)
    is_active = models.BooleanField("đang dùng", default=True)
    opened_at = models.DateTimeField("lập lúc")

    USERNAME_FIELD = "login"
    objects = BaseUserManager["Account"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side="state", role__in=STATE_ROLES) | Q(side="party", role__in=PARTY_ROLES),
                name="account_role_of_its_side",
            )
        ]
        indexes = [models.Index("side", "place_code", name="account_by_place")]

    def __str__(self) -> str:
        return self.login

    @property
    def called(self) -> str:
        """How events and screens name the account: the person and the task."""
        return f"{self.name} ({self.get_role_display()})"
