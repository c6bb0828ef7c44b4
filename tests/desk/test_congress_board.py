"""Bảng đại hội: both stages on the Party side, the exceptions with their reasons, what needs a call."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dantin.core.after_congress import CongressRulingKind
from dantin.store.models import Account, Cell, CellVillage, Congress, Event, HeadFromState, Member, Standing, Term
from dantin.store.models.accounts import CELL_ROLES, PARTY_ROLES, Role
from dantin.store.readers import clock
from tests.store import world
from tests.store.test_congress_rulings import elect, fail_three_times, opened, paper, signed

from .test_congress_desk import COMMUNE, HERE, VILLAGE, at_work, said
from .test_congress_of_nineteen import nineteen, votes  # noqa: F401  # the fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BOARD = "/lam-viec/bang-dai-hoi/"


@pytest.fixture
def congress() -> Congress:
    """Eight official members, one excused; the head the first of them, alone on the list for secretary."""
    world.state_election()
    world.party_election(excused=1)
    world.head_from_state()
    return Congress.objects.get()


class Clock:
    """The hour of the pages; what the desk itself reads of the simulated clock stays."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, real = world.CONGRESS_MORNING, clock.moment
        monkeypatch.setattr(clock, "moment", lambda: real()._replace(now=self.now))

    def at(self, hour: int, minute: int = 0, *, day: int = 3) -> None:
        self.now = datetime(2022, 7, day, hour, minute, tzinfo=world.VIETNAM)


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def calls(client: Client) -> list[str]:
    return [call["why"] for call in client.get(BOARD).context["calls"]]


def apart(client: Client) -> list[str]:
    return [one["why"] for one in client.get(BOARD).context["apart"]]


def test_the_day_of_a_congress_as_the_province_sees_it(congress: Congress, hour: Clock) -> None:
    commission, above = at_work(Role.COMMISSION, "22"), at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    at_work(Role.PRESIDIUM)
    Account.objects.filter(role=Role.PRESIDIUM).update(phone="0912000111")
    holder = Member.objects.get(person__name="Nguyễn Văn Thử 1").person
    Term.objects.create(
        side="party", person=holder, post="secretary", unit_code=world.CELL, village_code=VILLAGE, begins_in=2020,
        ends_in=2022,
    )  # fmt: skip
    page = said(commission.get(BOARD))
    assert "0 trên 1 đại hội đã xong" in page
    assert "Quyết định công nhận mới nhất: 8/6/2022" in page
    hour.at(13, 59)
    assert calls(commission) == []
    hour.at(14)
    assert calls(commission) == ["Tới ngày đại hội mà chưa khai mạc"]
    assert "0912000111" in said(above.get(BOARD))
    opened(congress)  # 7:00
    hour.at(8, 59)
    assert calls(commission) == []
    hour.at(9)
    assert calls(commission) == ["Đang họp mà lâu không có tin"]
    elect(7, 110)  # 8:50
    assert calls(commission) == []
    signed_at = 130
    signed(congress, signed_at)
    page = said(commission.get(BOARD))
    assert "1 trên 1 đại hội đã xong" in page
    assert "1 trên 1 đại hội đã ký biên bản (100,00 %)" in page
    told = {one["word"]: one["value"] for one in commission.get(BOARD).context["elected"]}
    assert (told["Bí thư tái cử"], told["Bí thư mới"]) == ("1", "0")
    assert told["Bí thư được bầu, tỷ lệ phiếu thấp nhất"].startswith("100")
    assert "1 lúc 09:" in commission.get(BOARD).content.decode().replace("\xa0", " ")
    # B-53: of Sunday 3 July by Tuesday 12 July
    hour.at(23, 59, day=12)
    assert calls(commission) == []
    hour.at(0, 0, day=13)
    assert calls(commission) == ["Quá hạn báo cáo cấp trên"]
    paper(congress, CongressRulingKind.SENT, 13, 10 * 24 * 60)
    assert calls(commission) == []


