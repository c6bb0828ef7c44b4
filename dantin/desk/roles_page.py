"""Vào vai: on a simulated server, who there is to be tried, with the password and the code of their telephone."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dantin.store.models import Installation
from dantin.store.models.accounts import CELL_ROLES
from dantin.store.readers.cell_places import cell_coded
from dantin.store.readers.periods import newest

CODE_SECONDS = 30


def roles(request: HttpRequest) -> HttpResponse:
    """`/lam-viec/vai/`: not there on a real server."""
    installed = Installation.objects.order_by("-id").first()
    if not settings.SIMULATED or installed is None or not installed.simulated:
        raise Http404
    left = CODE_SECONDS - int(time.time()) % CODE_SECONDS
    context = {
        "title": "Vào vai",
        "people": [_row(each) for each in _with_codes()],
        "password": settings.SIMULATED_PASSWORD,
        "left": left,
    }
    response = render(request, "desk/vai.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _with_codes() -> list[Authenticator]:
    totp = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__must_change=False)
    return list(totp.select_related("user").order_by("user_id"))


def _row(authenticator: Authenticator) -> dict[str, Any]:
    account: Any = authenticator.user
    place = newest(account.place_code) or (cell_coded(account.place_code) if account.role in CELL_ROLES else None)
    counter = list(yield_hotp_counters_from_time())
    secret = decrypt(authenticator.data["secret"])
    return {
        "login": account.login,
        "role": account.get_role_display(),
        "place": place.name if place else account.place_code,
        "code": format_hotp_value(hotp_value(secret, counter[len(counter) // 2])),
    }
