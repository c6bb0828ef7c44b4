"""Đại hội cần gọi: which congresses need a call now, why, whom to call. Names and telephones are read of those shown.

Hours are of the work, not of the law: after how long somebody asks. The one limit of the law is that of the report
(B-53), which the core counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache

from django.db.models import Q

from dantin.core.aggregate import CellState
from dantin.core.law import Outcome
from dantin.core.nominate import NotTheHead
from dantin.core.rulebooks import congress_report_due
from dantin.core.rulebooks.party_cell.decide import enough_are_present
from dantin.core.rulebooks.party_cell.numbers import QUORUM, REPORT_WORKING_DAYS
from dantin.core.values import Side
from dantin.locale.words import LOCAL
from dantin.store.models import (
    Account,
    Cell,
    Congress,
    CongressRuling,
    Contest,
    Declaration,
    Election,
    Endorsement,
    Event,
    Fact,
    Member,
    Round,
    Stream,
)
from dantin.store.models.accounts import Role

from . import plain
from .congress_board import Board, CongressRow
from .congress_exceptions import Apart
from .periods import names_on


class CongressWhy(Enum):
    """Vì sao phải gọi, the most pressing first."""

    NO_QUORUM = "Chưa đủ hai phần ba, chưa định ngày họp lại"
    UNOPENED = "Tới ngày đại hội mà chưa khai mạc"
    NO_SECRETARY = "Đại hội xong mà chưa có bí thư"
    SILENT = "Đang họp mà lâu không có tin"
    UNSIGNED = "Đã bế mạc, chưa ký biên bản"
    REPORT_LATE = "Quá hạn báo cáo cấp trên"


CALLED = "congress.called"
ORDER = {why: n for n, why in enumerate(CongressWhy)}
# Who has not opened by this mark hardly ends by 17:00; when a congress opens is the cell's to say.
ASKED_FROM = time(14)
SILENT_AFTER, UNSIGNED_AFTER = timedelta(hours=2), timedelta(minutes=30)


@dataclass(slots=True)
class CongressCall:
    """Một đại hội cần gọi: since when, and (once looked up) its names, telephones and the last note."""

    congress: int
    village: str
    commune: str
    why: CongressWhy
    since: datetime
    cell: str = ""
    cell_name: str = ""
    commune_name: str = ""
    phones: tuple[tuple[str, str, str], ...] = ()
    note: str = ""
    noted_at: datetime | None = None


def congress_calls(election: Election, board: Board, apart: Sequence[Apart], *, at: datetime) -> list[CongressCall]:
    """Every congress of the board that needs a call, the most pressing first, those that wait longest before others."""
    local = at.astimezone(LOCAL)
    last_day = local.date() if local.time() >= ASKED_FROM else local.date() - timedelta(days=1)
    found: list[CongressCall] = []
    meeting: dict[int, CongressRow] = {}
    for row in board.rows:
        if row.congress is None or row.held_on is None:
            continue
        match row.state:
            case CellState.NOT_STARTED:
                if row.held_on <= last_day.isoformat():
                    found.append(_call(row, CongressWhy.UNOPENED, _morning(row.held_on)))
            case CellState.IN_CONGRESS:
                meeting[row.congress] = row
            case CellState.DONE_TO_SIGN:
                closed_at = plain.moment(row.closed_at)  # none where it was annulled a moment ago
                if closed_at is not None and at - closed_at >= UNSIGNED_AFTER:
                    found.append(_call(row, CongressWhy.UNSIGNED, closed_at))
            case _:  # signed: its report is looked for below, of those whose limit is over
                pass
    found += _of_the_halls(election, meeting, at)
    found += _without_a_secretary(board, apart)
    found += _late(election, board, at)
    return sorted(found, key=lambda call: (ORDER[call.why], call.since, call.village))


@cache
def _morning(of: str) -> datetime:
    return datetime.combine(date.fromisoformat(of), time(0), LOCAL)


def _call(row: CongressRow, why: CongressWhy, since: datetime) -> CongressCall:
    assert row.congress is not None
    return CongressCall(row.congress, row.village_code, row.commune_code, why, since)


_LAST_TOLD = f"""
SELECT g.id, (SELECT e.at FROM {Event._meta.db_table} AS e
    WHERE e.stream_id = s.id AND e.type <> '{CALLED}' ORDER BY e.seq DESC LIMIT 1)
