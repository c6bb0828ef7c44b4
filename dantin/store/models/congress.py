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
    """Đảng viên trong sổ của chi bộ; `status` and `activity` as the newest `MemberChange` leaves them, or the list."""

    class Status(models.TextChoices):
        OFFICIAL = "official", "chính thức"
        PROBATIONARY = "probationary", "dự bị"
        TEMPORARY = "temporary", "sinh hoạt tạm thời ở đây"
        LEFT = "left", "không còn trong sổ"

    class Activity(models.TextChoices):
        NORMAL = "normal", "sinh hoạt bình thường"
        TEMPORARILY_TRANSFERRED = "temporarily_transferred", "chuyển sinh hoạt tạm thời"
        EXEMPT = "exempt", "miễn sinh hoạt"
        SUSPENDED = "suspended", "đình chỉ sinh hoạt, bị khởi tố, tạm giam"
        IN_TRANSFER = "in_transfer", "đang chuyển sinh hoạt đi"

    cell = models.ForeignKey(Cell, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT)
    status = models.CharField(max_length=12, choices=Status.choices)
    activity = models.CharField(max_length=24, choices=Activity.choices, default=Activity.NORMAL)

    class Meta:
        constraints = [models.UniqueConstraint("cell", "person", name="member_once")]
        indexes = [models.Index("cell", "status", name="member_by_status")]

    def __str__(self) -> str:
        return f"{self.person}, {self.cell}"


