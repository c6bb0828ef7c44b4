"""Mẫu số: one real village of 2013 held against three bases, the right one and two wrong ones (E-04).

What the law says comes from the core, asked as anybody may ask it; the wrong bases are only divided, to show what they
would have done.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from dantin.core import contract
from dantin.core.rulebooks.village_head.numbers import MAJORITY
from dantin.core.values import percent
from dantin.locale import number, percent_words, said
from dantin.store.readers.clock import Moment, moment
from dantin.store.readers.places import territory

from .answer import answer, frame

# The figures are of 2013 [S12]; the press does not say on which days, so the question is asked of days on which the
# same rulebook (VH-2008) was in force.
CASE: dict[str, Any] = {
    "kind": "village_head", "called_on": "2022-05-10", "held_on": "2022-06-05", "procedure": "meeting",
    "vote_form": "secret_ballot", "electorate": "household_representatives", "roll": 361, "attended": 314,
    "ballots": {"issued": 314, "collected": 314, "valid": 308, "invalid": 6},
    "candidates": [{"name": "A", "votes": 159}, {"name": "B", "votes": 149}],
}  # fmt: skip
LAW_PAGE = "/luat/truong-thon/trung-cu/"


def bases(request: HttpRequest) -> HttpResponse:
    """`/luat/mau-so/`"""
    at = moment()
    return answer(request, at, lambda: _build(request, at), page="public/mau-so.html", parts={})


def _build(request: HttpRequest, at: Moment) -> Mapping[str, Any]:
    judged = contract.answer(CASE)
    first = judged["shares"][0]
    base = judged["base"]
    return {
        **frame(request, at, territory(), tab="/luat/", title=said("Một thôn, ba mẫu số")),
        "headline": said("{votes} phiếu: chưa trúng cử, vì mẫu số là {base}", votes=first["votes"], base=base["count"]),
        "crumbs": ({"href": "/luat/", "name": said("Luật")},),
        "law_page": LAW_PAGE,
        "given": CASE,
        "bases": [
            _right(judged),
            _wrong(said("Sai: tính trên {base} người đi bầu", base=CASE["attended"]), CASE["attended"]),
            _wrong(said("Sai: tính trên {base} phiếu hợp lệ", base=_valid()), _valid()),
        ],
    }


def _valid() -> int:
    return int(CASE["ballots"]["valid"])


def _right(judged: Mapping[str, Any]) -> dict[str, Any]:
    base, first = judged["base"], judged["shares"][0]
    heading = said("Đúng luật: tính trên {base}, cả danh sách của thôn", base=base["count"])
    numbers = {
        "votes": first["votes"],
        "percent": percent_words(first["percent"]),
        "base": base["count"],
        "needed": base["needed"],
    }
    if judged["outcome"] == "elected":
        outcome = said("A được {votes} phiếu, {percent} của {base}; cần ít nhất {needed}. A trúng cử.", **numbers)
    else:
        outcome = said(
            "A được {votes} phiếu, {percent} của {base}; cần ít nhất {needed}. Không ai trúng cử, thôn bầu lại.",
            **numbers,
        )
    return _bar(heading, base["count"], base["needed"], outcome, right=True)


def _wrong(heading: str, base: int) -> dict[str, Any]:
    votes, needed = int(CASE["candidates"][0]["votes"]), MAJORITY.least_above(base)
    numbers = {"percent": percent_words(percent(votes, base)), "base": base, "needed": needed}
    if votes >= needed:
        outcome = said(
            "A được {percent} của {base}, cần ít nhất {needed}. Tính thế này thì A trúng cử: kết luận ngược với luật.",
            **numbers,
        )
    else:
        outcome = said(
            "A được {percent} của {base}, cần ít nhất {needed}. Kết luận không đổi, nhưng mẫu số vẫn sai.", **numbers
        )
    return _bar(heading, base, needed, outcome, right=False)


def _bar(heading: str, base: int, needed: int, outcome: str, *, right: bool) -> dict[str, Any]:
    """The bar is always as long as its base; what the base leaves out is not drawn."""
    a, b = (candidate["votes"] for candidate in CASE["candidates"])
    rest = [
        ("x", said("phiếu không hợp lệ"), int(CASE["ballots"]["invalid"])),
        ("v", said("không đi bầu"), CASE["roll"] - CASE["attended"]),
    ]
    parts, left = [], base - a - b
    for css, word, n in rest:
        if left >= n:
            parts.append({"css": css, "word": word, "n": n})
            left -= n
    return {
        "heading": heading,
        "base": number(base),
        "right": right,
        "said": outcome,
        "half": said("Vạch đứng là một nửa, cần ít nhất {needed}", needed=needed),
        "label": said("Trên {base}: A {a}, B {b}", base=base, a=a, b=b)
        + "".join(f", {part['word']} {part['n']}" for part in parts),
        "a": a,
        "b": b,
        "rest": parts,
        "width": base * 100 // CASE["roll"],
    }
