"""Mở thêm một lần bầu: only where the last declaration asks for one; the slate is what the people fixed for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dantin.core.afterwards import SET_ASIDE_BY
from dantin.core.aggregate import HeadState
from dantin.core.plan import Post
from dantin.core.values import Side
from dantin.store.models import Contest, Declaration, Round, Ruling, Sheet
from dantin.store.readers.rulings import no_longer_standing, withheld_by
from dantin.store.readers.unlawful_lists import unlawful_list
from dantin.store.refusals import refuse_if

from .log import Happened, log_each
from .standing import change_standings_of
from .transaction import action, require_side

ASKS_FOR_A_ROUND = {"rerun", "reconvene", "reballot_tied", "congress_decides_another_round"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundIn:
    """Lần bầu tiếp theo: day, form and slate as decided; `why` where the slate is not that of the round before."""

    contest: int
    held_on: date
    procedure: str
    vote_form: str
    seats: int
    slate: Sequence[str]
    reballot_of_tie: bool = False
    why: str = ""


def slate_of_next(last: Round, answer: Mapping[str, Any]) -> list[str]:
    """Who the law lets stand after that conclusion: the tied after a tie, also of a re-ballot (B-51), else who was not
    elected."""
    if answer["outcome"] == "tie":
        return [key for key in last.slate if key in answer["tied"]]
    return [key for key in last.slate if key not in answer["elected"]]


@action
def open_rounds(*, side: Side, rounds: Sequence[RoundIn], actor: str, at: datetime) -> list[Sheet]:
    """Open the next round of each contest with its empty sheet; all or nothing."""
    require_side(side)
    contests = {
        c.id: c
        for c in Contest.objects.filter(id__in=[r.contest for r in rounds], side=side.value).select_related("election")
    }
    last: dict[int, Declaration] = {}
    for row in (
        Declaration.objects.filter(round__contest__in=contests)
        .select_related("round")
        .order_by("round__number", "version")
    ):
        last[row.round.contest_id] = row
    known = Round.objects.filter(contest__in=contests).order_by("number")
    newest = dict(known.values_list("contest_id", "number"))
    firsts = dict(known.values_list("contest_id", "first_number"))
    ordered = _ordered(contests)
    fallen = no_longer_standing(last.values())
    withheld = {
        (of, village)
        for of in {c.election_id for c in contests.values()}
        for village in withheld_by(of, [c.village_code for c in contests.values()])
    }
    opened: list[Round] = []
    for given in rounds:
        contest = contests[given.contest]
        declared = last.get(contest.id)
        order = ordered.get((contest.id, newest[contest.id]))
        # the newest round must be the declared one: another may have opened the next in the meantime
        due = (
            declared is not None
            and declared.round.number == newest[contest.id]
            and (declared.answer["next"]["step"] in ASKS_FOR_A_ROUND or order is not None)
            and (declared.id not in fallen or order is not None)
        )
        refuse_if(not due, "plan.no_round_due", place=contest.unit_code)
        held_back = contest.side == Side.STATE and (contest.election_id, contest.village_code) in withheld
        refuse_if(held_back, "after.complaint_open", place=contest.unit_code)
        number = newest[contest.id] = newest[contest.id] + 1
        if order is not None and order.counts_as_first:
            firsts[contest.id] = number
        opened.append(
            Round(
                contest=contest,
                number=number,
                first_number=firsts[contest.id],
                held_on=given.held_on,
                procedure=given.procedure,
                vote_form=given.vote_form,
                seats=given.seats,
                slate=list(given.slate),
                reballot_of_tie=given.reballot_of_tie,
            )
        )
    sheets = [Sheet(round=r, side=side.value) for r in opened]
    for sheet in sheets if side is Side.PARTY else ():
        sentence = unlawful_list(sheet)
        refuse_if(sentence, "slate.unlawful", sentence=sentence)
    Round.objects.bulk_create(opened)
    Sheet.objects.bulk_create(sheets)
    log_each(
        (
            (
                r.contest,
                Happened(
                    type="plan.round_opened",
                    place_code=r.contest.unit_code,
                    actor=actor,
                    body={"post": r.contest.post, "round": r.number, "held_on": r.held_on, "slate": r.slate},
                    facts={"why": given.why} if given.why else {},
                ),
            )
            for given, r in zip(rounds, opened, strict=True)
        ),
        side=side,
        at=at,
    )
    heads = [r.contest for r in opened if r.contest.post == Post.VILLAGE_HEAD]
    numbers = {r.contest_id: r.number for r in opened}
    change_standings_of(
        (
            (c.election_id, c.village_code, {"state": HeadState.RERUN.value, "round_number": numbers[c.id]})
            for c in heads
        ),
        at=at,
    )
    return sheets


def _ordered(contests: Iterable[int]) -> dict[tuple[int, int], Ruling]:
    """{(contest, its round): the paper after it that orders another election}."""
    rows = Ruling.objects.filter(round__contest__in=list(contests), kind__in=SET_ASIDE_BY).select_related("round")
    return {(row.round.contest_id, row.round.number): row for row in rows.order_by("number") if row.round is not None}
