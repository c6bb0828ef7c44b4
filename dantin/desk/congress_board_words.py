"""Lời của bảng đại hội: why a secretary is not the head, the title of the curve, what is said of a call."""

from datetime import date, datetime
from typing import Any

from dantin.core.vietnamese import number
from dantin.locale.curve import Curve, hour_label
from dantin.locale.words import LOCAL, day, duration, full_name, hour_minute, of_kind
from dantin.store.congress_report import REASONS
from dantin.store.readers.congress_calls import CongressCall, CongressWhy
from dantin.store.readers.congress_exceptions import Apart


def apart_line(one: Apart, commune: str) -> dict[str, Any]:
    """One cell whose secretary is not the head, with every reason."""
    return {
        "cell": one.work.code,
        "name": full_name(one.work.kind, one.work.village),
        "commune": commune,
        "why": ". ".join(of_kind(REASONS[each], one.work.kind) for each in one.reasons),
    }


def call_line(call: CongressCall, at: datetime) -> dict[str, Any]:
    """One congress that needs a call."""
    since = call.since.astimezone(LOCAL)
    minutes = max(0, int((at - call.since).total_seconds() // 60))
    by_day = call.why in (CongressWhy.UNOPENED, CongressWhy.REPORT_LATE) or since.date() != at.astimezone(LOCAL).date()
    return {
        "cell": call.cell,
        "name": call.cell_name,
        "commune": call.commune_name,
        "why": call.why.value,
        "since": day(since.date()) if by_day else hour_minute(since),
        "waited": "" if by_day else duration(minutes),
        "phones": call.phones,
        "note": call.note,
        "noted_at": hour_minute(call.noted_at) if call.noted_at else "",
    }


def curve_title(drawn: Curve, on: date) -> str:
    """How long it still is until seventeen o'clock, or how the day went."""
    until, shown = drawn.end - drawn.now, f"{on.day}/{on.month}"
    if 0 < until <= drawn.end - drawn.start:
        return f"Đến 17:00 còn {duration(until)}"
    if drawn.now < drawn.start:
        return f"Ngày {shown} chưa tới" if drawn.now < 0 else f"Hôm nay {shown}, chưa bắt đầu"
    title = f"Ngày {shown}: {number(len(drawn.done))} trên {number(drawn.target)}"
    return f"{title}, nơi cuối cùng xong lúc {hour_label(drawn.done[-1])}" if drawn.done else title
