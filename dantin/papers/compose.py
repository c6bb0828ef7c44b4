"""Lập văn bản: the minutes and the template of their form become a paper, the same one for each file it is drawn as."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dantin.core.record import Minutes
from dantin.core.values import Side

from .blocks import Block, Kind, Line, Paper, Stamp, plain
from .faults import PaperFault
from .form import Form
from .markup import blocks_of, clean
from .registry import form_of

NUMBER = "số_hiệu"
BALLOT_LAYOUTS = ("a6", "a5", "a4")
SMALLEST = BALLOT_LAYOUTS[0]
NO_RECORD = "MAU/TRONG"
SIMULATED = "DỮ LIỆU MÔ PHỎNG"


@cache
def template_of(code: str, side: Side) -> str:
    """The template as the software brings it."""
    return files("dantin.papers").joinpath("templates", side.value, f"{code}.txt").read_text(encoding="utf-8")


def unnumbered(form: Form) -> str:
    """Số hiệu khi chưa có số: …/QĐ-UBND of the State, …-QĐ/ĐU of the Party; the office's register gives the number."""
    return f"…{'/' if form.side is Side.STATE else '-'}{form.number_kind}" if form.number_kind else ""


def compose(
    minutes: Minutes, *, address: str = "", marks: Sequence[str] = (), template: str | None = None, layout: str = ""
) -> Paper:
    """The paper of these minutes. `address`: where its check value is looked up; `marks` stand on each page.

    Raises `TemplateRefused` of a template that does not fit, `PaperFault` of values that are not those of the form.
    """
    form = form_of(minutes.form)
    fields = form.complete({**minutes.fields, **minutes.beside})
    blocks = blocks_of(
        template or template_of(form.code, form.side),
        {**fields, NUMBER: fields["number"] or unnumbered(form)},
    )
    dated = fields["dated"] or fields["record_on"] or "2000-01-01"
    marks = (*([SIMULATED] if fields["simulated"] else []), *marks)
    stamp = None if form.ballot else stamp_of(minutes, address=address, marks=marks)
    if not form.ballot:
        return Paper(_title(form, blocks), blocks, stamp, dated)
    if (layout or SMALLEST) not in BALLOT_LAYOUTS:
        raise PaperFault(f"Không có khổ phiếu “{layout}”: dùng {', '.join(BALLOT_LAYOUTS)}")
    return Paper(_title(form, blocks), blocks, None, dated, fields["code"] or "", layout or SMALLEST, True)


def stamp_of(minutes: Minutes, *, address: str, marks: Sequence[str]) -> Stamp:
    """Mã QR và dòng chữ cạnh nó: the form, the record, the check value, and where to check it."""
    if minutes.record == NO_RECORD:
        return Stamp("", (), tuple(marks))
    digest = minutes.digest()
    check = f"{address}/giay-to/kiem/{minutes.form}/{digest}?ho-so={minutes.record}"
    groups = " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
    where = f"Kiểm tra tại {address}/giay-to/kiem/" if address else "Kiểm tra tại trang công khai của tỉnh."
    return Stamp(
        check, (f"Mẫu {minutes.form} · hồ sơ {minutes.record}", f"Mã kiểm chứng: {groups}", where), tuple(marks)
    )


def _title(form: Form, blocks: Sequence[Block]) -> str:
    said = [
        plain(block.text) for block in blocks if isinstance(block, Line) and block.kind in (Kind.TITLE, Kind.SUBJECT)
    ]
    return clean(" – ".join(said)) or form.title
