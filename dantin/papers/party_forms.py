"""Văn bản bên Đảng."""

from .form import Form

PARTY_FORMS: tuple[Form, ...] = ()
