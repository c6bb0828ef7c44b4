"""Phiếu bầu ở đại hội chi bộ: tờ phiếu hợp lệ, và ai được kiểm phiếu."""

from dantin.core.ballot import BallotForm, MarkedBallot, Validity, validity
from dantin.core.law import Judgement, met_if, rule

from .numbers import DECISION_190, DECISION_244, cites

IDS = ("B-43", "B-44", "B-45")


@rule(
    "PC-BALLOT-1",
    cites=cites(
        until_2024=DECISION_244.at("Điều 17", *IDS, mark="[P09, P10]"),
        since_2024=DECISION_190.at("", *IDS, mark="unsourced: medium"),
    ),
)
def ballot_is_valid(form: BallotForm, ballot: MarkedBallot) -> Judgement:
    """Phiếu hợp lệ do Ban kiểm phiếu phát, bầu không quá số người cần bầu, không có tên hay dấu khác.

    The counting board asks this of a single paper; the count of a congress takes only how many were valid.
    """
    found = validity(form, ballot)
    return met_if(found is Validity.VALID, votes=len(ballot.votes(form)), seats=form.seats, reason=str(found))


@rule(
    "PC-BALLOT-2",
    cites=cites(
        until_2024=DECISION_244.at("Điều 7", "B-40", "B-41", "F-22", "F-23", mark="[P07, P08]"),
        since_2024=DECISION_190.at(
            "Điều 8", "B-40", "B-41", "F-22", "F-23", mark="[P17]; đảng viên dự bị: chưa đối chiếu"
        ),
    ),
)
def may_count(candidate: str, standing: str, on_a_list: bool) -> Judgement:
    """Vào ban kiểm phiếu được khi là đảng viên chính thức và không có tên trong danh sách bầu.

    A probationary member may not take the place of one who is absent either. Only the congress asks this.
    """
    return met_if(standing == "official" and not on_a_list, candidate=candidate)
