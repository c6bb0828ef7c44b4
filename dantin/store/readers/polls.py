"""Ngày bầu ở một thôn: when the poll of the round at work opened and closed, and which form its meeting chose."""

from dataclasses import dataclass
from datetime import datetime

from dantin.store.models import Election, Event

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