def test_what_was_heard_on_the_telephone_stays_beside_the_call_and_is_no_news_of_the_hall(
    congress: Congress, hour: Clock
) -> None:
    commission, above = at_work(Role.COMMISSION, "22"), at_work(Role.HIGHER_COMMITTEE, COMMUNE)
    opened(congress)
    hour.at(9)
    for given, sentence in (
        ({"ghi-chu": "  "}, "Chọn nghe được gì"),
        ({"nghe": "gì đó", "ghi-chu": "bà Lan nghe"}, "Chọn lại nghe được gì"),
        ({"ghi-chu": "a" * 201}, "nhiều nhất là 200"),
    ):
        refused = commission.post(BOARD, {"chi-bo": world.CELL} | given)
        assert refused.status_code == 422
        assert sentence in said(refused)
        assert given["ghi-chu"].strip() in refused.content.decode()
    assert commission.post(BOARD, {"chi-bo": "CB-KHAC", "ghi-chu": "x"}).status_code == 404
    heard = {"chi-bo": world.CELL, "nghe": "Không nghe máy", "ghi-chu": "ông Thử 1 gọi lại"}
    assert above.post(BOARD, heard).status_code == 302
    hour.at(9, 30)
    assert calls(commission) == ["Đang họp mà lâu không có tin"]
    assert "Không nghe máy. ông Thử 1 gọi lại" in said(commission.get(BOARD))
    event = Event.objects.get(type="congress.called")
    assert "Thử" not in str(event.body)
    event.facts.update(value=None, salt="")
    assert "Thử 1 gọi lại" not in said(commission.get(BOARD))


def test_closed_and_not_signed_for_half_an_hour_is_called_for(congress: Congress, hour: Clock) -> None:
    """F-57: without signed minutes it does not count."""
    commission = at_work(Role.COMMISSION, "22")
    opened(congress)
    elect(7, 10)
    signed(congress, 20)
    Congress.objects.update(signed_at=None)
    Standing.objects.filter(election=congress.election).update(state="done_to_sign")
    hour.at(7, 49)
    assert calls(commission) == []
    hour.at(7, 50)
    assert calls(commission) == ["Đã bế mạc, chưa ký biên bản"]


@pytest.mark.parametrize("state", ["in_congress", "done_to_sign", "unified", "not_unified"])
def test_a_hall_that_goes_on_between_two_statements_breaks_no_look(congress: Congress, hour: Clock, state: str) -> None:
    """The states were read and the congress was not yet as they say, or no longer: it was convened again."""
    commission = at_work(Role.COMMISSION, "22")
    Standing.objects.filter(election=congress.election).update(state=state)
    hour.at(16)
    assert commission.get(BOARD).status_code == 200
    Congress.objects.update(opened_at=world.CONGRESS_MORNING, present=7)
    assert commission.get(BOARD).status_code == 200


