"""What the columns of the law pages mean: one function a table, from the cells of a row to a question and its answer.

The functions say which key of the case contract a column fills and what a conclusion in words expects of the answer.
They decide nothing. A column that no function reads fails its row, so that none can be written in vain.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from dantin.public.law_pages import BECAUSE_COLUMN, CONCLUSION_COLUMN, CaseRow

Json = dict[str, Any]
Word = TypeVar("Word")

NOTHING = "–"
CALLED_AND_HELD = {
    "VH-2008": ("2022-05-10", "2022-06-05"),
    "VH-2023": ("2024-11-15", "2024-12-15"),
    "VH-2025T": ("2025-09-01", "2025-10-01"),
    "PC-2014": ("2022-05-25", "2022-07-03"),
    "PC-2024": ("2024-12-01", "2025-01-15"),
    "PC-2025": ("2025-09-01", "2025-10-01"),
}
PROCEDURES = {"họp": "meeting", "bỏ phiếu riêng": "separate_poll", "phát phiếu từng hộ": "household_ballots"}
VOTE_FORMS = {"phiếu kín": "secret_ballot", "giơ tay": "show_of_hands"}
ELECTORATES = {"đại diện hộ": "household_representatives", "toàn thể cử tri": "all_voters"}
POSTS = {"chi ủy": "committee", "bí thư": "secretary", "phó bí thư": "deputy_secretary"}
STANDINGS = {"chính thức": "official", "dự bị": "probationary", "chi bộ khác": "other_cell"}
BLOCKERS = {
    "không có chi bộ riêng": "no_own_cell",
    "ngoài Đảng": "not_party_member",
    "chưa công nhận": "not_recognised",
    "chi bộ khác": "other_cell",
    "dự bị": "probationary",
}


class NotRead(ValueError):
    """Dòng không đọc được: the cell and what is wrong with it, for whoever wrote the row."""


class Cells:
    """The cells of a row; remembers which columns were read."""

    def __init__(self, row: CaseRow) -> None:
        self._cells = row.cells
        self._read = {BECAUSE_COLUMN}

    def __getitem__(self, column: str) -> str:
        self._read.add(column)
        if column not in self._cells:
            raise NotRead(f"bảng thiếu cột “{column}”")
        return self._cells[column]

    def number(self, column: str) -> int:
        try:
            return int(self[column].replace(".", ""))
        except ValueError:
            raise NotRead(f"cột “{column}”: “{self[column]}” không phải một số đếm") from None

    def numbers(self, column: str) -> list[int]:
        try:
            return [int(each.replace(".", "")) for each in self.list(column)]
        except ValueError:
            raise NotRead(f"cột “{column}”: “{self[column]}” không phải các số đếm cách nhau bằng dấu phẩy") from None

    def day(self, column: str) -> str | None:
        if self[column] == NOTHING:
            return None
        try:
            day, month, year = self[column].split("/")
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            raise NotRead(f"cột “{column}”: “{self[column]}” không phải một ngày, viết như 05/6/2022") from None

    def one_of(self, column: str, words: Mapping[str, str]) -> str:
        if self[column] not in words:
            raise NotRead(f"cột “{column}”: “{self[column]}” không có; dùng một trong: {', '.join(words)}")
        return words[self[column]]

    def each_of(self, column: str, words: Mapping[str, Word]) -> Iterable[Word]:
        unknown = [item for item in self.list(column) if item not in words]
        if unknown:
            raise NotRead(f"cột “{column}”: “{unknown[0]}” không có; dùng trong số: {', '.join(words)}")
        return [words[item] for item in self.list(column)]

    def list(self, column: str) -> list[str]:
        return [] if self[column] == NOTHING else [item.strip() for item in self[column].split(",")]

    def rulebook(self) -> str | None:
        return self["Bộ quy định"] if "Bộ quy định" in self._cells else None

    def unread(self) -> set[str]:
        return set(self._cells) - self._read


# A conclusion in words → what the answer must be: (part of the answer, outcome of the page's own verdict or None).
Conclusions = Mapping[str, tuple[Json, str | None]]
Reading = tuple[Json, Json, str | None]
READERS: dict[str, Callable[[Cells], Reading]] = {}
# What the case contract does not ask: a kind of question → its answer under a rulebook.
ASKED_DIRECTLY: dict[str, Callable[[Json, str], Json]] = {}


def table(*rules: str, **conclusions: tuple[Json, str | None]) -> Callable[..., Any]:
    """Register how a table is read; the function returns the question and the numbers the answer must hold."""
    words = {key.replace("_", " "): value for key, value in conclusions.items()}

    def register(read: Callable[[Cells], tuple[Json, Json]]) -> Callable[[Cells], tuple[Json, Json]]:
        def whole(cells: Cells) -> Reading:
            given, numbers = read(cells)
            said = cells[CONCLUSION_COLUMN]
            if said not in words:
                raise NotRead(f"cột “{CONCLUSION_COLUMN}”: “{said}” không có; dùng một trong: {', '.join(words)}")
            answer, verdict = words[said]
            return given, merged(answer, numbers), verdict

        for rule in rules:
            READERS[rule] = whole
        return read

    return register


def merged(one: Json, other: Json) -> Json:
    both = dict(one)
    for key, value in other.items():
        both[key] = merged(both[key], value) if isinstance(both.get(key), dict) and isinstance(value, dict) else value
    return both


def ballots(valid: int, *, invalid: int = 0, collected: int | None = None, issued: int | None = None) -> Json:
    collected = valid + invalid if collected is None else collected
    return {
        "issued": collected if issued is None else issued,
        "collected": collected,
        "valid": valid,
        "invalid": invalid,
    }


def slate(votes: list[int]) -> list[Json]:
    """A, B, C… in the order of the list."""
    return [{"name": chr(ord("A") + at), "votes": each} for at, each in enumerate(votes)]


def head(*, roll: int, votes: list[int], attended: int | None, **more: Any) -> Json:
    question = {
        "kind": "village_head",
        "procedure": "separate_poll",
        "vote_form": "secret_ballot",
        "electorate": "household_representatives",
        "roll": roll,
        "attended": attended,
        "ballots": ballots(sum(votes)),
        "candidates": slate(votes),
        **more,
    }
    return {key: value for key, value in question.items() if value is not None}


def congress(*, convened: int, present: int, votes: list[int], **more: Any) -> Json:
    members = more.get("official_members", max(convened, 3))
    question = {
        "kind": "party_cell",
        "contest": "secretary",
        "official_members": members,
        "convened": convened,
        "present": present,
        "seats": 1,
        "ballots": ballots(present),
        "candidates": slate(votes),
        **more,
    }
    if question["contest"] != "committee" and members >= 9:
        question.setdefault("committee", [each["name"] for each in question["candidates"]])
    return question


ELECTED: Json = {"outcome": "elected"}
NOBODY: Json = {"outcome": "nobody_elected", "elected": []}
SEATS_LEFT: Json = {"outcome": "seats_left"}


def next_step(step: str) -> Json:
    return {"next": {"step": step}}


def refused(step: str) -> Json:
    return {"outcome": "refused"} | next_step(step)
