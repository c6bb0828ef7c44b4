"""Đặt lại lối vào: by the level above after calling back; on the day of an election a second person confirms first."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_wrong_passwords
from django.utils import timezone

from dantin.core.values import Side
from dantin.store.models import AccessReset, Account
from dantin.store.readers.accounts import (
    CONFIRM_WITHIN,
    dialled,
    in_care,
    is_election_day,
    is_same_person,
    opens_too,
    other_accounts,
)
from dantin.store.refusals import Refused, refuse_if

from .accounts import tell
from .accounts_list import is_phone
from .slips import Slip, new_codes, new_password, slip_of
from .transaction import action, require_side

_AT_ONCE = timedelta(minutes=1)


@action
def ask_reset(*, account: Account, by: Account, said: str, at: datetime) -> AccessReset:
    """Nhận yêu cầu đặt lại, sau khi đã gọi lại số đã đăng ký; `said` is what was said on the telephone."""
    _refuse_asking(AccessReset.Kind.SLIP, account=account, by=by, at=at)
    refuse_if(not said.strip(), "accounts.nothing_said", login=account.login)
    needs_second = _needs_second(account, at)
    row = AccessReset.objects.create(account=account, asked_by_id=by.pk, asked_at=at, needs_second=needs_second)
    tell("accounts.reset_asked", account, by=by.login, at=at, said=said.strip(), reset=row.pk)
    return row


@action
def ask_new_phone(*, account: Account, by: Account, phone: str, said: str, at: datetime) -> AccessReset:
    """Đổi số điện thoại đã đăng ký: at once on a quiet day, after the second person's word on that of an election."""
    kind, number = AccessReset.Kind.PHONE, dialled(phone)
    _refuse_asking(kind, account=account, by=by, at=at)
    refuse_if(not is_phone(phone), "accounts.phone_wrong")
    refuse_if(number == dialled(account.phone), "accounts.phone_same", name=account.name)
    refuse_if(number == dialled(by.phone), "accounts.phone_own")
    refuse_if(not said.strip(), "accounts.phone_nothing_said")
    others, needs_second = _others(account, by), _needs_second(account, at)
    row = AccessReset.objects.create(
        kind=kind, new_phone=number, account=account, asked_by_id=by.pk, asked_at=at, needs_second=needs_second
    )
    if row.needs_second:
        tell("accounts.phone_asked", account, by=by.login, at=at, said=said.strip(), phone=number, reset=row.pk)
    else:
        _change_phone(row, [account, *others], actor=by.login, at=at, said=said.strip())
    return row


@action
def confirm_reset(*, reset: AccessReset, by: Account, at: datetime) -> None:
    """Người thứ hai ở cùng cấp xác nhận. A new telephone number is then the registered one; a slip is still to come."""
    row = AccessReset.objects.select_related("account", "asked_by").get(pk=reset.pk)
    require_side(Side(row.account.side))
    refuse_if(not in_care(by).filter(pk=row.account_id).exists(), "accounts.not_in_care", login=row.account.login)
    refuse_if(is_same_person(by, row.asked_by) or is_same_person(by, row.account), "accounts.confirms_own")
    refuse_if(row.done_at is not None or at - row.asked_at > CONFIRM_WITHIN, "accounts.reset_too_old")
    if row.confirmed_at is not None:
        return
    of_phone = row.kind == AccessReset.Kind.PHONE
    refuse_if(of_phone and not row.account.is_active, "accounts.closed_already", login=row.account.login)
    refuse_if(of_phone and row.new_phone == dialled(by.phone), "accounts.phone_own")
    accounts = [row.account, *_others(row.account, row.asked_by)] if of_phone else []
    row.confirmed_by_id, row.confirmed_at = by.pk, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    if of_phone:
        _change_phone(row, accounts, actor=by.login, at=at, asked_by=row.asked_by.login)
    else:
        tell("accounts.reset_confirmed", row.account, by=by.login, at=at, reset=row.pk)


