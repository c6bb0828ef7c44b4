"""Luật: văn bản, viện dẫn, điều luật thành hàm, kết luận.

What every rule is made of. A rule is a function whose name is a statement; the decorator adds its code and its
citations and turns the judgement into a verdict. Words are added outside, in each rulebook's `wording.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, ParamSpec, Protocol, TypeAlias

P = ParamSpec("P")
Fact: TypeAlias = int | str | date | None
Facts: TypeAlias = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Instrument:
    """Văn bản: a law, decree, resolution or Party regulation; `code` is also the name of its page in `law/van-ban/`."""

    code: str
    title: str

    def at(self, place: str, *ids: str, mark: str) -> "Citation":
        """The provision at this place; ids and mark are those of the domain file."""
        return Citation(self, place, ids, mark)


@dataclass(frozen=True, slots=True)
class Citation:
    """Viện dẫn: where a rule stands, and what our knowledge of it rests on.

    `mark` names published sources ("[S07]") or says "unsourced: high"; nothing here was proof-read against the gazette.
    """

    instrument: Instrument
    place: str
    ids: tuple[str, ...]
    mark: str

    def __str__(self) -> str:
        return f"{self.instrument.title}, {self.place}" if self.place else self.instrument.title


class Outcome(StrEnum):
    """Kết luận của một điều: đạt, không đạt."""

    MET = "met"
    NOT_MET = "not_met"


Judgement: TypeAlias = tuple[Outcome, Facts]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Kết luận: rule, outcome, the named numbers that decided, and the citation."""

    rule: str
    outcome: Outcome
    facts: Facts
    cites: Citation


class Level(StrEnum):
    """Mức: lỗi chặn lại, cảnh báo thì hỏi."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Điều phát hiện: one line of the paper that contradicts another, or that someone should look at.

    `field` is the figure's flat name ("valid", "votes.c1"); the contract writes it as a path of its JSON.
    """

    code: str
    level: Level
    field: str
    expected: int | str | None
    got: int | str | None


class Rule(Generic[P]):
    """Điều luật thi hành được: called with the code of a rulebook and the numbers, it answers a verdict."""

    __slots__ = ("cites", "code", "everywhere", "judge", "statement")

    def __init__(self, code: str, cites: "Cites", judge: Callable[P, Judgement]) -> None:
        self.code = code
        self.cites: Mapping[str, Citation] = {} if isinstance(cites, Citation) else cites
        self.everywhere = cites if isinstance(cites, Citation) else None
        self.judge = judge
        self.statement = (judge.__doc__ or "").partition("\n")[0]

    def __call__(self, under: str, /, *args: P.args, **kwargs: P.kwargs) -> Verdict:
        outcome, facts = self.judge(*args, **kwargs)
        return Verdict(self.code, outcome, facts, self.everywhere or self.cites[under])


Cites: TypeAlias = Citation | Mapping[str, Citation]


def rule(code: str, *, cites: Cites) -> Callable[[Callable[P, Judgement]], Rule[P]]:
    """Gắn mã và viện dẫn; `cites` has one citation for each rulebook where the rule holds, or one for all of them."""

    def wrap(judge: Callable[P, Judgement]) -> Rule[P]:
        return Rule(code, cites, judge)

    return wrap


def met_if(condition: bool, **facts: Fact) -> Judgement:
    """Đạt nếu: the judgement of a rule, with the numbers that decided it."""
    return (Outcome.MET if condition else Outcome.NOT_MET), facts


@dataclass(frozen=True, slots=True)
class Interval:
    """Khoảng hiệu lực: from the first day to the last, both included; an open end is None."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Hole:
    """Khoảng trống có tên: days for which no rulebook is known; never filled by a quiet default (design §4.3)."""

    code: str
    called_on: Interval
    why: str


class NoRule(Exception):
    """Chưa có quy định: the day lies in a named hole; a legal officer must allow a rulebook."""

    def __init__(self, kind: str, called_on: date, hole: Hole) -> None:
        super().__init__(f"{kind}: {called_on.isoformat()} lies in {hole.code}")
        self.kind = kind
        self.called_on = called_on
        self.hole = hole


class Rulebook(Protocol):
    """Bộ quy định: one version of the law of one kind of election, chosen by the day of calling."""

    @property
    def code(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def called_on(self) -> Interval: ...
    @property
    def instruments(self) -> tuple[Instrument, ...]: ...
    def decide(self, question: Any, /) -> Any:
        """The declaration for a question of this kind; the question's own type is narrower in each rulebook."""
