"""Việc của từng chi bộ, bên Đảng: how far the congress of each cell of a place is, for those who do the work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dantin.core import count
from dantin.core.after_congress import CongressRuling
from dantin.core.aggregate import CellState
from dantin.core.count import SheetStatus
from dantin.core.plan import Post
from dantin.core.register import Deducted, deduction_of
from dantin.core.vietnamese import fold, name_sort_key
from dantin.store.models import (
    Absence,
    Cell,
    CellVillage,
    Congress,
    Contest,
    Declaration,
    Election,
    Endorsement,
    Member,
    Person,
    Place,
    ReaderChoice,
    Round,
    Sheet,
    Standing,
    Wave,
)

from . import plain
from .congress import ENDED, not_voted_again
from .congress_rulings import as_values as as_papers
from .congress_rulings import rulings_of
from .questions import ARRIVALS_KEPT, CAME
from .sheets import as_values, readings_of, status_words
from .work import Ballot

_LEVELS = {
    Place.Level.PROVINCE: "",
    Place.Level.DISTRICT: " AND s.district_code = %s",
    Place.Level.COMMUNE: " AND s.commune_code = %s",
    # A cell may lead two villages (F-32). Where a village has several cells (F-33) each of them has its own accounts,
    # and one of the village as a whole sees none.
    Place.Level.VILLAGE: f""" AND c.id = (SELECT max(v.cell_id) FROM {CellVillage._meta.db_table} AS v
        WHERE v.village_code = %s GROUP BY v.village_code HAVING count(*) = 1)""",
}
_CELLS = f"""
SELECT c.code, c.name, c.higher_committee, g.id, g.village_code, s.commune_code, s.district_code, p.name, p.kind,
       s.state, g.held_on, w.name, g.present, g.opened_at, g.closed_at, g.signed_at, n.decision_number, n.decided_on
FROM {Congress._meta.db_table} AS g
JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
JOIN {Standing._meta.db_table} AS s ON s.election_id = g.election_id AND s.village_code = g.village_code
LEFT JOIN {Place._meta.db_table} AS p ON p.code = g.village_code
    AND (p.valid_from IS NULL OR p.valid_from <= %s) AND (p.valid_to IS NULL OR p.valid_to >= %s)
LEFT JOIN {Wave._meta.db_table} AS w ON w.id = g.wave_id
LEFT JOIN {Endorsement._meta.db_table} AS n ON n.congress_id = g.id
WHERE g.election_id = %s AND g.current"""
_LEVEL = f"SELECT level FROM {Place._meta.db_table} WHERE code = %s LIMIT 1"


@dataclass(frozen=True, slots=True)
class CellWork:
    """Đại hội của một chi bộ, and where it stands."""

    code: str
    name: str
    higher_committee: str
    congress: int
    village_code: str
    commune_code: str
    district_code: str
    village: str
    kind: str
    state: CellState
    held_on: date
    wave: str
    present: int | None
    opened_at: datetime | None
    closed_at: datetime | None
    signed_at: datetime | None
    endorsed_by: str
    """Số quyết định chuẩn y; empty while there is none."""
    endorsed_on: date | None
    papers: Sequence[CongressRuling]
    """Giấy tờ sau đại hội, of the sitting that counts."""


def cells_at_work(election: Election, place_code: str) -> list[CellWork]:
    """Every cell of the place that holds a congress in this election, in the order of its village's name."""
    part = part_of_place(place_code)
    return [] if part is None else cells_where(election, *part)


def cells_named(election: Election, place_code: str, words: str, *, most: int) -> list[CellWork]:
    """Those of the place whose village's name holds each of the words, accents or none; or whose code is the word."""
    part = part_of_place(place_code)
    if part is None or not words.strip():
        return []
    where, values = part
    asked = [f"%{word}%" for word in re.sub(r"[^0-9a-z ]", " ", fold(words)).split()] or ["%"]
    named = " AND ".join(["p.search_key LIKE %s"] * len(asked))
    return cells_where(election, f"{where} AND (c.code = %s OR {named})", [*values, words.strip(), *asked], most=most)


