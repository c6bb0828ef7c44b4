"""Đối chiếu với hồ sơ: what a text says of a figure that the record of a term holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from dantin.core.aggregate import Agreement, PrintedPercent
from dantin.core.vietnamese import fold, number

from .figures import Figure, Form
from .recalculations import BY_THE_RECORD, Kind, Recalculation, Remark, Report, in_words

_REACH = 60
_STOPS = ",;.:\n("


@dataclass(frozen=True, slots=True)
class Known:
    """Một con số của hồ sơ. A figure speaks of it when all the (folded) words of one alternative stand near.

    `value` is a count, or a percentage of two counts (part, whole). `is_whole`: the sum that others are parts of.
    """

    label: str
    value: int | tuple[int, int]
    words: tuple[tuple[str, ...], ...]
    is_whole: bool = False

    @property
    def form(self) -> Form:
        return Form.COUNT if isinstance(self.value, int) else Form.PERCENT


def against_record(report: Report, record: Iterable[Known]) -> Report:
    """The report with one check more for each figure that names something of the record."""
    known = tuple(record)
    wholes = {check.whole for check in report.checks}
    checks = []
    for at, figure in enumerate(report.figures):
        near = _near(report, at, wholes)
        about = (
            one
            for one in known
            if one.form is figure.form
            and (figure.form is Form.PERCENT or one.is_whole == (figure in wholes))
            and any(all(word in near for word in words) for words in one.words)
        )
        first = next(about, None)
        if first is not None:
            checks.append(_check(figure, first))
    return replace(report, checks=(*report.checks, *checks))


def _near(report: Report, at: int, wholes: set[Figure | None]) -> str:
    """The folded words around a figure, up to the next comma, figure or sentence; a part reads past its whole."""
    figure, text = report.figures[at], report.text
    start = report.figures[at - 1].end if at else 0
    later = report.figures[at + 1 : at + 3]
    begins = figure.end
    if later and later[0] in wholes and figure not in wholes and "/" in text[figure.end : later[0].start]:
        begins, later = later[0].end, later[1:]
    end = later[0].start if later else len(text)
    before = text[max(start, figure.start - _REACH) : figure.start]
    after = text[begins : min(end, begins + _REACH)]
    cut = max(before.rfind(mark) for mark in _STOPS)
    stop = min((place for place in (after.find(mark) for mark in _STOPS) if place >= 0), default=len(after))
    return fold(f"{before[cut + 1 :]} {after[:stop]}")


def _check(figure: Figure, known: Known) -> Recalculation:
    if isinstance(known.value, int):
        agrees = figure.count == known.value
        said = number(known.value)
    else:
        part, whole = known.value
        said, agrees = _percent(figure.percent, part, whole)
    agreement = Agreement.AGREES if agrees else Agreement.DISAGREES
    remark = Remark(BY_THE_RECORD, label=known.label)
    return Recalculation(Kind.RECORD, (figure,), agreement, said, remark=remark)


def _percent(printed: PrintedPercent, part: int, whole: int) -> tuple[str, bool]:
    unit = 10**printed.decimals
    rounded = Fraction(int(Fraction(100 * part * unit, whole) + Fraction(1, 2)), unit) if whole else Fraction(0)
    return f"{in_words(rounded)} % ({number(part)} / {number(whole)})", rounded == printed.value
