"""Địa chỉ thật của người xem sau máy chủ https: believed only when the proxy named in the settings says it.

Behind a proxy every request comes from 127.0.0.1, so one person's wrong passwords would count against everybody. The
last address of `X-Forwarded-For` is the one the proxy itself saw; those before it were written by who asks.
"""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def real_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before all that counts by address: `REMOTE_ADDR` becomes what the trusted proxy saw."""
    trusted = {ip_address(each) for each in settings.TRUSTED_PROXIES}

    def answer(request: HttpRequest) -> HttpResponse:
        if trusted and _address(request.META.get("REMOTE_ADDR", "")) in trusted:
            seen = _address(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2])
            if seen is not None:
                request.META["REMOTE_ADDR"] = str(seen)
        return get_response(request)

    return answer


def _address(text: str) -> object:
    try:
        return ip_address(text.strip())
    except ValueError:
        return None
