"""Nạp các lần bầu tiếp theo: only where the last declaration asks for one; the slate is what the law lets stand."""

from dataclasses import dataclass
from typing import Any

from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.imports.reading import Reading
from dantin.store.actions.plan import ASKS_FOR_A_ROUND, RoundIn, open_rounds, slate_of_next
from dantin.store.models import Candidacy, Contest, Declaration, Round
from dantin.store.refusals import refuse_if

from .plan import Plan, Source


@dataclass(slots=True)
class _Last:
    """Lần bầu mới nhất của một chức danh, and its newest declaration."""

    contest: Contest
    round: Round
    declared: Declaration | None


def plan(reading: Reading, source: Source) -> Plan:
    """The rounds that are due; one already opened as the row says stays."""
    election = source.election
    refuse_if(election is None, "import.election_needed", what="Lần bầu tiếp theo")
    assert election is not None
    contests = {
        (c.unit_code, c.post): c
        for c in Contest.objects.filter(election=election, unit_code__in={row.unit_code for row in reading.rows})
    }
    last = _newest(list(contests.values()))
    keys: dict[tuple[int, int], str] = {
        (contest, position): key
        for contest, position, key in Candidacy.objects.filter(contest__in=contests.values()).values_list(
            "contest_id", "position", "key"
        )
    }
    given: list[RoundIn] = []
    for row in reading.rows:
        post = row.post or (Post.VILLAGE_HEAD.value if source.side is Side.STATE else None)
        contest = contests.get((row.unit_code, post or ""))
        if contest is None:
            what = "ghi chức danh được bầu" if post is None else f"cuộc bầu này không có nơi mã {row.unit_code}"
            reading.fault(row.at, "post" if post is None else "unit_code", what)
            continue
        one = last[contest.id]
        named = _named(row, contest, keys, reading)
        if named is None:
            continue
        if one.declared is None:
            if not _is(one.round, row, named):
                state = "đã mở mà chưa có kết luận" if one.round.number > 1 else "chưa có kết luận"
                reading.fault(row.at, "unit_code", f"{row.unit_code}: lần bầu {one.round.number} {state}")
            continue
        step = one.declared.answer["next"]["step"]
        if step not in ASKS_FOR_A_ROUND:
            reading.fault(row.at, "unit_code", f"{row.unit_code}: kết luận lần {one.round.number} không mở lần bầu nào")
            continue
        if row.held_on < one.round.held_on:
            reading.fault(row.at, "held_on", f"đứng trước lần {one.round.number}, ngày {one.round.held_on:%d/%m/%Y}")
            continue
        given.append(
            RoundIn(
                contest=contest.id,
                held_on=row.held_on,
                procedure=row.procedure or one.round.procedure,
                vote_form=row.vote_form or one.round.vote_form,
                seats=one.declared.answer.get("seats_left") or 1,
                slate=named or slate_of_next(one.round, one.declared.answer),
                reballot_of_tie=step == "reballot_tied",
            )
        )

    def write() -> None:
        open_rounds(side=source.side, rounds=given, actor=source.actor, at=source.at)

    return Plan(write=write, new=len(given), same=len(reading.rows) - len(given))


def _newest(contests: list[Contest]) -> dict[int, _Last]:
    found = {}
    by_id = {contest.id: contest for contest in contests}
    for one in Round.objects.filter(contest__in=contests).order_by("number"):
        found[one.contest_id] = _Last(by_id[one.contest_id], one, None)
    for declared in Declaration.objects.filter(round__contest__in=contests).order_by("version").select_related("round"):
        of = found[declared.round.contest_id]
        if of.round.id == declared.round_id:
            of.declared = declared
    return found


def _named(row: Any, contest: Contest, keys: dict[tuple[int, int], str], reading: Reading) -> list[str] | None:
    """The persons the row names by their places on the slate; empty where it names nobody, None where one is wrong."""
    if row.slate is None:
        return []
    places = [int(place) if place.isdecimal() else 0 for place in row.slate.split("; ")]
    unknown = [place for place in places if (contest.id, place) not in keys]
    if unknown:
        reading.fault(row.at, "slate", "ghi số thứ tự của từng người trên danh sách bầu cử, như 1; 2")
        return None
    return [keys[contest.id, place] for place in sorted(places)]


def _is(opened: Round, row: Any, named: list[str]) -> bool:
    """Whether the open round is the one the row speaks of."""
    return (
        opened.number > 1
        and opened.held_on == row.held_on
        and row.procedure in (None, opened.procedure)
        and row.vote_form in (None, opened.vote_form)
        and named in ([], opened.slate)
    )
