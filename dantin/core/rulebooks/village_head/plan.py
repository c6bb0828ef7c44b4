"""Kế hoạch: các ngày của một cuộc bầu trưởng thôn. Dates warn; they never change the outcome."""

from datetime import date

from dantin.core.decide import HeadQuestion
from dantin.core.law import Finding, Judgement, Level, met_if, rule

from .numbers import NOTICE_DAYS, RESOLUTION_09, VH_2008


@rule("VH-PLAN-2", cites={VH_2008: RESOLUTION_09.at("Điều 8", "A22-13", mark="[S07]")})
def rerun_is_in_time(first_held_on: date, held_on: date, within_days: int) -> Judgement:
    """Bầu lại trong thời hạn 15 ngày kể từ ngày bầu lần đầu.

    A late re-run is still a re-run: it is a warning for the commune, not a reason to refuse the people's vote.
    """
    days = (held_on - first_held_on).days
    return met_if(days <= within_days, first_held_on=first_held_on, held_on=held_on, days=days, within=within_days)


def date_warnings(question: HeadQuestion, rerun_within_days: int | None) -> tuple[Finding, ...]:
    """Cảnh báo về ngày: thứ tự, báo trước 20 ngày (A22-01, A23-04), bầu lại muộn (A22-13)."""
    findings: list[Finding] = []
    called, held = question.called_on, question.held_on
    first = held
    if question.round > 1 and question.first_held_on is not None:
        first = question.first_held_on
        if first > held:
            findings.append(_out_of_order("held_on", first, held))
        elif rerun_within_days is not None and (held - first).days > rerun_within_days:
            findings.append(Finding("late_rerun", Level.WARNING, "held_on", rerun_within_days, (held - first).days))
    if first < called:
        findings.append(_out_of_order("held_on" if first is held else "first_held_on", called, first))
    elif (first - called).days < NOTICE_DAYS:
        findings.append(Finding("short_notice", Level.WARNING, "called_on", NOTICE_DAYS, (first - called).days))
    received = question.received_on
    if received is not None and received < held:
        findings.append(_out_of_order("received_on", held, received))
    return tuple(findings)


def _out_of_order(field: str, not_before: date, got: date) -> Finding:
    return Finding("dates_out_of_order", Level.WARNING, field, not_before.isoformat(), got.isoformat())
