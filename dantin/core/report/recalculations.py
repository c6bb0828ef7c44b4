"""Một phép soát: the figures it holds together, what they should give, and whether they do."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from dantin.core.aggregate import Agreement, Claim, PrintedPercent, PrintedSum, audit
from dantin.core.vietnamese import number

from .figures import Figure


class Kind(StrEnum):
    """Loại phép soát: tỷ lệ của một phần, phần trong tổng, các tỷ lệ của một tổng, tăng giảm, phép cộng, hồ sơ."""

    SHARE = "share"
    PART = "part"
    SHARES_OF_ONE = "shares_of_one"
    CHANGE = "change"
    ADDITION = "addition"
    RECORD = "record"


class Remark(NamedTuple):
    """Lời kèm phép tính: a sentence with the place of the calculation and of its own two words, in Vietnamese."""

    sentence: str
    left: str = ""
    label: str = ""


NOTHING_MORE = Remark("{calculation}")
SHORT, SHORT_BY_ROUNDING = "{calculation}, còn thiếu {left} %", "{calculation}, còn thiếu {left} % do làm tròn"
OVER, OVER_BY_ROUNDING = "{calculation}, thừa {left} %", "{calculation}, thừa {left} % do làm tròn"
BY_THE_RECORD = "{label} theo hồ sơ: {calculation}"
REMARKS = (SHORT, SHORT_BY_ROUNDING, OVER, OVER_BY_ROUNDING, BY_THE_RECORD)


@dataclass(frozen=True, slots=True)
class Recalculation:
    """Một phép soát. `calculation` is the sum as anybody can do it again; `whole` is the one that holds the others."""

    kind: Kind
    figures: tuple[Figure, ...]
    agreement: Agreement
    calculation: str
    whole: Figure | None = None
    remark: Remark = NOTHING_MORE

    @property
    def arithmetic(self) -> str:
        """The calculation with what is to be said of it."""
        sentence, left, label = self.remark
        return sentence.format(calculation=self.calculation, left=left, label=label)


NOT_ONE_WHOLE = "không rõ các tỷ lệ này có chia hết cùng một tổng không"
NO_PART_AND_WHOLE = "câu không nêu đủ phần và tổng để tính lại tỷ lệ này"
NO_TWO_COLUMNS = "không có hai cột nào giải thích được cột tỷ lệ này ở quá nửa số dòng"
REASONS = (NOT_ONE_WHOLE, NO_PART_AND_WHOLE, NO_TWO_COLUMNS)


@dataclass(frozen=True, slots=True)
class Unpaired:
    """Con số không ghép được: it is said, not guessed at."""

    figure: Figure
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Kết quả soát một bài: the text as it was given, all its figures, what was held together and what could not be."""

    text: str
    figures: tuple[Figure, ...]
    checks: tuple[Recalculation, ...]
    unpaired: tuple[Unpaired, ...]

    @property
    def disagreements(self) -> tuple[Recalculation, ...]:
        return tuple(check for check in self.checks if check.agreement is not Agreement.AGREES)


def share(part: Figure, whole: Figure, printed: Figure) -> Recalculation:
    """Phần / tổng = tỷ lệ, judged at the printed precision."""
    if not whole.count or part.count > whole.count:
        return part_of(part, whole)
    claim = Claim(part.count, whole.count, printed.percent)
    agreement = audit([claim], []).claims[0]
    decimals = max(2, printed.percent.decimals)
    exact = Fraction(100 * part.count * 10**decimals, whole.count)
    sign = "=" if exact.denominator == 1 else "≈"
    true = decimal(int(exact + Fraction(1, 2)), decimals)
    figures = tuple(sorted({part, whole, printed}, key=lambda figure: figure.start))
    return Recalculation(
        Kind.SHARE, figures, agreement, f"{number(part.count)} / {number(whole.count)} {sign} {true} %", whole
    )


