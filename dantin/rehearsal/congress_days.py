"""Kịch bản chặng 2: pilots in June, and on 3/7/2022 from half past six to just before 17:00, then the endorsements.

The day has two humps, as real days have: congresses that end before lunch and congresses of the afternoon. The last
minutes are signed before 17:00 (C-02).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

from . import published
from .cells import PILOT
from .congress_votes import CongressOutcome
from .places import MAU_3
from .province import Cell
from .readings import Paper, read_alike, read_twice
from .steps import CongressClosed, CongressOpened, Endorsed, HeadsHandedOver, MinutesSigned, RoundOpened, Step
from .working_days import working_days_after

# How many of the 1,421 have closed by when.
_CLOSED_BY = (
    (time(7, 56), 0), (time(9), 181), (time(10), 402), (time(10, 30), 566), (time(11), 804), (time(11, 30), 982),
    (time(12), 1007), (time(14), 1029), (time(15), 1138), (time(15, 30), 1262), (time(16), 1366),
    (time(16, 42), 1397), (time(16, 55), 1421),
)  # fmt: skip
_FIRST_OPENING, _AFTERNOON, _ALL_SIGNED = time(6, 30), time(12, 45), time(16, 59)
# A round is read, and if need be read again, in nine minutes; the next one is opened after that.
_ROUND = timedelta(minutes=10, seconds=30)


def steps(rng: Random, cells: tuple[Cell, ...], outcomes: tuple[CongressOutcome, ...]) -> Iterator[Step]:
    """Các bước của chặng 2, not yet in the order of time."""
    # Before the first pilot, and again when the re-run villages have their heads.
    yield HeadsHandedOver(at=_on(date(2022, 6, 17), time(16, 30)))
    yield HeadsHandedOver(at=_on(date(2022, 6, 24), time(16, 30)))
    mass = [c for c in cells if c.wave != PILOT]
    closings = dict(zip((c.code for c in mass), _closings(rng, mass), strict=True))
    differ = frozenset(rng.sample([c.code for c in cells], len(cells) // 25))
    for cell, outcome in zip(cells, outcomes, strict=True):
        closed = closings.get(cell.code) or _pilot_closing(rng, cell)
        yield from _congress(rng, cell, outcome, closed, differs=cell.code in differ)
    yield from _endorsements(rng, cells)


def _closings(rng: Random, cells: list[Cell]) -> list[datetime]:
    day, found = published.CONGRESSES_HELD_ON, []
    for (start, before), (end, by) in pairwise(_CLOSED_BY):
        span = int((_on(day, end) - _on(day, start)).total_seconds())
        found += [_on(day, start) + timedelta(seconds=rng.randrange(span)) for _ in range(by - before)]
    rng.shuffle(found)
    # Thôn Mẫu 3 of the reference pages closes at 10:26; its draw goes to whoever had the nearest time.
    told = next(n for n, cell in enumerate(cells) if cell.name.endswith(MAU_3[1:]))
    wanted = _on(day, time(10, 26))
    nearest = min(range(len(found)), key=lambda n: abs(found[n] - wanted))
    found[nearest], found[told] = found[told], wanted
    return found


def _pilot_closing(rng: Random, cell: Cell) -> datetime:
    hour = rng.choice((10, 10, 11, 15, 16))
    return _on(cell.held_on, time(hour)) + timedelta(minutes=rng.randint(5, 50))


def _congress(rng: Random, cell: Cell, outcome: CongressOutcome, closed: datetime, *, differs: bool) -> Iterator[Step]:
    rounds = [(contest, round_) for contest in outcome.contests for round_ in contest.rounds]
    lasted = timedelta(minutes=72 + 9 * len(rounds), seconds=rng.randint(0, 2100))
    earliest = _on(cell.held_on, _AFTERNOON if closed.time() >= time(14) else _FIRST_OPENING)
    opened = max(closed - lasted, earliest + timedelta(seconds=rng.randrange(300)))
    voting = max((closed - opened) / 2, _ROUND * len(rounds))
    yield CongressOpened(at=opened, cell_code=cell.code, present=outcome.present)
    slipped = rng.randrange(len(rounds)) if differs else None
    for n, (contest, round_) in enumerate(rounds):
        read_at = _whole(closed - voting + voting / len(rounds) * n)
        if round_.number > 1:
            yield RoundOpened(
                at=read_at - timedelta(seconds=20),
                side="party",
                unit_code=cell.code,
                post=contest.post,
                number=round_.number,
                held_on=cell.held_on,
                procedure="meeting",
                vote_form="secret_ballot",
                seats=round_.seats,
                slate=round_.slate,
                reballot_of_tie=round_.reballot_of_tie,
            )
        paper = Paper(
            side="party",
            unit_code=cell.code,
            village_code=cell.village_code,
            post=contest.post,
            round=round_.number,
            figures=round_.figures,
            first_reader=f"ban-kiem-phieu-{cell.code}",
            first_device=f"dien-thoai-{cell.code}",
            second_reader=f"truc-dang-uy-{cell.village_code[:5]}",
            second_device=f"may-dang-uy-{cell.village_code[:5]}",
        )
        read = read_twice if n == slipped else read_alike
        yield from read(rng, paper, at=read_at, pause=timedelta(seconds=rng.randint(40, 180)))
    yield CongressClosed(at=closed, cell_code=cell.code)
    signed = closed + timedelta(seconds=rng.randint(120, 900))
    yield MinutesSigned(at=_before_the_end(rng, cell, signed), cell_code=cell.code)


def _before_the_end(rng: Random, cell: Cell, signed: datetime) -> datetime:
    """At the end of the day people hurry: nothing is signed after 16:59."""
    last = _on(cell.held_on, _ALL_SIGNED)
    return signed if signed < last else last - timedelta(seconds=rng.randrange(100))


def _endorsements(rng: Random, cells: tuple[Cell, ...]) -> Iterator[Endorsed]:
    """Chuẩn y: reported within 7 working days, endorsed within 15 of the report (B-53), commune by commune."""
    held: dict[tuple[str, date], list[Cell]] = {}
    for cell in cells:
        held.setdefault((cell.village_code[:5], cell.held_on), []).append(cell)
    numbers: dict[str, int] = {}
    for (commune, held_on), some in sorted(held.items()):
        reported_on = working_days_after(held_on, rng.randint(1, 5))
        decided_on = working_days_after(reported_on, rng.randint(3, 12))
        number = numbers.setdefault(commune, rng.randint(60, 240))
        minute = rng.randint(8 * 60, 16 * 60)
        for n, cell in enumerate(some):
            yield Endorsed(
                at=_on(decided_on, time()) + timedelta(seconds=60 * minute + 20 * n),
                cell_code=cell.code,
                decision_number=f"{number + n}-QĐ/ĐU",
                reported_on=reported_on,
                decided_on=decided_on,
            )
        numbers[commune] = number + len(some) + rng.randint(0, 4)


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=published.VIETNAM)


def _whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)
