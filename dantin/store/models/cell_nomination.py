"""Nhân sự đại hội chi bộ, bên Đảng: which member the head is, whom the committee prepares, who is put forward.

All append-only.
"""

from django.db import models

from .congress import Cell, Congress, Member
from .plan import Election


class HeadMember(models.Model):
    """Trưởng thôn được công nhận là đảng viên nào, where a name and a year of birth leave it open; the newest counts.

    Without a member: none of those found is this head. `decision_number` is that of the recognition, so that an answer
    about one head is not taken for another's.
    """

    village_code = models.CharField(max_length=12)
    decision_number = models.CharField("số quyết định công nhận", max_length=60)
    number = models.PositiveSmallIntegerField("lần ghi")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", verbose_name="đảng viên")
    words = models.CharField("vì sao biết", max_length=400)
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("village_code", "number", name="head_member_once")]

    def __str__(self) -> str:
        return f"{self.village_code} #{self.number}"


class PersonnelScheme(models.Model):
    """Đề án nhân sự của chi ủy cho một chức danh, as the higher committee approved it; the newest version counts.

    Number and day of the approval are kept where there is such a paper: no rule found asks for one.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="schemes")
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="schemes")
    post = models.CharField("chức danh", max_length=20)
    version = models.PositiveSmallIntegerField("lần ghi")
    seats = models.PositiveSmallIntegerField("số lượng cần bầu")
    decision_number = models.CharField("số văn bản đồng ý", max_length=60, blank=True)
    decided_on = models.DateField("ngày văn bản", null=True)
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "cell", "post", "version", name="scheme_version_once")]

    def __str__(self) -> str:
        return f"{self.cell}, {self.post}, lần {self.version}"


class SchemeName(models.Model):
    """Một người trong đề án nhân sự."""

    scheme = models.ForeignKey(PersonnelScheme, models.PROTECT, related_name="names")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("scheme", "member", name="scheme_name_once")]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.member}"


class CongressNominee(models.Model):
    """Người ứng cử, được đề cử tại đại hội, beside those of the scheme (B-11, B-31). Without a nominator: he or she."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="nominees", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    post = models.CharField("chức danh", max_length=20)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    nominated_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", verbose_name="người đề cử")
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint("congress", "number", name="congress_nominee_number_once"),
            models.UniqueConstraint("congress", "post", "member", name="congress_nominee_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.post}"
