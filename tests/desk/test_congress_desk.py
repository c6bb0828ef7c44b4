"""Bàn làm việc bên Đảng: the congress of a cell from its opening to the endorsement, by those whose turn it is."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dantin.core.values import Side
from dantin.locale.words import LOCAL, day
from dantin.store.models import (
    Account,
    Cell,
    Congress,
    Declaration,
    Endorsement,
    HandVote,
    Member,
    MemberChange,
    Reading,
    Round,
    Standing,
    Term,
)
from dantin.store.models.accounts import CELL_ROLES, PARTY_ROLES, Role
from dantin.store.readers import clock
from dantin.store.readers.questions import cell_numbers
from dantin.store.readers.standings import differences
from tests.store import world
from tests.stories.guide import words_on_screen

from .people import open_account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

VILLAGE, OTHER = world.VILLAGES
COMMUNE = "06847"
HERE = f"/lam-viec/chi-bo/{world.CELL}/"
AGAIN = {"du": "7", "thuan": "6", "chong": "1", "ket-qua": "co"}


def at_work(role: Role, place: str = VILLAGE) -> Client:
    client = Client()
    account = signed_in(client, open_account(role, side=Side.PARTY, place=place, login=f"{role.value}.{place}"))
    Account.objects.filter(pk=account.pk).update(name=f"Người {role.value}")
    return client


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def congress() -> Congress:
    world.state_election()
    world.party_election(excused=1)
    return Congress.objects.get()


def typed(votes: int = 7, **changed: object) -> dict[str, str]:
    given = world.congress_figures(present=7, votes=votes) | changed
    return {name: str(value) for name, value in given.items()} | {"lan-doc": str(uuid4())}


def elect_secretary(board: Client, clerk: Client, votes: int = 7) -> None:
    """Two read, the board signs."""
    for client in (board, clerk):
        assert "Đã ghi lần đọc của anh chị" in said(client.post(f"{HERE}bi-thu/phieu-dem/", typed(votes)))
    assert "Đã ký biên bản kiểm phiếu bầu bí thư" in said(board.post(f"{HERE}bi-thu/ky/"))


def state() -> str:
    return Standing.objects.get(election__side="party").state


def test_a_congress_from_its_opening_to_the_endorsement(congress: Congress) -> None:
    presidium, clerk, board = (at_work(role) for role in (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD))
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    assert "Điểm danh" in said(presidium.get("/lam-viec/"))
    assert "Khai mạc" in said(presidium.get(HERE))
    refused = clerk.post(f"{HERE}khai-mac/", {"present": "7"})
    assert (refused.status_code, state()) == (422, "not_started")
    assert "chưa được công nhận trước ngày đại hội" in said(refused)
    world.head_from_state()
    for typed, sentence in (("", "Ghi số đảng viên có mặt"), ("bảy", "ghi “bảy”, cần một số đếm"), ("-7", "“-7”")):
        refused = clerk.post(f"{HERE}khai-mac/", {"present": typed})
        assert refused.status_code == 422
        assert sentence in said(refused)
        assert f'value="{typed}"' in refused.content.decode()
    too_many = clerk.post(f"{HERE}khai-mac/", {"present": "9"})
    assert (too_many.status_code, state()) == (422, "not_started")
    assert "chỉ có 8 đảng viên chính thức" in said(too_many)
    assert "Đã khai mạc" in said(clerk.post(f"{HERE}khai-mac/", {"present": "7"}))
    assert (state(), Congress.objects.get().present) == ("in_congress", 7)
    # whoever presses again is told where it stands, and nothing is opened twice
    assert "đã sang bước khác" in said(presidium.post(f"{HERE}khai-mac/", {"present": "6"}, follow=True))
    refused = presidium.post(f"{HERE}be-mac/")
    assert (refused.status_code, state()) == (422, "in_congress")
    assert "còn chức danh chưa bầu xong: bí thư" in said(refused)
    elect_secretary(board, clerk)
    assert "Bế mạc" in said(presidium.get("/lam-viec/"))
    assert "Đã bế mạc" in said(presidium.post(f"{HERE}be-mac/"))
    assert above.get("/lam-viec/chuan-y/").context["due"] == []
    assert "Đã ký biên bản đại hội" in said(presidium.post(f"{HERE}ky-bien-ban/"))
    assert state() == "unified"
    assert "Chuẩn y" in said(above.get("/lam-viec/"))
    field = {f"so-{world.CELL}": "9-QĐ/ĐU", f"ngay-{world.CELL}": "ngày nào đó"}
    refused = above.post("/lam-viec/chuan-y/", field)
    assert refused.status_code == 422
    assert "Ghi ngày quyết định" in said(refused)
    assert 'value="9-QĐ/ĐU"' in refused.content.decode()
    for typed, sentence in (("02/7/2022", "đứng trước ngày đại hội"), ("01/01/2030", "chưa tới")):
        refused = above.post("/lam-viec/chuan-y/", field | {f"ngay-{world.CELL}": typed})
        assert (refused.status_code, Endorsement.objects.count()) == (422, 0)
        assert sentence in said(refused)
    given = field | {f"ngay-{world.CELL}": "12/7/2022"}
    assert "Đã chuẩn y 1 chi bộ" in said(above.post("/lam-viec/chuan-y/", given))
    assert "Chưa chuẩn y chi bộ nào" in said(above.post("/lam-viec/chuan-y/", given))
    assert Endorsement.objects.get().decision_number == "9-QĐ/ĐU"
    assert Term.objects.filter(post="secretary", unit_code=world.CELL, begins_in=2022).count() == 1
    assert "quyết định 9-QĐ/ĐU, ngày 12/7/2022" in said(presidium.get(HERE))


def test_the_base_is_shown_name_by_name_to_the_cell_and_the_committee_above_alone(congress: Congress) -> None:
    """Membership is sensitive: whoever oversees or advises sees the sums."""
    for role in PARTY_ROLES:
        place = VILLAGE if role in CELL_ROLES else COMMUNE if role is Role.HIGHER_COMMITTEE else "22"
        page = at_work(role, place).get(HERE)
        assert page.context["base"] | {"page": ""} == {"official": "8", "deducted": "1", "count": "7", "page": ""}
        assert ("Lê Thị Thử 3" in said(page)) == (role in CELL_ROLES | {Role.HIGHER_COMMITTEE}), role


@pytest.mark.parametrize("activity", ["temporarily_transferred", "suspended"])
def test_b50_whoever_is_in_two_groups_is_deducted_once(congress: Congress, activity: str) -> None:
    """B-50: a member excused for the whole congress who was transferred for a time too is still one member."""
    excused = congress.absences.get().member
    Member.objects.filter(pk=excused.pk).update(activity=activity)
    [numbers] = cell_numbers({world.CELL}, {congress.election_id}).values()
    assert numbers.less.total == 1
    assert at_work(Role.CELL_COMMITTEE).get(HERE).context["base"]["count"] == "7"


def test_nobody_of_another_village_or_of_the_state_sees_a_cell(congress: Congress) -> None:
    elsewhere = at_work(Role.PRESIDIUM, OTHER)
    assert elsewhere.get(HERE).status_code == 404
    assert elsewhere.post(f"{HERE}khai-mac/", {"present": "8"}).status_code == 404
    assert at_work(Role.PRESIDIUM).get("/lam-viec/chi-bo/CB-KHONG-CO/").status_code == 404
    client = Client()
    account = signed_in(client, open_account(Role.AUDITOR, login="giam-sat"))
    assert account.side == "state"
    assert client.get(HERE).status_code == 404
    assert state() == "not_started"


def test_the_committee_above_asks_as_often_for_two_cells_as_for_one(congress: Congress) -> None:
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert above.get(address).status_code == 200
        return len(queries)

    asked("/lam-viec/")  # which places there are is read once
    before = asked("/lam-viec/"), asked("/lam-viec/chuan-y/")
    second = congress.cell
    second.pk, second.code = None, "CB-HAI"
    second.save()
    Congress.objects.create(
        election=congress.election, wave=congress.wave, cell=second, village_code=VILLAGE, held_on=congress.held_on
    )
    assert (asked("/lam-viec/"), asked("/lam-viec/chuan-y/")) == before
    assert above.get("/lam-viec/").context["total"] == 2


def test_who_cares_for_whose_account_on_the_party_side() -> None:
    """The level above, and nobody further up: the province for committees, a committee for the cells of its commune."""
    world.state_election()
    above = at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    at_work(Role.PRESIDIUM)
    assert "presidium.0684701" in said(above.get("/lam-viec/tai-khoan/"))
    province = at_work(Role.COMMISSION, "22")
    listed = said(province.get("/lam-viec/tai-khoan/"))
    assert f"higher_committee.{COMMUNE}" in listed
    assert "presidium.0684701" not in listed
    assert Account.objects.get(login="presidium.0684701").side == "party"


@pytest.fixture
def hall(congress: Congress) -> dict[Role, Client]:
    """Those in the hall of a congress that is open, by role."""
    world.head_from_state()
    people = {role: at_work(role) for role in CELL_ROLES}
    people[Role.PRESIDIUM].post(f"{HERE}khai-mac/", {"present": "7"})
    return people


def test_two_read_the_sheet_and_what_differs_is_read_again_blind(hall: dict[Role, Client]) -> None:
    board, clerk = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK]
    page = f"{HERE}bi-thu/phieu-dem/"
    assert "Nhập phiếu bầu bí thư" in said(board.get("/lam-viec/"))
    refused = board.post(page, typed(7, valid="", issued="bảy"))
    assert refused.status_code == 422
    assert "Phiếu hợp lệ còn trống" in said(refused)
    assert "ghi “bảy”" in said(refused)
    refused = board.post(page, typed(7, collected="8", valid="8"))
    assert (refused.status_code, Reading.objects.count()) == (422, 0)
    assert "thu vào 8 phiếu, nhiều hơn phát ra 7" in said(refused)
    once = typed(6)
    for _ in range(2):  # sent again: one reading
        board.post(page, once)
    assert Reading.objects.count() == 1
    assert board.get(HERE).context["todo"] == []
    clerk.post(page, typed(5))
    again = board.get(page)
    assert "Hai người ghi khác nhau ở 1 ô" in said(again)
    assert 'value="6"' not in again.content.decode()
    for client in (board, clerk):
        client.post(page, {"votes.m1": "6", "lan-doc": str(uuid4())})
    foreseen = said(board.get(f"{HERE}bi-thu/ky/"))
    assert "trúng cử bí thư" in foreseen
    assert "được 6 phiếu trên cơ số 7, đạt vì cần ít nhất 4" in foreseen
    assert clerk.post(f"{HERE}bi-thu/ky/").status_code == 404
    for _ in range(2):
        board.post(f"{HERE}bi-thu/ky/")
    assert Declaration.objects.get().outcome == "elected"
    assert hall[Role.CELL_COMMITTEE].get(page).status_code == 404


def test_readings_that_still_differ_are_counted_again_and_confirmed(hall: dict[Role, Client]) -> None:
    board, clerk, page = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK], f"{HERE}bi-thu/phieu-dem/"
    for client, votes in ((board, 6), (clerk, 5)):
        client.post(page, typed(votes))
    for client, votes in ((board, "6"), (clerk, "5")):
        client.post(page, {"votes.m1": votes, "lan-doc": str(uuid4())})
    assert "Đếm lại trên giấy" in said(board.get(page))
    board.post(page, typed(5))
    assert "Xác nhận số đếm lại" in said(clerk.get(page))
    clerk.post(page, typed(5))
    assert "được 5 phiếu" in said(board.get(f"{HERE}bi-thu/ky/"))


def test_nobody_above_half_and_the_congress_votes_once_more(hall: dict[Role, Client]) -> None:
    """B-50, B-32: exactly half of the base is not enough; the congress decides, the presidium opens the next round."""
    board, clerk, presidium = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK], hall[Role.PRESIDIUM]
    elect_secretary(board, clerk, votes=3)
    here = f"{HERE}bi-thu/lan-tiep/"
    assert "Có bầu bí thư tiếp không" in said(presidium.get("/lam-viec/"))
    assert board.get("/lam-viec/").context["mine"] == []
    for typed_, sentence in (
        ({}, "Ghi số tán thành"),
        ({"thuan": "8"}, "quá 7 người có mặt"),
        ({"thuan": "6", "ket-qua": ""}, "Chọn đại hội thông qua hay không"),
        ({"nguoi": "ai-khac"}, "Chọn ít nhất một người"),
    ):
        refused = presidium.post(here, {"nguoi": "m1", "noi-dung": "họp lúc 9:40"} | AGAIN | {"thuan": ""} | typed_)
        assert (refused.status_code, HandVote.objects.count()) == (422, 0)
        assert sentence in said(refused)
        assert "họp lúc 9:40" in refused.content.decode()
    opened = presidium.post(here, {"nguoi": "m1"} | AGAIN)
    assert "Đã mở lần bầu 2 của bí thư" in said(opened)
    assert HandVote.objects.get().in_favour == 6
    assert (Round.objects.filter(contest__post="secretary").count(), presidium.post(here).status_code) == (2, 302)
    elect_secretary(board, clerk, votes=6)
    assert "Đã bế mạc" in said(presidium.post(f"{HERE}be-mac/"))


def test_b52_a_congress_that_does_not_vote_again_closes_and_its_decision_stays(hall: dict[Role, Client]) -> None:
    """B-52: whether to go on is the congress's to decide; the post stays open, and nobody is said to be elected."""
    board, clerk, presidium = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK], hall[Role.PRESIDIUM]
    elect_secretary(board, clerk, votes=3)
    here = f"{HERE}bi-thu/lan-tiep/"
    decided = presidium.post(here, AGAIN | {"thuan": "2", "chong": "5", "ket-qua": "khong"})
    assert "đại hội quyết định không bầu bí thư thêm lần nữa" in said(decided)
    assert presidium.post(here, {"nguoi": "m1"} | AGAIN).status_code == 302
    assert (Round.objects.filter(contest__post="secretary").count(), HandVote.objects.count()) == (1, 1)
    assert "Đã bế mạc" in said(presidium.post(f"{HERE}be-mac/"))
    presidium.post(f"{HERE}ky-bien-ban/")
    assert state() == "not_unified"
    assert list(differences(Congress.objects.get().election)) == []


