"""Chạy ca mẫu: a row of a law page is asked of the core under every rulebook its page names.

The tests run every row this way; `dantin law` runs the rows a lawyer writes. What does not hold is told in Vietnamese.
"""

from typing import Any

from dantin.core import rulebooks
from dantin.core.contract import NotAQuestion, answer
from dantin.core.law import Outcome
from dantin.public.law_pages import CaseRow, LawPage

from . import ballot_tables, congress_tables, floor_tables, head_tables  # each registers how its tables are read
from .columns import ASKED_DIRECTLY, CALLED_AND_HELD, READERS, Cells, Json, NotRead

__all__ = ["READERS", "TABLES", "dated", "misses"]

TABLES = (head_tables, congress_tables, ballot_tables, floor_tables)


def misses(page: LawPage, row: CaseRow) -> list[str]:
    """Chỗ không đúng của một ca, mỗi chỗ một câu; empty when the row holds under every rulebook of its page."""
    cells = Cells(row)
    try:
        given, expected, outcome = READERS[row.rule](cells)
        only = cells.rulebook()
        if unread := cells.unread():
            return [f"không chỗ nào của phần mềm đọc cột “{name}”" for name in sorted(unread)]
        if only is not None and only not in page.rulebooks:
            return [f"cột “Bộ quy định”: trang này chỉ nói về {', '.join(page.rulebooks)}, không có “{only}”"]
    except NotRead as fault:
        return [str(fault)]
    # Where the page does not name the broken lines, a refusal is for the rule of the page and for nothing else.
    errors = expected.pop("errors", [row.rule] if expected.get("outcome") == "refused" else None)
    facts = expected.pop("facts", {})
    told = []
    for rulebook in page.rulebooks if only is None else (only,):
        told += [f"{rulebook}: {miss}" for miss in _under(rulebook, row.rule, given, expected, outcome, errors, facts)]
    return told


def _under(
    rulebook: str, rule: str, given: Json, expected: Json, outcome: str | None, errors: list[str] | None, facts: Json
) -> list[str]:
    direct = ASKED_DIRECTLY.get(given["kind"])
    try:
        got = direct(given, rulebook) if direct else answer(dated(given, rulebook))
    except NotAQuestion as fault:
        return [f"các số của dòng không thành một câu hỏi: {fault}"]
    if got.get("rulebook", rulebook) != rulebook:
        return [f"máy tính theo {got.get('rulebook')}"]
    told = list(_differences(expected, got))
    broken = sorted(finding["code"] for finding in got["findings"] if finding["level"] == "error")
    if errors is not None and broken != sorted(errors):
        told.append(f"dòng bị lỗi: trang ghi {_said(sorted(errors))}, máy thấy {_said(broken)}")
    verdict = next((each for each in got["verdicts"] if each["rule"] == rule), None)
    if (outcome is not None or facts) and verdict is None:
        return [*told, f"máy không xét đến {rule}"]
    if verdict is not None:
        if outcome not in (None, verdict["outcome"]):
            told.append(f"{rule}: trang ghi {_said(outcome)}, máy tính ra {_said(verdict['outcome'])}")
        told += _differences({"facts": facts}, verdict)
        if told:
            told.append(f"máy nói: {_explained(verdict)}")
    return told


def dated(given: dict[str, Any], rulebook: str) -> dict[str, Any]:
    """The question under a rulebook, chosen as always by the day of calling."""
    if given["kind"] == "bridge":
        return given
    called_on, held_on = CALLED_AND_HELD[rulebook]
    return {"called_on": called_on, "held_on": held_on} | given


def _differences(expected: Any, got: Any, path: str = "") -> list[str]:
    if isinstance(expected, dict) and isinstance(got, dict):
        inside = [(f"{path}.{key}" if path else key, value, got.get(key)) for key, value in expected.items()]
        return [told for where, value, found in inside for told in _differences(value, found, where)]
    if expected == got:
        return []
    return [f"{_NAMES.get(path, path)}: trang ghi {_said(expected)}, máy tính ra {_said(got)}"]


def _said(value: Any) -> str:
    match value:
        case None:
            return "không có"
        case list():
            return ", ".join(map(_said, value)) or "không có ai"
        case dict():
            return "; ".join(f"{_NAMES.get(key, key)} {_said(inner)}" for key, inner in value.items())
        case str():
            return _WORDS.get(value, value)
    return str(value)


def _explained(verdict: Json) -> str:
    """The sentence of the verdict, without its citation: the page says that itself."""
    sentence = rulebooks.WORDING[verdict["rule"]][Outcome(verdict["outcome"])]
    facts = {name: "–" if value is None else _WORDS.get(str(value), value) for name, value in verdict["facts"].items()}
    return sentence.format(**facts)


_NAMES = {
    "outcome": "kết quả",
    "elected": "người trúng cử",
    "tied": "người bằng phiếu",
    "seats_left": "số còn thiếu",
    "base": "cơ số",
    "base.count": "cơ số",
    "base.needed": "số cần ít nhất",
    "base.name": "cách tính cơ số",
    "facts.base": "cơ số của quy tắc",
    "facts.needed": "số cần ít nhất của quy tắc",
    "next.step": "việc tiếp theo",
    "next.by": "hạn",
    "shares": "số phiếu từng người",
    "reasons": "lý do",
    "counted_for": "phiếu tính cho",
}
_WORDS = {
    "elected": "trúng cử",
    "nobody_elected": "chưa bầu được",
    "no_quorum": "chưa đủ số dự",
    "refused": "không nhận",
    "no_rule_in_force": "chưa có quy định",
    "seats_left": "còn thiếu người",
    "tie": "bằng phiếu",
    "met": "đạt",
    "not_met": "không đạt",
    "recognise": "công nhận",
    "rerun": "bầu lại",
    "appoint_interim": "chỉ định lâm thời",
    "reconvene": "họp lại",
    "correct_figures": "sửa số liệu",
    "ask_legal_officer": "hỏi cán bộ pháp chế",
    "change_slate": "sửa danh sách",
    "approve": "báo cáo để chuẩn y",
    "reballot_tied": "bầu lại giữa những người bằng phiếu",
    "congress_decides_another_round": "đại hội quyết định có bầu tiếp không",
    "appoint_by_higher_committee": "cấp ủy cấp trên chỉ định",
    "may_stand": "được ứng cử",
    "may_stand_after_committee_seat": "được ứng cử sau khi trúng chi ủy",
    "blocked": "chưa được",
    "valid": "hợp lệ",
}
