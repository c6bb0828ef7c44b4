"""Khoá trên máy: chosen at the first sign-in, shown at the next, several of them, given up; with a key in software."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from dantin.desk.passkeys import NOT_THIS_KEY
from dantin.store.actions.access_resets import reset_at_server
from dantin.store.actions.second_factors import MOST_PASSKEYS, remove_means
from dantin.store.models import Account, Event
from dantin.store.models.accounts import Role
from dantin.store.refusals import Refused

from .people import LOCK, OWN, code_now, open_account, signed_in
from .software_key import SoftwareKey

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

IN, ADD, SHOW = "/lam-viec/vao/", "/lam-viec/ma/khoa/", "/lam-viec/ma/nhap/"
WEBAUTHN = Authenticator.Type.WEBAUTHN


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def official() -> Account:
    """Somebody of the province with a password of her own, ten paper codes and no second factor yet."""
    open_account(login="pt")
    account = Account.objects.get(login="pt")
    account.set_password(OWN)
    account.must_change = False
    account.save()
    return account


def https() -> Client:
    """A browser at https://testserver, as behind the proxy of a real server."""
    return Client(headers={"Host": "testserver", "X-Forwarded-Proto": "https"})


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings: object) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def words_of(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def asked(answer: object) -> dict:
    """The options that the page hands to the browser, read from the page itself."""
    found = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', answer.content.decode())
    return json.loads(found[1])


def password(client: Client) -> object:
    return client.post(IN, {"login": "pt", "password": OWN}, follow=True)


def make(client: Client, key: SoftwareKey, name: str = "") -> object:
    options = asked(client.get(ADD, follow=True))["creation_options"]
    return client.post(ADD, {"name": name, "credential": key.made(options)}, follow=True)


def show(client: Client, key: SoftwareKey) -> object:
    options = asked(client.get(SHOW))["request_options"]
    return client.post(SHOW, {"credential": key.shown(options)}, follow=True)


def with_passkey(key: SoftwareKey, name: str = "Máy ở cơ quan") -> Client:
    client = https()
    password(client)
    make(client, key, name)
    return client


def test_chosen_at_the_first_sign_in_and_shown_at_the_next(official: Account) -> None:
    client, key = https(), SoftwareKey()
    answer = password(client)
    assert answer.request["PATH_INFO"] == reverse("mfa_choose")
    assert "Dùng ứng dụng trên điện thoại" in words_of(answer)
    assert "Dùng khoá trên máy" in words_of(answer)
    answer = make(client, key, "Máy ở cơ quan")
    assert answer.request["PATH_INFO"] == reverse("mfa_index")
    assert "“Máy ở cơ quan”" in words_of(answer)
    assert client.get("/lam-viec/").status_code == 200

    tomorrow = https()
    assert password(tomorrow).request["PATH_INFO"] == SHOW
    assert tomorrow.get("/lam-viec/").status_code == 302
    answer = show(tomorrow, key)
    assert answer.request["PATH_INFO"] == "/lam-viec/"
    assert answer.status_code == 200
    # a key of somebody else's machine opens nothing
    stranger = https()
    password(stranger)
    answer = show(stranger, SoftwareKey())
    assert NOT_THIS_KEY in words_of(answer)
    assert stranger.get("/lam-viec/").status_code == 302


def test_what_the_browser_is_asked_names_the_address_and_nobody(official: Account, settings: object) -> None:
    """Behind the proxy the name is the one it passed on; the key is told the login, never the person's name."""
    settings.ALLOWED_HOSTS = ["dantin.example.vn"]
    client = Client(headers={"Host": "dantin.example.vn", "X-Forwarded-Proto": "https"})
    password(client)
    options = asked(client.get(ADD))["creation_options"]["publicKey"]
    assert options["rp"] == {"id": "dantin.example.vn", "name": "Dân Tin mô phỏng"}
    assert options["user"]["name"] == options["user"]["displayName"] == "pt"
    assert options["authenticatorSelection"]["residentKey"] == "discouraged"
    key = SoftwareKey("https://dantin.example.vn")
    assert make(client, key).request["PATH_INFO"] == reverse("mfa_index")
    for origin in ("http://dantin.example.vn", "https://x.dantin.example.vn", "https://dantin.example.vn:8443"):
        elsewhere = Client(headers={"Host": "dantin.example.vn", "X-Forwarded-Proto": "https"})
        password(elsewhere)
        key.origin = origin
        assert NOT_THIS_KEY in words_of(show(elsewhere, key)), origin


@pytest.mark.parametrize(("host", "scheme", "works"), [
    ("testserver", "https", True), ("testserver", "http", False), ("localhost:8022", "http", True),
    ("127.0.0.1:8022", "http", False), ("127.0.0.1", "https", False), ("[::1]:8022", "https", False),
])  # fmt: skip
def test_where_no_browser_makes_keys_the_page_says_so(
    official: Account, settings: object, host: str, scheme: str, works: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"Host": host, "X-Forwarded-Proto": scheme})
    password(client)
    for page in (reverse("mfa_choose"), ADD):
        told = words_of(client.get(page))
        assert ("Không dùng được khoá trên máy ở địa chỉ" not in told) == works, page


