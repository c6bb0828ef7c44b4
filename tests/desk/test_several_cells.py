"""Thôn có nhiều chi bộ (F-33): each cell has its own accounts, and nobody of one sees the other."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dantin.core.values import Side
from dantin.store.actions import convene
from dantin.store.actions.accounts import AccountIn, open_accounts
from dantin.store.models import Account, CellVillage, Congress, Election, Event, Member, PrimaryCell, Standing
from dantin.store.models.accounts import Role
from dantin.store.readers.accounts import found_in_care, is_election_day
from dantin.store.readers.standings import differences
from dantin.store.refusals import Refused
from tests.store import world
from tests.store.importing import load, read, told

from .people import signed_in
from .test_accounts_list import PAGE, sheet
from .test_congress_desk import elect_secretary

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE, COMMUNE, SECOND = world.VILLAGES[0], "06847", "CB0684701-HUUTRI"
FIRST = f"/lam-viec/chi-bo/{world.CELL}/"


def at_work(role: Role, place: str) -> Client:
    client = Client()
    row = AccountIn(login=f"{role.value}.{place}", name=f"Người {role.value}", role=role, place_code=place)
    [slip] = open_accounts(side=Side.PARTY, accounts=[row], actor="thu", at=world.MORNING)
    signed_in(client, slip)
    return client


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def second_cell() -> None:
    """A second cell of the village, of three members."""
    people = [world.person(Side.PARTY, f"Hoàng Thị Thử {n}") for n in range(3)]
    convene.load_cells(
        cells=[
            convene.CellIn(
                code=SECOND,
                name="Chi bộ hưu trí Nà Ếch",
                higher_committee="Đảng ủy xã Húc Động",
                villages=[VILLAGE],
                members=[convene.MemberIn(person=one, status=Member.Status.OFFICIAL) for one in people],
            )
        ]
    )


@pytest.fixture
def village() -> None:
    world.state_election()
    world.party_election(excused=1)


def test_f33_an_account_of_a_village_with_several_cells_sees_its_own_cell_alone(village: None) -> None:
    of_village = at_work(Role.CELL_COMMITTEE, VILLAGE)
    assert of_village.get(FIRST).status_code == 200
    second_cell()
    # whose cell the account of the village is cannot be known any more: it sees none until it is opened at a cell
    assert of_village.get(FIRST).status_code == 404
    assert "Nà Ếch (CB" not in said(of_village.get("/lam-viec/"))
    first, second = at_work(Role.CELL_COMMITTEE, world.CELL), at_work(Role.CELL_COMMITTEE, SECOND)
    assert (first.get(FIRST).status_code, second.get(FIRST).status_code) == (200, 404)
    assert FIRST in first.get("/lam-viec/").content.decode()
    today = second.get("/lam-viec/")
    assert FIRST not in today.content.decode()
    assert "Chi bộ hưu trí Nà Ếch" in said(today)  # where one works is said at the head of each page
    assert second.get(f"{FIRST}so-dang-vien/").status_code == 404
    assert at_work(Role.HIGHER_COMMITTEE, COMMUNE).get(FIRST).status_code == 200
    assert is_election_day(world.CELL, date(2022, 7, 3))
    assert not is_election_day(SECOND, date(2022, 7, 3))


def test_f33_the_committee_above_opens_accounts_of_each_cell_and_cares_for_them(village: None) -> None:
    second_cell()
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    rows = [
        ["Lý Thị Ủy", "Chi ủy", world.CELL, "0900 000 005", ""],
        ["Vàng A Đếm", "Ban kiểm phiếu", SECOND, "0900 000 006", ""],
    ]
    by_village = ["Chìu Thị Chung", "Chi ủy", VILLAGE, "0900 000 007", ""]

    def tried(*given: list[str]) -> object:
        return above.post(PAGE, {"file": SimpleUploadedFile("tk.xlsx", sheet(*given))})

    refused = tried(*rows, by_village)
    assert f"thôn có nhiều chi bộ: ghi mã một chi bộ ({world.CELL}, {SECOND}), không mã thôn" in said(refused)
    answer = tried(*rows)
    assert [row.login for row, _ in answer.context["accounts"]] == [f"cu.{world.CELL}", f"bkp.{SECOND}"]
    slips = above.post(PAGE, {"danh-sach": answer.context["kept"]}).context["slips"]
    assert [name for _, name in slips] == ["Chi bộ thôn Nà Ếch", "Chi bộ hưu trí Nà Ếch"]
    of = Account.objects.get(role=Role.HIGHER_COMMITTEE)
    assert [each.place_code for each in found_in_care(of, "hưu trí")] == [SECOND]
    # who works elsewhere has no cell in care, and an office on the State side is no cell
    elsewhere = Account(side="party", role=Role.HIGHER_COMMITTEE, place_code=world.VILLAGES[1], login="x")
    assert found_in_care(elsewhere, "") == []
    with pytest.raises(Refused, match="nhiều chi bộ"):
        at_work(Role.PRESIDIUM, VILLAGE)
    with pytest.raises(Refused, match="Không có đơn vị"):  # a committee above works at a commune, not at a cell
        at_work(Role.HIGHER_COMMITTEE, SECOND)


def test_f32_an_account_of_either_village_of_a_cell_sees_it(village: None) -> None:
    CellVillage.objects.create(cell_id=CellVillage.objects.get().cell_id, village_code=world.VILLAGES[1])
    assert at_work(Role.CELL_COMMITTEE, world.VILLAGES[1]).get(FIRST).status_code == 200
    assert at_work(Role.PRESIDIUM, VILLAGE).get(FIRST).status_code == 200


ANSWER = {"thon": VILLAGE, "chi-bo": world.CELL, "so": "12-QĐ/ĐU", "ngay": "20/6/2022"}
ASKED = "/lam-viec/chi-bo-chinh/"


def held_to_its_end(presidium: Client) -> None:
    world.head_from_state()
    clerk, board = at_work(Role.CONGRESS_CLERK, world.CELL), at_work(Role.COUNTING_BOARD, world.CELL)
    assert "Đã khai mạc" in said(presidium.post(f"{FIRST}khai-mac/", {"present": "7"}))
    elect_secretary(board, clerk)
    assert "Đã bế mạc" in said(presidium.post(f"{FIRST}be-mac/"))


def test_f33_the_verdict_stops_until_somebody_answers_which_cell_is_the_primary_one(village: None) -> None:
    above, elsewhere = at_work(Role.HIGHER_COMMITTEE, COMMUNE), at_work(Role.COMMISSION, "22")
    assert ASKED not in above.get("/lam-viec/").content.decode()
    assert "Không thôn nào ở đây có nhiều chi bộ" in said(above.get(ASKED))
    second_cell()
    assert ASKED in above.get("/lam-viec/").content.decode()
    presidium = at_work(Role.PRESIDIUM, world.CELL)
    held_to_its_end(presidium)
    assert "cấp trên chưa ghi: chưa ký được biên bản" in said(presidium.get(FIRST))
    refused = presidium.post(f"{FIRST}ky-bien-ban/")
    assert refused.status_code == 422
    assert (
        "thôn có nhiều chi bộ (Chi bộ thôn Nà Ếch, Chi bộ hưu trí Nà Ếch), quy định không nói chi bộ nào được tính"
        in said(refused)
    )
    assert Standing.objects.get(election__side="party").state == "done_to_sign"
    for wrong, sentence in (
        ({"chi-bo": "CB0"}, "Chọn một chi bộ của thôn"),
        ({"so": " "}, "Ghi số văn bản xác định chi bộ chính"),
        ({"ngay": "hôm qua"}, "Ngày văn bản"),
        ({"ngay": "1/1/2100"}, "ở sau hôm nay"),
        ({"chi-bo": SECOND}, "đã khai mạc đại hội: chi bộ chính của thôn không đổi nữa"),
        ({"thon": world.VILLAGES[1]}, "chỉ ghi cho thôn có nhiều chi bộ"),
    ):
        answer = above.post(ASKED, ANSWER | wrong)
        assert (answer.status_code, PrimaryCell.objects.count()) == (422, 0)
        assert sentence in said(answer)
        assert wrong.get("ngay", "20/6/2022") in answer.content.decode() or "thon" in wrong
    assert elsewhere.post(ASKED, ANSWER).status_code == 302
    assert "Chi bộ chính: Chi bộ thôn Nà Ếch , theo văn bản 12-QĐ/ĐU, ngày 20/6/2022" in said(above.get(ASKED))
    event = Event.objects.get(type="register.primary_cell_named")
    assert (event.body["cell"], event.stream.place_code) == (world.CELL, VILLAGE)
    assert "Đã ký biên bản đại hội" in said(presidium.post(f"{FIRST}ky-bien-ban/"))
    election = Election.objects.get(side="party")
    assert (Standing.objects.get(election=election).state, [*differences(election)]) == ("unified", [])


def test_f33_a_village_stands_once_by_its_primary_cell_alone(village: None) -> None:
    second_cell()
    election = Election.objects.get(side="party")

    def convened(cell: str) -> None:
        given = convene.CongressIn(cell_code=cell, village_code=VILLAGE, wave="3/7/2022", held_on=date(2022, 7, 3))
        convene.convene(election=election, congresses=[given], actor="dang-uy", at=world.MORNING)

    with pytest.raises(Refused, match="mỗi thôn tính một đại hội"):
        convened(SECOND)
    heads, row = ("Mã chi bộ", "Ngày đại hội"), (SECOND, "3/7/2022")
    listed = read("congresses", heads, row)
    load(listed, election=election)
    assert f"đã có đại hội của chi bộ {world.CELL}; cấp trên chưa ghi chi bộ nào là chi bộ chính" in told(listed)[0]
    at_work(Role.COMMISSION, "22").post(ASKED, ANSWER)
    with pytest.raises(Refused, match="không phải chi bộ chính của thôn"):
        convened(SECOND)
    listed = read("congresses", heads, row)
    load(listed, election=election)
    assert f"ở đây tính đại hội của chi bộ chính: {world.CELL}" in told(listed)[0]
    assert Congress.objects.count() == 1
