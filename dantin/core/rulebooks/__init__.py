"""Các bộ quy định: ngày quyết định cuộc bầu chọn bộ quy định; ngày không thuộc bộ nào là khoảng trống có tên.

An election pins its rulebook at planning; nothing resolves law later (design §4.3).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dantin.core import record
from dantin.core.count import Check
from dantin.core.decide import AnyDeclaration, HeadQuestion, Next, NoRuleInForce, Question, Step
from dantin.core.law import Finding, Hole, Level, NoRule, Outcome, Rule, Rulebook, Verdict
from dantin.core.vietnamese import number

from . import days_off, party_cell, village_head
from .party_cell.numbers import (
    COMPLAINT_WORKING_DAYS,
    ENDORSEMENT_WORKING_DAYS,
    NOTICE_WORKING_DAYS,
    REPORT_WORKING_DAYS,
)
from .village_head.numbers import RECOGNITION_WORKING_DAYS
from .village_head.record import is_answered_in_time

CALENDAR = record.Calendar(days_off.DAYS_OFF, days_off.WORKING_SATURDAYS, days_off.FIRST_YEAR, days_off.LAST_YEAR)
RULEBOOKS: Mapping[str, tuple[Rulebook, ...]] = {
    village_head.KIND: village_head.rulebooks(CALENDAR),
    party_cell.KIND: party_cell.rulebooks(),
}
HOLES: Mapping[str, tuple[Hole, ...]] = {village_head.KIND: village_head.HOLES, party_cell.KIND: party_cell.HOLES}
RULES: Mapping[str, Rule[Any]] = {rule.code: rule for rule in (*village_head.RULES, *party_cell.RULES)}
CHECKS: Mapping[str, tuple[Check, ...]] = {village_head.KIND: village_head.CHECKS, party_cell.KIND: party_cell.CHECKS}
WORDING = {**village_head.WORDING, **party_cell.WORDING}

_BY_CODE = {rulebook.code: rulebook for rulebooks in RULEBOOKS.values() for rulebook in rulebooks}


def in_force(kind: str, called_on: date) -> Rulebook:
    """Bộ quy định có hiệu lực vào ngày quyết định cuộc bầu; raises `NoRule` with the hole the day lies in."""
    for rulebook in RULEBOOKS[kind]:
        if called_on in rulebook.called_on:
            return rulebook
    hole = next(hole for hole in HOLES[kind] if called_on in hole.called_on)
    raise NoRule(kind, called_on, hole)


def by_code(code: str) -> Rulebook:
    """Bộ quy định có mã này; a KeyError for a code that does not exist."""
    return _BY_CODE[code]


def decide(question: Question, pinned: str | None = None) -> AnyDeclaration:
    """Tuyên bố cho một câu hỏi, theo bộ quy định đã ghim hoặc theo ngày quyết định cuộc bầu.

    A pin decides whatever the day; it is a warning only where the day would not have selected it.
    """
    kind = question.kind
    try:
        selected: Rulebook | None = in_force(kind, question.called_on)
    except NoRule as none:
        if pinned is None:
            return _no_rule(question, none.hole)
        selected = None
    rulebook = selected if pinned is None else by_code(pinned)
    assert rulebook is not None
    assert rulebook.kind == kind, pinned
    declaration: AnyDeclaration = rulebook.decide(question)
    called = question.called_on.isoformat()
    if rulebook is not selected:
        code = None if selected is None else selected.code
        warning = Finding("rulebook_pinned", Level.WARNING, "rulebook", code, rulebook.code)
    elif kind == village_head.KIND and question.called_on in village_head.TRANSITION:
        warning = Finding("transition", Level.WARNING, "called_on", None, called)
    else:
        return declaration
    return replace(declaration, findings=(*declaration.findings, warning))


def add_working_days(day: date, n: int) -> date | None:
    """Ngày làm việc thứ n sau ngày này, theo lịch nghỉ đã nạp; None beyond it."""
    return record.add_working_days(day, n, CALENDAR)


def recognition_due(received_on: date) -> date | None:
    """Hạn công nhận nếu xã nhận biên bản ngày này (VH-RECORD-1), by every rulebook alike; None beyond the calendar."""
    return record.recognition_deadline(received_on, working_days=RECOGNITION_WORKING_DAYS, calendar=CALENDAR)


def answered_in_time(rulebook: str, received_on: date, decided_on: date) -> Verdict | None:
    """Công nhận, hoặc yêu cầu bầu lại, đúng hạn hay không (VH-RECORD-4); None beyond the calendar."""
    by = recognition_due(received_on)
    if by is None:
        return None
    return is_answered_in_time(rulebook, received_on, decided_on, RECOGNITION_WORKING_DAYS, by)


def congress_notice_by(held_on: date) -> date | None:
    """Ngày cuối gửi thông báo triệu tập, if the thirty working days of B-05 reach a cell; None beyond the calendar."""
    return record.working_days_before(held_on, NOTICE_WORKING_DAYS, CALENDAR)


def congress_report_due(closed_on: date) -> date | None:
    """Hạn báo cáo cấp ủy cấp trên, from the day the congress closed (B-53); None beyond the calendar."""
    return record.add_working_days(closed_on, REPORT_WORKING_DAYS, CALENDAR)


def endorsement_due(received_on: date) -> date | None:
    """Hạn chuẩn y, from the day the report came, if there is no complaint (B-53); None beyond the calendar."""
    return record.add_working_days(received_on, ENDORSEMENT_WORKING_DAYS, CALENDAR)


def complaint_due(closed_on: date) -> date | None:
    """Hạn thẩm tra khiếu nại, from the day the congress closed (B-55); None beyond the calendar."""
    return record.add_working_days(closed_on, COMPLAINT_WORKING_DAYS, CALENDAR)


def explain(verdict: Verdict) -> str:
    """Một câu cho kết luận, kèm viện dẫn."""
    sentence = WORDING[verdict.rule][verdict.outcome]
    facts = {name: _in_words(fact) for name, fact in verdict.facts.items()}
    if "candidate" in facts:  # a name is never translated; the bridge asks about a head without naming one
        facts["candidate"] = str(verdict.facts["candidate"] or "Trưởng thôn trúng cử")
    return f"{sentence.format(**facts)} ({verdict.cites})"


def explain_kept(verdict: Mapping[str, Any]) -> str:
    """Một câu cho kết luận như hợp đồng ca mẫu ghi lại: what `explain` says of a verdict that was kept as JSON."""
    sentence = WORDING[verdict["rule"]][Outcome(verdict["outcome"])]
    facts = {name: _in_words(_value(fact)) for name, fact in verdict["facts"].items()}
    if "candidate" in facts:
        facts["candidate"] = str(verdict["facts"]["candidate"] or "Trưởng thôn trúng cử")
    cites = verdict["cites"]
    return f"{sentence.format(**facts)} ({', '.join(part for part in (cites['title'], cites['place']) if part)})"


def _value(fact: int | str | None) -> int | str | date | None:
    if isinstance(fact, str):
        try:
            return date.fromisoformat(fact)
        except ValueError:
            return fact
    return fact


_WORDS = {
    "all_voters": "toàn thể cử tri",
    "household_representatives": "cử tri đại diện hộ gia đình",
    "meeting": "cuộc họp",
    "separate_poll": "bỏ phiếu riêng",
    "household_ballots": "phát phiếu từng hộ",
    "secret_ballot": "phiếu kín",
    "show_of_hands": "biểu quyết giơ tay",
    "secretary": "bí thư",
    "deputy_secretary": "phó bí thư",
    "committee": "chi ủy",
    "not_issued": "không do Ban kiểm phiếu phát ra",
    "another_name": "có tên người ngoài danh sách",
    "another_mark": "có chữ ký hoặc dấu khác",
    "more_than_the_seats": "bầu quá số người cần bầu",
    "votes_for_nobody": "danh sách có số dư mà không bầu ai",
    "single_name_not_marked_once": "một người ứng cử mà đánh dấu cả hai ô hoặc không ô nào",
}


def _in_words(fact: int | str | date | None) -> str:
    match fact:
        case None:
            return "–"
        case int():
            return number(fact)
        case date():
            # The month is written without its zero from March to September, as in official papers.
            return f"{fact.day:02d}/{fact.month if 2 < fact.month < 10 else f'{fact.month:02d}'}/{fact.year}"
    return _WORDS.get(fact, fact)


def _no_rule(question: Question, hole: Hole) -> NoRuleInForce:
    seats = 1 if isinstance(question, HeadQuestion) else question.seats
    return NoRuleInForce((), (), seats, None, (), Next(Step.ASK_LEGAL_OFFICER), (), (), None, question.kind, hole)
