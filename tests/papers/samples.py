"""Hồ sơ mẫu: minutes of every form and of every branch of its template; nobody in them exists."""

from typing import Any

from dantin.core.record import Minutes
from dantin.core.values import Side
from dantin.papers.form import Field
from dantin.papers.registry import form_of

from . import party_samples

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
# What the other forms of the State ask.
OTHER: dict[str, Any] = {
    "villages": [
        {"name": "Bản Mẫu", "voters": "cử tri đại diện hộ gia đình", "roll": 121, "held_on": "2022-06-05"},
        {"name": "Thôn Hai Mẫu", "voters": "cử tri", "roll": 1316, "held_on": "2022-06-06"},
    ],
    "steps": [
        {"words": "Công bố ngày bầu cử", "by": "2022-05-16", "law": "A22-01"},
        {"words": "Lập danh sách dự kiến", "by": None, "law": ""},
    ],
    "members": [
        {"name": "Tổ Trưởng Mẫu", "role": "tổ trưởng", "organisation": "Ban công tác Mặt trận"},
        {"name": "Thư Ký Mẫu", "role": "thư ký", "organisation": ""},
    ],
    "witnesses": [{"name": "Chứng Kiến Một"}, {"name": "Chứng Kiến Hai"}],
    "chair_paper": None, "posted_on": "2022-05-25", "posted_at": "Nhà văn hóa bản Mẫu",
    "households": [
        {"number": 1, "head": "Chủ Hộ Một", "representative": "Đại Diện Một", "sex": "Nữ", "born_in": 1971,
         "authority": "chủ hộ"},
        {"number": 2, "head": "Chủ Hộ Hai", "representative": "Đại Diện Hai", "sex": None, "born_in": None,
         "authority": "được ủy quyền"},
    ],
    "invited": [{"household": 1, "name": "Đại Diện Một"}, {"household": 2, "name": "Đại Diện Hai"}],
    "conferences": [
        {"kind": "Ban công tác Mặt trận", "held_on": "2022-05-20", "number": "03/BB", "present": 17},
    ],
    "nominees": [
        {"name": "Người Thứ Nhất", "born_in": 1975, "sex": "Nam", "origin": "Ban công tác Mặt trận giới thiệu",
         "agree": 16, "disagree": 1, "agreed": "05-CV/CB", "withdrew": None},
        {"name": "Người Xin Rút", "born_in": 1980, "sex": "Nữ", "origin": "tự ứng cử", "agree": 8, "disagree": 9,
         "agreed": None, "withdrew": "đơn 01"},
    ],
    "fixed_on": "2022-05-24", "code": "PBTT-0000001-1",
    "person": "Người Thứ Nhất", "born_in": 1975, "sex": "Nam", "votes": 904, "percent": "80.64",
    "reason": "lũ quét, không đi lại được", "from_on": "2022-06-19", "until_on": "2022-06-20",
    "first_held_on": "2022-06-05", "absent": 102, "chair": "Tổ Trưởng Mẫu", "clerk": "Thư Ký Mẫu",
    "form_in_favour": 977, "form_present": 1019,
    "lines": [
        {"kind": "step", "words": "Khai mạc"}, {"kind": "who", "words": "Tổ trưởng Tổ bầu cử"},
        {"kind": "say", "words": "Tôi tuyên bố khai mạc."}, {"kind": "mind", "words": "Ghi giờ khai mạc."},
        {"kind": "law", "words": "Căn cứ A22-08"},
    ],
}  # fmt: skip
# Rows of one name that another form fills otherwise.
LISTED = {
    "candidates": [
        {"name": "Người Thứ Nhất", "born_in": 1975, "sex": "Nam", "origin": "Ban công tác Mặt trận giới thiệu"},
        {"name": "Người Thứ Hai", "born_in": None, "sex": None, "origin": "tự ứng cử"},
    ]
}


def _of_form(values: Any, field: Field) -> Any:
    """The rows of a sample, with the columns that the form has and no others."""
    if not field.of_row:
        return values
    return [{column.name: row.get(column.name) for column in field.of_row} for row in values]


def minutes(form: str, **changed: Any) -> Minutes:
    """The sample of this form, with these fields changed; the record is one of a sample."""
    of = form_of(form)
    given = {**EVERY, **ROUND, **COUNT, **BOARD, **OTHER}
    if of.side is Side.PARTY:
        given |= {**party_samples.EVERY, **party_samples.COUNT}
    given |= changed
    return Minutes(
        form, "MAU/00001/1", of.side, {field.name: _of_form(given[field.name], field) for field in of.fields}
    )


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

HANDS = {"vote_form": "show_of_hands", "issued": None, "collected": None, "valid": None, "invalid": None}
POLL = {"procedure": "separate_poll"}
ALONE = {"candidates": [{"name": "Chỉ Một Người"}]}
LAW_OF_2023 = {"rulebook": "VH-2023"}
NUMBERED = {"number": "12/QĐ-UBND", "dated": "2022-06-09"}
_COUNTED = {"trúng cử": {}, "chưa bầu được": NOBODY, "có cảnh báo": WARNED, "bầu lại": AGAIN}

# Every branch of a form's template, by name.
BRANCHES: dict[str, dict[str, dict[str, Any]]] = {
    "quyet-dinh-ngay-bau-cu": {"quy định 2008": {}, "quy định 2023": LAW_OF_2023 | {"calling_number": None}},
    "quyet-dinh-to-bau-cu": {"chưa có số": {}, "đã có số": NUMBERED, "người khác chủ trì": {"chair_paper": "7/UBND"}},
    "danh-sach-cu-tri": {"có từng hộ": {}},
    "thong-bao-niem-yet": {"niêm yết": {}},
    "giay-moi": {"họp": {}, "điểm bỏ phiếu": POLL},
    "bien-ban-danh-sach-ung-cu": {"có người rút": LISTED},
    "danh-sach-ung-cu": {"hai người": LISTED},
    "phieu-bau-truong-thon": {"có số dư": {}, "bầu lại": AGAIN, "một người": ALONE},
    "bien-ban-kiem-phieu": {**_COUNTED, "điểm bỏ phiếu": POLL, "chưa ghi người chứng kiến": {"witnesses": []}},
    "bien-ban-kiem-phieu-lay-y-kien": {**_COUNTED, "không có số dự": {"attended": None, "attended_percent": None}},
    "bien-ban-bau-cu": {**_COUNTED, "giơ tay": HANDS},
    "bien-ban-hop": {**_COUNTED, "giơ tay": HANDS},
    "bao-cao-ket-qua-bau-cu": {**_COUNTED, "giơ tay": HANDS, "có số": {"number": "01/BC-TBC", "dated": "2022-06-05"}},
    "quyet-dinh-cong-nhan": {"chưa có số": {}, "đã có số": NUMBERED, "quy định 2023": LAW_OF_2023},
    "quyet-dinh-bau-lai": {"có lý do": {}, "không lý do, không hạn": {"reason": None, "until_on": None}},
    "quyet-dinh-lam-thoi": {"có lý do": {}, "không lý do": {"reason": None}},
    "quyet-dinh-hoan": {"có ngày mới": {}, "chưa có ngày mới": {"from_on": None}},
    "so-tay-ngay-bau-cu": {"đủ các dòng": {}},
    **party_samples.BRANCHES,
}  # fmt: skip


def first(form: str) -> Minutes:
    """The first branch of a form's samples."""
    return minutes(form, **next(iter(BRANCHES[form].values())))
