"""Kiểm phiếu: các phép cộng của biên bản bầu cử ở đại hội chi bộ."""

from dantin.core.count import EVERY_CANDIDATE, NOT_ISSUED, Check, Comparison
from dantin.core.law import Level

AT_MOST, EQUAL = Comparison.AT_MOST, Comparison.EQUAL
DEDUCTIONS = (
    "temporarily_transferred",
    "exempt_absent",
    "suspended_or_detained",
    "excused_whole_congress",
)

# present ≤ convened − deductions, written with all terms of one sign, so that the phone needs no subtraction.
PRESENT_WITHIN_THE_BASE = Check(
    "PC-COUNT-101",
    ("present", *DEDUCTIONS),
    AT_MOST,
    ("convened",),
    "Dòng I.3: có mặt + các trường hợp được trừ = {got}, nhiều hơn số được triệu tập là {expected}. "
    "Xem lại số có mặt hoặc các trường hợp được trừ.",
)
DEDUCTIONS_WITHIN_THE_CONVENED = Check(
    "PC-COUNT-102",
    DEDUCTIONS,
    AT_MOST,
    ("convened",),
    "Dòng I.2: các trường hợp được trừ cộng lại là {got}, nhiều hơn số được triệu tập là {expected}.",
)
CONVENED_WITHIN_THE_CELL = Check(
    "PC-COUNT-103",
    ("convened",),
    AT_MOST,
    ("official_members",),
    "Dòng I.1: triệu tập {got} đảng viên chính thức, nhiều hơn chi bộ có {expected}. Xem lại danh sách đảng viên.",
)
ISSUED_TO_THOSE_PRESENT = Check(
    "PC-COUNT-201",
    ("issued",),
    AT_MOST,
    ("present",),
    "Dòng II.1: phát ra {got} phiếu, nhiều hơn số có mặt là {expected}. Đếm lại số phiếu phát ra hoặc số có mặt.",
)
VALID_AND_INVALID = Check(
    "PC-COUNT-202",
    ("valid", "invalid"),
    EQUAL,
    ("collected",),
    "Dòng II.3: hợp lệ + không hợp lệ = {got}, nhưng thu vào {expected}. "
    "Đếm lại phiếu không hợp lệ, hoặc sửa số thu vào.",
)
COLLECTED_WERE_ISSUED = Check(
    "PC-COUNT-203",
    ("collected",),
    AT_MOST,
    ("issued",),
    "Dòng II.2: thu vào {got} phiếu, nhiều hơn phát ra {expected}. Phiếu không do Ban kiểm phiếu phát thì ghi riêng.",
)
VOTES_ON_VALID_BALLOTS = Check(
    "PC-COUNT-301",
    (EVERY_CANDIDATE,),
    AT_MOST,
    ("valid",),
    "Dòng III: một người được {got} phiếu, nhiều hơn số phiếu hợp lệ là {expected}. Đếm lại phiếu của người này.",
    each=True,
)
VOTES_WITHIN_THE_SEATS = Check(
    "PC-COUNT-302",
    (EVERY_CANDIDATE,),
    AT_MOST,
    ("valid",),
    "Dòng III: cộng phiếu của mọi người được {got}, nhiều hơn số phiếu hợp lệ nhân số cần bầu là {expected}.",
    times="seats",
)

# A warning: such a paper is in no sum and no base, but somebody must say where it came from (B-45, F-07).
NO_PAPER_OF_ANOTHERS = Check(
    "PC-COUNT-204",
    (NOT_ISSUED,),
    AT_MOST,
    (),
    "Dòng II.4: có {got} tờ không do ban kiểm phiếu phát. Để riêng, không cộng vào số nào khác.",
    level=Level.WARNING,
)
WARNINGS = (NO_PAPER_OF_ANOTHERS,)

ATTENDANCE = (CONVENED_WITHIN_THE_CELL, DEDUCTIONS_WITHIN_THE_CONVENED, PRESENT_WITHIN_THE_BASE)
BALLOTS = (ISSUED_TO_THOSE_PRESENT, COLLECTED_WERE_ISSUED, VALID_AND_INVALID)
VOTES = (VOTES_ON_VALID_BALLOTS, VOTES_WITHIN_THE_SEATS)
CHECKS = (*ATTENDANCE, *BALLOTS, *VOTES)
