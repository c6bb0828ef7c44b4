"""Sát ngưỡng: each rule with a threshold has, on its page, a case below, at and above it, odd and even bases, and zero.

A margin says how far a row stands from its threshold: below it is negative, at it zero. Which margins a table must hold
follows from the arithmetic of the rule, so a row that is taken away is missed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pytest

from dantin.core.afterwards import months_later
from dantin.core.rulebooks import CHECKS, RULES, recognition_due
from dantin.public.law_cases.columns import NOTHING, Cells
from dantin.public.law_pages import CaseRow, pages

ROWS: dict[str, list[CaseRow]] = {}
for _page in pages():
    for _row in _page.cases:
        ROWS.setdefault(_row.rule, []).append(_row)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Một ngưỡng: the table it stands in, the margins of a row, and those that must be there."""

    name: str
    table: str
    margins: Callable[[Cells], Iterable[int]]
    wanted: frozenset[int]
    only: tuple[str, str] | None = None


def half(value: int, base: int) -> int:
    return 2 * value - base


BELOW_AT_ABOVE = frozenset({-1, 0, 1})
HALVES = frozenset({-2, -1, 0, 1, 2})  # an even base gives -2, 0 and 2, an odd one -1 and 1
THIRDS = frozenset({-3, -1, 0, 2, 3})  # convened 12 gives -3, 0 and 3; 8 and 7 give -1, 2 and -2, 1


def votes(cells: Cells) -> list[int]:
    return cells.numbers("Số phiếu từng người")


def days(cells: Cells, first: str, last: str) -> list[int]:
    one, other = cells.day(first), cells.day(last)
    return [] if one is None or other is None else [(date.fromisoformat(other) - date.fromisoformat(one)).days]


def column(name: str, threshold: int) -> Callable[[Cells], list[int]]:
    return lambda cells: [] if cells[name] == NOTHING else [cells.number(name) - threshold]


def columns(name: str, other: str) -> Callable[[Cells], list[int]]:
    return lambda cells: [cells.number(name) - cells.number(other)]


def adds_up(cells: Cells) -> list[int]:
    return [cells.number("Hợp lệ") + cells.number("Không hợp lệ") - cells.number("Thu vào")]


def surplus(seats: int, most: int) -> Callable[[Cells], list[int]]:
    """How far the surplus of a first slate for so many seats is from the most that is lawful."""

    def margin(cells: Cells) -> list[int]:
        if (cells["Chức danh"], cells.number("Cần bầu"), cells.number("Lần bầu")) != ("chi ủy", seats, 1):
            return []
        return [cells.number("Số người trong danh sách") - seats - most]

    return margin


def of_post(cells: Cells) -> list[int]:
    if cells["Chức danh"] != "bí thư" or "Lần bầu" not in cells._cells:
        return []
    return [cells.number("Lần bầu") - 3]


def last_seat(cells: Cells) -> list[int]:
    """Votes of the last who would win over the first who would not, among those above half."""
    above = sorted((each for each in votes(cells) if half(each, cells.number("Cơ số")) > 0), reverse=True)
    seats = cells.number("Cần bầu")
    return [] if len(above) <= seats else [above[seats - 1] - above[seats]]


def ranked(cells: Cells) -> list[int]:
    given, seats = sorted(votes(cells), reverse=True), cells.number("Cần bầu")
    return [given[seats - 1] - given[seats]]


def after_the_limit(cells):
    due = recognition_due(date.fromisoformat(cells.day("Ngày xã nhận")))
    return [(date.fromisoformat(cells.day("Ngày quyết định")) - due).days]


def into_the_last_year(cells):
    return [(date.fromisoformat(cells.day("Kéo dài đến ngày")) - date(cells.number("Năm cuối nhiệm kỳ"), 1, 1)).days]


