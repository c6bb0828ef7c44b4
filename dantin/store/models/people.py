"""Người: each side keeps its own rows; the same human being may stand in both, and nothing joins them."""

from django.db import models
from django.db.models import F, Q

from .places import Place
from .sides import side_field


class Person(models.Model):
    """Một người trong sổ của một bên."""

    class Sex(models.TextChoices):
        FEMALE = "female", "Nữ"
        MALE = "male", "Nam"

    side = side_field()
    name = models.CharField("họ và tên", max_length=120)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices, blank=True)
    born_in = models.PositiveSmallIntegerField("năm sinh", null=True)
    sort_key = models.CharField(max_length=240)

    class Meta:
        # a head is looked for by name among all members; nobody looks so through the State's households
        indexes = [models.Index("sort_key", condition=Q(side="party"), name="party_person_by_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.born_in or '?'})"


class Particulars(models.Model):
    """Lý lịch người ứng cử khai, on the State's own form and never on the Party's (design §4.10, H-02).

    For commune and above alone; printed on the official list and counted in groups of ten or more, in no export, event
    or check value. An empty field was not declared. It is kept here and nowhere else, so to delete a row erases it.
    """

    class Education(models.TextChoices):
        PRIMARY = "primary", "Tiểu học"
        LOWER_SECONDARY = "lower_secondary", "Trung học cơ sở"
        UPPER_SECONDARY = "upper_secondary", "Trung học phổ thông"
        VOCATIONAL = "vocational", "Trung cấp"
        COLLEGE = "college", "Cao đẳng"
        UNIVERSITY = "university", "Đại học"
        POSTGRADUATE = "postgraduate", "Sau đại học"

    class PoliticalTraining(models.TextChoices):
        NONE = "none", "Chưa qua đào tạo"
        ELEMENTARY = "elementary", "Sơ cấp"
        INTERMEDIATE = "intermediate", "Trung cấp"
        ADVANCED = "advanced", "Cao cấp, cử nhân"

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="particulars")
    ethnic_group = models.CharField("dân tộc", max_length=40, blank=True)
    education = models.CharField("trình độ học vấn", max_length=16, choices=Education.choices, blank=True)
    political_training = models.CharField(
        "lý luận chính trị", max_length=12, choices=PoliticalTraining.choices, blank=True
    )
    party_member = models.BooleanField("đảng viên", null=True)
    joined_party_on = models.DateField("ngày vào Đảng", null=True)
    occupation = models.CharField("nghề nghiệp", max_length=80, blank=True)
    post = models.CharField("chức vụ hiện nay", max_length=80, blank=True)
    residence = models.CharField("nơi thường trú", max_length=120, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_party_on=None) | Q(party_member=True), name="day_of_joining_is_of_a_member"
            )
        ]

    def __str__(self) -> str:
        return f"lý lịch {self.person_id}"


class Household(models.Model):
    """Hộ gia đình, where the households of a village are known one by one."""

    # found by the index of unique(village, number)
    village = models.ForeignKey(Place, models.PROTECT, related_name="households", db_index=False)
    number = models.PositiveSmallIntegerField("số hộ")
    head_name = models.CharField("chủ hộ", max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint("village", "number", name="household_number_once")]

    def __str__(self) -> str:
        return f"hộ {self.number}, {self.village}"


class HouseholdRepresentative(models.Model):
    """Đại diện hộ gia đình đi bầu, with the authority that made him or her so (A23-02, F-16)."""

    class Authority(models.TextChoices):
        HEAD = "head", "chủ hộ"
        NOMINATED = "nominated", "các thành viên cử"
        AUTHORISED = "authorised", "được ủy quyền"

    # found by the index of unique(household, since)
    household = models.ForeignKey(Household, models.PROTECT, related_name="representatives", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT)
    authority = models.CharField(max_length=10, choices=Authority.choices)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint("household", "since", name="one_representative_at_a_time")]

    def __str__(self) -> str:
        return f"{self.person} đại diện {self.household}"


class Term(models.Model):
    """Nhiệm kỳ của một người ở một chức danh.

    Whether somebody is re-elected or new is computed from these rows and never typed. `unit_code` is the village's code
    for a head and the cell's code for a secretary; `village_code` is the village of either.

    Of a head's term the figures of the election that began it, as far as its record has them; of a secretary's only
    whether the secretary was also the village head: votes of a cell stay on the Party side. Empty is not known.
    """

    class Post(models.TextChoices):
        VILLAGE_HEAD = "village_head", "Trưởng thôn"
        SECRETARY = "secretary", "Bí thư chi bộ"
        DEPUTY_SECRETARY = "deputy_secretary", "Phó bí thư chi bộ"
        COMMITTEE = "committee", "Chi ủy viên"

    side = side_field()
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    post = models.CharField(max_length=20, choices=Post.choices)
    unit_code = models.CharField(max_length=16)
    village_code = models.CharField(max_length=12)
    begins_in = models.PositiveSmallIntegerField("từ năm")
    ends_in = models.PositiveSmallIntegerField("đến năm")
    roll = models.PositiveIntegerField("tổng số trong danh sách khi bầu", null=True)
    voted = models.PositiveIntegerField("đã bỏ phiếu", null=True)
    votes = models.PositiveIntegerField("phiếu của người trúng cử", null=True)
    round_number = models.PositiveSmallIntegerField("trúng cử ở lần bầu thứ", null=True)
    also_head = models.BooleanField("bí thư đồng thời là trưởng thôn", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "post", "unit_code", "begins_in", name="term_once"),
            models.CheckConstraint(condition=Q(ends_in__gt=F("begins_in")), name="term_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(side="state", post="village_head") | (Q(side="party") & ~Q(post="village_head")),
                name="term_on_its_own_side",
            ),
            models.CheckConstraint(
                condition=Q(side="state", also_head=None)
                | Q(side="party", roll=None, voted=None, votes=None, round_number=None),
                name="term_figures_on_their_own_side",
            ),
            models.CheckConstraint(
                condition=(Q(voted=None) | Q(voted__lte=F("roll"))) & (Q(votes=None) | Q(votes__lte=F("voted"))),
                name="term_figures_within_the_roll",
            ),
        ]
        indexes = [models.Index("side", "post", "unit_code", name="term_by_unit")]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.begins_in}–{self.ends_in}: {self.person}"
