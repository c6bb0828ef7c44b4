"""Các mẫu văn bản, theo mã; those of the State and those of the Party, each in its own file."""

from dantin.core.values import Side

from .faults import PaperFault
from .form import Form
from .party_forms import PARTY_FORMS
from .state_forms import STATE_FORMS

FORMS: dict[str, Form] = {form.code: form for form in (*STATE_FORMS, *PARTY_FORMS)}


def form_of(code: str) -> Form:
    """The form of that code; raises `PaperFault` where there is none."""
    form = FORMS.get(code)
    if form is None:
        raise PaperFault(f"Không có mẫu “{code}”. Xem các mẫu bằng lệnh dantin papers list")
    return form


def forms_of(side: Side) -> tuple[Form, ...]:
    return STATE_FORMS if side is Side.STATE else PARTY_FORMS
