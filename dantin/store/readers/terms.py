"""Các nhiệm kỳ đã biết: elections that ran here, and earlier terms as their lists tell them.

A term that was elected here is read from the standings, one that was not from the list of terms. A page asks for the
villages it shows and no others.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dantin.core.aggregate import CellState, HeadState
from dantin.core.terms import TermResult
from dantin.store.models import ByElection, Election, Standing, Term

from .lineage import Change
from .places import Chronicle, Unit
from .plain import day, rows

# The day's turnout stands once the first round was declared; before that it is only on its way.
_DECLARED = frozenset({HeadState.ELECTED, HeadState.ELECTED_IN_RERUN, HeadState.RERUN, HeadState.INTERIM})


class TermRow(NamedTuple):
    """Một nhiệm kỳ; `heads` and `cells` are the elections that ran here, None where only a list tells of it.

    `day` is one on which its villages were there: that of the call, or the first of its first year.
    """

    begins_in: int
    ends_in: int
    day: date
    heads: int | None
    cells: int | None


class CellCounts(NamedTuple):
    """Chi bộ của một nhiệm kỳ: how many there are of which it is known, and of how many which way."""

    units: int = 0
    with_unified: int = 0
    unified: int = 0
    reelected: int = 0
    new: int = 0


_RAN = f"""
SELECT e.id, e.side, e.term_begins_in, e.term_ends_in, e.called_on FROM {Election._meta.db_table} e
WHERE EXISTS (SELECT 1 FROM {Standing._meta.db_table} s WHERE s.election_id = e.id)
AND e.id NOT IN (SELECT election_id FROM {ByElection._meta.db_table}) ORDER BY e.held_on, e.id"""
_LISTED = f"""
SELECT DISTINCT begins_in, ends_in FROM {Term._meta.db_table} WHERE post IN ('village_head', 'secretary')"""


def terms_known() -> list[TermRow]:
    """Newest first. Two lists that end one term in different years are two terms: somebody must look."""
    ran: dict[tuple[int, int], dict[str, int]] = {}
    days: dict[tuple[int, int], date] = {}
    for id_, side, begins, ends, called_on in rows(_RAN, []):
        ran.setdefault((begins, ends), {})[side] = id_
        if side == "state" or (begins, ends) not in days:
            days[begins, ends] = day(called_on)
    for begins, ends in rows(_LISTED, []):
        ran.setdefault((begins, ends), {})
    return [
        TermRow(*years, days.get(years, date(years[0], 1, 1)), ran[years].get("state"), ran[years].get("party"))
        for years in sorted(ran, reverse=True)
    ]


class Span(NamedTuple):
    """Quãng thời gian một thôn mang một mã: both days included."""

    code: str
    since: date
    until: date


def spans_of(unit: Unit, known: Chronicle) -> list[Span]:
    """The codes this very village bore: its own, and those of units it alone came from, one for one.

    A village that was merged or split was not the same one before, so its earlier figures are not its own.
    """
    spans, until = [], date.max
    while True:
        since = unit.days[0]
        spans.append(Span(unit.code, since, until))
        links = known.lineage.into.get(unit.id, ())
        if len(links) != 1 or known.lineage.change(links[0]) is not Change.SUCCEEDED or since == date.min:
            return spans
        until, older = since - timedelta(days=1), known.units.get(links[0].old)
        if older is None or older.days[0] >= since:
            return spans
        unit = older


def code_then(spans: Sequence[Span], on: date) -> str | None:
    """The code it bore on that day; None where it was not there."""
    return next((span.code for span in spans if span.since <= on <= span.until), None)


_STANDINGS = f"""
SELECT village_code, state, roll, voted, winner_votes, round_number, incumbency
FROM {Standing._meta.db_table} WHERE election_id = %s"""
_TERMS = f"""
SELECT unit_code, roll, voted, votes, round_number
FROM {Term._meta.db_table} WHERE side = 'state' AND post = 'village_head' AND begins_in = %s AND ends_in = %s"""


def head_results(term: TermRow, villages: Sequence[str] | None = None) -> dict[str, TermResult]:
    """The election of each village's head that began this term: of all villages, or of those named."""
    if term.heads is not None:
        within, named = _within("village_code", villages)
        return {
            village: result_of(*told) for village, *told in rows(_STANDINGS + within, [term.heads, *named])
        }  # fmt: skip
    within, named = _within("unit_code", villages)
    found: dict[str, TermResult] = {}
    for village, roll, voted, votes, number in rows(_TERMS + within, [term.begins_in, term.ends_in, *named]):
        # Where two persons held the post within one term, the figures stand with whoever was elected.
        if roll is not None or village not in found:
            found[village] = TermResult(roll, voted, votes, number)
    return found


