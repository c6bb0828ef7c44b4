"""Soát bảng số liệu: total lines against the others, percentages against the columns that explain them."""

import csv
import re
from collections.abc import Sequence
from itertools import permutations
from unicodedata import normalize

from dantin.core.aggregate import Agreement
from dantin.core.vietnamese import fold

from .figures import MOST_FIGURES, Figure, Form, TooMuch, figures
from .recalculations import Recalculation, Report, Unpaired, addition, share

_TOTAL = re.compile(r"(?:tong|cong|toan)\b")
_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_MOST_COLUMNS = 12
_LOOKED_AT = 40  # lines by which the two columns are chosen
_ALONE = re.compile(r"[\d.,]*\d\s*%?\Z")
_SEPARATOR = "\t"


def audit_table(rows: Sequence[Sequence[str]]) -> Report:
    """Soát một bảng; the text of the report is the table with tabs between its cells. Raises `TooMuch`."""
    if max(map(len, rows), default=0) > _MOST_COLUMNS:
        raise TooMuch
    lines: list[str] = []
    cells: list[list[Figure | None]] = []
    at = 0
    for row in rows:
        read: list[Figure | None] = []
        written = []
        for cell in row:
            text = " ".join(normalize("NFC", cell).split())
            read.append(_figure(text, at))
            written.append(text)
            at += len(text) + 1
        lines.append(_SEPARATOR.join(written))
        cells.append(read)
        at += 0 if row else 1
    text = "\n".join(lines)
    found = tuple(figure for row in cells for figure in row if figure is not None)
    if len(found) > MOST_FIGURES:
        raise TooMuch
    sums = [_TOTAL.match(fold(line.replace(_SEPARATOR, " "))) is not None for line in lines]
    body = [row for row, is_sum in zip(cells, sums, strict=True) if not is_sum]
    checks = [check for row, is_sum in zip(cells, sums, strict=True) if is_sum for check in _totals(row, body)]
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


def _figure(text: str, at: int) -> Figure | None:
    """The cell as a figure, if it is nothing but one."""
    found = figures(text)
    if len(found) != 1 or found[0].text != text:
        return None
    return Figure(at, at + len(text), text, found[0].value)


def _totals(total: list[Figure | None], body: list[list[Figure | None]]) -> list[Recalculation]:
    checks = []
    for column, printed in enumerate(total):
        above = [row[column] for row in body if column < len(row)]
        parts = [figure for figure in above if figure is not None and figure.form is Form.COUNT]
        if printed is not None and printed.form is Form.COUNT and len(parts) >= _LEAST_ROWS:
            checks.append(addition(parts, printed))
    return checks


def _shares(cells: list[list[Figure | None]]) -> tuple[list[Recalculation], list[Unpaired]]:
    """A column of percentages is explained by the two columns that agree with it in most lines."""
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
        if lines and 2 * _agreeing(made) > len(lines) and len(lines) >= _LEAST_ROWS:
            checks += made
        else:
            why = "không có hai cột nào giải thích được cột tỷ lệ này ở quá nửa số dòng"
            unpaired += [Unpaired(figure, why) for row in lines for figure in [row[column]] if figure is not None]
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


def _agreeing(checks: list[Recalculation]) -> int:
    return sum(check.agreement is not Agreement.DISAGREES for check in checks)
