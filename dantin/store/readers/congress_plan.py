"""Kế hoạch đại hội: the waves of the congresses, what each cell still lacks before its day, what earlier waves taught.

Plain SQL in a fixed number of statements, whatever the number of cells.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from dantin.core.plan import Post
from dantin.core.register import COMMITTEE_FROM_MEMBERS
from dantin.core.values import Side
from dantin.store.models import (
    Account,
    Attendance,
    Cell,
    Congress,
    CongressNotice,
    Contest,
    Election,
    HeadFromState,
    Member,
    PersonnelScheme,
    PilotLesson,
    Place,
    PresidingOfficial,
    Standing,
    Wave,
)
from dantin.store.models.accounts import Role

from . import plain
from .cells import CellWork, part_of_place


class Needed(Enum):
    """Việc phải có trước đại hội một chi bộ."""

    REGISTER = "sổ đảng viên"
    HEAD = "tên trưởng thôn từ bên Nhà nước"
    SCHEME = "đề án nhân sự"
    NOTICE = "thông báo triệu tập"
    OFFICIAL = "cán bộ cấp trên dự"
    ACCOUNTS = "tài khoản điều hành, thư ký, kiểm phiếu"


_RUNS = (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.COUNTING_BOARD)


@dataclass(frozen=True, slots=True)
class PlannedCongress:
    """Đại hội của một chi bộ trong kế hoạch."""

    code: str
    name: str
    village_code: str
    commune_code: str
    village: str
    kind: str
    wave: int
    held_on: date
    opened: bool
    closed: bool
    called: bool
    """Whether somebody was called in before the opening."""
    official: str
    """Cán bộ cấp trên dự, with his or her office; empty where nobody is assigned."""
    notice: str
    notice_on: date | None
    lacks: frozenset[Needed]


def _table(model: type) -> str:
    return str(model._meta.db_table)  # type: ignore[attr-defined]


def _newest(column: str, model: type) -> str:
    return (
        f"(SELECT n.{column} FROM {_table(model)} AS n WHERE n.election_id = g.election_id AND n.cell_id = g.cell_id "
        "ORDER BY n.number DESC LIMIT 1)"
    )


_FROM = f"""
FROM {_table(Congress)} AS g JOIN {_table(Cell)} AS c ON c.id = g.cell_id
JOIN {_table(Standing)} AS s ON s.election_id = g.election_id AND s.village_code = g.village_code
LEFT JOIN {_table(Place)} AS p ON p.code = g.village_code
    AND (p.valid_from IS NULL OR p.valid_from <= %s) AND (p.valid_to IS NULL OR p.valid_to >= %s)
