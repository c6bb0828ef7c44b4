"""Danh sách triệu tập đại hội chi bộ: which cell, for which village, on which day."""

from dataclasses import replace
from datetime import date

from .columns import Column, Kind
from .kinds import VILLAGE_CODE, ListKind

CONGRESSES = ListKind(
    name="congresses",
    title="Đại hội chi bộ được triệu tập",
    about="Mỗi dòng một chi bộ: đại hội ngày nào. Mọi đảng viên chính thức của chi bộ đều được triệu tập (bên Đảng).",
    columns=(
        Column(name="cell_code", title="Mã chi bộ", aliases=("Chi bộ",), kind=Kind.CODE, longest=16),
        replace(VILLAGE_CODE, required=False, note="để trống khi chi bộ chỉ có một thôn trong cuộc này"),
        Column(
            name="held_on",
            title="Ngày đại hội",
            aliases=("Ngày",),
            kind=Kind.DAY,
            required=False,
            note="để trống: ngày đầu của đợt",
        ),
    ),
    key=("cell_code",),
    samples=(
        ("CB0683801", "0683801", date(2025, 12, 28)),
        ("CB0683802", "0683802", date(2025, 12, 28)),
    ),
    of_election=True,
)
