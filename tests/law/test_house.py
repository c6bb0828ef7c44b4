"""The house of the law pages: one page a rule, a page for every instrument cited, and thresholds with their trio."""

import re
from collections import Counter
from html import unescape
from itertools import chain

import pytest

from dantin.core.law import Citation
from dantin.core.rulebooks import CHECKS, RULEBOOKS, RULES
from dantin.public.law_cases import READERS, TABLES
from dantin.public.law_pages import (
    FOLDERS,
    LawPage,
    LawPageError,
    page,
    page_of_rule,
    pages,
    read_page,
    sources,
)

PROVISIONS = [each for each in pages() if each.folder != "van-ban"]
INSTRUMENTS = [each for each in pages() if each.folder == "van-ban"]
CODES = {*RULES, *(check.code for checks in CHECKS.values() for check in checks)}
REQUIRED = {
    "van-ban": ("Số", "Ban hành", "Hiệu lực từ", "Hiệu lực đến", "Được sửa đổi bởi", "Độ chắc", "Đối chiếu"),
    **dict.fromkeys(FOLDERS.keys() - {"van-ban"}, ("Bộ quy định", "Văn bản", "Áp dụng", "Độ chắc", "Đối chiếu")),
}


def test_every_rule_has_exactly_one_page():
    pages_of = Counter(chain.from_iterable(each.rules for each in PROVISIONS))
    assert set(pages_of) == CODES
    assert {code: number for code, number in pages_of.items() if number > 1} == {}


def test_every_table_is_read_by_a_test():
    assert {table.rule for each in PROVISIONS for table in each.tables} == set(READERS)
    assert len(TABLES) == 4


def test_every_rule_of_decision_has_its_own_cases():
    assert {row.rule for each in PROVISIONS for row in each.cases} >= set(RULES)


def citations() -> list[Citation]:
    return [citation for rule in RULES.values() for citation in rule.cites.values()]


def test_every_instrument_cited_has_a_page():
    used = {instrument.code for books in RULEBOOKS.values() for book in books for instrument in book.instruments}
    cited = {citation.instrument.code for citation in citations()}
    assert used | cited <= {each.slug for each in INSTRUMENTS}


def test_a_page_names_every_instrument_its_rules_cite():
    for each in PROVISIONS:
        links = next(fact.html for fact in each.facts if fact.label == "Văn bản")
        for code in set(each.rules) & set(RULES):
            for citation in RULES[code].cites.values():
                assert f"/luat/van-ban/{citation.instrument.code}/" in links, f"{each.file_name}: {code}"


def test_the_four_pages_of_the_first_issue_exist():
    for folder, slug in (
        ("truong-thon", "trung-cu"),
        ("truong-thon", "du-so-hop"),
        ("chi-bo", "co-so"),
        ("chi-bo", "bang-phieu"),
    ):
        assert page(folder, slug) is not None


@pytest.mark.parametrize("each", pages(), ids=lambda each: each.url)
def test_the_page_says_what_must_be_known_before_reading(each: LawPage):
    labels = [fact.label for fact in each.facts]
    assert [label for label in REQUIRED[each.folder] if label not in labels] == []
    assert not each.proof_read, "only a legal officer may say that a page was compared with the signed text"
    assert each.source_mark
    assert each.lead_html or each.sections


@pytest.mark.parametrize("each", PROVISIONS, ids=lambda each: each.url)
def test_a_provision_not_proof_read_is_never_put_in_quotation_marks(each: LawPage):
    assert each.provision_html
    assert "không phải" in each.provision_source_html
    assert not set('"“”«»') & set(unescape(re.sub("<[^>]+>", "", each.provision_html)))


def test_no_two_cases_have_the_same_name():
    names = Counter(str(row) for each in PROVISIONS for row in each.cases)
    assert [name for name, number in names.items() if number > 1] == []


SUM = re.compile(r"(\d+) ([×+]) (\d+) = (\d+)")