WHERE g.current AND g.election_id = %s"""
_PLANNED = f"""
SELECT c.code, c.name, g.village_code, s.commune_code, p.name, p.kind, g.wave_id, g.held_on, g.opened_at IS NOT NULL,
       g.closed_at IS NOT NULL, EXISTS (SELECT 1 FROM {_table(Attendance)} AS a WHERE a.congress_id = g.id),
       (SELECT count(*) FROM {_table(Member)} AS m
        WHERE m.cell_id = g.cell_id AND m.status = '{Member.Status.OFFICIAL}'),
       EXISTS (SELECT 1 FROM {_table(HeadFromState)} AS h
        WHERE h.election_id = g.election_id AND h.village_code = g.village_code),
       {_newest("name", PresidingOfficial)}, {_newest("title", PresidingOfficial)},
       {_newest("paper_number", CongressNotice)}, {_newest("sent_on", CongressNotice)}
{_FROM}"""
_HELD_BY = f"""
JOIN {_table(Congress)} AS g ON g.cell_id = c.id AND g.election_id = x.election_id AND g.current
JOIN {_table(Standing)} AS s ON s.election_id = g.election_id AND s.village_code = g.village_code
WHERE x.election_id = %s"""
_CELLS = f"{_table(Cell)} AS c ON c"
_SCHEMES = f"SELECT c.code, x.post FROM {_table(PersonnelScheme)} AS x JOIN {_CELLS}.id = x.cell_id {_HELD_BY}"
_LISTS = f"SELECT c.code, x.post FROM {_table(Contest)} AS x JOIN {_CELLS}.code = x.unit_code {_HELD_BY}"
_AT_WORK = f"""
SELECT place_code, role FROM {_table(Account)}
WHERE side = '{Side.PARTY}' AND is_active AND role IN ({", ".join(f"'{role.value}'" for role in _RUNS)})"""


def planned(election: Election, place_code: str) -> list[PlannedCongress]:
    """Every congress of the place, the nearest day first, then by the name of the village."""
    part = part_of_place(place_code)
    if part is None:
        return []
    on, (where, values) = election.called_on, part
    rows = plain.rows(f"{_PLANNED}{where} ORDER BY g.held_on, p.sort_key, c.code", [on, on, election.id, *values])
    listed = defaultdict[str, set[str]](set)
    for prepared in (_SCHEMES, _LISTS):
        for code, post in plain.rows(f"{prepared}{where}", [election.id, *values]):
            listed[code].add(post)
    offices = [row[0] for row in rows] + [row[2] for row in rows] if where else []
    narrowed = f" AND place_code IN ({plain.marks(offices)})" if offices else ""
    working = defaultdict[str, set[str]](set)
    for office, role in plain.rows(f"{_AT_WORK}{narrowed}", offices):
        working[office].add(role)
    found = []
    for (
        code, name, village_code, commune, village, kind, wave, held_on, opened, closed, called, members, head,
        official, title, notice, notice_on,
    ) in rows:  # fmt: skip
        posts = {Post.SECRETARY.value} | ({Post.COMMITTEE.value} if members >= COMMITTEE_FROM_MEMBERS else set())
        missing = {
            Needed.REGISTER: not members,
            Needed.HEAD: not head,
            Needed.SCHEME: not posts <= listed[code],
            Needed.NOTICE: not notice,
            Needed.OFFICIAL: not official,
            Needed.ACCOUNTS: not {role.value for role in _RUNS} <= working[code] | working[village_code],
        }
        found.append(
            PlannedCongress(
                code, name, village_code, commune, village or village_code, kind or "", wave, plain.day(held_on),
                bool(opened), bool(closed), bool(called), f"{official}, {title}" if official else "", notice or "",
                plain.day(notice_on), frozenset(what for what, lacks in missing.items() if lacks and not opened),
            )
        )  # fmt: skip
    return found


def waves_of_congresses(election: Election) -> list[Wave]:
    """The waves of the election, the first day first."""
    return list(Wave.objects.filter(election=election).order_by("begins_on", "id"))


def lessons_of(election: Election) -> list[PilotLesson]:
    """What each wave taught, in the order in which it was written."""
    rows = PilotLesson.objects.filter(wave__election=election).select_related("wave")
    return list(rows.order_by("wave__begins_on", "wave_id", "number"))


_LESSONS = f"""
SELECT l.words, w.name FROM {_table(PilotLesson)} AS l JOIN {_table(Wave)} AS w ON w.id = l.wave_id
WHERE w.election_id = %s AND w.begins_on < %s ORDER BY w.begins_on, w.id, l.number"""
_OFFICIAL = f"""
SELECT n.name, n.title FROM {_table(PresidingOfficial)} AS n JOIN {_table(Congress)} AS g
    ON g.election_id = n.election_id AND g.cell_id = n.cell_id
WHERE g.id = %s ORDER BY n.number DESC LIMIT 1"""
_NOTICE = _OFFICIAL.replace(_table(PresidingOfficial), _table(CongressNotice)).replace(
    "n.name, n.title", "n.paper_number, n.sent_on"
)


def lessons_for(election: Election, work: CellWork) -> Sequence[tuple[str, str]]:
    """(what was learnt, in which wave) of the waves before this congress."""
    return [(words, wave) for words, wave in plain.rows(_LESSONS, [election.id, work.held_on])]


def official_of(work: CellWork) -> str:
    """Cán bộ cấp trên dự, with the office; empty where nobody is assigned."""
    return next((f"{name}, {title}" for name, title in plain.rows(_OFFICIAL, [work.congress]) if name), "")


def notice_of(work: CellWork) -> tuple[str, date] | None:
    """Số và ngày gửi thông báo triệu tập."""
    return next(((paper, plain.day(sent_on)) for paper, sent_on in plain.rows(_NOTICE, [work.congress])), None)
