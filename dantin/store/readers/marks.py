"""Tính đến một mốc giờ: each village as the server knew it at a moment, from facts that had come in before it (C-09).

What counts is when the server took a fact, never the hour a village writes on it: so a late village changes the next
bulletin and no past one. Only append-only rows are read, and the two times of a congress that are written once.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from dantin.core.aggregate import CellState, HeadState
from dantin.core.plan import Post
from dantin.store.models import Congress, Declaration, Event, Place, Reading, Standing, TurnoutSnapshot

from .progress import ElectionRow
from .rulings import ruled_states

# The bulletins of the day are closed at these hours (look/tinh.html); a late report counts in the next one.
HOURS = {"state": (9, 11, 14, 16, 19), "party": (9, 11, 14, 16, 17)}
Villages = QuerySet[Standing, dict[str, Any]]


class RowAtMark(NamedTuple):
    """Tình trạng một thôn ở một mốc giờ: what sums are made of, and the base of the winner's votes.

    `incumbency` is the secretary's; whether a head is new is not asked at a mark.
    """

    village_code: str
    commune_code: str
    district_code: str
    is_pilot: bool
    state: str
    roll: int
    voted: int = 0
    winner_votes: int | None = None
    incumbency: str = ""
    winner_base: int | None = None


def standings_in(election: int, level: str, code: str) -> QuerySet[Standing]:
    """The rows of that election within a place: a province has all of them."""
    kept = Standing.objects.filter(election=election)
    return kept if level == Place.Level.PROVINCE else kept.filter(**{f"{level}_code": code})


def rows_at(election: ElectionRow, mark: datetime, within: QuerySet[Standing] | None = None) -> list[RowAtMark]:
    """Every village of the election, or of `within`, as it stood just before `mark`, in a fixed number of queries."""
    kept = Standing.objects.filter(election=election.id) if within is None else within
    # A row that has not changed since is what was known then; `dantin verify-standings` proves the rows.
    as_kept = [
        RowAtMark(*row[:8], row[8] if election.side == "party" else "", row[9])
        for row in kept.filter(changed_at__lt=mark).values_list(
            "village_code", "commune_code", "district_code", "is_pilot", "state", "roll", "voted", "winner_votes",
            "incumbency", "winner_base",
        )
    ]  # fmt: skip
    return as_kept + _derived(election, mark, kept.filter(changed_at__gte=mark))


def _derived(election: ElectionRow, mark: datetime, changed: QuerySet[Standing]) -> list[RowAtMark]:
    fixed = list(changed.values_list("village_code", "commune_code", "district_code", "is_pilot", "roll"))
    if not fixed:
        return []
    heads_or_cells = _heads if election.side == "state" else _cells
    told = heads_or_cells(election.id, mark, changed.values("village_code"))
    untold = {"state": HeadState.NOT_STARTED.value}
    return [
        RowAtMark(village, commune, district, pilot, roll=roll, **(untold | told.get(village, {})))
        for village, commune, district, pilot, roll in fixed
    ]


def sittings_at(election: int, mark: datetime | None) -> QuerySet[Congress]:
    """The congresses as known by `mark`: of each cell the newest sitting that was convened by then."""
    if mark is None:
        return Congress.objects.filter(election=election, current=True)
    known = Congress.objects.exclude(convened_at__gte=mark)
    later = known.filter(election=election, cell=OuterRef("cell"), number__gt=OuterRef("number"))
    return known.filter(~Exists(later), election=election)


def filled_by(election: int, mark: datetime | None, within: QuerySet[Standing] | None = None) -> list[str]:
    """The post of each contest all of whose seats are filled: its last declaration before `mark` is `elected`."""
    declared = Declaration.objects.filter(round__contest__election=election)
    sittings = sittings_at(election, mark).filter(number__gt=1)
    if within is not None:
        declared = declared.filter(round__contest__village_code__in=within.values("village_code"))
        sittings = sittings.filter(village_code__in=within.values("village_code"))
    if mark is not None:
        declared = declared.filter(declared_at__lt=mark)
    again = dict(sittings.values_list("cell__code", "convened_at"))  # what an earlier sitting elected does not stand
    last = {
        contest: (post, outcome)
        for contest, unit, post, outcome, at in declared.order_by("round__number", "version").values_list(
            "round__contest_id", "round__contest__unit_code", "round__contest__post", "outcome", "declared_at"
        )
        if unit not in again or at >= again[unit]
    }
    return [post for post, outcome in last.values() if outcome == "elected"]  # all its seats; else it is `seats_left`


def _heads(election: int, mark: datetime, villages: Villages) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    snapshots = TurnoutSnapshot.objects.filter(
        election=election, received_at__lt=mark, village_code__in=villages
    ).exclude(source=TurnoutSnapshot.Source.ARCHIVE)
    for village, voted in snapshots.order_by("mark_at", "id").values_list("village_code", "voted"):
        found.setdefault(village, {})["voted"] = voted
    declared: dict[str, int] = {}
    for village, number, outcome, elected, step, shares, base, attended, collected in (
        Declaration.objects.filter(
            round__contest__election=election,
            round__contest__post=Post.VILLAGE_HEAD,
            round__contest__village_code__in=villages,
            declared_at__lt=mark,
        )
        .order_by("round__number", "version")
        .values_list(
            "round__contest__village_code", "round__number", "outcome", "elected", "answer__next__step",
            "answer__shares", "answer__base__count", "question__attended", "question__ballots__collected",
        )
    ):  # fmt: skip
        row = found.setdefault(village, {})
        declared[village] = number
        if number == 1:  # the turnout of the day, which a re-run never changes
            row["voted"] = attended if attended is not None else collected
        row |= _ended(number, outcome, elected, step, shares, base)
    rounds, opened = _rounds_and_polls(election, mark, villages)
    read = _read(election, mark, villages)
    for village in {*rounds, *opened, *read}:
        number = rounds.get(village, 1)
        if declared.get(village) == number:
            continue
        row = found.setdefault(village, {})
        if (village, number) in read:
            row["state"] = HeadState.COUNTED.value
        elif opened.get(village) == number:
            row["state"] = HeadState.VOTING.value
        elif number > 1:
            row["state"] = HeadState.RERUN.value
    for village, state in ruled_states(election, before=mark, villages=villages).items():
        found.setdefault(village, {})["state"] = state.value
    for row in found.values():
        if row.get("state") not in _ELECTED:  # annulled, or read again since
            row |= {"winner_votes": None, "winner_base": None}
    return found


_ELECTED = (HeadState.ELECTED.value, HeadState.ELECTED_IN_RERUN.value)


def _ended(
    number: int, outcome: str, elected: list[str], step: str, shares: list[dict[str, Any]], base: int
) -> dict[str, Any]:
    match outcome:
        case "elected":
            return {
                "state": (HeadState.ELECTED if number == 1 else HeadState.ELECTED_IN_RERUN).value,
                "winner_votes": next(share["votes"] for share in shares if share["id"] == elected[0]),
                "winner_base": base,
            }
        case "nobody_elected":
            state = HeadState.INTERIM if step == "appoint_interim" else HeadState.RERUN
            return {"state": state.value}
        case "no_quorum":
            return {"state": HeadState.NO_QUORUM.value}
        case _:  # refused, or no rule in force: counted, and a person must act
            return {"state": HeadState.COUNTED.value}


def _rounds_and_polls(election: int, mark: datetime, villages: Villages) -> tuple[dict[str, int], dict[str, int]]:
    """{village: its newest round} and {village: the round whose poll opened last}, as the streams tell."""
    rounds, opened = dict[str, int](), dict[str, int]()
    told = Event.objects.filter(
        stream__election=election,
        stream__place_code__in=villages,
        type__in=["ballot.poll_opened", "plan.round_opened", "plan.poll_postponed"],
        at__lt=mark,
    ).order_by("stream", "seq")
    for village, type_, number in told.values_list("stream__place_code", "type", "body__round"):
        if type_ == "plan.round_opened":
            rounds[village] = number
        elif type_ == "plan.poll_postponed":
            opened.pop(village, None)
        else:
            opened[village] = rounds.get(village, 1)
    return rounds, opened


def _read(election: int, mark: datetime, villages: Villages) -> set[tuple[str, int]]:
    """(village, round) of which a reading had come in and no result was declared."""
    waiting = Reading.objects.filter(
        sheet__round__contest__election=election,
        sheet__round__contest__post=Post.VILLAGE_HEAD,
        sheet__round__contest__village_code__in=villages,
        received_at__lt=mark,
    ).exclude(Q(sheet__round__declarations__declared_at__lt=mark))
    return set(waiting.values_list("sheet__round__contest__village_code", "sheet__round__number").distinct())


def _cells(election: int, mark: datetime, villages: Villages) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    led: dict[str, str] = {}
    again: dict[str, datetime] = {}
    for cell, village, opened, closed, convened in (
        sittings_at(election, mark)
        .filter(village_code__in=villages)
        .values_list("cell__code", "village_code", "opened_at", "closed_at", "convened_at")
    ):
        led[cell] = village
        if convened is not None:
            again[cell] = convened
        if closed and closed < mark:
            found[village] = {"state": CellState.DONE_TO_SIGN.value}
        elif opened and opened < mark:
            found[village] = {"state": CellState.IN_CONGRESS.value}
    for cell, votes, base, declared_at in _secretaries(election, mark, villages):
        village = led.get(cell, "")
        if cell in again and declared_at < again[cell]:
            continue
        if found.get(village, {}).get("state") == CellState.DONE_TO_SIGN:
            found[village] |= {"winner_votes": votes, "winner_base": base}
    # What was true when the minutes were signed is in the event: the bridge file may have come again since.
    signed = Event.objects.filter(
        stream__election=election, stream__place_code__in=led, type__in=_UNIFIES, at__lt=mark
    ).order_by("stream", "seq")
    for cell, state, incumbency, at in signed.values_list(
        "stream__place_code", "body__state", "body__incumbency", "at"
    ):
        if cell in again and at < again[cell]:
            continue
        found[led[cell]] |= {"state": state, "incumbency": incumbency or ""}
    return found


_UNIFIES = ("congress.minutes_signed", "congress.secretary_appointed")


def _secretaries(election: int, mark: datetime, villages: Villages) -> Iterable[tuple[str, int, int, datetime]]:
    declared = Declaration.objects.filter(
        round__contest__election=election,
        round__contest__post=Post.SECRETARY,
        round__contest__village_code__in=villages,
        outcome="elected",
        declared_at__lt=mark,
    ).order_by("round__number", "version")
    for cell, elected, shares, base, at in declared.values_list(
        "round__contest__unit_code", "elected", "answer__shares", "answer__base__count", "declared_at"
    ):
        yield cell, next(share["votes"] for share in shares if share["id"] == elected[0]), base, at
