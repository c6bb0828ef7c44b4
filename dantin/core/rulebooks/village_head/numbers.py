"""Văn bản và các con số của luật bầu trưởng thôn, từng thời kỳ.

Dated constants with their source marks (domain.md A); none was proof-read against the signed text.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dantin.core.law import Citation, Instrument
from dantin.core.register import Electorate
from dantin.core.values import Share

ORDINANCE_34 = Instrument("phap-lenh-34-2007", "Pháp lệnh 34/2007/PL-UBTVQH11")
RESOLUTION_09 = Instrument("nqlt-09-2008", "Nghị quyết liên tịch 09/2008/NQLT-CP-UBTWMTTQVN")
CIRCULAR_04 = Instrument(
    "tt-04-2012", "Thông tư 04/2012/TT-BNV (sửa đổi bởi 14/2018/TT-BNV, 05/2022/TT-BNV; hợp nhất 08/VBHN-BNV)"
)
LAW_10 = Instrument("luat-10-2022", "Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15")
DECREE_59 = Instrument("nd-59-2023", "Nghị định 59/2023/NĐ-CP")
LAW_72 = Instrument("luat-72-2025", "Luật Tổ chức chính quyền địa phương 72/2025/QH15")
LETTER_4168 = Instrument("cv-4168-2025", "Công văn 4168/BNV-CQĐP (23/6/2025)")
LETTER_11776 = Instrument("cv-11776-2025", "Công văn 11776/BNV-CQĐP (12/2025)")

VH_2008, VH_2023, VH_2025T = "VH-2008", "VH-2023", "VH-2025T"

MAJORITY = Share(1, 2)  # A22-12 [S07, S10]; A23-12 (unsourced: high)
QUORUM = Share(1, 2)  # A22-08 [S10, S11]; A23-09 [S39, S40]
RECOGNITION_WORKING_DAYS = 5  # A22-15 (unsourced: medium); A23-14 [S26, S24]
NOTICE_DAYS = 20  # A22-01 [S08]; A23-04 [S22, S27]
PERSONNEL_DAYS = 15  # A22-02 [S08, S09]
TEAM_DAYS = 10  # A22-04 [S08, S09]; A23-05 [S22, S27]
POSTING_DAYS = 7  # A22-06 (unsourced: medium); A23-06 [S22, S27]
MOST_INTRODUCED = 2  # A22-03 [S08, S09]
LEAST_AGE = 21  # A22-18 [S15]
CLUSTER_HOUSEHOLDS = (50, 150)  # A22-17 [S07]
LAST_ROUND = 2  # A22-14 [S16]; A23-15 [S39]


@dataclass(frozen=True, slots=True)
class HeadNumbers:
    """Những con số khác nhau giữa các thời kỳ."""

    electorates: frozenset[Electorate]
    rerun_within_days: int | None
    interim_months: int = 6  # A22-14, A22-20, A23-15 [S16]
    by_election_within_days: int | None = None
    term_may_be_extended: bool = False


NUMBERS: Mapping[str, HeadNumbers] = {
    # A22-05 [S08, S09]: the commune's chairman chooses; A22-13 [S07]: within 15 days of the first.
    VH_2008: HeadNumbers(frozenset(Electorate), 15),
    # A23-02 [S21, S33]: household representatives only; no day for a re-run was found.
    # A23-16 [S33]: the election after somebody left is decided within 60 days; before 2023 no day was found.
    VH_2023: HeadNumbers(frozenset({Electorate.HOUSEHOLD_REPRESENTATIVES}), None, by_election_within_days=60),
    # A25-03 [S35, S36]: only this overlay speaks of extending a term.
    VH_2025T: HeadNumbers(
        frozenset({Electorate.HOUSEHOLD_REPRESENTATIVES}),
        None,
        by_election_within_days=60,
        term_may_be_extended=True,
    ),
}


def cites(*, until_2023: Citation, since_2023: Citation) -> Mapping[str, Citation]:
    """VH-2025T is an overlay that decides as VH-2023 does."""
    return {VH_2008: until_2023, VH_2023: since_2023, VH_2025T: since_2023}