MEETING, POLL = ("Cách bầu", "họp"), ("Cách bầu", "bỏ phiếu riêng")
THRESHOLDS = [
    Threshold("VH-DECIDE-1", "VH-DECIDE-1", lambda c: [half(c.number("Phiếu cho A"), c.number("Tổng số"))], HALVES),
    Threshold("VH-DECIDE-2", "VH-DECIDE-2", lambda c: [half(c.number("Có mặt"), c.number("Tổng số"))], HALVES),
    Threshold("VH-DECIDE-3", "VH-DECIDE-3", column("Lần bầu", 2), frozenset({-1, 0})),
    Threshold(
        "VH-PLAN-2",
        "VH-PLAN-2",
        lambda c: [each - 15 for each in days(c, "Ngày bầu lần đầu", "Ngày bầu")],
        BELOW_AT_ABOVE,
    ),
    Threshold(
        "VH-RECORD-2",
        "VH-RECORD-2",
        lambda c: [
            (
                date.fromisoformat(c.day("Giao đến ngày"))
                - months_later(date.fromisoformat(c.day("Ngày quyết định")), 6)
            ).days
        ],
        BELOW_AT_ABOVE,
    ),
    Threshold(
        "VH-RECORD-3",
        "VH-RECORD-3",
        lambda c: [each - 60 for each in days(c, "Ngày công nhận thôi làm", "Ngày quyết định bầu")],
        BELOW_AT_ABOVE,
    ),
    Threshold("VH-RECORD-4", "VH-RECORD-4", after_the_limit, BELOW_AT_ABOVE),
    Threshold("VH-RECORD-5", "VH-RECORD-5", into_the_last_year, BELOW_AT_ABOVE),
    Threshold("VH-NOMINATE-1", "VH-NOMINATE-1", column("Số người ứng cử", 1), BELOW_AT_ABOVE),
    Threshold("VH-COUNT-101", "VH-COUNT-101", columns("Có mặt", "Tổng số"), BELOW_AT_ABOVE),
    Threshold("VH-COUNT-201", "VH-COUNT-101", columns("Phát ra", "Có mặt"), BELOW_AT_ABOVE, MEETING),
    Threshold("VH-COUNT-204", "VH-COUNT-101", columns("Phát ra", "Tổng số"), BELOW_AT_ABOVE, POLL),
    Threshold("VH-COUNT-203", "VH-COUNT-101", columns("Thu vào", "Phát ra"), BELOW_AT_ABOVE),
    Threshold("VH-COUNT-202", "VH-COUNT-101", adds_up, BELOW_AT_ABOVE),
    Threshold("VH-COUNT-301", "VH-COUNT-101", lambda c: [max(votes(c)) - c.number("Hợp lệ")], BELOW_AT_ABOVE),
    Threshold("VH-COUNT-302", "VH-COUNT-101", lambda c: [sum(votes(c)) - c.number("Hợp lệ")], BELOW_AT_ABOVE),
    Threshold("PC-REGISTER-1", "PC-REGISTER-1", column("Đảng viên chính thức", 3), BELOW_AT_ABOVE),
    Threshold("PC-REGISTER-2", "PC-REGISTER-2", lambda c: [half(c.number("Phiếu cho A"), c.number("Cơ số"))], HALVES),
    Threshold("PC-PLAN-1", "PC-PLAN-1", column("Đảng viên chính thức", 9), BELOW_AT_ABOVE),
    Threshold("PC-PLAN-2", "PC-PLAN-2", column("Được miễn sinh hoạt", 2), BELOW_AT_ABOVE),
    Threshold(
        "PC-NOMINATE-6",
        "PC-NOMINATE-6",
        lambda c: [10 * c.number("Số đồng ý") - 3 * c.number("Số người dự")],
        frozenset({-10, -7, 0, 3, 10}),
    ),
    Threshold("PC-NOMINATE-3, three", "PC-NOMINATE-3", surplus(3, 1), BELOW_AT_ABOVE),
    Threshold("PC-NOMINATE-3, five", "PC-NOMINATE-3", surplus(5, 1), BELOW_AT_ABOVE),
    Threshold("PC-NOMINATE-3, six", "PC-NOMINATE-3", surplus(6, 1), BELOW_AT_ABOVE),
    Threshold("PC-NOMINATE-3, seven", "PC-NOMINATE-3", surplus(7, 2), BELOW_AT_ABOVE),
    Threshold("PC-NOMINATE-3, ten: 30 % are whole", "PC-NOMINATE-3", surplus(10, 3), BELOW_AT_ABOVE),
    Threshold("PC-NOMINATE-4", "PC-NOMINATE-4", column("Đảng viên chính thức", 9), frozenset({-1, 0, 1})),
    Threshold("PC-NOMINATE-5", "PC-NOMINATE-5", lambda c: days(c, "Ngày đại hội", "Công nhận ngày"), BELOW_AT_ABOVE),
    Threshold("PC-BALLOT-1", "PC-BALLOT-1", lambda c: [kept(c) - c.number("Cần bầu")], BELOW_AT_ABOVE),
    Threshold("PC-DECIDE-1", "PC-DECIDE-1", lambda c: [half(each, c.number("Cơ số")) for each in votes(c)], HALVES),
    Threshold("PC-DECIDE-2", "PC-DECIDE-2", lambda c: [3 * c.number("Có mặt") - 2 * c.number("Triệu tập")], THIRDS),
    Threshold("PC-DECIDE-3", "PC-DECIDE-3", last_seat, frozenset({0, 1})),
    Threshold("PC-DECIDE-4", "PC-DECIDE-4", ranked, frozenset({0, 1})),
    Threshold("PC-DECIDE-5", "PC-DECIDE-5", of_post, BELOW_AT_ABOVE),
    Threshold(
        "PC-COUNT-101",
        "PC-COUNT-101",
        lambda c: [c.number("Có mặt") + c.number("Vắng có lý do") - c.number("Triệu tập")],
        BELOW_AT_ABOVE,
    ),
    Threshold("PC-COUNT-102", "PC-COUNT-101", columns("Vắng có lý do", "Triệu tập"), BELOW_AT_ABOVE),
    Threshold("PC-COUNT-103", "PC-COUNT-101", column("Triệu tập", 20), BELOW_AT_ABOVE),
    Threshold("PC-COUNT-201", "PC-COUNT-101", columns("Phát ra", "Có mặt"), BELOW_AT_ABOVE),
    Threshold("PC-COUNT-202", "PC-COUNT-101", adds_up, BELOW_AT_ABOVE),
    Threshold("PC-COUNT-203", "PC-COUNT-101", columns("Thu vào", "Phát ra"), BELOW_AT_ABOVE),
    Threshold("PC-COUNT-301", "PC-COUNT-101", lambda c: [max(votes(c)) - c.number("Hợp lệ")], BELOW_AT_ABOVE),
    Threshold("PC-COUNT-302", "PC-COUNT-101", lambda c: [sum(votes(c)) - 3 * c.number("Hợp lệ")], BELOW_AT_ABOVE),
]
# Rules that compare nothing with a number: a standing, a form of vote, an electorate, a day that is on the calendar.
WITHOUT_A_THRESHOLD = {"VH-REGISTER-1", "VH-BALLOT-1", "VH-RECORD-1", "PC-NOMINATE-1", "PC-NOMINATE-2",
                       "PC-NOMINATE-7", "PC-BALLOT-2"}  # fmt: skip
