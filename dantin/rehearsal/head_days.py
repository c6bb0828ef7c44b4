"""Kịch bản chặng 1: from the opening at seven on 5/6/2022 to the last recognition.

Halls finish in bursts, most before noon (the shape of E-03); some report late, a few are silent until called, some
readings differ at first.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from . import published
from .heads import HeadOutcome, HeadRound, is_mau_3
from .province import Village
from .readings import Paper, read_alike, read_twice, read_until_recounted
from .steps import Called, PollClosed, PollOpened, ReadingGiven, Recognised, RoundOpened, Snapshot, Step
from .working_days import working_days_after

Read = Callable[..., Iterator[ReadingGiven]]

MARKS = (time(9), time(11), time(14), time(16))
# When separate polls close, as (share of villages in a hundred, from, to) in minutes after midnight.
_CLOSINGS = (
    (12, 9 * 60 + 20, 10 * 60 + 30), (50, 10 * 60 + 30, 11 * 60 + 40), (10, 11 * 60 + 40, 14 * 60 + 20),
    (20, 15 * 60, 17 * 60), (8, 17 * 60, 19 * 60),
)  # fmt: skip
_DIFFER, _RECOUNTED, _LATE, _SILENT = 58, 3, 15, 7


def steps(rng: Random, villages: tuple[Village, ...], outcomes: tuple[HeadOutcome, ...]) -> Iterator[Step]:
    """Các bước của chặng 1, not yet in the order of time."""
    ordinary = [v.code for v, o in zip(villages, outcomes, strict=True) if len(o.rounds) == 1]
    drawn = rng.sample(ordinary, _DIFFER + _RECOUNTED + _LATE + _SILENT)
    differ = frozenset(drawn[:_DIFFER])
    recounted = frozenset(drawn[_DIFFER : _DIFFER + _RECOUNTED])
    late = frozenset(drawn[_DIFFER + _RECOUNTED : -_SILENT])
    silent = frozenset(drawn[-_SILENT:])
    for village, outcome in zip(villages, outcomes, strict=True):
        for round_ in outcome.rounds:
            read = (
                read_until_recounted if village.code in recounted else
                read_twice if village.code in differ else read_alike
            )  # fmt: skip
            told = "late" if village.code in late else "silent" if village.code in silent else "in_time"
            yield from _one_round(rng, village, round_, read, told)
    yield from _recognitions(rng, villages, outcomes)


def _one_round(rng: Random, village: Village, round_: HeadRound, read: Read, told: str) -> Iterator[Step]:
    if round_.number > 1:
        yield RoundOpened(
            at=_at(date(2022, 6, 6), 9 * 60 + 30),
            side="state",
            unit_code=village.code,
            post="village_head",
            number=round_.number,
            held_on=round_.held_on,
            procedure=round_.procedure,
            vote_form=round_.vote_form,
            seats=1,
            slate=round_.slate,
        )
    opened, closed = _opened_and_closed(rng, village, round_)
    yield PollOpened(at=opened, village_code=village.code, round=round_.number)
    if round_.procedure == "separate_poll":
        yield from _snapshots(rng, village, round_, opened, closed)
    told_at = closed + timedelta(seconds=rng.randint(20, 240))
    counted = closed + timedelta(seconds=rng.randint(8 * 60, 20 * 60) + village.roll)
    if told == "late":
        counted = closed + timedelta(seconds=rng.randint(31 * 60, 90 * 60))
    elif told == "silent":
        called = closed + timedelta(seconds=rng.randint(70 * 60, 110 * 60))
        note = "Quá giờ báo cáo; đã gọi tổ trưởng tổ bầu cử, sẽ báo ngay."
        yield Called(at=called, village_code=village.code, actor=_commune(village), note=note)
        told_at, counted = called + timedelta(minutes=3), called + timedelta(seconds=rng.randint(360, 900))
    yield PollClosed(at=told_at, village_code=village.code, round=round_.number, closed_at=closed)
    paper = Paper(
        side="state",
        unit_code=village.code,
        village_code=village.code,
        post="village_head",
        round=round_.number,
        figures=round_.figures,
        first_reader=f"to-bau-cu-{village.code}",
        first_device=f"dien-thoai-{village.code}",
        second_reader=_commune(village),
        second_device=f"may-xa-{village.commune_code}",
    )
    yield from read(rng, paper, at=counted, pause=timedelta(seconds=rng.randint(60, 420)))


def _opened_and_closed(rng: Random, village: Village, round_: HeadRound) -> tuple[datetime, datetime]:
    """Bỏ phiếu từ 7 giờ, chậm nhất tới 19 giờ; the hours the province set were not found (A22-16, GAP), simulated."""
    day = round_.held_on
    if round_.procedure == "separate_poll":
        share, low, high = rng.choices(_CLOSINGS, weights=[c[0] for c in _CLOSINGS])[0]
        # Seven in ten of the last group stay open to the very end.
        end = high if share == 8 and rng.randrange(10) < 7 else low + (high - low) * rng.random()
        return _at(day, 7 * 60 + (rng.randrange(12) == 0) * rng.randint(1, 9)), _at(day, end)
    afternoon = rng.randrange(9) == 0 and not is_mau_3(village)
    start = (13 * 60 + 30 if afternoon else 7 * 60) + rng.randint(0, 50)
    return _at(day, start), _at(day, start + 65 + village.roll / 6 + 45 * rng.random())


def _snapshots(
    rng: Random, village: Village, round_: HeadRound, opened: datetime, closed: datetime
) -> Iterator[Snapshot]:
    """Số đã bỏ phiếu tại các mốc mà thôn còn mở: a rush in the first hours, then fewer and fewer."""
    minutes = int((closed - opened).total_seconds()) // 60
    source = rng.choices(("phone", "form", "machine"), weights=(60, 30, 10))[0]
    for mark in MARKS:
        mark_at = datetime.combine(round_.held_on, mark, tzinfo=published.VIETNAM)
        if mark_at >= closed or rng.randrange(100) == 0:
            continue
        left = minutes - int((mark_at - opened).total_seconds()) // 60
        voted = round_.figures["attended"] * (minutes**2 - left**2) // minutes**2
        at = min(mark_at + timedelta(seconds=rng.randint(15, 11 * 60)), closed)
        actor = _commune(village) if source == "form" else f"to-bau-cu-{village.code}"
        yield Snapshot(at=at, village_code=village.code, mark_at=mark_at, voted=voted, source=source, actor=actor)


def _recognitions(
    rng: Random, villages: tuple[Village, ...], outcomes: tuple[HeadOutcome, ...]
) -> Iterator[Recognised]:
    """Công nhận trong 5 ngày làm việc (A22-15): each commune decides its villages of one poll on one day."""
    held: dict[tuple[str, date], list[Village]] = {}
    for village, outcome in zip(villages, outcomes, strict=True):
        held.setdefault((village.commune_code, outcome.rounds[-1].held_on), []).append(village)
    numbers: dict[str, int] = {}
    for (commune, held_on), some in sorted(held.items()):
        received_on = working_days_after(held_on, 1)
        decided_on = working_days_after(received_on, rng.randint(1, 4) if held_on == published.HEADS_HELD_ON else 1)
        if any(is_mau_3(v) for v in some) and held_on != published.HEADS_HELD_ON:
            decided_on = date(2022, 6, 15)
        minute = rng.randint(8 * 60, 16 * 60)
        number = numbers.setdefault(commune, rng.randint(38, 160))
        for n, village in enumerate(some):
            yield Recognised(
                at=_at(decided_on, minute + n / 2),
                village_code=village.code,
                decision_number=f"{number + n}/QĐ-UBND",
                decided_on=decided_on,
                received_on=received_on,
            )
        numbers[commune] = number + len(some) + rng.randint(0, 5)


def _commune(village: Village) -> str:
    return f"can-bo-xa-{village.commune_code}"


def _at(day: date, minutes: float) -> datetime:
    return datetime.combine(day, time(), tzinfo=published.VIETNAM) + timedelta(seconds=int(minutes * 60))
