"""Tiếng Anh: every public address answers under /en/, and no Vietnamese sentence is left in it."""

import re
from html.parser import HTMLParser
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from dantin.locale import CLOSE, OPEN, VIETNAMESE_LETTER
from dantin.public import law_pages, urls
from dantin.public.languages import linked_and_marked
from dantin.store.actions.displays import make_display_key
from dantin.store.models import Place, Standing

from .small_province import congress_of, local, round_of_a_head

pytestmark = pytest.mark.django_db

VIETNAMESE = re.compile(f"[{VIETNAMESE_LETTER}]", re.IGNORECASE)
EMPTY = {"meta", "link", "input", "br", "img", "hr", "path", "rect", "use", "circle"}
NO_MARKUP = {"title", "option", "textarea"}  # a name stands there without its language
MARK = "2022-07-03/11:00"
PAGES = [
    "/giay-to/kiem/",
    f"/giay-to/kiem/giay-moi/{'0' * 64}?ho-so=VH-2022/0684701/giay-moi",
    "/",
    "/?chang=1",
    "/huyen-va-xa/",
    "/huyen/198/",
    "/huyen/198/2025-06-30/",
    "/xa/06847/",
    "/xa/06847/2025-06-30/",
    "/thon/0684701/",
    "/thon/0684701/2025-06-30/",
    "/thon/0684702/",
    "/thon/0684703/",
    "/thon/0684701/lan-2/cau-hoi.json",
    "/thon/0684701/lan-2/ket-luan.json",
    "/thon/0684701/2022-06-01/lan-2/cau-hoi.json",
    "/thon/0684701/2022-06-01/lan-2/ket-luan.json",
    "/nhiem-ky/",
    "/nhiem-ky/198/",
    "/tim/",
    "/tim/?q=na ech",
    "/tim/?q=xyz",
    "/luat/",
    "/luat/mau-so/",
    "/luat/truong-thon/trung-cu/",
    "/gioi-thieu-so-lieu/",
    "/tien-do.json",
    "/ban-do.json",
    "/ban-tin/",
    f"/ban-tin/{MARK}/",
    f"/ban-tin/{MARK}/so-lieu.json",
    f"/ban-tin/{MARK}/bang-tinh.xlsx",
    "/du-lieu/luoc-do.json",
    "/du-lieu/QN-2022/ket-qua.json",
    "/du-lieu/QN-2022/nist.json",
    "/ban-tin/so-sanh/?tu=2022-06-05T09:00&den=2022-06-05T11:00",
    "/ban-tin/so-sanh/?tu=2022-07-03T09:00&den=2022-07-03T11:00",
    "/soat-bao-cao/",
    "/api/",
    "/tuong/",
    "/tuong/dai-hoi/",
    "/mo-phong/",
]
POSTED = {"tuong/khoa/", "mo-phong/chinh/"}
ONE_LANGUAGE = {"api/v1/decide", "api/v1/openapi.json"}


