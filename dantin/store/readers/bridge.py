"""Cầu nối hai bên: which recognised heads cross, and the files that carried them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dantin.core.values import Side
from dantin.store.models import Election, Event, Recognition

from .accounts import names_of
from .rulings import set_aside_rounds


def heads_recognised(election: Election) -> QuerySet[Recognition]:
    """Người đã được công nhận, by village; what was annulled crosses no bridge."""
    rows = Recognition.objects.filter(declaration__round__contest__election=election).order_by("village_code")
    return rows.exclude(declaration__round__in=set_aside_rounds(election.id))


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
