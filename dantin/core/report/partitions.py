"""Nhóm chia hết một tổng: which percentages must add up, by their own words ("mới" and "tái cử", "nam" and "nữ").

"27 % là nữ, 63 % là đảng viên" are two sides of the same people and add up to nothing: only what excludes each other
and leaves nobody out is added.
"""

import re
from dataclasses import dataclass

from dantin.core.vietnamese import fold

# Each is a way to divide people or papers, with the words of every part. Read with accents: "nam" is not "năm".
_WAYS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("new", r"(?:được )?bầu mới|mới(?: trúng cử| được bầu)?|(?:trúng cử )?lần đầu"), ("again", r"tái (?:đắc )?cử")),
    (("women", r"nữ"), ("men", r"nam")),
    (
        ("not members", r"quần chúng|ngoài đảng|(?:không phải |chưa (?:phải )?)(?:là )?đảng viên"),
        ("members", r"đảng viên"),
    ),
    (("minority", r"(?:người )?dân tộc thiểu số"), ("kinh", r"(?:người |dân tộc )*kinh")),
    (("invalid", r"không hợp lệ"), ("valid", r"hợp lệ")),
    (("not yet", r"chưa (?:bầu được|hoàn thành|đạt|xong)"), ("done", r"(?:đã )?(?:bầu được|hoàn thành|đạt|xong)")),
    (("against", r"không (?:đồng ý|tán thành|tín nhiệm)"), ("in favour", r"đồng ý|tán thành|tín nhiệm")),
    (("younger", r"dưới \d+"), ("between", r"từ \d+ đến"), ("older", r"trên \d+|từ \d+ (?:tuổi )?trở lên")),
)
_KNOWN = [
    (way, part, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for way, parts in enumerate(_WAYS) for part, words in parts
]
# A rate of each part by itself: "98 % nam, 97 % nữ đi bầu".
_A_RATE_OF_EACH = re.compile(r"(?<!\w)(?:đi bầu|bỏ phiếu|tham gia|có mặt|dự họp)(?!\w)")
_FILLERS = {"so", "la", "duoc", "con", "lai", "nguoi", "trung", "cu", "chiem", "dat", "ty", "le", "ti"}


@dataclass(frozen=True, slots=True)
class Part:
    """Một phần của một cách chia: which way of dividing, which part of it, and of whom (folded, may be empty)."""

    way: int
    name: str
    subject: str


def part_of_a_whole(words: str) -> Part | None:
    """The part that these words name, if they name just one way of dividing."""
    small = " ".join(words.lower().split())
    if _A_RATE_OF_EACH.search(small):
        return None
    named: dict[int, tuple[str, str]] = {}
    for way, name, known in _KNOWN:
        found = known.search(small)
        if found and way not in named:
            named[way] = name, small[: found.start()]
    if len(named) != 1:
        return None
    [(way, (name, before))] = named.items()
    return Part(way, name, " ".join(word for word in fold(before).split() if word not in _FILLERS))


def is_complete(parts: list[Part]) -> bool:
    """Every part of the way once, and all of the same people; ages may be divided in two or in three."""
    names = [part.name for part in parts]
    wanted = {name for name, _ in _WAYS[parts[0].way]}
    subjects = {part.subject for part in parts if part.subject}
    return len(set(names)) == len(names) and set(names) | {"between"} >= wanted and len(subjects) <= 1
