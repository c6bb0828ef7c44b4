"""Kiểm phiếu: số liệu đọc từ hòm phiếu, và các phép cộng phải khớp.

Arithmetic checks are data, so that the phone runs the same ones; a sheet's status is derived from its readings and
nothing is ever overwritten (design §4.5, §4.6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from .law import Finding, Level


@dataclass(frozen=True, slots=True)
class Ballots:
    """Số phiếu phát ra, thu vào, hợp lệ, không hợp lệ.

    `not_issued` are papers found that the counting board did not issue: apart from collected and valid (B-45, F-07).
    """

    issued: int
    collected: int
    valid: int
    invalid: int
    not_issued: int = 0


class Comparison(StrEnum):
    """Phép so sánh của một dòng kiểm tra."""

    AT_MOST = "<="
    EQUAL = "=="
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Check:
    """Phép kiểm tra: the sum of `left` against the sum of `right`, times the figure `times` where there is one.

    The term "votes.*" stands for the votes of all candidates: their sum, or with `each` one line for every candidate.
    An error is a contradiction and blocks; a warning is accepted with a reason (design §4.7).
    """

    code: str
    left: tuple[str, ...]
    op: Comparison
    right: tuple[str, ...]
    sentence: str
    times: str | None = None
    each: bool = False
    level: Level = Level.ERROR

    def as_json(self) -> dict[str, object]:
        """The check as the phone receives it; it needs no law to run it."""
        return {
            "code": self.code,
            "left": list(self.left),
            "op": str(self.op),
            "right": list(self.right),
            "times": self.times,
            "each": self.each,
            "level": str(self.level),
            "sentence": self.sentence,
        }


_EQUAL = Comparison.EQUAL
NOT_ISSUED = "not_issued"
VOTES = "votes."
EVERY_CANDIDATE = "votes.*"
Figures = Mapping[str, int]


def broken_checks(figures: Figures, checks: Iterable[Check]) -> tuple[Finding, ...]:
    """Các dòng không khớp: a check one of whose figures was not read is not judged."""
    findings: list[Finding] = []
    for check in checks:
        try:
            limit = sum([figures[term] for term in check.right])
            if check.times is not None:
                limit *= figures[check.times]
            if check.each:
                for term, got in figures.items():
                    if got > limit and term.startswith(VOTES):
                        findings.append(Finding(check.code, check.level, term, limit, got))
                continue
            got = sum([_value(figures, term) for term in check.left])
        except KeyError:
            continue
        if got < limit if check.op is Comparison.AT_LEAST else got > limit or (got != limit and check.op is _EQUAL):
            findings.append(Finding(check.code, check.level, check.left[0], limit, got))
    return tuple(findings)


def _value(figures: Figures, term: str) -> int:
    if term == EVERY_CANDIDATE:
        return sum([votes for name, votes in figures.items() if name.startswith(VOTES)])
    return figures[term]


class RemarkKind(StrEnum):
    """Loại ghi chú: chấp nhận cảnh báo, báo số trên giấy không khớp, cấp trên xác nhận."""

    ACCEPTED = "accepted"
    FLAGGED = "flagged"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Remark:
    """Ghi chú của phiếu đếm: a finding and what a person did about it; `readings` is how many readings there were."""

    kind: RemarkKind
    actor: str
    code: str = ""
    expected: str = ""
    got: str = ""
    readings: int = 0

    def answers(self, finding: Finding) -> bool:
        """Whether it accepted this very finding: with other numbers it is another one, and asks again."""
        same = (self.code, self.expected, self.got) == (finding.code, str(finding.expected), str(finding.got))
        return self.kind is RemarkKind.ACCEPTED and same


def unaccepted(findings: Iterable[Finding], remarks: Sequence[Remark]) -> tuple[Finding, ...]:
    """Cảnh báo chưa có lý do: errors are none of them, no reason accepts an error."""
    warnings = (finding for finding in findings if finding.level is Level.WARNING)
    return tuple(found for found in warnings if not any(remark.answers(found) for remark in remarks))


def open_flags(remarks: Sequence[Remark], *, readings: int) -> tuple[Remark, ...]:
    """Điều báo lên chưa ai ở cấp trên xác nhận (F-07): the result waits for a second authority.

    Who confirmed had seen the figures of that moment, so a reading that came later opens the flags again.
    """
    found: list[Remark] = []
    for remark in remarks:
        if remark.kind is RemarkKind.FLAGGED:
            found.append(remark)
        elif remark.kind is RemarkKind.CONFIRMED and remark.readings == readings:
            found.clear()
    return tuple(found)


TWO, THREE = 2, 3


class ReadingKind(StrEnum):
    """Loại bản đọc: đọc, kiểm lại trên giấy, xác nhận kiểm lại."""

    READING = "reading"
    RECOUNT = "recount"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Reading:
    """Bản đọc: what one person read from one sheet. A recount names both readings, a confirmation names the recount.

    A scattered village counts in clusters (cụm, A22-17, F-20): a reading is then of one of so many, each with two
    readers of its own. `readers` is how many persons must agree: two, or three where a congress chose so beforehand.
    """

    event_id: str
    actor: str
    kind: str
    figures: Figures
    names: tuple[str, ...] = ()
    cluster: int = 0
    clusters: int = 0
    readers: int = TWO


class SheetStatus(StrEnum):
    """Tình trạng biên bản kiểm phiếu; derived from the readings, never stored as a fact."""

    EMPTY = "empty"
    ONE_READING = "one_reading"
    TWO_READINGS = "two_readings"
    AGREED = "agreed"
    READINGS_DIFFER = "readings_differ"
    NEEDS_RECOUNT = "needs_recount"
    RECOUNTED = "recounted"
    SIGNED = "signed"


def status(readings: Sequence[Reading], *, signed: bool) -> SheetStatus:
    """Tình trạng theo các bản đọc, theo thứ tự đến; of a village in clusters, whole only when every cluster agrees."""
    if signed:
        return SheetStatus.SIGNED
    each = {_replay(part)[0] for part in _parts(readings)}
    if len(each) == 1:
        return each.pop()
    pressing = (SheetStatus.NEEDS_RECOUNT, SheetStatus.RECOUNTED, SheetStatus.READINGS_DIFFER)
    return next((one for one in pressing if one in each), SheetStatus.ONE_READING)


def agreed_figures(readings: Sequence[Reading]) -> Figures | None:
    """Số liệu hai người (hoặc ba, nếu đã chọn) cùng đọc, hoặc kiểm lại đã được người thứ hai xác nhận; None until then.

    The figures of a village in clusters are the sums of its clusters.
    """
    sums: dict[str, int] = {}
    for part in _parts(readings):
        figures = _replay(part)[1]
        if figures is None:
            return None
        for name, got in figures.items():
            sums[name] = sums.get(name, 0) + got
    return sums


def readers_of(readings: Iterable[Reading]) -> int:
    """Phải mấy người đọc khớp nhau; two until a reading says otherwise."""
    return max((reading.readers for reading in readings), default=TWO)


def of_cluster(readings: Iterable[Reading], cluster: int) -> list[Reading]:
    """Các bản đọc của một cụm; cluster 0 is the village that counts in one place."""
    return [reading for reading in readings if reading.cluster == cluster]


def _parts(readings: Sequence[Reading]) -> list[list[Reading]]:
    """The readings by cluster, a cluster that nobody read yet among them."""
    clusters = max((reading.clusters for reading in readings), default=0)
    return [of_cluster(readings, n) for n in range(1, clusters + 1)] if clusters else [list(readings)]


def differing_fields(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Các ô đọc khác nhau: the fields each of the readers is asked again, blind."""
    found: set[str] = set()
    for part in _parts(readings):
        outcome, _, latest, _ = _replay(part)
        if outcome in (SheetStatus.READINGS_DIFFER, SheetStatus.NEEDS_RECOUNT):
            read = [reading.figures for reading in latest]
            found |= {name for name in {*chain(*read)} if len({figures.get(name, 0) for figures in read}) > 1}
    return tuple(sorted(found))