class Reader(HTMLParser):
    """Collects what is Vietnamese and does not say so, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.left: list[str] = []
        self.links: list[str] = []
        self.lang = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        if tag == "html":
            self.lang = language
        if tag in ("a", "form") and language != "vi":
            self.links.append(given.get("href") or given.get("action") or "")
        if tag not in EMPTY:
            self.open.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        plain = any(tag in NO_MARKUP for tag, _ in self.open)
        if VIETNAMESE.search(data) and not plain and self.open[-1][1] != "vi":
            self.left.append(data.strip())


@pytest.fixture
def told(small):
    """A village with two rounds and a congress, one that waits, one in congress, one that must run again."""
    Place.objects.filter(level__in=("commune", "village")).update(valid_from="2020-01-01")
    round_of_a_head(small, "0684701", roll=128, votes=(64, 53), invalid=2)
    round_of_a_head(small, "0684701", number=2, roll=128, votes=(79, 42), invalid=1)
    congress_of(small, "0684701", endorsed=True)
    round_of_a_head(small, "0684703", roll=90, votes=(45, 40), invalid=1)
    Standing.objects.filter(side="state", village_code="0684703").update(state="rerun", done_at=None)
    Standing.objects.filter(side="party", village_code="0684702").update(state="in_congress", done_at=None)
    return small


def read(response) -> Reader:
    reader = Reader()
    reader.feed(response.content.decode())
    return reader


def test_every_public_address_is_among_those_that_are_read():
    known = {str(each.pattern) for each in urls.urlpatterns}
    read_here = {str(p) for p in known if any(each.pattern.match(url[1:].split("?")[0]) for url in PAGES
                                              for each in urls.urlpatterns if str(each.pattern) == p)}  # fmt: skip
    assert known - read_here == POSTED | ONE_LANGUAGE


@pytest.mark.parametrize("url", PAGES)
def test_no_vietnamese_sentence_is_left(client, told, url):
    if url.startswith("/tuong/"):
        client.cookies["dantin_tuong"] = make_display_key(label="phòng trực", at=local(7, 3))
    response = client.get("/en" + url)
    assert response.status_code == 200
    assert response["Content-Language"] == "en"
    assert OPEN.encode() not in response.content
    assert CLOSE.encode() not in response.content
    if response["Content-Type"].startswith("text/html"):
        page = read(response)
        assert page.lang == "en"
        assert page.left == []
        assert [to for to in page.links if to.startswith("/") and not to.startswith(("/en/", "/api/v1/"))] == []


@pytest.mark.parametrize("page", law_pages.pages(), ids=str)
def test_no_vietnamese_sentence_is_left_in_the_law(client, told, page):
    assert read(client.get(f"/en{page.url}")).left == []


def test_the_reader_sees_what_is_vietnamese(client, told):
    for url in ("/", "/thon/0684701/", "/luat/", "/khong/"):
        reader = Reader()
        reader.feed(client.get(url).content.decode().replace('<html lang="vi"', '<html lang="en"'))
        assert len(reader.left) > 5, url


def test_errors_are_told_in_english(client, small):
    for url, status in (("/en/khong/", 404), ("/en/lam-viec/", 404), ("/en/ban-tin/3-7/11:00/", 404)):
        response = client.get(url)
        page = read(response)
        assert (response.status_code, page.lang, page.left) == (status, "en", [])
    assert read(client.post("/en/")).left == []


def test_the_parts_of_a_live_page_are_english_too(client, told):
    for url in ("/en/", "/en/thon/0684701/", "/en/xa/06847/", "/en/mo-phong/"):
        address = re.search(r'data-song="([^"]+)"', client.get(url).content.decode())
        assert address is not None
        assert address[1].startswith("/en/")
        for drawn in client.get(address[1].replace("&amp;", "&")).json()["parts"].values():
            reader = Reader()
            reader.feed(f"<div>{drawn}</div>")
            assert reader.left == []


def test_a_pasted_report_is_audited_in_english(client, small):
    text = "27% bí thư mới, 63% bí thư tái cử. 1.449/1.452 thôn đạt 99,12 %. Có 12 % khác."
    page = read(client.post("/en/soat-bao-cao/", {"bai": text, "ky": "2022"}))
    # what was pasted stays as it was written; everything said about it is English
    assert [left for left in page.left if left not in text and left.strip("%., 0123456789") not in text] == []


def test_the_switch_leads_to_the_same_page_and_back(client, told):
    there = client.get("/thon/0684701/?a=1").content.decode()
    assert '<a class="tieng" href="http://testserver/en/thon/0684701/?a=1" lang="en" hreflang="en">English</a>' in there
    back = client.get("/en/thon/0684701/?a=1").content.decode()
    assert '<a class="tieng" href="http://testserver/thon/0684701/?a=1" lang="vi" hreflang="vi">' in back
    for page in (there, back):
        assert '<link rel="alternate" hreflang="vi" href="http://testserver/thon/0684701/?a=1">' in page
        assert '<link rel="alternate" hreflang="en" href="http://testserver/en/thon/0684701/?a=1">' in page


def test_the_address_alone_chooses_the_language(client, told):
    asked = client.get("/", headers={"accept-language": "en"})
    assert read(asked).lang == "vi"
    assert "Accept-Language" not in asked.get("Vary", "")
    assert asked.get("Vary", "") == client.get("/en/").get("Vary", "")
    assert client.get("/en")["Location"] == "/en/"
    # after an English page the next request is Vietnamese again
    assert read(client.get("/")).lang == "vi"
    assert read(client.get("/en/khong/")).lang == "en"
    assert read(client.get("/khong/")).lang == "vi"


def test_a_button_leads_on_within_its_language(client, small):
    assert client.post("/en/mo-phong/chinh/", {"viec": "chay"})["Location"] == "/en/mo-phong/"
    assert client.post("/mo-phong/chinh/", {"viec": "dung"})["Location"] == "/mo-phong/"


def test_a_screen_of_the_duty_room_keeps_its_key_under_its_own_address(client, small):
    key = make_display_key(label="phòng trực", at=local(7, 3))
    answer = client.post("/en/tuong/khoa/", {"khoa": key, "man": "dai-hoi"})
    assert (answer["Location"], answer.cookies["dantin_tuong"]["path"]) == ("/en/tuong/dai-hoi/", "/en/tuong/")


@pytest.mark.parametrize(
    ("html", "drawn"),
    [
        (f"<p>{OPEN}Nà Ếch{CLOSE}, {OPEN}Húc Động{CLOSE}</p>", "<p>{Nà Ếch}, {Húc Động}</p>"),
        (f'<g aria-label="{OPEN}A{CLOSE}, {OPEN}B{CLOSE}">{OPEN}C{CLOSE}</g>', '<g aria-label="A, B">{C}</g>'),
        (f"<title>{OPEN}A{CLOSE} – B</title><b>{OPEN}C{CLOSE}</b>", "<title>A – B</title><b>{C}</b>"),
        (f'<option value="{OPEN}A{CLOSE}">{OPEN}B{CLOSE}</option>', '<option value="A">B</option>'),
        (f"<p>{OPEN}{OPEN}A{CLOSE}{CLOSE} {CLOSE}x{OPEN}</p>", "<p>{A} x</p>"),
        (f"<p>{OPEN}A<b>{CLOSE}</b></p>", "<p>A<b></b></p>"),
        ('<a href="/tim/"> <a href="/static/x"> <a href="/en/"> <a href="//x/">',
         '<a href="/en/tim/"> <a href="/static/x"> <a href="/en/"> <a href="//x/">'),
    ],
)  # fmt: skip
def test_names_say_their_language_where_markup_may_stand(html, drawn):
    assert linked_and_marked(html) == drawn.replace("{", '<span lang="vi">').replace("}", "</span>")


def test_numbers_days_and_terms_are_written_as_english_does(client, told):
    page = client.get("/en/thon/0684701/").content.decode()
    assert "5 June 2022" in page
    assert '<span lang="vi">trưởng thôn</span>' in page
    front = client.get("/en/?chang=1").content.decode().replace("\u00a0", " ")
    assert re.search(r"\d\.\d\d %", front)
    assert not re.search(r"\d,\d\d %", front)


def test_the_spreadsheet_of_a_bulletin_is_english(client, told):
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/en/ban-tin/{MARK}/bang-tinh.xlsx").content))
    words, table = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert book.sheet_names == ["Bulletins", "By district"]
    assert words[0][0] == "Bulletin of 11:00, 3 July 2022"
    assert table[0][0] == "District (huyện, thị xã, thành phố)"
