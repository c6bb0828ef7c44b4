"""Báo cáo của một nơi: folded from the villages' rows, the same in each file; the report audit finds nothing wrong."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from dantin.core.official_report import Ratio
from dantin.core.report import audit_text
from dantin.core.small_cells import Hidden
from dantin.core.values import Side
from dantin.papers.pdf import pdf
from dantin.papers.report import report_paper
from dantin.papers.word import docx
from dantin.store.congress_report import congress_report
from dantin.store.head_report import head_report
from dantin.store.models import Candidacy, Contest, Declaration, Election, Person, Place, Round, Standing, Term
from dantin.store.report_sheet import report_csv, report_xlsx
from tests.papers.reading import text_of_docx, text_of_pdf

from .test_head_papers import counted
from .world import VILLAGES, figures, moment, party_election, sheet_of, state_election

pytestmark = pytest.mark.django_db


@pytest.fixture
def election():
    found = state_election()
    counted(sheet_of(VILLAGES[0]), figures(a=60, b=38), 10)
    counted(sheet_of(VILLAGES[1]), figures(a=50, b=48), 20)
    return found


def rows(report, key):
    return report.table(key).rows


def counts(report, key):
    return {row[0]: row[1] for row in rows(report, key)}


def test_a_commune_is_the_sum_of_its_villages(election):
    report = head_report(election, "06847")
    assert report.place == "Xã Húc Động"
    table = report.table("di-bau")
    assert [row[0] for row in table.rows] == ["Bản 2", "Thôn Nà Ếch"]
    assert table.total == ("Cộng", 2, 200, 196, Ratio(196, 200), 1, 0)
    assert counts(report, "tien-do")["Phải bầu lại"] == 1
    assert counts(report, "dai-phieu")["trên 50 % đến dưới 70 %"] == 1


@pytest.mark.parametrize("place", ["22", "198", "06847"])
def test_the_report_audit_finds_nothing_wrong_in_what_it_says(election, place):
    """F-55: a report of ours stands the check that printed reports do not."""
    report = head_report(election, place)
    judged = audit_text("\n".join(one.text for one in report.sentences))
    assert not judged.disagreements
    assert {one.table for one in report.sentences} <= {table.key for table in report.tables}


def test_a_time_mark_counts_what_had_come_in_before_it(election):
    before = head_report(election, "06847", mark=moment(15))
    assert before.table("tien-do").rows[0][1] == 1
    assert counts(before, "tien-do")["Phải bầu lại"] == 0
    assert "trước 07:15 ngày 5/6/2022" in before.until


def test_persons_are_told_of_the_province_and_right_below_it_and_never_of_few(election):
    """H-05."""
    province, district, commune = (head_report(election, place) for place in ("22", "198", "06847"))
    keys = [{table.key for table in report.tables} for report in (province, district, commune)]
    assert keys[0] == keys[1]
    assert keys[0] - keys[2] == {"gioi-tinh", "tuoi"}
    assert "chỉ nêu ở báo cáo của tỉnh và của huyện" in commune.notes[0]
    for report in (province, district):
        said = {str(cell) for row in rows(report, "gioi-tinh") for cell in row[1:]}
        assert said == {"Hidden.SMALL"}  # one head: nobody is told apart
        assert not [one for one in report.sentences if one.table == "gioi-tinh"]


def elected_in(election, district, men, women):
    """Heads of a district of its own, of either sex."""
    Place.objects.create(
        level="district", kind="huyen", code=district, name=f"Huyện {district}", sort_key=district, search_key=district,
        parent=Place.objects.get(code="22"),
    )  # fmt: skip
    commune = Place.objects.create(
        level="commune", kind="xa", code=f"{district}00", name="Xã", sort_key="x", search_key="x",
        parent=Place.objects.get(code=district),
    )  # fmt: skip
    wave = Contest.objects.filter(election=election).first().wave
    for n, sex in enumerate(["male"] * men + ["female"] * women):
        code = f"{district}00{n:03}"
        Place.objects.create(
            level="village", kind="thon", code=code, name=f"Thôn {n}", sort_key="t", search_key="t", parent=commune
        )
        Standing.objects.create(
            side="state", election=election, village_code=code, commune_code=f"{district}00", district_code=district,
            state="elected", roll=90, voted=80, winner_votes=70, changed_at=moment(5),
        )  # fmt: skip
        contest = Contest.objects.create(
            side="state", election=election, wave=wave, village_code=code, unit_code=code, post="village_head",
            seats=1,
        )  # fmt: skip
        person = Person.objects.create(side="state", name=f"Người {n}", sex=sex, born_in=1980, sort_key="n")
        Candidacy.objects.create(contest=contest, person=person, key="a", position=1, origin="introduced")
        round_ = Round.objects.create(
            contest=contest,
            number=1,
            held_on=election.held_on,
            slate=["a"],
            seats=1,
            procedure="meeting",
            vote_form="secret_ballot",
        )
        Declaration.objects.create(
            side="state", round=round_, outcome="elected", elected=["a"], question={}, answer={}, declared_at=moment(5)
        )


def test_what_one_district_hides_is_not_the_province_less_the_others(election):
    elected_in(election, "301", men=40, women=4)
    elected_in(election, "302", men=30, women=12)
    elected_in(election, "303", men=20, women=20)
    found = {code: counts(head_report(election, code), "gioi-tinh") for code in ("22", "198", "301", "302", "303")}
    assert found["301"]["Nữ"] is Hidden.SMALL
    assert Hidden.SMALL in {found[code]["Nữ"] for code in ("22", "302", "303")}
    women = [one for one in head_report(election, "303").sentences if one.table == "gioi-tinh"]
    assert (found["303"]["Nữ"] == 20) == bool(women)


def test_another_commune_stands_beside_it(election):
    report = head_report(election, "06847", other="198")
    assert report.table("so-sanh").columns == ("Nội dung", "Xã Húc Động", "Huyện Bình Liêu")
    assert rows(report, "so-sanh")[1] == ("Danh sách", 200, 200)


def test_every_file_says_the_same_figures(election):
    report = head_report(election, "06847")
    paper = report_paper(report, issuer=report.place, dated=date(2022, 6, 6).isoformat())
    for text in (text_of_pdf(pdf(paper, Side.STATE)), text_of_docx(docx(paper, Side.STATE))):
        assert "98,00 %" in " ".join(text.split())
        assert all(one.text[:30] in " ".join(text.split()) for one in report.sentences)
    lines = list(csv.reader(io.StringIO(report_csv(report).decode("utf-8-sig"))))
    assert ["Cộng", "2", "200", "196", "98.00", "1", "0"] in lines
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(report)))
    assert len(book.sheet_names) == len(report.tables) + 1
    turnout = book.get_sheet_by_name(book.sheet_names[2]).to_python()
    assert turnout[-1][:5] == ["Cộng", 2, 200, 196, 0.98]


def test_the_sheet_reckons_its_totals_and_shares_itself(election):
    with zipfile.ZipFile(io.BytesIO(report_xlsx(head_report(election, "06847")))) as book:
        pages = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name)
    assert "<f>SUM(C2:C3)</f><v>200</v>" in pages
    assert "<f>D4/C4</f><v>0.98</v>" in pages


def other_commune(election, villages=30):
    """Beside the commune of the tests, another one with as many villages, all of which have been counted."""
    commune = Place.objects.create(
        level="commune", kind="xa", code="06848", name="Xã Khác", sort_key="k", search_key="k",
        parent=Place.objects.get(code="198"),
    )  # fmt: skip
    for n in range(villages):
        code = f"06848{n:02}"
        Place.objects.create(
            level="village", kind="thon", code=code, name=f"Thôn {n}", sort_key="t", search_key="t", parent=commune
        )
        Standing.objects.create(
            side="state", election=election, village_code=code, commune_code="06848", district_code="198",
            state="elected", roll=90, voted=80, winner_votes=70, changed_at=moment(5),
        )  # fmt: skip


@pytest.mark.parametrize("mark", [None, moment(9)])
def test_of_a_commune_no_more_is_asked_however_many_villages_lie_beside_it(election, mark):
    def asked():
        with CaptureQueriesContext(connection) as told:
            report = head_report(election, "06847", mark=mark)
        return len(told), report

    head_report(election, "06847", mark=mark)  # the names of the places are kept from now on
    alone = asked()
    other_commune(election)
    head_report(election, "06847", mark=mark)  # and those of the new places
    beside = asked()
    assert alone == beside
    assert alone[0] <= 24
    rows_of_all = head_report(election, "198", mark=mark).table("di-bau").total
    assert rows_of_all is not None
    assert rows_of_all[1] == 32


def test_a_place_of_more_villages_than_a_statement_names_counts_its_own(election):
    """A district of many hundred villages is asked by itself, and nothing of its neighbour is counted."""
    Place.objects.create(
        level="district", kind="huyen", code="199", name="Huyện Bên", sort_key="b", search_key="b",
        parent=Place.objects.get(code="22"),
    )  # fmt: skip
    for n in range(450):
        Standing.objects.create(
            side="state", election=election, village_code=f"199{n:04}", commune_code="19900", district_code="199",
            state="not_started", roll=10, changed_at=moment(5),
        )  # fmt: skip
    report = head_report(election, "199")
    assert report.table("di-bau").total == ("Cộng", 450, 4500, 0, Ratio(0, 4500), 0, 0)
    assert report.table("cach-bau").rows[0][1] == 0
    assert counts(report, "phieu-dem")["Kết luận sau ngày bầu"] == 0


def test_a_conclusion_after_midnight_by_the_clock_of_the_place_is_late():
    """At 00:30 of the next day it is still the day of the poll by UTC."""
    election = state_election()
    counted(sheet_of(VILLAGES[0]), figures(a=60, b=38), 17 * 60 + 29)
    report = head_report(election, "06847")
    assert counts(report, "phieu-dem")["Kết luận sau ngày bầu"] == 1
    assert rows(report, "phieu-dem-noi") == (("Thôn Nà Ếch", "Kết luận 00:30 ngày 6/6/2022, sau ngày bầu 5/6/2022"),)


def test_the_party_side_has_its_own_report(election):
    party_election()
    report = congress_report(Election.objects.get(side="party"), "06847")
    assert report.side is Side.PARTY
    assert report.table("tien-do").total == ("Cộng", 1, Ratio(1, 1))
    assert report.sentences[0].text == "Đã xong 0 trên 1 đại hội chi bộ, đạt 0,00\u00a0%."
    at_a_mark = congress_report(Election.objects.get(side="party"), "22", mark=moment(0))
    assert at_a_mark.table("chuc-danh").rows[0] == ("Chi ủy đã bầu đủ", 0)


def test_the_party_report_stands_beside_the_term_before_and_another_place(election):
    party_election()
    congresses = Election.objects.get(side="party")
    assert "nhiem-ky" not in {table.key for table in congress_report(congresses, "06847").tables}
    village = Standing.objects.get(election=congresses).village_code
    secretary = Person.objects.create(side="party", name="Người cũ", sort_key="n")
    Term.objects.create(
        side="party", person=secretary, post="secretary", unit_code="C1", village_code=village, also_head=True,
        begins_in=congresses.term_begins_in - 5, ends_in=congresses.term_begins_in,
    )  # fmt: skip
    report = congress_report(congresses, "06847", other="198")
    assert rows(report, "nhiem-ky") == (
        ("Chi bộ có số liệu", 1, 0), ("Bí thư là trưởng thôn", 1, 0), ("Tỷ lệ", Ratio(1, 1), None),
    )  # fmt: skip
    assert report.table("so-sanh").columns == ("Nội dung", "Xã Húc Động", "Huyện Bình Liêu")
    assert rows(report, "so-sanh")[:2] == (("Số chi bộ", 1, 1), ("Đã xong", 0, 0))