def test_a_congress_of_one_contest_takes_few_requests(hall: dict[Role, Client]) -> None:
    """Two forms, two entries, the conclusion and its signing; thirty are for three elections and the congress."""
    board, clerk, page = hall[Role.COUNTING_BOARD], hall[Role.CONGRESS_CLERK], f"{HERE}bi-thu/phieu-dem/"
    asked = 0
    for client in (board, clerk):
        for answer in (client.get(page), client.post(page, typed(6))):
            asked += 1 + len(getattr(answer, "redirect_chain", ()))
            assert answer.status_code == 200
    for answer in (board.get(f"{HERE}bi-thu/ky/"), board.post(f"{HERE}bi-thu/ky/")):
        asked += 1
        assert answer.status_code == 200
    assert asked == 6


@pytest.mark.parametrize(("present", "word"), [(6, "đủ vì cần ít nhất 6"), (5, "chưa đủ vì cần ít nhất 6")])
def test_b06_whether_two_thirds_of_those_convened_came_is_said_at_once(
    congress: Congress, present: int, word: str
) -> None:
    """B-06: of the eight convened, the one who is excused among them."""
    world.head_from_state()
    opened = at_work(Role.PRESIDIUM).post(f"{HERE}khai-mac/", {"present": str(present)})
    assert f"Có mặt {present} trên 8 đảng viên chính thức được triệu tập, {word}" in said(opened)


