"""Ngày bầu ở một thôn: when the poll of the round at work opened and closed, and which form its meeting chose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dantin.core.aggregate import HeadState
from dantin.store.models import Election, Event, Fact

from .work import VillageWork

_TYPES = ("plan.round_opened", "ballot.poll_opened", "ballot.poll_closed", "ballot.form_chosen")


@dataclass(frozen=True, slots=True)
class PollFacts:
    """Giờ mở, giờ đóng, hình thức đã chọn, each with who told it; empty where nobody has."""

    opened_at: datetime | None = None
    opened_by: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    vote_form: str = ""
    in_favour: int | None = None
    present: int | None = None


def poll_of(election: Election, village_code: str) -> PollFacts:
    """What its stream says of the round at work: another round begins anew."""
    told = Event.objects.filter(stream__election=election, stream__place_code=village_code, type__in=_TYPES)
    found: dict[str, object] = {}
    for type_, actor, at, body in told.order_by("seq").values_list("type", "actor", "at", "body"):
        match type_:
            case "plan.round_opened":
                found = {}
            case "ballot.poll_opened":
                found |= {"opened_at": at, "opened_by": actor}
            case "ballot.poll_closed":
                found |= {"closed_at": datetime.fromisoformat(body["closed_at"]), "closed_by": actor}
            case "ballot.form_chosen":
                found |= {name: body.get(name) for name in ("vote_form", "in_favour", "present")}
    return PollFacts(**found)  # type: ignore[arg-type]  # each name above is a field of it


@dataclass(frozen=True, slots=True)
class CountingBoard:
    """Ban kiểm phiếu của một lần bầu, its head first; names that were erased are not there."""

    members: tuple[str, ...]
    witnesses: tuple[str, ...]
    in_favour: int
    present: int


def boards_of(election: Election, village_code: str) -> dict[int, CountingBoard]:
    """{number of the round: whom its meeting chose to count}, the newest where it chose again."""
    told = Event.objects.filter(
        stream__election=election, stream__place_code=village_code, type="ballot.board_chosen"
    ).order_by("seq")
    events = {body["round"]: (event, body) for event, body in told.values_list("id", "body")}
    if not events:
        return {}
    names: dict[tuple[int, str], list[str]] = {
        (event, name): value or []
        for event, name, value in Fact.objects.filter(event__in=[event for event, _ in events.values()]).values_list(
            "event_id", "name", "value"
        )
    }
    return {
        number: CountingBoard(
            tuple(names.get((event, "board"), ())), tuple(names.get((event, "witnesses"), ())), body["in_favour"],
            body["present"],
        )
        for number, (event, body) in events.items()
    }  # fmt: skip


def note_closings(election: Election, work: Collection[VillageWork]) -> None:
    """Note in each village when its poll closed, where that is told and nothing was read yet.

    One statement however many villages, and none where nobody votes.
    """
    voting = [one for one in work if one.state is HeadState.VOTING and one.sheet is not None and not one.readings]
    if not voting:
        return
    told = Event.objects.filter(
        stream__election__code__in={one.by_election or election.code for one in voting},
        stream__place_code__in=[one.code for one in voting],
        type__in=("ballot.poll_opened", "ballot.poll_closed"),
    )
    last: dict[tuple[str, str], str | None] = {}
    for of, village, body in told.order_by("seq").values_list("stream__election__code", "stream__place_code", "body"):
        last[of, village] = body.get("closed_at")  # an opening, of another round or after a postponement, has none
    for one in voting:
        at = last.get((one.by_election or election.code, one.code))
        one.closed_at = at and datetime.fromisoformat(at)
