"""Kế hoạch: bầu gì, theo cách nào, bằng hình thức nào."""

from enum import StrEnum


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
