"""Trang lỗi, in the words of the house: what is wrong and where to go. They read no database: it may be what failed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dantin.locale import said

from .languages import shown


def _page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    # what is simulated is known from the settings too: a server of one kind refuses a database of the other
    context = {"title": title, "sentence": sentence, "tabs": [], "simulated": settings.SIMULATED}
    return shown(request, "public/loi.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same words for what is not there and for what is not for this person."""
    return _page(
        request,
        404,
        said("Trang này không có, hoặc không dành cho anh chị"),
        said("Kiểm tra lại đường dẫn, tìm theo tên thôn, hoặc về trang toàn tỉnh."),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400"""
    return _page(request, 400, said("Địa chỉ này viết sai"), said("Mở lại từ trang toàn tỉnh rồi chọn tiếp."))


def wrong_method(request: HttpRequest, *, allowed: tuple[str, ...], sentence: str) -> HttpResponse:
    """405"""
    response = _page(request, 405, said("Không làm được việc này ở đây"), said(sentence))
    response["Allow"] = ", ".join(allowed)
    return response


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its token; most often a page that lay open for long."""
    return _page(
        request, 403, said("Trang đã mở quá lâu"), said("Mở lại trang rồi bấm lại nút; chưa có gì bị thay đổi.")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    return _page(
        request,
        500,
        said("Máy chủ gặp lỗi"),
        said("Lỗi đã được ghi lại để sửa; số liệu đã lưu không bị ảnh hưởng. Thử lại sau ít phút."),
    )
