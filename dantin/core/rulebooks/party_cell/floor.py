"""Đề cử ở đại hội chi bộ: who may put a name beside those that the committee prepared, and how it gets on."""

from dantin.core.law import Judgement, met_if, rule
from dantin.core.values import Share

from .numbers import DECISION_190, DECISION_244, PC_2024, PC_2025, cites

FLOOR_SUPPORT = Share(3, 10)  # B-21 [P16]: of those attending
CONVENER_LEAST, CONVENER_MOST = Share(1, 10), Share(3, 20)  # B-21 [P16]: 10–15 % of the seats
_SINCE_190 = DECISION_190.at("Điều 14", "B-21", "F-45", mark="[P16]; thứ tự các bước: chưa đối chiếu")


@rule("PC-NOMINATE-6", cites={PC_2024: _SINCE_190, PC_2025: _SINCE_190})
def has_support_on_the_floor(candidate: str, in_favour: int, present: int) -> Judgement:
    """Người được đề cử ngoài danh sách cấp ủy chuẩn bị vào danh sách khi được trên 30% số người dự đồng ý.

    Of those attending, by hands; exactly 30 % is not enough. Decision 244 has no such threshold: before 2024 the vote
    on the list itself decides.
    """
    needed = FLOOR_SUPPORT.least_above(present)
    return met_if(in_favour >= needed, candidate=candidate, in_favour=in_favour, present=present, needed=needed)


@rule(
    "PC-NOMINATE-7",
    cites=cites(
        until_2024=DECISION_244.at("Điều 13", "B-13", mark="[P14]; phạm vi ở đại hội chi bộ: chưa đối chiếu"),
        since_2024=DECISION_190.at("Điều 11", "B-13", mark="[P20]; phạm vi ở đại hội chi bộ: chưa đối chiếu"),
    ),
)
def keeps_to_the_prepared_list(candidate: str, is_prepared: bool, of_the_outgoing_committee: bool) -> Judgement:
    """Cấp ủy viên đương nhiệm không đề cử và không nhận đề cử ngoài danh sách cấp ủy chuẩn bị.

    Asked of who nominates as of who is nominated; whoever is not of the outgoing committee is bound by nothing here.
    """
    return met_if(is_prepared or not of_the_outgoing_committee, candidate=candidate)


def asks_the_floor(rulebook: str) -> bool:
    """Dưới bộ quy định này, người đề cử ngoài danh sách có phải được trên 30% đồng ý không (B-21)."""
    return rulebook in has_support_on_the_floor.cites


def prepared_surplus(rulebook: str, seats: int) -> tuple[int, int] | None:
    """Số dư cấp ủy triệu tập chuẩn bị, 10–15% số cần bầu (B-21, từ Quy chế 190); a warning, never a refusal.

    How it is rounded was not found, so nothing is said where no whole number lies between: below seven seats.
    """
    if not asks_the_floor(rulebook):
        return None
    least, most = CONVENER_LEAST.least_reaching(seats), seats * CONVENER_MOST.numerator // CONVENER_MOST.denominator
    return (least, most) if least <= most else None
