"""Chữ trên trang: the word, tile and letter of every state, titles that follow the kind of unit, dates and times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dantin.core.vietnamese import fold

from . import day, msg, name, said

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class StateWord:
    """Một trạng thái: the tile drawn for it, its letter in the compact string, its word, and whether the ordinary
    course was left so that a person must act."""

    symbol: str
    letter: str
    vietnamese: str
    needs_a_person: bool = False

    @property
    def word(self) -> str:
        return said(self.vietnamese)


HEAD_STATES: dict[str, StateWord] = {
    "elected": StateWord("s-trung", "T", msg("Trúng cử ngay trong ngày")),
    "elected_in_rerun": StateWord("s-trung-lai", "t", msg("Trúng cử khi bầu lại")),
    "counted": StateWord("s-kiem", "K", msg("Đã kiểm, chờ đủ chữ ký")),
    "voting": StateWord("s-bo", "B", msg("Đang bỏ phiếu")),
    "not_started": StateWord("s-chua", "-", msg("Chưa bắt đầu")),
    "rerun": StateWord("s-lai", "L", msg("Chưa bầu được, phải bầu lại"), True),
    "no_quorum": StateWord("s-thieu", "D", msg("Chưa đủ số dự"), True),
    "postponed": StateWord("s-hoan", "H", msg("Hoãn")),
    "interim": StateWord("s-lam", "M", msg("Chỉ định lâm thời")),
}
CELL_STATES: dict[str, StateWord] = {
    "unified": StateWord("p-nhat", "N", msg("Bí thư đồng thời là trưởng thôn")),
    "done_to_sign": StateWord("p-xong", "X", msg("Xong, chờ ký biên bản")),
    "in_congress": StateWord("p-hop", "O", msg("Đang họp")),
    "not_started": StateWord("s-chua", "-", msg("Chưa bắt đầu")),
    "not_unified": StateWord("p-khac", "#", msg("Bí thư chưa là trưởng thôn"), True),
}

# The unit's kind, folded → the title of its head. Other kinds (làng, ấp, buôn, khu …) are "Trưởng" and their own word.
_TITLES = {
    "thon": "Trưởng thôn",
    "ban": "Trưởng bản",
    "khu pho": "Trưởng khu phố",
    "to dan pho": "Tổ trưởng tổ dân phố",
}
_HEAD = "Trưởng"
_KINDS = {
    "thon": "thôn", "ban": "bản", "khu pho": "khu phố", "to dan pho": "tổ dân phố", "khu": "khu", "lang": "làng",
    "ap": "ấp", "buon": "buôn", "xom": "xóm", "xa": "xã", "phuong": "phường", "thi tran": "thị trấn",
    "dac khu": "đặc khu", "huyen": "huyện", "thi xa": "thị xã", "thanh pho": "thành phố", "tinh": "tỉnh",
}  # fmt: skip
_LEFT_OUT = ("Thành phố ", "Thị xã ", "Huyện ", "Tỉnh ")
_SHORTENED = {"Phường ": "p. ", "Thị trấn ": "tt. ", "Xã ": "xã "}
_WEEKDAYS = (msg("thứ hai"), msg("thứ ba"), msg("thứ tư"), msg("thứ năm"), msg("thứ sáu"), msg("thứ bảy"),
             msg("chủ nhật"))  # fmt: skip


def kind_word(kind: str) -> str:
    """The kind of unit as people write it: "khu_pho" → "khu phố"."""
    return _KINDS.get(fold(kind.replace("_", " ")), kind.replace("_", " "))


def head_title(kind: str) -> str:
    """Trưởng thôn, Trưởng bản, Trưởng khu phố, Tổ trưởng tổ dân phố: the title follows the kind of unit."""
    return _TITLES.get(fold(kind.replace("_", " ")), f"{_HEAD} {kind_word(kind)}")


def of_kind(text: str, kind: str) -> str:
    """A sentence written of a thôn, for a unit of that kind: "trưởng thôn" → "tổ trưởng tổ dân phố", "thôn" → "bản".

    A list of kinds ("thôn, bản, khu phố") speaks of all of them and stays.
    """
    title, word = head_title(kind), kind_word(kind)
    for old, new in (("trưởng thôn", title.lower()), ("Trưởng thôn", title), ("thôn", word), ("Thôn", _capital(word))):
        text = re.sub(rf"\b{old}\b(?!, (?:bản|khu phố|tổ dân phố))", new, text)
    return text


def units_word(kinds: Iterable[str]) -> str:
    """What several units are called together: "khu phố" where they are of one kind, else "thôn, bản, khu phố"."""
    there = {kind_word(kind) for kind in kinds}
    return ", ".join(word for word in dict.fromkeys((*_KINDS.values(), *sorted(there))) if word in there) or "thôn"


def _capital(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"


def full_name(kind: str, own: str) -> str:
    """Tên có cả loại đơn vị: "Thôn Nà Ếch", whether or not the register's name already begins with the kind."""
    word = kind_word(kind)
    # "Khu 3" is the whole name of a khu phố
    known = any(fold(own).startswith(f"{kind} ") for kind in (fold(word), *_KINDS))
    return name(own if known else f"{_capital(word)} {own}")


def short_name(own: str) -> str:
    """Tên không có loại: "Thành phố Hạ Long" → "Hạ Long", as on a map."""
    for kind in _LEFT_OUT:
        if own.startswith(kind):
            return name(own.removeprefix(kind))
    return name(own)


def abbreviated(commune: str) -> str:
    """ "Phường Hồng Gai" → "p. Hồng Gai", for lists of many places."""
    for kind, short in _SHORTENED.items():
        if commune.startswith(kind):
            return name(short + commune.removeprefix(kind))
    return name(commune)


def weekday_and_day(value: date) -> str:
    """ "Chủ nhật 3/7/2022"."""
    word = said(_WEEKDAYS[value.weekday()])
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
    if not hours:
        return said("{n} phút", n=rest)
    return said("{n} giờ", n=hours) + (f" {said('{n} phút', n=rest)}" if rest else "")
