"""Mất lối vào, mở khoá, đóng: by the level above, after a call back; each told to the owner at the next sign-in."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from dantin.core.values import Side
from dantin.store.actions.access_resets import ask_reset, carry_out_reset, confirm_reset, reset_at_server
from dantin.store.actions.accounts import AccountIn, close_account, open_accounts
from dantin.store.models import AccessReset, Account, Event, Fact
from dantin.store.models.accounts import Role
from dantin.store.readers import clock
from dantin.store.readers.accounts import found_in_care, in_care
from dantin.store.refusals import Refused
from tests.store import world

from .people import OWN, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

COMMUNE, VILLAGE = "06847", world.VILLAGES[0]
IN, LIST = "/lam-viec/vao/", "/lam-viec/tai-khoan/"
QUIET = datetime(2022, 5, 20, 9, 0, tzinfo=world.VIETNAM)
ELECTION_DAY = datetime(2022, 6, 5, 16, 30, tzinfo=world.VIETNAM)
PEOPLE = (
    ("pt.1", "Bùi Thị Phòng", Role.PROVINCE, "22", "0900000001"),
    ("pt.2", "Cao Văn Trực", Role.PROVINCE, "22", "0900000002"),
    ("ct", "Đinh Thị Chủ", Role.CHAIR, COMMUNE, "0900000003"),
    ("cbx", "Hà Văn Cán", Role.CLERK, COMMUNE, "0900000004"),
    ("tt", "Lý Thị Tổ", Role.TEAM_LEADER, VILLAGE, "0900000005"),
    ("gs", "Mai Văn Soát", Role.AUDITOR, "22", "0900000006"),
)


@pytest.fixture
def slips() -> dict[str, object]:
    world.state_election()
    rows = [AccountIn(login=a, name=b, role=c, place_code=d, phone=e) for a, b, c, d, e in PEOPLE]
    opened = open_accounts(side=Side.STATE, accounts=rows, actor="thu", at=QUIET)
    return {slip.login: slip for slip in opened}


def account(login: str) -> Account:
    return Account.objects.get(login=login)


def at_work(slips: dict, login: str) -> Client:
    client = Client()
    signed_in(client, slips[login])
    return client


def said(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch):
    """The day of the pages, as the clock of a demonstration would show it."""

    def set_to(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)

    return set_to


def ask(by: str, of: str, at: datetime = QUIET) -> AccessReset:
    return ask_reset(account=account(of), by=account(by), said="Gọi lại, chị ấy nói mất máy", at=at)


def test_each_level_answers_for_the_one_below_and_for_no_other(slips: dict) -> None:
    cared = {login: {row.login for row in in_care(account(login))} for login in slips}
    assert cared == {
        "pt.1": {"ct", "cbx", "gs"},
        "pt.2": {"ct", "cbx", "gs"},
        "ct": {"tt"},
        "cbx": {"tt"},
        "tt": set(),
        "gs": set(),
    }
    Account.objects.filter(login="tt").update(place_code="22")
    assert not in_care(account("cbx")).exists()


@pytest.mark.parametrize("words", ["ly thi", "LÝ tổ", "tt", "na ech", "0005"])
def test_an_account_is_found_by_name_login_place_or_telephone(slips: dict, words: str) -> None:
    assert [row.login for row in found_in_care(account("cbx"), words)] == ["tt"]


def test_on_a_quiet_day_one_page_gives_the_way_in_back(slips: dict, on) -> None:
    on(QUIET)
    owner, clerk = Client(), at_work(slips, "pt.1")
    signed_in(owner, slips["cbx"])
    assert owner.get("/lam-viec/").status_code == 200
    page = f"{LIST}{account('cbx').pk}/"
    assert "0900000004" in said(clerk.get(page))
    answer = clerk.post(page, {"viec": "dat-lai", "loi": "Gọi 0900000004, anh Cán nói mất máy"})
    [(slip, place)] = answer.context["slips"]
    assert place == "Xã Húc Động"
    assert answer["Cache-Control"] == "no-store"
    assert slip.password in said(answer)
    assert len(slip.codes) == 10
    assert not set(slip.codes) & set(slips["cbx"].codes)
    # what was open is shut, what was printed before is void
    assert owner.get("/lam-viec/").status_code == 302
    assert not account("cbx").check_password(slips["cbx"].password)
    # the new slip leads in without a telephone: password, then a paper code
    again = Client()
    again.post(IN, {"login": "cbx", "password": slip.password})
    own = {"oldpassword": slip.password, "password1": OWN, "password2": OWN}
    answer = again.post(reverse("account_change_password"), own, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_choose")
    assert "Vào bằng một mã giấy" in said(answer)
    answer = again.post(f"{reverse('mfa_reauthenticate')}?next=/lam-viec/", {"code": slip.codes[0]}, follow=True)
    assert answer.request["PATH_INFO"] == "/lam-viec/"
    assert answer.status_code == 200
    # and its owner is told what was done, by whom, and what was said
    assert "Có việc vừa làm với tài khoản" in said(answer)
    told = said(again.get(reverse("mfa_index")))
    assert "Bùi Thị Phòng (Phòng trực tỉnh) đặt lại mật khẩu và mã thứ hai" in told
    assert "Gọi 0900000004, anh Cán nói mất máy" in told
    again.post(reverse("mfa_index"), {"viec": "da-xem"})
    assert "Có việc vừa làm" not in said(again.get("/lam-viec/"))


def test_who_waited_at_the_code_when_the_telephone_was_given_up_starts_again(slips: dict) -> None:
    owner = Client()
    signed_in(Client(), slips["cbx"])
    TOTP.activate(account("cbx"), generate_totp_secret())
    answer = owner.post(IN, {"login": "cbx", "password": slips["cbx"].password}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_authenticate")
    slip = reset_at_server(account=account("cbx"), actor="dòng lệnh", said="thử", at=QUIET)
    assert owner.get("/lam-viec/", follow=True).request["PATH_INFO"] == IN
    answer = owner.post(IN, {"login": "cbx", "password": slip.password}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_change_password")


def test_a_paper_code_is_worth_one_sign_in_after_a_reset_too(slips: dict) -> None:
    slip = reset_at_server(account=account("cbx"), actor="dòng lệnh", said="thử", at=QUIET)
    Account.objects.filter(login="cbx").update(must_change=False)
    for expected in (200, 302):
        client = Client()
        client.post(IN, {"login": "cbx", "password": slip.password})
        client.post(reverse("mfa_reauthenticate"), {"code": slip.codes[0]})
        assert client.get("/lam-viec/").status_code == expected


def test_on_the_day_of_the_election_a_second_person_of_the_level_confirms_first(slips: dict, on) -> None:
    on(ELECTION_DAY)
    first, second = at_work(slips, "pt.1"), at_work(slips, "pt.2")
    answer = first.post(f"{LIST}{account('cbx').pk}/", {"viec": "dat-lai", "loi": "Gọi lại, mất máy"}, follow=True)
    waits = answer.request["PATH_INFO"]
    assert "Đang chờ người thứ hai xác nhận" in said(answer)
    assert "Cao Văn Trực" in said(answer)
    assert "chưa có ai" not in said(answer)
    # alone he gets no slip, whatever he sends
    answer = first.post(waits)
    assert answer.status_code == 422
    assert "cần người thứ hai" in said(answer)
    assert account("cbx").check_password(slips["cbx"].password)
    assert "xin đặt lại" in said(second.get(LIST))
    assert "1 người mất lối vào, đang chờ anh chị xác nhận" in said(second.get("/lam-viec/"))
    for login in ("pt.1", "ct", "gs"):
        assert "mất lối vào" not in said(at_work(slips, login).get("/lam-viec/"))
    assert "đã xác nhận; phiếu mới hiện cho Bùi Thị Phòng" in said(second.post(waits, follow=True))
    answer = first.post(waits)
    [(slip, _)] = answer.context["slips"]
    assert account("cbx").check_password(slip.password)
    # once: neither he nor the second sees it again
    assert slip.password not in said(first.get(waits))
    assert "đã làm xong" in said(first.post(waits))
    types = list(Event.objects.filter(type__startswith="accounts.re").order_by("id").values_list("type", "actor"))
    assert types == [("accounts.reset_asked", "pt.1"), ("accounts.reset_confirmed", "pt.2")]
    assert Event.objects.get(type="accounts.access_reset").body["account"] == "cbx"


def test_a_commune_resets_its_village_and_to_everybody_else_the_page_is_not_there(slips: dict) -> None:
    number = account("tt").pk
    assert at_work(slips, "cbx").get(f"{LIST}{number}/").status_code == 200
    assert at_work(slips, "pt.1").get(f"{LIST}{number}/").status_code == 404
    for login in ("tt", "gs"):
        assert at_work(slips, login).get(LIST).status_code == 404
        assert at_work(slips, login).post(f"{LIST}{number}/", {"viec": "dat-lai", "loi": "x"}).status_code == 404
    waiting = ask("cbx", "tt", ELECTION_DAY)
    assert at_work(slips, "pt.1").get(f"{LIST}dat-lai/{waiting.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("confirmer", "code"),
    [
        ("pt.1", "accounts.confirms_own"),
        ("cbx", "accounts.not_in_care"),
        ("tt", "accounts.not_in_care"),
        ("gs", "accounts.not_in_care"),
    ],
)
def test_who_may_not_be_the_second_person(slips: dict, confirmer: str, code: str) -> None:
    waiting = ask("pt.1", "ct", ELECTION_DAY)
    with pytest.raises(Refused) as refusal:
        confirm_reset(reset=waiting, by=account(confirmer), at=ELECTION_DAY)
    assert refusal.value.code == code


def test_one_person_with_two_accounts_is_not_two_persons(slips: dict) -> None:
    Account.objects.filter(login="pt.2").update(name="Bùi thị PHÒNG", phone="0900000001")
    waiting = ask("pt.1", "ct", ELECTION_DAY)
    with pytest.raises(Refused, match="phải là người khác"):
        confirm_reset(reset=waiting, by=account("pt.2"), at=ELECTION_DAY)


def test_a_request_of_the_evening_before_needs_the_second_person_on_the_day(slips: dict) -> None:
    night = datetime(2022, 6, 4, 23, 50, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    waiting = ask("pt.1", "cbx", night)
    assert not waiting.needs_second
    with pytest.raises(Refused, match="cần người thứ hai"):
        carry_out_reset(reset=waiting, by=account("pt.1"), at=night + timedelta(minutes=15))


def test_a_request_grows_old_and_only_who_asked_carries_it_out(slips: dict) -> None:
    waiting = ask("pt.1", "cbx")
    with pytest.raises(Refused, match="không do anh chị lo"):
        carry_out_reset(reset=waiting, by=account("pt.2"), at=QUIET)
    with pytest.raises(Refused, match="quá 30 phút"):
        carry_out_reset(reset=waiting, by=account("pt.1"), at=QUIET + timedelta(minutes=31))


def test_what_was_said_stays_out_of_the_event(slips: dict) -> None:
    ask("pt.1", "cbx")
    event = Event.objects.get(type="accounts.reset_asked")
    assert "mất máy" not in str(event.body)
    assert set(event.body) == {"account", "reset", "commitments"}
    assert Fact.objects.get(event=event).value == "Gọi lại, chị ấy nói mất máy"


def test_without_a_word_on_the_call_nothing_is_reset(slips: dict, on) -> None:
    on(QUIET)
    answer = at_work(slips, "pt.1").post(f"{LIST}{account('cbx').pk}/", {"viec": "dat-lai", "loi": "  "})
    assert answer.status_code == 422
    assert "Chưa ghi đã gọi lại ai" in said(answer)
    assert account("cbx").check_password(slips["cbx"].password)


def test_five_wrong_passwords_are_undone_by_the_level_above(slips: dict) -> None:
    for _ in range(5):
        Client().post(IN, {"login": "cbx", "password": "sai"})
    assert Client().post(IN, {"login": "cbx", "password": slips["cbx"].password}).status_code == 429
    above, page = at_work(slips, "pt.1"), f"{LIST}{account('cbx').pk}/"
    assert "Đang khoá 15 phút" in said(above.get(page))
    assert "Đang khoá" not in said(above.post(page, {"viec": "mo-khoa"}, follow=True))
    assert Client().post(IN, {"login": "cbx", "password": slips["cbx"].password}).status_code == 302
    assert Event.objects.get(type="accounts.unlocked").actor == "pt.1"


def test_a_closed_account_is_out_at_once_and_stays_out(slips: dict) -> None:
    owner, above = at_work(slips, "cbx"), at_work(slips, "pt.1")
    page = f"{LIST}{account('cbx').pk}/"
    assert "Chưa ghi vì sao" in said(above.post(page, {"viec": "dong", "loi": ""}))
    assert owner.get("/lam-viec/").status_code == 200
    assert "Tài khoản đã đóng" in said(above.post(page, {"viec": "dong", "loi": "Chuyển công tác"}, follow=True))
    assert owner.get("/lam-viec/").status_code == 302
    answer = Client().post(IN, {"login": "cbx", "password": slips["cbx"].password}, follow=True)
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in said(answer) or "đã đóng" in said(answer)
    with pytest.raises(Refused, match="đã đóng"):
        ask("pt.1", "cbx")
    with pytest.raises(Refused, match="đã đóng"):
        close_account(account=account("cbx"), by=account("pt.1"), why="lần nữa", at=QUIET)


def test_paper_codes_come_with_the_slip_where_a_password_is_not_enough(slips: dict) -> None:
    assert {login for login, slip in slips.items() if slip.codes} == {"pt.1", "pt.2", "ct", "cbx", "gs"}
    assert Authenticator.objects.count() == 5
    assert all("-" not in code and len(code) == 8 for code in slips["ct"].codes)
