"""Văn bản quanh một cuộc bầu trưởng thôn, bên Nhà nước: hoãn, lâm thời, bầu lại, huỷ, khiếu nại, khuyết."""

from django.db import models
from django.db.models import F, Q

from .count import Round
from .people import Person
from .plan import Election


class Ruling(models.Model):
    """Một văn bản của người có thẩm quyền về cuộc bầu ở một thôn. Append-only; `number` counts those of the village.

    `round` is the newest round when it came, empty before there was a slate. `from_on` and `until_on`: the new day of
    a postponed poll, the days of an interim head, the day from which the post is vacant, the end of an extended term.
    `counts_as_first` is what a paper that orders another election says of it; the law does not.
    """

    class Kind(models.TextChoices):
        POSTPONED = "postponed", "hoãn ngày bầu"
        DAY_SET = "day_set", "định lại ngày bầu"
        INTERIM = "interim", "chỉ định lâm thời"
        REELECTION = "reelection", "yêu cầu bầu lại"
        RETURNED = "returned", "trả hồ sơ về tổ bầu cử"
        SUPERSEDED = "superseded", "lập biên bản thay thế"
        COMPLAINT = "complaint", "nhận khiếu nại"
        ANSWERED = "answered", "trả lời"
        ANNULLED = "annulled", "huỷ kết quả"
        LEFT = "left", "trưởng thôn thôi làm"
        EXTENDED = "extended", "kéo dài nhiệm kỳ"

    class Ground(models.TextChoices):
        RESIGNED = "resigned", "xin thôi"
        DISMISSED = "dismissed", "bị cho thôi"
        DIED = "died", "chết"

    election = models.ForeignKey(Election, models.PROTECT, related_name="rulings")
    village_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=12, choices=Kind.choices)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="rulings")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    decision_number = models.CharField("số văn bản", max_length=60, blank=True)
    decided_on = models.DateField("ngày văn bản")
    reason = models.CharField("lý do, nội dung", max_length=400, blank=True)
    from_on = models.DateField("từ ngày", null=True)
    until_on = models.DateField("đến ngày", null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, verbose_name="người được giao lâm thời")
    ground = models.CharField("vì sao thôi làm", max_length=10, choices=Ground.choices, blank=True)
    counts_as_first = models.BooleanField("tính là lần bầu đầu", null=True)
    recorded_by = models.CharField("người nhập", max_length=80)
    recorded_at = models.DateTimeField("lúc nhập")

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "village_code", "number", name="ruling_number_once"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="ruling_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village_code} #{self.number} {self.kind}"


class ByElection(models.Model):
    """Bầu bổ sung: an election of one village that fills a vacancy for the rest of the term. Append-only.

    `vacancy` is the paper that recorded that the head left; each is filled by one election at most.
    """

    election = models.OneToOneField(Election, models.PROTECT, related_name="by_election")
    vacancy = models.OneToOneField(Ruling, models.PROTECT, related_name="by_election")

    def __str__(self) -> str:
        return f"{self.election.code}: {self.vacancy}"
