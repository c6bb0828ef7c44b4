"""Tài khoản của tôi: password, telephone, paper codes; whom I stand in for, who stands in for me; what was done."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from dantin.store.actions.accounts import saw_news
from dantin.store.models import Account
from dantin.store.readers import clock
from dantin.store.readers.accounts import delegations, lent_to, may_stand_in
from dantin.store.refusals import Refused

from .access import Act, allowed
from .account_words import happened
from .accounts_page import delegated, undelegated
from .acting import CHOSEN
from .forms import pointed_at
from .frame import frame


@allowed(Act.SEE_OWN_ACCOUNT)
def own(request: HttpRequest) -> HttpResponse:
    """One's own account, whomever one stands in for just now."""
    account = Account.objects.get(pk=request.user.pk)
    said = ""
    if request.method == "POST":
        try:
            if request.POST.get("viec") == "giao":
                delegated(request, lender=account, by=account)
            elif request.POST.get("viec") == "thoi-giao":
                undelegated(request, lender=account, by=account)
            elif request.POST.get("viec") == "da-xem":
                saw_news(account=account)
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            said = str(refused)
    today = timezone.localtime(clock.now()).date()
    means = list(Authenticator.objects.filter(user=account.pk).order_by("created_at", "pk"))
    of_type = {row.type: row for row in means}
    paper = of_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        **frame(request, "Tài khoản của tôi"),
        "own": account,
        "has_telephone": Authenticator.Type.TOTP in of_type,
        "passkeys": [row for row in means if row.type == Authenticator.Type.WEBAUTHN],
        "paper": None if paper is None else len(RecoveryCodes(paper).get_unused_codes()),
        "borrowed": lent_to(account, today),
        "lent": list(delegations().filter(lender=account.pk, last_on__gte=today)),
        "colleagues": may_stand_in(account),
        "done": happened(account),
        "typed": request.POST if said else {},
        "said": said,
    }
    return render(request, "desk/tai-khoan-cua-toi.html", context, status=422 if said else 200)


@allowed(Act.SEE_OWN_ACCOUNT)
def stand_in(request: HttpRequest) -> HttpResponse:
    """Thay mặt ai, or back to one's own work; whether it is lent is asked again on every page."""
    number = pointed_at(request.POST.get("giao-viec", ""))
    if request.method == "POST":
        request.session.pop(CHOSEN, None)
        if number is not None:
            request.session[CHOSEN] = number
    return HttpResponseRedirect(reverse("desk_today"))