def result_of(
    state: str, roll: int, voted: int, votes: int | None, number: int = 1, incumbency: str = ""
) -> TermResult:
    """What an election that ran here says of a village so far."""
    if state not in _DECLARED:
        return TermResult(roll=roll)
    elected = votes is not None
    # A village that is to vote again was not elected in its first round, whichever it will be.
    return TermResult(roll, voted, votes, number if elected else 2, incumbency if elected else "")


_BEFORE = f"""
SELECT begins_in, ends_in, unit_code, NULL, NULL, roll, voted, votes, round_number, 0 AS ran
FROM {Term._meta.db_table} WHERE side = 'state' AND post = 'village_head' AND unit_code IN (%s) AND begins_in < %%s
UNION ALL
SELECT e.term_begins_in, e.term_ends_in, s.village_code, e.called_on, s.state, s.roll, s.voted, s.winner_votes,
       s.round_number, 1
FROM {Standing._meta.db_table} s JOIN {Election._meta.db_table} e ON e.id = s.election_id
WHERE s.village_code IN (%s) AND e.side = 'state' AND e.term_begins_in < %%s
AND e.id NOT IN (SELECT election_id FROM {ByElection._meta.db_table})
ORDER BY 1 DESC, 10 DESC"""


def head_before(spans: Sequence[Span], begins_in: int) -> tuple[int, int, TermResult] | None:
    """The newest term before the one that begins in this year, in one village that bore these codes: its years, and
    what is known of its election."""
    codes = [span.code for span in spans]
    named = ", ".join(["%s"] * len(codes))
    found: tuple[int, int, TermResult] | None = None
    told = rows(_BEFORE % (named, named), [*codes, begins_in, *codes, begins_in])
    for begins, ends, code, called_on, state, roll, voted, votes, number, _ in told:
        on = day(called_on) or date(begins, 1, 1)
        if code_then(spans, on) != code or (found is not None and (found[0] != begins or found[2].roll is not None)):
            continue
        ran = state is not None
        found = (
            begins,
            ends,
            result_of(state, roll, voted, votes, number) if ran else TermResult(roll, voted, votes, number),
        )
    return found


_CELLS = f"""
SELECT state, incumbency, count(*) FROM {Standing._meta.db_table} WHERE election_id = %s"""
_SECRETARIES = f"""
SELECT also_head, '', count(*) FROM {Term._meta.db_table}
WHERE side = 'party' AND post = 'secretary' AND begins_in = %s AND ends_in = %s"""
_SIGNED = frozenset({CellState.UNIFIED.value, CellState.NOT_UNIFIED.value})


def cell_counts(term: TermRow, villages: Sequence[str] | None = None) -> CellCounts:
    """Of each cell's secretary: whether also the head, and whether new. Counted by the database, never named."""
    within, named = _within("village_code", villages)
    units = known = unified = again = new = 0
    if term.cells is not None:
        told = rows(f"{_CELLS}{within} GROUP BY state, incumbency", [term.cells, *named])
        is_unified = lambda state: None if state not in _SIGNED else state == CellState.UNIFIED  # noqa: E731
    else:
        told = rows(f"{_SECRETARIES}{within} GROUP BY also_head", [term.begins_in, term.ends_in, *named])
        is_unified = lambda also: None if also is None else bool(also)  # noqa: E731
    for which, incumbency, count in told:
        both = is_unified(which)
        units += count
        known += count * (both is not None)
        unified += count * (both is True)
        again += count * (incumbency == "reelected")
        new += count * (incumbency == "new")
    return CellCounts(units, known, unified, again, new)


def _within(column: str, villages: Sequence[str] | None) -> tuple[str, Sequence[str]]:
    if villages is None:
        return "", ()
    if not villages:
        return " AND 1 = 0", ()
    return f" AND {column} IN ({', '.join(['%s'] * len(villages))})", villages
