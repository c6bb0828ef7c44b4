"""Trang luật bằng tiếng Anh: the same sections, the same numbers, every word of every table; Vietnamese marked as such.

What fails here says what to write: in `law/en/` for prose, in `dantin/locale/en/law.po` for the words of a table.
"""

import re
import string
from calendar import month_name
from pathlib import Path

import pytest

from dantin.core.rulebooks import _WORDS, CHECKS, HOLES, RULEBOOKS, RULES, WORDING
from dantin.locale import CLOSE, OPEN, plain
from dantin.public import law_english
from dantin.public.law_english import NUMBER, english, read_english
from dantin.public.law_pages import (
    FOLDERS,
    RULE_CODE,
    SOURCE_KEY,
    LawPage,
    LawPageError,
    Source,
    pages,
    read_page,
    sources,
)
from tools import messages

LAW = Path("law")
PAGES = [pytest.param(page, id=page.url) for page in pages()]
WITH_TABLES = [pytest.param(page, id=page.url) for page in pages() if page.tables]
CATALOGUE = {
    context: {message.id: message.string for message in messages.catalogue(messages.LAW) if message.context == context}
    for context in ("law", "verdict")
}
MONTHS = tuple(month_name)[1:]
LABELS = {"chưa đối chiếu với bản ký", "đã đối chiếu", *FOLDERS.values()}


def english_text(page: LawPage) -> str:
    path = LAW / "en" / page.folder / page.file_name
    assert path.is_file(), f"viết {path}: các mục như trang tiếng Việt, bảng ca mẫu chỉ có tên mục và lời dẫn"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_the_page_has_the_same_sections_in_english_and_follows_its_last_words(page: LawPage):
    found = read_english(page, english_text(page))
    line = f"- Translates: {law_english.mark_of(page)}"
    assert found.is_current, f"trang tiếng Việt đã đổi: xem lại law/en/{page.folder}/{page.file_name}, rồi ghi “{line}”"
    assert english(page.folder, page.slug) == found


def test_no_english_page_is_without_its_vietnamese():
    known = {(page.folder, page.file_name) for page in pages()}
    assert {(path.parent.name, path.name) for path in (LAW / "en").rglob("*.md")} == known


def prose(text: str) -> list[str]:
    """The lines of a page that its English must follow, without what is taken from the Vietnamese page itself."""
    taken = ("|", "- Bộ quy định:", "- Đối chiếu:", "- Translates:")
    lines = [re.sub(r"\]\((<[^>]*>|[^)]*)\)", "]", line) for line in text.splitlines() if not line.startswith(taken)]
    return [line for line in lines if line.strip(" >")]


DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(/\d{4})?(?![\d/])")
MONTH = re.compile(r"(?<=[áừ] )(\d{1,2})(/\d{4})(?!\d)")


def numbers(text: str) -> set[int]:
    """Every number, a month among them where it is a number only in Vietnamese left out."""
    text = DAY.sub(lambda found: f"{found[1]} {(found[3] or '').strip('/')}", text)
    text = MONTH.sub(lambda found: found[2].strip("/"), text.replace("áng ", "á "))
    return {int(each) for each in NUMBER.findall(text)}


def months(text: str) -> set[str]:
    found = {MONTHS[int(each[2]) - 1] for each in DAY.finditer(text)}
    return found | {MONTHS[int(each[1]) - 1] for each in MONTH.finditer(text.replace("áng ", "á "))}


def said_months(text: str) -> set[str]:
    return {month for month in MONTHS if re.search(rf"\b{month}\b", text)}


def outside_marks(text: str) -> str:
    """Without the Vietnamese beside the English, which is written as the Vietnamese writes."""
    return re.sub(r"(?<!\*)\*[^*]+\*(?!\*)", "", text)


