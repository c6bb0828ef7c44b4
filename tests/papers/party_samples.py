"""Hồ sơ mẫu của các văn bản bên Đảng; nobody in them exists."""

from typing import Any

EVERY: dict[str, Any] = {
    "cell": "Chi bộ bản Mẫu", "higher_committee": "Đảng ủy xã Mẫu", "congress_on": "2022-07-03", "sitting": 1,
    "rulebook": "PC-2014", "record_on": "2022-07-03", "ordinal": None, "has_committee": True,
}  # fmt: skip
COUNT: dict[str, Any] = {
    "post": "chi ủy", "round": 1, "reballot": False, "seats": 3, "convened": 21, "present": 18, "absent": 3,
    "less": [{"words": "chuyển sinh hoạt tạm thời", "count": 2}], "base": 19, "needed": 10, "issued": 17,
    "collected": 16, "not_collected": 1, "valid": 15, "invalid": 1, "not_issued": None,
    "slate": [{"name": f"Đồng Chí {letter}"} for letter in "ABCD"],
    "candidates": [
        {"name": "Đồng Chí B", "votes": 14, "percent": "73.68", "elected": True},
        {"name": "Đồng Chí A", "votes": 13, "percent": "68.42", "elected": True},
        {"name": "Đồng Chí C", "votes": 11, "percent": "57.89", "elected": True},
        {"name": "Đồng Chí D", "votes": 5, "percent": "26.32", "elected": False},
    ],
    "elected": "Đồng Chí B, Đồng Chí A, Đồng Chí C", "outcome": None, "next": None, "warnings": [],
    "board": [{"name": "Kiểm Phiếu Một", "role": "trưởng ban"}, {"name": "Kiểm Phiếu Hai", "role": "thành viên"}],
    "crossing": True, "code": "PBCU-CB0000001-1",
    "members": [
        {"name": "Đồng Chí A", "born_in": 1970, "status": "chính thức", "deducted": None},
        {"name": "Đồng Chí Đi Xa", "born_in": 1991, "status": "chính thức", "deducted": "chuyển sinh hoạt tạm thời"},
    ],
    "quorum": 14,
    "names": [{"name": "Đồng Chí A", "born_in": 1970}], "surplus": 1, "not_elected": None, "again_on": None,
    "agreed_by": "07-CV/ĐU", "agreed_on": "2022-06-20",
    "entries": [
        {"kind": "đọc", "actor": "an", "at": "2022-07-03T10:05", "figures": "phát ra 17", "status": "một người đọc"},
        {"kind": "đọc", "actor": "binh", "at": "2022-07-03T10:09", "figures": "phát ra 17", "status": "khớp"},
    ],
    "opened_at": "2022-07-03T07:30", "closed_at": "2022-07-03T11:15",
    "officers": [{"body": "đoàn chủ tịch", "name": "Đồng Chí A"}, {"body": "thư ký", "name": "Đồng Chí C"}],
    "votes": [{"words": "chương trình", "in_favour": 17, "against": 1, "present": 18, "carried": True}],
    "results": [{"post": "bí thư", "round": 1, "base": 19, "name": "Đồng Chí B", "votes": 16, "percent": "84.21",
                 "elected": True}],
    "handed_on": "2022-07-20",
    "lines": [{"kind": kind, "words": f"dòng {kind}"} for kind in ("step", "who", "say", "mind", "law")],
}  # fmt: skip
ABSENT = [{"name": "Đồng Chí Đi Xa", "reason": "vắng suốt đại hội có lý do được chấp nhận"}]
ELECTED = [
    {"post": "bí thư", "name": "Đồng Chí B", "born_in": 1975, "votes": 16, "base": 19, "percent": "84.21"},
]  # fmt: skip
NOBODY = {
    "elected": None, "outcome": "Lần này chưa bầu được ai.", "next": "Việc tiếp theo: đại hội quyết định có bầu tiếp.",
    "candidates": [{"name": "Đồng Chí A", "votes": 8, "percent": "42.11", "elected": False}],
}  # fmt: skip
TIED = {
    "outcome": "Bằng phiếu: Đồng Chí C, Đồng Chí D; còn 1 người chưa bầu được.",
    "elected": "Đồng Chí B, Đồng Chí A",
    "candidates": [
        {"name": "Đồng Chí B", "votes": 14, "percent": "73.68", "elected": True},
        {"name": "Đồng Chí A", "votes": 13, "percent": "68.42", "elected": True},
        {"name": "Đồng Chí C", "votes": 10, "percent": "52.63", "elected": False},
        {"name": "Đồng Chí D", "votes": 10, "percent": "52.63", "elected": False},
    ],
}  # fmt: skip
ALONE = {"crossing": False, "seats": 1, "candidates": [{"name": "Đồng Chí A"}]}
AGREED = ALONE | {
    "slate": [{"name": "Đồng Chí A"}], "elected": "Đồng Chí A", "invalid": 0, "valid": 16,
    "candidates": [{"name": "Đồng Chí A", "votes": 14, "percent": "73.68", "elected": True}],
}  # fmt: skip
SMALL = {"has_committee": False, "convened": 8}
_COUNTED = {
    "trúng cử đủ": {}, "chưa bầu được": NOBODY, "luật 2024": {"rulebook": "PC-2024"}, "không ai trừ": {"less": []},
    "bằng phiếu ở suất cuối": TIED, "đồng ý hay không": AGREED, "quy định chưa biết": {"rulebook": None},
    "lần hai, bằng phiếu": {"round": 2, "reballot": True, "needed": None},
    "tờ lạ, cảnh báo": {"not_issued": 2, "warnings": [{"words": "Phát ra ít hơn có mặt.", "reason": "một người về"}]},
}  # fmt: skip
BRANCHES: dict[str, dict[str, dict[str, Any]]] = {
    "thong-bao-trieu-tap": {"chưa có số": {}, "có số": {"number": "02-TB/CB", "dated": "2022-06-10"},
                            "không có chi ủy, triệu tập lại": SMALL | {"sitting": 2}},
    "danh-sach-trieu-tap": {"có người trừ": {}, "không ai trừ": {"less": []}, "luật 2024": {"rulebook": "PC-2024"},
                            "không có chi ủy, quy định chưa biết": SMALL | {"rulebook": None}},
    "de-an-nhan-su": {"có đồng ý": {}, "chưa có": {"agreed_by": None, "agreed_on": None, "rulebook": "PC-2024"},
                      "không có chi ủy": {"has_committee": False, "rulebook": None}},
    "phieu-bau-chi-uy": {"gạch tên": {}, "lần hai": {"round": 2}},
    "phieu-bau-bi-thu": {"một người": {"post": "bí thư chi bộ"} | ALONE, "gạch tên": {"post": "bí thư chi bộ"}},
    "phieu-bau-pho-bi-thu": {"một người": {"post": "phó bí thư chi bộ"} | ALONE},
    "bien-ban-kiem-phieu-chi-uy": _COUNTED,
    "bien-ban-kiem-phieu-bi-thu": {name: {"post": "bí thư chi bộ"} | of for name, of in _COUNTED.items()},
    "bien-ban-kiem-phieu-pho-bi-thu": {"trúng cử đủ": {"post": "phó bí thư chi bộ"},
                                       "đồng ý hay không": {"post": "phó bí thư chi bộ"} | AGREED},
    "phieu-kiem": {"lần đầu": {}, "lần hai": {"round": 2}, "đồng ý hay không": ALONE,
                   "chi bộ đông": {"convened": 61}, "chi bộ rất đông": ALONE | {"convened": 121}},
    "nhat-ky-nhap": {"hai người khớp": {}},
    "bien-ban-dai-hoi": {"có người vắng": {"absent": ABSENT}, "đủ mặt": {"absent": []},
                         "không đủ hai phần ba": {"present": 13, "sitting": 2, "again_on": "2022-07-17", "results": [],
                                                  "votes": [], "officers": [], "absent": ABSENT}},
    "bao-cao-ket-qua-dai-hoi": {
        "đủ chức danh": {"elected": ELECTED},
        "còn thiếu": {"elected": ELECTED, "not_elected": "phó bí thư chi bộ (còn 1 người)"},
        "chưa bầu được ai": SMALL | {"elected": [], "not_elected": "bí thư chi bộ (còn 1 người)"},
    },
    "quyet-dinh-chuan-y": {"chưa có số": {"elected": ELECTED},
                           "có số": {"elected": ELECTED, "number": "31-QĐ/ĐU", "dated": "2022-07-18"},
                           **{law: {"elected": ELECTED, "rulebook": law} for law in ("PC-2024", "PC-2025", "PC-2026")}},
    "bien-ban-ban-giao": {"bàn giao": {"elected": ELECTED}},
    "so-tay-dai-hoi": {"đủ các dòng": {}},
}  # fmt: skip
