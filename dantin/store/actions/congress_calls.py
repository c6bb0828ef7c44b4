"""Đã gọi một chi bộ: who called, and what was said as a fact, which may name people and can be erased. Party side."""

from datetime import datetime

from dantin.core.values import Side
from dantin.store.models import Election

from .log import Happened, log
from .transaction import action, require_side


@action
def note_congress_call(*, election: Election, cell: str, note: str, actor: str, at: datetime) -> None:
    """Ghi lời nghe được khi gọi một chi bộ."""
    require_side(Side.PARTY)
    happened = Happened(type="congress.called", place_code=cell, actor=actor, body={}, facts={"note": note})
    log([happened], side=Side.PARTY, election_id=election.id, election_code=election.code, at=at)
