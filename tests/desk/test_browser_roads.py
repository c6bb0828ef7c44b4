"""Các ngả rẽ của một cuộc bầu, in the browser: each road drives its own steps on a telephone, actions arrange the rest.

The straight road and readers who differ and then agree are in test_browser_road.py, a sheet replaced by keyboard in
test_rulings_browser.py, a telephone lost at half past four in test_browser_lost_telephone.py.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from dantin.core.values import Side
from dantin.store.actions import register
from dantin.store.actions.ballot import open_polls
from dantin.store.actions.count_at_desk import read_at_desk
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import (
    Account,
    Candidacy,
    Declaration,
    Election,
    Recognition,
    Roll,
    Round,
    Sheet,
    Standing,
)
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.standings import differences
from tests.store import test_rulings as arranged
from tests.store import world
from tests.store.test_rulings import S

from .people import open_account, signed_in
from .test_browser_road import fits, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VILLAGE, COMMUNE = world.VILLAGES[0], "06847"
PLACES = {Role.CHAIR: COMMUNE, Role.CLERK: COMMUNE, Role.TEAM_LEADER: VILLAGE, Role.COUNTER: VILLAGE}
TODAY = datetime(2022, 6, 14, 10, 0, tzinfo=world.VIETNAM)
Screen = Callable[[Role], Page]


@pytest.fixture
def screen(live_server, transactional_db, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """A function: somebody of that role at the village's page, on a telephone of her own, signed in already."""
    monkeypatch.setattr(clock, "now", lambda: TODAY)
    contexts = {}

    def shown(role: Role) -> Page:
        if role not in contexts:
            client = Client()
            signed_in(client, account(role))
            name = django_settings.SESSION_COOKIE_NAME
            contexts[role] = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
            contexts[role].set_default_timeout(10_000)
            contexts[role].add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
            contexts[role].new_page()
        page = contexts[role].pages[0]
        page.goto(f"{live_server.url}/lam-viec/thon/{VILLAGE}/")
        return page

    yield shown
    for context in contexts.values():
        context.close()


def account(role: Role) -> Account:
    found = Account.objects.filter(login=f"di.{role}").first()
    if found is None:
        open_account(role, place=PLACES[role], login=f"di.{role}")
        Account.objects.filter(login=f"di.{role}").update(name=f"Người {role}")
    return found or Account.objects.get(login=f"di.{role}")


def read(role: Role, number: int = 1, sheet: int = 1, **figures: int) -> None:
    """A reading that is not what the road is about."""
    found = Round.objects.get(contest__village_code=VILLAGE, number=number).sheets.get(number=sheet)
    given = world.figures(**figures)
    if found.round.procedure == "household_ballots":
        del given["attended"]
    read_at_desk(account=account(role), event_id=uuid4(), sheet=found.id, figures=given, at=TODAY)


def agreed(**figures: int) -> None:
    for role in (Role.COUNTER, Role.CLERK):
        read(role, **figures)


def listed(election: Election) -> None:
    """The list certified and the slate fixed, as every election has them before its day."""
    register.certify_rolls(
        election=election,
        electorate="household_representatives",
        rolls=[register.RollIn(village_code=VILLAGE, count=100, source=Roll.Source.CERTIFIED_TOTAL)],
        certified_on=date(2022, 6, 30),
        actor="can-bo-xa",
        at=TODAY,
    )
    people = [world.person(Side.STATE, name) for name in ("Lý Thị Bình", "Lý Văn An")]
    contest = register.ContestIn(
        unit_code=VILLAGE,
        village_code=VILLAGE,
        wave=Standing.objects.get(election=election).wave.name,
        post="village_head",
        seats=1,
        held_on=date(2022, 7, 10),
        procedure="meeting",
        vote_form="secret_ballot",
        candidates=[
            register.CandidateIn(key=f"c{n}", person=one, origin=Candidacy.Origin.INTRODUCED)
            for n, one in enumerate(people, start=1)
        ],
    )
    register.fix_slates(election=election, contests=[contest], actor="mttq-06847", at=TODAY)


def opened() -> None:
    open_polls(election=Election.objects.get(), villages=[VILLAGE], actor="to-truong", at=TODAY)


