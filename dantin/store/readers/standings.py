"""Suy lại tình trạng từng thôn from the facts alone, and say where the kept rows differ (`dantin verify-standings`)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from dantin.core.aggregate import CellState, HeadState
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.store.models import (
    Congress,
    Contest,
    Declaration,
    Election,
    Event,
    HeadFromState,
    Reading,
    Roll,
    Round,
    Standing,
    TurnoutSnapshot,
)

from .congress import compared, outcomes
from .incumbency import head_incumbency, secretary_incumbency
from .periods import villages_of
from .rulings import no_longer_standing, ruled_states


class Derived(NamedTuple):
    """Tình trạng một thôn as the facts give it; the columns of `Standing` but `changed_at`, which no fact tells."""

    commune_code: str
    district_code: str
    is_pilot: bool
    state: str
    roll: int = 0
    voted: int = 0
    winner_votes: int | None = None
    winner_base: int | None = None
    round_number: int = 1
    incumbency: str = ""
    done_at: datetime | None = None


def derived_standings(election: Election) -> dict[str, Derived]:
    """{village code: what its row must be}, in a fixed number of queries."""
    return _heads(election) if election.side == Side.STATE else _cells(election)


def differences(election: Election) -> Iterator[str]:
    """One sentence for each column of each village that differs; nothing when every row agrees."""
    derived = derived_standings(election)
    kept = {row.village_code: row for row in Standing.objects.filter(election=election).order_by("village_code")}
    ruled = ruled_states(election.id)
    for code in sorted(derived.keys() - kept.keys()):
        yield f"{election.code}, thôn {code}: thiếu dòng tình trạng"
    for code, row in kept.items():
        if code not in derived:
            # called to vote, its slate or congress not yet fixed: the row is as the call made it, or as a paper ruled
            state = ruled.get(code, HeadState.NOT_STARTED)
            derived[code] = Derived(row.commune_code, row.district_code, row.is_pilot, state, row.roll)
        for column, expected in derived[code]._asdict().items():
            got = getattr(row, column)
            if got != expected:
                yield f"{election.code}, thôn {code}: {column} ghi {_shown(got)}, suy lại được {_shown(expected)}"


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return "trống" if value in (None, "") else str(value)


def _heads(election: Election) -> dict[str, Derived]:
    contests = Contest.objects.filter(election=election, post=Post.VILLAGE_HEAD).select_related("wave", "election")
    by_village = {contest.village_code: contest for contest in contests}
    above = villages_of(election)
    rolls = dict(Roll.objects.filter(election=election).values_list("village__code", "count"))
    of_election = {"round__contest__election": election, "round__contest__post": Post.VILLAGE_HEAD}
    declared: dict[str, dict[int, Declaration]] = defaultdict(dict)
    for row in Declaration.objects.filter(**of_election).select_related("round__contest").order_by("version"):
        declared[row.round.contest.village_code][row.round.number] = row
    newest: dict[str, int] = dict(
        Round.objects.filter(contest__election=election, contest__post=Post.VILLAGE_HEAD)
        .order_by("number")
        .values_list("contest__village_code", "number")
    )
    read = set(
        Reading.objects.filter(**{f"sheet__{key}": value for key, value in of_election.items()})
        .values_list("sheet__round__contest__village_code", "sheet__round__number")
        .distinct()
    )
    opened = _opened_polls(election)
    snapshots = dict(
        TurnoutSnapshot.objects.filter(election=election)
        .exclude(source=TurnoutSnapshot.Source.ARCHIVE)
        .order_by("mark_at", "id")
        .values_list("village_code", "voted")
    )
    fallen = no_longer_standing(row for rows in declared.values() for row in rows.values())
    ruled = ruled_states(election.id)
    winners = [
        (by_village[village], row.elected[0])
        for village, rows in declared.items()
        for row in rows.values()
        if row.outcome == "elected" and row.id not in fallen
    ]
    incumbency = head_incumbency(winners)
    found = {}
    for village, contest in by_village.items():
        number, rounds = newest[village], declared[village]
        columns: dict[str, Any] = {"voted": _voted(rounds[1]) if 1 in rounds else snapshots.get(village, 0)}
        for row in (rounds[n] for n in sorted(rounds)):
            if row.version > 1 or row.id in fallen:
                columns |= _NO_RESULT
            if row.id not in fallen:
                columns |= _ended(row, incumbency.get(contest.id, ""))
        if number not in rounds:
            columns["state"] = _before_declaration(
                number, is_read=(village, number) in read, is_open=(village, number) in opened
            )
        if village in ruled:
            columns["state"] = ruled[village]
        found[village] = Derived(
            *above[village][1:], contest.wave.is_pilot, roll=rolls.get(village, 0), round_number=number, **columns
        )
    return found


_NO_RESULT = {"winner_votes": None, "winner_base": None, "incumbency": "", "done_at": None}


def _voted(first: Declaration) -> int:
    """Đã bỏ phiếu in the first round: the turnout of the day, which a re-run never changes."""
    question = first.question
    return int(question["attended"] if "attended" in question else question["ballots"]["collected"])


def _ended(row: Declaration, incumbency: str) -> dict[str, Any]:
    match row.outcome:
        case "elected":
            [won] = [share for share in row.answer["shares"] if share["id"] == row.elected[0]]
            return {
                "state": HeadState.ELECTED if row.round.number == 1 else HeadState.ELECTED_IN_RERUN,
                "winner_votes": won["votes"],
                "winner_base": row.answer["base"]["count"],
                "incumbency": incumbency,
                "done_at": row.declared_at,
            }
        case "nobody_elected":
            interim = row.answer["next"]["step"] == "appoint_interim"
            return {"state": HeadState.INTERIM if interim else HeadState.RERUN, "done_at": row.declared_at}
        case "no_quorum":
            return {"state": HeadState.NO_QUORUM}
        case "refused" | "no_rule_in_force":
            return {"state": HeadState.COUNTED}
        case other:
            raise ValueError(f"a village head's round cannot end as {other}")


def _before_declaration(number: int, *, is_read: bool, is_open: bool) -> HeadState:
    if is_read:
        return HeadState.COUNTED
    if is_open:
        return HeadState.VOTING
    return HeadState.NOT_STARTED if number == 1 else HeadState.RERUN


def _opened_polls(election: Election) -> set[tuple[str, int]]:
    """(village, round) whose poll opened: a fact that only the stream keeps."""
    opened, number = set(), dict[str, int]()
    rows = Event.objects.filter(
        stream__election=election, type__in=["ballot.poll_opened", "plan.round_opened", "plan.poll_postponed"]
    ).order_by("stream", "seq")
    for village, type_, body in rows.values_list("stream__place_code", "type", "body"):
        if type_ == "plan.round_opened":
            number[village] = body["round"]
        elif type_ == "plan.poll_postponed":
            opened.discard((village, number.get(village, 1)))
        else:
            opened.add((village, number.get(village, 1)))
    return opened


def _cells(election: Election) -> dict[str, Derived]:
    congresses = list(
        Congress.objects.filter(election=election, current=True).select_related("cell", "election", "wave")
    )
    results, above = outcomes(congresses), villages_of(election)
    heads = {row.village_code: row for row in HeadFromState.objects.filter(election=election)}
    incumbency = secretary_incumbency(
        (result.secretary_contest, result.secretary_key)
        for result in results.values()
        if result.secretary_contest is not None and result.secretary_key is not None
    )
    found = {}
    for congress in congresses:
        result = results[congress.id]
        columns: dict[str, Any] = {"state": CellState.NOT_STARTED}
        if congress.opened_at:
            columns["state"] = CellState.IN_CONGRESS
        if congress.closed_at:
            columns = {
                "state": CellState.DONE_TO_SIGN,
                "winner_votes": result.secretary_votes,
                "winner_base": result.secretary_base,
                "done_at": congress.closed_at,
            }
        if congress.signed_at:
            columns["state"] = compared(result, heads.get(congress.village_code))
            if result.secretary_contest is not None:
                columns["incumbency"] = incumbency[result.secretary_contest.id]
        found[congress.village_code] = Derived(*above[congress.village_code][1:], congress.wave.is_pilot, **columns)
    return found
