"""Nhiều người cùng lúc: real threads with a connection each; constraints decide, and nobody's reading is lost."""

import threading
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.db import IntegrityError, connection

from dantin.core import count
from dantin.core.count import SheetStatus
from dantin.core.values import Side
from dantin.store.actions import count as count_action
from dantin.store.actions import register
from dantin.store.actions.ballot import note_calls
from dantin.store.actions.count import submit_reading, submit_readings
from dantin.store.actions.decide import declare
from dantin.store.actions.plan import open_rounds
from dantin.store.actions.record import RecognitionIn, recognise
from dantin.store.models import Declaration, Event, Fact, Reading, Recognition, Roll, Round, Standing, Stream, Term
from dantin.store.readers.sheets import as_values, readings_of
from dantin.store.readers.streams import broken_links
from dantin.store.refusals import Refused

from .world import VILLAGES, Device, figures, moment, rerun_of, sheet_of, state_election

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def at_once(jobs: Sequence[Callable[[], object]]) -> list[object]:
    """Run the jobs in threads that start together; a job's answer is what it returned or raised."""
    start = threading.Barrier(len(jobs))
    answers: list[object] = [None] * len(jobs)

    def run(n: int, job: Callable[[], object]) -> None:
        try:
            start.wait()
            answers[n] = job()
        except Exception as error:
            answers[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def codes(answers: Sequence[object]) -> list[str]:
    """Refusals by their code, anything else by its type: a bug shows as the exception it was."""
    return sorted(a.code if isinstance(a, Refused) else type(a).__name__ for a in answers)


def whole() -> bool:
    return [line for stream in Stream.objects.all() for line in broken_links(stream)] == []


def submit(reading, minute=1):
    return submit_reading(side=Side.STATE, reading=reading, at=moment(minute))


def agree(sheet, given):
    readers = Device(f"an-{sheet.id}", "an"), Device(f"binh-{sheet.id}", "binh")
    submit_readings(side=Side.STATE, readings=[d.read(sheet, given) for d in readers], at=moment(1))


def test_eight_phones_read_one_sheet_at_once():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    # four persons with two phones each: whoever comes first and second are the readers, the others are told so
    phones = [Device(f"may-{n}", f"nguoi-{n % 4}") for n in range(8)]
    sent = [phone.read(sheet, figures(a=60, b=38)) for phone in phones]
    answers = at_once([lambda r=reading, n=n: submit(r, n) for n, reading in enumerate(sent)])
    kept = {r.event_id for r, answer in zip(sent, answers, strict=True) if isinstance(answer, SheetStatus)}
    refused = [a for a in answers if not isinstance(a, SheetStatus)]
    assert codes(refused) == ["count.two_readers_already"] * 4
    stored = readings_of([sheet.id])[sheet.id]
    assert {r.event_id for r in stored} == kept
    assert [r.position for r in stored] == [1, 2, 3, 4]
    assert count.status(as_values(stored), signed=False) is SheetStatus.AGREED
    assert SheetStatus.AGREED in answers
    logged = Event.objects.filter(type="count.reading_submitted").order_by("seq").values_list("body", flat=True)
    assert [body["reading"] for body in logged] == [str(r.event_id) for r in stored]
    assert whole()


def test_the_last_answer_given_is_what_the_stored_readings_fold_to():
    """Clocks of the server's workers may differ: the order of arrival counts, not the moment each of them wrote."""
    state_election()
    sheet = sheet_of(VILLAGES[0])
    an, binh, other_phone = Device("z-an", "an"), Device("m-binh", "binh"), Device("a-an", "an")
    submit(an.read(sheet, figures(a=60, b=38)), 9)
    submit(binh.read(sheet, figures(a=59, b=39)), 9)
    submit(other_phone.read(sheet, figures(a=60, b=38)), 9)
    answered = submit(binh.read(sheet, figures(a=59, b=39)), 8)
    assert answered is SheetStatus.NEEDS_RECOUNT
    assert count.status(as_values(readings_of([sheet.id])[sheet.id]), signed=False) is answered


def test_eight_clerks_write_one_stream_and_none_is_turned_away():
    election = state_election()

    def tell(n: int) -> None:
        for again in range(3):
            note_calls(election=election, notes={VILLAGES[0]: f"{n}/{again}"}, actor=f"c{n}", at=moment(n))

    assert at_once([lambda n=n: tell(n) for n in range(8)]) == [None] * 8
    notes = Fact.objects.filter(event__type="ballot.village_called", name="note").values_list("value", flat=True)
    assert sorted(notes) == sorted(f"{n}/{again}" for n in range(8) for again in range(3))
    assert whole()


def test_two_batches_over_the_same_places_in_opposite_order_both_succeed():
    election = state_election()

    def tell(order: tuple[str, ...], n: int) -> None:
        for again in range(10):
            note_calls(election=election, notes=dict.fromkeys(order, f"{n}/{again}"), actor=f"c{n}", at=moment(n))

    forward, backward = VILLAGES, VILLAGES[::-1]
    assert at_once([lambda: tell(forward, 1), lambda: tell(backward, 2)]) == [None, None]
    assert Event.objects.filter(type="ballot.village_called").count() == 40
    assert whole()


def test_two_phones_bring_many_sheets_in_opposite_order():
    state_election()
    sheets = [sheet_of(code) for code in VILLAGES]
    an, binh = Device("may-an", "an"), Device("may-binh", "binh")
    batches = [
        [an.read(s, figures(a=60, b=38)) for s in sheets],
        [binh.read(s, figures(a=60, b=38)) for s in sheets[::-1]],
    ]
    answers = at_once([lambda b=b: submit_readings(side=Side.STATE, readings=b, at=moment(1)) for b in batches])
    assert codes(answers) == ["list", "list"], answers
    assert sorted(str(status) for answer in answers for status in answer) == ["agreed"] * 2 + ["one_reading"] * 2
    assert whole()


def test_the_same_reading_sent_twice_at_once_is_kept_once_and_both_get_the_same_answer():
    state_election()
    reading = Device("may-an", "an").read(sheet_of(VILLAGES[0]), figures(a=60, b=38))
    answers = at_once([lambda: submit(reading)] * 4)
    assert answers == [SheetStatus.ONE_READING] * 4
    assert Reading.objects.count() == 1
    assert Event.objects.filter(type="count.reading_submitted").count() == 1


def test_one_number_of_a_device_is_never_taken_twice():
    state_election()
    sheet, device = sheet_of(VILLAGES[0]), Device("may-an", "an")
    first = device.read(sheet, figures(a=60, b=38))
    device.seq, device.head = 0, first.prev_hash  # a copied phone: the same number, another reading
    second = device.read(sheet, figures(a=61, b=37))
    answers = at_once([lambda: submit(first), lambda: submit(second)])
    assert codes(answers) == ["SheetStatus", "count.device_out_of_order"]
    assert Reading.objects.get(device="may-an").seq == 1


def test_a_sheet_is_declared_once():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38))
    answers = at_once(
        [lambda n=n: declare(side=Side.STATE, sheets=[sheet.id], actor=f"c{n}", at=moment(n))[0] for n in range(4)]
    )
    assert codes(answers) == ["Declaration"] + ["decide.already_declared"] * 3
    row = Declaration.objects.get()
    sheet.refresh_from_db()
    assert (row.outcome, sheet.signed_at) == ("elected", row.declared_at)
    assert Event.objects.filter(type="decide.declared").count() == 1
    assert whole()


