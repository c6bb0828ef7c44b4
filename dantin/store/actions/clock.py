"""Chỉnh đồng hồ mô phỏng: start, pause, jump, speed, replay. Refused wherever the data are real.

The clock is no fact of an election, so nothing is logged. What the replay does with a jump is its own affair: it reads
`jump_to` and `restart` and clears them when done.
"""

from datetime import datetime

from dantin.store.models import Installation, SimulatedClock
from dantin.store.refusals import refuse_if

from .transaction import action

SPEEDS = (1, 10, 60, 300)


@action
def start(*, at: datetime) -> SimulatedClock:
    """Let the clock run from what it shows."""
    clock = _clock(at)
    _set(clock, at, running=True)
    return clock


@action
def pause(*, at: datetime) -> SimulatedClock:
    """Stop the clock where it is."""
    clock = _clock(at)
    _set(clock, at, running=False)
    return clock


@action
def set_speed(*, speed: int, at: datetime) -> SimulatedClock:
    """Change how many simulated seconds one real second is."""
    refuse_if(speed not in SPEEDS, "clock.unknown_speed", speed=speed)
    clock = _clock(at)
    _set(clock, at, running=clock.running)
    clock.speed = speed
    clock.save(update_fields=["speed"])
    return clock


@action
def jump(*, to: datetime, at: datetime) -> SimulatedClock:
    """Ask for another time. Going back means replaying from the start: what was reported is never taken back."""
    clock = _clock(at)
    _set(clock, at, running=clock.running)
    clock.restart = clock.restart or to < clock.shown_at
    clock.jump_to = to
    clock.save(update_fields=["jump_to", "restart"])
    return clock


@action
def restart(*, at: datetime) -> SimulatedClock:
    """Ask for the replay from the first ballot."""
    clock = _clock(at)
    _set(clock, at, running=False)
    clock.restart, clock.jump_to = True, None
    clock.save(update_fields=["restart", "jump_to"])
    return clock


def _clock(at: datetime) -> SimulatedClock:
    simulated = Installation.objects.order_by("-id").values_list("simulated", flat=True).first()
    refuse_if(not simulated, "clock.not_simulated")
    clock = SimulatedClock.objects.order_by("id").first()
    refuse_if(clock is None, "clock.not_set")
    assert clock is not None
    return clock


def _set(clock: SimulatedClock, at: datetime, *, running: bool) -> None:
    """Fold the time that has run since the last setting into `shown_at`."""
    if clock.running:
        clock.shown_at += (at - clock.set_at) * clock.speed
    clock.set_at, clock.running = at, running
    clock.save(update_fields=["shown_at", "set_at", "running"])
