"""Đường tiến độ: how many were done at each minute of the day, drawn against a known end. No forecast.

A step line from 0 to the target; the time still to come is hatched. The marks (bản tin đã chốt) are counted from when
each report came in, so a late report never changes a past mark.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from html import escape

from . import number, said
from .words import LOCAL

_LEFT, _RIGHT, _TOP, _FOOT = 48, 16, 34, 34


@dataclass(frozen=True, slots=True)
class Curve:
    """Một ngày: sorted minutes (since local midnight) at which a place was reported done, against `target`."""

    done: tuple[int, ...]
    target: int
    start: int
    end: int
    now: int
    marks: tuple[int, ...]
    what: str
    unit: str

    def at(self, minute: int) -> int:
        """How many were done by this minute, the minute itself not included: what a bulletin at that time says."""
        return bisect_right(self.done, minute - 1)

    @property
    def reached(self) -> int:
        return bisect_right(self.done, self.now)

    @property
    def bulletins(self) -> list[tuple[int, int]]:
        return [(minute, self.at(minute)) for minute in self.marks if minute <= self.now]


def minutes_of_day(done_at: Iterable[str | None], on: date) -> tuple[int, ...]:
    """Of moments written in UTC, those on this local day, as sorted minutes since midnight."""
    midnight = datetime.combine(on, time(), LOCAL).astimezone(UTC).replace(tzinfo=None)
    first, last = midnight.isoformat(" "), (midnight + timedelta(days=1)).isoformat(" ")
    base = midnight.toordinal() * 1440 + midnight.hour * 60 + midnight.minute
    minutes = []
    for text in done_at:
        if text is not None and first <= text < last:
            minutes.append(_minute(text) - base)
    return tuple(sorted(minutes))


_minutes: dict[str, int] = {}


def _minute(text: str) -> int:
    """The minute of a moment, counted from the year one; remembered, for thousands of moments share few minutes."""
    key = text[:16]
    minute = _minutes.get(key)
    if minute is None:
        if len(_minutes) > 20_000:
            _minutes.clear()
        day_number = date.fromisoformat(key[:10]).toordinal()
        minute = _minutes[key] = day_number * 1440 + int(key[11:13]) * 60 + int(key[14:16])
    return minute


def minute_of(moment: datetime, on: date) -> int:
    """The minute of `moment` counted from midnight of `on`; negative before that day, over 1,440 after it."""
    local = moment.astimezone(LOCAL)
    return (local.date() - on).days * 1440 + local.hour * 60 + local.minute


def hour_label(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def svg(curve: Curve, *, narrow: bool, colours: tuple[str, str]) -> str:
    """The drawing; `colours` are the tokens of the line and of the field under it."""
    width, height = (328, 250) if narrow else (820, 300)
    floor, right = height - _FOOT, width - _RIGHT
    span, tall = curve.end - curve.start, floor - _TOP
    target = max(curve.target, 1)

    def x(minute: int) -> str:
        return f"{_LEFT + (right - _LEFT) * min(max(minute - curve.start, 0), span) / span:.1f}"

    def y(count: int) -> str:
        return f"{floor - tall * count / target:.1f}"

    line, field = colours
    until = min(max(curve.now, curve.start), curve.end)
    label = said(
        "{what} theo giờ: {n} trên {whole} lúc {time}",
        what=curve.what,
        n=curve.reached,
        whole=curve.target,
        time=hour_label(until),
    )
    grid = "".join(
        f'<path class="luoi" d="M{_LEFT} {y(n)}H{right}"/><text x="{_LEFT - 8}" y="{float(y(n)) + 5:.1f}" '
        f'text-anchor="end">{number(n)}</text>'
        for n in _levels(curve.target)
    )
    steps = _steps(curve, until, 10 if narrow else 4)
    path = f"M{x(curve.start)} {y(0)}" + "".join(f"H{x(minute)}V{y(count)}" for minute, count in steps) + f"H{x(until)}"
    hours = "".join(
        f'<path class="luoi" d="M{x(m)} {floor}v5"/><text x="{x(m)}" y="{height - 8}" text-anchor="middle"'
        + (' class="nhan">' if m == curve.end else ">")
        + f"{hour_label(m)}</text>"
        for m in _hours(curve, narrow=narrow)
    )
    circles = "".join(
        f'<circle cx="{x(m)}" cy="{y(n)}" r="4.5" fill="var(--paper)" stroke="{line}" stroke-width="2"/>'
        for m, n in curve.bulletins
    )
    head = ""
    if curve.start <= curve.now <= curve.end and curve.reached:
        low = float(y(curve.reached)) < _TOP + tall * 0.6
        shift = (118 if narrow else 64) if low else -16
        end = "end" if float(x(until)) > width * 0.4 else "start"
        head = (
            f'<circle cx="{x(until)}" cy="{y(curve.reached)}" r="6" fill="{line}"/><text class="nhan" '
            f'x="{float(x(until)) - (4 if end == "end" else -4):.1f}" y="{float(y(curve.reached)) + shift:.1f}" '
            f'text-anchor="{end}">{said("{n} lúc {time}", n=curve.reached, time=hour_label(until))}</text>'
        )
    hatch = f"cho{width}"
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}"><defs>'
        f'<pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="var(--paper)"/><path d="M0 0V6" stroke="var(--line)" stroke-width="2"/>'
        f"</pattern></defs>{grid}"
        f'<rect x="{x(until)}" y="{_TOP}" width="{right - float(x(until)):.1f}" height="{tall}" fill="url(#{hatch})"/>'
        f'<path d="{path}V{floor}z" fill="{field}"/>'
        f'<path d="{path}" fill="none" stroke="{line}" stroke-width="3" stroke-linejoin="round"/>'
        f'<path class="dich" d="M{_LEFT} {_TOP}H{right}" stroke-dasharray="2 4"/>'
        f'<text class="nhan" x="{_LEFT}" y="{_TOP - 10}">{number(curve.target)} {curve.unit}</text>'
        f'<path class="dich" d="M{right} {_TOP - 8}V{floor}"/>{hours}{circles}{head}</svg>'
    )


def _levels(target: int) -> Sequence[int]:
    """Round numbers below the target: 0, 500, 1.000."""
    step = 1
    for candidate in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        step = candidate
        if target // candidate <= 3:
            break
    return range(0, max(target, 1), step)


def _steps(curve: Curve, until: int, width: int) -> Iterable[tuple[int, int]]:
    before = -1
    for minute in range(curve.start, until + 1, width):
        count = bisect_right(curve.done, minute)
        if count != before:
            yield minute, count
            before = count
    last = bisect_right(curve.done, until)
    if last != before:
        yield until, last


def _hours(curve: Curve, *, narrow: bool) -> list[int]:
    step = 240 if narrow else 120
    hours = list(range(curve.start, curve.end, step))
    # The end is always named; what would run into it is left out.
    return [m for m in hours if curve.end - m >= step // 2] + [curve.end]
