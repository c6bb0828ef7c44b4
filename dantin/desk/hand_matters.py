"""Những việc đại hội giơ thẻ biểu quyết ở một trang riêng: the programme, the resolution, who leads, writes, counts."""

from dataclasses import dataclass

from dantin.store.models import CongressOfficer, HandVote

Kind, Body = HandVote.Kind, CongressOfficer.Body


@dataclass(frozen=True, slots=True)
class Matter:
    """Một việc đưa ra biểu quyết: its heading, and whom it chooses."""

    kind: HandVote.Kind
    heading: str
    body: CongressOfficer.Body | None = None
    replaces: bool = False


MATTERS = {
    "doan-chu-tich": Matter(Kind.PRESIDIUM, "Bầu đoàn chủ tịch", Body.PRESIDIUM),
    "thu-ky": Matter(Kind.CLERK, "Bầu thư ký", Body.CLERK),
    "chuong-trinh": Matter(Kind.PROGRAMME, "Thông qua chương trình"),
    "ban-kiem-phieu": Matter(Kind.COUNTING_BOARD, "Bầu ban kiểm phiếu", Body.COUNTING_BOARD),
    "thay-kiem-phieu": Matter(Kind.REPLACEMENT, "Thay người của ban kiểm phiếu", replaces=True),
    "nghi-quyet": Matter(Kind.RESOLUTION, "Thông qua nghị quyết"),
}
SLUG_OF = {matter.kind: slug for slug, matter in MATTERS.items()}
