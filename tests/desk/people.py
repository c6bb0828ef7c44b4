"""Người trong các bài thử của bàn làm việc."""

from datetime import UTC, datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from dantin.core.values import Side
from dantin.store.actions.accounts import AccountIn, Slip, open_accounts
from dantin.store.models import Account, Place
from dantin.store.models.accounts import STATE_ROLES, Role

LOCK = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
OWN = "bốn từ không liên quan"


def side_of(role: Role) -> Side:
    """The side on which the role works; that of the State for those that exist on both."""
    return Side.STATE if role in STATE_ROLES else Side.PARTY


def open_account(role: Role = Role.PROVINCE, *, side: Side = Side.STATE, login: str = "", place: str = "22") -> Slip:
    """Lập một tài khoản, ở một nơi có sẵn hoặc vừa lập."""
    if not Place.objects.filter(code=place).exists():
        Place.objects.create(level="province", kind="tỉnh", code=place, name="Tỉnh thử", sort_key="t", search_key="t")
    row = AccountIn(login=login or f"{side.value}.{role.value}", name="Cán bộ thử", role=role, place_code=place)
    [slip] = open_accounts(side=side, accounts=[row], actor="thu", at=LOCK)
    return slip


def signed_in(client: Client, slip: Slip | Account, *, second_factor: bool = True) -> Account:
    """At work with a password of one's own and, unless said otherwise, a second factor shown."""
    account = Account.objects.get(login=slip.login)
    account.must_change = False
    account.save()
    client.force_login(account, backend="dantin.desk.signing_in.OwnSideBackend")
    session = client.session
    methods = [{"method": "password", "at": 0}]
    session["account_authentication_methods"] = [*methods, {"method": "mfa", "at": 0}] if second_factor else methods
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return account


def code_now(secret: str) -> str:
    """What the application on a telephone shows."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
