"""Nơi đang tới: the page asked for while a step of signing in is owed; the session has it until it is reached.

Only the address that this server was asked for is kept, never one that a link or a form names.
"""

from django.http import HttpRequest
from django.urls import reverse

_KEPT = "wanted"


def want(request: HttpRequest) -> None:
    """Keep where this request was going; the first page of work needs no keeping."""
    if request.method == "GET" and request.path != reverse("desk_today"):
        request.session[_KEPT] = request.get_full_path()


def reached(request: HttpRequest) -> None:
    """Whoever is at work was let in: nothing is owed any more."""
    if _KEPT in request.session:
        del request.session[_KEPT]


def wanted(request: HttpRequest, otherwise: str) -> str:
    """Where to go once a step is done."""
    return str(request.session.get(_KEPT) or otherwise)
