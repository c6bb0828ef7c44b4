"""Giới thiệu người ứng cử trưởng thôn: tổ bầu cử, hội nghị, tiêu chuẩn, thống nhất, rút, chốt. All append-only.

Of the cell nothing is kept but number and day of what it agreed: its paper stays with it.
"""

from django.db import models

from .people import Person
from .plan import Candidacy, Election


class TeamDecision(models.Model):
    """Quyết định thành lập Tổ bầu cử; the newest version counts. `chair_paper` names who chairs where F-27 asks."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="team_decisions")
    village_code = models.CharField(max_length=12)
    version = models.PositiveSmallIntegerField("lần")
    decision_number = models.CharField("số quyết định", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    chair_paper = models.CharField("văn bản chỉ định người chủ trì", max_length=60, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", "version", name="team_decision_once")]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.decision_number}"


class TeamMember(models.Model):
    """Thành viên Tổ bầu cử."""

    class Role(models.TextChoices):
        LEADER = "leader", "tổ trưởng"
        CLERK = "clerk", "thư ký"
        MEMBER = "member", "thành viên"

    decision = models.ForeignKey(TeamDecision, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT)
    role = models.CharField("vai", max_length=6, choices=Role.choices)
    organisation = models.CharField("đơn vị", max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


class Nominee(models.Model):
    """Người được giới thiệu hoặc tự ứng cử, before the list is fixed; `put_by` is the account that wrote it."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="nominees")
    village_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField("thứ tự")
    person = models.ForeignKey(Person, models.PROTECT)
    origin = models.CharField(max_length=12, choices=Candidacy.Origin.choices)
    put_on = models.DateField("ngày")
    put_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", "number", name="nominee_number_once")]

    def __str__(self) -> str:
        return f"{self.village_code} #{self.number}"


class Conference(models.Model):
    """Hội nghị về người ứng cử, by its minutes."""

    class Kind(models.TextChoices):
        FRONT = "front", "Ban công tác Mặt trận"
        VOTERS = "voters", "hội nghị cử tri"

    election = models.ForeignKey(Election, models.PROTECT, related_name="conferences")
    village_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    held_on = models.DateField("ngày họp")
    minutes_number = models.CharField("số biên bản", max_length=60)
    present = models.PositiveIntegerField("số người dự")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", "number", name="conference_number_once")]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.minutes_number}"


class ConferenceVote(models.Model):
    """Số tán thành và không tán thành một người ở một hội nghị."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="votes")
    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="votes")
    agree = models.PositiveIntegerField("tán thành")
    disagree = models.PositiveIntegerField("không tán thành")

    class Meta:
        constraints = [models.UniqueConstraint("conference", "nominee", name="conference_vote_once")]

    def __str__(self) -> str:
        return f"{self.conference}: {self.agree}/{self.disagree}"


class StandardEvidence(models.Model):
    """Giấy tờ chứng minh một tiêu chuẩn: number and day, never the paper; the newest version counts."""

    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="evidence")
    standard = models.CharField("tiêu chuẩn", max_length=12)
    version = models.PositiveSmallIntegerField("lần")
    paper_number = models.CharField("số giấy tờ", max_length=60)
    paper_on = models.DateField("ngày giấy tờ")
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("nominee", "standard", "version", name="standard_evidence_once")]

    def __str__(self) -> str:
        return f"{self.nominee} {self.standard}: {self.paper_number}"


class NomineeAgreement(models.Model):
    """Chi ủy đã thống nhất: a fact of the State's file, by number and day."""

    nominee = models.OneToOneField(Nominee, models.PROTECT, related_name="agreement")
    paper_number = models.CharField("số văn bản", max_length=60)
    agreed_on = models.DateField("ngày thống nhất")
    recorded_at = models.DateTimeField("ghi lúc")

    def __str__(self) -> str:
        return f"{self.nominee}: {self.paper_number}"


class NomineeWithdrawal(models.Model):
    """Xin rút khỏi danh sách, before it is fixed."""

    nominee = models.OneToOneField(Nominee, models.PROTECT, related_name="withdrawal")
    paper_number = models.CharField("số đơn", max_length=60)
    withdrawn_on = models.DateField("ngày rút")
    recorded_at = models.DateTimeField("ghi lúc")

    def __str__(self) -> str:
        return f"{self.nominee}: {self.withdrawn_on}"


class SlateFixed(models.Model):
    """Danh sách đã chốt, by its minutes; `reason` answers the warnings there were."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="slates_fixed")
    village_code = models.CharField(max_length=12)
    fixed_on = models.DateField("ngày chốt")
    minutes_number = models.CharField("số biên bản", max_length=60)
    reason = models.CharField("lý do", max_length=300, blank=True)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", name="slate_fixed_once")]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.minutes_number}"
