"""Máy mất mạng: phones that lose, repeat, reorder and delay; what was acknowledged is stored, once and in order."""

from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from dantin.core import count
from dantin.core.count import ReadingKind, SheetStatus
from dantin.core.values import Side
from dantin.store.actions.count import ReadingIn, submit_readings
from dantin.store.models import Event, Reading, Stream
from dantin.store.readers.sheets import as_values, readings_of
from dantin.store.readers.streams import broken_links, broken_readings

from .world import VILLAGES, Device, figures, moment, sheet_of, state_election

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

PEOPLE = ("an", "binh", "chi", "an")  # An has two phones


@dataclass
class Phone:
    """A queue that keeps each reading until the server answers for it; the answer may get lost on the way back."""

    device: Device
    queue: list[ReadingIn] = field(default_factory=list)
    sent_before: list[ReadingIn] = field(default_factory=list)


class Rollback(Exception):
    """Ends an example without a trace."""


class OneSheet(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        state_election()
        self.sheet = sheet_of(VILLAGES[0])
        self.phones = [Phone(Device(f"may-{n}", who)) for n, who in enumerate(PEOPLE)]
        self.acknowledged: dict[UUID, ReadingIn] = {}
        self.minute = 0
        self.last: SheetStatus = SheetStatus.EMPTY

    def teardown(self) -> None:
        with suppress(Rollback):
            try:
                raise Rollback
            except Rollback as end:
                self.frame.__exit__(Rollback, end, end.__traceback__)

    def submit(self, phone: Phone, readings: list[ReadingIn], *, answer_arrives: bool) -> None:
        answers = submit_readings(side=Side.STATE, readings=readings, at=moment(self.minute))
        for reading, answer in zip(readings, answers, strict=True):
            if isinstance(answer, SheetStatus):
                self.acknowledged[reading.event_id] = reading
                self.last = answer
        if answer_arrives:
            done = {r.event_id for r, a in zip(readings, answers, strict=True) if isinstance(a, SheetStatus)}
            phone.sent_before += [r for r in phone.queue if r.event_id in done]
            phone.queue = [r for r in phone.queue if r.event_id not in done]
            if not done and readings == phone.queue[: len(readings)]:
                # refused for good: the phone drops it and numbers what follows again from what the server holds
                refused = phone.queue[0]
                phone.queue = []
                phone.device.seq, phone.device.head = refused.seq - 1, refused.prev_hash

    @rule(n=st.integers(0, 3), a=st.integers(48, 50))
    def read(self, n: int, a: int) -> None:
        phone = self.phones[n]
        phone.queue.append(phone.device.read(self.sheet, figures(a=a, b=98 - a)))

    @precondition(lambda self: self.last in (SheetStatus.NEEDS_RECOUNT, SheetStatus.RECOUNTED))
    @rule(n=st.integers(0, 3), a=st.integers(48, 50), confirm=st.booleans())
    def recount_or_confirm(self, n: int, a: int, confirm: bool) -> None:
        phone = self.phones[n]
        rows = readings_of([self.sheet.id])[self.sheet.id]
        recounts = [r for r in rows if r.kind == ReadingKind.RECOUNT]
        if phone.queue or (confirm and not recounts):
            return
        if confirm:
            kind, names, given = ReadingKind.CONFIRMATION, [str(recounts[-1].event_id)], recounts[-1].figures
        else:
            kind, names = ReadingKind.RECOUNT, sorted(count.readings_to_recount(as_values(rows)))
            given = figures(a=a, b=98 - a)
        phone.queue.append(phone.device.read(self.sheet, given, kind=kind, names=names))
        self.submit(phone, list(phone.queue), answer_arrives=True)
        may = not confirm or recounts[-1].actor != phone.device.actor
        assert not may or self.last is (SheetStatus.AGREED if confirm else SheetStatus.RECOUNTED)

    @rule(n=st.integers(0, 3), arrives=st.booleans())
    def send_the_queue(self, n: int, arrives: bool) -> None:
        if self.phones[n].queue:
            self.submit(self.phones[n], list(self.phones[n].queue), answer_arrives=arrives)

    @rule(n=st.integers(0, 3))
    def send_in_the_wrong_order(self, n: int) -> None:
        if len(self.phones[n].queue) > 1:
            self.submit(self.phones[n], self.phones[n].queue[::-1], answer_arrives=False)

    @rule(n=st.integers(0, 3), which=st.integers(0, 99))
    def send_only_one_of_the_queue(self, n: int, which: int) -> None:
        queue = self.phones[n].queue
        if queue:
            self.submit(self.phones[n], [queue[which % len(queue)]], answer_arrives=False)

    @precondition(lambda self: self.acknowledged)
    @rule(which=st.integers(0, 99))
    def send_an_old_one_again(self, which: int) -> None:
        old = list(self.acknowledged.values())[which % len(self.acknowledged)]
        [answer] = submit_readings(side=Side.STATE, readings=[old], at=moment(self.minute))
        assert isinstance(answer, SheetStatus)

    @rule(minutes=st.integers(-3, 30))
    def the_clock_moves(self, minutes: int) -> None:
        self.minute = max(0, self.minute + minutes)

    @invariant()
    def what_was_acknowledged_is_stored_as_it_was_sent(self) -> None:
        stored = {r.event_id: r for r in Reading.objects.all()}
        assert stored.keys() == self.acknowledged.keys()
        for event_id, sent in self.acknowledged.items():
            row = stored[event_id]
            assert (row.figures, row.actor, row.device, row.seq) == (sent.figures, sent.actor, sent.device, sent.seq)

    @invariant()
    def each_device_is_gapless_and_chained(self) -> None:
        for phone in self.phones:
            rows = list(Reading.objects.filter(device=phone.device.id).order_by("seq"))
            assert [r.seq for r in rows] == list(range(1, len(rows) + 1))
            assert [r.prev_hash for r in rows[1:]] == [r.hash for r in rows[:-1]]

    @invariant()
    def the_status_is_the_fold_over_what_is_stored(self) -> None:
        rows = readings_of([self.sheet.id])[self.sheet.id]
        assert [r.position for r in rows] == list(range(1, len(rows) + 1))
        assert count.status(as_values(rows), signed=False) is self.last

    @invariant()
    def every_reading_is_one_event_and_the_chain_is_whole(self) -> None:
        logged = [e.body["reading"] for e in Event.objects.filter(type="count.reading_submitted")]
        assert sorted(logged) == sorted(str(e) for e in self.acknowledged)
        assert [line for stream in Stream.objects.all() for line in broken_links(stream)] == []
        assert list(broken_readings()) == []


def test_nothing_acknowledged_is_lost_doubled_or_out_of_order():
    """F-58."""
    run_state_machine_as_test(OneSheet, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))
