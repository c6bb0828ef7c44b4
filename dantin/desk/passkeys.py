"""Khoá trên máy (passkey): the answer of a key, read strictly, and what is asked of it when it is made and shown."""

from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django import forms
from django.http import HttpRequest
from fido2.utils import websafe_encode
from fido2.webauthn import AuthenticationResponse, CollectedClientData, RegistrationResponse

NOT_THIS_KEY = (
    "Khoá này không mở được: không phải khoá của tài khoản này, hoặc trang đã mở quá lâu. Bấm nút để thử lại."
)
NO_ANSWER = "Chưa nhận được trả lời của khoá. Bấm nút rồi làm theo lời máy."
NAME_TOO_LONG = "Tên khoá dài quá 40 chữ cái. Viết ngắn lại rồi bấm nút lần nữa."
LONGEST_NAME = 40
_LONGEST_ANSWER = 20_000  # that of a key with its maker's certificates has some 6,000


def name_of_host(request: HttpRequest) -> str:
    """The name that a passkey is made for: the host of the address, without its port, as the proxy passed it on."""
    return urlsplit(f"//{request.get_host()}").hostname or ""


def passkeys_work(request: HttpRequest) -> bool:
    """Browsers make them for a name over https alone, and for `localhost`; never for an address of digits."""
    name = name_of_host(request)
    if name == "localhost":
        return True
    return request.is_secure() and any(letter.isalpha() for letter in name.rpartition(".")[2]) and ":" not in name


class KeyAnswer(forms.JSONField):
    """Câu trả lời của khoá, as the browser's script puts it into the form."""

    widget = forms.HiddenInput
    default_error_messages = {"required": NO_ANSWER, "invalid": NOT_THIS_KEY}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > _LONGEST_ANSWER:
            raise forms.ValidationError(NOT_THIS_KEY)
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise forms.ValidationError(NOT_THIS_KEY) from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """An answer is worth one time: the page drawn again waits for a new one."""
        return None

    def prepare_value(self, value: Any) -> Any:
        return ""


class NewPasskeyForm(forms.Form):
    """Khoá vừa lập; what is kept of its answer is rebuilt from what was understood, not what was sent."""

    name = forms.CharField(
        label="Tên để nhận ra khoá này",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": NAME_TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = KeyAnswer()

    def clean_credential(self) -> dict[str, Any]:
        answer = _understood(RegistrationResponse, self.cleaned_data["credential"])
        auth_data = answer.response.attestation_object.auth_data
        if auth_data.credential_data is None or not _can_verify(auth_data.credential_data.public_key):
            raise forms.ValidationError(NOT_THIS_KEY)
        try:
            auth.complete_registration(answer)
        except forms.ValidationError as error:
            raise forms.ValidationError(NOT_THIS_KEY) from error
        return {
            "type": "public-key",
            "id": answer.id,
            "rawId": answer.id,
            "response": {
                "clientDataJSON": websafe_encode(answer.response.client_data),
                "attestationObject": websafe_encode(answer.response.attestation_object),
            },
            "clientExtensionResults": {},
        }


class PasskeyForm(AuthenticateWebAuthnForm):
    """Khoá trên máy khi vào. A wrong answer counts with the wrong codes."""

    credential = KeyAnswer()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_keys = is_mfa_enabled(self.user, [Authenticator.Type.WEBAUTHN])
        self.work_here = passkeys_work(context.request)

    def clean_credential(self) -> Any:
        _understood(AuthenticationResponse, self.cleaned_data["credential"])
        try:
            return super().clean_credential()
        except forms.ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise forms.ValidationError(NOT_THIS_KEY) from error


class PasskeyAgainForm(PasskeyForm):
    """Khoá trên máy trước việc hệ trọng."""

    reauthenticated = True


def _understood(kind: type, given: Any) -> Any:
    """The answer in its parts, of this very address; refused in words whatever else was sent."""
    try:
        answer = kind.from_dict(given)
        client_data: CollectedClientData = answer.response.client_data
    except Exception as error:  # the parsers raise whatever the bytes make them raise; none of it is a key's answer
        raise forms.ValidationError(NOT_THIS_KEY) from error
    # The library would take any subdomain of the name; nobody signs in from another page than this one.
    if client_data.origin != context.request.build_absolute_uri("/")[:-1]:
        raise forms.ValidationError(NOT_THIS_KEY)
    return answer


def _can_verify(public_key: Any) -> bool:
    """Whether the key is of a kind that can prove anything later."""
    try:
        public_key.verify(b"", b"")
    except InvalidSignature:
        return True
    except Exception:  # an unknown kind, no point of its curve, parts missing: each raises its own
        return False
    return False
