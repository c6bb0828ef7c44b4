"""Xác nhận danh sách, chốt người ứng cử, nhiệm kỳ trước: what stands between the call and the first ballot.

Each list is one transaction and one event: what kind of list, its digest, how many rows, who, when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from dantin.core.values import Side
from dantin.store.canonical import digest
from dantin.store.models import (
    Candidacy,
    Contest,
    Election,
    Person,
    Roll,
    Round,
    Sheet,
    Standing,
    Term,
    TurnoutSnapshot,
    Wave,
)
from dantin.store.readers.periods import villages_of

from .log import Happened, log
from .transaction import action, require_side

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RollIn:
    """Tổng số đại diện hộ (cử tri) được xác nhận của một thôn."""

    village_code: str
    count: int
    source: Roll.Source


@action
def certify_rolls(
    *, election: Election, electorate: str, rolls: Sequence[RollIn], certified_on: date, actor: str, at: datetime
) -> int:
    """Freeze the number of each village named; the base never moves after this."""
    require_side(Side.STATE)
    villages = villages_of(election)
    Roll.objects.bulk_create(
        [
            Roll(
                election=election,
                village_id=villages[r.village_code].id,
                electorate=electorate,
                count=r.count,
                source=r.source,
                certified_on=certified_on,
            )
            for r in rolls
        ],
        batch_size=BATCH,
    )
    counts = {r.village_code: r.count for r in rolls}
    standings = list(Standing.objects.filter(election=election, village_code__in=counts))
    for standing in standings:
        standing.roll = counts[standing.village_code]
    if standings:
        Standing.objects.bulk_create(
            standings, update_conflicts=True, unique_fields=["id"], update_fields=["roll"], batch_size=BATCH
        )
    listed = [asdict(r) for r in rolls]
    list_loaded(election, "register.rolls_certified", listed, rows=len(rolls), actor=actor, at=at)
    return len(rolls)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateIn:
    """Người trên danh sách bầu cử; `person` is a saved row of the same side."""

    key: str
    person: Person
    origin: Candidacy.Origin
    standing: str = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestIn:
    """Một chức danh phải bầu và lần bầu đầu tiên của nó."""

    unit_code: str
    village_code: str
    wave: str
    post: str
    seats: int
    held_on: date
    procedure: str
    vote_form: str
    candidates: Sequence[CandidateIn] = field(default_factory=tuple)


@action
def fix_slates(*, election: Election, contests: Sequence[ContestIn], actor: str, at: datetime) -> int:
    """Chốt danh sách bầu cử: contests with their candidates, first round and empty sheet; answers how many."""
    require_side(Side(election.side))
    waves = dict(Wave.objects.filter(election=election).values_list("name", "id"))
    rows = Contest.objects.bulk_create(
        [
            Contest(
                side=election.side,
                election=election,
                wave_id=waves[c.wave],
                unit_code=c.unit_code,
                village_code=c.village_code,
                post=c.post,
                seats=c.seats,
            )
            for c in contests
        ],
        batch_size=BATCH,
    )
    Candidacy.objects.bulk_create(
        [
            Candidacy(contest=row, key=p.key, person=p.person, position=n, origin=p.origin, standing=p.standing)
            for row, c in zip(rows, contests, strict=True)
            for n, p in enumerate(c.candidates, start=1)
        ],
        batch_size=BATCH,
    )
    rounds = Round.objects.bulk_create(
        [
            Round(
                contest=row,
                number=1,
                held_on=c.held_on,
                procedure=c.procedure,
                vote_form=c.vote_form,
                seats=c.seats,
                slate=[p.key for p in c.candidates],
            )
            for row, c in zip(rows, contests, strict=True)
        ],
        batch_size=BATCH,
    )
    Sheet.objects.bulk_create([Sheet(round=r, side=election.side) for r in rounds], batch_size=BATCH)
    listed = [[c.unit_code, c.post, c.seats, [p.key for p in c.candidates]] for c in contests]
    list_loaded(election, "nominate.slates_fixed", listed, rows=len(contests), actor=actor, at=at)
    return len(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermIn:
    """Một nhiệm kỳ đã có trong hồ sơ."""

    person: Person
    post: Term.Post
    unit_code: str
    village_code: str
    begins_in: int
    ends_in: int
    roll: int | None = None
    voted: int | None = None
    votes: int | None = None
    round_number: int | None = None
    also_head: bool | None = None


@action
def load_terms(*, election: Election, terms: Sequence[TermIn], actor: str, at: datetime) -> int:
    """Nạp nhiệm kỳ trước from the side's records; where a record is missing, nothing is put in its place."""
    side = Side(election.side)
    require_side(side)
    Term.objects.bulk_create(
        [
            Term(
                side=side.value,
                person=t.person,
                post=t.post,
                unit_code=t.unit_code,
                village_code=t.village_code,
                begins_in=t.begins_in,
                ends_in=t.ends_in,
                roll=t.roll,
                voted=t.voted,
                votes=t.votes,
                round_number=t.round_number,
                also_head=t.also_head,
            )
            for t in terms
        ],
        batch_size=BATCH,
    )
    listed = [
        [t.unit_code, t.post, t.begins_in, t.ends_in, t.roll, t.voted, t.votes, t.round_number, t.also_head]
        for t in terms
    ]
    list_loaded(election, "register.terms_loaded", listed, rows=len(terms), actor=actor, at=at)
    return len(terms)


@action
def archive_turnout(*, election: Election, voted: Mapping[str, int], closed_at: datetime, actor: str) -> int:
    """Số đi bầu của một nhiệm kỳ đã qua, by village, as its archive has it."""
    require_side(Side.STATE)
    rolls = dict(Roll.objects.filter(election=election).values_list("village__code", "count"))
    TurnoutSnapshot.objects.bulk_create(
        [
            TurnoutSnapshot(
                election=election,
                village_code=code,
                mark_at=closed_at,
                voted=count,
                roll=rolls[code],
                source=TurnoutSnapshot.Source.ARCHIVE,
                actor=actor,
                received_at=closed_at,
            )
            for code, count in voted.items()
        ],
        batch_size=BATCH,
    )
    list_loaded(election, "ballot.archive_loaded", dict(voted), rows=len(voted), actor=actor, at=closed_at)
    return len(voted)


def list_loaded(
    election: Election,
    type_: str,
    listed: object,
    *,
    rows: int,
    actor: str,
    at: datetime,
    more: Mapping[str, object] | None = None,
) -> None:
    """One event for a whole list: its digest, how many rows, who, when; `more` is what else it must say for ever."""
    log(
        [
            Happened(
                type=type_,
                place_code=election.province.code,
                actor=actor,
                body={"digest": digest(listed), "rows": rows, **(more or {})},
            )
        ],
        side=Side(election.side),
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
