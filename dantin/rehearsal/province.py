"""Tỉnh mô phỏng trước lá phiếu đầu tiên: plain values, without a database and without any result.

A person of the State's books and the same person in the Party's register are two values with one name and one year of
birth: the two sides are two data controllers (H-07).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Một người; `key` is unique in the province and on its side."""

    key: str
    name: str
    sex: str
    born_in: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Tỉnh, huyện, xã: real names and codes of 2022. `kind` is "tinh", "huyen", "xa", "phuong", "thi_tran" …"""

    level: str
    kind: str
    code: str
    name: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class HeadCandidate:
    """Người ứng cử trưởng thôn; `key` is "c1", "c2" … within the village, in the order of the ballot."""

    key: str
    person: Person
    origin: str


@dataclass(frozen=True, slots=True)
class Household:
    """Một hộ và người đại diện: `authority` is head, nominated or authorised (A23-02, F-16)."""

    number: int
    head_name: str
    representative: str
    sex: str
    born_in: int
    authority: str


@dataclass(frozen=True, slots=True)
class Village:
    """Thôn, bản, khu phố; where `households` is empty the roll is its certified total."""

    code: str
    name: str
    kind: str
    commune_code: str
    district_code: str
    roll: int
    previous_roll: int
    previous_voted: int
    previous_votes: int
    procedure: str
    vote_form: str
    candidates: tuple[HeadCandidate, ...]
    previous_head: Person
    households: tuple[Household, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """Đảng viên: `key` is "m1", "m2" … within the cell, and the key of this person in every contest of the cell."""

    key: str
    person: Person
    status: str
    activity: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Đảng viên chính thức vắng mặt: `ground` is excused_whole_congress, exempt or not_excused."""

    member: str
    ground: str


@dataclass(frozen=True, slots=True)
class Contest:
    """Một cuộc bầu của đại hội; `slate` holds keys of members in the order of the ballot."""

    post: str
    seats: int
    slate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Chi bộ của một thôn; `previous_secretary` is None where the record of that term is missing."""

    code: str
    name: str
    village_code: str
    higher_committee: str
    wave: str
    held_on: date
    members: tuple[Member, ...]
    absences: tuple[Absence, ...]
    contests: tuple[Contest, ...]
    previous_secretary: Person | None

    @property
    def official_members(self) -> int:
        """Số đảng viên chính thức: all of them are convened."""
        return sum(m.status == "official" for m in self.members)


@dataclass(frozen=True, slots=True)
class Province:
    """Cả tỉnh, trước ngày bầu; villages and cells in the order of their codes."""

    seed: int
    units: tuple[Unit, ...]
    villages: tuple[Village, ...]
    cells: tuple[Cell, ...]
