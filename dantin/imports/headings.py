"""Tìm dòng tiêu đề: which column of the file is which; accents, case and order are forgiven, doubt is not.

A heading that only resembles one of ours is never taken for it: the person says what it is (`--cot "Họ tên=name"`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dantin.core.vietnamese import fold

from .columns import Column
from .faults import Unreadable, letters, quoted
from .kinds import ListKind
from .sheets import Cell, Sheet

LOOK_AT_ROWS = 20
RESEMBLES = 75  # per cent
NOT_USED = "bo"
# What people put beside a list and no list needs.
KNOWN_UNUSED = frozenset({"stt", "tt", "so tt", "so thu tu", "ghi chu", "ky ten", "chu ky"})


class HeadingsUnclear(Unreadable):
    """Chưa rõ cột nào là cột nào. `str()` tells the command line what to add; a page asks `question` and offers all."""

    def __init__(self, sentence: str, *, question: str, seen: Sequence[tuple[str, str | None]]) -> None:
        super().__init__(sentence)
        self.question = question
        self.seen = seen

    def choices(self, kind: ListKind) -> list[list[str]]:
        """[heading as compared, heading, column it was taken for, or empty] of each heading of the sheet."""
        names = {column.name for column in kind.columns}
        return [[key(heading), heading[:80], name if name in names else ""] for heading, name in self.seen]


@dataclass(frozen=True, slots=True)
class Headings:
    """Dòng tiêu đề của một trang tính: row number (from 1), the place of each column found, headings not used."""

    row: int
    places: Mapping[str, int]
    unused: tuple[str, ...]


def read_mapping(pairs: Sequence[str], kind: ListKind) -> dict[str, str]:
    """`--cot "tiêu đề=cột"` → {folded heading: column name, or `bo` for a column to leave out}."""
    known = {key(word): column.name for column in kind.columns for word in (column.name, column.title)}
    mapping = {}
    for pair in pairs:
        heading, equals, name = pair.rpartition("=")
        meant = NOT_USED if key(name) == NOT_USED else known.get(key(name))
        if not equals or not key(heading) or meant is None:
            listed = ", ".join(column.name for column in kind.columns)
            raise Unreadable(f"--cot {quoted(pair)}: ghi “tiêu đề=cột”, cột là một trong {listed}, hoặc {NOT_USED}")
        mapping[key(heading)] = meant
    return mapping


def find_headings(sheet: Sheet, kind: ListKind, mapping: Mapping[str, str]) -> Headings:
    """The row among the first that names most columns; refused when a needed one is missing or one is in doubt."""
    known = _known(kind)
    best_row, best = 0, 0
    for number, row in enumerate(sheet.rows[:LOOK_AT_ROWS]):
        found = len({name for cell in row if (name := _meant(cell, known, mapping)) is not None})
        if found > best:
            best_row, best = number, found
    if not best:
        listed = ", ".join(column.title for column in kind.columns if column.required)
        raise Unreadable(f"{sheet.name}: không thấy dòng tiêu đề của danh sách này. Cần các cột: {listed}")
    return _read_row(sheet, best_row, kind, known, mapping)


def _read_row(
    sheet: Sheet, number: int, kind: ListKind, known: Mapping[str, str], mapping: Mapping[str, str]
) -> Headings:
    places: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    seen = [(cell, _meant(cell, known, mapping)) for cell in sheet.rows[number] if isinstance(cell, str) and key(cell)]
    for place, cell in enumerate(sheet.rows[number]):
        if not isinstance(cell, str) or not key(cell):
            continue
        name = _meant(cell, known, mapping)
        if name is None:
            unknown.append((place, cell))
        elif name == NOT_USED:
            continue
        elif name in places:
            title = kind.column(name).title
            both = f"{sheet.name}: cột {letters(places[name])} và cột {letters(place)} đều là {title}."
            raise HeadingsUnclear(
                f'{both} Bỏ một cột, hoặc thêm --cot "{cell}={NOT_USED}"',
                question=f"{both} Chọn lại cho một trong hai cột.",
                seen=seen,
            )
        else:
            places[name] = place
    missing = [column for column in kind.columns if column.name not in places]
    for place, heading in unknown:
        if key(heading) not in KNOWN_UNUSED and (column := _resembling(heading, missing)) is not None:
            asked = f"{sheet.name}, cột {letters(place)} {quoted(heading)}: có phải {column.title} không?"
            raise HeadingsUnclear(
                f'{asked} Phải thì thêm --cot "{heading}={column.name}", không phải thì thêm '
                f'--cot "{heading}={NOT_USED}"',
                question=f"{asked} Chọn đúng cột, hoặc chọn không dùng.",
                seen=[(cell, column.name if cell == heading else name) for cell, name in seen],
            )
    if needed := [column.title for column in missing if column.required]:
        unused = ", ".join(quoted(heading) for _, heading in unknown)
        advice = f" Cột chưa dùng: {unused}; chỉ ra bằng --cot “tiêu đề=cột”." if unused else ""
        raise HeadingsUnclear(
            f"{sheet.name}: thiếu cột {', '.join(needed)}.{advice}",
            question=f"{sheet.name}: chưa thấy cột {', '.join(needed)}. Chỉ ra cột ấy, hoặc thêm vào tệp rồi nạp lại.",
            seen=seen,
        )
    return Headings(number + 1, places, tuple(heading for _, heading in unknown))


def key(heading: str) -> str:
    """A heading as it is compared: no accents, no case, no signs, no notes in brackets."""
    without_notes = re.sub(r"\([^)]*\)", " ", heading)
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", fold(without_notes.replace("_", " "))).split())


def _known(kind: ListKind) -> dict[str, str]:
    """Own titles win over aliases: what one column is called is never another's nickname."""
    known: dict[str, str] = {}
    for column in kind.columns:
        known.setdefault(key(column.title), column.name)
        known.setdefault(key(column.name), column.name)
    for column in kind.columns:
        for alias in column.aliases:
            known.setdefault(key(alias), column.name)
    return known


def _meant(cell: Cell, known: Mapping[str, str], mapping: Mapping[str, str]) -> str | None:
    if not isinstance(cell, str):
        return None
    heading = key(cell)
    return mapping.get(heading, known.get(heading))


def _resembling(heading: str, columns: Sequence[Column]) -> Column | None:
    for column in columns:
        for word in (column.title, *column.aliases):
            ratio = SequenceMatcher(None, key(heading)[:80], key(word)).ratio()
            if round(ratio * 100) >= RESEMBLES:
                return column
    return None
