"""Kế hoạch: bầu gì, ngày nào, theo cách nào, theo bộ quy định nào."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .register import Electorate


class Procedure(StrEnum):
    """Cách tổ chức: họp thôn (A22-08), bỏ phiếu riêng cả ngày (A22-16), phát phiếu từng hộ (A22-17, A23-11)."""

    MEETING = "meeting"
    SEPARATE_POLL = "separate_poll"
    HOUSEHOLD_BALLOTS = "household_ballots"


class VoteForm(StrEnum):
    """Hình thức bầu: phiếu kín, hay biểu quyết giơ tay (A22-10)."""

    SECRET_BALLOT = "secret_ballot"
    SHOW_OF_HANDS = "show_of_hands"


class Post(StrEnum):
    """Chức danh hoặc cơ quan được bầu."""

    VILLAGE_HEAD = "village_head"
    COMMITTEE = "committee"
    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"


@dataclass(frozen=True, slots=True)
class HeadPlan:
    """Kế hoạch bầu trưởng thôn: `rulebook` is a code, pinned by the day of calling and never resolved again."""

    rulebook: str
    called_on: date
    held_on: date
    procedure: Procedure
    vote_form: VoteForm
    electorate: Electorate


@dataclass(frozen=True, slots=True)
class CongressPlan:
    """Kế hoạch đại hội chi bộ: the contests in their order, committee before secretary before deputy (B-30)."""

    rulebook: str
    called_on: date
    held_on: date
    contests: tuple[Post, ...]


def contests_of(official_members: int, *, with_deputy: bool, committee_from: int) -> tuple[Post, ...]:
    """Thứ tự các cuộc bầu của một đại hội: never one combined ballot (B-30)."""
    committee = (Post.COMMITTEE,) if official_members >= committee_from else ()
    deputy = (Post.DEPUTY_SECRETARY,) if with_deputy else ()
    return (*committee, Post.SECRETARY, *deputy)
