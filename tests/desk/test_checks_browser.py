"""Các phép cộng trên trang: the same 2,000 sheets judged by the browser and by the core, with the same words."""

import random

import pytest

from dantin.core.count import broken_checks
from dantin.core.plan import Procedure, VoteForm
from dantin.core.rulebooks.village_head import checks_of_form, warnings_of_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_JUDGE = """async (cases) => {
  const { brokenChecks, sentence } = await import("/static/dantin/checks.js");
  return cases.map(({ figures, checks }) =>
    brokenChecks(figures, checks).map((one) => [one.check.code, one.field, one.got, one.expected, sentence(one)]));
}"""


def _sheets() -> list[dict]:
    rng = random.Random(2022)
    found = []
    for _ in range(2_000):
        form = rng.choice(list(Procedure)), rng.choice(list(VoteForm))
        checks = (*checks_of_form(*form), *warnings_of_form(*form))
        most = rng.choice((3, 40, 3_000))
        names = ["roll", "seats", "told", "attended", "issued", "collected", "valid", "invalid", "votes.c1", "votes.c2"]
        figures = {name: rng.randint(0, most) for name in names if rng.random() < 0.9}
        if "seats" in figures:
            figures["seats"] = rng.randint(1, 2)
        found.append({"figures": figures, "checks": checks})
    return found


def test_the_browser_and_the_core_judge_alike(live_server, page):
    sheets = _sheets()
    page.goto(f"{live_server.url}/lam-viec/vao/")
    given = [{"figures": s["figures"], "checks": [check.as_json() for check in s["checks"]]} for s in sheets]
    judged = page.evaluate(_JUDGE, given)
    for sheet, answered in zip(sheets, judged, strict=True):
        words = {check.code: check.sentence for check in sheet["checks"]}
        expected = [
            [f.code, f.field, f.got, f.expected, words[f.code].format(got=_n(f.got), expected=_n(f.expected))]
            for f in broken_checks(sheet["figures"], sheet["checks"])
        ]
        assert answered == expected, sheet["figures"]


def _n(value: object) -> str:
    return f"{value:,}".replace(",", ".")
