"""Thay mặt: for the length of a request an account works in the role it was lent, under its own login."""

from copy import copy

from django.http import HttpRequest
from django.utils import timezone

from dantin.store.models import Account
from dantin.store.readers import clock
from dantin.store.readers.accounts import lent_to

CHOSEN = "thay-mat"


def in_role(request: HttpRequest, account: Account) -> Account:
    """The account at work: itself, or a copy of it with the role and place of the one it chose to stand in for.

    A delegation that has ended, or whose lender's account was closed, is over with the next page.
    """
    number = request.session.get(CHOSEN)
    if number is None:
        return account
    today = timezone.localtime(clock.now()).date()
    lent = next((row for row in lent_to(account, today) if row.pk == number), None)
    if lent is None:
        del request.session[CHOSEN]
        return account
    standing_in = copy(account)
    standing_in.role, standing_in.place_code = lent.lender.role, lent.lender.place_code
    standing_in.acts_for = lent.lender
    return standing_in
