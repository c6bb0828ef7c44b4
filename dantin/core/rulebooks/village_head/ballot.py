"""Phiếu bầu: hình thức bầu trưởng thôn."""

from dantin.core.law import Judgement, met_if, rule
from dantin.core.plan import Procedure, VoteForm

from .numbers import DECREE_59, RESOLUTION_09, cites


@rule(
    "VH-BALLOT-1",
    cites=cites(
        until_2023=RESOLUTION_09.at("Điều 8", "A22-10", mark="[S10]"),
        since_2023=DECREE_59.at("Điều 7", "A23-08", "A23-10", mark="[S24, S30]"),
    ),
)
def hands_are_shown_in_a_meeting(procedure: Procedure, vote_form: VoteForm) -> Judgement:
    """Biểu quyết giơ tay chỉ có trong cuộc họp, vì hình thức bầu do cuộc họp chọn.

    A poll that lasts all day, or papers carried from house to house, have no meeting that could show its hands.
    """
    lawful = vote_form is VoteForm.SECRET_BALLOT or procedure is Procedure.MEETING
    return met_if(lawful, procedure=str(procedure), vote_form=str(vote_form))