def signs(leader: Page) -> None:
    leader.get_by_role("link", name="Ký biên bản và kết luận").click()
    leader.get_by_role("button", name="Ký biên bản và kết luận").click()
    leader.get_by_text("Đã ký biên bản và kết luận").wait_for()


def calls_again(chair: Page, day: str, procedure: str = "Họp bầu") -> None:
    chair.get_by_role("link", name="Định lần bầu tiếp theo").click()
    fits(chair)
    chair.get_by_label("Ngày bầu").fill(day)
    chair.get_by_label("Cách bầu").select_option(label=procedure)
    chair.get_by_role("button", name="Định lần bầu này").click()
    chair.get_by_text(f"ngày {day.removeprefix('0')}").first.wait_for()


def writes(page: Page, paper: str, **fields: str) -> None:
    """One paper around the election: its fields by their labels, sent by Enter in the last."""
    page.get_by_role("link", name=paper, exact=True).click()
    fits(page)
    for label, value in fields.items():
        field = page.get_by_label(label.replace("_", " "), exact=True)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    page.get_by_role("button", name=re.compile("^Ghi")).click()
    page.get_by_role("heading", name="Anh chị làm được ngay").wait_for()


def state() -> str:
    assert list(differences(Election.objects.get())) == []
    return Standing.objects.get(village_code=VILLAGE).state


def test_f02_nobody_above_half_then_another_round_elects(screen: Screen) -> None:
    arranged.in_state(S.VOTING)
    agreed(a=50, b=48)
    leader = screen(Role.TEAM_LEADER)
    leader.get_by_role("link", name="Ký biên bản và kết luận").click()
    leader.get_by_role("heading", name="Chưa bầu được trưởng thôn: không ai đạt 51 phiếu").wait_for()
    fits(leader)
    signs(screen(Role.TEAM_LEADER))
    calls_again(screen(Role.CHAIR), "19/6/2022")
    screen(Role.TEAM_LEADER).get_by_role("button", name="Khai mạc").click()
    leader.get_by_text("Đang bỏ phiếu").first.wait_for()
    agreed(number=2, a=60, b=38)
    signs(screen(Role.TEAM_LEADER))
    assert state() == "elected_in_rerun"
    fits(leader)


def test_f24_nobody_twice_then_an_interim_head_with_his_last_day(screen: Screen) -> None:
    arranged.in_state(S.RERUN)
    arranged.run_again()
    opened()
    agreed(number=2, a=49, b=49)
    signs(screen(Role.TEAM_LEADER))
    assert state() == "interim"
    chair = screen(Role.CHAIR)
    given = {
        "Số_quyết_định": "88/QĐ-UBND",
        "Ngày_quyết_định": "13/6/2022",
        "Họ_và_tên_người_được_giao": "Lương Văn Thử",
        "Năm_sinh": "1970",
        "Từ_ngày": "14/6/2022",
    }
    chair.get_by_role("link", name="Chỉ định lâm thời", exact=True).click()
    for label, value in given.items():
        chair.get_by_label(label.replace("_", " "), exact=True).fill(value)
    chair.get_by_label("Đến ngày", exact=True).fill("14/12/2022")
    chair.keyboard.press("Enter")
    chair.get_by_text("chậm nhất ngày 13/12/2022").wait_for()  # six months, and what was typed stays
    assert chair.get_by_label("Họ và tên người được giao").input_value() == "Lương Văn Thử"
    fits(chair)
    chair.get_by_label("Đến ngày", exact=True).fill("13/12/2022")
    chair.keyboard.press("Enter")
    chair.get_by_text("Lương Văn Thử, từ 14/6/2022 đến 13/12/2022").wait_for()
    fits(chair)


