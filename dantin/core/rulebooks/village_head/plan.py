"""Kế hoạch: các ngày của một cuộc bầu trưởng thôn. Dates warn; they never change the outcome."""

from datetime import date

from dantin.core.decide import HeadQuestion
from dantin.core.law import Citation, Finding, Judgement, Level, met_if, rule
from dantin.core.plan import Deadline, PreparatoryStep, counted_back

from .numbers import (
    DECREE_59,
    NOTICE_DAYS,
    PERSONNEL_DAYS,
    POSTING_DAYS,
    RESOLUTION_09,
    TEAM_DAYS,
    VH_2008,
    VH_2023,
    VH_2025T,
)

_S = PreparatoryStep
_SINCE_2023: tuple[tuple[PreparatoryStep, int | None, Citation], ...] = (
    (_S.ANNOUNCE, NOTICE_DAYS, DECREE_59.at("khoản 1 Điều 6", "A23-04", mark="[S22, S27]")),
    # The order of the meetings is known, no number of days was found: a GAP, shown as such.
    (_S.PERSONNEL, None, DECREE_59.at("khoản 2 Điều 6", "A23-07", mark="[S23, S32]")),
    (_S.TEAM, TEAM_DAYS, DECREE_59.at("Điều 6", "A23-05", mark="[S22, S27]")),
    (_S.PUBLISH, POSTING_DAYS, DECREE_59.at("Điều 6", "A23-06", mark="[S22, S27]")),
)
_STEPS = {
    VH_2008: (
        (_S.ANNOUNCE, NOTICE_DAYS, RESOLUTION_09.at("", "A22-01", mark="[S08]")),
        (_S.PERSONNEL, PERSONNEL_DAYS, RESOLUTION_09.at("", "A22-02", mark="[S08, S09]")),
        (_S.TEAM, TEAM_DAYS, RESOLUTION_09.at("Điều 6", "A22-04", mark="[S08, S09]")),
        (_S.PUBLISH, POSTING_DAYS, RESOLUTION_09.at("", "A22-06", mark="unsourced: medium")),
    ),
    VH_2023: _SINCE_2023,
    VH_2025T: _SINCE_2023,
}


def deadlines(rulebook: str, held_on: date) -> tuple[Deadline, ...]:
    """Các hạn đếm ngược từ ngày bầu, each with its citation, in the order in which the work is done."""
    return tuple(counted_back(step, days, held_on, cites) for step, days, cites in _STEPS[rulebook])


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
