"""Tiếng theo địa chỉ: `/en/…` is the page of the same address in English; no prefix is Vietnamese.

Nothing else chooses the language, so a page can be cached and sent on by its address. A page in Vietnamese pays for the
choice with one comparison: the English templates are templates of their own, translated when they are loaded.
"""

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
_LINKS = tuple(f' {attribute}="' for attribute in ("href", "action", "data-song", "data-ban-do"))
_WITHOUT_MARKUP = ("<title", "<option", "<textarea")


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
    return linked_and_marked(render_to_string(template, whole, request, using="english"))


def shown(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A whole page that carries no tag."""
    return HttpResponse(draw(template, context, request), status=status)


def linked_and_marked(html: str) -> str:
    """Links stay within the language; Vietnamese words say what they are, where markup may stand."""
    for link in _LINKS:
        html = html.replace(f"{link}/", f"{link}{PREFIX}/")
        for path in (*_ONE_LANGUAGE, "//"):
            html = html.replace(f"{link}{PREFIX}{path}", f"{link}{path}")
    return locale.plain(_marked(html)) if OPEN in html else html


def _marked(html: str) -> str:
    """Each text between the marks as an element, but not inside a tag nor where an element would be text."""
    first, *rest = html.split(OPEN)
    out, tag = [first], _newest_tag(first, "")
    for piece in rest:
        text, closed, after = piece.partition(CLOSE)
        may_stand = closed and ">" in tag and "<" not in text and not tag.startswith(_WITHOUT_MARKUP)
        out.append(f'<span lang="vi">{text}</span>{after}' if may_stand else text + after)
        tag = _newest_tag(text + after, tag)
    return "".join(out)


def _newest_tag(text: str, before: str) -> str:
    """From the last tag that was opened on."""
    opened = text.rfind("<")
    return text[opened:] if opened >= 0 else before + text


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
