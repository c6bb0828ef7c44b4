"""Trang lỗi, by audience: whoever works at the desk is led back to the work, everybody else to the province."""

from types import ModuleType

from django.http import HttpRequest, HttpResponse

from dantin.desk import error_pages
from dantin.public import errors

_DESK = "/lam-viec/"


def _of(request: HttpRequest) -> ModuleType:
    return error_pages if request.path_info.startswith(_DESK) else errors


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400"""
    response: HttpResponse = _of(request).bad_request(request, exception)
    return response


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403"""
    response: HttpResponse = _of(request).forbidden(request, reason)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    response: HttpResponse = _of(request).not_found(request, exception)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    response: HttpResponse = _of(request).server_error(request)
    return response
