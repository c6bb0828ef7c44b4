"""Đã nhận: how a browser learns that what it keeps of a form is the server's now (`keep-typed.js`)."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# What the address says when the state of a village moved on while a form lay open: nothing was taken.
TURN_PASSED = "?da-doi=1"
_SENDING = re.compile("[0-9a-f]{16}")
_MINUTES = 10


def acknowledge(request: HttpRequest, response: HttpResponse) -> None:
    """Name the sending in a cookie once it was taken, so that the page of the answer forgets what was typed.

    An answer that is lost on the way brings no cookie; then what was typed stays with whoever typed it.
    """
    sending = request.POST.get("lan-gui", "")
    if response.status_code >= 400 or response.get("Location", "").endswith(TURN_PASSED):
        return
    if _SENDING.fullmatch(sending):
        response.set_cookie(
            f"da_nhan_{sending}",
            "1",
            max_age=_MINUTES * 60,
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