def test_f14_without_two_thirds_and_without_another_day(congress: Congress, hour: Clock) -> None:
    commission, presidium = at_work(Role.COMMISSION, "22"), at_work(Role.PRESIDIUM)
    opened(congress)
    Congress.objects.update(present=5)
    hour.at(7, 5)
    assert calls(commission) == ["Chưa đủ hai phần ba, chưa định ngày họp lại"]
    again = {"ngay": "10/7/2022", "ly-do": "mới có năm người"}
    assert "Đã triệu tập lại" in said(presidium.post(f"{HERE}trieu-tap-lai/", again))
    assert calls(commission) == []
    # enough at the opening, too few on the count sheet
    opened(Congress.objects.get(current=True), 7 * 24 * 60)
    hour.at(7, 30, day=10)
    assert calls(commission) == []
    assert elect(5, 7 * 24 * 60 + 20, present=5).outcome == "no_quorum"
    assert calls(commission) == ["Chưa đủ hai phần ba, chưa định ngày họp lại"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("none", "Trưởng thôn không có tên trong sổ đảng viên"),  # F-28
        ("probationary", "Trưởng thôn là đảng viên dự bị"),  # F-29
        ("other_cell", "Trưởng thôn sinh hoạt đảng ở chi bộ khác"),  # F-30
        ("other_village", "Bí thư là trưởng thôn kia của chi bộ"),  # F-32
        ("unclear", "Chưa rõ trưởng thôn là đảng viên nào"),
        ("not_on_the_list", "Trưởng thôn không có tên trong danh sách bầu bí thư"),
    ],
)
def test_another_is_secretary_and_the_board_says_why(congress: Congress, hour: Clock, change: str, why: str) -> None:
    """F-28, F-29, F-30, F-32: the secretary of two villages is the head of one of them at most."""
    commission = at_work(Role.COMMISSION, "22")
    other = Member.objects.get(person__name="Lê Thị Thử 1")
    head = HeadFromState.objects.get()
    head.name, head.born_in = other.person.name, other.person.born_in
    if change == "none":
        head.name = "Người Ngoài Đảng"
    elif change == "unclear":
        other.person.born_in = None
        other.person.save()
    elif change == "other_village":
        CellVillage.objects.create(cell=congress.cell, village_code=world.VILLAGES[1])
        HeadFromState.objects.create(
            election=congress.election, village_code=world.VILLAGES[1], name="Nguyễn Văn Thử 1", born_in=1975,
            decision_number="58/QĐ-UBND", decided_on=date(2022, 6, 8), file_digest="0" * 64,
        )  # fmt: skip
    head.save()
    opened(congress)
    elect(7, 10)
    signed(congress, 20)
    if change == "probationary":
        Member.objects.filter(id=other.id).update(status="probationary")
    elif change == "other_cell":
        Member.objects.filter(id=other.id).update(cell=Cell.objects.create(code="K", name="K", higher_committee="K"))
    assert apart(commission) == [why]
    page = commission.get(BOARD)
    assert (page.context["unified"], page.context["apart_count"]) == ("0", "1")
    [reason] = page.context["reasons"]
    assert commission.get(BOARD, {"ly-do": reason["key"]}).context["apart"] == page.context["apart"]
    assert commission.get(BOARD, {"ly-do": "lost_the_vote"}).context["apart"] == []
    assert commission.get(BOARD, {"ly-do": "x" * 999, "vi": "'; --"}).status_code == 200


@pytest.mark.parametrize(
    ("committee", "names", "why"),
    [
        ({"m0": 9, "m1": 15, "m2": 12, "m3": 14}, 1, "Trưởng thôn không trúng chi ủy"),  # F-36
        ({"m0": 18, "m1": 15, "m2": 12, "m3": 1}, 2, "Trưởng thôn không được bầu làm bí thư"),  # F-37
    ],
)
def test_who_could_stand_lost_at_one_step(
    nineteen: Congress,  # noqa: F811
    committee: dict[str, int],
    names: int,
    why: str,
) -> None:
    board, clerk, presidium = (at_work(role) for role in (Role.COUNTING_BOARD, Role.CONGRESS_CLERK, Role.PRESIDIUM))
    committee_of, contests = nineteen.election.contests.get(post="committee"), nineteen.election.contests
    for post, key, slate in (("secretary", "m1", ["m0", "m1"][-names:]), ("deputy_secretary", "m2", ["m2"])):
        contest, person = contests.get(post=post), committee_of.candidacies.get(key=key).person
        contest.candidacies.create(key=key, person=person, position=2, origin="committee")
        contest.rounds.update(slate=slate)
    presidium.post(f"{HERE}khai-mac/", {"present": "18"})
    for slug, post, given in (
        ("chi-uy", "committee", committee),
        ("bi-thu", "secretary", {"m0": 5, "m1": 13} if names == 2 else {"m1": 18}),
        ("pho-bi-thu", "deputy_secretary", {"m2": 16}),
    ):
        for client in (board, clerk):
            client.post(f"{HERE}{slug}/phieu-dem/", votes(post, **given))
        board.post(f"{HERE}{slug}/ky/")
    presidium.post(f"{HERE}be-mac/")
    presidium.post(f"{HERE}ky-bien-ban/")
    commission = at_work(Role.COMMISSION, "22")
    assert apart(commission) == [why]
    told = {one["word"]: one["value"] for one in commission.get(BOARD).context["elected"]}
    assert (told["Chi ủy đã bầu đủ"], told["Phó bí thư đã bầu"]) == ("1 / 1", "1 / 1")


