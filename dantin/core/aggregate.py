"""Tổng hợp: tiến độ và số liệu của xã, huyện, tỉnh; soát số liệu in trong báo cáo.

A commune, a district and the province are the same fold in any grouping: every value here adds up, with a zero.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import ClassVar, Generic, Protocol, TypeVar

from .values import percent

K = TypeVar("K", bound=Hashable)
S = TypeVar("S", bound=StrEnum)


class Counted(Protocol):
    """Một dòng có số liệu của một thôn."""

    @property
    def roll(self) -> int: ...
    @property
    def voted(self) -> int: ...
    @property
    def winner_votes(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class VillageResult:
    """Kết quả của một thôn; `winner_votes` is None where nobody was elected."""

    roll: int
    voted: int
    winner_votes: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """Tổng số: villages, roll, voted, and in how many villages somebody was elected."""

    villages: int = 0
    roll: int = 0
    voted: int = 0
    elected: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(
            self.villages + other.villages,
            self.roll + other.roll,
            self.voted + other.voted,
            self.elected + other.elected,
        )

    @property
    def turnout(self) -> str | None:
        """Tỷ lệ cử tri đi bầu, hai chữ số thập phân."""
        return percent(self.voted, self.roll)


def total(rows: Iterable[Counted]) -> Totals:
    """Tổng của mọi dòng."""
    return fold(rows, lambda row: None).get(None, Totals())


def fold(rows: Iterable[Counted], key: Callable[[Counted], K]) -> dict[K, Totals]:
    """Tổng theo từng nhóm, theo thứ tự gặp."""
    sums: dict[K, list[int]] = {}
    for row in rows:
        group = key(row)
        held = sums.get(group)
        if held is None:
            held = sums[group] = [0, 0, 0, 0]
        held[0] += 1
        held[1] += row.roll
        held[2] += row.voted
        held[3] += row.winner_votes is not None
    return {group: Totals(*held) for group, held in sums.items()}


@dataclass(frozen=True, slots=True)
class Bands:
    """Số thôn theo tỷ lệ phiếu của người trúng cử trên tổng số trong danh sách.

    The boundaries are stated because the press leaves exactly 90 % in no band (E-01): above 90 %; from 70 % to 90 %,
    both included; above 50 % and below 70 %. Compared as whole numbers.
    """

    above_90: int = 0
    from_70_to_90: int = 0
    above_50_below_70: int = 0

    BOUNDARIES: ClassVar[tuple[str, str, str]] = ("trên 90 %", "từ 70 % đến 90 %", "trên 50 % đến dưới 70 %")

    def __add__(self, other: "Bands") -> "Bands":
        return Bands(
            self.above_90 + other.above_90,
            self.from_70_to_90 + other.from_70_to_90,
            self.above_50_below_70 + other.above_50_below_70,
        )

    @property
    def counts(self) -> tuple[int, int, int]:
        """Ba nhóm, cao trước."""
        return self.above_90, self.from_70_to_90, self.above_50_below_70

    @property
    def total(self) -> int:
        return sum(self.counts)


def bands(rows: Iterable[Counted]) -> Bands:
    """Phân nhóm các thôn đã bầu được; a village where nobody was elected belongs to none."""
    above, middle, below = 0, 0, 0
    for row in rows:
        votes, roll = row.winner_votes, row.roll
        if votes is None or 2 * votes <= roll:
            continue
        if 10 * votes > 9 * roll:
            above += 1
        elif 10 * votes >= 7 * roll:
            middle += 1
        else:
            below += 1
    return Bands(above, middle, below)


@dataclass(frozen=True, slots=True)
class ShareSummary:
    """Tỷ lệ phiếu của những người trúng cử: trung bình và thấp nhất, hai chữ số thập phân; None where there is none."""

    mean: str | None
    lowest: str | None


def share_summary(shares: Iterable[tuple[int, int]]) -> ShareSummary:
    """Trung bình và thấp nhất của các tỷ lệ (số phiếu, cơ số): the mean of the shares, each village counting once.

    A base of zero has no share and is left out.
    """
    of_base: dict[int, list[int]] = {}  # a province has few bases: one exact sum for each, not one for each village
    for votes, base in shares:
        if base:
            of_base.setdefault(base, []).append(votes)
    if not of_base:
        return ShareSummary(None, None)
    count = sum(map(len, of_base.values()))
    mean = sum((Fraction(sum(votes), base) for base, votes in of_base.items()), Fraction(0)) / count
    lowest = min(Fraction(min(votes), base) for base, votes in of_base.items())
    return ShareSummary(percent(mean.numerator, mean.denominator), percent(lowest.numerator, lowest.denominator))


class HeadState(StrEnum):
    """Tình trạng bầu trưởng thôn của một thôn."""

    NOT_STARTED = "not_started"
    VOTING = "voting"
    COUNTED = "counted"
    ELECTED = "elected"
    ELECTED_IN_RERUN = "elected_in_rerun"
    RERUN = "rerun"
    NO_QUORUM = "no_quorum"
    POSTPONED = "postponed"
    INTERIM = "interim"


class CellState(StrEnum):
    """Tình trạng đại hội của một chi bộ; done to sign: bầu xong, chưa ký biên bản (F-57)."""

    NOT_STARTED = "not_started"
    IN_CONGRESS = "in_congress"
    DONE_TO_SIGN = "done_to_sign"
    UNIFIED = "unified"
    NOT_UNIFIED = "not_unified"


@dataclass(frozen=True, slots=True)
class Progress(Generic[S]):
    """Tiến độ: how many places are in each state; every state of its kind has a counter, also at zero."""

    counts: Mapping[S, int]

    def __getitem__(self, state: S) -> int:
        return self.counts.get(state, 0)

    def __add__(self, other: "Progress[S]") -> "Progress[S]":
        states = [*self.counts, *(state for state in other.counts if state not in self.counts)]
        return Progress({state: self[state] + other[state] for state in states})

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def among(self, *states: S) -> int:
        """How many are in one of these states."""
        return sum(self[state] for state in states)


def progress(states: Iterable[S], kind: type[S]) -> Progress[S]:
    """Tiến độ của mọi nơi."""
    counted = Counter(states)
    return Progress({state: counted[state] for state in kind})


def progress_by(rows: Iterable[tuple[K, S]], kind: type[S]) -> dict[K, Progress[S]]:
    """Tiến độ theo từng nhóm, theo thứ tự gặp: one pass, whatever the grouping."""
    groups: dict[K, dict[S, int]] = {}
    for (group, state), count in Counter(rows).items():
        held = groups.get(group)
        if held is None:
            held = groups[group] = dict.fromkeys(kind, 0)
        held[state] += count
    return {group: Progress(counts) for group, counts in groups.items()}


class Agreement(StrEnum):
    """Số in trong báo cáo có khớp không: khớp, bị cắt đuôi thay vì làm tròn, không khớp."""

    AGREES = "agrees"
    TRUNCATED = "truncated"
    DISAGREES = "disagrees"


@dataclass(frozen=True, slots=True)
class PrintedPercent:
    """Phần trăm như in trên giấy: the exact value, and how many decimals were printed."""

    value: Fraction
    decimals: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Một tỷ lệ in trong báo cáo: phần, tổng, và số đã in."""

    part: int
    whole: int
    printed: PrintedPercent


