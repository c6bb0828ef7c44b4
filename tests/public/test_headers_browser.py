"""A real browser under the strict policy: it drops nothing, and what is drawn has the length of its number."""

import pytest

from . import small_province
from .small_province import round_of_a_head, term_before

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# the share of its bar that each drawn part takes, against the number that its digits make
DRAWN = """() => [...document.querySelectorAll('.thanh, .mau-thanh')].map(bar => {
  const parts = [...bar.children], n = parts.map(i => parseFloat(getComputedStyle(i).flexGrow));
  const whole = n.reduce((a, b) => a + b, 0), wide = parts.reduce((a, i) => a + i.getBoundingClientRect().width, 0);
  return parts.map((i, at) => [n[at] / whole, i.getBoundingClientRect().width / wide]);
})"""
FILLED = """() => [...document.querySelectorAll('.vach i')].map(
  i => i.getBoundingClientRect().width / i.parentElement.getBoundingClientRect().width)"""


def test_nothing_is_dropped_and_bars_are_as_long_as_their_numbers(live_server, transactional_db, page):
    small = small_province.build(villages_each=9)
    round_of_a_head(small, "0684701", roll=128, votes=(79, 42), invalid=1)
    term_before(small, "0684701", roll=120, voted=100, votes=70)
    dropped = []
    page.on("console", lambda told: dropped.append(told.text) if "Content Security Policy" in told.text else None)
    drawn = 0
    for url in ("/", "/huyen/198/", "/thon/0684701/", "/luat/mau-so/", "/nhiem-ky/", "/nhiem-ky/06847/", "/tuong/",
                "/luat/truong-thon/trung-cu/", "/lam-viec/vao/", "/mo-phong/"):  # fmt: skip
        page.goto(live_server.url + url)
        for bar in page.evaluate(DRAWN):
            drawn += len(bar)
            for number, width in bar:
                assert width == pytest.approx(number, abs=0.03), url
    assert drawn > 10
    assert dropped == []
    page.goto(live_server.url + "/huyen-va-xa/")
    full = page.evaluate(FILLED)
    assert full
    assert all(width == pytest.approx(1, abs=0.01) for width in full)  # every village of the small province is done