def test_a_correction_that_races_the_signature_is_either_in_the_result_or_refused():
    state_election()
    for code in VILLAGES:
        sheet = sheet_of(code)
        an, binh = Device(f"an-{code}", "an"), Device(f"binh-{code}", "binh")
        readings = [an.read(sheet, figures(a=60, b=38)), binh.read(sheet, figures(a=60, b=38))]
        submit_readings(side=Side.STATE, readings=readings, at=moment(1))
        correction = an.read(sheet, figures(a=61, b=37))
        read, signed = at_once(
            [
                lambda r=correction: submit(r, 2),
                lambda s=sheet: declare(side=Side.STATE, sheets=[s.id], actor="to-truong", at=moment(2))[0],
            ]
        )
        assert codes([read, signed]) in (
            ["Declaration", "count.already_signed"],
            ["SheetStatus", "decide.not_agreed"],
        )
    assert whole()


def test_who_judged_on_less_than_is_written_judges_again(monkeypatch):
    """The correction is judged, then the sheet is signed, then the correction would be written: it must not be."""
    state_election()
    sheet = sheet_of(VILLAGES[0])
    an, binh = Device("may-an", "an"), Device("may-binh", "binh")
    for device in (an, binh):
        submit(device.read(sheet, figures(a=60, b=38)))
    correction = an.read(sheet, figures(a=61, b=37))
    judged, signed = threading.Event(), threading.Event()
    write = count_action.log_each

    def log_later(*args, **kwargs):
        judged.set()
        signed.wait(timeout=1)  # on SQLite nobody signs while another writes: the wait runs out
        return write(*args, **kwargs)

    monkeypatch.setattr(count_action, "log_each", log_later)

    def sign() -> object:
        judged.wait()
        [answer] = declare(side=Side.STATE, sheets=[sheet.id], actor="to-truong", at=moment(2))
        signed.set()
        return answer

    answers = at_once([lambda: submit(correction, 2), sign])
    assert codes(answers) in (["Declaration", "count.already_signed"], ["SheetStatus", "decide.not_agreed"])
    assert Reading.objects.count() == 3 - isinstance(answers[0], Refused)
    assert whole()


def test_a_head_is_recognised_once():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=60, b=38))
    [row] = declare(side=Side.STATE, sheets=[sheet.id], actor="to-truong", at=moment(2))

    def decide(n: int) -> object:
        decision = RecognitionIn(declaration=row.id, decision_number=f"{n}/QĐ-UBND", decided_on=date(2022, 6, 8))
        return recognise(decisions=[decision, decision], actor=f"c{n}", at=moment(3))

    answers = [answer for answers in at_once([lambda n=n: decide(n) for n in range(3)]) for answer in answers]
    assert codes(answers) == ["Recognition"] + ["record.already_recognised"] * 5
    assert Recognition.objects.count() == 1
    assert Term.objects.filter(begins_in=2022).count() == 1


def test_a_round_is_opened_once():
    state_election()
    sheet = sheet_of(VILLAGES[0])
    agree(sheet, figures(a=50, b=48))
    declare(side=Side.STATE, sheets=[sheet.id], actor="to-truong", at=moment(2))
    given = rerun_of(sheet)
    answers = at_once(
        [lambda: open_rounds(side=Side.STATE, rounds=[given], actor="ubnd", at=moment(3)) for _ in range(3)]
    )
    assert codes(answers) == ["list", "plan.no_round_due", "plan.no_round_due"]
    assert Round.objects.filter(contest=sheet.round.contest_id).count() == 2
    assert Standing.objects.get(village_code=VILLAGES[0]).state == "rerun"


def test_a_list_loaded_twice_is_a_duplicate_and_not_tried_for_ever(monkeypatch):
    election = state_election()
    turns = []
    monkeypatch.setattr(register, "list_loaded", lambda *_, **__: None)
    bulk_create = Roll.objects.bulk_create
    monkeypatch.setattr(Roll.objects, "bulk_create", lambda *a, **k: (turns.append(1), bulk_create(*a, **k)))
    with pytest.raises(IntegrityError):
        register.certify_rolls(
            election=election,
            electorate="household_representatives",
            rolls=[register.RollIn(village_code=c, count=9, source=Roll.Source.CERTIFIED_TOTAL) for c in VILLAGES],
            certified_on=date(2022, 5, 26),
            actor="so-noi-vu",
            at=moment(0),
        )
    assert len(turns) == 2
    assert Roll.objects.filter(count=100).count() == 2
