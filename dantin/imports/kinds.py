"""Loại danh sách: what a list is, and the columns that several lists share."""

from collections import namedtuple
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .columns import Column, Kind, Value

_SEX = {"female": ("Nữ",), "male": ("Nam",)}
VILLAGE_CODE = Column(
    name="village_code",
    title="Mã thôn",
    aliases=("Mã thôn, bản, khu phố", "Mã thôn bản", "Mã khu phố", "Mã tổ dân phố", "Mã địa bàn"),
    kind=Kind.CODE,
    longest=12,
)
NAME = Column(name="name", title="Họ và tên", aliases=("Họ tên", "Tên", "Họ, tên", "Họ và tên khai sinh"))
SEX_COLUMN = Column(
    name="sex", title="Giới tính", aliases=("Nam/Nữ", "Giới", "Phái"), kind=Kind.CHOICE, required=False, choices=_SEX
)
BORN_IN = Column(
    name="born_in", title="Năm sinh", aliases=("Sinh năm", "NS"), kind=Kind.YEAR, required=False, note="bốn chữ số"
)


@dataclass(frozen=True)
class ListKind:
    """Một loại danh sách. `key` names the columns that tell two rows apart; `samples` are simulated.

    `of_election`: its rows belong to one election, which whoever loads or exports it must name.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    samples: tuple[tuple[Value, ...], ...]
    of_election: bool = False

    @cached_property
    def row_type(self) -> Any:
        """One row: `at` (sheet, row number), then the value of each column by its name."""
        return namedtuple(f"{self.name.capitalize()}Row", ["at", *(column.name for column in self.columns)])

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


POSTS = {
    "village_head": ("Trưởng thôn", "Trưởng bản", "Trưởng khu phố", "Tổ trưởng tổ dân phố", "Trưởng khu"),
    "secretary": ("Bí thư chi bộ", "Bí thư"),
    "deputy_secretary": ("Phó bí thư chi bộ", "Phó bí thư"),
    "committee": ("Chi ủy viên", "Chi ủy", "Cấp ủy viên"),
}
POST = Column(name="post", title="Chức danh", aliases=("Chức vụ",), kind=Kind.CHOICE, choices=POSTS)
UNIT_CODE = Column(
    name="unit_code",
    title="Mã thôn hoặc chi bộ",
    aliases=("Mã thôn", "Mã chi bộ", "Mã đơn vị"),
    kind=Kind.CODE,
    longest=16,
    note="mã thôn với trưởng thôn, mã chi bộ với các chức danh của Đảng",
)
