"""Mở điểm bầu, báo số đã bỏ phiếu theo mốc giờ (C-08, C-09)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dantin.core.aggregate import HeadState
from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks.village_head.meeting import votes_for_a_form
from dantin.core.values import Side
from dantin.locale.words import LOCAL
from dantin.store.models import Declaration, Election, Event, Reading, Round, Standing, TurnoutSnapshot
from dantin.store.readers.rulings import unset_days
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
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
    """Khai mạc ở các thôn có lần bầu chưa kết luận; a village already voting or finished is left as it is, and
    one that was postponed without a new day.

    Answers how many opened.
    """
    require_side(Side.STATE)
    due = Round.objects.filter(contest__election=election, contest__village_code__in=villages, declarations=None)
    waiting = list(
        Standing.objects.filter(
            election=election,
            village_code__in=due.values("contest__village_code"),
            state__in=[HeadState.NOT_STARTED.value, HeadState.RERUN.value, HeadState.POSTPONED.value],
        ).values_list("village_code", flat=True)
    )
    if waiting:
        waiting = sorted(set(waiting) - unset_days(election.id, waiting))
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
    villages = {x.village_code for x in snapshots}
    rolls = dict(
        Standing.objects.filter(election=election, village_code__in=villages).values_list("village_code", "roll")
    )
    newest: dict[str, datetime] = {}
    known: set[tuple[str, datetime]] = set()
    for code, mark_at, received_at in TurnoutSnapshot.objects.filter(
        election=election, village_code__in=villages
    ).values_list("village_code", "mark_at", "received_at"):
        newest[code] = max(mark_at, newest.get(code, mark_at))
        if received_at == at:
            known.add((code, mark_at))

    def take(given: SnapshotIn) -> TurnoutSnapshot:
        roll = rolls.get(given.village_code)
        if roll is None:
            raise Refused("ballot.no_such_village", place=given.village_code)
        refuse_too_long(TurnoutSnapshot, actor=given.actor)
        over = {"voted": given.voted, "roll": roll}
        refuse_if(given.voted > roll, "ballot.snapshot_over_roll", place=given.village_code, **over)
        key = (given.village_code, given.mark_at)
        refuse_if(key in known, "ballot.snapshot_twice", place=given.village_code)
        known.add(key)
        return TurnoutSnapshot(
            election=election,
            village_code=given.village_code,
            mark_at=given.mark_at,
            voted=given.voted,
            roll=roll,
            source=given.source.value,
            actor=given.actor,
            received_at=at,
        )

    answers: list[TurnoutSnapshot | Refused] = []
    for given in snapshots:
        try:
            answers.append(take(given))
        except Refused as refusal:
            answers.append(refusal)
    taken = [row for row in answers if isinstance(row, TurnoutSnapshot)]
    TurnoutSnapshot.objects.bulk_create(taken)
    signed = set(
        Declaration.objects.filter(
            round__number=1, round__contest__election=election, round__contest__village_code__in=villages
        ).values_list("round__contest__village_code", flat=True)
    )
    shown: dict[str, dict[str, int]] = {}
    for row in taken:
        # a mark that comes late fills its place in the curve; it does not turn the village's turnout back
        if row.village_code not in signed and row.mark_at >= newest.get(row.village_code, row.mark_at):
            newest[row.village_code] = row.mark_at
            shown[row.village_code] = {"voted": row.voted}
    change_standings(election.id, shown, at=at)
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


@action
def close_polls(*, election: Election, closings: Mapping[str, datetime], actor: str, at: datetime) -> None:
    """Kết thúc bỏ phiếu: when each village closed; a village may tell it much later."""
    require_side(Side.STATE)
    opened = dict(
        Event.objects.filter(
            stream__election=election, stream__place_code__in=list(closings), type="ballot.poll_opened"
        )
        .order_by("at")
        .values_list("stream__place_code", "at")
    )
    for code, closed_at in closings.items():
        refuse_if(code not in opened, "ballot.not_opened", place=code)
        refuse_if(closed_at > at, "ballot.closes_later", place=code, hour=_hour(closed_at))
        early = closed_at < opened[code].replace(second=0, microsecond=0)
        refuse_if(early, "ballot.closed_before_opened", place=code, hour=_hour(closed_at), opened=_hour(opened[code]))
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
def choose_form(
    *,
    election: Election,
    village_code: str,
    vote_form: VoteForm,
    in_favour: int | None,
    present: int | None,
    actor: str,
    at: datetime,
) -> Round:
    """Cuộc họp chọn giơ tay hay bỏ phiếu kín (A22-10, A23-08), after it opened and before anything was counted."""
    require_side(Side.STATE)
    round_ = round_in_the_hall(election, village_code)
    refuse_if(round_.procedure != Procedure.MEETING, "ballot.no_meeting_to_choose", place=village_code)
    roll = Standing.objects.get(election=election, village_code=village_code).roll
    needed = votes_for_a_form(election.rulebook, present or 0)
    refuse_if(needed is not None and (present is None or in_favour is None), "ballot.form_votes_missing")
    if present is not None and in_favour is not None:
        refuse_if(present > roll, "ballot.present_over_roll", place=village_code, present=present, roll=roll)
        refuse_if(in_favour > present, "ballot.favour_over_present", in_favour=in_favour, present=present)
        short = needed is not None and in_favour < needed
        refuse_if(short, "ballot.form_not_chosen", in_favour=in_favour, present=present, needed=needed)
    round_.vote_form = vote_form.value
    round_.save(update_fields=["vote_form"])
    body = {"round": round_.number, "vote_form": vote_form, "in_favour": in_favour, "present": present}
    log(
        [Happened(type="ballot.form_chosen", place_code=village_code, actor=actor, body=body)],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
    return round_


def round_in_the_hall(election: Election, village_code: str) -> Round:
    """The round that is being held: opened, nothing of it read or declared; refuses any other."""
    standing = Standing.objects.filter(election=election, village_code=village_code).first()
    if standing is None:
        raise Refused("ballot.no_such_village", place=village_code)
    of_village = {"contest__election": election, "contest__village_code": village_code}
    round_ = Round.objects.filter(**of_village).select_related("contest").order_by("number").last()
    if round_ is None:
        raise Refused("ballot.not_opened", place=village_code)
    begun = Reading.objects.filter(sheet__round=round_).exists()
    refuse_if(begun or Declaration.objects.filter(round=round_).exists(), "ballot.counted_already", place=village_code)
    refuse_if(standing.state != HeadState.VOTING.value, "ballot.not_opened", place=village_code)
    return round_


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL):%H:%M}"


@action
def note_calls(*, election: Election, notes: Mapping[str, str], actor: str, at: datetime) -> None:
    """Đã gọi một thôn im lặng: who called, and what was said as a fact, which may name people and can be erased."""
    require_side(Side.STATE)
    log(
        [
            Happened(type="ballot.village_called", place_code=code, actor=actor, body={}, facts={"note": note})
            for code, note in notes.items()
        ],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