def test_several_keys_each_with_its_name_and_the_last_stays(official: Account) -> None:
    key, second = SoftwareKey(), SoftwareKey()
    client = with_passkey(key)
    make(client, second)
    assert "“Khoá 2”" in words_of(client.get(reverse("mfa_index")))
    one, other = Authenticator.objects.filter(type=WEBAUTHN).order_by("pk")
    page = reverse("mfa_remove_webauthn", args=[one.pk])
    assert "Bỏ khoá “Máy ở cơ quan”?" in words_of(client.get(page))
    assert client.post(page, follow=True).request["PATH_INFO"] == reverse("mfa_index")
    # the one that went opens nothing, the one that stayed does
    for tried, there in ((key, SHOW), (second, "/lam-viec/")):
        again = https()
        password(again)
        assert show(again, tried).request["PATH_INFO"] == there
    last = reverse("mfa_remove_webauthn", args=[other.pk])
    assert "lớp bảo vệ thứ hai duy nhất" in words_of(client.get(last))
    answer = client.post(last)
    assert answer.status_code == 422
    assert "đây là cái cuối cùng" in words_of(answer)
    assert Authenticator.objects.get(type=WEBAUTHN) == other
    told = words_of(client.get(reverse("mfa_index")))
    assert "thêm một khoá trên máy" in told
    assert "bỏ một khoá trên máy" in told
    assert "Máy ở cơ quan" not in json.dumps([row.body for row in Event.objects.all()], ensure_ascii=False)


@pytest.mark.django_db(transaction=True)
def test_a_telephone_is_given_up_once_there_is_a_key_and_the_other_way_round(official: Account) -> None:
    client = with_passkey(SoftwareKey())
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    page = reverse("mfa_deactivate_totp")
    assert "Bỏ mã trên điện thoại?" in words_of(client.get(page))
    assert client.post(page, follow=True).request["PATH_INFO"] == reverse("mfa_index")
    types = set(Authenticator.objects.values_list("type", flat=True))
    assert types == {WEBAUTHN, Authenticator.Type.RECOVERY_CODES}
    told = words_of(client.get(reverse("mfa_index")))
    assert "bật mã trên điện thoại" in told
    assert "bỏ mã trên điện thoại" in told


def test_two_windows_cannot_give_up_the_last_two(official: Account) -> None:
    """The second press judges by what the first left."""
    client = with_passkey(SoftwareKey())
    make(client, SoftwareKey())
    one, other = Authenticator.objects.filter(type=WEBAUTHN).values_list("pk", flat=True)
    remove_means(account=official, number=one, at=LOCK)
    remove_means(account=official, number=one, at=LOCK)  # pressed twice
    with pytest.raises(Refused, match="cuối cùng"):
        remove_means(account=official, number=other, at=LOCK)


def test_a_village_role_may_leave_it_again_and_then_its_paper_codes_go_too() -> None:
    client = https()
    account = signed_in(client, open_account(Role.COUNTER), second_factor=False)
    answer = make(client, SoftwareKey())
    assert answer.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
    number = Authenticator.objects.get(type=WEBAUTHN).pk
    client.post(reverse("mfa_remove_webauthn", args=[number]))
    assert not Authenticator.objects.filter(user=account).exists()
    assert client.get("/lam-viec/").status_code == 200


