"""Đăng nhập: the slip's password once, one's own after that, a second factor from the commune up, and nothing else."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from django.urls import reverse

from dantin.core.values import Side
from dantin.store.models import Account, Event
from dantin.store.models.accounts import CELL_ROLES, VILLAGE_ROLES, Role
from dantin.store.refusals import Refused

from .people import OWN, code_now, open_account, side_of, signed_in

pytestmark = pytest.mark.django_db

IN = "/lam-viec/vao/"


@pytest.mark.django_db(transaction=True)
def test_the_first_day_of_an_official(client: Client) -> None:
    """Slip → own password → second factor → work; next day the password alone is not enough."""
    slip = open_account()
    answer = client.post(IN, {"login": slip.login, "password": slip.password}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_change_password")
    own = {"oldpassword": slip.password, "password1": OWN, "password2": OWN}
    answer = client.post(reverse("account_change_password"), own, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_choose")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_index")
    paper = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert tuple(paper) == slip.codes
    assert len(paper) == 10
    assert client.get("/lam-viec/").status_code == 200

    tomorrow = Client()
    answer = tomorrow.post(IN, {"login": slip.login, "password": OWN}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_authenticate")
    assert tomorrow.get("/lam-viec/").status_code == 302
    answer = tomorrow.post(reverse("mfa_authenticate"), {"code": paper[0]}, follow=True)
    assert answer.request["PATH_INFO"] == "/lam-viec/"
    # a paper code is worth one sign-in
    again = Client()
    again.post(IN, {"login": slip.login, "password": OWN})
    answer = again.post(reverse("mfa_authenticate"), {"code": paper[0]})
    assert "Mã này không đúng" in answer.content.decode()


def test_the_password_of_the_slip_opens_nothing_but_its_own_change(client: Client) -> None:
    slip = open_account(Role.COUNTER)
    client.post(IN, {"login": slip.login, "password": slip.password})
    assert client.get("/lam-viec/").headers["Location"] == reverse("account_change_password")
    same = {"oldpassword": slip.password, "password1": slip.password, "password2": slip.password}
    said = client.post(reverse("account_change_password"), same).content.decode()
    assert "Mật khẩu mới phải khác" in said
    assert Account.objects.get(login=slip.login).must_change


@pytest.mark.parametrize("password", ["ngan", "0123456789", "matkhau", "state.province"])
def test_a_poor_password_is_refused_with_a_reason_in_vietnamese(client: Client, password: str) -> None:
    slip = open_account()
    client.post(IN, {"login": slip.login, "password": slip.password})
    own = {"oldpassword": slip.password, "password1": password, "password2": password}
    said = client.post(reverse("account_change_password"), own).content.decode()
    assert re.search("ít nhất 10 chữ|quá thông dụng|giống tên", said), said
    assert "password" not in re.sub(r"<[^>]*>", " ", said).lower()


def test_roles_of_a_village_sign_in_by_password_and_all_others_need_a_second_factor(client: Client) -> None:
    for role in Role:
        side = side_of(role)
        signed_in(client, open_account(role, side=side), second_factor=False)
        answer = client.get("/lam-viec/")
        village = role in VILLAGE_ROLES | CELL_ROLES
        assert answer.status_code == (200 if village else 302), role
        if not village:
            assert answer.headers["Location"] == reverse("mfa_choose")


def test_five_wrong_passwords_lock_the_account_for_this_address(client: Client) -> None:
    slip = open_account()
    for _ in range(4):
        answer = client.post(IN, {"login": slip.login, "password": "sai"})
        assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()
    answer = client.post(IN, {"login": slip.login, "password": "sai"})
    assert answer.status_code == 429
    assert "Tạm khoá 15 phút" in answer.content.decode()
    assert client.post(IN, {"login": slip.login, "password": slip.password}).status_code == 429


def test_an_account_of_the_other_side_does_not_exist_here(client: Client, settings: object) -> None:
    slip = open_account(Role.COMMISSION, side=Side.PARTY)
    settings.SIDE = "state"
    answer = client.post(IN, {"login": slip.login, "password": slip.password})
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()


def test_a_stranger_is_sent_to_the_door_and_comes_back_where_he_wanted_to_go(client: Client) -> None:
    answer = client.get("/lam-viec/nap-danh-sach/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/lam-viec/vao/?next=/lam-viec/nap-danh-sach/"


@pytest.mark.django_db(transaction=True)
def test_the_page_asked_for_is_reached_through_every_step_that_is_owed(client: Client) -> None:
    """A password of one's own, then a telephone; the next day a paper code."""
    page = "/lam-viec/nap-danh-sach/?bau=VH-2022"
    slip = open_account()
    door = client.get(page).headers["Location"]
    answer = client.post(door, {"login": slip.login, "password": slip.password, "next": page}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_change_password")
    own = {"oldpassword": slip.password, "password1": OWN, "password2": OWN}
    answer = client.post(reverse("account_change_password"), own, follow=True)
    assert answer.request["PATH_INFO"] == reverse("mfa_choose")
    assert f"?next={quote(page)}" in answer.content.decode()
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    assert f"{answer.request['PATH_INFO']}?{answer.request['QUERY_STRING']}" == page
    assert client.get("/lam-viec/").status_code == 200

    tomorrow = Client()
    tomorrow.post(door, {"login": slip.login, "password": OWN, "next": page})
    answer = tomorrow.post(reverse("mfa_authenticate"), {"code": slip.codes[0]})
    assert answer.headers["Location"] == page


@pytest.mark.parametrize(
    "elsewhere", ["https://xau.example/", "//xau.example/", "/\\xau.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_off_this_server_by_a_link_to_the_door(client: Client, elsewhere: str) -> None:
    slip = open_account(Role.COUNTER)
    given = {"login": slip.login, "password": slip.password, "next": elsewhere}
    answer = client.post(f"{IN}?{urlencode({'next': elsewhere})}", given)
    assert answer.headers["Location"] == "/lam-viec/"
    own = {"oldpassword": slip.password, "password1": OWN, "password2": OWN, "next": elsewhere}
    answer = client.post(f"{reverse('account_change_password')}?{urlencode({'next': elsewhere})}", own)
    assert answer.headers["Location"] == "/lam-viec/"


def test_accounts_are_opened_whole_or_not_at_all_and_the_event_names_no_person() -> None:
    open_account(login="a")
    with pytest.raises(Refused, match="Tên đăng nhập a đã có người dùng"):
        open_account(login="a")
    [event] = Event.objects.filter(type="accounts.opened")
    assert event.body == {"accounts": [["a", "province"]]}
    assert Account.objects.get().password.startswith("pbkdf2_sha256$")


def test_passwords_are_kept_by_argon2_from_their_first_use(settings: object) -> None:
    settings.PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
    slip = open_account()
    account = Account.objects.get()
    assert not account.check_password(slip.password[:-1])
    assert account.check_password(slip.password)
    assert Account.objects.get().password.startswith("argon2$argon2id$")
    account.set_password(OWN)
    assert account.password.startswith("argon2$argon2id$")


def test_no_public_page_reads_or_sets_a_session(client: Client) -> None:
    slip = open_account()
    answer = client.post(IN, {"login": slip.login, "password": slip.password})
    kept = answer.cookies["dantin_lam_viec"]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == ("/lam-viec/", True, "Lax")
    answer = client.get("/gioi-thieu-so-lieu/")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