def cells_in_state(election: Election, place_code: str, state: CellState) -> list[CellWork]:
    """Those of the place that stand so."""
    part = part_of_place(place_code)
    return [] if part is None else cells_where(election, f"{part[0]} AND s.state = %s", [*part[1], state.value])


def part_of_place(place_code: str) -> tuple[str, list[str]] | None:
    """What narrows a statement about congresses to a place, and its parameters; None for a place that is none."""
    [*level] = plain.rows(_LEVEL, [place_code])
    if not level:
        return " AND c.code = %s", [place_code]  # the office is one cell, where its village has several (F-33)
    where = _LEVELS[Place.Level(level[0][0])]
    return where, [place_code] if where else []


def cell_at_work(election: Election, cell_code: str) -> CellWork | None:
    """One cell, or None where it holds no congress in this election."""
    found = cells_where(election, " AND c.code = %s", [cell_code])
    return found[0] if found else None


def cells_where(
    election: Election, where: str, values: Sequence[str], *, order: str = "", most: int | None = None, skip: int = 0
) -> list[CellWork]:
    """The congresses that a condition leaves, by the name of their village, after `order` where one is given."""
    on, limit = election.called_on, "" if most is None else f" LIMIT {most:d} OFFSET {skip:d}"
    rows = plain.rows(f"{_CELLS}{where} ORDER BY {order}p.sort_key, c.code{limit}", [on, on, election.id, *values])
    closed = [row[3] for row in rows if row[15] is not None]
    papers = {congress: as_papers(own) for congress, own in rulings_of(closed).items()}
    return [
        CellWork(
            code, name, committee, congress, village_code, commune, district, village or village_code, kind or "",
            CellState(state), plain.day(held_on), wave or "", present, plain.moment(opened), plain.moment(closed),
            plain.moment(signed), decision or "", plain.day(decided_on), papers.get(congress, ()),
        )
        for (
            code, name, committee, congress, village_code, commune, district, village, kind, state, held_on, wave,
            present, opened, closed, signed, decision, decided_on,
        ) in rows
    ]  # fmt: skip


_LEADS = f"""
SELECT c.code FROM {CellVillage._meta.db_table} AS v JOIN {Cell._meta.db_table} AS c ON c.id = v.cell_id
WHERE v.village_code = %s"""


def covers_cell(place_code: str, election: Election, work: CellWork) -> bool:
    """Whether an account at this place has this cell in its care."""
    if place_code in (work.code, work.commune_code, work.district_code, election.province.code):
        return True
    return plain.rows(_LEADS, [place_code]) == [(work.code,)]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Một đảng viên của chi bộ và việc người ấy có vào cơ số hay không (B-50)."""

    member: int
    name: str
    status: str
    activity: str
    absence: str
    came: bool
    deducted: Deducted | None
    """What takes an official member out of the base."""
    counts: bool


_MEMBERS = f"""
SELECT m.id, p.name, m.status, m.activity, a.ground, {CAME}, {ARRIVALS_KEPT} FROM {Member._meta.db_table} AS m
JOIN {Person._meta.db_table} AS p ON p.id = m.person_id JOIN {Congress._meta.db_table} AS g ON g.cell_id = m.cell_id
LEFT JOIN {Absence._meta.db_table} AS a ON a.congress_id = g.id AND a.member_id = m.id
WHERE g.id = %s AND m.status <> '{Member.Status.LEFT}'"""


def members_of(work: CellWork) -> list[MemberRow]:
    """Danh sách triệu tập, name by name, official members first; what takes each out of the base."""
    found = []
    for member, name, status, activity, ground, came, kept in plain.rows(_MEMBERS, [work.congress]):
        official = status == Member.Status.OFFICIAL
        ground_out = deduction_of(activity, ground, came=bool(came), arrivals_kept=bool(kept)) if official else None
        found.append(
            MemberRow(
                member,
                name,
                Member.Status(status).label,
                Member.Activity(activity).label if activity != Member.Activity.NORMAL else "",
                Absence.Ground(ground).label if ground and not came else "",
                bool(came),
                ground_out,
                official and ground_out is None,
            )
        )
    return sorted(found, key=lambda row: (row.status != Member.Status.OFFICIAL.label, name_sort_key(row.name)))


@dataclass(slots=True)
class ContestWork:
    """Một chức danh phải bầu, at its newest round: the sheet at hand, who read it, what was concluded."""

    post: Post
    ballot: Ballot
    readings: list[count.Reading] = field(default_factory=list)
    declined: bool = False
    """Đại hội đã quyết định không bầu thêm lần nữa."""

    @property
    def is_over(self) -> bool:
        """Whether the congress has done with this post."""
        return self.declined or self.step in ENDED

    @property
    def status(self) -> SheetStatus:
        """Where the sheet stands."""
        return count.status(self.readings, signed=self.ballot.sheet.signed_at is not None)

    @property
    def says(self) -> str:
        """Where the sheet stands, in words."""
        return status_words(self.status, readers=count.readers_of(self.readings))

    @property
    def step(self) -> str:
        """What the conclusion asks for next; empty while there is none."""
        declared = self.ballot.declaration
        return "" if declared is None else str(declared.answer["next"]["step"])


_CONTESTS = f"""
SELECT {plain.columns(Sheet, "sh")}, {plain.columns(Round, "r")}, {plain.columns(Contest, "c")},
       {plain.columns(Declaration, "d")}
