"""Bảng đại hội: both stages as the Party side may see them, every figure folded from the rows as they are now.

Of the first stage this side holds what the signed file brought, and nothing else: how many heads are recognised, and
until which day (design §4.10). Rows of a province are read once, as plain tuples; names only of what is shown.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dantin.core.aggregate import CellState, Progress, ShareSummary, share_summary
from dantin.core.plan import Post
from dantin.store.models import (
    Congress,
    CongressRuling,
    Contest,
    Declaration,
    Election,
    Endorsement,
    HeadFromState,
    Place,
    Round,
    Standing,
)

from . import plain
from .incumbency import Incumbency

CLOSED = frozenset({CellState.DONE_TO_SIGN.value, CellState.UNIFIED.value, CellState.NOT_UNIFIED.value})
SIGNED = CLOSED - {CellState.DONE_TO_SIGN.value}


class CongressRow(NamedTuple):
    """Một đại hội trên bảng; of a village whose cell is not convened yet only what the call made.

    `done_at` and `closed_at` are text in UTC, as in `StandingRow`.
    """

    village_code: str
    commune_code: str
    is_pilot: bool | int
    state: str
    winner_votes: int | None
    winner_base: int | None
    incumbency: str
    done_at: str | None
    congress: int | None
    held_on: str | None
    closed_at: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """Số của hai chặng ở một nơi: what crossed of the first, all of the second."""

    rows: Sequence[CongressRow]
    states: Progress[CellState]
    heads: int
    """Bao nhiêu nơi đã có tên trưởng thôn được công nhận."""
    newest_decision: date | None
    endorsed: int
    appointed: int
    """Bí thư do cấp trên chỉ định mà đồng thời là trưởng thôn."""
    committees: tuple[int, int]
    """Đã bầu đủ, trên bao nhiêu nơi đã có danh sách bầu."""
    deputies: tuple[int, int]
    shares: ShareSummary
    secretaries: Counter[Incumbency]

    @property
    def closed(self) -> int:
        return self.states.among(CellState.DONE_TO_SIGN, CellState.UNIFIED, CellState.NOT_UNIFIED)

    @property
    def signed(self) -> int:
        return self.states.among(CellState.UNIFIED, CellState.NOT_UNIFIED)


_WITHIN = {
    Place.Level.PROVINCE: "",
    Place.Level.DISTRICT: " AND s.district_code = %s",
    Place.Level.COMMUNE: " AND s.commune_code = %s",
    Place.Level.VILLAGE: " AND s.village_code = %s",
}
_LEVEL = f"SELECT level FROM {Place._meta.db_table} WHERE code = %s LIMIT 1"
_ROWS = f"""
SELECT s.village_code, s.commune_code, s.is_pilot, s.state, s.winner_votes, s.winner_base, s.incumbency,
       CAST(s.done_at AS text)
FROM {Standing._meta.db_table} AS s WHERE s.election_id = %s"""
# Asked apart: joined to the rows above, SQLite looks through every congress of the election for each village.
_CONGRESSES = f"""
SELECT g.village_code, g.id, CAST(g.held_on AS text), CAST(g.closed_at AS text)
FROM {Congress._meta.db_table} AS g WHERE g.election_id = %s AND g.current ORDER BY g.id DESC"""
_NOT_CONVENED = (None, None, None)
_HEADS = f"""
SELECT count(*), max(h.decided_on) FROM {HeadFromState._meta.db_table} AS h
JOIN {Standing._meta.db_table} AS s ON s.election_id = h.election_id AND s.village_code = h.village_code
WHERE s.election_id = %s"""
_ENDORSED = f"""
SELECT count(*) FROM {Endorsement._meta.db_table} AS n
JOIN {Congress._meta.db_table} AS g ON g.id = n.congress_id AND g.current WHERE g.election_id = %s"""
_APPOINTED = f"""
SELECT count(*) FROM {Standing._meta.db_table} AS s
WHERE s.election_id = %s AND s.state = '{CellState.UNIFIED}' AND s.village_code IN (
    SELECT g.village_code FROM {CongressRuling._meta.db_table} AS p
    JOIN {Congress._meta.db_table} AS g ON g.id = p.congress_id AND g.current
    WHERE p.kind = '{CongressRuling.Kind.APPOINTED}' AND g.election_id = %s)"""
_VILLAGES = f"SELECT s.village_code FROM {Standing._meta.db_table} AS s WHERE s.election_id = %s"
# What an earlier sitting elected does not stand, nor what was declared again since.
_FILLED = f"""
SELECT k.post, count(*), sum(CASE WHEN EXISTS (
    SELECT 1 FROM {Declaration._meta.db_table} AS d WHERE d.outcome = 'elected' AND d.round_id = (
        SELECT r.id FROM {Round._meta.db_table} AS r WHERE r.contest_id = k.id ORDER BY r.number DESC LIMIT 1)
    AND NOT EXISTS (
        SELECT 1 FROM {Declaration._meta.db_table} AS e WHERE e.round_id = d.round_id AND e.version > d.version)
    ) THEN 1 ELSE 0 END)
FROM {Contest._meta.db_table} AS k
WHERE k.post IN ('{Post.COMMITTEE}', '{Post.DEPUTY_SECRETARY}') AND k.election_id = %s"""
_NONE_ASKED = (0, 0)


def board_of(election: Election, place_code: str) -> Board:
    """The board of a province, or of what is under one committee, in a fixed number of statements."""
    [*level] = plain.rows(_LEVEL, [place_code])
    within = _WITHIN[Place.Level(level[0][0])] if level else " AND s.commune_code = %s"
    asked: list[Any] = [election.id, place_code] if within else [election.id]
    # Halls close between two statements: read after the states, what a closed one has written is there.
    there = plain.rows(_ROWS + within, asked)
    convened = {row[0]: row[1:] for row in plain.rows(_CONGRESSES, [election.id])}
    rows = [CongressRow._make(row + convened.get(row[0], _NOT_CONVENED)) for row in there]
    [(heads, newest)] = plain.rows(_HEADS + within, asked)
    [(appointed,)] = plain.rows(_APPOINTED + within, [election.id, *asked])
    where, here = ("", []) if not within else (f"village_code IN ({_VILLAGES}{within})", asked)
    [(endorsed,)] = plain.rows(f"{_ENDORSED}{where and f' AND g.{where}'}", [election.id, *here])
    posts = plain.rows(f"{_FILLED}{where and f' AND k.{where}'} GROUP BY k.post", [election.id, *here])
    filled = {post: (elected, asked) for post, asked, elected in posts}
    kept = Counter(row.incumbency for row in rows if row.state in SIGNED)
    secretaries = Counter({one: kept[one.value] for one in Incumbency})
    counts = Counter(row.state for row in rows)
    shares = [(row.winner_votes, row.winner_base) for row in rows if row.state in CLOSED]
    return Board(
        rows=rows,
        states=Progress({state: counts[state.value] for state in CellState}),
        heads=heads,
        newest_decision=plain.day(newest),
        endorsed=endorsed,
        appointed=appointed,
        committees=filled.get(Post.COMMITTEE.value, _NONE_ASKED),
        deputies=filled.get(Post.DEPUTY_SECRETARY.value, _NONE_ASKED),
        shares=share_summary((votes, base) for votes, base in shares if votes is not None and base is not None),
        secretaries=secretaries,
    )
