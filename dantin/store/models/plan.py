"""Kế hoạch: the election, its waves, the contests in each place, and who may be voted for."""

from django.db import models
from django.db.models import Q

from .allowances import RulebookAllowance
from .people import Person
from .places import Place
from .sides import side_field


class Election(models.Model):
    """Cuộc bầu cử: the whole exercise of one side; pins its rulebook by the day on which it was called.

    `electorate`, `procedure` and `vote_form` are what the call chose where the law leaves a choice; empty where it did
    not say. Each roll and each round keeps its own.
    """

    side = side_field()
    code = models.CharField("mã", max_length=30, unique=True)
    title = models.CharField("tên", max_length=160)
    province = models.ForeignKey(Place, models.PROTECT)
    called_on = models.DateField("ngày quyết định")
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    rulebook = models.CharField("quy định áp dụng", max_length=12)
    allowance = models.ForeignKey(
        RulebookAllowance, models.PROTECT, null=True, related_name="elections", verbose_name="văn bản cho phép áp dụng"
    )
    held_on = models.DateField("ngày chính")
    term_begins_in = models.PositiveSmallIntegerField("nhiệm kỳ từ năm")
    term_ends_in = models.PositiveSmallIntegerField("đến năm")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="next")
    electorate = models.CharField("thành phần cử tri", max_length=40, blank=True, default="")
    procedure = models.CharField("cách tổ chức", max_length=20, blank=True, default="")
    vote_form = models.CharField("hình thức bầu", max_length=16, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"


class Wave(models.Model):
    """Đợt: the places that vote on one day, the pilots first."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="waves")
    name = models.CharField(max_length=60)
    is_pilot = models.BooleanField("làm điểm")
    begins_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint("election", "name", name="wave_name_once")]

    def __str__(self) -> str:
        return f"{self.election.code}: {self.name}"


class StepDone(models.Model):
    """Một việc chuẩn bị đã xong ở một thôn, by its paper. Append-only: what was wrong is superseded by the next."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="steps_done")
    village_code = models.CharField(max_length=12)
    step = models.CharField("việc", max_length=12)
    version = models.PositiveSmallIntegerField("lần ghi")
    done_on = models.DateField("ngày xong")
    decision_number = models.CharField("số văn bản", max_length=60)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "village_code", "step", "version", name="step_done_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.village_code}: {self.done_on}"


class Contest(models.Model):
    """Một chức danh hoặc một tập thể phải bầu ở một nơi. `unit_code`: the village's code, or the cell's."""

    side = side_field()
    election = models.ForeignKey(Election, models.PROTECT, related_name="contests")
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="contests")
    unit_code = models.CharField(max_length=16)
    village_code = models.CharField(max_length=12)
    post = models.CharField(max_length=20)
    seats = models.PositiveSmallIntegerField("số lượng cần bầu")

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "unit_code", "post", name="contest_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="contest_has_a_seat"),
        ]
        indexes = [models.Index("village_code", "side", name="contest_by_village")]

    def __str__(self) -> str:
        return f"{self.post} {self.unit_code}"


class Candidacy(models.Model):
    """Người ứng cử trong danh sách bầu cử; `key` is what sheets and readings call the candidate."""

    class Origin(models.TextChoices):
        INTRODUCED = "introduced", "Ban công tác Mặt trận giới thiệu"
        COMMITTEE = "committee", "Chi ủy chuẩn bị"
        STOOD = "stood", "tự ứng cử"
        FLOOR = "floor", "đề cử tại hội nghị"

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="candidacies")
    key = models.CharField(max_length=12)
    person = models.ForeignKey(Person, models.PROTECT)
    position = models.PositiveSmallIntegerField("thứ tự trên danh sách")
    origin = models.CharField(max_length=12, choices=Origin.choices)
    standing = models.CharField(max_length=12, default="official")

    class Meta:
        constraints = [
            models.UniqueConstraint("contest", "key", name="candidate_key_once"),
            models.UniqueConstraint("contest", "position", name="candidate_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.person}"