def test_the_keys_of_others_are_not_there(official: Account) -> None:
    with_passkey(SoftwareKey())
    other = https()
    signed_in(other, open_account(login="khac"))
    number = Authenticator.objects.get(type=WEBAUTHN).pk
    assert other.get(reverse("mfa_remove_webauthn", args=[number])).status_code == 404
    other.post(reverse("mfa_remove_webauthn", args=[number]))
    assert Authenticator.objects.filter(pk=number).exists()


def test_with_the_password_alone_nobody_adds_a_second_key_or_reads_the_paper_codes(official: Account) -> None:
    """A session from before the first key was made has shown the password only."""
    stale, key = https(), SoftwareKey()
    password(stale)
    with_passkey(key)
    pages = ("mfa_add_webauthn", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
             "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_choose")  # fmt: skip
    for name in pages:
        for answer in (stale.get(reverse(name)), stale.post(reverse(name))):
            assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate_webauthn")), name
    # the key itself leads on to where it was asked for
    page = f"{reverse('mfa_reauthenticate_webauthn')}?next=/lam-viec/"
    answer = stale.post(page, {"credential": SoftwareKey().shown(asked(stale.get(page))["request_options"])})
    assert answer.status_code == 422
    assert NOT_THIS_KEY in words_of(answer)
    answer = stale.post(page, {"credential": key.shown(asked(stale.get(page))["request_options"])}, follow=True)
    assert (answer.request["PATH_INFO"], answer.status_code) == ("/lam-viec/", 200)


def test_the_password_of_the_slip_makes_no_key() -> None:
    client, slip = https(), open_account()
    client.post(IN, {"login": slip.login, "password": slip.password})
    for name in ("mfa_choose", "mfa_add_webauthn", "mfa_view_recovery_codes"):
        assert client.get(reverse(name)).headers["Location"] == reverse("account_change_password")


def test_without_the_key_a_paper_code_leads_in(official: Account) -> None:
    client = with_passkey(SoftwareKey())
    paper = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    again = https()
    told = words_of(password(again))
    assert "Một mã giấy" in told
    assert "6 số" not in told
    assert again.post(SHOW, {"code": paper[0]}, follow=True).request["PATH_INFO"] == "/lam-viec/"


def test_wrong_keys_count_with_wrong_codes(official: Account) -> None:
    """Ten within five minutes, of whichever kind, and then the right key waits too."""
    key = SoftwareKey()
    with_passkey(key)
    client = https()
    password(client)
    for _ in range(9):
        assert NOT_THIS_KEY in words_of(show(client, SoftwareKey()))
    assert "Mã này không đúng" in words_of(client.post(SHOW, {"code": "000000"}))
    assert "Đã thử quá nhiều lần" in words_of(show(client, key))
    assert "Đã thử quá nhiều lần" in words_of(client.post(SHOW, {"code": "000000"}))


def test_an_answer_is_worth_one_sign_in(official: Account) -> None:
    key = SoftwareKey()
    with_passkey(key)
    client, listener = https(), https()
    password(client)
    password(listener)
    heard = key.shown(asked(client.get(SHOW))["request_options"])
    assert client.post(SHOW, {"credential": heard}, follow=True).request["PATH_INFO"] == "/lam-viec/"
    listener.get(SHOW)
    assert NOT_THIS_KEY in words_of(listener.post(SHOW, {"credential": heard}))


