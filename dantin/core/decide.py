"""Quyết định: câu hỏi đặt cho luật, và các lời tuyên bố luật có thể trả.

A declaration is a sum type, not a set of flags: whoever shows one matches every kind. The same pure function is
replayed from the start when people have answered; no half-decided state is kept (design §4.4).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, TypeAlias

from .count import Ballots
from .law import Finding, Hole, Verdict
from .nominate import Candidate
from .plan import Post, Procedure, VoteForm
from .register import Base, Deductions, Electorate


@dataclass(frozen=True, slots=True)
class HeadQuestion:
    """Một lần bầu trưởng thôn: the figures of one round; `attended` is, in a separate poll, who voted."""

    called_on: date
    held_on: date
    procedure: Procedure
    vote_form: VoteForm
    electorate: Electorate
    roll: int
    attended: int | None
    ballots: Ballots | None
    candidates: tuple[Candidate, ...]
    round: int = 1
    first_held_on: date | None = None
    received_on: date | None = None

    kind: ClassVar[str] = "village_head"


@dataclass(frozen=True, slots=True)
class CongressQuestion:
    """Một lần bầu ở đại hội chi bộ: the figures of one round of one contest.

    `committee_declined` says that the congress voted to elect no committee (B-04), which is lawful of nine official
    members of whom two are `exempt`.
    """

    called_on: date
    held_on: date
    contest: Post
    official_members: int
    convened: int
    less: Deductions
    present: int
    seats: int
    committee: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    ballots: Ballots | None
    round: int = 1
    reballot_of_tie: bool = False
    exempt: int = 0
    committee_declined: bool = False

    kind: ClassVar[str] = "party_cell"


Question: TypeAlias = HeadQuestion | CongressQuestion


class Missing(Exception):
    """Thiếu số liệu: the answer depends on a figure that was not given; `key` names it."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Step(StrEnum):
    """Việc tiếp theo mà luật hoặc người phải làm."""

    RECOGNISE = "recognise"
    RERUN = "rerun"
    APPOINT_INTERIM = "appoint_interim"
    RECONVENE = "reconvene"
    CORRECT_FIGURES = "correct_figures"
    ASK_LEGAL_OFFICER = "ask_legal_officer"
    CHANGE_SLATE = "change_slate"
    APPROVE = "approve"
    REBALLOT_TIED = "reballot_tied"
    CONGRESS_DECIDES_ANOTHER_ROUND = "congress_decides_another_round"
    APPOINT_BY_HIGHER_COMMITTEE = "appoint_by_higher_committee"


@dataclass(frozen=True, slots=True)
class Next:
    """Bước tiếp theo, và hạn của nó khi luật đặt hạn."""

    step: Step
    by: date | None = None


@dataclass(frozen=True, slots=True)
class ShareOf:
    """Tỷ lệ phiếu của một người trên cơ số; `percent` is for printing, no decision reads it."""

    name: str
    id: str | None
    votes: int
    percent: str | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """Tuyên bố kết quả của một lần bầu; `elected` and `tied` hold keys of candidates.

    Its kinds add no field, so they are plain subclasses: the command starts a good deal sooner for it.
    """

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    seats_left: int
    base: Base | None
    shares: tuple[ShareOf, ...]
    next: Next
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    rulebook: str | None
    kind: str

    outcome: ClassVar[str]


class Elected(Declaration):
    """Trúng cử: every seat of this round is filled."""

    __slots__ = ()
    outcome: ClassVar[str] = "elected"


class NobodyElected(Declaration):
    """Chưa bầu được trưởng thôn."""

    __slots__ = ()
    outcome: ClassVar[str] = "nobody_elected"


class NoQuorum(Declaration):
    """Chưa đủ số người dự: the meeting or congress is not valid and is convened again."""

    __slots__ = ()
    outcome: ClassVar[str] = "no_quorum"


class SeatsLeft(Declaration):
    """Còn thiếu: too few above half of the base."""

    __slots__ = ()
    outcome: ClassVar[str] = "seats_left"


class Tie(Declaration):
    """Bằng phiếu ở suất cuối."""

    __slots__ = ()
    outcome: ClassVar[str] = "tie"


class Refused(Declaration):
    """Không xét được: the paper contradicts itself or the law; the findings say where."""

    __slots__ = ()
    outcome: ClassVar[str] = "refused"


@dataclass(frozen=True, slots=True)
class NoRuleInForce(Declaration):
    """Chưa có quy định nào cho ngày này: a legal officer must allow a rulebook."""

    hole: Hole

    outcome: ClassVar[str] = "no_rule_in_force"


AnyDeclaration: TypeAlias = Elected | NobodyElected | NoQuorum | SeatsLeft | Tie | Refused | NoRuleInForce