# The column that must be zero in some row, and beside it the base where it may be.
ZEROES = [
    ("VH-DECIDE-1", "Phiếu cho A"),
    ("VH-DECIDE-1", "Tổng số"),
    ("VH-DECIDE-2", "Có mặt"),
    ("VH-DECIDE-2", "Tổng số"),
    ("VH-NOMINATE-1", "Số người ứng cử"),
    ("VH-COUNT-101", "Tổng số"),
    ("PC-REGISTER-1", "Đảng viên chính thức"),
    ("PC-REGISTER-2", "Phiếu cho A"),
    ("PC-REGISTER-2", "Cơ số"),
    ("PC-DECIDE-2", "Có mặt"),
    ("PC-NOMINATE-6", "Số đồng ý"),
    ("PC-COUNT-101", "Triệu tập"),
]
ZERO_VOTES = ["PC-DECIDE-1", "PC-DECIDE-3", "PC-DECIDE-4"]
BASES = [
    ("VH-DECIDE-1", "Tổng số"),
    ("VH-DECIDE-2", "Tổng số"),
    ("PC-REGISTER-2", "Cơ số"),
    ("PC-DECIDE-1", "Cơ số"),
    ("PC-DECIDE-2", "Triệu tập"),
    ("PC-DECIDE-3", "Cơ số"),
    ("PC-DECIDE-4", "Cơ số"),
]


def kept(cells: Cells) -> int:
    return sum(mark in ("để nguyên", "đồng ý") for mark in cells.list("Dấu ở từng tên"))


def cells_of(table: str) -> list[Cells]:
    return [Cells(row) for row in ROWS[table]]


def test_every_rule_has_its_thresholds_or_is_named_as_having_none():
    checks = {check.code for checks in CHECKS.values() for check in checks}
    named = {threshold.name.partition(",")[0] for threshold in THRESHOLDS}
    assert named | WITHOUT_A_THRESHOLD == {*RULES, *checks}
    assert named & WITHOUT_A_THRESHOLD == set()


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.name)
def test_the_table_holds_a_case_below_at_and_above(threshold: Threshold):
    only = threshold.only
    rows = [cells for cells in cells_of(threshold.table) if only is None or cells[only[0]] == only[1]]
    found = {margin for cells in rows for margin in threshold.margins(cells)}
    assert threshold.wanted - found == set()


@pytest.mark.parametrize(("table", "base"), BASES)
def test_the_table_holds_an_odd_and_an_even_base(table, base):
    assert {cells.number(base) % 2 for cells in cells_of(table)} == {0, 1}


@pytest.mark.parametrize(("table", "name"), ZEROES)
def test_the_table_holds_a_zero(table, name):
    assert any(cells[name] == "0" for cells in cells_of(table))


@pytest.mark.parametrize("table", ZERO_VOTES)
def test_the_table_holds_a_slate_that_nobody_voted_for(table):
    assert any(set(votes(cells)) == {0} for cells in cells_of(table))


def test_where_rows_name_a_rulebook_each_rulebook_has_both_conclusions():
    """Except where one rulebook allows everything, and where one rulebook alone has the rule."""
    conclusions: dict[tuple[str, str], set[str]] = {}
    for page in pages():
        for row in page.cases:
            if "Bộ quy định" in row.cells:
                conclusions.setdefault((row.rule, row.cells["Bộ quy định"]), set()).add(row.conclusion)
    allowed = {("VH-REGISTER-1", "VH-2008")}
    assert {key for key, said in conclusions.items() if len(said) < 2} == allowed
