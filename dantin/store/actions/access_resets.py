"""Đặt lại lối vào: by the level above after calling back; on the day of an election a second person confirms first."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_wrong_passwords
from django.utils import timezone

from dantin.core.values import Side
from dantin.store.models import AccessReset, Account
from dantin.store.readers.accounts import CONFIRM_WITHIN, in_care, is_election_day, is_same_person
from dantin.store.refusals import Refused, refuse_if

from .accounts import tell
from .slips import Slip, new_codes, new_password, slip_of
from .transaction import action, require_side

_AT_ONCE = timedelta(minutes=1)


@action
def ask_reset(*, account: Account, by: Account, said: str, at: datetime) -> AccessReset:
    """Nhận yêu cầu đặt lại, sau khi đã gọi lại số đã đăng ký; `said` is what was said on the telephone."""
    require_side(Side(account.side))
    refuse_if(not in_care(by).filter(pk=account.pk).exists(), "accounts.not_in_care", login=account.login)
    refuse_if(not account.is_active, "accounts.closed_already", login=account.login)
    refuse_if(is_same_person(by, account), "accounts.own_reset", login=account.login)
    refuse_if(not said.strip(), "accounts.nothing_said", login=account.login)
    other = AccessReset.objects.filter(account=account, asked_at__gt=at - _AT_ONCE).exclude(asked_by=by.pk).first()
    if other is not None:  # the later slip would make the earlier one void, unknown to who holds it
        raise Refused("accounts.reset_just_asked", login=account.login, name=other.asked_by.name)
    row = AccessReset.objects.create(
        account=account, asked_by_id=by.pk, asked_at=at, needs_second=_needs_second(account, at)
    )
    tell("accounts.reset_asked", account, by=by.login, at=at, said=said.strip(), reset=row.pk)
    return row


@action
def confirm_reset(*, reset: AccessReset, by: Account, at: datetime) -> None:
    """Người thứ hai ở cùng cấp xác nhận."""
    row = AccessReset.objects.select_related("account", "asked_by").get(pk=reset.pk)
    require_side(Side(row.account.side))
    refuse_if(not in_care(by).filter(pk=row.account_id).exists(), "accounts.not_in_care", login=row.account.login)
    refuse_if(is_same_person(by, row.asked_by) or is_same_person(by, row.account), "accounts.confirms_own")
    refuse_if(row.done_at is not None or at - row.asked_at > CONFIRM_WITHIN, "accounts.reset_too_old")
    if row.confirmed_at is not None:
        return
    row.confirmed_by_id, row.confirmed_at = by.pk, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    tell("accounts.reset_confirmed", row.account, by=by.login, at=at, reset=row.pk)


@action
def carry_out_reset(*, reset: AccessReset, by: Account, at: datetime) -> Slip:
    """Đặt lại mật khẩu và lớp bảo vệ thứ hai: old ones are void and open pages end; the slip is told this once."""
    row = AccessReset.objects.select_related("account").get(pk=reset.pk)
    account = row.account
    require_side(Side(account.side))
    refuse_if(row.asked_by_id != by.pk, "accounts.not_in_care", login=account.login)
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


def void_and_renew(account: Account) -> Slip:
    """The old password, telephone, codes and count of wrong tries are gone; sessions end with the password."""
    password, kept = new_password()
    Account.objects.filter(pk=account.pk).update(password=kept, must_change=True)
    Authenticator.objects.filter(user=account.pk).delete()
    forget_wrong_passwords(username=account.login)
    return slip_of(account, password, new_codes([account]))


def _needs_second(account: Account, at: datetime) -> bool:
    return is_election_day(account.place_code, timezone.localtime(at).date())
