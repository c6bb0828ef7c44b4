"""Lớp bảo vệ thứ hai của một tài khoản: passkeys added, means given up; never the last one where the role needs one."""

from datetime import datetime
from typing import Any

from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator

from dantin.core.values import Side
from dantin.store.models import Account
from dantin.store.models.accounts import SECOND_FACTOR
from dantin.store.refusals import refuse_if

from .accounts import tell
from .transaction import action, require_side

# What is asked for at every sign-in; paper codes only stand in for one of these.
MEANS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
MOST_PASSKEYS = 10


@action
def add_passkey(*, account: Account, name: str, credential: dict[str, Any], at: datetime) -> Authenticator:
    """Thêm một khoá trên máy (passkey), whose answer was found right; later answers are held against `credential`."""
    require_side(Side(account.side))
    kept = Authenticator.objects.filter(user=account.pk, type=Authenticator.Type.WEBAUTHN)
    number = kept.count()
    refuse_if(number >= MOST_PASSKEYS, "accounts.too_many_passkeys", most=MOST_PASSKEYS)
    known = any(row.data["credential"]["id"] == credential["id"] for row in kept)
    refuse_if(known, "accounts.passkey_known")
    row: Authenticator = Authenticator.objects.create(
        user_id=account.pk,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name or f"Khoá {number + 1}", "credential": credential},
    )
    tell("accounts.passkey_added", account, by=account.login, at=at, means=row.pk)
    return row


@action
def telephone_added(*, account: Account, at: datetime) -> None:
    """Mã trên điện thoại vừa bật."""
    tell("accounts.telephone_added", account, by=account.login, at=at)


@action
def remove_means(*, account: Account, number: int, at: datetime) -> None:
    """Bỏ một khoá trên máy, or the codes of the telephone; two windows at once cannot remove the last two."""
    require_side(Side(account.side))
    row = Authenticator.objects.filter(user=account.pk, pk=number, type__in=MEANS).first()
    if row is None:  # given up already, in another window
        return
    refuse_if(not may_remove(account, number), "accounts.last_means")
    telephone = row.type == Authenticator.Type.TOTP
    row.delete()
    delete_dangling_recovery_codes(account)
    event = "accounts.telephone_removed" if telephone else "accounts.passkey_removed"
    tell(event, account, by=account.login, at=at, means=number)


def may_remove(account: Account, number: int) -> bool:
    """Whether the account is still protected as its role must be without this one."""
    others = Authenticator.objects.filter(user=account.pk, type__in=MEANS).exclude(pk=number)
    return account.role not in SECOND_FACTOR or others.exists()