class Congress(models.Model):
    """Đại hội chi bộ. Times are facts entered by the clerk; whether it is done is derived from them.

    A congress that had no quorum, or was annulled, is convened again: `number` counts the sittings, each with its own
    record; the newest one is `current`, those before stay as they were (F-51).
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="congresses")
    wave = models.ForeignKey(Wave, models.PROTECT)
    cell = models.ForeignKey(Cell, models.PROTECT)
    village_code = models.CharField(max_length=12, db_index=True)
    number = models.PositiveSmallIntegerField("lần triệu tập", default=1)
    current = models.BooleanField("lần đang tính", default=True)
    convened_at = models.DateTimeField("triệu tập lại lúc", null=True)
    convened_why = models.CharField("vì sao triệu tập lại", max_length=400, blank=True)
    held_on = models.DateField()
    present = models.PositiveSmallIntegerField("đảng viên chính thức có mặt", null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField("ký biên bản lúc", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("election", "cell", "number", name="congress_number_once"),
            models.UniqueConstraint("election", "cell", condition=models.Q(current=True), name="congress_once"),
        ]

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


class AbsenceNote(models.Model):
    """Báo vắng; `ground` is empty where the member will come after all. The newest is the `Absence`. Append-only."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="absence_notes", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    ground = models.CharField("vắng", max_length=24, choices=Absence.Ground.choices, blank=True)
    why = models.CharField("lý do, giấy tờ", max_length=400, blank=True)
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("congress", "number", name="absence_note_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_ground_display() or 'sẽ dự'}"


class Attendance(models.Model):
    """Giờ đến, giờ về của một đảng viên ở đại hội (F-38, F-39, F-40). Append-only: what was wrong is called wrong."""

    class Kind(models.TextChoices):
        ARRIVED = "arrived", "đến"
        LEFT = "left", "về"
        MISTAKEN = "mistaken", "ghi nhầm, chưa đến"

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="attendance", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    member = models.ForeignKey(Member, models.PROTECT)
    kind = models.CharField("việc", max_length=8, choices=Kind.choices)
    at = models.DateTimeField("lúc")
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("congress", "number", name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.member} {self.get_kind_display()}"


class HandVote(models.Model):
    """Biểu quyết giơ thẻ đảng viên ở đại hội (B-24, B-46): what was put, how many were for it. Append-only.

    Only sums: nobody's hand is recorded. `present` is how many official members were there; who neither raised a hand
    for it nor against abstained. `carried` is what the presidium declared. `post` and `round` name the election that it
    is about, `member` the person, where there is one.
    """

    class Kind(models.TextChoices):
        PROGRAMME = "programme", "chương trình"
        PRESIDIUM = "presidium", "đoàn chủ tịch"
        CLERK = "clerk", "thư ký"
        COMMITTEE = "committee", "có bầu chi ủy hay không"
        SEATS = "seats", "số lượng cần bầu"
        FLOOR = "floor", "đề cử tại đại hội"
        WITHDRAWAL = "withdrawal", "xin rút"
        SLATE = "slate", "danh sách bầu"
        COUNTING_BOARD = "counting_board", "ban kiểm phiếu"
        REPLACEMENT = "replacement", "thay người của ban kiểm phiếu"
        AGAIN = "again", "có bầu tiếp hay không"
        RESOLUTION = "resolution", "nghị quyết đại hội"

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="hand_votes", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    kind = models.CharField("về việc", max_length=14, choices=Kind.choices)
    post = models.CharField("chức danh", max_length=20, blank=True)
    round = models.PositiveSmallIntegerField("lần bầu", null=True)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    seats = models.PositiveSmallIntegerField("số lượng", null=True)
    present = models.PositiveSmallIntegerField("đảng viên chính thức có mặt")
    in_favour = models.PositiveSmallIntegerField("tán thành")
    against = models.PositiveSmallIntegerField("không tán thành")
    carried = models.BooleanField("đoàn chủ tịch kết luận là thông qua")
    words = models.CharField("nội dung", max_length=400, blank=True)
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint("congress", "number", name="hand_vote_once"),
            models.CheckConstraint(
                condition=models.Q(present__gte=models.F("in_favour") + models.F("against")),
                name="hand_vote_within_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.in_favour}/{self.present}"


class CongressOfficer(models.Model):
    """Người điều hành đại hội, as the hand vote chose: presidium, clerk, counting board (B-40). Append-only."""

    class Body(models.TextChoices):
        PRESIDIUM = "presidium", "đoàn chủ tịch"
        CLERK = "clerk", "thư ký"
        COUNTING_BOARD = "counting_board", "ban kiểm phiếu"

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="officers", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    body = models.CharField("việc", max_length=14, choices=Body.choices)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    leads = models.BooleanField("trưởng", default=False)
    chosen_by = models.ForeignKey(HandVote, models.PROTECT, related_name="chosen")
    instead_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        constraints = [models.UniqueConstraint("congress", "number", name="congress_officer_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_body_display()}"


class ReaderChoice(models.Model):
    """Số người cùng đọc mỗi phiếu đếm ở đại hội này, chosen before the first reading; the newest holds. Append-only."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="reader_choices", db_index=False)
    number = models.PositiveSmallIntegerField("thứ tự")
    readers = models.PositiveSmallIntegerField("số người", choices=[(2, "hai người"), (3, "ba người")])
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint("congress", "number", name="reader_choice_once"),
            models.CheckConstraint(condition=models.Q(readers__in=(2, 3)), name="reader_choice_two_or_three"),
        ]

    def __str__(self) -> str:
        return f"{self.get_readers_display()}, {self.congress}"


class HeadFromState(models.Model):
    """Trưởng thôn được công nhận, as the signed bridge file named him or her; all the Party side knows of the State.

    Of one election of congresses: what a later term's file says changes nothing of an earlier one.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="heads_from_state", db_index=False)
    village_code = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    born_in = models.PositiveSmallIntegerField()
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    file_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", name="head_from_state_once")]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.name}"


class HeadChange(models.Model):
    """Tên trưởng thôn đổi theo một tệp sau: another decision, or none where the recognition was set aside. Append-only.

    By the numbers of the decisions, not by names.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="head_changes", db_index=False)
    village_code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField("thứ tự")
    was_number = models.CharField("quyết định trước", max_length=60)
    was_decided_on = models.DateField("ngày quyết định trước")
    decision_number = models.CharField("quyết định sau, hoặc văn bản huỷ", max_length=60)
    decided_on = models.DateField("ngày văn bản sau")
    withdrawn = models.BooleanField("không còn ai được công nhận")
    file_digest = models.CharField(max_length=64)
    recorded_by = models.CharField("người nhận tệp", max_length=80)
    recorded_at = models.DateTimeField("nhận lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "village_code", "number", name="head_change_once")]

    def __str__(self) -> str:
        return f"{self.village_code}: {self.was_number} → {self.decision_number}"


class Endorsement(models.Model):
    """Quyết định chuẩn y của cấp ủy cấp trên (B-53)."""

    congress = models.OneToOneField(Congress, models.PROTECT, related_name="endorsement")
    decision_number = models.CharField(max_length=60)
    decided_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.decision_number}: {self.congress}"
