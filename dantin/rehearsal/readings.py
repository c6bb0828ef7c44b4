"""Hai người đọc một biên bản: mostly alike; some differ at first, a few until the paper is counted again.

A misread is a slip that still adds up, since one that does not is refused on entry and never becomes a reading.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from .steps import ReadingGiven

Figures = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Paper:
    """Biên bản của một lần bầu, và hai người đọc nó."""

    side: str
    unit_code: str
    village_code: str
    post: str
    round: int
    figures: Figures
    first_reader: str
    first_device: str
    second_reader: str
    second_device: str


def read_alike(rng: Random, paper: Paper, *, at: datetime, pause: timedelta) -> Iterator[ReadingGiven]:
    """Hai lần đọc khớp nhau."""
    yield _reading(rng, paper, at=at, first=True)
    yield _reading(rng, paper, at=at + pause, first=False)


def read_twice(rng: Random, paper: Paper, *, at: datetime, pause: timedelta) -> Iterator[ReadingGiven]:
    """Đọc lệch rồi một người sửa: asked for the differing fields again, whoever slipped reads them right."""
    first_slips = rng.randrange(3) == 0
    wrong = misread(rng, paper.figures)
    yield _reading(rng, paper, at=at, first=True, figures=wrong if first_slips else None)
    yield _reading(rng, paper, at=at + pause, first=False, figures=None if first_slips else wrong)
    yield _reading(rng, paper, at=at + pause + timedelta(minutes=rng.randint(2, 5)), first=first_slips)


def read_until_recounted(rng: Random, paper: Paper, *, at: datetime, pause: timedelta) -> Iterator[ReadingGiven]:
    """Cả hai giữ số của mình: the board counts the paper again, and a second person confirms (design §4.5)."""
    wrong = misread(rng, paper.figures)
    yield _reading(rng, paper, at=at, first=True)
    yield _reading(rng, paper, at=at + pause, first=False, figures=wrong)
    again = at + pause + timedelta(minutes=6)
    held = [
        _reading(rng, paper, at=again, first=True),
        _reading(rng, paper, at=again + timedelta(minutes=3), first=False, figures=wrong),
    ]
    yield from held
    names = tuple(r.event_id for r in held)
    recount = _reading(rng, paper, at=again + timedelta(minutes=27), first=True, kind="recount", names=names)
    yield recount
    yield _reading(
        rng, paper, at=again + timedelta(minutes=33), first=False, kind="confirmation", names=(recount.event_id,)
    )


def misread(rng: Random, figures: Figures) -> Figures:
    """Số đọc nhầm mà vẫn cộng khớp: two names exchanged, a ballot taken for spoilt, or a vote too few."""
    votes = [name for name in figures if name.startswith("votes.")]
    wrong = dict(figures)
    a, b = votes[0], votes[-1]
    if figures[a] != figures[b] and rng.randrange(2):
        wrong[a], wrong[b] = figures[b], figures[a]
        return wrong
    most = max(votes, key=lambda name: figures[name])
    wrong[most] -= 1
    if "invalid" in figures and sum(figures[name] for name in votes) <= figures["valid"]:
        wrong["valid"] -= 1
        wrong["invalid"] += 1
    return wrong


def _reading(
    rng: Random,
    paper: Paper,
    *,
    at: datetime,
    first: bool,
    figures: Figures | None = None,
    kind: str = "reading",
    names: tuple[UUID, ...] = (),
) -> ReadingGiven:
    return ReadingGiven(
        at=at,
        side=paper.side,
        unit_code=paper.unit_code,
        village_code=paper.village_code,
        post=paper.post,
        round=paper.round,
        event_id=UUID(int=rng.getrandbits(128), version=4),
        actor=paper.first_reader if first else paper.second_reader,
        device=paper.first_device if first else paper.second_device,
        figures=paper.figures if figures is None else figures,
        kind=kind,
        names=names,
    )
