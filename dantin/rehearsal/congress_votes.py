"""Ngày Đảng cử: the figures of every round of every contest, on the base the law sets (B-50).

Nearly all are decided in the first round. A handful are not, as on real days: a tie at the last seat, too few above
half, a deputy or a secretary who needs a second round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from .province import Cell, Contest

Figures = Mapping[str, int]


class Course(StrEnum):
    """Đại hội đi theo hướng nào: the ordinary one, or one of the four that need a further round."""

    ORDINARY = "ordinary"
    TIE = "tie"
    SEAT_LEFT = "seat_left"
    DEPUTY_AGAIN = "deputy_again"
    SECRETARY_AGAIN = "secretary_again"


_RARE = (
    (Course.TIE, 4), (Course.SEAT_LEFT, 6), (Course.DEPUTY_AGAIN, 3), (Course.SECRETARY_AGAIN, 2),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContestRound:
    """Một lần bầu; `elected` and `tied` are for the tests alone."""

    number: int
    seats: int
    slate: tuple[str, ...]
    reballot_of_tie: bool
    figures: Figures
    outcome: str
    elected: tuple[str, ...]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestOutcome:
    """Các lần bầu của một chức danh."""

    post: str
    rounds: tuple[ContestRound, ...]

    @property
    def elected(self) -> tuple[str, ...]:
        return tuple(key for r in self.rounds for key in r.elected)


@dataclass(frozen=True, slots=True)
class CongressOutcome:
    """Kết quả một đại hội; `present` and `base` count official members."""

    cell_code: str
    village_code: str
    base: int
    present: int
    contests: tuple[ContestOutcome, ...]


def courses(rng: Random, cells: tuple[Cell, ...]) -> Mapping[str, Course]:
    """Which congresses leave the ordinary course; the lone low secretary is drawn in `outcomes`."""
    able = [
        c.code
        for c in cells
        if c.wave == "mass" and 14 <= c.official_members <= 27 and len(c.contests) == 3 and not c.absences
    ]
    drawn = iter(rng.sample(able, sum(number for _, number in _RARE)))
    return {next(drawn): course for course, number in _RARE for _ in range(number)}


def outcomes(rng: Random, cells: tuple[Cell, ...]) -> tuple[CongressOutcome, ...]:
    """Kết quả của mọi đại hội, in the order of the cells."""
    rare = courses(rng, cells)
    # One secretary just short of three fifths: the lowest share of the province.
    lowest = next(c.code for c in cells if c.code not in rare and c.official_members == _base(c) == 21)
    found = []
    for cell in cells:
        base = _base(cell)
        present = base - sum(a.ground == "not_excused" for a in cell.absences)
        course = rare.get(cell.code, Course.ORDINARY)
        head = next(c.slate[0] for c in cell.contests if c.post == "secretary")
        deputy = next((c.slate[0] for c in cell.contests if c.post == "deputy_secretary"), None)
        results = []
        for contest in cell.contests:
            hall = _Hall(rng, base, present, course)
            if contest.post == "committee":
                rounds = hall.committee(contest, first=(head, deputy))
            elif contest.post == "secretary":
                rounds = hall.alone(contest, again=course is Course.SECRETARY_AGAIN)
                if cell.code == lowest:
                    rounds = (hall.alone_with(contest, votes=12, number=1),)
            else:
                rounds = hall.alone(contest, again=course is Course.DEPUTY_AGAIN)
            results.append(ContestOutcome(contest.post, rounds))
        found.append(CongressOutcome(cell.code, cell.village_code, base, present, tuple(results)))
    return tuple(found)


def _base(cell: Cell) -> int:
    """Cơ số (B-50): an exempt member who attends stays in it, and so does one absent without a reason."""
    official = [m for m in cell.members if m.status == "official"]
    away = sum(m.activity in ("suspended", "temporarily_transferred") for m in official)
    return len(official) - away - sum(a.ground != "not_excused" for a in cell.absences)


class _Hall:
    """Một đại hội đang bầu: its base, who is present, and the course it takes."""

    def __init__(self, rng: Random, base: int, present: int, course: Course) -> None:
        self._rng, self._base, self._present, self._course = rng, base, present, course
        self._needed = base // 2 + 1

    def alone(self, contest: Contest, *, again: bool) -> tuple[ContestRound, ...]:
        """Một người ứng cử, đồng ý hay không đồng ý (B-23); the first round fails by a vote where `again`."""
        if again:
            return (
                self.alone_with(contest, votes=self._needed - 1, number=1),
                self.alone_with(contest, votes=self._needed * 6 // 5 + 1, number=2),
            )
        most_against = max(0, min(self._present - self._needed, self._present - (self._base * 61 + 99) // 100))
        against = min(most_against, int(self._base * 0.42 * self._rng.random() ** 4.2 + self._rng.random() * 0.9))
        return (self.alone_with(contest, votes=self._present - against, number=1),)

    def alone_with(self, contest: Contest, *, votes: int, number: int) -> ContestRound:
        key = contest.slate[0]
        spoilt = int(votes < self._present and self._rng.randrange(12) == 0)
        figures = self._paper(spoilt) | {f"votes.{key}": votes}
        if votes < self._needed:
            return ContestRound(number, 1, contest.slate, False, figures, "seats_left", ())
        return ContestRound(number, 1, contest.slate, False, figures, "elected", (key,))

    def committee(self, contest: Contest, *, first: tuple[str | None, ...]) -> tuple[ContestRound, ...]:
        """Bầu chi ủy: head and deputy get their seats, the rest of the slate its order by chance."""
        rest = [key for key in contest.slate if key not in first]
        self._rng.shuffle(rest)
        ranked = [key for key in first if key is not None] + rest
        if self._course is Course.TIE:
            return self._tie(contest, ranked)
        if self._course is Course.SEAT_LEFT:
            return self._seat_left(contest, ranked)
        winners, losers = ranked[: contest.seats], ranked[contest.seats :]
        spoilt = int(self._present > self._needed + 2 and self._rng.randrange(25) == 0)
        valid = self._present - spoilt
        votes = self._spread(winners, losers, valid)
        in_order = sorted(winners, key=lambda key: (-votes[key], contest.slate.index(key)))
        figures = self._paper(spoilt) | {f"votes.{key}": votes[key] for key in contest.slate}
        return (ContestRound(1, contest.seats, contest.slate, False, figures, "elected", tuple(in_order)),)

    def _spread(self, winners: list[str], losers: list[str], valid: int) -> dict[str, int]:
        """Every vote for a loser is one that a winner misses, since a ballot names no more than the seats."""
        votes = dict.fromkeys(winners, valid) | dict.fromkeys(losers, 0)
        aim = self._rng.randint(valid // 8, valid * 2 // 5)
        for _ in range(aim * len(losers)):
            # Whoever the cell wants most, the head first, loses least.
            winner = winners[int(len(winners) * self._rng.random() ** 0.6)]
            loser = self._rng.choice(losers)
            safe = max(self._needed, max(votes[key] for key in losers) + 2)
            if votes[winner] - 1 >= safe:
                votes[winner] -= 1
                votes[loser] += 1
        return votes

    def _tie(self, contest: Contest, ranked: list[str]) -> tuple[ContestRound, ...]:
        """Bằng phiếu ở suất cuối: a re-ballot between the two, in which more votes suffice (B-51)."""
        sure, tied = ranked[: contest.seats - 1], ranked[contest.seats - 1 :]
        level = self._needed
        votes = dict.fromkeys(tied, level)
        # Two above half at the last seat: the others must have missed as many votes as the second of them got.
        missing = level - (self._present - level)
        votes |= {key: self._present - -(-missing // len(sure)) for key in sure}
        elected = tuple(sorted(sure, key=lambda key: (-votes[key], contest.slate.index(key))))
        in_slate_order = tuple(key for key in contest.slate if key in tied)
        figures = self._paper(0) | {f"votes.{key}": votes[key] for key in contest.slate}
        first = ContestRound(1, contest.seats, contest.slate, False, figures, "tie", elected, in_slate_order)
        return first, self._second(in_slate_order, tied[0], reballot_of_tie=True)

    def _seat_left(self, contest: Contest, ranked: list[str]) -> tuple[ContestRound, ...]:
        """Thiếu một suất: two share the votes and neither has half; elected again for the missing seat (B-52)."""
        sure, short = ranked[: contest.seats - 1], ranked[contest.seats - 1 :]
        votes = {key: self._present - 1 - n for n, key in enumerate(sure)}
        half = self._present // 2 - 1
        votes |= {short[0]: half, **dict.fromkeys(short[1:], half - 1)}
        elected = tuple(sorted(sure, key=lambda key: (-votes[key], contest.slate.index(key))))
        in_slate_order = tuple(key for key in contest.slate if key in short)
        figures = self._paper(0) | {f"votes.{key}": votes[key] for key in contest.slate}
        first = ContestRound(1, contest.seats, contest.slate, False, figures, "seats_left", elected)
        return first, self._second(in_slate_order, short[0], reballot_of_tie=False)

    def _second(self, slate: tuple[str, ...], winner: str, *, reballot_of_tie: bool) -> ContestRound:
        votes = self._present * 3 // 4
        given = {f"votes.{key}": votes if key == winner else self._present - votes for key in slate}
        return ContestRound(2, 1, slate, reballot_of_tie, self._paper(0) | given, "elected", (winner,))

    def _paper(self, spoilt: int) -> dict[str, int]:
        here = self._present
        return {"present": here, "issued": here, "collected": here, "valid": here - spoilt, "invalid": spoilt}
