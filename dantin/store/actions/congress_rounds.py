"""Đại hội quyết định có bầu thêm lần nữa không (B-51, B-52): by hands, recorded whichever way it went."""

from datetime import datetime

from dantin.core.values import Side
from dantin.store.models import Declaration, HandVote, Round
from dantin.store.readers.congress import not_voted_again
from dantin.store.refusals import refuse_if

from .hand_votes import HandVoteIn, keep_hand_vote, sitting
from .plan import RoundIn, open_rounds
from .transaction import action

DECIDES = "congress_decides_another_round"


@action
def vote_on_another_round(vote: HandVoteIn, next_round: RoundIn, *, actor: str, at: datetime) -> HandVote:
    """Ghi biểu quyết, and open the round where it was carried; where it was not, the post stays as it was declared."""
    row = sitting(vote.congress, at)
    place = row.cell.code
    newest = Round.objects.filter(contest=next_round.contest).order_by("-number").first()
    declared = None if newest is None else Declaration.objects.filter(round=newest).order_by("-version").first()
    due = (
        newest is not None
        and declared is not None
        and declared.answer["next"]["step"] == DECIDES
        and vote.kind == HandVote.Kind.AGAIN
        and vote.round == newest.number
        and (row.id, vote.post, newest.number) not in not_voted_again([row.id])
    )
    refuse_if(not due, "plan.no_round_due", place=place)
    kept = keep_hand_vote(row, vote, actor=actor, at=at)
    if kept.carried:
        open_rounds(side=Side.PARTY, rounds=[next_round], actor=actor, at=at)
    return kept
