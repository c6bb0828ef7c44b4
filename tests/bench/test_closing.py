"""A short slice of the last half hour: every hall closes at once, and the next look at the board says so."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dantin.core.values import Side
from dantin.store.actions import calling, convene, register, territory
from dantin.store.actions.congress import OpeningIn, open_congresses
from dantin.store.actions.count import submit_readings
from dantin.store.actions.decide import declare
from dantin.store.models import Candidacy, Congress, Election, HeadFromState, Member, Place, Sheet
from dantin.store.models.accounts import Role
from dantin.store.readers.standings import differences
from dantin.store.readers.streams import broken_links
from tests.desk.people import open_account, signed_in
from tests.store import world
from tests.store.test_races import at_once

from .closing import BOARD, SAID
from .congress_rows import BOARD_MS, BOARD_QUERIES
from .desk_rows import page_ms
from .test_slices import SLACK

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
CELLS, DAY = 8, date(2022, 7, 3)


@pytest.fixture
def halls() -> Election:
    """Cells of eight members, each before its closing: the secretary is elected, in half of them the head."""
    world.places()
    villages = [f"06847{n:02d}" for n in range(11, 11 + CELLS)]
    level = Place.Level.VILLAGE
    territory.load_places(
        places=[
            territory.PlaceIn(level=level, kind="thon", code=code, name=f"Thôn {code}", parent_code="06847")
            for code in villages
        ]
    )
    wave = calling.WaveIn(name="3/7/2022", is_pilot=False, begins_on=DAY, ends_on=DAY, villages=villages)
    election = calling.call_election(
        election=calling.ElectionIn(
            side=Side.PARTY, code="PC-2022", title="Đại hội chi bộ 2022", province_code="22",
            called_on=date(2022, 5, 25), decision_number="1-KH/TU", held_on=DAY, term_begins_in=2022,
            term_ends_in=2025, waves=[wave],
        ),
        actor="ban-to-chuc", at=world.MORNING,
    )  # fmt: skip
    cells, contests = [], []
    for n, code in enumerate(villages):
        people = [world.person(Side.PARTY, f"Người {code} {each}") for each in range(8)]
        members = [convene.MemberIn(person=each, status=Member.Status.OFFICIAL) for each in people]
        cells.append(
            convene.CellIn(
                code=f"CB{code}", name=f"Chi bộ {code}", higher_committee="Đảng ủy", villages=[code], members=members
            )
        )
        first = register.CandidateIn(key="m1", person=people[0], origin=Candidacy.Origin.COMMITTEE)
        contests.append(
            register.ContestIn(
                unit_code=f"CB{code}",
                village_code=code,
                wave="3/7/2022",
                post="secretary",
                seats=1,
                held_on=DAY,
                procedure="meeting",
                vote_form="secret_ballot",
                candidates=[first],
            )
        )
        HeadFromState.objects.create(
            election=election, village_code=code, name=people[n % 2].name, born_in=1975, decision_number="57/QĐ-UBND",
            decided_on=date(2022, 6, 8), file_digest="0" * 64,
        )  # fmt: skip
    convene.load_cells(cells=cells)
    held = [
        convene.CongressIn(cell_code=f"CB{code}", village_code=code, wave="3/7/2022", held_on=DAY) for code in villages
    ]
    convene.convene(election=election, congresses=held, actor="dang-uy", at=world.MORNING)
    register.fix_slates(election=election, contests=contests, actor="dang-uy", at=world.MORNING)
    at = world.CONGRESS_MORNING
    openings = [OpeningIn(congress=one.id, present=8) for one in Congress.objects.all()]
    open_congresses(openings=openings, actor="ct", at=at)
    sheets, given = list(Sheet.objects.all()), world.congress_figures(present=8, votes=8)
    for device in (world.Device("may-1", "an"), world.Device("may-2", "binh")):
        submit_readings(side=Side.PARTY, readings=[device.read(each, given) for each in sheets], at=at)
    declare(side=Side.PARTY, sheets=[each.id for each in sheets], actor="bkp", at=at)
    return election


def at_work(role: Role, place: str) -> Client:
    client = Client()
    signed_in(client, open_account(role, side=Side.PARTY, place=place, login=f"{role.value}.{place}"))
    return client


def test_every_hall_closes_at_once_and_the_next_look_says_so(halls: Election) -> None:
    chairs = {one: at_work(Role.PRESIDIUM, one.village_code) for one in Congress.objects.select_related("cell")}
    commission, watcher = at_work(Role.COMMISSION, "22"), at_work(Role.HIGHER_COMMITTEE, "06847")

    def closes(congress: Congress, chair: Client) -> list[int]:
        here = f"/lam-viec/chi-bo/{congress.cell.code}/"
        return [chair.post(f"{here}{step}/", follow=True).status_code for step in ("be-mac", "ky-bien-ban")]

    def watches() -> list[int]:
        said, tag = [0], ""
        for _ in range(20):
            answer = watcher.get(BOARD, headers={"X-Manh": "1", "If-None-Match": tag})
            if answer.status_code == 200:
                tag = answer.headers["ETag"]
                said.append(int(SAID.search(answer.content.decode())[1]))
            else:
                assert answer.status_code == 304
        return said

    jobs = [lambda one=one, chair=chair: closes(one, chair) for one, chair in chairs.items()]
    *closed, looks = at_once([*jobs, watches])
    assert closed == [[200, 200]] * CELLS
    assert isinstance(looks, list), looks
    assert looks == sorted(looks)
    board = commission.get(BOARD)
    assert SAID.search(board.content.decode())[1] == str(CELLS)
    assert (board.context["unified"], board.context["signed"], board.context["calls"]) == (str(CELLS // 2), "8", [])
    assert {one["why"] for one in board.context["apart"]} == {"Trưởng thôn không có tên trong danh sách bầu bí thư"}
    assert list(differences(halls)) == []
    assert [line for stream in halls.streams.all() for line in broken_links(stream)] == []
    with CaptureQueriesContext(connection) as asked:
        commission.get(BOARD)
    assert len(asked) <= BOARD_QUERIES, [query["sql"][:80] for query in asked]
    assert page_ms(commission, BOARD) <= SLACK * BOARD_MS
