"""Ghi một việc chuẩn bị đã xong: a fact with its number and day, for one village or all those of a commune at once."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dantin.core.plan import PreparatoryStep
from dantin.core.values import Side
from dantin.store.models import Election, Standing, StepDone
from dantin.store.readers.households import day_words
from dantin.store.readers.preparation import deadlines_of, steps_done
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class StepIn:
    """Một việc đã xong ở những thôn nào, by its paper."""

    step: PreparatoryStep
    villages: Sequence[str]
    done_on: date
    decision_number: str


@action
def mark_steps(*, election: Election, steps: Sequence[StepIn], actor: str, today: date, at: datetime) -> int:
    """Answers how many were written; what is written already, with the same day and number, is left as it is."""
    require_side(Side.STATE)
    known = {d.step for d in deadlines_of(election, election.held_on)}
    named = {code for each in steps for code in each.villages}
    communes = _communes(election, named)
    for each in steps:
        refuse_if(not each.villages, "plan.step_nowhere")
        refuse_if(not each.decision_number.strip(), "plan.step_without_paper")
        refuse_too_long(StepDone, decision_number=each.decision_number)
        refuse_if(each.step not in known, "plan.step_not_of_this_law")
        refuse_if(each.done_on > today, "plan.step_not_yet", day=day_words(each.done_on))
        called = {"day": day_words(each.done_on), "called": day_words(election.called_on)}
        refuse_if(each.done_on < election.called_on, "plan.step_before_call", **called)
        for code in each.villages:
            refuse_if(code not in communes, "ballot.no_such_village", place=code)
    before = steps_done(election, named)
    rows: list[StepDone] = []
    happened: list[Happened] = []
    for each in steps:
        written: dict[str, list[str]] = defaultdict(list)
        for code in sorted(set(each.villages)):
            last = before.get((code, each.step.value))
            if last is not None and (last.done_on, last.decision_number) == (each.done_on, each.decision_number):
                continue
            row = before[code, each.step.value] = StepDone(
                election=election,
                village_code=code,
                step=each.step.value,
                version=1 if last is None else last.version + 1,
                done_on=each.done_on,
                decision_number=each.decision_number,
                recorded_at=at,
            )
            rows.append(row)
            written[communes[code]].append(code)
        body = {"step": each.step.value, "done_on": each.done_on, "decision_number": each.decision_number}
        happened += [
            Happened(type="plan.step_done", place_code=commune, actor=actor, body={**body, "villages": codes})
            for commune, codes in written.items()
        ]
    StepDone.objects.bulk_create(rows, batch_size=500)
    log(happened, side=Side.STATE, election_id=election.id, election_code=election.code, at=at)
    return len(rows)


def step_followed(
    *,
    election: Election,
    village_code: str,
    step: PreparatoryStep,
    done_on: date,
    decision_number: str,
    actor: str,
    at: datetime,
) -> None:
    """Việc tự xong khi văn bản của nó được ghi ở trang khác; call inside that action.

    The first paper counts: a team that is changed later was still set up in time. What the plan cannot take (a day
    before the call, a step this law does not have) it is not told, and whoever keeps the plan decides.
    """
    known = {d.step for d in deadlines_of(election, election.held_on)}
    there = StepDone.objects.filter(election=election, village_code=village_code, step=step.value).exists()
    if step not in known or there or done_on < election.called_on:
        return
    given = StepIn(step=step, villages=[village_code], done_on=done_on, decision_number=decision_number)
    mark_steps(election=election, steps=[given], actor=actor, today=done_on, at=at)


def _communes(election: Election, villages: Collection[str]) -> dict[str, str]:
    rows = Standing.objects.filter(election=election)
    if len(villages) < 100:
        rows = rows.filter(village_code__in=villages)
    return dict(rows.values_list("village_code", "commune_code"))
