"""Ban kiểm phiếu của cuộc họp (A23-10): whom the meeting chose to count, by hands, and who watches them do it."""

from collections.abc import Sequence
from datetime import datetime

from dantin.core.plan import Procedure, VoteForm
from dantin.core.register import may_be_one_person
from dantin.core.rulebooks.village_head.meeting import BOARD_LEAST, BOARD_MOST, WITNESSES, votes_for_a_board
from dantin.core.values import Side
from dantin.store.models import Election, Person, Standing
from dantin.store.readers.work import names_on_slate
from dantin.store.refusals import refuse_if

from .ballot import round_in_the_hall
from .lengths import refuse_too_long
from .log import Happened, log
from .transaction import action, require_side


@action
def choose_board(
    *, election: Election, village_code: str, members: Sequence[str], witnesses: Sequence[str], in_favour: int,
    present: int, actor: str, at: datetime,
) -> None:  # fmt: skip
    """Ghi Ban kiểm phiếu, the first of `members` at its head; said again, the newest counts.

    Names are facts of the event, which may be erased; the event itself keeps how many there are and the votes.
    """
    require_side(Side.STATE)
    round_ = round_in_the_hall(election, village_code)
    meets = round_.procedure == Procedure.MEETING and round_.vote_form == VoteForm.SECRET_BALLOT
    needed = votes_for_a_board(election.rulebook, present)
    if needed is None or not meets:
        refuse_if(True, "ballot.no_board_to_choose", place=village_code)
        return
    refuse_if(
        not BOARD_LEAST <= len(members) <= BOARD_MOST, "ballot.board_size", found=len(members), least=BOARD_LEAST,
        most=BOARD_MOST,
    )  # fmt: skip
    refuse_if(len(witnesses) != WITNESSES, "ballot.board_witnesses", found=len(witnesses), needed=WITNESSES)
    named = [*members, *witnesses]
    stands = names_on_slate(round_.contest)
    for n, name in enumerate(named):
        refuse_too_long(Person, name=name)
        twice = any(may_be_one_person(name, None, other, None) for other in named[:n])
        refuse_if(twice, "ballot.board_twice", name=name)
        candidate = any(may_be_one_person(name, None, stands[key], None) for key in round_.slate if key in stands)
        refuse_if(candidate, "ballot.board_candidate", name=name)
    roll = Standing.objects.get(election=election, village_code=village_code).roll
    refuse_if(present > roll, "ballot.present_over_roll", place=village_code, present=present, roll=roll)
    refuse_if(in_favour > present, "ballot.favour_over_present", in_favour=in_favour, present=present)
    refuse_if(in_favour < needed, "ballot.board_not_chosen", in_favour=in_favour, present=present, needed=needed)
    body = {
        "round": round_.number, "on_board": len(members), "witnesses": len(witnesses), "in_favour": in_favour,
        "present": present,
    }  # fmt: skip
    facts = {"board": list(members), "witnesses": list(witnesses)}
    log(
        [Happened(type="ballot.board_chosen", place_code=village_code, actor=actor, body=body, facts=facts)],
        side=Side.STATE, election_id=election.id, election_code=election.code, at=at,
    )  # fmt: skip
