"""Hồ sơ mẫu: minutes of every form and of every branch of its template; nobody in them exists."""

from typing import Any

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.papers.registry import form_of

EVERY: dict[str, Any] = {
    "province": "Tỉnh Mẫu", "district": "Huyện Mẫu", "commune": "Xã Mẫu", "place": "Xã Mẫu", "unit": "Bản Mẫu",
    "unit_kind": "bản", "head_title": "Trưởng bản", "head_of_unit": "Trưởng bản Mẫu", "election": "Cuộc bầu mẫu",
    "term": "2022–2025", "rulebook": "VH-2008", "calling_number": "11/QĐ-UBND", "calling_on": "2022-05-10",
    "voters": "cử tri đại diện hộ gia đình", "record_on": "2022-06-05", "number": None, "dated": None,
    "simulated": True,
}  # fmt: skip
ROUND = {
    "round": 1, "held_on": "2022-06-05", "procedure": "meeting", "vote_form": "secret_ballot",
    "opened_at": "2022-06-05T07:00", "closed_at": "2022-06-05T16:42",
}  # fmt: skip
COUNT = {
    "roll": 1121, "attended": 1019, "attended_percent": "90.90", "issued": 1018, "collected": 1017, "valid": 1005,
    "invalid": 12, "needed": 561, "elected": "Người Thứ Nhất", "outcome": None, "next": None, "warnings": [],
    "candidates": [
        {"name": "Người Thứ Nhất", "votes": 904, "percent": "80.64", "elected": True},
        {"name": "Người Thứ Hai", "votes": 101, "percent": "9.01", "elected": False},
    ],
}  # fmt: skip
BOARD = {
    "board": [{"name": f"Thành Viên {letter}", "role": "thành viên", "organisation": "Hội Mẫu"} for letter in "ABCDE"]
}


def minutes(form: str, **changed: Any) -> Minutes:
    """The sample of this form, with these fields changed; the record is one of a sample."""
    of = form_of(form)
    given = {**EVERY, **ROUND, **COUNT, **BOARD, **changed}
    return Minutes(form, "MAU/00001/1", of.side, {field.name: given[field.name] for field in of.fields})


NOBODY = {
    "elected": None,
    "outcome": "Không ai được quá nửa tổng số, chưa bầu được.",
    "next": "Bầu lại, chậm nhất ngày 20/6/2022.",
    "candidates": [
        {"name": "Người Thứ Nhất", "votes": 504, "percent": "44.96", "elected": False},
        {"name": "Người Thứ Hai", "votes": 501, "percent": "44.69", "elected": False},
    ],
}
WARNED = {"warnings": [{"words": "Số phiếu phát ra ít hơn số dự họp.", "reason": "một người về sớm"}]}
AGAIN = {"round": 2, "held_on": "2022-06-19"}

# Every branch of a form's template, by name.
BRANCHES: dict[str, dict[str, dict[str, Any]]] = {
    "bien-ban-kiem-phieu": {
        "trúng cử": {}, "chưa bầu được": NOBODY, "có cảnh báo": WARNED, "bầu lại": AGAIN,
        "điểm bỏ phiếu": {"procedure": "separate_poll"},
    },
}  # fmt: skip


def blank(form: str) -> Minutes:
    """The same form with nothing in it but two empty rows of each list, to be filled in by hand."""
    of = form_of(form)
    values: dict[str, Any] = {
        field.name: [dict.fromkeys(row.name for row in field.of_row)] * 2 if field.of_row else None
        for field in of.fields
    }
    return Minutes(form, "MAU/TRONG", of.side, values)


def is_party(form: str) -> bool:
    return form_of(form).side is Side.PARTY
