"""Hồ sơ chờ chuẩn y: each signed congress with what its declarations, sheets and readings say, a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dantin.core.aggregate import CellState
from dantin.core.count import NOT_ISSUED, ReadingKind
from dantin.core.plan import Post
from dantin.store.models import (
    Candidacy,
    Cell,
    Congress,
    CongressRuling,
    Contest,
    Declaration,
    Election,
    Endorsement,
    Person,
    Reading,
    Round,
    Sheet,
    SheetRemark,
    Standing,
)

from . import plain
from .cells import CellWork, cells_where, part_of_place
from .congress_exceptions import Apart, apart_of

_WAITS = " AND g.signed_at IS NOT NULL AND n.id IS NULL"
# first those that somebody has to look at: secretary and head apart, or a question of the papers still open
_NEEDS_A_LOOK = f"""
CASE WHEN s.state = '{CellState.UNIFIED.value}' AND NOT EXISTS (
    SELECT 1 FROM {CongressRuling._meta.db_table} AS q
    WHERE q.congress_id = g.id AND q.kind IN ('returned', 'complaint')
    AND NOT EXISTS (SELECT 1 FROM {CongressRuling._meta.db_table} AS a WHERE a.answers_id = q.id)) THEN 1 ELSE 0 END"""
_HOW_MANY = f"""
SELECT count(*), count(g.signed_at), count(n.id)
FROM {Congress._meta.db_table} AS g JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
JOIN {Standing._meta.db_table} AS s ON s.election_id = g.election_id AND s.village_code = g.village_code
LEFT JOIN {Endorsement._meta.db_table} AS n ON n.congress_id = g.id
WHERE g.election_id = %s AND g.current"""
_DONE = f"""
SELECT c.code, c.name, n.decision_number, n.decided_on
FROM {Endorsement._meta.db_table} AS n JOIN {Congress._meta.db_table} AS g ON g.id = n.congress_id
JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
JOIN {Standing._meta.db_table} AS s ON s.election_id = g.election_id AND s.village_code = g.village_code
WHERE g.election_id = %s AND g.current"""


def cells_to_endorse(election: Election, place_code: str, *, skip: int, most: int) -> list[CellWork]:
    """Đại hội đã ký biên bản chờ chuẩn y, those that need a look first; so many of them."""
    part = part_of_place(place_code)
    if part is None:
        return []
    where, values = part
    return cells_where(election, where + _WAITS, values, order=f"{_NEEDS_A_LOOK}, ", most=most, skip=skip)


def waiting_among(election: Election, place_code: str, codes: Sequence[str]) -> list[CellWork]:
    """Those of these cells that are of the place and wait to be endorsed."""
    part = part_of_place(place_code)
    if part is None or not codes:
        return []
    where, values = part
    return cells_where(election, f"{where}{_WAITS} AND c.code IN ({plain.marks(codes)})", [*values, *codes])


def endorsement_counts(election: Election, place_code: str) -> tuple[int, int, int]:
    """(đại hội, đã ký biên bản, đã chuẩn y) of the place."""
    part = part_of_place(place_code)
    if part is None:
        return 0, 0, 0
    [(held, signed, endorsed)] = plain.rows(f"{_HOW_MANY}{part[0]}", [election.id, *part[1]])
    return held, signed, endorsed


def newest_endorsed(election: Election, place_code: str, *, most: int) -> list[tuple[str, str, str, date]]:
    """(mã, chi bộ, số quyết định, ngày) of those endorsed last."""
    part = part_of_place(place_code)
    if part is None:
        return []
    sql = f"{_DONE}{part[0]} ORDER BY n.id DESC LIMIT {most:d}"
    return [(code, name, paper, plain.day(on)) for code, name, paper, on in plain.rows(sql, [election.id, *part[1]])]


@dataclass(frozen=True, slots=True)
class PostFile:
    """Một chức danh trong hồ sơ: who was elected with how many votes of which base, in how many rounds."""

    post: Post
    elected: tuple[tuple[str, int | None], ...]
    """(name, votes), in the order in which they were elected."""
    base: int | None
    rounds: int
    seats: int


@dataclass(slots=True)
class CongressFile:
    """Hồ sơ một đại hội đã ký biên bản."""

    work: CellWork
    posts: list[PostFile] = field(default_factory=list)
    convened: int | None = None
    apart: Apart | None = None
    """Vì sao bí thư không phải là trưởng thôn; None where they are one."""
    recounted: bool = False
    remarks: int = 0
    """How many warnings were accepted with a reason."""
    not_issued: int = 0
    """Tờ phiếu không do ban kiểm phiếu phát."""


_DECLARED = f"""
SELECT k.unit_code, k.post, k.id, r.number, r.first_number, r.seats, d.answer, d.question
FROM {Declaration._meta.db_table} AS d JOIN {Round._meta.db_table} AS r ON r.id = d.round_id
JOIN {Contest._meta.db_table} AS k ON k.id = r.contest_id
WHERE k.election_id = %s AND d.version = (
        SELECT max(version) FROM {Declaration._meta.db_table} WHERE round_id = r.id)
    AND r.number >= (SELECT max(first_number) FROM {Round._meta.db_table} WHERE contest_id = k.id)
    AND k.unit_code IN """
_NAMES = f"""
SELECT y.contest_id, y.key, p.name FROM {Candidacy._meta.db_table} AS y
JOIN {Person._meta.db_table} AS p ON p.id = y.person_id WHERE y.contest_id IN """
_OF_SHEETS = f"""
JOIN {Sheet._meta.db_table} AS s ON s.id = x.sheet_id JOIN {Round._meta.db_table} AS r ON r.id = s.round_id
JOIN {Contest._meta.db_table} AS k ON k.id = r.contest_id
WHERE k.election_id = %s AND x.kind = %s
    AND r.number >= (SELECT max(first_number) FROM {Round._meta.db_table} WHERE contest_id = k.id)
    AND k.unit_code IN """
_RECOUNTED = f"SELECT DISTINCT k.unit_code FROM {Reading._meta.db_table} AS x {_OF_SHEETS}"
_REMARKS = f"SELECT k.unit_code, count(*) FROM {SheetRemark._meta.db_table} AS x {_OF_SHEETS}"
_ORDER = (Post.COMMITTEE, Post.SECRETARY, Post.DEPUTY_SECRETARY)


def files_of(election: Election, works: Sequence[CellWork]) -> list[CongressFile]:
    """Their files in the order given, in a fixed number of statements."""
    if not works:
        return []
    files = {one.code: CongressFile(one) for one in works}
    inside = f"({plain.marks(works)})"
    rows = plain.rows(f"{_DECLARED}{inside} ORDER BY r.number", [election.id, *files])
    contests = sorted({row[2] for row in rows})
    names: dict[int, dict[str, str]] = defaultdict(dict)
    for contest, key, name in plain.rows(f"{_NAMES}({plain.marks(contests)})", contests) if contests else []:
        names[contest][key] = name
    posts: dict[tuple[str, Post], PostFile] = {}
    for code, post, contest, number, first, seats, answer, question in rows:
        said, asked = plain.loaded(answer), plain.loaded(question)
        votes = {share.get("id"): share["votes"] for share in said.get("shares", [])}
        new = tuple((names[contest].get(key, key), votes.get(key)) for key in said["elected"])
        before = posts.get((code, Post(post)))
        base = said["base"]["count"] if said.get("base") else None
        posts[code, Post(post)] = PostFile(
            Post(post),
            (before.elected if before else ()) + new,
            base,
            number - first + 1,
            before.seats if before else seats,
        )
        file = files[code]
        file.convened = asked.get("convened")
        file.not_issued += asked.get("ballots", {}).get(NOT_ISSUED, 0)
    for post in _ORDER:
        for (code, of), one in posts.items():
            if of is post:
                files[code].posts.append(one)
    for (code,) in plain.rows(f"{_RECOUNTED}{inside}", [election.id, ReadingKind.RECOUNT.value, *files]):
        files[code].recounted = True
    accepted = [election.id, SheetRemark.Kind.ACCEPTED.value, *files]
    for code, count in plain.rows(f"{_REMARKS}{inside} GROUP BY k.unit_code", accepted):
        files[code].remarks = count
    for apart in apart_of(election, [one for one in works if one.state is CellState.NOT_UNIFIED]):
        files[apart.work.code].apart = apart
    return list(files.values())
