"""Màn hình chuẩn y của cấp ủy cấp trên: what needs a look first, one decision for several, page by page (B-53)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dantin.store.models import Cell, Congress, Endorsement, Standing
from dantin.store.models.accounts import Role
from tests.store import world

from .test_after_congress import hall, paper
from .test_congress_desk import COMMUNE, HERE, at_work, said
from .test_congress_of_nineteen import nineteen
from .test_congress_rounds import AGAIN
from .test_congress_rounds import Hall as Rounds

__all__ = ["hall", "nineteen"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/lam-viec/chuan-y/"


def more_cells(count: int) -> None:
    """So many signed congresses beside the one of the world; nothing was counted in them."""
    first, standing = Congress.objects.get(), Standing.objects.get(election__side="party")
    at = world.CONGRESS_MORNING
    for n in range(count):
        cell = Cell.objects.create(code=f"CB9{n:05}", name=f"Chi bộ thôn số {n}", higher_committee="Đảng ủy xã")
        Congress.objects.create(
            election=first.election, wave=first.wave, cell=cell, village_code=f"9{n:06}", held_on=first.held_on,
            present=5, opened_at=at, closed_at=at, signed_at=at,
        )  # fmt: skip
        standing.pk, standing.village_code, standing.state = None, f"9{n:06}", "unified"
        standing.save()


def test_a_file_says_what_was_elected_and_what_has_to_be_looked_at(nineteen: Congress) -> None:
    rounds = Rounds()
    rounds.count("chi-uy", m0=18, m1=15, m2=12, m3=9)
    rounds.count("bi-thu", m0=9)
    rounds.next("bi-thu", "m0", **AGAIN)
    rounds.count("bi-thu", m0=17)
    rounds.count("pho-bi-thu", m1=16)
    rounds.presidium.post(f"{HERE}be-mac/")
    rounds.presidium.post(f"{HERE}ky-bien-ban/")
    page = said(at_work(Role.HIGHER_COMMITTEE, COMMUNE).get(PAGE))
    assert "Bầu bí thư 2 lần" in page
    assert "Có mặt 18 trên 19 người được triệu tập" in page
    assert "Chi ủy: 3 trên 3 người, người ít nhất 12 phiếu, cơ số 19" in page
    assert "17 phiếu, cơ số 19" in page
    assert "Chưa ghi ngày nhận báo cáo" in page


def test_several_clean_files_are_endorsed_by_one_decision(hall) -> None:
    more_cells(3)
    ticked = {"chon": [world.CELL, "CB900001"], f"so-{world.CELL}": "", "so-CB900001": "", "so-CB900002": ""}
    nothing = hall.above.post(PAGE, ticked)
    assert nothing.status_code == 422
    assert "chưa ghi số quyết định chung" in said(nothing)
    assert 'value="CB900001" checked' in nothing.content.decode()
    nobody = {"so-chung": "9-QĐ/ĐU", "ngay-chung": "12/7/2022", "so-CB900001": ""}
    assert "Đánh dấu những chi bộ" in said(hall.above.post(PAGE, nobody))
    assert not Endorsement.objects.exists()
    done = hall.above.post(PAGE, ticked | nobody | {"so-CB900002": "10-QĐ/ĐU", "ngay-CB900002": "13/7/2022"})
    assert "Đã chuẩn y 3 chi bộ" in said(done)
    assert "1 đại hội chờ chuẩn y" in said(done)
    kept = {(e.congress.cell.code, e.decision_number, e.decided_on) for e in Endorsement.objects.all()}
    assert kept == {
        (world.CELL, "9-QĐ/ĐU", date(2022, 7, 12)),
        ("CB900001", "9-QĐ/ĐU", date(2022, 7, 12)),
        ("CB900002", "10-QĐ/ĐU", date(2022, 7, 13)),
    }


def test_what_needs_a_look_stands_first_and_a_page_costs_the_same_however_many_wait(hall) -> None:
    more_cells(25)
    Standing.objects.filter(village_code="9000024").update(state="not_unified")
    paper(hall.above, "khieu-nai", ngay="5/7/2022", muc="ballots")

    def asked(page: str) -> tuple[int, list[str]]:
        with CaptureQueriesContext(connection) as queries:
            answer = hall.above.get(PAGE + page)
        return len(queries), [row["code"] for row in answer.context["due"]]

    queries, first = asked("")
    assert set(first[:2]) == {world.CELL, "CB900024"}
    assert "Còn khiếu nại, ngày 5/7/2022 chưa trả lời" in said(hall.above.get(PAGE))
    more, second = asked("?trang=2")
    assert (len(first), len(second)) == (20, 6)
    assert not set(first) & set(second)
    assert more <= queries
    assert asked("?trang=999")[1] == second
    assert hall.above.get(f"{PAGE}?trang=-3").status_code == 200
    held = hall.above.post(PAGE, {f"so-{world.CELL}": "9-QĐ/ĐU", f"ngay-{world.CELL}": "12/7/2022"})
    assert "chưa trả lời" in said(held)
    assert not Endorsement.objects.exists()


def test_a_cell_of_another_place_is_not_endorsed_from_here(hall) -> None:
    more_cells(1)
    Standing.objects.filter(village_code="9000000").update(commune_code="99999")
    answer = hall.above.post(PAGE, {"so-CB900000": "9-QĐ/ĐU", "ngay-CB900000": "12/7/2022"})
    assert "Chưa chuẩn y chi bộ nào" in said(answer)
    assert not Endorsement.objects.exists()
