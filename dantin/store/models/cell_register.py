"""Thay đổi trong sổ đảng viên của chi bộ, bên Đảng."""

from django.db import models

from .congress import Cell, Member


class MemberChange(models.Model):
    """Một thay đổi trong sổ đảng viên: what, from which day, by which paper. Append-only; the newest one holds.

    Why, and which cell outside the province, are facts of its event.
    """

    class Kind(models.TextChoices):
        ADMITTED = "admitted", "kết nạp (dự bị)"
        CONFIRMED = "confirmed", "công nhận đảng viên chính thức"
        CAME = "came", "chuyển sinh hoạt chính thức đến"
        CAME_FOR_A_TIME = "came_for_a_time", "đến sinh hoạt tạm thời"
        WENT = "went", "chuyển sinh hoạt chính thức đi"
        WENT_BACK = "went_back", "hết sinh hoạt tạm thời"
        GONE_FOR_A_TIME = "gone_for_a_time", "chuyển sinh hoạt tạm thời đi nơi khác"
        IN_TRANSFER = "in_transfer", "đang làm thủ tục chuyển đi"
        EXEMPTED = "exempted", "được miễn sinh hoạt"
        SUSPENDED = "suspended", "đình chỉ sinh hoạt, bị khởi tố, tạm giam"
        RESUMED = "resumed", "sinh hoạt bình thường trở lại"
        ENDED = "ended", "qua đời, ra khỏi Đảng"
        MISTAKEN = "mistaken", "ghi nhầm vào sổ"

    member = models.ForeignKey(Member, models.PROTECT, related_name="changes", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("thay đổi", max_length=16, choices=Kind.choices)
    on = models.DateField("từ ngày")
    status = models.CharField("tư cách sau đó", max_length=12, choices=Member.Status.choices)
    activity = models.CharField("sinh hoạt sau đó", max_length=24, choices=Member.Activity.choices)
    paper_number = models.CharField("số giấy tờ", max_length=60, blank=True)
    paper_on = models.DateField("ngày giấy tờ", null=True)
    other_cell = models.ForeignKey(Cell, models.PROTECT, null=True, related_name="+", verbose_name="chi bộ kia")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="followed_by", verbose_name="nhận người chuyển đi"
    )
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("member", "number", name="member_change_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"
