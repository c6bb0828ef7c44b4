"""Bản mô tả OpenAPI của `POST /api/v1/decide`: the case contract in the words of JSON Schema.

The lists of choices come from the core, so that a new one cannot be forgotten here. What a schema cannot say (two
candidates of one name need ids, a day must exist) is said in Vietnamese and answered by 422.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dantin.core import rulebooks
from dantin.core.aggregate import Agreement
from dantin.core.contract import CONTRACT
from dantin.core.decide import Step
from dantin.core.law import Level, Outcome
from dantin.core.nominate import Blocker, BridgeOutcome, OwnCell, PartyMembership, Standing
from dantin.core.plan import Post, Procedure, VoteForm
from dantin.core.register import Electorate
from dantin.locale import msg

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Một loại lỗi của giao diện: its title, its place on the page `/api/`, and when it is answered."""

    anchor: str
    title: str
    when: str


PROBLEMS: Mapping[int, Problem] = {
    405: Problem(
        "sai-phuong-thuc", msg("Phương thức không dùng được"), msg("gọi bằng phương thức khác POST và OPTIONS")
    ),
    413: Problem("qua-dai", msg("Câu hỏi quá dài"), msg("thân yêu cầu dài quá 256 kB")),
    415: Problem(
        "sai-kieu", msg("Kiểu nội dung không dùng được"), msg("Content-Type không phải application/json, chữ UTF-8")
    ),
    422: Problem(
        "khong-phai-cau-hoi",
        msg("Không phải một câu hỏi"),
        msg("điều mà dantin decide kết thúc với mã 2; mảng faults nêu mọi chỗ sai, mỗi chỗ gồm khoá và lý do"),
    ),
}

# E-04 of the published results: one village, 2013; nobody has more than half of the roll.
EXAMPLE: Schema = {
    "kind": "village_head",
    "called_on": "2013-05-10",
    "held_on": "2013-06-02",
    "procedure": "separate_poll",
    "vote_form": "secret_ballot",
    "electorate": "household_representatives",
    "roll": 361,
    "attended": 314,
    "ballots": {"issued": 314, "collected": 314, "valid": 308, "invalid": 6},
    "candidates": [{"name": "A", "votes": 159}, {"name": "B", "votes": 149}],
}

COUNT: Schema = {"type": "integer", "minimum": 0}
FROM_ONE: Schema = {"type": "integer", "minimum": 1}
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
NAME: Schema = {"type": "string", "pattern": r"\S"}
PRINTED: Schema = {"type": "string", "pattern": r"^[ \u00a0\u202f]*[0-9]{1,100}([.,][0-9]{1,100})?[ \u00a0\u202f]*%?[ \u00a0\u202f]*$"}  # fmt: skip # noqa: E501
TEXT: Schema = {"type": "string"}
NAMES: Schema = {"type": "array", "items": TEXT}
PERCENT: Schema = {"type": ["string", "null"], "pattern": r"^[0-9]+\.[0-9]{2}$"}


def description() -> Schema:
    """Cả bản mô tả, OpenAPI 3.1."""
    answers = {
        "200": {
            "description": "Câu trả lời, dù kết luận là gì",
            "content": {"application/json": {"schema": _by_kind("Answer")}},
        }
    }
    problems = {str(status): _problem(status, problem) for status, problem in PROBLEMS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dân Tin: hỏi luật bằng máy",
            "version": f"{CONTRACT}.0",
            "description": "Một câu hỏi vào, một câu trả lời ra. Không lưu gì, không cần đăng nhập.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "paths": {
            "/api/v1/decide": {
                "post": {
                    "operationId": "decide",
                    "summary": "Trả lời một câu hỏi của hợp đồng ca mẫu",
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": _by_kind("Question"), "example": EXAMPLE}},
                    },
                    "responses": answers | problems,
                }
            }
        },
        "components": {
            "schemas": {
                **{f"Question_{kind}": schema for kind, schema in _questions().items()},
                **{f"Answer_{kind}": schema for kind, schema in _answers().items()},
                "Finding": _FINDING,
                "Verdict": _VERDICT,
                "Problem": _problem_schema(with_faults=False),
                "NotAQuestion": _problem_schema(with_faults=True),
            }
        },
    }


