"""Kế hoạch: các điều cần để ý của một đại hội chi bộ. Warnings; they never change the outcome."""

from dantin.core.decide import CongressQuestion
from dantin.core.law import Finding, Level
from dantin.core.plan import Post

from .numbers import COMMITTEE_SEATS_IN_GENERAL


def plan_warnings(question: CongressQuestion) -> tuple[Finding, ...]:
    """Cảnh báo: thứ tự ngày, chi ủy quá 7 người (B-03), phiếu không do Ban kiểm phiếu phát (B-45, F-07)."""
    findings: list[Finding] = []
    if question.held_on < question.called_on:
        called, held = question.called_on.isoformat(), question.held_on.isoformat()
        findings.append(Finding("dates_out_of_order", Level.WARNING, "held_on", called, held))
    if question.contest is Post.COMMITTEE and question.seats > COMMITTEE_SEATS_IN_GENERAL:
        most = COMMITTEE_SEATS_IN_GENERAL
        findings.append(Finding("committee_over_seven", Level.WARNING, "seats", most, question.seats))
    if question.ballots is not None and question.ballots.not_issued:
        findings.append(Finding("ballots_not_issued", Level.WARNING, "not_issued", 0, question.ballots.not_issued))
    return tuple(findings)