FROM {Congress._meta.db_table} AS g JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
JOIN {Stream._meta.db_table} AS s ON s.side = '{Side.PARTY}' AND s.place_code = c.code AND s.election_id = g.election_id
WHERE g.election_id = %s AND g.current AND g.closed_at IS NULL AND g.opened_at <= %s"""
# The share of the law, so that of the others no row is made; whether it is a quorum is the core's to say.
_SHORT = f"""
SELECT g.id, g.opened_at, g.present, count(*) FROM {Congress._meta.db_table} AS g
JOIN {Member._meta.db_table} AS m ON m.cell_id = g.cell_id
WHERE g.election_id = %s AND g.current AND g.opened_at IS NOT NULL AND g.closed_at IS NULL
    AND m.status = '{Member.Status.OFFICIAL}'
GROUP BY g.id, g.opened_at, g.present HAVING g.present * {QUORUM.denominator} < count(*) * {QUORUM.numerator}"""
_NO_QUORUM = f"SELECT round_id, declared_at FROM {Declaration._meta.db_table} WHERE outcome = 'no_quorum'"
_OF_ROUNDS = f"""
SELECT r.id, g.id, g.opened_at FROM {Round._meta.db_table} AS r
JOIN {Contest._meta.db_table} AS k ON k.id = r.contest_id
JOIN {Cell._meta.db_table} AS c ON c.code = k.unit_code
JOIN {Congress._meta.db_table} AS g ON g.cell_id = c.id AND g.election_id = k.election_id AND g.current
WHERE g.election_id = %s AND r.id IN """


def _of_the_halls(election: Election, meeting: dict[int, CongressRow], at: datetime) -> list[CongressCall]:
    """Congresses that are open: without two thirds of those convened (B-06), or silent."""
    if not meeting:
        return []
    short = _declared_short(election)
    for congress, opened_at, present, official in plain.rows(_SHORT, [election.id]):
        if congress in meeting and enough_are_present(election.rulebook, present, official).outcome is Outcome.NOT_MET:
            short.setdefault(congress, plain.moment(opened_at))
    found = [
        _call(meeting[congress], CongressWhy.NO_QUORUM, since)
        for congress, since in short.items()
        if congress in meeting
    ]
    quiet = at - SILENT_AFTER
    for congress, told in plain.rows(_LAST_TOLD, [election.id, plain.kept(quiet)]):
        if congress in meeting and congress not in short and (since := plain.moment(told)) <= quiet:
            found.append(_call(meeting[congress], CongressWhy.SILENT, since))
    return found


def _declared_short(election: Election) -> dict[int, datetime]:
    """{congress: since when} of the sittings whose count sheet told fewer than two thirds."""
    declared = {round_: plain.moment(since) for round_, since in plain.rows(_NO_QUORUM, [])}
    if not declared:
        return {}
    found = plain.rows(f"{_OF_ROUNDS}({plain.marks(declared)})", [election.id, *declared])
    return {
        congress: declared[round_]
        for round_, congress, opened_at in found
        if opened_at is not None and declared[round_] >= plain.moment(opened_at)
    }


def _without_a_secretary(board: Board, apart: Sequence[Apart]) -> list[CongressCall]:
    """Third failures that wait for an appointment (B-32), and posts which the congress left open (B-52)."""
    without = {one.work.congress: one for one in apart if NotTheHead.NO_SECRETARY in one.reasons}
    return [
        _call(row, CongressWhy.NO_SECRETARY, plain.moment(row.closed_at))
        for row in board.rows
        if row.congress in without and row.closed_at is not None
    ]


_UNREPORTED = f"""
SELECT g.id, g.closed_at FROM {Congress._meta.db_table} AS g
WHERE g.election_id = %s AND g.current AND g.signed_at IS NOT NULL AND g.closed_at < %s
    AND NOT EXISTS (SELECT 1 FROM {Endorsement._meta.db_table} AS n WHERE n.congress_id = g.id)
    AND NOT EXISTS (SELECT 1 FROM {CongressRuling._meta.db_table} AS p WHERE p.congress_id = g.id
        AND p.kind IN ('{CongressRuling.Kind.SENT}', '{CongressRuling.Kind.RECEIVED}'))"""


def _late(election: Election, board: Board, at: datetime) -> list[CongressCall]:
    """Reports that are neither sent nor received though their limit is over (B-53)."""
    today = at.astimezone(LOCAL).date()
    # as many working days are at least as many days
    over = plain.kept(at - timedelta(days=REPORT_WORKING_DAYS))
    unreported = {congress: plain.moment(closed) for congress, closed in plain.rows(_UNREPORTED, [election.id, over])}
    if not unreported:
        return []
    limits: dict[date, date | None] = {}
    found = []
    for row in board.rows:
        if row.congress is None or row.congress not in unreported:
            continue
        closed_on = unreported[row.congress].astimezone(LOCAL).date()
        if closed_on not in limits:
            limits[closed_on] = congress_report_due(closed_on)
        due = limits[closed_on]
        if due is not None and today > due:
            since = datetime.combine(due + timedelta(days=1), time(0), LOCAL)
            found.append(_call(row, CongressWhy.REPORT_LATE, since))
    return found


_IN_THE_HALL = (Role.PRESIDIUM, Role.CONGRESS_CLERK, Role.CELL_COMMITTEE)
_NAMED = f"""
SELECT g.id, c.code, c.name FROM {Congress._meta.db_table} AS g JOIN {Cell._meta.db_table} AS c ON c.id = g.cell_id
WHERE g.id IN """


def look_up_congresses(election: Election, calls: Sequence[CongressCall]) -> None:
    """Fill in names, the telephones of those responsible and the last note, of the calls that are shown."""
    if not calls:
        return
    asked = [call.congress for call in calls]
    cells = {congress: (code, name) for congress, code, name in plain.rows(f"{_NAMED}({plain.marks(asked)})", asked)}
    communes = names_on({call.commune for call in calls}, election.called_on)
    people: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for account in Account.objects.filter(
        Q(role__in=_IN_THE_HALL, place_code__in={call.village for call in calls})
        | Q(role=Role.HIGHER_COMMITTEE, place_code__in=communes),
        side=Side.PARTY.value,
        is_active=True,
    ).order_by("role"):
        people[account.place_code].append((account.get_role_display(), account.name, account.phone))
    notes = _notes(election, [code for code, _ in cells.values()])
    for call in calls:
        call.cell, call.cell_name = cells[call.congress]
        call.note, call.noted_at = notes.get(call.cell, ("", None))
        call.commune_name = communes.get(call.commune, "")
        call.phones = (*people[call.village], *people[call.commune])


_NOTED = f"""
SELECT s.place_code, f.value, e.at FROM {Event._meta.db_table} AS e
JOIN {Stream._meta.db_table} AS s ON s.id = e.stream_id
LEFT JOIN {Fact._meta.db_table} AS f ON f.event_id = e.id AND f.name = 'note'
WHERE s.side = '{Side.PARTY}' AND s.election_id = %s AND e.type = '{CALLED}' AND s.place_code IN """


def _notes(election: Election, cells: Sequence[str]) -> dict[str, tuple[str, datetime]]:
    """{cell: what was last heard, and when}; what was erased since says nothing."""
    rows = plain.rows(f"{_NOTED}({plain.marks(cells)}) ORDER BY e.id", [election.id, *cells])
    return {cell: (str(plain.loaded(said) or ""), plain.moment(at)) for cell, said, at in rows}
