"""Phiếu giao tài khoản: a first password and paper codes, told once; what is kept of them opens nothing by itself."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from dantin.store.models import Account
from dantin.store.models.accounts import SECOND_FACTOR, Role

# No letter that is read as another; four groups of four are 80 bits of chance.
_LETTERS, _GROUPS, _GROUP = "23456789abcdefghjkmnpqrstuvwxyz", 4, 4
# Nobody guesses 80 bits, so a slow hash would only make a list of six thousand slow. At its first use the password is
# hashed again by argon2, as every password that a person chose.
_TURNS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Phiếu giao tài khoản: the first password and the paper codes, told this once."""

    login: str
    name: str
    role: Role
    place_code: str
    password: str
    codes: tuple[str, ...] = ()


def new_password() -> tuple[str, str]:
    """A password, and what is kept of it."""
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    hasher = PBKDF2PasswordHasher()
    return password, hasher.encode(password, hasher.salt(), iterations=_TURNS)


def new_codes(accounts: Collection[Account]) -> dict[int, tuple[str, ...]]:
    """{account: ten paper codes}, of those whose role needs more than a password; codes told before are void."""
    needing = [account for account in accounts if account.role in SECOND_FACTOR]
    Authenticator.objects.filter(user__in=needing, type=Authenticator.Type.RECOVERY_CODES).delete()
    kept = [
        Authenticator(
            user=account,
            type=Authenticator.Type.RECOVERY_CODES,
            data={"seed": encrypt(RecoveryCodes.generate_seed()), "used_mask": 0},
        )
        for account in needing
    ]
    Authenticator.objects.bulk_create(kept)
    return {each.user_id: tuple(RecoveryCodes(each).generate_codes()) for each in kept}


def slip_of(account: Account, password: str, codes: dict[int, tuple[str, ...]]) -> Slip:
    """What is printed for one account."""
    return Slip(
        login=account.login,
        name=account.name,
        role=Role(account.role),
        place_code=account.place_code,
        password=password,
        codes=codes.get(account.pk, ()),
    )
