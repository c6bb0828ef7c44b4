"""Đại hội của một chi bộ mười chín đảng viên: chi ủy, bí thư, phó bí thư, one after the other, by those in the hall."""

from uuid import uuid4

import pytest
from django.test import Client

from dantin.core.values import Side
from dantin.store.actions import register
from dantin.store.models import Candidacy, Congress, Declaration, Member, Sheet, Standing, Term
from dantin.store.models.accounts import Role
from tests.store import world

from .test_congress_desk import COMMUNE, HERE, at_work, said

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REQUESTS = 30  # issue: a congress of nineteen and three elections


class Counted(Client):
    """A browser that counts what it asks, redirects too."""

    asked = 0

    def request(self, **request: object) -> object:
        Counted.asked += 1
        return super().request(**request)


@pytest.fixture
def nineteen() -> Congress:
    """Nineteen official members; four stand for a committee of three, two of whom for secretary and deputy."""
    world.state_election()
    world.party_election(official=19, posts=())
    world.head_from_state()
    congress = Congress.objects.get()
    people = [row.person for row in Member.objects.filter(cell=congress.cell).order_by("id")]

    def contest(post: str, seats: int, *numbers: int) -> register.ContestIn:
        return register.ContestIn(
            unit_code=world.CELL,
            village_code=congress.village_code,
            wave="3/7/2022",
            post=post,
            seats=seats,
            held_on=congress.held_on,
            procedure="meeting",
            vote_form="secret_ballot",
            candidates=[
                register.CandidateIn(key=f"m{n}", person=people[n], origin=Candidacy.Origin.COMMITTEE) for n in numbers
            ],
        )

    slates = [contest("committee", 3, 0, 1, 2, 3), contest("secretary", 1, 0), contest("deputy_secretary", 1, 1)]
    register.fix_slates(election=congress.election, contests=slates, actor="dang-uy", at=world.MORNING)
    return congress


def votes(post: str, **given: int) -> dict[str, str]:
    sheet = Sheet.objects.get(round__contest__post=post)
    figures = {"present": 18, "issued": 18, "collected": 18, "valid": 18, "invalid": 0}
    figures |= {f"votes.{key}": given.get(key, 0) for key in sheet.round.slate}
    return {name: str(value) for name, value in figures.items()} | {"lan-doc": str(uuid4())}


def test_three_elections_one_after_the_other(nineteen: Congress) -> None:
    presidium, clerk, board = (at_work(role) for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    for one in (presidium, clerk, board, above):
        one.__class__ = Counted
    Counted.asked = 0
    presidium.get(HERE)
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    elections = {
        "chi-uy": votes("committee", m0=18, m1=15, m2=12, m3=9),
        "bi-thu": votes("secretary", m0=17),
        "pho-bi-thu": votes("deputy_secretary", m1=16),
    }
    for slug, typed in elections.items():
        # a post whose turn has not come is not counted: who sits in the committee decides who may stand
        for client in (board, clerk):
            assert client.get(f"{HERE}{slug}/phieu-dem/").status_code == 200
            answer = client.post(f"{HERE}{slug}/phieu-dem/", typed | {"lan-doc": str(uuid4())})
            assert answer.status_code == 200, said(answer)
        assert "được" in said(board.get(f"{HERE}{slug}/ky/"))
        assert "Đã ký biên bản kiểm phiếu" in said(board.post(f"{HERE}{slug}/ky/"))
    assert "Đã bế mạc" in said(presidium.post(f"{HERE}be-mac/"))
    assert "Đã ký biên bản đại hội" in said(presidium.post(f"{HERE}ky-bien-ban/"))
    above.get("/lam-viec/chuan-y/")
    given = {f"so-{world.CELL}": "9-QĐ/ĐU", f"ngay-{world.CELL}": "12/7/2022"}
    assert "Đã chuẩn y 1 chi bộ" in said(above.post("/lam-viec/chuan-y/", given))
    assert Counted.asked <= REQUESTS, Counted.asked
    assert Standing.objects.get(election__side="party").state == "unified"
    outcomes = Declaration.objects.filter(side=Side.PARTY.value).values_list("round__contest__post", "elected")
    assert dict(outcomes) == {
        "committee": ["m0", "m1", "m2"],
        "secretary": ["m0"],
        "deputy_secretary": ["m1"],
    }
    assert Term.objects.filter(side="party", unit_code=world.CELL, begins_in=2022).count() == 5


def test_a_post_waits_until_the_one_before_it_is_filled(nineteen: Congress) -> None:
    presidium, board = at_work(Role.PRESIDIUM), at_work(Role.COUNTING_BOARD)
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    early = board.post(f"{HERE}bi-thu/phieu-dem/", votes("secretary", m0=17))
    assert (early.status_code, early.headers["Location"]) == (302, HERE)
    assert board.get(f"{HERE}to-truong/phieu-dem/").status_code == 404
    assert [one["what"] for one in board.get(HERE).context["todo"]] == ["Nhập phiếu bầu chi ủy"]
    table = said(board.get(HERE))
    assert table.index("Chi ủy") < table.index("Bí thư", table.index("Chức danh")) < table.index("Phó bí thư")


def test_b03_without_a_committee_nobody_may_stand_and_the_congress_closes(nineteen: Congress) -> None:
    """B-03, B-52: nobody is above half of nineteen, and the congress decides not to vote again."""
    presidium, clerk, board = (at_work(role) for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    given = votes("committee", m0=9, m1=8, m2=7, m3=6)
    for client in (board, clerk):
        client.post(f"{HERE}chi-uy/phieu-dem/", given | {"lan-doc": str(uuid4())})
    board.post(f"{HERE}chi-uy/ky/")
    declined = {"du": "18", "thuan": "3", "chong": "15", "ket-qua": "khong"}
    assert "không bầu chi ủy thêm lần nữa" in said(presidium.post(f"{HERE}chi-uy/lan-tiep/", declined))
    assert "Đã bế mạc" in said(presidium.post(f"{HERE}be-mac/"))
    assert Declaration.objects.get().outcome == "seats_left"


def test_ballots_are_keyed_one_by_one_where_there_are_enough_to_mix(nineteen: Congress) -> None:
    """H-04: fewer than ten are counted on paper; names and sums only, and never while it is another's turn."""
    presidium, clerk, board = (at_work(role) for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    here, sheet = f"{HERE}chi-uy/tung-phieu/", f"{HERE}chi-uy/phieu-dem/"
    page = board.get(here)
    assert "Bấm số của người bị gạch , rồi Enter sang lá sau" in said(page).replace("gạch,", "gạch ,")
    assert here in board.get(sheet).content.decode()
    board.post(sheet, votes("committee", m0=18, m1=15, m2=12, m3=9))
    assert board.get(here).status_code == 302
    assert clerk.get(here).status_code == 200
    Congress.objects.update(present=9)
    assert clerk.get(here).status_code == 302
    assert here not in clerk.get(sheet).content.decode()
