"""Mở điểm bầu, báo số đã bỏ phiếu theo mốc giờ (C-08, C-09)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dantin.core.aggregate import HeadState
from dantin.core.values import Side
from dantin.store.models import Election, Standing, TurnoutSnapshot
from dantin.store.refusals import Refused, refuse_if

from .log import Happened, log
from .standing import change_standings
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotIn:
    """Số đã bỏ phiếu của một thôn tính đến một mốc giờ."""

    village_code: str
    mark_at: datetime
    voted: int
    source: TurnoutSnapshot.Source
    actor: str


@action
def open_polls(*, election: Election, villages: Sequence[str], actor: str, at: datetime) -> int:
    """Khai mạc ở các thôn; a village already voting or finished is left as it is. Answers how many opened."""
    require_side(Side.STATE)
    waiting = list(
        Standing.objects.filter(
            election=election,
            village_code__in=villages,
            state__in=[HeadState.NOT_STARTED.value, HeadState.RERUN.value, HeadState.POSTPONED.value],
        ).values_list("village_code", flat=True)
    )
    change_standings(election.id, {code: {"state": HeadState.VOTING.value} for code in waiting}, at=at)
    log(
        [Happened(type="ballot.poll_opened", place_code=code, actor=actor, body={}) for code in waiting],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
    return len(waiting)


@action
def take_snapshots(
    *, election: Election, snapshots: Sequence[SnapshotIn], at: datetime
) -> list[TurnoutSnapshot | Refused]:
    """Append turnout snapshots; the newest mark of a village shows as its turnout until the sheet is signed."""
    require_side(Side.STATE)
    standings = {
        s.village_code: s
        for s in Standing.objects.filter(election=election, village_code__in={x.village_code for x in snapshots})
    }
    answers: list[TurnoutSnapshot | Refused] = []
    for given in snapshots:
        try:
            answers.append(_snapshot(election, standings[given.village_code], given, at=at))
        except Refused as refusal:
            answers.append(refusal)
    taken = [row for row in answers if isinstance(row, TurnoutSnapshot)]
    TurnoutSnapshot.objects.bulk_create(taken)
    still_voting = {
        row.village_code: {"voted": row.voted}
        for row in taken
        if standings[row.village_code].state == HeadState.VOTING.value and standings[row.village_code].round_number == 1
    }
    change_standings(election.id, still_voting, at=at)
    log(
        [
            Happened(
                type="ballot.snapshot_taken",
                place_code=row.village_code,
                actor=row.actor,
                body={"mark_at": row.mark_at, "voted": row.voted, "roll": row.roll, "source": row.source},
            )
            for row in taken
        ],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
    return answers


def _snapshot(election: Election, standing: Standing, given: SnapshotIn, *, at: datetime) -> TurnoutSnapshot:
    refuse_if(
        given.voted > standing.roll,
        "ballot.snapshot_over_roll",
        place=given.village_code,
        voted=given.voted,
        roll=standing.roll,
    )
    return TurnoutSnapshot(
        election=election,
        village_code=given.village_code,
        mark_at=given.mark_at,
        voted=given.voted,
        roll=standing.roll,
        source=given.source.value,
        actor=given.actor,
        received_at=at,
    )


@action
def close_polls(*, election: Election, closings: Mapping[str, datetime], actor: str, at: datetime) -> None:
    """Kết thúc bỏ phiếu: when each village closed; a village may tell it much later."""
    require_side(Side.STATE)
    log(
        [
            Happened(type="ballot.poll_closed", place_code=code, actor=actor, body={"closed_at": closed_at})
            for code, closed_at in closings.items()
        ],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )


@action
def note_calls(*, election: Election, notes: Mapping[str, str], actor: str, at: datetime) -> None:
    """Đã gọi một thôn im lặng: who called and what was said."""
    require_side(Side.STATE)
    log(
        [
            Happened(type="ballot.village_called", place_code=code, actor=actor, body={"note": note})
            for code, note in notes.items()
        ],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