def test_the_sums_written_for_the_reader_are_right():
    sums = [found for each in PROVISIONS for row in each.cases for found in SUM.findall(row.because)]
    wrong = [
        f"{one} {sign} {two} = {printed}"
        for one, sign, two, printed in sums
        if int(printed) != (int(one) * int(two) if sign == "×" else int(one) + int(two))
    ]
    assert len(sums) > 40
    assert wrong == []


@pytest.mark.parametrize(
    ("folder", "slug", "conclusion", "reached"),
    [
        ("truong-thon", "trung-cu", "trúng cử", True),
        ("truong-thon", "trung-cu", "chưa bầu được", False),
        ("truong-thon", "du-so-hop", "không xét", None),
        ("chi-bo", "bang-phieu", "phải bầu lại", False),
    ],
)
def test_a_conclusion_is_good_news_bad_news_or_neither(folder, slug, conclusion, reached):
    each = page(folder, slug)
    assert each is not None
    assert {row.reached for row in each.cases if row.conclusion == conclusion} == {reached}


@pytest.mark.parametrize("each", PROVISIONS, ids=lambda each: each.url)
def test_each_table_has_cases_at_its_threshold_on_both_sides(each: LawPage):
    for table in each.tables:
        near = [row for row in table.rows if row.near_threshold]
        if table.rule == "VH-RECORD-1":  # counts days: there is no other side
            continue
        assert len(near) >= 2, table.rule
        assert len({row.conclusion for row in near}) > 1, table.rule


def test_every_link_between_pages_arrives():
    addresses = {each.url for each in pages()}
    for each in pages():
        html = "".join([each.lead_html, each.provision_html, *(fact.html for fact in each.facts)])
        html += "".join(section.html for section in each.sections) + "".join(table.intro_html for table in each.tables)
        for part in html.split('href="/')[1:]:
            assert "/" + part.split('"')[0].split("#")[0] in addresses, each.url


def test_a_source_is_linked_where_it_has_an_address():
    majority = page("truong-thon", "trung-cu")
    assert majority is not None
    assert f'href="{sources()["S12"].url}" rel="external noopener"' in "".join(s.html for s in majority.sections)
    assert [source.key for source in majority.sources][:2] == ["S07", "S10"]


def test_the_address_of_a_rule():
    assert page_of_rule("VH-DECIDE-1") == "/luat/truong-thon/trung-cu/#vh-decide-1"
    assert page_of_rule("PC-DECIDE-4") == "/luat/chi-bo/bang-phieu/#pc-decide-4"
    assert page_of_rule("VH-DECIDE-99") is None


def test_html_in_a_page_is_shown_as_text():
    read = read_page("chi-bo", "thu", "# Thử · PC-DECIDE-1\n\n- Độ chắc: thử\n\n<script>alert(1)</script>\n")
    assert "<script" not in read.lead_html
    assert "&lt;script&gt;" in read.lead_html


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Không có tên", "dòng 1 phải là tên trang"),
        ("# Thử · PC-DECIDE-1\n\nTheo [S99].\n", "nguồn S99 chưa có"),
        (
            "# Thử · PC-DECIDE-1\n\n## Bảng ca mẫu\n\n| Trường hợp | Kết luận |\n|---|---|\n| Một | đạt | 3 |\n",
            "có 3 ô",
        ),
        (
            "# Thử · PC-DECIDE-1\n\n## Bảng ca mẫu\n\n| Tên | Kết luận |\n|---|---|\n| Một | đạt |\n",
            "cột đầu",
        ),
        (
            "# Thử · PC-DECIDE-1\n\n## Bảng ca mẫu\n\n| Trường hợp | Kết luận |\n|---|---|\n",
            "ít nhất một ca",
        ),
    ],
)
def test_a_page_written_wrong_is_told_where(text, says):
    with pytest.raises(LawPageError, match=says):
        read_page("chi-bo", "thu", text)
