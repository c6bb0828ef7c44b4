"""Sau máy chủ https: a wrong password counts against the address the proxy saw, and nobody can choose that address."""

import pytest
from axes.models import AccessAttempt
from django.test import Client

from .people import open_account

pytestmark = pytest.mark.django_db

DOOR, PROXY = "/lam-viec/vao/", "127.0.0.1"


def guesses(times: int, *, proxy: str = PROXY, forwarded: str = "") -> int:
    """So many wrong passwords from there; how the door answers the last."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    client = Client(REMOTE_ADDR=proxy, headers=headers)
    return [client.post(DOOR, {"login": "cbx", "password": "sai"}).status_code for _ in range(times)][-1]


@pytest.fixture(autouse=True)
def _account() -> None:
    open_account(login="cbx")


def counted() -> set[str]:
    return set(AccessAttempt.objects.values_list("ip_address", flat=True))


def test_each_address_behind_the_proxy_is_counted_alone(settings):
    settings.TRUSTED_PROXIES = [PROXY]
    assert guesses(5, forwarded="203.0.113.7") == 429
    assert guesses(1, forwarded="203.0.113.8") == 200
    assert counted() == {"203.0.113.7", "203.0.113.8"}


def test_who_writes_the_header_himself_is_counted_where_the_proxy_saw_him(settings):
    settings.TRUSTED_PROXIES = [PROXY]
    for number in range(4):
        guesses(1, forwarded=f"198.51.100.{number}, 203.0.113.7")
    assert guesses(1, forwarded="198.51.100.9, 203.0.113.7") == 429
    assert counted() == {"203.0.113.7"}


@pytest.mark.parametrize(("trusted", "sender", "forwarded"), [
    ([], PROXY, "203.0.113.7"),  # no proxy was named
    ([PROXY], "203.0.113.50", "198.51.100.1"),  # somebody who is not the proxy
    ([PROXY], PROXY, "ai đó".encode().decode("latin-1")),  # no address at all
    ([PROXY], PROXY, ""),
])  # fmt: skip
def test_nobody_else_is_believed(settings, trusted, sender, forwarded):
    settings.TRUSTED_PROXIES = trusted
    guesses(1, proxy=sender, forwarded=forwarded)
    assert counted() == {sender}