def test_a_reset_gives_up_the_keys_and_who_waited_with_one_starts_again(official: Account) -> None:
    key = SoftwareKey()
    at_work, waiting = with_passkey(key), https()
    password(waiting)
    heard = key.shown(asked(waiting.get(SHOW))["request_options"])
    slip = reset_at_server(account=official, actor="dòng lệnh", said="thử", at=LOCK)
    assert not Authenticator.objects.filter(user=official, type=WEBAUTHN).exists()
    assert at_work.get("/lam-viec/").status_code == 302
    assert waiting.post(SHOW, {"credential": heard}, follow=True).request["PATH_INFO"] == IN
    answer = waiting.post(IN, {"login": "pt", "password": slip.password}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_change_password")


def test_a_key_is_not_taken_twice_and_not_without_end(official: Account) -> None:
    key = SoftwareKey()
    client = with_passkey(key)
    assert "Khoá này đã có" in words_of(make(client, key))
    for _ in range(MOST_PASSKEYS - 1):
        make(client, SoftwareKey())
    assert f"đã có {MOST_PASSKEYS} khoá" in words_of(make(client, SoftwareKey()))
    assert Authenticator.objects.filter(type=WEBAUTHN).count() == MOST_PASSKEYS


def rubbish() -> dict[str, str]:
    whole = json.loads(SoftwareKey().made({"publicKey": {"rp": {"id": "testserver"}, "challenge": "AAAA"}}))
    cut = {**whole, "response": {**whole["response"], "attestationObject": "o2Nm"}}
    return {
        "no json": "khoá",
        "nothing": "",
        "null": "null",
        "a list": "[]",
        "a number": "7",
        "no parts": "{}",
        "deep": "[" * 9000 + "]" * 9000,
        "huge": json.dumps({"id": "A" * 30_000}),
        "no base64": json.dumps({**whole, "id": "ạ", "rawId": "ạ"}),
        "cut short": json.dumps(cut),
        "parts of parts": json.dumps({**whole, "response": {"clientDataJSON": {}, "attestationObject": []}}),
        "of another challenge": json.dumps(whole),
        "a zero": json.dumps({**whole, "type": "\u0000"}),
    }


@pytest.mark.parametrize("kind", rubbish())
def test_rubbish_for_an_answer_is_told_in_words(official: Account, kind: str) -> None:
    sent = {"name": "Máy của tôi", "credential": rubbish()[kind]}
    client, key = https(), SoftwareKey()
    password(client)
    client.get(ADD)
    answer = client.post(ADD, sent)
    assert answer.status_code == 422
    assert "Bấm nút" in words_of(answer)
    assert 'value="Máy của tôi"' in answer.content.decode()
    make(client, key)
    for page in (reverse("mfa_reauthenticate_webauthn"), SHOW):
        door = https() if page == SHOW else client
        if page == SHOW:
            password(door)
        door.get(page)
        assert "Bấm nút" in words_of(door.post(page, sent)), page


@pytest.mark.parametrize("public_key", [{3: -999}, {1: 2, 3: -7}, {1: 2, 3: -7, -1: 1, -2: b"\1" * 32, -3: b"\1" * 32}])
def test_a_key_that_could_never_prove_anything_is_not_taken(official: Account, public_key: dict) -> None:
    client = https()
    password(client)
    options = asked(client.get(ADD))["creation_options"]
    answer = client.post(ADD, {"credential": SoftwareKey().made(options, public_key)})
    assert NOT_THIS_KEY in words_of(answer)
    assert not Authenticator.objects.filter(type=WEBAUTHN).exists()


def test_a_long_name_is_told_and_what_is_kept_holds_nothing_that_was_slipped_in(official: Account) -> None:
    client, key = https(), SoftwareKey()
    password(client)
    options = asked(client.get(ADD))["creation_options"]
    answer = client.post(ADD, {"name": "dài " * 20, "credential": key.made(options)})
    assert "Tên khoá dài quá 40 chữ cái" in words_of(answer)
    more = {
        **json.loads(key.made(asked(answer)["creation_options"])),
        "thêm": "vào",
        "clientExtensionResults": {"a": 1},
    }
    client.post(ADD, {"name": "Máy\u202e\x00 tôi", "credential": json.dumps(more)})
    kept = Authenticator.objects.get(type=WEBAUTHN).data
    assert kept["name"] == "Máy tôi"
    assert set(kept["credential"]) == {"type", "id", "rawId", "response", "clientExtensionResults"}
    assert kept["credential"]["clientExtensionResults"] == {}


def test_both_means_are_offered_to_who_has_both(official: Account) -> None:
    with_passkey(SoftwareKey())
    secret = generate_totp_secret()
    TOTP.activate(official, secret)
    client = https()
    told = words_of(password(client))
    assert "Dùng khoá trên máy" in told
    assert "Mã 6 số trên điện thoại, hoặc một mã giấy" in told
    assert client.post(SHOW, {"code": code_now(secret)}, follow=True).request["PATH_INFO"] == "/lam-viec/"