def test_b32_the_third_failure_waits_for_an_appointment_and_then_says_so(congress: Congress, hour: Clock) -> None:
    commission = at_work(Role.COMMISSION, "22")
    fail_three_times(congress)
    hour.at(8, 30)
    assert calls(commission) == ["Đại hội xong mà chưa có bí thư"]
    assert apart(commission) == ["Chưa có bí thư"]
    other = Member.objects.get(person__name="Lê Thị Thử 1")
    given = {"decision_number": "5-QĐ/ĐU", "member": other.id}
    paper(congress, CongressRulingKind.APPOINTED, 5, 3 * 24 * 60, **given)
    assert apart(commission) == ["Cấp trên chỉ định người khác làm bí thư"]
    assert calls(commission) == []


def test_an_appointed_head_is_counted_as_appointed(congress: Congress) -> None:
    fail_three_times(congress)
    head = Member.objects.get(person__name="Nguyễn Văn Thử 1")
    given = {"decision_number": "5-QĐ/ĐU", "member": head.id}
    paper(congress, CongressRulingKind.APPOINTED, 5, 3 * 24 * 60, **given)
    assert "(100,00 %), trong đó 1 do cấp trên chỉ định" in said(at_work(Role.COMMISSION, "22").get(BOARD))


def test_what_an_earlier_sitting_elected_is_not_on_the_board(congress: Congress) -> None:
    opened(congress)
    elect(7, 10)
    signed(congress, 20)
    given = {"decision_number": "2-QĐ/ĐU", "reason": "Kiểm phiếu sai", "from_on": date(2022, 7, 17)}
    paper(congress, CongressRulingKind.ANNULLED, 8, 6 * 24 * 60, **given)
    page = at_work(Role.COMMISSION, "22").get(BOARD)
    assert "0 trên 1 đại hội đã xong" in said(page)
    assert {one["value"] for one in page.context["elected"]} == {"0", "0 / 0", "–"}


def test_what_is_not_new_is_told_in_few_questions(congress: Congress, hour: Clock) -> None:
    """Each look of a board that lies open: 304 while nothing was saved, the part alone after a save or a minute."""
    commission = at_work(Role.COMMISSION, "22")
    part = {"X-Manh": "1"}
    first = commission.get(BOARD, headers=part)
    assert "<main" not in first.content.decode()
    again = part | {"If-None-Match": f"W/{first.headers['ETag']}"}
    with CaptureQueriesContext(connection) as asked:
        assert commission.get(BOARD, headers=again).status_code == 304
    assert len(asked) <= 4, [query["sql"][:90] for query in asked]
    # another account, another filter: another answer
    assert commission.get(f"{BOARD}?vi=silent", headers=again).status_code == 200
    assert at_work(Role.HIGHER_COMMITTEE, COMMUNE).get(BOARD, headers=again).status_code == 200
    opened(congress)
    fresh = commission.get(BOARD, headers=again)
    assert (fresh.status_code, fresh.context["stages"][1]["counters"][2]["n"]) == (200, "1")
    hour.now += timedelta(minutes=1)
    assert commission.get(BOARD, headers=part | {"If-None-Match": fresh.headers["ETag"]}).status_code == 200


def test_a_committee_sees_its_own_cells_alone_and_who_has_no_board(congress: Congress) -> None:
    seen = {}
    for role in PARTY_ROLES:
        place = VILLAGE if role in CELL_ROLES else COMMUNE if role is Role.HIGHER_COMMITTEE else "22"
        client = seen[role] = at_work(role, place)
        sees = role in (Role.COMMISSION, Role.HIGHER_COMMITTEE)
        assert (client.get(BOARD).status_code == 200) == sees, role
        assert (BOARD in client.get("/lam-viec/").content.decode()) == sees, role
    Standing.objects.filter(election=congress.election).update(commune_code="09999")
    assert seen[Role.COMMISSION].get(BOARD).context["total"] == "1"
    assert "Chưa có đại hội chi bộ nào" in said(seen[Role.HIGHER_COMMITTEE].get(BOARD))
    assert Client().get(BOARD).status_code == 302
