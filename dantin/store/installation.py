"""Cơ sở dữ liệu của ai: a process never touches a database of the other kind or the other side (design §4.10, §4.12).

Asked of every new connection, so that no server, command or shell can forget to ask. A database without a mark is one
nobody has used yet: a rehearsal marks it when it builds its province, a real process when it migrates it.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from dantin.store.models import Installation
from dantin.store.refusals import Refused

_MARK = f"SELECT simulated, side FROM {Installation._meta.db_table} ORDER BY id DESC LIMIT 1"
_SAID = {"state": "bên Nhà nước", "party": "bên Đảng", "both": "cả hai bên (mô phỏng)"}


def refuse_the_other_kind(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Close the new connection and refuse, when the database's mark is not this process's kind, or not its side."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_MARK)
            row = cursor.fetchone()
    except DatabaseError:  # no table yet: it is about to be migrated
        return
    if row is None:
        return
    simulated, side = bool(row[0]), row[1]
    if simulated == settings.SIMULATED and side == settings.SIDE:
        return
    connection.close()
    if simulated != settings.SIMULATED:
        raise Refused("database.not_simulated" if settings.SIMULATED else "database.simulated")
    raise Refused("database.other_side", kept=_SAID.get(side, side), asked=_SAID[settings.SIDE], side=side)


def mark_as_real(using: str, **_: Any) -> None:
    """After a migration by a real process: this database holds a real election from now on."""
    if not settings.SIMULATED and not Installation.objects.using(using).exists():
        Installation.objects.using(using).create(simulated=False, side=settings.SIDE, built_at=datetime.now(UTC))


def mark_as_practice() -> None:
    """A database for practice with one's own lists: simulated like a rehearsal's, but built by nobody's seed."""
    if not Installation.objects.exists():
        Installation.objects.create(simulated=True, side=settings.SIDE, built_at=datetime.now(UTC))
