"""Tên các ô của phiếu đếm: each figure as officials call it, and its line of the minutes."""

from collections.abc import Iterable

from dantin.core import count
from dantin.store.readers.work import Ballot, names_on_slate

_LABELS = {
    "attended": ("Người dự", "dòng I.2"),
    "present": ("Đảng viên chính thức có mặt", "dòng I.3"),
    "issued": ("Phiếu phát ra", "dòng II.1"),
    "collected": ("Phiếu thu vào", "dòng II.2"),
    "valid": ("Phiếu hợp lệ", "dòng II.3"),
    "invalid": ("Phiếu không hợp lệ", "dòng II.3"),
    count.NOT_ISSUED: ("Tờ không do ban kiểm phiếu phát", "dòng II.4, để riêng"),
}


def labels_of(fields: Iterable[str], ballot: Ballot) -> dict[str, tuple[str, str]]:
    """{field: (label, line)}; a candidate is called by name."""
    people = names_on_slate(ballot.round.contest)
    slate: list[str] = ballot.round.slate

    def words(name: str) -> tuple[str, str]:
        if name in _LABELS:
            return _LABELS[name]
        key = name.removeprefix(count.VOTES)
        return people.get(key, key), f"dòng III.{slate.index(key) + 1}"

    return {name: words(name) for name in fields}