def readings_to_recount(readings: Sequence[Reading]) -> frozenset[str]:
    """Các bản đọc khác nhau mà lần kiểm lại phải nêu; empty while no recount is asked for.

    A reading sent after that is kept and answers nothing, so it is not the one to name.
    """
    outcome, _, latest, _ = _replay(readings)
    if outcome not in (SheetStatus.NEEDS_RECOUNT, SheetStatus.RECOUNTED):
        return frozenset()
    return frozenset(reading.event_id for reading in latest)


def to_read_again(readings: Sequence[Reading]) -> frozenset[str]:
    """Ai phải đọc lại: of those who differ, whoever has not read again since; empty where nobody is asked."""
    found: set[str] = set()
    for part in _parts(readings):
        outcome, _, latest, read_again = _replay(part)
        if outcome is SheetStatus.READINGS_DIFFER:
            found |= {reading.actor for reading in latest} - read_again
    return frozenset(found)


def _replay(readings: Sequence[Reading]) -> tuple[SheetStatus, Figures | None, list[Reading], set[str]]:
    """Walk the readings in the order in which they came; the first two persons are the readers, or the first three.

    Last: who read again. All of them must have done so *after* they first differed before a recount is asked for: a
    person who sent her first reading twice was not yet asked. Once it is asked for, only a recount answers; no third
    look can.
    """
    latest: dict[str, Reading] = {}
    read_again: set[str] = set()
    differed = stuck = False
    wanted = readers_of(readings)
    recount: Reading | None = None
    for reading in readings:
        match reading.kind:
            case ReadingKind.READING:
                if stuck or (reading.actor not in latest and len(latest) == wanted):
                    continue
                latest[reading.actor] = reading
                if differed:
                    read_again.add(reading.actor)
                differs = len(latest) == wanted and _differ(list(latest.values()))
                stuck = differs and len(read_again) == wanted
                differed = differed or differs
            case ReadingKind.RECOUNT:
                if stuck and {held.event_id for held in latest.values()} <= {*reading.names}:
                    recount = reading
            case ReadingKind.CONFIRMATION:
                if (
                    recount is not None
                    and recount.event_id in reading.names
                    and reading.actor != recount.actor
                    and same_figures(reading.figures, recount.figures)
                ):
                    return SheetStatus.AGREED, recount.figures, list(latest.values()), read_again
            case _:  # the kind comes from a stored event: an unknown one is our bug, not a quiet nothing
                raise ValueError(f"unknown kind of reading: {reading.kind}")
    held = list(latest.values())
    if recount is not None:
        return SheetStatus.RECOUNTED, None, held, read_again
    if stuck:
        return SheetStatus.NEEDS_RECOUNT, None, held, read_again
    match len(held):
        case 0:
            return SheetStatus.EMPTY, None, held, read_again
        case 1:
            return SheetStatus.ONE_READING, None, held, read_again
        case read if read < wanted:
            return SheetStatus.TWO_READINGS, None, held, read_again
    if _differ(held):
        return SheetStatus.READINGS_DIFFER, None, held, read_again
    return SheetStatus.AGREED, held[0].figures, held, read_again


def same_figures(one: Figures, other: Figures) -> bool:
    """Hai bản đọc ghi như nhau; a figure that a paper may leave out, and left out, is none."""
    return {name: got for name, got in one.items() if got} == {name: got for name, got in other.items() if got}


def _differ(held: list[Reading]) -> bool:
    return not all(same_figures(held[0].figures, other.figures) for other in held[1:])
