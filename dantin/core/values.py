"""Giá trị dùng chung: tỷ lệ, phần trăm, hai phía, người đã được công nhận.

Values that more than one stage speaks of. Whole numbers and exact shares only: nothing here knows a float.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    """Phía Nhà nước hay phía Đảng: two data controllers, often two servers (H-07)."""

    STATE = "state"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Share:
    """Tỷ lệ: an exact proportion of a base, such as one half or two thirds."""

    numerator: int
    denominator: int

    def least_above(self, base: int) -> int:
        """The smallest whole number that is more than this share of the base: half of 120 gives 61."""
        return base * self.numerator // self.denominator + 1

    def least_reaching(self, base: int) -> int:
        """The smallest whole number that is at least this share of the base: two thirds of 8 give 6."""
        return -(-base * self.numerator // self.denominator)


def percent(part: int, whole: int) -> str | None:
    """Phần trăm với hai chữ số thập phân, làm tròn nửa lên: "98.12"; a zero base has none.

    For printing only: no decision ever compares percentages.
    """
    if whole == 0:
        return None
    hundredths = (20000 * part + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@dataclass(frozen=True, slots=True)
class RecognisedHead:
    """Trưởng thôn đã được công nhận: the one fact that crosses from the State side to the Party side (design §4.10)."""

    name: str
    born_in: int
    village_code: str
    decision_number: str
    decided_on: date
