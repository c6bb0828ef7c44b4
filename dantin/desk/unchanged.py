"""Có gì mới không: a board that is asked every two seconds answers in one query while nothing was saved."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from dantin.store.models import Account
from dantin.store.readers.clock import Moment


def tag_of(request: HttpRequest, account: Account, at: Moment) -> str:
    """What changes with every save and every minute, for this account at this address."""
    shows = (at.revision, f"{at.now:%Y%m%d%H%M}", str(account.pk), account.role, request.get_full_path())
    return f'"{sha256("|".join(shows).encode()).hexdigest()[:24]}"'


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """304 where the browser has this already; compared weakly, for compression on the way weakens a tag."""
    if request.headers.get("If-None-Match", "").strip().removeprefix("W/") != tag:
        return None
    return HttpResponseNotModified()


def wants_part(request: HttpRequest) -> bool:
    """Whether the script of the page asks for what changes alone."""
    return request.headers.get("X-Manh") == "1"
