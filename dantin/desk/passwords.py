"""Mật khẩu của mình: what Django asks of a password, in the words of the house; the answer to who tried too often."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


class LongEnough(MinimumLengthValidator):
    """Từ mười chữ."""

    def __init__(self) -> None:
        super().__init__(min_length=10)

    def get_error_message(self) -> str:
        return "Mật khẩu cần ít nhất 10 chữ. Một câu ngắn dễ nhớ là đủ, như bốn từ không liên quan."


class NotCommon(CommonPasswordValidator):
    """Không nằm trong các mật khẩu ai cũng đoán."""

    def get_error_message(self) -> str:
        return "Mật khẩu này quá thông dụng, dễ bị đoán. Chọn câu khác."


class NotTheLogin(UserAttributeSimilarityValidator):
    """Không giống tên đăng nhập, tên hoặc số điện thoại."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("login", "name", "phone"))

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError("Mật khẩu giống tên hoặc số điện thoại của anh chị. Chọn câu khác.") from None


def whose(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The account a wrong password is counted against."""
    return str((credentials or {}).get("username") or request.POST.get("login", "")).strip()


def locked_out(request: HttpRequest, credentials: Any = None, *_: Any, **__: Any) -> HttpResponse:
    """429: five wrong passwords in a row for one account from one address."""
    return render(
        request,
        "desk/loi.html",
        {
            "title": "Tạm khoá 15 phút",
            "sentence": "Mật khẩu đã sai năm lần liền. Đợi 15 phút rồi thử lại, hoặc gọi cấp trên đặt lại mật khẩu.",
            "ways": [(reverse("account_login"), "Về trang đăng nhập")],
        },
        status=429,
    )
