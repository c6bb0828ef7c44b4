"""Giao việc khi vắng: the role at its place, from day to day; each event has the delegate's login and "thay mặt"."""

import re
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory

from dantin.core.values import Side
from dantin.desk.acting import CHOSEN, in_role
from dantin.store.actions.accounts import AccountIn, close_account, open_accounts
from dantin.store.actions.delegations import delegate_role, end_delegation
from dantin.store.models import Account, Declaration, Delegation, Event, Recognition, Standing, Stream
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.streams import broken_links
from dantin.store.refusals import Refused
from tests.store import world

from .people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

COMMUNE, VILLAGE = "06847", world.VILLAGES[0]
HERE = f"/lam-viec/thon/{VILLAGE}/"
DAY = datetime(2022, 6, 8, 9, 0, tzinfo=world.VIETNAM)
FIRST, LAST = date(2022, 6, 6), date(2022, 6, 10)
PEOPLE = (
    ("ct", "Đinh Thị Chủ", Role.CHAIR, COMMUNE),
    ("cbx", "Hà Văn Cán", Role.CLERK, COMMUNE),
    ("mt", "Nông Thị Mặt", Role.FRONT, COMMUNE),
    ("tt", "Lý Thị Tổ", Role.TEAM_LEADER, VILLAGE),
    ("kp", "Vàng A Đếm", Role.COUNTER, VILLAGE),
    ("gs", "Mai Văn Soát", Role.AUDITOR, COMMUNE),
    ("pc", "Tạ Thị Luật", Role.LAWYER, COMMUNE),
    ("pc2", "Hồ Văn Điều", Role.LAWYER, COMMUNE),
)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> dict[str, Client]:
    world.state_election()
    rows = [
        AccountIn(login=login, name=name, role=role, place_code=place, phone=f"090000000{number}")
        for number, (login, name, role, place) in enumerate(PEOPLE)
    ]
    clients = {}
    for slip in open_accounts(side=Side.STATE, accounts=rows, actor="thu", at=world.MORNING):
        clients[slip.login] = Client()
        signed_in(clients[slip.login], slip)
    monkeypatch.setattr(clock, "now", lambda: DAY)
    return clients


def account(login: str) -> Account:
    return Account.objects.get(login=login)


def lend(lender: str, delegate: str, first: date = FIRST, last: date = LAST, by: str = "") -> Delegation:
    return delegate_role(
        lender=account(lender),
        delegate=account(delegate),
        first_on=first,
        last_on=last,
        by=account(by or lender),
        at=DAY,
    )


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def stands_in(client: Client, row: Delegation) -> None:
    client.post("/lam-viec/thay-mat/", {"giao-viec": str(row.pk)})


def read(client: Client, **more: int) -> None:
    figures = world.figures(a=60, b=38, attended=98, invalid=0)
    client.post(f"{HERE}phieu-dem/", {k: str(v) for k, v in figures.items()} | {"lan-doc": str(uuid4())})


def elected(people: dict[str, Client], signs: str = "tt") -> None:
    people["tt"].post(f"{HERE}khai-mac/")
    read(people["kp"])
    read(people["cbx"])
    people[signs].post(f"{HERE}ky-bien-ban/")
    assert Standing.objects.get(village_code=VILLAGE).state == "elected"


def recognised(client: Client) -> object:
    given = {f"so-{VILLAGE}": "12/QĐ-UBND", f"ngay-{VILLAGE}": "08/6/2022"}
    return client.post("/lam-viec/cong-nhan/", given)


def test_a_chairwoman_away_lends_her_work_and_it_is_done_under_the_delegates_own_name(people: dict) -> None:
    elected(people)
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404
    form = {"viec": "giao", "nguoi": str(account("mt").pk), "tu": "06/6/2022", "den": "10/6/2022"}
    assert "Nông Thị Mặt" in said(people["ct"].post("/lam-viec/tai-khoan-cua-toi/", form, follow=True))
    row = Delegation.objects.get()
    # lent is not yet worn: her own work first, then by choice
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404
    assert "Đinh Thị Chủ (Chủ tịch UBND xã)" in said(people["mt"].get("/lam-viec/tai-khoan-cua-toi/"))
    stands_in(people["mt"], row)
    page = said(people["mt"].get("/lam-viec/cong-nhan/"))
    assert "thay mặt Đinh Thị Chủ (Chủ tịch UBND xã)" in page
    recognised(people["mt"])
    assert Recognition.objects.get().decision_number == "12/QĐ-UBND"
    event = Event.objects.get(type__startswith="record.recognised")
    assert (event.actor, event.body["stood_in_for"]) == ("mt", "ct")
    assert not [link for stream in Stream.objects.all() for link in broken_links(stream)]
    # the account itself is as it was
    assert (account("mt").role, account("mt").place_code) == ("front", COMMUNE)
    people["mt"].post("/lam-viec/thay-mat/")
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404
    # the lender did nothing in anybody's name
    assert not Event.objects.filter(actor="ct", body__has_key="stood_in_for").exists()