@action
def carry_out_reset(*, reset: AccessReset, by: Account, at: datetime) -> Slip:
    """Đặt lại mật khẩu và lớp bảo vệ thứ hai: old ones are void and open pages end; the slip is told this once."""
    row = AccessReset.objects.select_related("account").get(pk=reset.pk)
    account = row.account
    require_side(Side(account.side))
    asked_here = row.asked_by_id == by.pk and row.kind == AccessReset.Kind.SLIP
    refuse_if(not asked_here, "accounts.not_in_care", login=account.login)
    refuse_if(row.done_at is not None or at - row.asked_at > CONFIRM_WITHIN, "accounts.reset_too_old")
    # A request of the evening before is carried out by the rule of the day on which it is.
    due = row.needs_second or _needs_second(account, at)
    refuse_if(due and row.confirmed_at is None, "accounts.second_missing", login=account.login)
    refuse_if(not account.is_active, "accounts.closed_already", login=account.login)
    slip = void_and_renew(account)
    row.done_at = at
    row.save(update_fields=["done_at"])
    tell("accounts.access_reset", account, by=by.login, at=at, reset=row.pk)
    return slip


@action
def reset_at_server(*, account: Account, actor: str, said: str, at: datetime) -> Slip:
    """Đặt lại từ máy chủ, for those above whom there is nobody: the province's own accounts."""
    require_side(Side(account.side))
    refuse_if(not account.is_active, "accounts.closed_already", login=account.login)
    slip = void_and_renew(account)
    tell("accounts.access_reset", account, by=actor, at=at, said=said)
    return slip


@action
def phone_at_server(*, account: Account, phone: str, actor: str, said: str, at: datetime) -> None:
    """Đổi số điện thoại từ máy chủ, for those above whom there is nobody."""
    require_side(Side(account.side))
    refuse_if(not account.is_active, "accounts.closed_already", login=account.login)
    refuse_if(not is_phone(phone), "accounts.phone_wrong")
    for each in (account, *other_accounts(account)):
        Account.objects.filter(pk=each.pk).update(phone=dialled(phone))
        tell("accounts.phone_changed", each, by=actor, at=at, said=said, phone=dialled(phone))


def void_and_renew(account: Account) -> Slip:
    """The old password, telephone, codes and count of wrong tries are gone; sessions end with the password."""
    password, kept = new_password()
    Account.objects.filter(pk=account.pk).update(password=kept, must_change=True)
    Authenticator.objects.filter(user=account.pk).delete()
    forget_wrong_passwords(username=account.login)
    return slip_of(account, password, new_codes([account]))


def _refuse_asking(kind: AccessReset.Kind, *, account: Account, by: Account, at: datetime) -> None:
    require_side(Side(account.side))
    refuse_if(not in_care(by).filter(pk=account.pk).exists(), "accounts.not_in_care", login=account.login)
    refuse_if(not account.is_active, "accounts.closed_already", login=account.login)
    refuse_if(is_same_person(by, account), "accounts.own_reset", login=account.login)
    earlier = AccessReset.objects.filter(account=account, kind=kind, asked_at__gt=at - _AT_ONCE)
    other = earlier.exclude(asked_by=by.pk).first()
    if other is not None:  # the later one would undo what the earlier gave, unknown to who holds it
        just = "accounts.reset_just_asked" if kind is AccessReset.Kind.SLIP else "accounts.phone_just_asked"
        raise Refused(just, login=account.login, name=other.asked_by.name)


def _others(account: Account, by: Account) -> list[Account]:
    """The other accounts of this person, whose number is the same one and stays so (F-21).

    Of one that `by` could not open, the number is not `by`'s to change: a commune would else redirect the calls of
    those above it.
    """
    others = other_accounts(account)
    for other in others:
        mine = opens_too(by, other)
        refuse_if(not mine, "accounts.phone_of_another", name=account.name, login=other.login, role=other.called)
    return others


def _change_phone(
    row: AccessReset, accounts: Sequence[Account], *, actor: str, at: datetime, said: str = "", **body: object
) -> None:
    number = row.new_phone
    for each in accounts:
        Account.objects.filter(pk=each.pk).update(phone=number)
        tell("accounts.phone_changed", each, by=actor, at=at, said=said, phone=number, reset=row.pk, **body)
    row.done_at, row.new_phone = at, ""  # the number is kept with the account and in the event's facts only
    row.save(update_fields=["done_at", "new_phone"])


def _needs_second(account: Account, at: datetime) -> bool:
    return is_election_day(account.place_code, timezone.localtime(at).date())
