"""Đầu thư bảo mật: nothing on a page comes from another host, no script or style stands in the page itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_DESK = "/lam-viec/"
_GUIDE = "/lam-viec/huong-dan/"
# Lengths of bars are digits in class names (templatetags/drawn.py), so that no style need be allowed in a page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# What no page here asks of a browser, so nothing that slips into one may.
_NOT_USED = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
_ON_EVERYTHING = {
    "Content-Security-Policy": _POLICY,
    "Permissions-Policy": _NOT_USED,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_YEAR = 365 * 24 * 3600


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware, the outermost: on every answer, files and errors too; what the desk shows is kept nowhere."""
    added = dict(_ON_EVERYTHING)
    if not settings.SIMULATED:  # a real server is reached by https alone; a rehearsal on 127.0.0.1 has none
        added["Strict-Transport-Security"] = f"max-age={_YEAR}"

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in added.items():
            response.headers[name] = value
        if request.path_info.startswith(_DESK) and not request.path_info.startswith(_GUIDE):
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer
