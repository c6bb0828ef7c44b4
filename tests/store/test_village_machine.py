"""Một thôn đi mọi ngả: any order of what officials may press; each is kept for good or refused in a sentence.

`make soak` walks forty times as many roads, and longer ones.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dantin.core import afterwards, count
from dantin.core.afterwards import RulingKind
from dantin.core.aggregate import HeadState
from dantin.core.count import ReadingKind
from dantin.core.values import Side
from dantin.store.actions.ballot import SnapshotIn, open_polls, take_snapshots
from dantin.store.actions.count_at_desk import read_at_desk
from dantin.store.actions.decide import declare
from dantin.store.actions.plan import RoundIn, open_rounds
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.actions.rulings import record_rulings
from dantin.store.models import (
    Account,
    Declaration,
    Election,
    Event,
    Reading,
    Recognition,
    Round,
    Ruling,
    Sheet,
    TurnoutSnapshot,
)
from dantin.store.readers.proof import faults
from dantin.store.readers.work import VillageWork, village_at_work
from dantin.store.refusals import Refused

from . import test_rulings as papers
from .test_device_queues import Rollback
from .world import VILLAGES, figures, moment, state_election

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

HERE = VILLAGES[0]
PEOPLE = ("an", "binh", "chi")
CHAIR = "chu-tich"
VIETNAMESE = set("ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự")
# One paper has one text here, but what the law leaves open is said both ways.
SAID = st.fixed_dictionaries({"counts_as_first": st.booleans()})
SOAK = os.environ.get("DANTIN_HYPOTHESIS") == "soak"


class OneVillage(RuleBasedStateMachine):
    """Each rule is one press of somebody's button, allowed or not."""

    def __init__(self) -> None:
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.election: Election = state_election()
        self.accounts = {
            login: Account.objects.create(
                side="state", login=login, name=f"Người {login}", role="counter", place_code=HERE,
                opened_at=moment(0), phone=f"09000000{n:02d}",
            )
            for n, login in enumerate(PEOPLE)
        }  # fmt: skip
        self.kept: dict[type, dict[object, object]] = {
            model: {} for model in (Reading, Declaration, Ruling, Recognition, TurnoutSnapshot)
        }
        self.forms: list[tuple[str, UUID, int, dict[str, int], ReadingKind, tuple[str, ...]]] = []
        self.minute = 10
        self.events = Event.objects.count()

    def teardown(self) -> None:
        try:
            assert list(faults()) == []
        finally:
            with suppress(Rollback):
                try:
                    raise Rollback
                except Rollback as end:
                    self.frame.__exit__(Rollback, end, end.__traceback__)

    @property
    def work(self) -> VillageWork:
        found = village_at_work(self.election, HERE)
        assert found is not None
        return found

    def press(self, act: Callable[[], object]) -> object | None:
        """What was written; None where it was refused, which leaves no trace and is said in Vietnamese."""
        self.minute += 1
        told = Event.objects.count()
        try:
            with transaction.atomic():
                answer = act()
        except Refused as refused:
            answer = refused
        if isinstance(answer, list):
            [answer] = answer
        if not isinstance(answer, Refused):
            return answer
        sentence = str(answer)
        assert sentence[-1] in ".!?", sentence
        assert VIETNAMESE & set(sentence.lower()), sentence
        assert Event.objects.count() == told, sentence
        return None

    def keep(self, row: object) -> None:
        self.kept[type(row)][row.pk] = fingerprint(row)

    @rule(a=st.sampled_from((49, 60)), steps=st.integers(2, 6))
    def what_is_due_is_done(self, a: int, steps: int) -> None:
        """The straight road, so that the others are met far along it too."""
        for _ in range(steps):
            work = self.work
            match work.state:
                case HeadState.NOT_STARTED | HeadState.POSTPONED:
                    self.the_poll_is_opened()
                case HeadState.RERUN | HeadState.NO_QUORUM if work.declaration is not None:
                    self.another_round_is_called(["c1", "c2"])
                case HeadState.RERUN | HeadState.NO_QUORUM:
                    self.the_poll_is_opened()
                case HeadState.VOTING | HeadState.COUNTED:
                    self.the_count_goes_on(work, a)
                case HeadState.ELECTED | HeadState.ELECTED_IN_RERUN if work.recognised:
                    return
                case HeadState.ELECTED | HeadState.ELECTED_IN_RERUN:
                    self.the_head_is_recognised()
                case HeadState.INTERIM:
                    self.a_paper_comes(RulingKind.INTERIM, {}, 0)

    def the_count_goes_on(self, work: VillageWork, a: int) -> None:
        readers = list(dict.fromkeys([*work.readers, *PEOPLE]))[:2]
        match work.status:
            case count.SheetStatus.AGREED:
                self.the_minutes_are_signed()
            case count.SheetStatus.NEEDS_RECOUNT:
                self.the_paper_is_counted_again(readers[0], a, confirms=False)
            case count.SheetStatus.RECOUNTED:
                self.the_paper_is_counted_again(readers[1], a, confirms=True)
            case _:  # nobody, one, or two who differ
                for who in readers:
                    self.the_sheet_is_read(who, a, whole=True)

    @rule()
    def the_poll_is_opened(self) -> None:
        opened = self.press(
            lambda: open_polls(election=self.election, villages=[HERE], actor="an", at=moment(self.minute))
        )
        if opened:
            assert self.work.state is HeadState.VOTING

    @rule(voted=st.integers(0, 130))
    def turnout_is_told(self, voted: int) -> None:
        given = SnapshotIn(
            village_code=HERE, mark_at=moment(self.minute), voted=voted, source=TurnoutSnapshot.Source.PHONE, actor="an"
        )
        row = self.press(lambda: take_snapshots(election=self.election, snapshots=[given], at=moment(self.minute)))
        if row is not None:
            self.keep(TurnoutSnapshot.objects.latest("id"))
            assert voted <= 100

    @rule(who=st.sampled_from(PEOPLE), a=st.sampled_from((49, 60)), whole=st.booleans())
    def the_sheet_is_read(self, who: str, a: int, whole: bool) -> None:
        given = figures(a=a, b=98 - a) if whole else figures(a=0, b=0, attended=40) | dict.fromkeys(papers.BALLOTS, 0)
        self.read(who, uuid4(), given, ReadingKind.READING, ())

    @rule(who=st.sampled_from(PEOPLE), a=st.sampled_from((49, 60)), confirms=st.booleans())
    def the_paper_is_counted_again(self, who: str, a: int, confirms: bool) -> None:
        rows = self.work.readings
        recounts = [row for row in rows if row.kind is ReadingKind.RECOUNT]
        if confirms and recounts:
            self.read(who, uuid4(), dict(recounts[-1].figures), ReadingKind.CONFIRMATION, (recounts[-1].event_id,))
        else:
            names = tuple(sorted(count.readings_to_recount(rows))) if rows else ()
            self.read(who, uuid4(), figures(a=a, b=98 - a), ReadingKind.RECOUNT, names)

    @rule(which=st.integers(0, 99))
    def a_form_is_sent_again(self, which: int) -> None:
        if self.forms:
            who, event_id, sheet, given, kind, names = self.forms[which % len(self.forms)]
            before = Reading.objects.count()
            read_at_desk(
                account=self.accounts[who], event_id=event_id, sheet=sheet, figures=given, kind=kind, names=names,
                at=moment(self.minute),
            )  # fmt: skip
            assert Reading.objects.count() == before

    def read(
        self, who: str, event_id: UUID, given: dict[str, int], kind: ReadingKind, names: tuple[str, ...]
    ) -> None:  # fmt: skip
        work = self.work
        assert work.sheet is not None
        status = self.press(
            lambda: read_at_desk(
                account=self.accounts[who], event_id=event_id, sheet=work.sheet, figures=given, kind=kind, names=names,
                at=moment(self.minute),
            )
        )  # fmt: skip
        if status is not None:
            self.keep(Reading.objects.get(event_id=event_id))
            self.forms.append((who, event_id, work.sheet, given, kind, names))
            assert not work.signed, "a signed sheet took a reading"

    @rule()
    def the_minutes_are_signed(self) -> None:
        work = self.work
        row = self.press(lambda: declare(side=Side.STATE, sheets=[work.sheet], actor="an", at=moment(self.minute)))
        if row is not None:
            self.keep(row)
            assert work.status is count.SheetStatus.AGREED
            readers = [r.actor for r in Reading.objects.filter(sheet=work.sheet)]
            assert len(set(readers)) >= 2, "nobody signs what one person read"

    @rule(slate=st.sampled_from((["c1", "c2"], ["c2", "c1"])))
    def another_round_is_called(self, slate: list[str]) -> None:
        newest = Round.objects.filter(contest__village_code=HERE).latest("number")
        given = RoundIn(
            contest=newest.contest_id, held_on=date(2022, 6, 19), procedure="meeting", vote_form="secret_ballot",
            seats=1, slate=slate,
        )  # fmt: skip
        waiting = self.work.waiting
        sheet = self.press(lambda: open_rounds(side=Side.STATE, rounds=[given], actor=CHAIR, at=moment(self.minute))[0])
        if sheet is not None:
            assert not waiting
            assert self.work.round_number == newest.number + 1

    @rule()
    def the_head_is_recognised(self) -> None:
        work = self.work
        if work.declaration is None:
            return
        given = RecognitionIn(declaration=work.declaration, decision_number="12/QĐ-UBND", decided_on=papers.PAPER)
        row = self.press(lambda: recognise(decisions=[given], actor=CHAIR, at=papers.LATER))
        if row is not None:
            self.keep(row)
            assert not work.waiting
            assert work.state in (HeadState.ELECTED, HeadState.ELECTED_IN_RERUN)

    @rule(kind=st.sampled_from(list(RulingKind)), said=SAID, which=st.integers(0, 99))
    def a_paper_comes(self, kind: RulingKind, said: dict[str, object], which: int) -> None:
        work = self.work
        if kind is RulingKind.ANSWERED and work.waiting:
            said = {"answers": work.waiting[which % len(work.waiting)].number}
        given = papers.paper(kind, **said)
        row = self.press(lambda: record_rulings(election=self.election, rulings=[given], actor=CHAIR, at=papers.LATER))
        if row is None:
            return
        self.keep(row)
        assert work.state in afterwards.MAY_COME_IN[kind]
        left = afterwards.vacancy(work.rulings) is not None
        led = afterwards.leads_to(kind, round_number=work.round_number, fills_vacancy=left)
        assert self.work.state is (led or work.state)

    @invariant()
    def what_was_acknowledged_stays_as_it_was(self) -> None:
        for model, rows in self.kept.items():
            stored = {row.pk: fingerprint(row) for row in model.objects.all()}
            assert stored == rows, model

    @invariant()
    def events_only_grow(self) -> None:
        now = Event.objects.count()
        assert now >= self.events
        self.events = now

    @invariant()
    def one_sheet_is_open_at_most_and_every_signed_one_has_its_conclusion(self) -> None:
        sheets = Sheet.objects.filter(round__contest__village_code=HERE)
        assert sheets.filter(signed_at=None).count() <= 1
        assert sheets.exclude(signed_at=None).count() == Declaration.objects.count()


def fingerprint(row: object) -> tuple[object, ...]:
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields)


def test_a_village_goes_any_road_and_nothing_is_lost():
    run_state_machine_as_test(
        OneVillage,
        settings=settings(
            max_examples=500 if SOAK else 12,
            stateful_step_count=40 if SOAK else 20,
            phases=list(Phase) if SOAK else [Phase.generate],  # shrinking takes minutes
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
