"""Lập tài khoản: each opened with a password that is told once, on paper, and must be changed at the first sign-in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from dantin.core.values import Side
from dantin.store.models import Account, Place
from dantin.store.models.accounts import PARTY_ROLES, STATE_ROLES, Role
from dantin.store.refusals import refuse_if

from .log import Happened, log
from .transaction import action, require_side

# No letter that is read as another; four groups of four are 80 bits of chance.
_LETTERS, _GROUPS, _GROUP = "23456789abcdefghjkmnpqrstuvwxyz", 4, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountIn:
    """Một tài khoản trong danh sách."""

    login: str
    name: str
    role: Role
    place_code: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Phiếu giao tài khoản: the first password, told this once."""

    login: str
    name: str
    password: str


@action
def open_accounts(*, side: Side, accounts: Sequence[AccountIn], actor: str, at: datetime) -> list[Slip]:
    """Lập tài khoản, cả danh sách hoặc không tài khoản nào; one event a place, which holds logins and roles."""
    require_side(side)
    roles = STATE_ROLES if side is Side.STATE else PARTY_ROLES
    taken = set(Account.objects.filter(login__in=[each.login for each in accounts]).values_list("login", flat=True))
    places = set(Place.objects.filter(code__in={each.place_code for each in accounts}).values_list("code", flat=True))
    slips, rows = [], []
    for each in accounts:
        refuse_if(each.login in taken, "accounts.login_taken", login=each.login)
        refuse_if(each.role not in roles, "accounts.role_of_other_side", role=each.role.label)
        refuse_if(each.place_code not in places, "accounts.no_such_place", place=each.place_code)
        taken.add(each.login)
        password = _chance()
        rows.append(
            Account(
                side=side.value,
                login=each.login,
                name=each.name,
                role=each.role,
                place_code=each.place_code,
                phone=each.phone,
                password=make_password(password),
                opened_at=at,
            )
        )
        slips.append(Slip(login=each.login, name=each.name, password=password))
    Account.objects.bulk_create(rows)
    opened: dict[str, list[list[str]]] = {}
    for row in rows:
        opened.setdefault(row.place_code, []).append([row.login, row.role])
    log(
        [
            Happened(type="accounts.opened", place_code=code, actor=actor, body={"accounts": listed})
            for code, listed in opened.items()
        ],
        side=side,
        election_id=None,
        election_code="",
        at=at,
    )
    return slips


@action
def password_now_own(*, account: Account) -> None:
    """Mật khẩu trên phiếu đã được thay bằng mật khẩu riêng."""
    Account.objects.filter(pk=account.pk).update(must_change=False)
    account.must_change = False


def _chance() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