def test_what_the_guide_sets_in_bold_stands_on_the_screen(congress: Congress) -> None:
    """docs/van-hanh/dai-hoi.md, walked as it says, with a first round that fails and two who read differently."""
    hall = {role: at_work(role) for role in CELL_ROLES}
    board, clerk, presidium = (hall[one] for one in (Role.COUNTING_BOARD, Role.CONGRESS_CLERK, Role.PRESIDIUM))
    commission, above = at_work(Role.COMMISSION, "22"), at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    shown = [said(commission.get(page)) for page in ("/lam-viec/", "/lam-viec/tu-nha-nuoc/", "/lam-viec/bang-dai-hoi/")]
    world.head_from_state()
    cell = Cell.objects.create(code="CB2", name="Chi bộ bên kia", higher_committee="Đảng ủy xã Húc Động")
    gone = Member.objects.create(cell=cell, person=Member.objects.all()[0].person, status="left")
    went = {"kind": "went", "status": "left", "activity": "normal", "recorded_at": clock.now()}
    MemberChange.objects.create(member=gone, number=1, on=congress.held_on, other_cell=congress.cell, **went)
    shown += [
        said(hall[Role.CELL_COMMITTEE].get(f"{HERE}{page}"))
        for page in ("", "de-an/", "so-dang-vien/", "bao-vang/", "van-ban/thong-bao-trieu-tap/")
    ]
    shown.append(said(above.get("/lam-viec/ke-hoach-dai-hoi/")))
    pages = ("/lam-viec/", HERE, f"{HERE}dieu-hanh/", f"{HERE}diem-danh/")
    shown += [said(presidium.get(page)) for page in pages]
    present = [str(one.id) for one in Member.objects.order_by("id")[:7]]
    shown.append(said(presidium.post(f"{HERE}diem-danh/", {"viec": "den", "nguoi": present[:5]})))
    Congress.objects.update(present=5)
    presidium.post(f"{HERE}khai-mac/")
    shown.append(said(presidium.get(HERE)))
    shown += [said(above.get(f"/lam-viec/{page}/")) for page in ("ke-hoach-dai-hoi", "chi-bo-chinh")]
    Congress.objects.update(present=7)
    presidium.post(f"{HERE}diem-danh/", {"viec": "den", "nguoi": present})
    people = {"nguoi": present[1:3], "truong": present[1], "du": "7", "thuan": "7", "chong": "0", "ket-qua": "co"}
    presidium.post(f"{HERE}gio-the/ban-kiem-phieu/", people)
    shown += [said(presidium.get(f"{HERE}gio-the/{matter}/")) for matter in ("ban-kiem-phieu", "chuong-trinh")]
    shown.append(said(presidium.get(f"{HERE}bi-thu/danh-sach/")))
    page = f"{HERE}bi-thu/phieu-dem/"
    shown += [said(board.get(each)) for each in (page, HERE)]
    for client, votes in ((board, 3), (clerk, 2)):
        client.post(page, typed(votes))
    shown.append(said(board.get(page)))
    for client in (board, clerk):
        client.post(page, {"votes.m1": "3", "lan-doc": str(uuid4())})
    shown.append(said(board.get(f"{HERE}bi-thu/ky/")))
    board.post(f"{HERE}bi-thu/ky/")
    shown.append(said(presidium.get(f"{HERE}bi-thu/lan-tiep/")))
    presidium.post(f"{HERE}bi-thu/lan-tiep/", {"nguoi": "m1"} | AGAIN)
    elect_secretary(board, clerk)
    shown.append(said(presidium.get(HERE)))
    presidium.post(f"{HERE}be-mac/")
    shown.append(said(presidium.get(HERE)))
    presidium.post(f"{HERE}ky-bien-ban/")
    shown += [said(above.get("/lam-viec/")), said(above.get("/lam-viec/chuan-y/")), said(above.get(HERE))]
    above.post(f"{HERE}giay-to/khieu-nai/", {"ngay": day(clock.now().astimezone(LOCAL).date()), "muc": "ballots"})
    shown += [said(above.get(f"{HERE}giay-to/{slug}/")) for slug in ("tra-loi", "chi-dinh-bi-thu", "nhan-bao-cao")]
    shown += [said(presidium.get(f"{HERE}giay-to/{slug}/")) for slug in ("ban-giao", "gui-bao-cao", "niem-phong-phieu")]
    screens = " ".join(shown)
    assert [word for word in words_on_screen("dai-hoi") if word not in screens] == []


@pytest.mark.parametrize("role", [Role.COMMISSION, Role.AUDITOR, Role.LAWYER])
def test_who_sees_the_whole_province_finds_a_cell_by_its_village(congress: Congress, role: Role) -> None:
    client = at_work(role, "22")
    assert "1" in said(client.get("/lam-viec/"))
    for asked in ("na ech", "NÀ ẾCH", world.CELL):
        assert HERE in client.get("/lam-viec/", {"tim": asked}).content.decode(), asked
    for asked in ("nơi khác", "%", "_", "'; --"):
        page = client.get("/lam-viec/", {"tim": asked})
        assert page.status_code == 200
        assert ("Không có chi bộ nào" in said(page)) == (asked == "nơi khác"), asked
    assert client.get(HERE).status_code == 200
