"""Hạn công nhận bằng lời: how long it still is from the receipt (VH-RECORD-1), who answered late (VH-RECORD-4)."""

from datetime import date
from typing import Any

from dantin.core import rulebooks
from dantin.core.law import Outcome
from dantin.locale.words import day

LATE = "/luat/truong-thon/dung-han/"


def countdown(received_on: date, today: date) -> dict[str, Any]:
    """Hạn công nhận of a report that was received, and how long it still is."""
    by = rulebooks.recognition_due(received_on)
    if by is None:
        return {"by": "", "received_on": day(received_on)}
    left = (by - today).days
    said = f"Còn {left} ngày." if left > 0 else "Hôm nay là ngày cuối." if left == 0 else f"Quá hạn {-left} ngày."
    return {"by": day(by), "received_on": day(received_on), "countdown": said, "late": left < 0}


def answered_late(rulebook: str, received_on: date | None, decided_on: date) -> str:
    """What the law says of an answer that came after its limit (VH-RECORD-4); empty where it came in time."""
    verdict = rulebooks.answered_in_time(rulebook, received_on, decided_on) if received_on else None
    return rulebooks.explain(verdict) if verdict is not None and verdict.outcome is Outcome.NOT_MET else ""
