"""Đầu thư bảo mật: nothing on a page comes from another host, and no script stands in the page itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Widths of bars are style attributes (look/): numbers made by the server. Scripts and sheets come from files only.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def content_security_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware that adds the policy to each answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = _POLICY
        return response

    return answer
