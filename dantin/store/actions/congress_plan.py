"""Ghi kế hoạch đại hội: who attends from above, the notice sent, another wave by decision, what a wave taught."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Max

from dantin.core.values import Side
from dantin.store.models import (
    Attendance,
    Congress,
    CongressNotice,
    Contest,
    Election,
    PilotLesson,
    PresidingOfficial,
    Round,
    Wave,
)
from dantin.store.readers.households import day_words
from dantin.store.refusals import refuse_if

from .lengths import refuse_too_long
from .log import Happened, log
from .standing import change_standings
from .transaction import action, require_side
from .waves import WaveChange, tell_of_change, wave_of_change


@action
def assign_official(
    *, election: Election, cells: Sequence[str], name: str, title: str, actor: str, at: datetime
) -> int:
    """Cử cán bộ dự, chỉ đạo đại hội; without name and title nobody is assigned any more. Answers how many cells."""
    require_side(Side.PARTY)
    refuse_if(bool(name) != bool(title), "plan.official_without_title")
    refuse_too_long(PresidingOfficial, name=name, title=title)
    rows = _congresses(election, cells)
    numbers = _newest_numbers(PresidingOfficial, election, rows)
    PresidingOfficial.objects.bulk_create(
        PresidingOfficial(
            election=election,
            cell=row.cell,
            number=numbers.get(row.cell_id, 0) + 1,
            name=name,
            title=title,
            recorded_by=actor,
            recorded_at=at,
        )
        for row in rows
    )
    facts = {"name": name, "title": title} if name else {}
    body = {"assigned": bool(name)}
    _tell(election, "plan.official_assigned", rows, body, facts=facts, actor=actor, at=at)
    return len(rows)


@action
def note_notice(
    *,
    election: Election,
    cells: Sequence[str],
    paper_number: str,
    sent_on: date,
    actor: str,
    today: date,
    at: datetime,
) -> int:
    """Ghi thông báo triệu tập đã gửi (B-05); answers how many cells."""
    require_side(Side.PARTY)
    refuse_if(not paper_number.strip(), "plan.notice_without_paper")
    refuse_too_long(CongressNotice, paper_number=paper_number)
    refuse_if(sent_on > today, "plan.step_not_yet", day=day_words(sent_on))
    rows = _congresses(election, cells)
    for row in rows:
        late = sent_on > row.held_on
        refuse_if(late, "plan.notice_after_congress", day=day_words(sent_on), place=row.cell.name)
    numbers = _newest_numbers(CongressNotice, election, rows)
    CongressNotice.objects.bulk_create(
        CongressNotice(
            election=election,
            cell=row.cell,
            number=numbers.get(row.cell_id, 0) + 1,
            paper_number=paper_number,
            sent_on=sent_on,
            recorded_by=actor,
            recorded_at=at,
        )
        for row in rows
    )
    body = {"paper_number": paper_number, "sent_on": sent_on}
    _tell(election, "plan.notice_sent", rows, body, actor=actor, at=at)
    return len(rows)


@action
def move_congresses(
    *, election: Election, cells: Sequence[str], change: WaveChange, actor: str, today: date, at: datetime
) -> int:
    """Chuyển sang đợt khác, by decision, before anybody was called in; all or nothing, what was prepared stays."""
    require_side(Side.PARTY)
    rows = _congresses(election, cells)
    called = set(Attendance.objects.filter(congress__in=rows).values_list("congress_id", flat=True))
    for row in rows:
        refuse_if(row.opened_at is not None or row.id in called, "plan.congress_begun", place=row.cell.name)
    wave = wave_of_change(election, change, today)
    for row in rows:
        same = row.wave_id == wave.id and row.held_on == wave.begins_on
        refuse_if(same, "plan.wave_same", place=row.cell.name, wave=wave.name)
    moved = {row.cell.code: row.wave.name for row in rows}
    Congress.objects.filter(id__in=[row.id for row in rows]).update(wave=wave, held_on=wave.begins_on)
    Contest.objects.filter(election=election, unit_code__in=[*moved]).update(wave=wave)
    for row in rows:  # the rounds of a sitting before this one have their own day and keep it
        of_it = Round.objects.filter(contest__election=election, contest__unit_code=row.cell.code, held_on=row.held_on)
        of_it.update(held_on=wave.begins_on)
    changed = {"wave": wave.id, "is_pilot": wave.is_pilot}
    change_standings(election.id, {row.village_code: changed for row in rows}, at=at)
    tell_of_change(election, change, wave, moved, actor=actor, at=at)
    return len(rows)


@action
def add_lesson(*, election: Election, wave: Wave, words: str, actor: str, at: datetime) -> PilotLesson:
    """Ghi kinh nghiệm của một đợt đã làm; the cells of later waves read it."""
    require_side(Side.PARTY)
    refuse_if(not words.strip(), "plan.lesson_empty")
    refuse_too_long(PilotLesson, words=words)
    held = Congress.objects.filter(election=election, wave=wave, opened_at__isnull=False)
    refuse_if(not held.exists(), "plan.lesson_too_early", wave=wave.name)
    newest = PilotLesson.objects.filter(wave=wave).aggregate(Max("number"))["number__max"]
    row = PilotLesson.objects.create(
        wave=wave, number=(newest or 0) + 1, words=words, recorded_by=actor, recorded_at=at
    )
    happened = Happened(
        type="plan.lesson_recorded",
        place_code=election.province.code,
        actor=actor,
        body={"wave": wave.name, "number": row.number},
        facts={"words": words},
    )
    log([happened], side=Side.PARTY, election_id=election.id, election_code=election.code, at=at)
    return row


def _congresses(election: Election, cells: Sequence[str]) -> list[Congress]:
    """The congress of each cell that is still to be held or goes on; `Refused` where one is not there or over."""
    refuse_if(not cells, "plan.no_cell_ticked")
    codes = sorted(set(cells))
    found = Congress.objects.filter(election=election, current=True, cell__code__in=codes)
    rows = {row.cell.code: row for row in found.select_related("cell", "wave")}
    for code in codes:
        refuse_if(code not in rows, "plan.no_such_congress", place=code)
        refuse_if(rows[code].closed_at is not None, "plan.congress_over", place=rows[code].cell.name)
    return [rows[code] for code in codes]


def _newest_numbers(
    model: type[PresidingOfficial] | type[CongressNotice], election: Election, rows: Sequence[Congress]
) -> dict[int, int]:
    asked = model._default_manager.filter(election=election, cell__in=[row.cell_id for row in rows])
    return dict(asked.values_list("cell").annotate(Max("number")))


def _tell(
    election: Election,
    type_: str,
    rows: Sequence[Congress],
    body: Mapping[str, object],
    *,
    facts: Mapping[str, object] | None = None,
    actor: str,
    at: datetime,
) -> None:
    happened = [
        Happened(type=type_, place_code=row.cell.code, actor=actor, body=body, facts=facts or {}) for row in rows
    ]
    log(happened, side=Side.PARTY, election_id=election.id, election_code=election.code, at=at)
