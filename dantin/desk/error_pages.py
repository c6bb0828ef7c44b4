"""Trang lỗi của bàn làm việc: what happened, what was kept, the way back to the work. They read no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

_KEPT = "Chữ vừa ghi còn giữ trên máy này, trừ mật khẩu, mã và tệp."


def _page(request: HttpRequest, status: int, title: str, sentence: str, *, again: bool = False) -> HttpResponse:
    ways = [(reverse("desk_today"), "Về việc hôm nay")]
    if again:
        ways.insert(0, (request.get_full_path(), "Mở lại trang vừa làm"))
    return render(request, "desk/loi.html", {"title": title, "sentence": sentence, "ways": ways}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same words for what is not there and for what is not for this account, here or now."""
    return _page(
        request,
        404,
        "Trang này không có, hoặc không dành cho anh chị",
        "Việc của anh chị lúc này có đủ ở trang Việc hôm nay.",
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400"""
    return _page(request, 400, "Máy chủ không đọc được trang vừa gửi", f"Chưa có gì bị thay đổi. {_KEPT}", again=True)


def forbidden(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its token; most often somebody signed in again in another window."""
    return _page(
        request,
        403,
        "Trang đã mở quá lâu",
        f"Chưa có gì bị thay đổi. {_KEPT} Mở lại trang, xem lại rồi gửi.",
        again=True,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    return _page(
        request,
        500,
        "Máy chủ gặp lỗi",
        f"Lỗi đã được ghi lại để sửa; số liệu đã lưu không bị ảnh hưởng. {_KEPT} Thử lại sau ít phút.",
        again=True,
    )
