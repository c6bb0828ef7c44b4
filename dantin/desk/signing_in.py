"""Đăng nhập: what allauth asks this house, and the words it shows. Officials open accounts; nobody signs up."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.account.signals import password_changed
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.base.views import authenticate
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django import forms
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dantin.store.actions.accounts import password_now_own
from dantin.store.actions.second_factors import MEANS, telephone_added
from dantin.store.models import Account
from dantin.store.readers import clock, plain

from .passkeys import name_of_host
from .wanted import wanted

WRONG_CODE = "Mã này không đúng hoặc đã hết hạn. Đợi mã mới trên điện thoại rồi nhập lại."
WRONG_PASSWORD = "Tên đăng nhập hoặc mật khẩu không đúng. Sai năm lần thì phải đợi 15 phút."
TOO_OFTEN = "Đã thử quá nhiều lần. Đợi năm phút rồi thử lại, hoặc gọi cấp trên đặt lại."


class OwnSideBackend(ModelBackend):
    """An account of the other side does not exist here."""

    def get_user(self, user_id: Any) -> Account | None:
        """Every request of the desk begins with it."""
        found = plain.of(Account, "id = %s", [user_id])
        return found[0] if found and self.user_can_authenticate(found[0]) else None

    def user_can_authenticate(self, user: Any) -> bool:
        return settings.SIDE in (user.side, "both") and bool(super().user_can_authenticate(user))


class AccountAdapter(DefaultAccountAdapter):
    """Lối vào: one's own password and second factor; nothing by mail."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG_PASSWORD,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "enter_current_password": "Mật khẩu đang dùng không đúng. Nhập lại mật khẩu in trên phiếu hoặc đã đặt.",
        "incorrect_password": "Mật khẩu không đúng. Nhập lại.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return wanted(request, reverse("desk_today"))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Asked before a second factor is changed, not before the first is made: till then nothing is open."""
        user = context.request.user
        if app == "allauth.mfa" and not is_mfa_enabled(user, MEANS):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Each page says what happened; nothing pops up."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail leaves the house; what was done with an account is an event its owner sees."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Lớp bảo vệ thứ hai; its secrets are kept encrypted under the server's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
    }

    def get_totp_issuer(self) -> str:
        return "Dân Tin mô phỏng" if settings.SIMULATED else "Dân Tin"

    def encrypt(self, text: str) -> str:
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _vault().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey is of the name in the address, and of no other name or side."""
        return {"id": name_of_host(context.request), "name": self.get_totp_issuer()}


def _vault() -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"dantin second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))


@receiver(authenticator_added)
def _just_showed_it(request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    """Who has just made a second factor work has shown it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)
    if authenticator.type == Authenticator.Type.TOTP:
        telephone_added(account=user, at=clock.now())


@receiver(password_changed)
def _own_password(user: Account, **_: Any) -> None:
    password_now_own(account=user)


def show_second_factor(request: HttpRequest) -> HttpResponse:
    """Nhập mã hoặc dùng khoá khi vào; whose means were given up while this page lay open starts again by the slip."""
    stage = get_pending_stage(request)
    if stage is not None and not is_mfa_enabled(stage.login.user, MEANS):
        clear_login(request)
        return HttpResponseRedirect(reverse("account_login"))
    response: HttpResponse = authenticate(request)
    return response


class SignInForm(LoginForm):
    """Tên đăng nhập và mật khẩu."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login="Tên đăng nhập", password="Mật khẩu")


class OwnPasswordForm(ChangePasswordForm):
    """Đặt mật khẩu của mình."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, oldpassword="Mật khẩu đang dùng", password1="Mật khẩu mới", password2="Mật khẩu mới, nhập lại")

    def clean(self) -> dict[str, Any] | None:
        cleaned = forms.Form.clean(self)
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Hai lần nhập mật khẩu mới không giống nhau. Nhập lại cả hai.")
        if first and first == self.cleaned_data.get("oldpassword"):
            self.add_error("password1", "Mật khẩu mới phải khác mật khẩu đang dùng.")
        return cleaned


class SecondFactorForm(AuthenticateForm):
    """Mã trên điện thoại, hoặc mã giấy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_codes_of(self.user))


class NewSecondFactorForm(ActivateTOTPForm):
    """Mã đầu tiên của ứng dụng vừa quét."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code="Mã 6 số ứng dụng đang hiện")


class PasswordAgainForm(ReauthenticateForm):
    """Nhập lại mật khẩu trước việc hệ trọng."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password="Mật khẩu")


class SecondFactorAgainForm(ReauthenticateByCodeForm):
    """Nhập lại mã trước việc hệ trọng."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=_codes_of(self.user))


def _codes_of(user: Account) -> str:
    """What may be typed: without a telephone only a paper code."""
    telephone = is_mfa_enabled(user, [Authenticator.Type.TOTP])
    return "Mã 6 số trên điện thoại, hoặc một mã giấy" if telephone else "Một mã giấy"


def _say(form: forms.Form, **labels: str) -> None:
    """Labels in Vietnamese, no placeholders: a placeholder goes away when somebody types."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.error_messages["required"] = f"Ô “{label}” còn trống."
        field.widget.attrs.pop("placeholder", None)
