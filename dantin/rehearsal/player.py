"""Diễn lại kịch bản: turns the steps that are due into the actions a real day uses, in batches.

Steps of one window (a minute, unless asked otherwise) go together, kind by kind, as far as no village's own order is
changed by it. A sheet on which two persons agree is signed and declared at once, as the hall does; nothing else is
decided here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.values import Side
from dantin.store.actions import ballot, bridge, congress, count, decide, plan, record
from dantin.store.canonical import NO_PREDECESSOR
from dantin.store.models import Congress, Contest, Declaration, Election, Reading, Sheet, TurnoutSnapshot
from dantin.store.refusals import Refused

from . import steps as told
from .build import PARTY_ELECTION, PARTY_OFFICE, STATE_ELECTION, STATE_OFFICE
from .steps import Step

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Key = tuple[str, str, str, int]
# What a hall would write beside fewer ballots than there were people or papers; the rehearsal says what it is.
EXPLAINED = {
    "VH-COUNT-211": "Mô phỏng: có người dự ra về trước khi nhận phiếu.",
    "VH-COUNT-212": "Mô phỏng: có người nhận phiếu rồi không bỏ vào hòm.",
}
S = TypeVar("S", bound=Step)


@dataclass(slots=True)
class Device:
    """Một máy: where its own chain of readings stands."""

    seq: int = 0
    head: str = NO_PREDECESSOR


class Player:
    """Người diễn: knows where in the script the database stands, and takes it further."""

    def __init__(self, steps: Sequence[Step], *, since: datetime) -> None:
        self._steps = steps
        self._next = next((n for n, step in enumerate(steps) if step.at > since), len(steps))
        self._state = Election.objects.select_related("province").get(code=STATE_ELECTION)
        self._party = Election.objects.select_related("province").get(code=PARTY_ELECTION)
        self._contests: dict[tuple[str, str, str], int] = {
            (side, unit, post): id_
            for side, unit, post, id_ in Contest.objects.values_list("side", "unit_code", "post", "id")
        }
        self._sheets: dict[Key, int] = {
            (side, unit, post, number): id_
            for side, unit, post, number, id_ in Sheet.objects.values_list(
                "side", "round__contest__unit_code", "round__contest__post", "round__number", "id"
            )
        }
        self._congresses = dict(Congress.objects.filter(current=True).values_list("cell__code", "id"))
        self._devices: dict[str, Device] = defaultdict(Device)
        for device, seq, head in Reading.objects.order_by("device", "seq").values_list("device", "seq", "hash"):
            self._devices[device] = Device(seq, head)
        self._elected: dict[str, int] = dict(
            Declaration.objects.filter(side=Side.STATE.value, outcome="elected").values_list(
                "round__contest__village_code", "id"
            )
        )

    @property
    def finished(self) -> bool:
        return self._next >= len(self._steps)

    @property
    def remaining(self) -> int:
        """How many steps are still to come."""
        return len(self._steps) - self._next

    @property
    def next_at(self) -> datetime | None:
        """When the next step is due."""
        return None if self.finished else self._steps[self._next].at

    def advance(
        self,
        until: datetime,
        *,
        window: timedelta = MINUTE,
        at_minute: Callable[[datetime], None] = lambda _: None,
    ) -> int:
        """Play every step due by `until`, window by window; calls `at_minute` after each. Answers how many steps.

        Windows begin at whole multiples of their length, so half an hour of the clock never shares a window with the
        next; a wider one plays faster and tells the times of what it holds that much coarser.
        """
        began = self._next
        while not self.finished and self._steps[self._next].at <= until:
            first = self._next
            ends = min(self._window_end(window), until)
            while not self.finished and self._steps[self._next].at <= ends:
                self._next += 1
            self._play(self._steps[first : self._next])
            at_minute(ends)
        return self._next - began

    def _window_end(self, window: timedelta) -> datetime:
        """Where the next step's window ends: with its hour, if that holds decisions alone, which carry their day."""
        opens = self._steps[self._next].at
        hour = _end_of(opens, HOUR)
        for step in islice(self._steps, self._next, None):
            if step.at > hour:
                return hour
            if not isinstance(step, told.Recognised | told.Endorsed):
                break
        return _end_of(opens, window)

    def _play(self, due: Sequence[Step]) -> None:
        at = due[0].at
        for group in _layers(due):
            at = max(at, *(step.at for step in group))
            self._act(group, at)

    def _act(self, group: Sequence[Step], at: datetime) -> None:
        match group[0]:
            case told.PollOpened():
                villages = [step.village_code for step in _all(told.PollOpened, group)]
                ballot.open_polls(election=self._state, villages=villages, actor="to-bau-cu", at=at)
            case told.Snapshot():
                self._snapshots(_all(told.Snapshot, group), at)
            case told.PollClosed():
                closings = {step.village_code: step.closed_at for step in _all(told.PollClosed, group)}
                ballot.close_polls(election=self._state, closings=closings, actor="to-bau-cu", at=at)
            case told.Called():
                for step in _all(told.Called, group):
                    ballot.note_calls(
                        election=self._state, notes={step.village_code: step.note}, actor=step.actor, at=at
                    )
            case told.RoundOpened():
                self._rounds(_all(told.RoundOpened, group), at)
            case told.ReadingGiven():
                self._readings(_all(told.ReadingGiven, group), at)
            case told.Recognised():
                self._recognitions(_all(told.Recognised, group), at)
            case told.HeadsHandedOver():
                file = bridge.export_recognised_heads(election=self._state, actor=STATE_OFFICE, at=at)
                bridge.import_recognised_heads(election=self._party, file=file, actor=PARTY_OFFICE, at=at)
            case told.CongressOpened():
                openings = [
                    congress.OpeningIn(congress=self._congresses[step.cell_code], present=step.present)
                    for step in _all(told.CongressOpened, group)
                ]
                _all_taken(congress.open_congresses(openings=openings, actor="doan-chu-tich", at=at))
            case told.CongressClosed():
                ids = [self._congresses[step.cell_code] for step in _all(told.CongressClosed, group)]
                _all_taken(congress.close_congresses(congresses=ids, actor="doan-chu-tich", at=at))
            case told.MinutesSigned():
                ids = [self._congresses[step.cell_code] for step in _all(told.MinutesSigned, group)]
                _all_taken(congress.sign_minutes(congresses=ids, actor="doan-chu-tich", at=at))
            case told.Endorsed():
                decisions = [
                    congress.EndorsementIn(
                        congress=self._congresses[step.cell_code],
                        decision_number=step.decision_number,
                        decided_on=step.decided_on,
                    )
                    for step in _all(told.Endorsed, group)
                ]
                _all_taken(congress.endorse(decisions=decisions, actor="dang-uy", at=at))
            case unknown:
                raise TypeError(f"the script has a step nobody can play: {unknown}")

    def _snapshots(self, steps: Sequence[told.Snapshot], at: datetime) -> None:
        snapshots = [
            ballot.SnapshotIn(
                village_code=step.village_code,
                mark_at=step.mark_at,
                voted=step.voted,
                source=TurnoutSnapshot.Source(step.source),
                actor=step.actor,
            )
            for step in steps
        ]
        _all_taken(ballot.take_snapshots(election=self._state, snapshots=snapshots, at=at))

    def _rounds(self, steps: Sequence[told.RoundOpened], at: datetime) -> None:
        for side in Side:
            some = [step for step in steps if step.side == side.value]
            if not some:
                continue
            rounds = [
                plan.RoundIn(
                    contest=self._contests[side.value, step.unit_code, step.post],
                    held_on=step.held_on,
                    procedure=step.procedure,
                    vote_form=step.vote_form,
                    seats=step.seats,
                    slate=step.slate,
                    reballot_of_tie=step.reballot_of_tie,
                )
                for step in some
            ]
            opened = plan.open_rounds(side=side, rounds=rounds, actor=STATE_OFFICE, at=at)
            for step, sheet in zip(some, opened, strict=True):
                self._sheets[step.side, step.unit_code, step.post, step.number] = sheet.id

    def _readings(self, steps: Sequence[told.ReadingGiven], at: datetime) -> None:
        for side in Side:
            some = [step for step in steps if step.side == side.value]
            if not some:
                continue
            readings = [self._reading(step) for step in some]
            answers = count.submit_readings(side=side, readings=readings, at=at)
            _all_taken(answers)
            agreed = [r.sheet for r, answer in zip(readings, answers, strict=True) if answer is SheetStatus.AGREED]
            if agreed:
                self._declare(side, agreed, at)

    def _reading(self, step: told.ReadingGiven) -> count.ReadingIn:
        device = self._devices[step.device]
        device.seq += 1
        reading = count.ReadingIn(
            event_id=step.event_id,
            sheet=self._sheets[step.side, step.unit_code, step.post, step.round],
            kind=ReadingKind(step.kind),
            figures=step.figures,
            names=[str(name) for name in step.names],
            actor=step.actor,
            device=step.device,
            seq=device.seq,
            prev_hash=device.head,
            read_at=step.at,
        )
        device.head = count.seal(reading)
        return reading

    def _declare(self, side: Side, sheets: Sequence[int], at: datetime) -> None:
        reasons = dict.fromkeys(sheets, EXPLAINED)
        declared = decide.declare(side=side, sheets=sheets, actor="chu-toa", at=at, reasons=reasons)
        _all_taken(declared)
        if side is Side.STATE:
            for row in declared:
                if isinstance(row, Declaration) and row.outcome == "elected":
                    self._elected[row.round.contest.village_code] = row.id

    def _recognitions(self, steps: Sequence[told.Recognised], at: datetime) -> None:
        decisions = [
            record.RecognitionIn(
                declaration=self._elected[step.village_code],
                decision_number=step.decision_number,
                decided_on=step.decided_on,
            )
            for step in steps
        ]
        _all_taken(record.recognise(decisions=decisions, actor="chu-tich-ubnd-xa", at=at))


