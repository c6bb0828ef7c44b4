"""Các trường hợp: tệp câu hỏi với câu trả lời mong đợi, do người làm luật viết."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .answer import answer
from .reading import Fault, NotAQuestion, NotWhole, Pairs, parse, structural_faults

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Case:
    """Một trường hợp: tên, điều đã cho, và phần phải có của câu trả lời."""

    id: str
    title: str
    given: Any
    expect: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Miss:
    """Chỗ không khớp: which key, what was expected, what came."""

    key: str
    expected: str
    got: str


def read_cases(raw: bytes) -> tuple[Case, ...]:
    """Đọc một tệp trường hợp; raises `NotAQuestion` when it is not one. A faulty `given` is a case, not a fault."""
    read = parse(raw)
    cases = read.get("cases") if isinstance(read, dict) else None
    if not isinstance(cases, list):
        raise NotAQuestion([Fault("cases", "tệp phải là một đối tượng JSON có danh sách cases")])
    faults: list[Fault] = [fault for fault in structural_faults(_shell(read)) if "hai lần" in fault.message]
    found: list[Case] = []
    for place, case in enumerate(cases):
        here = f"cases[{place}]"
        if not isinstance(case, dict):
            faults.append(Fault(here, "phải là một đối tượng JSON"))
            continue
        id, title, expect = case.get("id"), case.get("title", ""), case.get("expect")
        if not isinstance(id, str):
            faults.append(Fault(f"{here}.id", "phải là chữ"))
        if "given" not in case:
            faults.append(Fault(f"{here}.given", "thiếu khoá này"))
        if not isinstance(expect, dict):
            faults.append(Fault(f"{here}.expect", "phải là một đối tượng JSON"))
        else:
            found.append(Case(str(id), str(title), case.get("given"), expect))
    if faults:
        raise NotAQuestion(faults)
    return tuple(found)


def run(case: Case) -> tuple[Miss, ...]:
    """Những chỗ câu trả lời không có phần mong đợi; none when the case passes."""
    try:
        answered: dict[str, Any] = answer(case.given)
    except NotAQuestion as not_a_question:
        if list(case.expect) == ["exit"] and _same(2, case.expect["exit"]):
            return ()
        return (Miss("given", "một câu hỏi", str(not_a_question)),)
    return tuple(_misses(case.expect, answered, ""))


def _misses(expected: dict[str, Any], got: dict[str, Any], path: str) -> Iterator[Miss]:
    for key, want in expected.items():
        here = f"{path}.{key}" if path else key
        have = got.get(key, _ABSENT)
        if isinstance(want, dict) and isinstance(have, dict):
            yield from _misses(want, have, here)
        elif have is _ABSENT or not _same(want, have):
            yield Miss(here, _written(want), "không có" if have is _ABSENT else _written(have))


def _same(want: Any, have: Any) -> bool:
    """Equal as JSON: true is not 1; a list is compared whole and in order, an object in it key by key as asked."""
    if isinstance(want, dict) and isinstance(have, dict):
        return all(key in have and _same(inner, have[key]) for key, inner in want.items())
    if isinstance(want, list) and isinstance(have, list):
        return len(want) == len(have) and all(_same(left, right) for left, right in zip(want, have, strict=True))
    if isinstance(want, bool) or isinstance(have, bool):
        return want is have
    return bool(want == have)


def _written(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=_mark)
    except RecursionError:  # what was expected may be nested as deeply as its author liked
        return "…"


def _mark(value: Any) -> Any:
    return value.text if isinstance(value, NotWhole) else str(value)


def _shell(read: dict[str, Any]) -> dict[str, Any]:
    """The file without the `given` of its cases: their duplicates are for the question to judge."""
    shell = Pairs(read)
    shell.duplicates = getattr(read, "duplicates", ())
    shell["cases"] = [_without_given(case) if isinstance(case, dict) else case for case in read["cases"]]
    return shell


def _without_given(case: dict[str, Any]) -> dict[str, Any]:
    bare = Pairs({key: value for key, value in case.items() if key != "given"})
    bare.duplicates = getattr(case, "duplicates", ())
    return bare
