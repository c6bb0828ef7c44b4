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
from dantin.core.vietnamese import number, percent_words
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
        **frame(request, at, territory(), tab="/luat/", title="Một thôn, ba mẫu số"),
        "headline": f"{number(first['votes'])} phiếu: chưa trúng cử, vì mẫu số là {number(base['count'])}",
        "crumbs": ({"href": "/luat/", "name": "Luật"},),
        "law_page": LAW_PAGE,
        "given": CASE,
        "bases": [_right(judged), _wrong("người đi bầu", CASE["attended"]), _wrong("phiếu hợp lệ", _valid())],
    }


def _valid() -> int:
    return int(CASE["ballots"]["valid"])


def _right(judged: Mapping[str, Any]) -> dict[str, Any]:
    base, first = judged["base"], judged["shares"][0]
    elected = judged["outcome"] == "elected"
    said = (
        f"A được {number(first['votes'])} phiếu, {percent_words(first['percent'])} của {number(base['count'])}; "
        f"cần ít nhất {number(base['needed'])}. "
    ) + ("A trúng cử." if elected else "Không ai trúng cử, thôn bầu lại.")
    return _bar("cả danh sách của thôn", base["count"], base["needed"], said, right=True)


def _wrong(what: str, base: int) -> dict[str, Any]:
    votes, needed = int(CASE["candidates"][0]["votes"]), MAJORITY.least_above(base)
    over = votes >= needed
    said = f"A được {percent_words(percent(votes, base))} của {number(base)}, cần ít nhất {number(needed)}. " + (
        "Tính thế này thì A trúng cử: kết luận ngược với luật." if over else "Kết luận không đổi, nhưng mẫu số vẫn sai."
    )
    return _bar(what, base, needed, said, right=False)


def _bar(what: str, base: int, needed: int, said: str, *, right: bool) -> dict[str, Any]:
    """The bar is always as long as its base; what the base leaves out is not drawn."""
    a, b = (candidate["votes"] for candidate in CASE["candidates"])
    rest = [
        ("x", "phiếu không hợp lệ", int(CASE["ballots"]["invalid"])),
        ("v", "không đi bầu", CASE["roll"] - CASE["attended"]),
    ]
    parts, left = [], base - a - b
    for css, word, n in rest:
        if left >= n:
            parts.append({"css": css, "word": word, "n": n})
            left -= n
    return {
        "what": what,
        "base": number(base),
        "right": right,
        "said": said,
        "half": f"Vạch đứng là một nửa, cần ít nhất {number(needed)}",
        "label": f"Trên {number(base)}: A {a}, B {b}" + "".join(f", {p['word']} {p['n']}" for p in parts),
        "a": a,
        "b": b,
        "rest": parts,
        "width": base * 100 // CASE["roll"],
    }
