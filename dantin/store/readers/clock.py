"""Giờ của trang: the simulated clock where one is set, else real time; and the mark that changes with every save."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection

from dantin.store.models import Event, Installation, SimulatedClock

from . import plain

# One row whatever is missing: a page of an empty database still has a time.
_SQL = f"""
SELECT (SELECT max(id) FROM {Event._meta.db_table}),
       (SELECT simulated FROM {Installation._meta.db_table} ORDER BY id DESC LIMIT 1),
       c.shown_at, c.set_at, c.speed, c.running, c.jump_to, c.restart
FROM (SELECT 1 AS one) AS always
LEFT JOIN (SELECT * FROM {SimulatedClock._meta.db_table} ORDER BY id LIMIT 1) AS c ON 1 = 1
"""
# Events of two transactions may commit in the other order on PostgreSQL, so the newest id alone could stay the same
# over a save. The snapshot changes with every transaction that wrote. SQLite writes one transaction at a time.
_SQL_POSTGRESQL = _SQL.replace(
    "SELECT (SELECT max(id)", "SELECT pg_current_snapshot()::text || (SELECT coalesce(max(id), 0)", 1
)


class ClockHand(NamedTuple):
    """Kim đồng hồ mô phỏng, as it was last set."""

    shown_at: datetime
    set_at: datetime
    speed: int
    running: bool
    jump_to: datetime | None
    restart: bool

    def reads(self, real: datetime) -> datetime:
        """What the clock shows at the real moment `real`."""
        if not self.running:
            return self.shown_at
        return self.shown_at + timedelta(seconds=(real - self.set_at).total_seconds() * self.speed)


class Moment(NamedTuple):
    """Lúc này: the time a page tells, whether it is simulated, and `revision`, which changes with every save."""

    now: datetime
    simulated: bool
    clock: ClockHand | None
    revision: str


def moment() -> Moment:
    """Read the time and the revision in one small query."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL_POSTGRESQL if connection.vendor == "postgresql" else _SQL)
        newest, simulated, shown_at, set_at, speed, running, jump_to, restart = cursor.fetchone()
    real = datetime.now(UTC)
    if shown_at is None:
        return Moment(real, bool(simulated), None, f"{newest}")
    hand = ClockHand(
        plain.moment(shown_at),
        plain.moment(set_at),
        speed,
        bool(running),
        plain.moment(jump_to) if jump_to else None,
        bool(restart),
    )
    stamp = f"{newest}-{hand.shown_at.timestamp():.0f}-{hand.set_at.timestamp():.6f}-{speed}{running:d}{restart:d}"
    return Moment(hand.reads(real), bool(simulated), hand, stamp)


def now() -> datetime:
    """The simulated time where a clock is set, else real time."""
    return moment().now
