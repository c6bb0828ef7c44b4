"""Trang luật ở /en/: drawn in English from the Vietnamese page's own rows, Vietnamese words marked as Vietnamese."""

import re
from html.parser import HTMLParser

import pytest

from dantin.locale import CLOSE, OPEN, VIETNAMESE_LETTER
from dantin.public import law_english, law_views
from dantin.public.law_pages import LawPage, pages

pytestmark = pytest.mark.django_db
VIETNAMESE = re.compile(f"[{VIETNAMESE_LETTER}]", re.IGNORECASE)
PAGES = [pytest.param(page, id=page.url) for page in pages()]


class NotMarked(HTMLParser):
    """Gathers Vietnamese text that stands in no element with lang="vi"."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "use", "img", "link", "meta"):
            self.open.append((tag, dict(attrs).get("lang")))
        said = [value for name, value in attrs if name in ("aria-label", "title", "data-l") and value]
        # an attribute holds no markup: there the brackets alone say that a word is Vietnamese
        self.found += [each for each in said if VIETNAMESE.search(re.sub(r"\([^()]*\)", "", each))]

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        language = next((lang for _, lang in reversed(self.open) if lang), None)
        if language != "vi" and VIETNAMESE.search(data):
            self.found.append(data.strip())


def law_part(html: str) -> str:
    """The page between its title and the clock, which the frame of every page draws."""
    return html[html.index('<nav aria-label="B') : html.index('<div class="cach"><p class="asof"')]


@pytest.mark.parametrize("page", PAGES)
def test_the_english_page_has_no_vietnamese_that_is_not_marked(client, small, page: LawPage):
    html = client.get(f"/en{page.url}").content.decode()
    reader = NotMarked()
    reader.feed(law_part(html))
    assert reader.found == []
    assert not {OPEN, CLOSE} & set(html)
    assert '<html lang="en"' in html
    assert f'href="http://testserver{page.url}" hreflang="vi">Read the Vietnamese page' in html
    assert "the one the tests run and the authority" in html
    assert 'href="/luat/' not in html
    for table in page.tables:
        assert f'id="{table.anchor}"' in html


def test_the_english_table_has_the_rows_of_the_vietnamese_page(client, small):
    html = client.get("/en/luat/truong-thon/trung-cu/").content.decode()
    assert html.count('<th scope="row">') == len(
        next(page for page in pages() if page.slug == "trung-cu" and page.folder == "truong-thon").cases
    )
    assert '<th scope="row">Exactly half is not enough</th><td class="n" data-l="Whole roll">120</td>' in html
    assert '<th scope="col" class="n">Whole roll (<span lang="vi">tổng số</span>)</th>' in html
    assert "60 × 2 = 120, not more than 120." in html
    vietnamese = client.get("/luat/truong-thon/trung-cu/").content.decode()
    assert '<th scope="row">Đúng một nửa thì chưa đủ</th><td class="n" data-l="Tổng số">120</td>' in vietnamese
    assert "Bản dịch." not in vietnamese


def test_the_page_of_the_denominators_and_the_list_are_in_english(client, small):
    for path, says in (("", "Law and test cases"), ("mau-so/", "159 votes: not elected, because the denominator")):
        html = client.get(f"/en/luat/{path}").content.decode()
        assert says in html
        assert ("the one the tests run and the authority" in html) == (path == "")
        reader = NotMarked()
        start = html.index("<main")
        end = html.find('<div class="cach"><p class="asof"')
        reader.feed(html[start : end if end > 0 else html.index("</main>")])
        assert reader.found == []


def test_a_page_without_english_is_shown_in_vietnamese_and_says_so(client, small, monkeypatch):
    """What a lawyer adds is on the English site at once, in Vietnamese."""
    monkeypatch.setattr(law_english, "english", lambda folder, slug: None)
    law_views._page.cache_clear()
    html = client.get("/en/luat/truong-thon/trung-cu/").content.decode()
    law_views._page.cache_clear()
    assert "This page has no English yet" in html
    shown = html[html.index('<div lang="vi">') :]
    assert "Không làm tròn, không dùng tỷ lệ phần trăm." in shown
    assert '<th scope="row">Đúng một nửa thì chưa đủ</th>' in shown
    assert '<h1 id="vh-decide-1"><span lang="vi">Khi nào trúng cử trưởng thôn</span></h1>' in html
