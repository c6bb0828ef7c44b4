"""Văn bản và các con số của bầu cử ở đại hội chi bộ, từng thời kỳ.

Dated constants with their source marks (domain.md B); none was proof-read against the signed text.
"""

from collections.abc import Mapping

from dantin.core.law import Citation, Instrument
from dantin.core.values import Share

DECISION_244 = Instrument("qd-244-2014", "Quy chế bầu cử trong Đảng, Quyết định 244-QĐ/TW (9/6/2014)")
REGULATION_24 = Instrument("qd-24-2021", "Quy định 24-QĐ/TW (30/7/2021)")
GUIDANCE_01 = Instrument("hd-01-2021", "Hướng dẫn 01-HD/TW (2021)")
GUIDANCE_03 = Instrument("hd-03-2020", "Hướng dẫn 03-HD/TW (20/3/2020)")
DECISION_190 = Instrument("qd-190-2024", "Quy chế bầu cử trong Đảng, Quyết định 190-QĐ/TW (10/10/2024)")
GUIDANCE_04 = Instrument("hd-04-2024", "Hướng dẫn 04-HD/TW (31/12/2024)")
REGULATION_294 = Instrument("qd-294-2025", "Quy định 294-QĐ/TW (26/5/2025)")
GUIDANCE_06 = Instrument("hd-06-2025", "Hướng dẫn 06-HD/TW (9/6/2025)")

PC_2014, PC_2024, PC_2025 = "PC-2014", "PC-2024", "PC-2025"

MAJORITY = Share(1, 2)  # B-50 [P12, P13, P19]
QUORUM = Share(2, 3)  # B-06 (unsourced: high)
SURPLUS_AT_MOST = Share(3, 10)  # B-20 [P40, P16]
# B-22 [P24]; for PC-2014 by analogy (unsourced: medium): a slate of three to five may still have one more.
SURPLUS_ALWAYS_ALLOWED = 1
SURPLUS_OF_A_SINGLE_POST = 1  # B-23 [P09] (unsourced: high)
COMMITTEE_SEATS_IN_GENERAL = 7  # B-03 [P26, P30]
SECRETARY_ROUNDS = 3  # B-32 [P26, P30]
NOTICE_WORKING_DAYS = 30  # B-05 [P31]; written for congresses of committees, its reach for cells is not known
REPORT_WORKING_DAYS = 7  # B-53 [P25, P39]; unchanged in 294: (unsourced: low)
ENDORSEMENT_WORKING_DAYS = 15  # B-53 [P25, P39]; unchanged in 294: (unsourced: low)
COMPLAINT_WORKING_DAYS = 15  # B-55 [P18]


def cites(*, until_2024: Citation, since_2024: Citation) -> Mapping[str, Citation]:
    """PC-2025 decides as PC-2024 does: Decision 190 stands, Regulation 294 came beside it."""
    return {PC_2014: until_2024, PC_2024: since_2024, PC_2025: since_2024}
