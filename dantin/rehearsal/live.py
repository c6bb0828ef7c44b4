"""Diễn theo đồng hồ: follows the simulated clock, hops over idle hours, jumps, starts again from the first ballot."""

import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection

from dantin.store.models import SimulatedClock

from .build import FIRST_MORNING
from .officials import left_to_people
from .player import Player
from .rehearse import Rehearsal

TICK = 0.4  # real seconds between two looks at the clock
IDLE = timedelta(minutes=45)  # a longer silence than this is hopped over
LEAD = timedelta(minutes=2)  # and the clock stops this long before what happens next


class Live:
    """Người diễn theo đồng hồ của cơ sở dữ liệu."""

    def __init__(
        self,
        rehearsal: Rehearsal,
        *,
        built: Path | None,
        say: Callable[[str], None],
        by_hand: str = "",
        congresses_only: bool = False,
    ) -> None:
        self._steps = rehearsal.steps
        if by_hand:
            self._steps = left_to_people(rehearsal.steps, by_hand, congresses_only=congresses_only)
        self._by_hand = bool(by_hand)
        self._built = built
        self._say = say
        self._player = Player(self._steps, since=self._clock().shown_at)

    @staticmethod
    def _clock() -> SimulatedClock:
        return SimulatedClock.objects.order_by("id").get()

    @staticmethod
    def _show(at: datetime, **more: object) -> None:
        SimulatedClock.objects.update(shown_at=at, set_at=datetime.now(UTC), **more)

    def run(self, *, going: Callable[[], bool]) -> None:
        """Until `going()` says no."""
        while going():
            self.tick()
            time.sleep(TICK)

    def tick(self) -> None:
        """Bring the store up to the clock."""
        clock = self._clock()
        if clock.restart:
            self._restart(jump_to=clock.jump_to)
        elif clock.jump_to is not None:
            self._jump(clock.jump_to)
        elif clock.running:
            self._follow(clock)

    def _follow(self, clock: SimulatedClock) -> None:
        shows = clock.shown_at + (datetime.now(UTC) - clock.set_at) * clock.speed
        self._player.advance(shows)
        following = self._player.next_at
        if following is None:
            self._show(max(self._steps[-1].at, clock.shown_at), running=False)
            self._say("hết kịch bản, đồng hồ dừng")
        elif following - shows > IDLE and not self._by_hand:  # people at work have their own pace
            self._show(following - LEAD)

    def _jump(self, to: datetime) -> None:
        self._say(f"tới {to.astimezone(FIRST_MORNING.tzinfo):%d/%m/%Y %H:%M}")
        self._player.advance(to, at_minute=self._show)
        self._show(to, jump_to=None)

    def _restart(self, *, jump_to: datetime | None) -> None:
        if self._built is None:
            self._say("chỉ bản trên SQLite mới phát lại từ đầu được")
            SimulatedClock.objects.update(restart=False, jump_to=None)
            return
        self._say("phát lại từ đầu")
        restore(self._built)
        self._player = Player(self._steps, since=FIRST_MORNING)
        self._show(FIRST_MORNING, restart=False, running=jump_to is None, jump_to=jump_to)


def restore(built: Path) -> None:
    """Put the province back as it was built, in one transaction that whoever reads the database sees at once."""
    connection.close()
    source, target = sqlite3.connect(built), sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
