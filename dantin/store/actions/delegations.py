"""Giao việc khi vắng: an account lends its role at its place to a colleague, from day to day, both included."""

from datetime import date, datetime

from django.utils import timezone

from dantin.core.values import Side
from dantin.store.models import Account, Delegation
from dantin.store.readers.accounts import delegations, in_care, may_stand_in
from dantin.store.refusals import refuse_if

from .accounts import tell
from .transaction import action, require_side


@action
def delegate_role(
    *, lender: Account, delegate: Account, first_on: date, last_on: date, by: Account, at: datetime
) -> Delegation:
    """Giao việc: by the account itself or the level above. What was borrowed is not lent on: roles go with accounts."""
    require_side(Side(lender.side))
    may = by.pk == lender.pk or in_care(by).filter(pk=lender.pk).exists()
    refuse_if(not may, "accounts.not_in_care", login=lender.login)
    refuse_if(not lender.is_active, "accounts.closed_already", login=lender.login)
    refuse_if(not may_stand_in(lender).filter(pk=delegate.pk).exists(), "accounts.delegate_elsewhere")
    first, last = f"{first_on:%d/%m/%Y}", f"{last_on:%d/%m/%Y}"
    over = last_on < first_on or last_on < timezone.localtime(at).date()
    refuse_if(over, "accounts.delegation_days", first=first, last=last)
    other = delegations().filter(first_on__lte=last_on, last_on__gte=first_on, lender=lender.pk)
    for row in other:
        refuse_if(True, "accounts.delegation_overlaps", first=first, last=last, name=row.delegate.name)
    made = Delegation.objects.create(
        lender_id=lender.pk, delegate_id=delegate.pk, first_on=first_on, last_on=last_on, made_by_id=by.pk, made_at=at
    )
    _tell("accounts.delegated", made, by=by, at=at)
    return made


@action
def end_delegation(*, delegation: Delegation, by: Account, at: datetime) -> None:
    """Thôi giao việc, before its last day: by the lender or the level above."""
    row = Delegation.objects.select_related("lender", "delegate").get(pk=delegation.pk)
    require_side(Side(row.lender.side))
    may = by.pk == row.lender_id or in_care(by).filter(pk=row.lender_id).exists()
    refuse_if(not may, "accounts.not_in_care", login=row.lender.login)
    if row.ended_at is not None:
        return
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    _tell("accounts.delegation_ended", row, by=by, at=at)


def _tell(event: str, row: Delegation, *, by: Account, at: datetime) -> None:
    """Both are told: who lends and who stands in."""
    Account.objects.filter(pk=row.delegate_id).update(has_news=True)
    tell(
        event,
        row.lender,
        by=by.login,
        at=at,
        delegate=row.delegate.login,
        first_on=row.first_on.isoformat(),
        last_on=row.last_on.isoformat(),
    )
