"""Câu trả lời: từ tuyên bố của lõi thành JSON của hợp đồng."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dantin.core import rulebooks
from dantin.core.count import EVERY_CANDIDATE
from dantin.core.decide import AnyDeclaration, Missing, NoRuleInForce, Question
from dantin.core.law import Citation, Finding, Verdict
from dantin.core.nominate import may_stand

from .question import Asked, read_bridge_question, read_congress_question, read_head_question
from .reading import Fault, NotAQuestion, ObjectReader, parse, structural_faults

CONTRACT = 1
Json = dict[str, Any]


def answer_text(raw: bytes) -> bytes:
    """JSON vào, JSON ra, cùng là UTF-8; raises `NotAQuestion`."""
    return (json.dumps(answer(parse(raw)), ensure_ascii=False, indent=1) + "\n").encode()


def answer(given: Any) -> Json:
    """Trả lời một câu hỏi đã đọc; raises `NotAQuestion` with every fault."""
    faults = structural_faults(given)
    if not isinstance(given, dict):
        raise NotAQuestion([Fault("", "câu hỏi phải là một đối tượng JSON"), *faults])
    reader = ObjectReader(given, "", faults)
    kind = reader.raw("kind")
    ask = _KINDS.get(kind) if isinstance(kind, str) else None
    if ask is None:
        if reader.has("kind"):
            reader.fault("kind", "phải là một trong: " + ", ".join(_KINDS))
        raise NotAQuestion(faults)
    try:
        body = ask(reader)
    except Missing as missing:
        raise NotAQuestion([Fault(missing.key, "thiếu khoá này")]) from None
    return {"kind": kind, "contract": CONTRACT, **body}


def _head(reader: ObjectReader) -> Json:
    asked = read_head_question(reader)
    reader.refuse_faults()
    declaration = rulebooks.decide(asked.question, asked.pinned)
    return _declared(asked, declaration)


def _congress(reader: ObjectReader) -> Json:
    asked = read_congress_question(reader)
    reader.refuse_faults()
    declaration = rulebooks.decide(asked.question, asked.pinned)
    return _declared(asked, declaration, tied=list(declaration.tied), seats_left=declaration.seats_left)


def _bridge(reader: ObjectReader) -> Json:
    question = read_bridge_question(reader)
    reader.refuse_faults()
    answered = may_stand(question)
    return {
        "outcome": str(answered.outcome),
        "reasons": [str(reason) for reason in answered.reasons],
        "findings": [],
        "verdicts": [verdict_json(verdict) for verdict in answered.verdicts],
    }


def _report_audit(reader: ObjectReader) -> Json:
    # Exact fractions cost a fifth of the start of `dantin decide`, and only these two kinds need them.
    from . import figures

    return figures.report_audit(reader)


def _totals(reader: ObjectReader) -> Json:
    from . import figures

    return figures.totals(reader)


_KINDS: Mapping[str, Callable[[ObjectReader], Json]] = {
    "village_head": _head,
    "party_cell": _congress,
    "bridge": _bridge,
    "report_audit": _report_audit,
    "totals": _totals,
}


def _declared(asked: Asked, declaration: AnyDeclaration, **more: Any) -> Json:
    base = declaration.base
    by = declaration.next.by
    places = {candidate.key: place for place, candidate in enumerate(asked.question.candidates)}
    body: Json = {
        "outcome": declaration.outcome,
        "elected": list(declaration.elected),
        **more,
        "base": base and {"name": base.name, "count": base.count, "needed": base.needed},
        "shares": [
            {"name": share.name, "votes": share.votes, "percent": share.percent}
            | ({} if share.id is None else {"id": share.id})
            for share in declaration.shares
        ],
        "next": {"step": str(declaration.next.step), "by": by and by.isoformat()},
        "findings": [finding_json(found, asked.question, places) for found in (*declaration.findings, *asked.warnings)],
    }
    if isinstance(declaration, NoRuleInForce):
        return body | {"hole": declaration.hole.code}
    return body | {
        "rulebook": declaration.rulebook,
        "verdicts": [verdict_json(verdict) for verdict in declaration.verdicts],
    }


def finding_json(finding: Finding, question: Question, places: Mapping[str, int]) -> Json:
    """Điều phát hiện, với ô viết theo đường dẫn của câu hỏi; `places` tells where on the slate each key stands."""
    of_all_votes = finding.code in _OF_ALL_VOTES
    return {
        "code": finding.code,
        "level": str(finding.level),
        "field": "candidates" if of_all_votes else field_path(finding.field, question, places),
        "expected": finding.expected,
        "got": finding.got,
    }


def verdict_json(verdict: Verdict) -> Json:
    """Kết luận, với viện dẫn."""
    facts = {name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in verdict.facts.items()}
    return {
        "rule": verdict.rule,
        "outcome": str(verdict.outcome),
        "facts": facts,
        "cites": _citation_json(verdict.cites),
    }


def _citation_json(citation: Citation) -> Json:
    return {
        "instrument": citation.instrument.code,
        "title": citation.instrument.title,
        "place": citation.place,
        "ids": list(citation.ids),
        "mark": citation.mark,
    }


_INSIDE = {
    **dict.fromkeys(("issued", "collected", "valid", "invalid", "not_issued"), "ballots"),
    **dict.fromkeys(
        ("temporarily_transferred", "exempt_absent", "suspended_or_detained", "excused_whole_congress"), "less"
    ),
}
# Told by the code, not by the field: somebody may be called "*".
_OF_ALL_VOTES = {
    check.code
    for checks in rulebooks.CHECKS.values()
    for check in checks
    if check.left == (EVERY_CANDIDATE,) and not check.each
}
_OF_A_CANDIDATE = re.compile(r"(votes|standing|candidate)\.(.*)\Z", re.DOTALL)


def field_path(field: str, question: Question, places: Mapping[str, int]) -> str:
    """Tên phẳng của một con số thành đường dẫn JSON: valid → ballots.valid, votes.c1 → candidates[0].votes."""
    match = _OF_A_CANDIDATE.match(field)
    if match is not None:
        inner, place = match.group(1), places[match.group(2)]
        if inner == "candidate":
            inner = "name" if question.candidates[place].id is None else "id"
        return f"candidates[{place}].{inner}"
    inside = _INSIDE.get(field)
    return field if inside is None else f"{inside}.{field}"