Printed = int | PrintedPercent


@dataclass(frozen=True, slots=True)
class PrintedSum:
    """Một phép cộng in trong báo cáo: all numbers, or all percentages."""

    parts: tuple[Printed, ...]
    printed_total: Printed


@dataclass(frozen=True, slots=True)
class Audit:
    """Kết quả soát: one agreement for each claim and sum in order, and the true percentages."""

    claims: tuple[Agreement, ...]
    percents: tuple[str, ...]
    sums: tuple[Agreement, ...]


def audit(claims: Iterable[Claim], sums: Iterable[PrintedSum]) -> Audit:
    """Soát số liệu in trong báo cáo: judged exactly, at the printed precision (F-55); nothing is ever normalised."""
    claims = tuple(claims)
    return Audit(
        tuple(_claim(claim) for claim in claims),
        tuple(percent(claim.part, claim.whole) or "" for claim in claims),
        tuple(_sum(line) for line in sums),
    )


def _claim(claim: Claim) -> Agreement:
    unit = 10**claim.printed.decimals
    printed = claim.printed.value * unit
    exact = Fraction(100 * claim.part * unit, claim.whole)
    if floor(exact + Fraction(1, 2)) == printed:
        return Agreement.AGREES
    return Agreement.TRUNCATED if floor(exact) == printed else Agreement.DISAGREES


def _sum(line: PrintedSum) -> Agreement:
    terms = (*line.parts, line.printed_total)
    if len({isinstance(term, int) for term in terms}) > 1:
        return Agreement.DISAGREES
    values = [term if isinstance(term, int) else term.value for term in terms]
    return Agreement.AGREES if sum(values[:-1]) == values[-1] else Agreement.DISAGREES
