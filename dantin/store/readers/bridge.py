"""Cầu nối hai bên: which recognised heads cross, and the files that carried them."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from dantin.core.afterwards import SET_ASIDE_BY
from dantin.core.values import RecognisedHead, Side
from dantin.store.canonical import plain
from dantin.store.models import Election, Event, HeadChange, Recognition, Ruling, SecretaryAnswer

from .accounts import names_of
from .rulings import set_aside_rounds

FORMAT = "dantin-recognised-heads-2"
ANSWERS_IMPORTED = "bridge.answers_imported"


def heads_recognised(election: Election) -> QuerySet[Recognition]:
    """Người đã được công nhận, by village; what was annulled crosses no bridge."""
    rows = Recognition.objects.filter(declaration__round__contest__election=election).order_by("village_code")
    return rows.exclude(declaration__round__in=set_aside_rounds(election.id))


@dataclass(frozen=True, slots=True)
class SetAside:
    """Một việc công nhận đã bị huỷ: number of the recognition, number and day of the paper that set it aside."""

    village_code: str
    decision_number: str
    paper_number: str
    decided_on: date


def recognitions_set_aside(election: Election) -> Sequence[SetAside]:
    """Công nhận rồi mà kết quả bị huỷ hoặc phải bầu lại, by village."""
    rulings = Ruling.objects.filter(election=election, kind__in=SET_ASIDE_BY).exclude(round=None).order_by("number")
    by_round = {row.round_id: row for row in rulings}
    rows = Recognition.objects.filter(declaration__round__in=by_round).select_related("declaration")
    return [
        SetAside(row.village_code, row.decision_number, ruling.decision_number, ruling.decided_on)
        for row in rows.order_by("village_code", "id")
        for ruling in [by_round[row.declaration.round_id]]
    ]


def list_of_heads(election: Election) -> dict[str, Any]:
    """What the signed file says: who is recognised, and which recognitions were set aside."""
    heads = [
        plain(asdict(RecognisedHead(r.name, r.born_in, r.village_code, r.decision_number, r.decided_on)))
        for r in heads_recognised(election)
    ]
    withdrawn = [plain(asdict(one)) for one in recognitions_set_aside(election)]
    return {"format": FORMAT, "election": election.code, "heads": heads, "withdrawn": withdrawn}


def changes_of_heads(election: Election, villages: Collection[str] | None = None) -> Sequence[HeadChange]:
    """What later files changed of this election of congresses, the newest first; of these villages, or of all."""
    rows = HeadChange.objects.filter(election=election)
    if villages is not None:
        rows = rows.filter(village_code__in=villages)
    return list(rows.order_by("-id"))


def newest_answers(election: Election, villages: Collection[str] | None = None) -> dict[str, SecretaryAnswer]:
    """{village: what the Party side last answered}, of this State election."""
    rows = SecretaryAnswer.objects.filter(election=election)
    if villages is not None:
        rows = rows.filter(village_code__in=villages)
    return {row.village_code: row for row in rows.order_by("number")}


def newest_file_at(election: Election) -> datetime | None:
    """When the newest file of answers that was taken in was made."""
    made = Event.objects.filter(stream__election=election, type=ANSWERS_IMPORTED).values_list(
        "body__made_at", flat=True
    )
    return max((datetime.fromisoformat(one) for one in made), default=None)


@dataclass(frozen=True, slots=True)
class FileMade:
    """Một tệp có ký đã lập: when, by whom, how many heads it names, and what tells it from another."""

    at: datetime
    by: str
    heads: int
    digest: str
    key: str


def files_made(election: Election) -> Sequence[FileMade]:
    """The files made of this State election, or taken in for this one of the Party, the newest first."""
    type_ = "bridge.heads_exported" if election.side == Side.STATE else "bridge.heads_imported"
    rows = list(Event.objects.filter(stream__election=election, type=type_).order_by("-id"))
    called = names_of({row.actor for row in rows}) if rows else {}
    return [
        FileMade(row.at, called.get(row.actor, row.actor), row.body["heads"], row.body["digest"], row.body["key"])
        for row in rows
    ]
