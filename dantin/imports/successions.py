"""Danh sách thay thế đơn vị: which unit became which, from which day, by which decision (nhập, tách, đổi tên)."""

from datetime import date

from .columns import Column, Kind
from .kinds import ListKind

SUCCESSIONS = ListKind(
    name="successions",
    title="Nhập, tách, đổi tên đơn vị",
    about="Mỗi dòng một đơn vị cũ và một đơn vị thay nó. Nhập: nhiều dòng cùng đơn vị mới; tách: cùng đơn vị cũ.",
    columns=(
        Column(
            name="old_code",
            title="Mã cũ",
            aliases=("Mã đơn vị cũ", "Mã trước đây"),
            kind=Kind.CODE,
            longest=12,
            note="định dạng cột là Văn bản, để không mất số 0 ở đầu",
        ),
        Column(
            name="old_name",
            title="Tên cũ",
            aliases=("Tên đơn vị cũ", "Tên trước đây"),
            required=False,
            note="để trống được; có thì phải đúng tên của mã cũ",
        ),
        Column(
            name="new_code",
            title="Mã mới",
            aliases=("Mã đơn vị mới", "Mã hiện nay"),
            kind=Kind.CODE,
            longest=12,
            note="vẫn mã cũ thì ghi lại mã ấy",
        ),
        Column(
            name="new_name",
            title="Tên mới",
            aliases=("Tên đơn vị mới", "Tên hiện nay"),
            required=False,
            note="để trống được; có thì phải đúng tên của mã mới",
        ),
        Column(
            name="effective_on",
            title="Từ ngày",
            aliases=("Ngày có hiệu lực", "Có hiệu lực từ ngày", "Ngày thay đổi"),
            kind=Kind.DAY,
            note="ngày đầu tiên của đơn vị mới",
        ),
        Column(
            name="decision_number",
            title="Số văn bản",
            aliases=("Số nghị quyết", "Số quyết định", "Nghị quyết", "Quyết định"),
            required=False,
            longest=60,
        ),
        Column(
            name="decided_on",
            title="Ngày văn bản",
            aliases=("Ngày nghị quyết", "Ngày quyết định", "Ngày ban hành"),
            kind=Kind.DAY,
            required=False,
        ),
    ),
    key=("old_code", "new_code", "effective_on"),
    samples=(
        ("0683801", "Thôn Mẫu 1", "0683805", "Thôn Mẫu Mới", date(2026, 7, 1), "01/NQ-MÔ-PHỎNG", date(2026, 6, 12)),
        ("0683802", "Bản Mẫu 2", "0683805", "Thôn Mẫu Mới", date(2026, 7, 1), "01/NQ-MÔ-PHỎNG", date(2026, 6, 12)),
    ),
)
