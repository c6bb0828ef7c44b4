"""Kiểm phiếu: các phép cộng của biên bản bầu trưởng thôn.

The lines are those of the minutes (A22-11): I the roll, I.2 attending, II the ballots, III the votes. Which of them
hold depends on how the vote was taken.
"""

from dantin.core.count import EVERY_CANDIDATE, Check, Comparison, Figures, broken_checks
from dantin.core.law import Finding, Level
from dantin.core.plan import Procedure, VoteForm

from .numbers import QUORUM

AT_MOST, EQUAL, AT_LEAST = Comparison.AT_MOST, Comparison.EQUAL, Comparison.AT_LEAST

ATTENDED_WITHIN_THE_ROLL = Check(
    "VH-COUNT-101",
    ("attended",),
    AT_MOST,
    ("roll",),
    "Dòng I.2: số dự là {got}, nhiều hơn tổng số trong danh sách là {expected}. Xem lại số dự hoặc danh sách đã chốt.",
)
ISSUED_TO_THOSE_ATTENDING = Check(
    "VH-COUNT-201",
    ("issued",),
    AT_MOST,
    ("attended",),
    "Dòng II.1: phát ra {got} phiếu, nhiều hơn số dự họp là {expected}. Đếm lại số phiếu phát ra hoặc số dự họp.",
)
ISSUED_WITHIN_THE_ROLL = Check(
    "VH-COUNT-204",
    ("issued",),
    AT_MOST,
    ("roll",),
    "Dòng II.1: phát ra {got} phiếu, nhiều hơn tổng số trong danh sách là {expected}. Đếm lại số phiếu phát ra.",
)
COLLECTED_WERE_ISSUED = Check(
    "VH-COUNT-203",
    ("collected",),
    AT_MOST,
    ("issued",),
    "Dòng II.2: thu vào {got} phiếu, nhiều hơn phát ra {expected}. Đếm lại số phiếu thu vào hoặc phát ra.",
)
VALID_AND_INVALID = Check(
    "VH-COUNT-202",
    ("valid", "invalid"),
    EQUAL,
    ("collected",),
    "Dòng II.3: hợp lệ + không hợp lệ = {got}, nhưng thu vào {expected}. "
    "Đếm lại phiếu không hợp lệ, hoặc sửa số thu vào.",
)
VOTES_ON_VALID_BALLOTS = Check(
    "VH-COUNT-301",
    (EVERY_CANDIDATE,),
    AT_MOST,
    ("valid",),
    "Dòng III: một người được {got} phiếu, nhiều hơn số phiếu hợp lệ là {expected}. Đếm lại phiếu của người này.",
    each=True,
)
ONE_VOTE_EACH = Check(
    "VH-COUNT-302",
    (EVERY_CANDIDATE,),
    AT_MOST,
    ("valid",),
    "Dòng III: cộng phiếu của mọi người được {got}, nhiều hơn số phiếu hợp lệ là {expected}. Đếm lại từng người.",
    times="seats",
)

# Warnings: no contradiction, but a line that somebody must explain. "told" is the turnout last told that day.
ATTENDED_AS_TOLD = Check(
    "VH-COUNT-111",
    ("attended",),
    AT_LEAST,
    ("told",),
    "Dòng I.2: số dự là {got}, ít hơn số đã báo ở mốc giờ gần nhất là {expected}.",
    level=Level.WARNING,
)
EVERYBODY_GOT_A_BALLOT = Check(
    "VH-COUNT-211",
    ("issued",),
    AT_LEAST,
    ("attended",),
    "Dòng II.1: phát ra {got} phiếu, ít hơn số dự là {expected}.",
    level=Level.WARNING,
)
EVERY_BALLOT_CAME_BACK = Check(  # F-08: what was not collected is not voting, the base stays
    "VH-COUNT-212",
    ("collected",),
    AT_LEAST,
    ("issued",),
    "Dòng II.2: thu vào {got} phiếu, ít hơn phát ra {expected}.",
    level=Level.WARNING,
)
WARNINGS = (ATTENDED_AS_TOLD, EVERYBODY_GOT_A_BALLOT, EVERY_BALLOT_CAME_BACK)

ATTENDANCE = (ATTENDED_WITHIN_THE_ROLL,)
BALLOTS_IN_A_MEETING = (ISSUED_TO_THOSE_ATTENDING, COLLECTED_WERE_ISSUED, VALID_AND_INVALID)
BALLOTS_ELSEWHERE = (ISSUED_WITHIN_THE_ROLL, COLLECTED_WERE_ISSUED, VALID_AND_INVALID)
VOTES = (VOTES_ON_VALID_BALLOTS, ONE_VOTE_EACH)
CHECKS = (
    ATTENDED_WITHIN_THE_ROLL,
    ISSUED_TO_THOSE_ATTENDING,
    ISSUED_WITHIN_THE_ROLL,
    COLLECTED_WERE_ISSUED,
    VALID_AND_INVALID,
    VOTES_ON_VALID_BALLOTS,
    ONE_VOTE_EACH,
)


def checks_of_form(procedure: Procedure, vote_form: VoteForm) -> tuple[Check, ...]:
    """Các phép cộng của tờ phiếu đếm này, in the order of its lines; with raised hands those present are the votes."""
    attended = () if procedure is Procedure.HOUSEHOLD_BALLOTS else ATTENDANCE
    if vote_form is VoteForm.SHOW_OF_HANDS:
        return (*attended, *VOTES)
    ballots = BALLOTS_IN_A_MEETING if procedure is Procedure.MEETING else BALLOTS_ELSEWHERE
    return (*attended, *ballots, *VOTES)


def warnings_of_form(procedure: Procedure, vote_form: VoteForm) -> tuple[Check, ...]:
    """Các điều phải nói rõ lý do trên tờ phiếu đếm này; arithmetic alone, no law stands behind them."""
    attended = () if procedure is Procedure.HOUSEHOLD_BALLOTS else (ATTENDED_AS_TOLD,)
    if vote_form is VoteForm.SHOW_OF_HANDS:
        return attended
    issued = () if procedure is Procedure.HOUSEHOLD_BALLOTS else (EVERYBODY_GOT_A_BALLOT,)
    return (*attended, *issued, EVERY_BALLOT_CAME_BACK)


def warnings(figures: Figures, procedure: Procedure, vote_form: VoteForm) -> tuple[Finding, ...]:
    """Những điều phải nói rõ lý do; a meeting without its quorum stopped before any ballot was given out."""
    checks = warnings_of_form(procedure, vote_form)
    if procedure is Procedure.MEETING and figures["attended"] < QUORUM.least_above(figures["roll"]):
        checks = (ATTENDED_AS_TOLD,)
    return broken_checks(figures, checks)
