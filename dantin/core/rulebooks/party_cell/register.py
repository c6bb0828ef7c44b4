"""Cơ số của đại hội chi bộ."""

from dantin.core.law import Judgement, met_if, rule
from dantin.core.register import CellRegister

from .numbers import DECISION_190, DECISION_244, cites


@rule(
    "PC-REGISTER-2",
    cites=cites(
        until_2024=DECISION_244.at("Điều 32", "B-50", mark="[P12, P13]"),
        since_2024=DECISION_190.at("Điều 30", "B-50", mark="[P19]"),
    ),
)
def base_is_the_adjusted_convened(register: CellRegister) -> Judgement:
    """Cơ số là số đảng viên chính thức được triệu tập, trừ bốn trường hợp.

    Not those present, not the valid ballots: who is absent without reason, or leaves early, stays in the base.
    """
    base, less = register.adjusted_convened, register.less
    return met_if(
        base > 0,
        convened=register.convened,
        temporarily_transferred=less.temporarily_transferred,
        exempt_absent=less.exempt_absent,
        suspended_or_detained=less.suspended_or_detained,
        excused_whole_congress=less.excused_whole_congress,
        base=base,
    )
