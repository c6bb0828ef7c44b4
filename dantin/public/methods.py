"""Trang chỉ để xem: a page that is only read says so to any other method, in words and before it looks for a token."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from dantin.locale import msg

from . import errors

View = Callable[..., HttpResponse]


def reads(view: View) -> View:
    """GET and HEAD reach the page; nothing else does, so no token is needed to say no."""
    return csrf_exempt(_only(view, ("GET", "HEAD"), msg("Trang này chỉ để xem, không nhận gì gửi tới.")))


def presses(view: View) -> View:
    """Only a pressed button (POST) reaches the action."""
    return _only(view, ("POST",), msg("Địa chỉ này chỉ nhận nút bấm trên trang; mở trang rồi bấm nút."))


def _only(view: View, methods: tuple[str, ...], sentence: str) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            return errors.wrong_method(request, allowed=methods, sentence=sentence)
        return view(request, *args, **kwargs)

    return checked