def test_f14_no_quorum_then_a_ballot_to_every_household(screen: Screen) -> None:
    arranged.in_state(S.VOTING)
    for role in (Role.COUNTER, Role.CLERK):
        page = screen(role)
        page.get_by_role("link", name="Nhập phiếu đếm").click()
        page.get_by_label(re.compile("^Người dự")).fill("40")
        page.get_by_role("button", name="Không đủ số họp, dừng ở đây").click()
        page.get_by_role("status").first.wait_for()
    leader = screen(Role.TEAM_LEADER)
    signs(leader)
    leader.get_by_text("Cuộc họp không đủ số dự").wait_for()
    assert state() == "no_quorum"
    calls_again(screen(Role.CHAIR), "19/6/2022", "Phát phiếu tới từng hộ")
    screen(Role.TEAM_LEADER).get_by_role("button", name="Khai mạc").click()
    counter = screen(Role.COUNTER)
    counter.get_by_role("link", name="Nhập phiếu đếm").click()
    assert counter.get_by_label(re.compile("^Người dự")).count() == 0  # there is no hall
    typed(counter, 98, 98, 98, 0, 60, 38)
    counter.keyboard.press("Enter")
    counter.get_by_text("Đã ghi lần đọc của anh chị").wait_for()
    read(Role.CLERK, number=2, a=60, b=38)
    signs(screen(Role.TEAM_LEADER))
    assert state().startswith("elected")


def test_f15_a_storm_puts_the_poll_off_and_it_opens_on_its_new_day(screen: Screen) -> None:
    arranged.in_state(S.VOTING)
    clerk = screen(Role.CLERK)
    paper = {"Số_quyết_định": "88/QĐ-UBND", "Ngày_quyết_định": "04/6/2022"}
    writes(clerk, "Hoãn ngày bầu", **paper, Lý_do="bão số 2")
    assert screen(Role.TEAM_LEADER).get_by_role("button", name="Khai mạc").count() == 0
    writes(screen(Role.CHAIR), "Định lại ngày bầu", **paper | {"Ngày_bầu_mới": "26/6/2022"})
    leader = screen(Role.TEAM_LEADER)
    leader.get_by_role("button", name="Khai mạc").click()
    leader.get_by_text("Đang bỏ phiếu").first.wait_for()
    assert Round.objects.get(contest__village_code=VILLAGE).held_on == date(2022, 6, 26)


def test_two_who_still_differ_count_the_paper_again_and_another_confirms(screen: Screen) -> None:
    arranged.in_state(S.VOTING)
    for _ in range(2):
        read(Role.COUNTER, a=60, b=38)
        read(Role.CLERK, a=59, b=39)
    leader = screen(Role.TEAM_LEADER)
    leader.get_by_role("link", name="Nhập số đếm lại").click()
    fits(leader)
    typed(leader, 98, 98, 98, 98, 0, 58, 40)
    leader.keyboard.press("Enter")
    leader.get_by_role("status").first.wait_for()
    clerk = screen(Role.CLERK)
    clerk.get_by_role("link", name="Xác nhận số đếm lại").click()
    assert not {"58", "40"} & {field.input_value() for field in clerk.locator(".o-so input").all()}  # blind
    typed(clerk, 98, 98, 98, 98, 0, 58, 40)
    clerk.keyboard.press("Enter")
    clerk.get_by_role("button", name="Ký biên bản và kết luận").click()
    clerk.get_by_text("Đã ký biên bản và kết luận").wait_for()
    assert Declaration.objects.get().question["candidates"][0]["votes"] == 58
    assert state() == "elected"


def test_a_signed_sheet_is_corrected_and_both_conclusions_stay(screen: Screen) -> None:
    arranged.in_state(S.ELECTED)
    writes(screen(Role.CHAIR), "Lập biên bản thay thế", Ngày_yêu_cầu="13/6/2022", Lý_do="cộng nhầm phiếu của hai người")
    for role in (Role.COUNTER, Role.CLERK):
        read(role, sheet=2, a=38, b=60)
    leader = screen(Role.TEAM_LEADER)
    signs(leader)
    leader.get_by_text("Đã có biên bản thay thế").wait_for()
    fits(leader)
    assert [row.elected for row in Declaration.objects.order_by("version")] == [["c1"], ["c2"]]
    assert state() == "elected"


