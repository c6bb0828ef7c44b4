"""Tiếng Anh trong trình duyệt: walked by its links, what a reader sees is English or says that it is not."""

import re

import pytest

from dantin.locale import VIETNAMESE_LETTER
from dantin.store.models import Standing
from tests.accessible import faults

from . import small_province
from .small_province import congress_of, round_of_a_head

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARK = "/en/ban-tin/2022-07-03/11:00/"
LEFT = f"""() => {{
  const letter = /[{VIETNAMESE_LETTER}]/i, left = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {{
    const text = walk.currentNode, around = text.parentElement;
    if (around.closest('script, style, option, textarea') || !letter.test(text.data)) continue;
    if (around.closest('[lang]').getAttribute('lang') !== 'vi') left.push(text.data.trim());
  }}
  return left;
}}"""

LINKS = "all => all.map(a => new URL(a.href)).filter(u => u.origin === location.origin).map(u => u.pathname)"


@pytest.fixture
def served(live_server, transactional_db):
    small = small_province.build(villages_each=9)
    round_of_a_head(small, "0684701", roll=128, votes=(64, 53), invalid=2)
    round_of_a_head(small, "0684701", number=2, roll=128, votes=(79, 42), invalid=1)
    congress_of(small, "0684701", endorsed=True)
    Standing.objects.filter(side="party", village_code="0684702").update(state="in_congress", done_at=None)
    return live_server.url


def kind(path):
    """Pages of one kind differ in their figures only: of the law, of places and of bulletins a few are walked."""
    return re.sub(r"/(\d{4,7}|\d{3})/", "/#/", path.split("#")[0].split("?")[0])


def walk(served, page, visit):
    """Follows the links of the front page and on, each kind of page once, and never out of the language."""
    pending, seen = ["/en/", "/en/khong/", "/en/tim/?q=na ech", MARK, "/en/thon/0684701/"], set()
    while pending:
        path = pending.pop(0)
        if kind(path) in seen and "?" not in path:
            continue
        seen.add(kind(path))
        page.goto(served + path)
        visit(path)
        links = page.eval_on_selector_all("a[href]:not([hreflang=vi])", LINKS)
        outside = [to for to in links if not to.startswith("/en/")]
        assert outside == [] or set(outside) == {"/api/v1/openapi.json"}, (path, outside)
        pending += [to for to in links if to.endswith("/") and to.startswith("/en/") and kind(to) not in seen]
    return seen


def template(path):
    """Pages of one template, for what depends on the markup alone: one page of the law stands for all of them."""
    return re.sub(r"^(/en/(?:luat|ban-tin)/).+", r"\1#", kind(path))


def test_no_vietnamese_sentence_is_left_nothing_runs_out_and_axe_finds_nothing(served, page):
    looked_at = set()

    def visit(path):
        assert page.evaluate("document.documentElement.lang") == "en", path
        assert page.evaluate(LEFT) == [], path
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.set_viewport_size({"width": 1280, "height": 800})
        if template(path) not in looked_at:
            looked_at.add(template(path))
            assert not (found := faults(page, contrast=False)), (path, found)

    seen = walk(served, page, visit)
    assert {"/en/", "/en/thon/#/", "/en/xa/#/", "/en/huyen/#/", "/en/luat/", "/en/mo-phong/", "/en/api/"} <= seen


def test_the_switch_leads_to_the_same_page_and_back(served, page):
    page.goto(f"{served}/thon/0684701/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/thon/0684701/")
    assert "5 June 2022" in page.inner_text("main")
    page.get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_url(f"{served}/thon/0684701/")
    assert "5/6/2022" in page.inner_text("main")


def test_a_live_page_stays_english(served, page):
    page.goto(f"{served}/en/?chang=1")
    with page.expect_response(lambda response: "/en/?chang=1&manh=1" in response.url):
        Standing.objects.filter(side="state", village_code="0684705").update(state="rerun", done_at=None)
    page.wait_for_timeout(300)
    assert page.evaluate(LEFT) == []
    assert re.fullmatch(r"Sunday 3 July 2022", page.inner_text("[data-thu-ngay]"))


def test_the_map_tells_its_tiles_in_english(served, page):
    page.goto(f"{served}/en/?chang=1")
    page.locator(".map.tinh use").first.hover(force=True)
    tip = page.locator(".ten-o").first
    tip.wait_for(state="visible")
    assert tip.inner_text().endswith("Elected on the day")
    assert page.evaluate(LEFT) == []
    page.locator(".map.tinh use").first.click(force=True)
    page.wait_for_url("**/en/thon/*/")
