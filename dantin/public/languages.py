"""Tiếng theo địa chỉ: `/en/…` is the page of the same address in English; no prefix is Vietnamese.

Nothing else chooses the language, so a page can be cached and sent on by its address. A page in Vietnamese pays for the
choice with one comparison: the English templates are templates of their own, translated when they are loaded.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.template.loaders.filesystem import Loader

from dantin import locale
from dantin.locale import CLOSE, OPEN
from dantin.locale.templates import translated

PREFIX = "/en"
# What officials work with and what machines ask has one language; what is no page has none.
_ONE_LANGUAGE = ("/lam-viec/", "/api/v1/", "/static/", "/en/")
_WITHIN = "".join(f"(?!{path[1:]})" for path in _ONE_LANGUAGE)
_LINK = re.compile(rf'(?<=\s)((?:href|action|data-song|data-ban-do)=")/{_WITHIN}(?!/)')
_MARK_IN_A_TAG = re.compile(f"<[^<>{OPEN}]*{OPEN}[^<>]*>|<(?:title|option|textarea)\\b[^<>]*>[^<]*")
_VIETNAMESE = re.compile(f"{OPEN}([^{OPEN}{CLOSE}<]*){CLOSE}")


class EnglishLoader(Loader):
    """Reads each template with its texts in English."""

    def get_contents(self, origin: Any) -> str:
        source: str = super().get_contents(origin)
        return translated(source.replace('<html lang="vi"', '<html lang="en"'), locale.in_english)


def by_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: takes the prefix off and answers in English."""

    def answer(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if not path.startswith("/en/"):
            return HttpResponsePermanentRedirect("/en/") if path == PREFIX else get_response(request)
        bare = path.removeprefix(PREFIX)
        if not bare.startswith(_ONE_LANGUAGE):
            request.path_info = bare
        with locale.english():
            response = get_response(request)
        response["Content-Language"] = "en"
        location = response.get("Location", "")
        if location.startswith("/") and not location.startswith(("//", *_ONE_LANGUAGE)):
            response["Location"] = PREFIX + location
        return response

    return answer


def draw(template: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> str:
    """A template, or a part of a page, in the language of the request."""
    whole = {**context, **_other_language(request, context)} if request is not None else dict(context)
    if not locale.is_english():
        return render_to_string(template, whole, request)
    return _linked_and_marked(render_to_string(template, whole, request, using="english"))


def shown(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A whole page that carries no tag."""
    return HttpResponse(draw(template, context, request), status=status)


def _linked_and_marked(html: str) -> str:
    """Links stay within the language; Vietnamese words say what they are, where markup may stand."""
    html = _LINK.sub(rf"\1{PREFIX}/", html)
    if OPEN in html:
        html = _MARK_IN_A_TAG.sub(lambda found: locale.plain(found[0]), html)
        html = locale.plain(_VIETNAMESE.sub(r'<span lang="vi">\1</span>', html))
    return html


def _other_language(request: HttpRequest, context: Mapping[str, Any]) -> dict[str, Any]:
    """The addresses of this page in both languages, and the way to the other one."""
    path = str(context.get("reload_url") or (request.get_full_path() if request.method == "GET" else request.path))
    bare = path.removeprefix(PREFIX) if path.startswith("/en/") else path
    host = f"{request.scheme}://{request.get_host()}"
    vietnamese, english = f"{host}{bare}", f"{host}{PREFIX}{bare}"
    if locale.is_english():
        other = {"href": vietnamese, "code": "vi", "name": "Tiếng Việt"}
    else:
        other = {"href": english, "code": "en", "name": "English"}
    return {"in_vietnamese": vietnamese, "in_english": english, "other_language": other}
