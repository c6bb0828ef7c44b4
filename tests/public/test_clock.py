"""The clock of the simulation and its panel."""

from datetime import UTC, datetime, timedelta

import pytest

from dantin.store.actions import clock
from dantin.store.models import Installation, SimulatedClock
from dantin.store.readers.clock import ClockHand, moment, now
from dantin.store.refusals import Refused

from .small_province import local

pytestmark = pytest.mark.django_db
REAL = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_running_clock_runs_as_fast_as_it_was_set():
    hand = ClockHand(local(6, 5, 7), REAL, 60, True, None, False)
    assert hand.reads(REAL + timedelta(seconds=30)) == local(6, 5, 7, 30)


def test_a_standing_clock_stands():
    assert ClockHand(local(6, 5, 7), REAL, 60, False, None, False).reads(REAL + timedelta(days=1)) == local(6, 5, 7)


def test_without_a_clock_it_is_now(db):
    assert abs(now() - datetime.now(UTC)) < timedelta(seconds=5)
    assert moment().clock is None


def test_start_and_pause_keep_the_time_that_ran(small):
    clock.start(at=REAL)
    clock.pause(at=REAL + timedelta(seconds=10))
    assert now() == local(7, 3, 16, 52)


def test_a_change_of_speed_does_not_move_the_hand(small):
    clock.start(at=REAL)
    clock.set_speed(speed=300, at=REAL + timedelta(seconds=10))
    hand = moment().clock
    assert hand is not None
    assert hand.reads(REAL + timedelta(seconds=10)) == local(7, 3, 16, 52)
    assert hand.reads(REAL + timedelta(seconds=11)) == local(7, 3, 16, 57)


def test_a_jump_forward_is_asked_for_and_a_jump_back_is_a_replay(small):
    clock.jump(to=local(7, 3, 17), at=REAL)
    assert (row().jump_to, row().restart) == (local(7, 3, 17), False)
    clock.jump(to=local(6, 5, 9), at=REAL)
    assert (row().jump_to, row().restart) == (local(6, 5, 9), True)


@pytest.mark.parametrize(
    "turn",
    [
        lambda: clock.start(at=REAL),
        lambda: clock.pause(at=REAL),
        lambda: clock.restart(at=REAL),
        lambda: clock.jump(to=REAL, at=REAL),
        lambda: clock.set_speed(speed=60, at=REAL),
    ],
)
def test_real_data_have_no_clock_to_turn(small, turn):
    Installation.objects.update(simulated=False)
    with pytest.raises(Refused) as refusal:
        turn()
    assert refusal.value.code == "clock.not_simulated"


def test_the_buttons_of_the_panel(client, small):
    for form in (
        {"viec": "chay"},
        {"viec": "toc-do", "toc-do": "300"},
        {"viec": "toi", "toi": "2022-07-03T17:00+07:00"},
    ):
        assert client.post("/mo-phong/chinh/", form).status_code == 302
    assert (row().running, row().speed, row().jump_to) == (True, 300, local(7, 3, 17))
    client.post("/mo-phong/chinh/", {"viec": "tu-dau"})
    assert (row().running, row().restart) == (False, True)


@pytest.mark.parametrize("form", [{}, {"viec": "x"}, {"viec": "toi", "toi": "x"}, {"viec": "toi", "toi": "2022-07-03"}])
def test_a_form_nobody_was_shown_is_not_there(client, small, form):
    assert client.post("/mo-phong/chinh/", form).status_code == 404


def test_an_unknown_speed_is_refused_in_words(client, small):
    answer = client.post("/mo-phong/chinh/", {"viec": "toc-do", "toc-do": "7"})
    assert answer.status_code == 409
    assert "Không có tốc độ ×7" in answer.content.decode()


def test_the_panel_is_guarded_against_other_sites(small):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/mo-phong/chinh/", {"viec": "chay"})
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()


def row():
    return SimulatedClock.objects.get()
