"""Bên Đảng: cells, members, congresses. No row here refers to a State table; villages are named by their code."""

from django.db import models

from .people import Person
from .plan import Election, Wave


class Cell(models.Model):
    """Chi bộ."""

    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=120)
    higher_committee = models.CharField("đảng ủy cấp trên", max_length=120)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class CellVillage(models.Model):
    """Thôn mà chi bộ lãnh đạo; a cell may cover two villages (F-32), a village may have several cells (F-33, GAP)."""

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="villages")
    village_code = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint("cell", "village_code", name="cell_village_once")]

    def __str__(self) -> str:
        return f"{self.cell} – {self.village_code}"


class Member(models.Model):
    """Đảng viên trong sổ của chi bộ."""

    class Status(models.TextChoices):
        OFFICIAL = "official", "chính thức"
        PROBATIONARY = "probationary", "dự bị"

    class Activity(models.TextChoices):
        NORMAL = "normal", "sinh hoạt bình thường"
        TEMPORARILY_TRANSFERRED = "temporarily_transferred", "chuyển sinh hoạt tạm thời"
        EXEMPT = "exempt", "miễn sinh hoạt"
        SUSPENDED = "suspended", "đình chỉ sinh hoạt, bị khởi tố, tạm giam"

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT)
    status = models.CharField(max_length=12, choices=Status.choices)
    activity = models.CharField(max_length=24, choices=Activity.choices, default=Activity.NORMAL)

    class Meta:
        constraints = [models.UniqueConstraint("cell", "person", name="member_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.cell}"


class Congress(models.Model):
    """Đại hội chi bộ. Times are facts entered by the clerk; whether it is done is derived from them."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="congresses")
    wave = models.ForeignKey(Wave, models.PROTECT)
    cell = models.ForeignKey(Cell, models.PROTECT)
    village_code = models.CharField(max_length=12, db_index=True)
    held_on = models.DateField()
    present = models.PositiveSmallIntegerField("đảng viên chính thức có mặt", null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField("ký biên bản lúc", null=True)

    class Meta:
        constraints = [models.UniqueConstraint("election", "cell", name="congress_once")]

    def __str__(self) -> str:
        return f"đại hội {self.cell}"


class Absence(models.Model):
    """Vắng mặt của một đảng viên được triệu tập, with the ground that takes him or her out of the base (B-50)."""

    class Ground(models.TextChoices):
        EXCUSED_WHOLE_CONGRESS = "excused_whole_congress", "vắng suốt đại hội có lý do được chấp nhận"
        EXEMPT = "exempt", "được miễn sinh hoạt và không dự"
        NOT_EXCUSED = "not_excused", "vắng không có lý do"

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="absences")
    member = models.ForeignKey(Member, models.PROTECT)
    ground = models.CharField(max_length=24, choices=Ground.choices)

    class Meta:
        constraints = [models.UniqueConstraint("congress", "member", name="absence_once")]

    def __str__(self) -> str:
        return f"{self.member} vắng: {self.get_ground_display()}"


class HeadFromState(models.Model):
    """Trưởng thôn được công nhận, as the signed bridge file named him or her; all the Party side knows of the State."""

    village_code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    born_in = models.PositiveSmallIntegerField()
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    file_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.village_code}: {self.name}"


class Endorsement(models.Model):
    """Quyết định chuẩn y của cấp ủy cấp trên (B-53)."""

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="endorsement")
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.decision_number}: {self.congress}"
