"""Soát bảng số liệu: total lines against the others, percentages against the columns that explain them."""

import csv
import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from unicodedata import normalize

from dantin.core.aggregate import Agreement, PrintedPercent
from dantin.core.vietnamese import fold

from .figures import MOST_FIGURES, Figure, Form, TooMuch, figures
from .recalculations import NO_TWO_COLUMNS, Recalculation, Report, Unpaired, addition, share

# The first cell of a total line; "Cộng Hòa" and "Toàn Thắng" are places.
_TOTAL = re.compile(
    r"tong\b|cong(?:\W*\Z| (?:chung|toan|cac|cum|nhom|khu vuc|muc|phan|dot|\d|[ivx]+\b))"
    r"|toan (?:tinh|huyen|thi xa|thanh pho|xa|phuong|dang bo|quoc|bo)\b"
)
_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_MOST_COLUMNS = 12
_LOOKED_AT = 40  # lines by which the two columns are chosen
_PLAIN_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?\Z", re.ASCII)
_ALONE = re.compile(r"[\d.,]*\d\s*%?\Z")
_SEPARATOR = "\t"
_PERCENTS = re.compile(r"%|(?:ty le|ti le|phan tram)\b")  # a column whose cells leave out the sign
_NO_SUM = re.compile(
    r"(?:stt|tt|so tt|tuoi|nam|ky|ma|lan|xep|hang|binh quan|trung binh|mat do)\b|.*(?:binh quan|trung binh)"
)
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-Z])(?:[.)\s]|\Z)")  # "I", "II", "A": a line that sums those below it


def audit_table(rows: Sequence[Sequence[str]]) -> Report:
    """Soát một bảng; the text of the report is the table with tabs between its cells. Raises `TooMuch`."""
    if max(map(len, rows), default=0) > _MOST_COLUMNS:
        raise TooMuch
    lines: list[str] = []
    cells: list[list[Figure | None]] = []
    heads = [fold(cell) for cell in rows[0]] if rows else []
    percents = {column for column, head in enumerate(heads) if _PERCENTS.search(head)}
    at = 0
    for row in rows:
        read: list[Figure | None] = []
        written = []
        for column, cell in enumerate(row):
            text = " ".join(normalize("NFC", cell).split())
            read.append(_figure(text, at, is_percent=column in percents))
            written.append(text)
            at += len(text) + 1
        lines.append(_SEPARATOR.join(written))
        cells.append(read)
        at += 0 if row else 1
    text = "\n".join(lines)
    found = tuple(figure for row in cells for figure in row if figure is not None)
    if len(found) > MOST_FIGURES:
        raise TooMuch
    sums = [_TOTAL.match(fold(line.strip().partition(_SEPARATOR)[0])) is not None for line in lines]
    groups = [_GROUP.match(line) is not None for line in lines]
    skipped = {column for column, head in enumerate(heads) if _NO_SUM.match(head)}
    checks = []
    for at, is_sum in enumerate(sums):
        if is_sum:
            checks += _totals(cells, at, sums=sums, groups=groups, skipped=skipped)
    shares, unpaired = _shares(cells)
    ordered = sorted((*checks, *shares), key=lambda check: check.figures[-1].start)
    return Report(text, found, tuple(ordered), tuple(unpaired))


