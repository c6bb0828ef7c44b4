"""Ghi một việc chuẩn bị đã xong: a fact with its number and day, for one village or all those of a commune at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from dantin.core.plan import PreparatoryStep
from dantin.core.values import Side
from dantin.store.models import Election, Standing, StepDone
from dantin.store.readers.preparation import deadlines_of, steps_done
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .transaction import action, require_side


@action
def mark_steps(
    *,
    election: Election,
    step: PreparatoryStep,
    villages: Sequence[str],
    done_on: date,
    decision_number: str,
    actor: str,
    today: date,
    at: datetime,
) -> int:
    """Answers how many were written; what is written already, with the same day and number, is left as it is."""
    require_side(Side.STATE)
    refuse_if(not villages, "plan.step_nowhere")
    refuse_if(not decision_number.strip(), "plan.step_without_paper")
    refuse_too_long(StepDone, decision_number=decision_number)
    known = {d.step for d in deadlines_of(election, election.held_on)}
    refuse_if(step not in known, "plan.step_not_of_this_law")
    refuse_if(done_on > today, "plan.step_not_yet", day=_day(done_on))
    called = election.called_on
    refuse_if(done_on < called, "plan.step_before_call", day=_day(done_on), called=_day(called))
    communes = dict(
        Standing.objects.filter(election=election, village_code__in=villages).values_list(
            "village_code", "commune_code"
        )
    )
    for code in villages:
        refuse_if(code not in communes, "ballot.no_such_village", place=code)
    before = steps_done(election, villages)
    written: dict[str, list[str]] = defaultdict(list)
    rows = []
    for code in sorted(set(villages)):
        last = before.get((code, step.value))
        if last is not None and (last.done_on, last.decision_number) == (done_on, decision_number):
            continue
        rows.append(
            StepDone(
                election=election,
                village_code=code,
                step=step.value,
                version=1 if last is None else last.version + 1,
                done_on=done_on,
                decision_number=decision_number,
                recorded_at=at,
            )
        )
        written[communes[code]].append(code)
    StepDone.objects.bulk_create(rows, batch_size=500)
    body = {"step": step.value, "done_on": done_on, "decision_number": decision_number}
    log(
        [
            Happened(type="plan.step_done", place_code=commune, actor=actor, body={**body, "villages": codes})
            for commune, codes in written.items()
        ],
        side=Side.STATE,
        election_id=election.id,
        election_code=election.code,
        at=at,
    )
    return len(rows)


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