@pytest.mark.parametrize(
    ("first", "last", "open_"),
    [
        # both days are included
        (date(2022, 6, 8), date(2022, 6, 8), True),
        (date(2022, 6, 1), date(2022, 6, 8), True),
        (date(2022, 6, 8), date(2022, 6, 30), True),
        (date(2022, 6, 9), date(2022, 6, 30), False),
    ],
)
def test_a_role_is_lent_from_day_to_day_inclusive(people: dict, first: date, last: date, open_: bool) -> None:
    stands_in(people["mt"], lend("ct", "mt", first, last))
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == (200 if open_ else 404)


def test_when_it_is_over_it_is_over_with_the_next_page(people: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    row = lend("ct", "mt")
    stands_in(people["mt"], row)
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 6, 11, 0, 1, tzinfo=world.VIETNAM))
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404
    assert "thay mặt" not in said(people["mt"].get("/lam-viec/"))


def test_ended_early_or_its_lender_closed_it_is_over(people: dict) -> None:
    row = lend("ct", "mt")
    stands_in(people["mt"], row)
    form = {"viec": "thoi-giao", "lan": str(row.pk)}
    people["ct"].post("/lam-viec/tai-khoan-cua-toi/", form)
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404
    again = lend("ct", "mt")
    stands_in(people["mt"], again)
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 200
    close_account(account=account("ct"), by=account("cbx"), why="nghỉ", at=DAY)
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404


def test_nobody_else_puts_on_what_was_lent_to_one(people: dict) -> None:
    row = lend("ct", "mt")
    stands_in(people["cbx"], row)
    assert people["cbx"].get("/lam-viec/cong-nhan/").status_code == 404


def test_what_is_borrowed_is_not_lent_on(people: dict) -> None:
    stands_in(people["mt"], lend("ct", "mt"))
    form = {"viec": "giao", "nguoi": str(account("cbx").pk), "tu": "06/6/2022", "den": "10/6/2022"}
    people["mt"].post("/lam-viec/tai-khoan-cua-toi/", form)
    newest = Delegation.objects.latest("pk")
    assert (newest.lender.login, newest.delegate.login) == ("mt", "cbx")
    stands_in(people["cbx"], newest)
    assert people["cbx"].get("/lam-viec/cong-nhan/").status_code == 404


def test_who_signed_the_conclusion_does_not_recognise_it_by_standing_in(people: dict) -> None:
    elected(people, signs="cbx")
    stands_in(people["cbx"], lend("ct", "cbx"))
    answer = recognised(people["cbx"])
    assert "Người công nhận phải là một người khác" in said(answer)
    assert not Recognition.objects.exists()
    recognised(people["ct"])
    assert Recognition.objects.exists()


def test_one_person_reads_once_in_whatever_role(people: dict) -> None:
    people["tt"].post(f"{HERE}khai-mac/")
    read(people["kp"])
    stands_in(people["kp"], lend("tt", "kp"))
    read(people["kp"])
    people["kp"].post(f"{HERE}ky-bien-ban/")
    assert not Declaration.objects.exists()
    read(people["cbx"])
    people["kp"].post(f"{HERE}ky-bien-ban/")
    assert Standing.objects.get(village_code=VILLAGE).state == "elected"
    event = Event.objects.get(type="decide.declared")
    assert (event.actor, event.body["stood_in_for"]) == ("kp", "tt")


def test_a_second_factor_is_asked_for_a_role_that_needs_one(people: dict) -> None:
    row = lend("ct", "cbx")
    client = Client()
    account_ = account("cbx")
    client.force_login(account_, backend="dantin.desk.signing_in.OwnSideBackend")
    stands_in(client, row)
    assert client.get("/lam-viec/cong-nhan/").status_code in (302, 404)


