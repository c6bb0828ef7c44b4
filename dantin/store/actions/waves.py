"""Chuyển thôn sang đợt bầu khác, by decision and before the day; its plan is then counted from the new day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dantin.core.aggregate import HeadState
from dantin.core.values import Side
from dantin.store.models import Contest, Election, Reading, Round, Ruling, Standing, Wave
from dantin.store.readers.households import day_words
from dantin.store.refusals import Refused, refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .standing import change_standings
from .transaction import action, require_side


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveChange:
    """Quyết định chuyển đợt: a wave there is, by its name alone, or a new one by its name and its day."""

    villages: Sequence[str]
    wave: str
    begins_on: date | None
    decision_number: str
    decided_on: date
    reason: str


@action
def move_to_wave(*, election: Election, change: WaveChange, actor: str, today: date, at: datetime) -> int:
    """Answers how many villages moved; all or nothing. Households, roll, slate and what was prepared stay."""
    require_side(Side(election.side))
    refuse_if(not change.villages, "plan.step_nowhere")
    wave = wave_of_change(election, change, today)
    codes = sorted(set(change.villages))
    rows = {
        row.village_code: row
        for row in Standing.objects.filter(election=election, village_code__in=codes).select_related("wave")
    }
    of_village = {"contest__election": election, "contest__village_code__in": codes}
    days = dict(Round.objects.filter(**of_village, number=1).values_list("contest__village_code", "held_on"))
    read = set(
        Reading.objects.filter(**{f"sheet__round__{key}": value for key, value in of_village.items()}).values_list(
            "sheet__round__contest__village_code", flat=True
        )
    )
    for code in codes:
        row = rows.get(code)
        if row is None or row.wave is None:
            raise Refused("ballot.no_such_village", place=code)
        refuse_if(row.wave_id == wave.id, "plan.wave_same", place=code, wave=wave.name)
        held_on = days.get(code, row.wave.begins_on)
        begun = row.state != HeadState.NOT_STARTED.value or code in read or held_on <= today
        refuse_if(begun, "plan.wave_not_now", place=code)
    changed = {"wave": wave.id, "is_pilot": wave.is_pilot}
    change_standings(election.id, dict.fromkeys(codes, changed), at=at)
    Contest.objects.filter(election=election, village_code__in=codes).update(wave=wave)
    Round.objects.filter(**of_village, number=1).update(held_on=wave.begins_on)
    moved = {code: row.wave.name if row.wave else "" for code, row in rows.items()}
    tell_of_change(election, change, wave, moved, actor=actor, at=at)
    return len(codes)


def tell_of_change(
    election: Election, change: WaveChange, wave: Wave, moved: Mapping[str, str], *, actor: str, at: datetime
) -> None:
    """One event a place, `{place: the wave it was in}`; call inside the action that moved them."""
    body = {
        "wave": wave.name,
        "held_on": wave.begins_on,
        "decision_number": change.decision_number,
        "decided_on": change.decided_on,
    }
    log(
        [
            Happened(
                type="plan.wave_changed",
                place_code=code,
                actor=actor,
                body={**body, "from": before},
                facts={"reason": change.reason},
            )
            for code, before in sorted(moved.items())
        ],
        side=Side(election.side),
        election_id=election.id,
        election_code=election.code,
        at=at,
    )


def wave_of_change(election: Election, change: WaveChange, today: date) -> Wave:
    """The wave that a lawful decision moves to, made where it is new; call inside an action."""
    refuse_if(not change.decision_number.strip() or not change.reason.strip(), "plan.wave_without_paper")
    refuse_too_long(Ruling, decision_number=change.decision_number, reason=change.reason)
    refuse_too_long(Wave, name=change.wave)
    refuse_if(change.decided_on > today, "plan.step_not_yet", day=day_words(change.decided_on))
    found = Wave.objects.filter(election=election, name=change.wave).first()
    day = found.begins_on if found is not None else change.begins_on
    if day is None:
        raise Refused("plan.no_such_wave", wave=change.wave)
    refuse_if(day <= max(today, change.decided_on), "plan.wave_day_passed", day=day_words(day))
    if found is not None:
        differs = change.begins_on is not None and change.begins_on != found.begins_on
        refuse_if(differs, "plan.wave_name_taken", wave=found.name, day=day_words(found.begins_on))
        return found
    refuse_if(not change.wave.strip(), "plan.wave_without_name")
    return Wave.objects.create(election=election, name=change.wave, is_pilot=False, begins_on=day, ends_on=day)