def part_of(part: Figure, whole: Figure) -> Recalculation:
    """Phần không lớn hơn tổng."""
    agreement = Agreement.AGREES if part.count <= whole.count else Agreement.DISAGREES
    sign = "≤" if part.count <= whole.count else ">"
    figures = tuple(sorted((part, whole), key=lambda figure: figure.start))
    return Recalculation(Kind.PART, figures, agreement, f"{number(part.count)} {sign} {number(whole.count)}", whole)


def shares_of_one(shares: list[Figure]) -> Recalculation:
    """Các tỷ lệ của cùng một đối tượng cộng lại phải đủ 100 %; exact, never normalised (F-54).

    What rounding each by itself can leave over is said and not held against anybody: 33,3 % three times is a third.
    """
    parts = tuple(figure.percent for figure in shares)
    got = sum((part.value for part in parts), Fraction(0))
    over, room = got - 100, sum((_half_a_unit(part) for part in parts), Fraction(0))
    if -room < over <= room:
        agreement = Agreement.AGREES
    else:
        agreement = Agreement.TRUNCATED if -2 * room < over < 0 else Agreement.DISAGREES
    rounded = agreement is Agreement.AGREES
    short, more = (SHORT_BY_ROUNDING, OVER_BY_ROUNDING) if rounded else (SHORT, OVER)
    remark = Remark(short if over < 0 else more, in_words(abs(over))) if over else NOTHING_MORE
    said = " + ".join(f"{in_words(part.value)} %" for part in parts)
    calculation = f"{said} = {in_words(got)} %"
    return Recalculation(Kind.SHARES_OF_ONE, tuple(shares), agreement, calculation, remark=remark)


def change(before: Figure, by: Figure, after: Figure, *, up: bool) -> Recalculation:
    """Kỳ trước cộng (trừ) mức tăng (giảm) phải ra kỳ này, trong phạm vi làm tròn.

    "Tăng 5 %" may mean five points or a twentieth more: only what is neither is held against the text.
    """
    sign = 1 if up else -1
    was, step, now = before.percent, by.percent, after.percent
    got = was.value + sign * step.value
    in_points = abs(got - now.value) <= sum(map(_half_a_unit, (was, step, now)), Fraction(0))
    grown = 100 * (now.value - was.value) / was.value if was.value else None
    as_a_part = grown is not None and abs(grown - sign * step.value) <= _half_a_unit(step)
    agreement = Agreement.AGREES if in_points or as_a_part else Agreement.DISAGREES
    figures = tuple(sorted((before, by, after), key=lambda figure: figure.start))
    said = f"{in_words(was.value)} {'+' if up else '−'} {in_words(step.value)} = {in_words(got)} %"
    return Recalculation(Kind.CHANGE, figures, agreement, said)


def _half_a_unit(printed: PrintedPercent) -> Fraction:
    """The most that rounding at the printed precision takes or gives."""
    return Fraction(1, 2 * 10**printed.decimals)


def addition(parts: list[Figure], total: Figure) -> Recalculation:
    """Các số hạng cộng lại phải ra tổng đã viết."""
    agreement = audit([], [PrintedSum(tuple(part.count for part in parts), total.count)]).sums[0]
    said = " + ".join(number(part.count) for part in parts)
    return Recalculation(
        Kind.ADDITION, (*parts, total), agreement, f"{said} = {number(sum(part.count for part in parts))}"
    )


def decimal(units: int, decimals: int) -> str:
    """98,12 from 9812 and 2; zeros at the end stay, for they say how exact it is."""
    whole, rest = divmod(units, 10**decimals)
    return f"{number(whole)},{rest:0{decimals}d}"


def in_words(value: Fraction) -> str:
    """A printed percentage is a finite decimal: 98,12; 90; 4,5."""
    decimals = 0
    while (value * 10**decimals).denominator != 1:
        decimals += 1
    return decimal(int(value * 10**decimals), decimals) if decimals else number(int(value))