def read_table(text: str) -> list[list[str]] | None:
    """Các ô của một bảng viết bằng chữ (tab, chấm phẩy hoặc phẩy); None when the text is prose.

    Prose has commas and semicolons too, so a table is told by its cells: lines of one width, and figures alone in a
    third of the cells.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    for separator in "\t;,":
        rows = list(csv.reader(lines, delimiter=separator))
        widths = {len(row) for row in rows}
        if len(rows) < _LEAST_ROWS or len(widths) != 1 or widths.pop() < _LEAST_COLUMNS:
            continue
        cells = [" ".join(cell.split()) for row in rows for cell in row]
        if 3 * sum(_ALONE.match(cell) is not None for cell in cells) >= len(cells):
            return rows
    return None


def _figure(text: str, at: int, *, is_percent: bool) -> Figure | None:
    """The cell as a figure, if it is nothing but one; under a heading of percentages the sign may be left out."""
    if is_percent and _PLAIN_PERCENT.match(text):
        whole, _, decimals = text.replace(",", ".").partition(".")
        value = PrintedPercent(Fraction(int(whole + decimals), 10 ** len(decimals)), len(decimals))
        return Figure(at, at + len(text), text, value)
    found = figures(text)
    if len(found) != 1 or found[0].text != text:
        return None
    return Figure(at, at + len(text), text, found[0].value)


def _totals(
    cells: list[list[Figure | None]], at: int, *, sums: list[bool], groups: list[bool], skipped: set[int]
) -> list[Recalculation]:
    """A total line under the reading of the table in which most of its columns add up.

    Which lines a total sums is not written anywhere: all others, those since the total before, the totals before it,
    the groups "I", "II" or what stands in them, those below it. Where several readings are possible and none of them
    makes a single column right, nothing is held against anybody.
    """
    counting = [n for n, row in enumerate(cells) if any(_is(cell, Form.COUNT) for cell in row)]
    body = [n for n in counting if not sums[n]]
    earlier = [n for n in counting if n < at and sums[n]]
    later = [n for n in range(at + 1, len(sums)) if sums[n]]
    readings = [
        body,
        [n for n in body if (earlier[-1] if earlier else -1) < n < at],
        earlier,
        [n for n in body if groups[n]],
        [n for n in body if not groups[n]],
        [n for n in body if at < n < (later[0] if later else len(sums))],
    ]
    different = {tuple(lines): None for lines in readings if len(lines) >= _LEAST_ROWS}
    made = [[_sum_of(cells, at, column, lines, skipped) for column in range(len(cells[at]))] for lines in different]
    found = [[check for check in reading if check is not None] for reading in made]
    best = max(found, key=_agreeing, default=[])
    return best if _agreeing(best) or len(found) == 1 else []


def _sum_of(
    cells: list[list[Figure | None]], at: int, column: int, lines: Sequence[int], skipped: set[int]
) -> Recalculation | None:
    printed = cells[at][column]
    above = [cells[n][column] for n in lines if column < len(cells[n])]
    parts = [figure for figure in above if figure is not None and figure.form is Form.COUNT]
    if printed is None or printed.form is not Form.COUNT or len(parts) < _LEAST_ROWS or column in skipped:
        return None
    return addition(parts, printed)


def _shares(cells: list[list[Figure | None]]) -> tuple[list[Recalculation], list[Unpaired]]:
    """A column of percentages is explained by the two columns that agree with it in half its lines or more.

    Two lines that agree and are not 0 or 100 % are no chance; of one, or of those, more than half must agree.
    """
    checks: list[Recalculation] = []
    unpaired: list[Unpaired] = []
    width = max((len(row) for row in cells), default=0)
    for column in range(width):
        lines = [row for row in cells if column < len(row) and _is(row[column], Form.PERCENT)]
        others = [other for other in range(width) if other != column]
        best, chosen = 0, None
        for pair in permutations(others, 2):
            agreeing = _agreeing(_explained(lines[:_LOOKED_AT], column, *pair))
            if agreeing > best:
                best, chosen = agreeing, pair
        made = _explained(lines, column, *chosen) if chosen else []
        telling = [check for check in made if _tells(check)]
        enough = len(lines) if _agreeing(telling) >= _LEAST_ROWS else len(lines) + 1
        if lines and 2 * _agreeing(made) >= enough and len(lines) >= _LEAST_ROWS:
            checks += made
        else:
            unpaired += [
                Unpaired(figure, NO_TWO_COLUMNS) for row in lines for figure in [row[column]] if figure is not None
            ]
    return checks, unpaired


def _explained(lines: list[list[Figure | None]], column: int, part: int, whole: int) -> list[Recalculation]:
    """The column of percentages held against these two, in each line that has all three."""
    made = []
    for row in lines:
        if max(part, whole) >= len(row):
            continue
        one, all_of_it, printed = row[part], row[whole], row[column]
        if _is(one, Form.COUNT) and _is(all_of_it, Form.COUNT):
            assert one is not None
            assert all_of_it is not None
            assert printed is not None
            made.append(share(one, all_of_it, printed))
    return made


def _is(figure: Figure | None, form: Form) -> bool:
    return figure is not None and figure.form is form


def _tells(check: Recalculation) -> bool:
    return not any(figure.form is Form.PERCENT and figure.percent.value in (0, 100) for figure in check.figures)


def _agreeing(checks: list[Recalculation]) -> int:
    return sum(check.agreement is not Agreement.DISAGREES for check in checks)
