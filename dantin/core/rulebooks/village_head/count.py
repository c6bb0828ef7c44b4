"""Kiểm phiếu: các phép cộng của biên bản bầu trưởng thôn.

The lines are those of the minutes (A22-11): I the roll, I.2 attending, II the ballots, III the votes. Which of them
hold depends on how the vote was taken.
"""

from dantin.core.count import EVERY_CANDIDATE, Check, Comparison
from dantin.core.plan import Procedure, VoteForm

AT_MOST, EQUAL = Comparison.AT_MOST, Comparison.EQUAL

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