@pytest.mark.parametrize("page", PAGES)
def test_the_english_has_the_same_numbers_days_codes_and_sources_line_by_line(page: LawPage):
    """A dropped clause or a mistyped day is a wrong law."""
    vietnamese, in_english = prose(page.text), prose(english_text(page))
    assert len(in_english) == len(vietnamese)
    for ours, theirs in zip(vietnamese, in_english, strict=True):
        marked = " ".join(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", theirs))
        assert numbers(ours) == numbers(outside_marks(theirs)) | (numbers(marked) & numbers(ours)), theirs
        assert months(ours) <= said_months(theirs), theirs
        assert sorted(SOURCE_KEY.findall(ours)) == sorted(SOURCE_KEY.findall(theirs)), theirs
        assert sorted(RULE_CODE.findall(ours)) == sorted(RULE_CODE.findall(theirs)), theirs


@pytest.mark.parametrize("page", PAGES)
def test_the_links_are_those_of_the_vietnamese_page(page: LawPage):
    link = re.compile(r"\]\((<[^>]*>|[^)]*)\)")
    assert link.findall(english_text(page)) == link.findall(page.text)


@pytest.mark.parametrize("page", PAGES)
def test_a_provision_not_proof_read_is_never_put_in_quotation_marks_in_english_either(page: LawPage):
    found = english(page.folder, page.slug)
    assert found is not None
    if page.provision_html:
        assert "not the wording of" in found.prose.provision_source_html
        assert not set('"“”«»') & set(re.sub("<[^>]+>|&#?\\w+;", "", found.prose.provision_html))


def words_of(page: LawPage) -> set[str]:
    """Every word or sentence of the page's tables that is shown."""
    found = {column for table in page.tables for column in table.columns}
    for row in page.cases:
        found |= {row.title, row.because} - {""}
        cells = [value for column, value in row.cells.items() if column != "Vì"]
        found |= {item for value in cells for item in value.split(", ") if law_english.in_english(item) != item}
    return {each for each in found if not law_english.DAY.fullmatch(each)}


@pytest.mark.parametrize("page", WITH_TABLES)
def test_every_word_of_every_table_is_in_the_catalogue(page: LawPage):
    missing = sorted(each for each in words_of(page) if law_english.word(each) is None)
    assert missing == [], 'thêm vào dantin/locale/en/law.po, msgctxt "law", rồi chạy make messages'


@pytest.mark.parametrize("page", WITH_TABLES)
def test_the_words_of_a_table_keep_their_numbers(page: LawPage):
    for each in words_of(page):
        said = plain(law_english.word(each) or "")
        assert numbers(each) == numbers(said), said
        assert months(each) <= said_months(said), said


@pytest.mark.parametrize("source", sources().values(), ids=lambda source: source.key)
def test_a_source_keeps_its_numbers_and_days(source: Source):
    said = plain(law_english.word(source.title) or "")
    assert numbers(said) <= numbers(source.title)
    assert numbers(source.title) - numbers(said) <= set(range(1, 13)), "only a month is a word in English"
    assert months(source.title) <= said_months(said)


def test_the_catalogue_keeps_no_word_that_no_page_has():
    said = set().union(*map(words_of, pages())) | LABELS
    said |= {fact.label for page in pages() for fact in page.facts}
    said |= {text for source in sources().values() for text in (source.title, source.kind)}
    instruments = {instrument for books in RULEBOOKS.values() for book in books for instrument in book.instruments}
    cited = {citation for rule in RULES.values() for citation in [*rule.cites.values(), rule.everywhere] if citation}
    said |= {each.title for each in instruments | {citation.instrument for citation in cited}}
    said |= {citation.place for citation in cited} - {""}
    assert sorted(each for each in said if law_english.word(each) is None) == []
    kept = set(CATALOGUE["law"]) - {key for each in said for key in (each, law_english.pattern(each))}
    assert sorted(kept) == [], "không trang nào còn dùng: bỏ khỏi law.po, rồi chạy make messages"


def test_every_verdict_check_and_hole_has_its_english():
    said = [sentence for outcomes in WORDING.values() for sentence in outcomes.values()]
    said += [check.sentence for checks in CHECKS.values() for check in checks]
    said += [hole.why for holes in HOLES.values() for hole in holes]
    said += [*_WORDS.values(), "Trưởng thôn trúng cử"]
    assert sorted(set(said)) == sorted(CATALOGUE["verdict"])
    assert [key for key, text in CATALOGUE["verdict"].items() if not text or places(key) != places(text)] == []


def places(sentence: str) -> list[str]:
    return sorted(field for _, field, _, _ in string.Formatter().parse(sentence) if field)


def pages_by(folder: str, slug: str) -> LawPage:
    return next(page for page in pages() if (page.folder, page.slug) == (folder, slug))


def changed(page: LawPage, old: str, new: str) -> LawPage:
    assert old in page.text
    return read_page(page.folder, page.slug, page.text.replace(old, new))


def test_words_changed_in_vietnamese_make_the_english_out_of_date_and_a_row_does_not():
    page = pages_by("truong-thon", "trung-cu")
    text = english_text(page)
    row = "| **Đúng một nửa thì chưa đủ** |"
    assert not read_english(changed(page, "Không làm tròn", "Không bao giờ làm tròn"), text).is_current
    with_row = changed(page, row, f"| Thôn 99 hộ | 99 | 90 | 88 | 50 | 50 | trúng cử | Mới. |\n{row}")
    assert read_english(with_row, text).is_current
    assert len(read_english(with_row, text).prose.cases) == len(page.cases) + 1


def test_a_page_that_was_compared_says_so_in_english_at_once():
    page = pages_by("truong-thon", "trung-cu")
    compared = changed(page, "chưa đối chiếu với bản ký", "đã đối chiếu, Nguyễn Văn A, 05/6/2027")
    found = read_english(compared, english_text(page))
    assert found.is_current
    assert [plain(fact.html) for fact in found.prose.facts if fact.label == "Compared"] == [
        "compared with the signed text (đã đối chiếu), Nguyễn Văn A, 5\u00a0June 2027"
    ]


def test_a_new_row_is_shown_in_vietnamese_until_it_has_english_and_a_new_sum_has_it_at_once():
    assert law_english.sentence("Thôn của tôi") == f"{OPEN}Thôn của tôi{CLOSE}"
    assert law_english.cell("họp, ở sân đình") == f"meeting, {OPEN}ở sân đình{CLOSE}"
    assert law_english.sentence("63 × 2 = 126, quá 125.") == "63 × 2 = 126, more than 125."
    assert law_english.cell("05/6/2022") == "5\u00a0June 2022"
    assert law_english.cell("1.452") == "1,452"
    assert law_english.cell("VH-COUNT-201, VH-COUNT-203") == "VH-COUNT-201, VH-COUNT-203"
    assert law_english.cell("–") == "–"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("· VH-DECIDE-1", "", "dòng 1 phải là"),
        ("- Applies:", "- Applied:", "thiếu dòng “- Applies: …”"),
        ("- How sure:", "- Colour: red\n- How sure:", "thiếu dòng “- How sure"),
        ("## Take note", "Take note", "có 3 mục; trang tiếng Việt có 4"),
    ],
)
def test_an_english_page_of_another_form_is_told_where(old, new, says):
    page = pages_by("truong-thon", "trung-cu")
    text = english_text(page)
    assert old in text
    with pytest.raises(LawPageError, match=re.escape(says)):
        read_english(page, text.replace(old, new))