FROM {Contest._meta.db_table} AS c JOIN {Round._meta.db_table} AS r ON r.contest_id = c.id
    AND r.number = (SELECT max(number) FROM {Round._meta.db_table} WHERE contest_id = c.id)
JOIN {Sheet._meta.db_table} AS sh ON sh.round_id = r.id
    AND sh.number = (SELECT max(number) FROM {Sheet._meta.db_table} WHERE round_id = r.id)
LEFT JOIN {Declaration._meta.db_table} AS d ON d.round_id = r.id AND d.version = sh.number
WHERE c.election_id = %s AND c.unit_code = %s"""
_ORDER = (Post.COMMITTEE, Post.SECRETARY, Post.DEPUTY_SECRETARY)


def contests_of(election: Election, work: CellWork) -> list[ContestWork]:
    """Chi ủy, bí thư, phó bí thư, in the order in which they are elected."""
    found = []
    for sheet, round_, contest, declared in plain.instances(
        _CONTESTS, [election.id, work.code], Sheet, Round, Contest, Declaration
    ):
        sheet.round, round_.contest, contest.election = round_, contest, election
        found.append(ContestWork(Post(contest.post), Ballot(round_, sheet, declared)))
    readings = readings_of(one.ballot.sheet.id for one in found)
    declined = not_voted_again([work.congress])
    if (work.congress, Post.COMMITTEE.value) in {at[:2] for at in declined} and not _committee_seats(election, work):
        declined |= {(work.congress, one.post.value, one.ballot.round.number) for one in found}
    for one in found:
        one.declined = (work.congress, one.post.value, one.ballot.round.number) in declined
        one.readings = as_values(readings[one.ballot.sheet.id])
    return sorted(found, key=lambda one: _ORDER.index(one.post))


_SEATED = f"""
SELECT count(*) FROM {Declaration._meta.db_table} d JOIN {Round._meta.db_table} r ON r.id = d.round_id
JOIN {Contest._meta.db_table} c ON c.id = r.contest_id
WHERE c.election_id = %s AND c.unit_code = %s AND c.post = '{Post.COMMITTEE}' AND d.elected <> '[]'
    AND r.number >= (SELECT max(first_number) FROM {Round._meta.db_table} WHERE contest_id = c.id)"""


def _committee_seats(election: Election, work: CellWork) -> bool:
    """Whether anybody was elected into the committee; without one nobody may stand for the other posts (B-03)."""
    return bool(plain.rows(_SEATED, [election.id, work.code])[0][0])


_CHOSEN = f"SELECT readers FROM {ReaderChoice._meta.db_table} WHERE congress_id = %s ORDER BY number DESC LIMIT 1"


def readers_chosen_for(work: CellWork) -> int:
    """Phải mấy người đọc khớp nhau ở đại hội này."""
    [*newest] = plain.rows(_CHOSEN, [work.congress])
    return int(newest[0][0]) if newest else count.TWO


def contest_at_work(contests: Sequence[ContestWork]) -> ContestWork | None:
    """The one to be elected now: posts follow each other, since who sits in the committee decides who may stand."""
    return next((one for one in contests if not one.is_over), None)
