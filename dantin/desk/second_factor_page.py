"""Lớp bảo vệ thứ hai: which one is chosen at the first sign-in, a passkey made, shown again, given up."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.account.views import BaseReauthenticateView
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic.edit import FormView

from dantin.store.actions.second_factors import MEANS, MOST_PASSKEYS, add_passkey, may_remove, remove_means
from dantin.store.models import Account
from dantin.store.readers import clock
from dantin.store.refusals import Refused

from .access import showed_second_factor
from .forms import readable
from .passkeys import NewPasskeyForm, PasskeyAgainForm, passkeys_work
from .wanted import wanted

View = Callable[..., HttpResponse]


def own_protection(view: View) -> View:
    """A page about one's own second factor: with the password alone only the first may be made, never one more."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert isinstance(request.user, Account)
        if request.user.must_change:
            return HttpResponseRedirect(reverse("account_change_password"))
        if is_mfa_enabled(request.user, MEANS) and not showed_second_factor(request):
            return _show_it(request, request.path)
        return view(request, *args, **kwargs)

    return checked


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """`/lam-viec/ma/`: which means; who has one already is asked to show it."""
    assert isinstance(request.user, Account)
    if request.user.must_change:
        return HttpResponseRedirect(reverse("account_change_password"))
    if is_mfa_enabled(request.user, MEANS):
        if showed_second_factor(request):
            return HttpResponseRedirect(reverse("mfa_index"))
        return _show_it(request, wanted(request, reverse("desk_today")))
    paper = is_mfa_enabled(request.user, [Authenticator.Type.RECOVERY_CODES])
    return render(
        request, "mfa/chon.html", {"paper": paper, "then": wanted(request, reverse("desk_today")), **_here(request)}
    )


class Telephone(ActivateTOTPView):
    """`/lam-viec/ma/dien-thoai/`: the codes of a telephone; the first of them leads on to the page asked for."""

    def get_success_url(self) -> str:
        found = str(super().get_success_url())
        return found if self.did_generate_recovery_codes else wanted(self.request, found)


def _show_it(request: HttpRequest, then: str) -> HttpResponse:
    by_key = is_mfa_enabled(request.user, [Authenticator.Type.WEBAUTHN]) and passkeys_work(request)
    page = "mfa_reauthenticate_webauthn" if by_key else "mfa_reauthenticate"
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': then})}")


@own_protection
@reauthentication_required(app="allauth.mfa")
def add(request: HttpRequest) -> HttpResponse:
    """`/lam-viec/ma/khoa/`: a passkey of this machine, or of a key one carries."""
    assert isinstance(request.user, Account)
    given = readable(request.POST) if request.method == "POST" else None
    form, said = NewPasskeyForm(given), ""
    if given is not None and form.is_valid():
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        try:
            made = add_passkey(account=request.user, name=name, credential=credential, at=clock.now())
        except Refused as refused:
            said = str(refused)
        else:
            signals.authenticator_added.send(
                sender=Authenticator, request=request, user=request.user, authenticator=made
            )
            new_codes = auto_generate_recovery_codes(request)
            then = reverse("mfa_view_recovery_codes") if new_codes else wanted(request, reverse("mfa_index"))
            return HttpResponseRedirect(then)
    wrong = said or bool(form.errors)
    context = {
        "form": form,
        "said": said,
        "most": MOST_PASSKEYS,
        "first": not is_mfa_enabled(request.user, MEANS),
        "js_data": {"creation_options": auth.begin_registration(request.user, False)},
        **_here(request),
    }
    return render(request, "mfa/khoa.html", context, status=422 if wrong else 200)


@method_decorator(login_required, name="dispatch")
class ShowAgain(BaseReauthenticateView):
    """`/lam-viec/ma/khoa/nhap-lai/`: a passkey shown again before what weighs."""

    form_class = PasskeyAgainForm
    template_name = "mfa/khoa-lai.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: PasskeyAgainForm) -> HttpResponse:
        form.save()
        return super().form_valid(form)

    def form_invalid(self, form: PasskeyAgainForm) -> HttpResponse:
        response = FormView.form_invalid(self, form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        options = auth.begin_authentication(self.request.user)
        codes = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
        return {
            **super().get_context_data(**kwargs),
            **_here(self.request),
            "by_code": is_mfa_enabled(self.request.user, codes),
            "code_page": self.passthrough_next_url(reverse("mfa_reauthenticate")),
            "js_data": {"request_options": options},
        }


@own_protection
@reauthentication_required(app="allauth.mfa")
def remove(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """`/lam-viec/ma/bo/N/`: one of one's own passkeys, or the codes of the telephone, given up."""
    assert isinstance(request.user, Account)
    own = Authenticator.objects.filter(user=request.user.pk, type__in=MEANS)
    one = own.filter(type=Authenticator.Type.TOTP).first() if number is None else own.filter(pk=number).first()
    if one is None:
        if request.method == "POST":  # given up already, in another window
            return HttpResponseRedirect(reverse("mfa_index"))
        raise Http404
    said = ""
    if request.method == "POST":
        try:
            remove_means(account=request.user, number=one.pk, at=clock.now())
        except Refused as refused:
            said = str(refused)
        else:
            return HttpResponseRedirect(reverse("mfa_index"))
    context = {
        "telephone": one.type == Authenticator.Type.TOTP,
        "called": one.data.get("name", ""),
        "may": may_remove(request.user, one.pk),
        "said": said,
        **_here(request),
    }
    return render(request, "mfa/bo.html", context, status=422 if said else 200)


def _here(request: HttpRequest) -> dict[str, Any]:
    """Whether a passkey can be made or shown at this address, and the address itself."""
    return {"passkeys_work": passkeys_work(request), "address": request.get_host()}
