"""Tài khoản: one person in one role at one place of one side. What a role may do stands in `desk/access.py`."""

from typing import Any

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
    HIGHER_COMMITTEE = "higher_committee", "Đảng ủy cấp trên"
    CELL_COMMITTEE = "cell_committee", "Chi ủy"
    PRESIDIUM = "presidium", "Đoàn chủ tịch đại hội"
    CONGRESS_CLERK = "congress_clerk", "Thư ký đại hội"
    COUNTING_BOARD = "counting_board", "Ban kiểm phiếu đại hội"


VILLAGE_ROLES = frozenset({Role.FRONT_VILLAGE, Role.TEAM_LEADER, Role.TEAM_CLERK, Role.COUNTER})
COMMUNE_ROLES = frozenset({Role.CHAIR, Role.CLERK, Role.FRONT})
CELL_ROLES = frozenset({Role.CELL_COMMITTEE, Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD})
# From the commune up a password alone opens nothing; a team of a village, a cell, signs in by password.
SECOND_FACTOR = frozenset(Role) - VILLAGE_ROLES - CELL_ROLES
SHARED_ROLES = (Role.AUDITOR, Role.LAWYER)
_OF_THE_PARTY = (Role.COMMISSION, Role.HIGHER_COMMITTEE, *sorted(CELL_ROLES))
PARTY_ROLES = (*_OF_THE_PARTY, *SHARED_ROLES)
STATE_ROLES = tuple(role for role in Role if role not in _OF_THE_PARTY)


class Account(AbstractBaseUser):
    """Tài khoản của một cán bộ. Two tasks of one person are two accounts, so that every event names the task."""

    side = side_field()
    login = models.CharField("tên đăng nhập", max_length=40, unique=True)
    name = models.CharField("họ và tên", max_length=120)
    role = models.CharField("vai", max_length=20, choices=Role.choices)
    place_code = models.CharField("mã nơi làm việc, hoặc mã chi bộ", max_length=16)
    phone = models.CharField("điện thoại đã đăng ký", max_length=20, blank=True)
    must_change = models.BooleanField("phải đổi mật khẩu in trên phiếu", default=True)
    is_active = models.BooleanField("đang dùng", default=True)
    opened_at = models.DateTimeField("lập lúc")
    has_news = models.BooleanField("có việc với tài khoản mà chủ chưa xem", default=False)

    # Whom the account stands in for during one request (a Delegation); such a copy is never saved.
    acts_for: "Account | None" = None

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the account; a copy at work in a lent role would keep that role for good, and is refused."""
        if self.acts_for is not None:
            raise TypeError(f"{self.login} stands in for {self.acts_for.login}: save the account itself, not this copy")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """As `save`."""
        if self.acts_for is not None:
            raise TypeError(f"{self.login} stands in for {self.acts_for.login}: this copy deletes nothing")
        return super().delete(*args, **kwargs)

    @property
    def called(self) -> str:
        """How events and screens name the account: the person and the task."""
        return f"{self.name} ({self.get_role_display()})"


class AccessReset(models.Model):
    """Đặt lại lối vào: asked for by telephone, on the day of an election confirmed by a second person, then done.

    The registered telephone is a way in too: whoever answers it gets a slip. It changes by the same two persons.
    """

    class Kind(models.TextChoices):
        SLIP = "slip", "mật khẩu và mã thứ hai"
        PHONE = "phone", "số điện thoại đã đăng ký"

    kind = models.CharField("đặt lại gì", max_length=8, choices=Kind.choices, default=Kind.SLIP)
    new_phone = models.CharField("số mới, tới khi đổi xong", max_length=20, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="resets")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("yêu cầu lúc")
    needs_second = models.BooleanField("cần người thứ hai xác nhận")
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    done_at = models.DateTimeField("đặt lại lúc", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=models.F("confirmed_by")) & ~Q(account=models.F("confirmed_by")),
                name="reset_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(needs_second=False) | Q(confirmed_at__isnull=False),
                name="reset_done_after_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.asked_at}"


class Delegation(models.Model):
    """Giao việc khi vắng: the role of one account at its place, lent to another from day to day, both included."""

    lender = models.ForeignKey(Account, models.PROTECT, related_name="lent")
    delegate = models.ForeignKey(Account, models.PROTECT, related_name="borrowed")
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến hết ngày")
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("lập lúc")
    ended_at = models.DateTimeField("thôi lúc", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(lender=models.F("delegate")), name="delegation_to_another"),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="delegation_ends_after_begin"),
        ]

    def __str__(self) -> str:
        return f"{self.lender} → {self.delegate}, {self.first_on} – {self.last_on}"