def _by_kind(side: str) -> Schema:
    names = {kind: f"#/components/schemas/{side}_{kind}" for kind in KINDS}
    return {
        "oneOf": [{"$ref": name} for name in names.values()],
        "discriminator": {"propertyName": "kind", "mapping": names},
    }


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _one_of(choices: Iterable[str | StrEnum]) -> Schema:
    return {"type": "string", "enum": [str(choice) for choice in choices]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _rulebooks(kind: str) -> Schema:
    return _one_of(rulebook.code for rulebook in rulebooks.RULEBOOKS[kind])


_BALLOTS = {"issued": COUNT, "collected": COUNT, "valid": COUNT, "invalid": COUNT}
_CANDIDATE = {"name": NAME, "votes": COUNT}
_LESS = ("temporarily_transferred", "exempt_absent", "suspended_or_detained", "excused_whole_congress")


def _questions() -> dict[str, Schema]:
    return {
        "village_head": _object(
            {
                "kind": {"const": "village_head"},
                "called_on": DAY,
                "held_on": DAY,
                "procedure": _one_of(Procedure),
                "vote_form": _one_of(VoteForm),
                "electorate": _one_of(Electorate),
                "roll": COUNT,
                "candidates": _list(_object(_CANDIDATE, {"id": NAME})),
            },
            {
                "rulebook": _rulebooks("village_head"),
                "attended": COUNT,
                "ballots": _object(_BALLOTS),
                "round": {"type": "integer", "minimum": 1, "maximum": 2},
                "first_held_on": DAY,
                "received_on": DAY,
            },
        ),
        "party_cell": _object(
            {
                "kind": {"const": "party_cell"},
                "called_on": DAY,
                "held_on": DAY,
                "contest": _one_of((Post.COMMITTEE, Post.SECRETARY, Post.DEPUTY_SECRETARY)),
                "official_members": COUNT,
                "convened": COUNT,
                "present": COUNT,
                "seats": FROM_ONE,
                "candidates": _list(_object(_CANDIDATE, {"id": NAME, "standing": _one_of(Standing)})),
            },
            {
                "rulebook": _rulebooks("party_cell"),
                "less": _object({}, dict.fromkeys(_LESS, COUNT)),
                "committee": _list(NAME),
                "ballots": _object(_BALLOTS, {"not_issued": COUNT}),
                "round": FROM_ONE,
                "reballot_of_tie": {"type": "boolean"},
                "exempt": COUNT,
                "committee_declined": {"type": "boolean"},
            },
        ),
        "bridge": _object(
            {
                "kind": {"const": "bridge"},
                "head": _object(
                    {
                        "recognised_on": {"anyOf": [DAY, {"type": "null"}]},
                        "party": _one_of(PartyMembership),
                        "cell": _one_of(OwnCell),
                    }
                ),
                "cell": _object({"official_members": COUNT, "congress_on": DAY}),
            }
        ),
        "report_audit": _object(
            {
                "kind": {"const": "report_audit"},
                "claims": _list(_object({"part": COUNT, "whole": FROM_ONE, "printed": PRINTED})),
                "sums": _list(
                    _object({"parts": _list({"anyOf": [COUNT, PRINTED]}), "printed_total": {"anyOf": [COUNT, PRINTED]}})
                ),
            }
        ),
        "totals": _object(
            {
                "kind": {"const": "totals"},
                "villages": _list(
                    _object({"roll": COUNT, "voted": COUNT, "winner_votes": {"anyOf": [COUNT, {"type": "null"}]}})
                ),
            }
        ),
    }


KINDS = tuple(_questions())

_FINDING = _object(
    {
        "code": TEXT,
        "level": _one_of(Level),
        "field": TEXT,
        "expected": {"type": ["integer", "string", "null"]},
        "got": {"type": ["integer", "string", "null"]},
    }
)
_VERDICT = _object(
    {
        "rule": TEXT,
        "outcome": _one_of(Outcome),
        "facts": {"type": "object", "additionalProperties": {"type": ["integer", "string", "null"]}},
        "cites": _object({"instrument": TEXT, "title": TEXT, "place": TEXT, "ids": NAMES, "mark": TEXT}),
    }
)
_FINDINGS: Schema = {"findings": _list(_ref("Finding"))}


def _of_kind(kind: str, body: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    return _object({"kind": {"const": kind}, "contract": {"const": CONTRACT}, **body, **_FINDINGS}, optional)


def _declared(base: str, outcomes: tuple[str, ...]) -> tuple[Schema, Schema]:
    """What the two elections answer alike."""
    share = _object({"name": TEXT, "votes": COUNT, "percent": PERCENT}, {"id": TEXT})
    needed = {"type": ["integer", "null"], "minimum": 0}
    required = {
        "outcome": _one_of((*outcomes, "no_quorum", "refused", "no_rule_in_force")),
        "elected": NAMES,
        "base": {"anyOf": [_object({"name": {"const": base}, "count": COUNT, "needed": needed}), {"type": "null"}]},
        "shares": _list(share),
        "next": _object({"step": _one_of(Step), "by": {"anyOf": [DAY, {"type": "null"}]}}),
    }
    optional = {"rulebook": TEXT, "verdicts": _list(_ref("Verdict")), "hole": TEXT}
    return required, optional


def _answers() -> dict[str, Schema]:
    head, head_more = _declared("roll", ("elected", "nobody_elected"))
    cell, cell_more = _declared("adjusted_convened", ("elected", "seats_left", "tie"))
    return {
        "village_head": _of_kind("village_head", head, head_more),
        "party_cell": _of_kind("party_cell", {**cell, "tied": NAMES, "seats_left": COUNT}, cell_more),
        "bridge": _of_kind(
            "bridge",
            {
                "outcome": _one_of(BridgeOutcome),
                "reasons": _list(_one_of(Blocker)),
                "verdicts": _list(_ref("Verdict")),
            },
        ),
        "report_audit": _of_kind(
            "report_audit",
            {
                "claims": _list(_one_of(Agreement)),
                "percents": _list(PERCENT),
                "sums": _list(_one_of((Agreement.AGREES, Agreement.DISAGREES))),
            },
        ),
        "totals": _of_kind(
            "totals", {"villages": COUNT, "roll": COUNT, "voted": COUNT, "turnout": PERCENT, "elected": COUNT}
        ),
    }


def _problem(status: int, problem: Problem) -> Schema:
    schema = _ref("NotAQuestion" if status == 422 else "Problem")
    return {"description": problem.title, "content": {"application/problem+json": {"schema": schema}}}


def _problem_schema(*, with_faults: bool) -> Schema:
    body = {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT}
    faults = {"faults": {**_list(_object({"field": TEXT, "message": TEXT})), "minItems": 1}}
    return _object({**body, **(faults if with_faults else {})})
