"""Chữ trên trang: the word, tile and letter of every state, titles that follow the kind of unit, dates and times."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dantin.core.vietnamese import fold

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class StateWord:
    """Một trạng thái: the tile drawn for it, its letter in the compact string, its word, and whether the ordinary
    course was left so that a person must act."""

    symbol: str
    letter: str
    word: str
    needs_a_person: bool = False


HEAD_STATES: dict[str, StateWord] = {
    "elected": StateWord("s-trung", "T", "Trúng cử ngay trong ngày"),
    "elected_in_rerun": StateWord("s-trung-lai", "t", "Trúng cử khi bầu lại"),
    "counted": StateWord("s-kiem", "K", "Đã kiểm, chờ đủ chữ ký"),
    "voting": StateWord("s-bo", "B", "Đang bỏ phiếu"),
    "not_started": StateWord("s-chua", "-", "Chưa bắt đầu"),
    "rerun": StateWord("s-lai", "L", "Chưa bầu được, phải bầu lại", True),
    "no_quorum": StateWord("s-thieu", "D", "Chưa đủ số dự", True),
    "postponed": StateWord("s-hoan", "H", "Hoãn"),
    "interim": StateWord("s-lam", "M", "Chỉ định lâm thời"),
}
CELL_STATES: dict[str, StateWord] = {
    "unified": StateWord("p-nhat", "N", "Bí thư đồng thời là trưởng thôn"),
    "done_to_sign": StateWord("p-xong", "X", "Xong, chờ ký biên bản"),
    "in_congress": StateWord("p-hop", "O", "Đang họp"),
    "not_started": StateWord("s-chua", "-", "Chưa bắt đầu"),
    "not_unified": StateWord("p-khac", "#", "Bí thư chưa là trưởng thôn", True),
}

# The unit's kind, folded → the title of its head. Other kinds (làng, ấp, buôn, khu …) are "Trưởng" and their own word.
_TITLES = {
    "thon": "Trưởng thôn",
    "ban": "Trưởng bản",
    "khu pho": "Trưởng khu phố",
    "to dan pho": "Tổ trưởng tổ dân phố",
}
_KINDS = {
    "thon": "thôn", "ban": "bản", "khu pho": "khu phố", "to dan pho": "tổ dân phố", "khu": "khu", "lang": "làng",
    "ap": "ấp", "buon": "buôn", "xom": "xóm", "xa": "xã", "phuong": "phường", "thi tran": "thị trấn",
    "dac khu": "đặc khu", "huyen": "huyện", "thi xa": "thị xã", "thanh pho": "thành phố", "tinh": "tỉnh",
}  # fmt: skip
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


def kind_word(kind: str) -> str:
    """The kind of unit as people write it: "khu_pho" → "khu phố"."""
    return _KINDS.get(fold(kind.replace("_", " ")), kind.replace("_", " "))


def head_title(kind: str) -> str:
    """Trưởng thôn, Trưởng bản, Trưởng khu phố, Tổ trưởng tổ dân phố: the title follows the kind of unit."""
    return _TITLES.get(fold(kind.replace("_", " ")), f"Trưởng {kind_word(kind)}")


def full_name(kind: str, name: str) -> str:
    """Tên có cả loại đơn vị: "Thôn Nà Ếch", whether or not the register's name already begins with the kind."""
    word = kind_word(kind)
    # "Khu 3" is the whole name of a khu phố
    known = any(fold(name).startswith(f"{kind} ") for kind in (fold(word), *_KINDS))
    return name if known else f"{word[:1].upper()}{word[1:]} {name}"


def short_name(name: str) -> str:
    """Tên không có loại: "Thành phố Hạ Long" → "Hạ Long", as on a map."""
    for kind in ("Thành phố ", "Thị xã ", "Huyện ", "Tỉnh "):
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def abbreviated(commune: str) -> str:
    """ "Phường Hồng Gai" → "p. Hồng Gai", for lists of many places."""
    for kind, short in (("Phường ", "p. "), ("Thị trấn ", "tt. "), ("Xã ", "xã ")):
        if commune.startswith(kind):
            return short + commune.removeprefix(kind)
    return commune


def day(value: date) -> str:
    """3/7/2022, as on a screen."""
    return f"{value.day}/{value.month}/{value.year}"


def weekday_and_day(value: date) -> str:
    """ "Chủ nhật 3/7/2022"."""
    word = _WEEKDAYS[value.weekday()]
    return f"{word[:1].upper()}{word[1:]} {day(value)}"


def clock(value: datetime) -> str:
    """16:42:10."""
    return f"{value.astimezone(LOCAL):%H:%M:%S}"


def hour_minute(value: datetime) -> str:
    """10:26."""
    return f"{value.astimezone(LOCAL):%H:%M}"


def duration(minutes: int) -> str:
    """ "17 phút", "2 giờ 5 phút"."""
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} giờ"] if hours else []) + ([f"{rest} phút"] if rest or not hours else [])
    return " ".join(parts)