@pytest.mark.parametrize(
    ("lender", "delegate", "first", "last", "by", "code"),
    [
        ("ct", "ct", FIRST, LAST, "ct", "accounts.delegate_elsewhere"),
        ("ct", "gs", FIRST, LAST, "ct", "accounts.delegate_elsewhere"),
        ("ct", "tt", FIRST, LAST, "ct", "accounts.delegate_elsewhere"),
        # who reads a sheet wears no role that sees what was recorded of it, and who sees it wears none that reads
        ("gs", "cbx", FIRST, LAST, "gs", "accounts.delegate_elsewhere"),
        ("pc", "cbx", FIRST, LAST, "pc", "accounts.delegate_elsewhere"),
        ("cbx", "pc", FIRST, LAST, "cbx", "accounts.delegate_elsewhere"),
        ("pc", "gs", FIRST, LAST, "pc", "accounts.delegate_elsewhere"),
        ("ct", "mt", LAST, FIRST, "ct", "accounts.delegation_days"),
        ("ct", "mt", date(2022, 6, 1), date(2022, 6, 7), "ct", "accounts.delegation_days"),
        ("ct", "mt", FIRST, LAST, "mt", "accounts.not_in_care"),
        ("ct", "mt", FIRST, LAST, "cbx", "accounts.not_in_care"),
    ],
)
def test_a_delegation_that_may_not_be(
    people: dict, lender: str, delegate: str, first: date, last: date, by: str, code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        lend(lender, delegate, first, last, by)
    assert refusal.value.code == code
    assert not Delegation.objects.exists()


def test_who_oversees_is_stood_in_for_by_the_same_role(people: dict) -> None:
    stands_in(people["pc2"], lend("pc", "pc2"))
    assert "thay mặt Tạ Thị Luật (Cán bộ pháp chế)" in said(people["pc2"].get("/lam-viec/phap-che/"))


def test_what_was_lent_under_another_rule_is_over(people: dict) -> None:
    """Nobody deleted or ended it: two accounts that are no colleagues any more stand in for each other no more."""
    row = lend("ct", "mt")
    stands_in(people["mt"], row)
    Account.objects.filter(login="mt").update(role=Role.AUDITOR)
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404
    assert "Đinh Thị Chủ" not in said(people["mt"].get("/lam-viec/tai-khoan-cua-toi/")).split("Đã làm")[0]
    assert "Nông Thị Mặt" not in said(people["ct"].get("/lam-viec/tai-khoan-cua-toi/")).split("Đã làm")[0]
    lend("ct", "cbx")
    assert Delegation.objects.get(pk=row.pk).ended_at is None
    Account.objects.filter(login="mt").update(role=Role.FRONT, place_code=VILLAGE)
    stands_in(people["mt"], row)
    assert people["mt"].get("/lam-viec/cong-nhan/").status_code == 404


def test_one_role_is_lent_to_one_person_at_a_time(people: dict) -> None:
    row = lend("ct", "mt")
    with pytest.raises(Refused, match="đã giao cho Nông Thị Mặt"):
        lend("ct", "cbx", LAST, date(2022, 6, 20))
    end_delegation(delegation=row, by=account("ct"), at=DAY)
    lend("ct", "cbx", LAST, date(2022, 6, 20))


def test_the_level_above_lends_for_who_fell_ill_and_both_are_told(people: dict) -> None:
    lend("tt", "kp", by="cbx")
    for login in ("tt", "kp"):
        assert account(login).has_news
        told = said(people[login].get("/lam-viec/tai-khoan-cua-toi/"))
        assert "giao việc của Lý Thị Tổ (Tổ trưởng tổ bầu cử) cho Vàng A Đếm" in told
        assert "06/06/2022 đến hết 10/06/2022" in told


def test_a_wrong_day_is_said_and_what_was_typed_stays(people: dict) -> None:
    form = {"viec": "giao", "nguoi": str(account("mt").pk), "tu": "mai", "den": "10/6/2022"}
    answer = people["ct"].post("/lam-viec/tai-khoan-cua-toi/", form)
    assert answer.status_code == 422
    assert "Ghi cả ngày đầu và ngày cuối" in said(answer)
    assert 'value="mai"' in answer.content.decode()


def test_the_copy_at_work_in_a_lent_role_is_never_saved(people: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    row = lend("ct", "mt")
    monkeypatch.setattr(clock, "now", lambda: DAY)
    request = RequestFactory().get("/lam-viec/")
    request.session = {CHOSEN: row.pk}
    standing_in = in_role(request, account("mt"))
    assert standing_in.role == Role.CHAIR
    for forbidden in (standing_in.save, standing_in.delete):
        with pytest.raises(TypeError, match="mt stands in for ct"):
            forbidden()
    assert account("mt").role == Role.FRONT