def test_a_complaint_holds_back_the_recognition_and_the_result_is_annulled(screen: Screen) -> None:
    arranged.in_state(S.ELECTED)
    writes(screen(Role.CLERK), "Nhận khiếu nại", Ngày_đơn="13/6/2022", Khiếu_nại_về_việc_gì="về việc kiểm phiếu")
    chair = screen(Role.CHAIR)
    here = chair.url
    chair.goto(here.replace(f"thon/{VILLAGE}", "cong-nhan"))
    chair.get_by_label(re.compile("^Số quyết định")).fill("12/QĐ-UBND")
    chair.get_by_label(re.compile("^Ngày quyết định")).fill("13/6/2022")
    chair.get_by_role("button", name="Công nhận").click()
    chair.get_by_text("Chưa công nhận ai").wait_for()
    expect(chair.get_by_text("Ở Thôn Nà Ếch còn khiếu nại")).to_have_count(1)
    fits(chair)
    assert not Recognition.objects.exists()
    writes(
        screen(Role.CHAIR),
        "Huỷ kết quả",
        Số_quyết_định="90/QĐ-UBND",
        Ngày_quyết_định="14/6/2022",
        Lý_do="phiếu phát sai",
        Quyết_định_tính_lần_bầu_này_là="lần đầu",
    )
    chair.get_by_text("Không còn hiệu lực").wait_for()
    assert state() == "rerun"
    calls_again(screen(Role.CHAIR), "19/6/2022")


def test_f26_a_head_leaves_and_a_by_election_fills_the_vacancy(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    arranged.in_state(S.ELECTED)
    decision = RecognitionIn(
        declaration=Declaration.objects.get().id, decision_number="12/QĐ-UBND", decided_on=date(2022, 6, 8)
    )
    recognise(decisions=[decision], actor="chu-tich", at=TODAY)
    clerk = screen(Role.CLERK)
    paper = {"Số_quyết_định": "91/QĐ-UBND", "Vì_sao": "chết", "Khuyết_từ_ngày": "10/6/2022"}
    writes(clerk, "Trưởng thôn thôi làm", **paper | {"Ngày_công_nhận_cho_thôi": "13/6/2022"})
    chair = screen(Role.CHAIR)
    chair.get_by_text("Đang khuyết trưởng thôn").first.wait_for()
    expect(chair.get_by_role("link", name="Chỉ định lâm thời", exact=True)).to_be_visible()
    fits(chair)
    assert state() == "elected"  # the result of the election is what it was

    clerk = screen(Role.CLERK)
    clerk.get_by_role("link", name="Gọi bầu bổ sung").click()
    fits(clerk)
    given = {
        "Số quyết định": "92/QĐ-UBND",
        "Ngày quyết định": "14/6/2022",
        "Ngày bầu": "10/7/2022",
        "Ai đi bầu": "đại diện hộ gia đình",
        "Cách tổ chức": "cuộc họp",
        "Hình thức bầu": "bỏ phiếu kín",
    }
    for label, value in given.items():
        field = clerk.get_by_label(label, exact=True)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    clerk.get_by_role("button", name="Gọi bầu bổ sung").click()
    clerk.get_by_text("Bầu bổ sung trưởng thôn, thôn Nà Ếch").first.wait_for()
    fits(clerk)
    [by] = Election.objects.exclude(code="VH-2022")
    listed(by)
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 7, 10, 9, 0, tzinfo=world.VIETNAM))
    leader = screen(Role.TEAM_LEADER)
    leader.get_by_role("button", name="Khai mạc").click()
    leader.get_by_text("Đang bỏ phiếu").first.wait_for()
    for role in (Role.COUNTER, Role.CLERK):
        sheet = Sheet.objects.get(round__contest__election=by)
        figures = world.figures(a=60, b=38)
        read_at_desk(account=account(role), event_id=uuid4(), sheet=sheet.id, figures=figures, at=clock.now())
    signs(screen(Role.TEAM_LEADER))
    chair = screen(Role.CHAIR)
    chair.goto(chair.url.replace(f"thon/{VILLAGE}", "cong-nhan"))
    chair.get_by_label(re.compile("^Số quyết định")).fill("95/QĐ-UBND")
    chair.get_by_label(re.compile("^Ngày quyết định")).fill("10/7/2022")
    chair.get_by_role("button", name="Công nhận").click()
    chair.get_by_text("Đã công nhận 1 người").wait_for()
    assert [row.name for row in Recognition.objects.order_by("id")] == ["Nguyễn Văn Thử 1", "Lý Thị Bình"]
    assert [one for each in Election.objects.all() for one in differences(each)] == []
