"""Dự kiến nạp: what a file would change, worked out before anything is written; a dry run ends here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from dantin.core.values import Side
from dantin.store.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Tệp được nạp: its digest, for which side and election, who loads it and when.

    `day` stands in where a row leaves its own day empty (certified on, representative since). `named`: the person said
    who she is, which whoever reads a sheet must; an account of the machine may be everybody's.
    """

    digest: str
    side: Side
    actor: str
    at: datetime
    election: Election | None = None
    day: date | None = None
    named: bool = True


@dataclass(slots=True, kw_only=True)
class Plan:
    """Số dòng mới, số dòng đổi, số dòng giữ nguyên, and the function that writes them."""

    write: Callable[[], None]
    new: int = 0
    changed: int = 0
    same: int = 0
    notes: list[str] = field(default_factory=list)
