"""Ai được làm gì, ở đâu: one table. What is not granted answers as if it were not there (404), never with a hint."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dantin.store.models import Account
from dantin.store.models.accounts import Role


class Act(Enum):
    """Việc trên bàn làm việc; every address of the desk belongs to one."""

    SEE_TODAY = "xem việc hôm nay"
    IMPORT_LISTS = "nạp danh sách"


EVERYONE = frozenset(Role)
# From the commune up a password alone opens nothing; the teams of a village sign in with paper codes at hand.
VILLAGE_ROLES = frozenset({Role.FRONT_VILLAGE, Role.TEAM_LEADER, Role.TEAM_CLERK, Role.COUNTER})
SECOND_FACTOR = EVERYONE - VILLAGE_ROLES

MAY: Mapping[Act, frozenset[Role]] = {
    Act.SEE_TODAY: EVERYONE,
    Act.IMPORT_LISTS: frozenset({Role.PROVINCE, Role.COMMISSION}),
}

View = Callable[..., HttpResponse]


def granted(account: Account, act: Act) -> bool:
    """Whether this account may do this at all, on this server."""
    return settings.SIDE in (account.side, "both") and account.role in MAY[act]


def allowed(act: Act) -> Callable[[View], View]:
    """A view of the desk: signed in, with all that signing in asks for, and granted; else sign in, or 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            account = request.user
            if not isinstance(account, Account):
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if not granted(account, act):
                raise Http404
            if (unfinished := _unfinished(request, account)) is not None:
                return HttpResponseRedirect(reverse(unfinished))
            response = view(request, *args, **kwargs)
            response.setdefault("Cache-Control", "no-store")
            return response

        checked.act = act  # type: ignore[attr-defined]  # what the walk over all addresses reads
        return checked

    return decorate


def _unfinished(request: HttpRequest, account: Account) -> str | None:
    """The step of signing in that is still owed: a password of one's own, then a second factor."""
    if account.must_change:
        return "account_change_password"
    if account.role in SECOND_FACTOR and not _showed_second_factor(request):
        return "mfa_activate_totp"
    return None


def _showed_second_factor(request: HttpRequest) -> bool:
    return any(each["method"] == "mfa" for each in get_authentication_records(request, request.user))