def _layers(due: Sequence[Step]) -> list[list[Step]]:
    """Groups of one kind of step each, such that the steps of one village keep their order."""
    reached: dict[str, int] = {}
    barrier = 0
    kind_at: dict[int, type[Step]] = {}
    groups: dict[int, list[Step]] = defaultdict(list)
    for step in due:
        unit = _unit(step)
        # The file that crosses the bridge reads what every village did before it.
        crosses = isinstance(step, told.HeadsHandedOver)
        level = max([barrier, *reached.values()]) if crosses else max(barrier, reached.get(unit, 0))
        while kind_at.setdefault(level, type(step)) is not type(step):
            level += 1
        groups[level].append(step)
        reached[unit] = level
        if crosses:
            barrier = level + 1
    return [groups[level] for level in sorted(groups)]


def _end_of(moment: datetime, window: timedelta) -> datetime:
    """The end of the window that `moment` falls in, counted from its midnight."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + ((moment - midnight) // window + 1) * window


def _unit(step: Step) -> str:
    for name in ("unit_code", "cell_code", "village_code"):
        if hasattr(step, name):
            return str(getattr(step, name))
    return ""


def _all(kind: type[S], group: Sequence[Step]) -> list[S]:
    return [step for step in group if isinstance(step, kind)]


def _all_taken(answers: Iterable[object]) -> None:
    """The rehearsal's script is lawful, so a refusal is a mistake in the script or in an action."""
    for answer in answers:
        if isinstance(answer, Refused):
            raise answer
