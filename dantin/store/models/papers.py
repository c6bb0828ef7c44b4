"""Văn bản đã ban hành: number and day from the register of the office, each time one was printed. Append-only."""

from django.db import models

from .plan import Election
from .sides import side_field


class IssuedPaper(models.Model):
    """Văn bản đã có số. `issuer`: code of the office (commune, village, cell); `kind`: what stands behind the number.

    `minutes` is the paper as it was issued, whatever is recorded later: a second print is of this.
    """

    side = side_field()
    election = models.ForeignKey(Election, models.PROTECT, related_name="issued_papers", db_index=False)
    form = models.CharField("mẫu", max_length=40)
    record = models.CharField("hồ sơ", max_length=80)
    village_code = models.CharField(max_length=12)
    issuer = models.CharField("cơ quan ban hành", max_length=16)
    kind = models.CharField("loại số", max_length=12)
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số", max_length=8)
    dated = models.DateField("ngày văn bản")
    minutes = models.JSONField("nội dung")
    digest = models.CharField("mã kiểm chứng", max_length=64, db_index=True)
    issued_by = models.CharField("người lấy số", max_length=80)
    issued_at = models.DateTimeField("lúc lấy số")

    class Meta:
        constraints = [
            models.UniqueConstraint("issuer", "kind", "year", "number", "side", name="paper_number_once_a_year"),
            models.UniqueConstraint("election", "form", "record", name="paper_issued_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.kind}, {self.year}: {self.form} {self.record}"


class PaperPrint(models.Model):
    """Một lần in một văn bản; the second and later ones are marked as printed again."""

    side = side_field()
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    form = models.CharField("mẫu", max_length=40)
    record = models.CharField("hồ sơ", max_length=80)
    digest = models.CharField("mã kiểm chứng", max_length=64)
    number = models.PositiveSmallIntegerField("lần in")
    printed_by = models.CharField("người in", max_length=80)
    printed_at = models.DateTimeField("in lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "form", "record", "digest", "number", name="print_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.record}, lần {self.number}"


class NumberSequence(models.Model):
    """Cơ quan không có sổ riêng dùng số tự tăng của phần mềm cho một loại văn bản; the newest choice holds."""

    side = side_field()
    issuer = models.CharField("cơ quan ban hành", max_length=16)
    kind = models.CharField("loại số", max_length=12)
    version = models.PositiveSmallIntegerField("lần ghi")
    used = models.BooleanField("dùng số tự tăng")
    recorded_by = models.CharField("người ghi", max_length=80)
    recorded_at = models.DateTimeField("ghi lúc")

    class Meta:
        constraints = [models.UniqueConstraint("side", "issuer", "kind", "version", name="number_sequence_once")]

    def __str__(self) -> str:
        return f"{self.issuer} {self.kind}: {'tự tăng' if self.used else 'gõ tay'}"


class PaperTemplate(models.Model):
    """Bản mẫu riêng của tỉnh cho một mẫu; the newest version is used, an empty one goes back to the software's own."""

    side = side_field()
    form = models.CharField("mẫu", max_length=40)
    version = models.PositiveSmallIntegerField("lần")
    source = models.TextField("bản mẫu", blank=True)
    digest = models.CharField(max_length=64)
    reason = models.CharField("lý do", max_length=400)
    recorded_by = models.CharField("người nhận", max_length=80)
    recorded_at = models.DateTimeField("nhận lúc")

    class Meta:
        constraints = [models.UniqueConstraint("side", "form", "version", name="paper_template_once")]

    def __str__(self) -> str:
        return f"{self.form}, bản {self.version}"


class SignedPaper(models.Model):
    """Bản đã ký số, tải lên: the file as it came, who signed it, and what was found of it then."""

    side = side_field()
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    form = models.CharField("mẫu", max_length=40)
    record = models.CharField("hồ sơ", max_length=80)
    number = models.PositiveSmallIntegerField("lần")
    digest = models.CharField("mã kiểm chứng", max_length=64)
    signer = models.CharField("người ký", max_length=120)
    signed_at = models.DateTimeField("ký lúc", null=True)
    trusted = models.BooleanField("chuỗi chứng thư được tin")
    file = models.BinaryField("tệp")
    file_digest = models.CharField(max_length=64)
    recorded_by = models.CharField("người tải lên", max_length=80)
    recorded_at = models.DateTimeField("tải lên lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "form", "record", "number", name="signed_paper_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.record}, {self.signer}"


class PaperPhoto(models.Model):
    """Ảnh bản giấy ký tay, drawn anew; `matches` says whether its QR is that of the record."""

    side = side_field()
    election = models.ForeignKey(Election, models.PROTECT, related_name="+", db_index=False)
    form = models.CharField("mẫu", max_length=40)
    record = models.CharField("hồ sơ", max_length=80)
    number = models.PositiveSmallIntegerField("lần")
    matches = models.BooleanField("mã QR khớp hồ sơ")
    picture = models.BinaryField("ảnh")
    file_digest = models.CharField(max_length=64)
    recorded_by = models.CharField("người tải lên", max_length=80)
    recorded_at = models.DateTimeField("tải lên lúc")

    class Meta:
        constraints = [models.UniqueConstraint("election", "form", "record", "number", name="paper_photo_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.record}, ảnh {self.number}"
